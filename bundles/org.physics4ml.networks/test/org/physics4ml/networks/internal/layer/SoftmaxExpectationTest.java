package org.physics4ml.networks.internal.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.math.Elementary;

/** Quasi-Monte Carlo of attention weights: unbiased, with the error that its shifts tell. */
class SoftmaxExpectationTest {

	private static final int SHIFTS = 8;

	/** Mean and standard error over shifts. */
	private static double[] estimate(int tokens, double scale, double[] left, double[] right, double[] between, int a, int i) {
		double sum = 0, squares = 0;
		for (int shift = 0; shift < SHIFTS; shift++) {
			double value = new SoftmaxExpectation(tokens, shift).new Work().of(scale, left, right, between, a, i);
			sum += value;
			squares += value * value;
		}
		double mean = sum / SHIFTS;
		return new double[] { mean, Math.sqrt(Math.max(0, squares / SHIFTS - mean * mean) / (SHIFTS - 1)) };
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
}
