package org.physics4ml.networks.internal.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelTile;

/** Quasi-Monte Carlo of attention weights: unbiased, with the error that its shifts tell. */
class SoftmaxExpectationTest {

	private static final int SHIFTS = 8;

	/** Mean and standard error over shifts of Σ K M. */
	private static double[] estimate(int tokens, double scale, double[] left, double[] right, double[] between, int a, int i) {
		return estimate(shift -> sum(between, matrices(tokens, shift, scale, left, right, between, a, i)[0]));
	}

	private static double[] estimate(IntToDoubleFunction value) {
		double[] values = IntStream.range(0, SHIFTS).mapToDouble(value).toArray();
		double mean = Arrays.stream(values).sum() / SHIFTS, spread = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
		return new double[] { mean, Math.sqrt(spread / SHIFTS / (SHIFTS - 1)) };
	}

	/** M and D. */
	private static double[][] matrices(int tokens, int shift, double scale, double[] left, double[] right, double[] between, int a, int i) {
		var matrices = new double[2][tokens * tokens];
		new SoftmaxExpectation(tokens, shift).new Work().of(scale, left, right, between, a, i, matrices[0], matrices[1]);
		return matrices;
	}

	private static double sum(double[] x, double[] y) {
		double sum = 0;
		for (int b = 0; b < x.length; b++) sum += x[b] * y[b];
		return sum;
	}

	/** Price's theorem: ∂/∂λ Σ K M with the covariance of the logits of the two inputs times λ is σ_QK² K_ai Σ K D. One comparison, 6 standard errors: with 7 degrees of freedom one failure in 1,800. */
	@Test
	void slopesAreDerivatives() {
		double[] left = { 1, 0.2, 0.1, 0.2, 1.5, 0, 0.1, 0, 0.8 }, right = { 1, 0.3, 0.3, 0.3, 1, -0.2, 0.3, -0.2, 1.1 }, between = { 0.5, 0.2, -0.3, 0.4, 0.6, 0.1, 0, -0.2, 0.4 };
		double scale = 2, step = 1e-3;
		int a = 0, i = 1;
		var difference = estimate(shift -> {
			double[] along = new double[2];
			for (int sign : new int[] { 0, 1 }) {
				double root = Math.sqrt(sign == 0 ? 1 + step : 1 - step);
				along[sign] = sum(between, matrices(3, shift, scale, left, right, Arrays.stream(between).map(x -> root * x).toArray(), a, i)[0]);
			}
			return (along[0] - along[1]) / (2 * step) - scale * between[a * 3 + i] * sum(between, matrices(3, shift, scale, left, right, between, a, i)[1]);
		});
		var slope = estimate(shift -> scale * between[a * 3 + i] * sum(between, matrices(3, shift, scale, left, right, between, a, i)[1]));
		assertEquals(0, difference[0], 6 * difference[1]);
		assertTrue(difference[1] < 0.02 * Math.abs(slope[0]), () -> difference[1] + " of " + slope[0]);
		// with the inputs exchanged, the same bits
		double[] turned = { between[0], between[3], between[6], between[1], between[4], between[7], between[2], between[5], between[8] };
		double[][] one = matrices(3, 0, scale, left, right, between, a, i), other = matrices(3, 0, scale, right, left, turned, i, a);
		for (int m = 0; m < 2; m++)
			for (int b = 0; b < 3; b++) for (int c = 0; c < 3; c++) assertEquals(one[m][b * 3 + c], other[m][c * 3 + b]);
	}

	/** Two tokens by quadrature: weights are 1/2 ± tanh(D/2)/2. */
	@Test
	void twoTokensAgreeWithQuadrature() {
		double[] left = { 1.2, 0.3, 0.3, 0.8 }, right = { 0.9, -0.2, -0.2, 1.5 }, between = { 0.5, 0.2, -0.3, 0.4 };
		var tanh = ScalarFunction.of(Regularity.analytic(StrictMath.PI / 2, 0), Elementary::tanh);
		double scale = 2.5, difference = between[0] + between[3] - between[1] - between[2], all = between[0] + between[1] + between[2] + between[3];
		for (int a = 0; a < 2; a++)
			for (int i = 0; i < 2; i++) {
				double u = scale / 4 * left[3 * a] * (left[0] + left[3] - 2 * left[1]), v = scale / 4 * right[3 * i] * (right[0] + right[3] - 2 * right[1]), w = scale / 4 * between[2 * a + i] * difference;
				double exact = all / 4 + GaussianMoments.product(tanh, tanh, BivariateCovariance.of(u, v, w)).value() / 4 * difference;
				var estimate = estimate(2, scale, left, right, between, a, i);
				assertEquals(exact, estimate[0], 5 * estimate[1] + 1e-12);
				assertTrue(estimate[1] < 2e-3 * Math.abs(all), () -> "error " + estimate[1]);
				assertEquals(estimate[0], estimate(2, scale, right, left, new double[] { between[0], between[2], between[1], between[3] }, i, a)[0]);
			}
	}

	/** Equal tokens have equal weights: 1/T each, the sum of K over T². */
	@Test
	void equalTokensShareTheWeight() {
		double[] ones = new double[16];
		java.util.Arrays.fill(ones, 0.7);
		assertEquals(0.7, estimate(4, 3, ones, ones, ones, 1, 2)[0], 1e-12);
	}

	/** Weights add up to one: a constant covariance between tokens comes out as it is. */
	@Test
	void weightsAddUp() {
		double[] left = { 1, 0.2, 0.1, 0.2, 1.5, 0, 0.1, 0, 0.8 }, constant = { 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3 };
		double[] right = { 1, 0.3, 0.3, 0.3, 1, 0.3, 0.3, 0.3, 1 };
		assertEquals(0.3, estimate(3, 2, left, right, constant, 0, 2)[0], 1e-12);
	}

	/** Of two tokens, Θ with the terms of all groups comes out as by quadrature. 4 × 6 comparisons at 6 standard errors: with 7 degrees of freedom one failure in 75. */
	@Test
	void tangentKernelsOfTwoTokensAgreeWithQuadrature() throws UnsuitableException {
		var form = new KernelForm(2, true, "", false, true, true, List.of("weight-1"), Method.AUTO);
		var variances = new AttentionKernel.Variances(2.5, 1.2, new double[] { 0.7, 1.1 }, new double[] { 0.4, 1.3 });
		var exact = leaving(new AttentionKernel(AttentionKernel.Kind.SOFTMAX, true, variances, form, null), form);
		var sampled = IntStream.range(0, SHIFTS).mapToObj(shift -> leaving(new AttentionKernel(AttentionKernel.Kind.SOFTMAX, true, variances, form, new SoftmaxExpectation(2, shift)), form)).toList();
		for (int g = 0; g < exact.size(); g++)
			for (int block = 0; block < 4; block++) {
				int matrix = g, entry = block;
				var estimate = estimate(shift -> sampled.get(shift).get(matrix)[entry]);
				assertEquals(exact.get(g)[block], estimate[0], 6 * estimate[1] + 1e-12);
				assertTrue(estimate[1] < 3e-3 * Math.abs(exact.get(1)[0]), () -> "error " + estimate[1]);
			}
	}

	/** K, Θ and its terms. */
	private static List<double[]> leaving(AttentionKernel kernel, KernelForm form) {
		var tile = new KernelTile(1, 1, form);
		double[] theta = { 2, 0.3, -0.1, 1.7 };
		System.arraycopy(new double[] { 1.2, 0.3, 0.3, 0.8 }, 0, tile.row().covariance(), 0, 4);
		System.arraycopy(new double[] { 0.9, -0.2, -0.2, 1.5 }, 0, tile.column().covariance(), 0, 4);
		System.arraycopy(new double[] { 0.5, 0.2, -0.3, 0.4 }, 0, tile.covariance(), 0, 4);
		System.arraycopy(theta, 0, tile.tangent(), 0, 4);
		tile.contributions().add(theta);
		var left = kernel.apply(tile);
		var all = new ArrayList<>(List.of(left.covariance(), left.tangent()));
		all.addAll(left.contributions());
		return all;
	}
}
