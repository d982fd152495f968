package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.TangentSampling;
import org.physics4ml.networks.Networks.TestPrior;

/** Tangent kernels of finite perceptrons against theory and against reference draws. Fixed seeds; of the comparisons here one in 10,000 would fail by chance. */
class EmpiricalTangentTest {

	private static final Points POINTS = new Points(new double[][] { { 1, -0.5, 0.3 }, { 0.3, 0.1, 1 } });

	private record Estimate(double[] mean, double[] error, double[] deviation) {
	}

	private static Estimate estimate(Ensemble network, int draws, long key) {
		var sampler = network.capability(TangentSampling.class).orElseThrow().sampler(POINTS, key, Blas.java());
		double[] sum = new double[3], squares = new double[3], kernel = new double[3], error = new double[3], deviation = new double[3];
		for (int draw = 0; draw < draws; draw++) {
			sampler.draw(draw, kernel, 0);
			for (int i = 0; i < 3; i++) {
				sum[i] += kernel[i];
				squares[i] += kernel[i] * kernel[i];
			}
		}
		for (int i = 0; i < 3; i++) {
			sum[i] /= draws;
			deviation[i] = Math.sqrt((squares[i] / draws - sum[i] * sum[i]) * draws / (draws - 1));
			error[i] = deviation[i] / Math.sqrt(draws);
		}
		return new Estimate(sum, error, deviation);
	}

	private static double[] theory(Ensemble network) throws UnsuitableException {
		return network.capability(InfiniteWidth.class).orElseThrow().tangent(POINTS, Method.AUTO, false).values();
	}

	/** With one hidden layer the mean is that of infinite width. */
	@ParameterizedTest
	@CsvSource({ "erf, 3, ntk", "relu, 10, ntk", "gelu, 20, standard", "abs, 5, standard" })
	void oneHiddenLayerHasTheMeanOfTheory(String activation, int width, String parameterisation) throws UnsuitableException {
		var network = Networks.build("mlp", Map.of("activation", activation, "width", (long) width, "parameterisation", parameterisation), TestPrior.gaussian(1.8, 0.3), 3);
		var estimate = estimate(network, 20_000, 5);
		var theory = theory(network);
		for (int i = 0; i < 3; i++) {
			assertEquals(theory[i], estimate.mean[i], 4.2 * estimate.error[i]);
			assertTrue(estimate.error[i] < 0.02 * theory[0]);
		}
	}

	/** Likewise of exponentials, which are wild, and cosines with uniform phases. */
	@ParameterizedTest
	@ValueSource(strings = { "gauss-net", "cos-net" })
	void spectralNetworksHaveTheMeanOfTheory(String architecture) throws UnsuitableException {
		var network = Networks.build(architecture, Map.of("width", 50L), TestPrior.gaussian(0.5, 0.1), 3);
		var estimate = estimate(network, 10_000, 5);
		var theory = theory(network);
		for (int i = 0; i < 3; i++) {
			assertEquals(theory[i], estimate.mean[i], 4.2 * estimate.error[i]); // six comparisons: one failure in 6,000 at another seed
			assertTrue(estimate.error[i] < 0.02 * theory[0]);
		}
	}

	/** Likewise with one convolution. */
	@ParameterizedTest
	@ValueSource(strings = { "flatten", "average" })
	void oneConvolutionHasTheMeanOfTheory(String readout) throws UnsuitableException {
		for (String parameterisation : List.of("ntk", "standard")) {
			var network = Networks.build("convolutional", Map.of("activation", "erf", "channels", 6L, "readout", readout, "parameterisation", parameterisation), TestPrior.gaussian(1.8, 0.3), 3);
			var estimate = estimate(network, 5_000, 5);
			var theory = theory(network);
			assertEquals(parameterisation.equals("ntk"), network.capability(InfiniteWidth.class).orElseThrow().tangent(POINTS, Method.AUTO, false).convergent());
			for (int i = 0; i < 3; i++) {
				assertEquals(theory[i], estimate.mean[i], 4.2 * estimate.error[i]); // twelve comparisons: one failure in 3,000 at another seed
				assertTrue(estimate.error[i] < 0.03 * theory[0]);
			}
		}
	}

	/** In standard parameterisation a weight group counts n/σ_w² times, a bias group 1/σ_b² times (n features enter). */
	@Test
	void standardResidualNetworks() throws UnsuitableException {
		var prior = TestPrior.gaussian(1.8, 0.3);
		List<InfiniteWidth.Contribution> ntk = groups("ntk", prior), standard = groups("standard", prior);
		for (int g = 0; g < ntk.size(); g++) {
			double factor = ntk.get(g).group().startsWith("bias") ? 1 / 0.3 : (g == 0 ? 3 : 20) / 1.8;
			// both count with what the layers above make of them, which is alike
			for (int i = 0; i < 3; i++) assertEquals(factor * ntk.get(g).values()[i], standard.get(g).values()[i], 1e-12 * Math.abs(standard.get(g).values()[0]), ntk.get(g).group());
		}
	}

	private static List<InfiniteWidth.Contribution> groups(String parameterisation, TestPrior prior) throws UnsuitableException {
		return Networks.build("residual", Map.of("activation", "erf", "width", 20L, "depth", 2L, "parameterisation", parameterisation), prior, 3).capability(InfiniteWidth.class).orElseThrow()
				.tangent(POINTS, Method.AUTO, true).contributions();
	}

	/** tanh, two hidden layers: PHYSICS 7, oracles/ntk_mc.csv gives 2.92358 ± 0.04172 and a relative deviation of 0.15631 for N = 64. */
	@Test
	void deepNetworksHaveTheMeanAndDeviationOfReferenceDraws() throws UnsuitableException {
		var row = Oracle.rows("ntk_mc.csv").getFirst();
		var network = Networks.mlp("tanh", List.of(64, 64), TestPrior.gaussian(2.25, 0), 3);
		var estimate = estimate(network, 4000, 6);
		double reference = Oracle.number(row.get("mean_NTK_00")), error = Oracle.number(row.get("se"));
		assertEquals(reference, estimate.mean[0], 4.2 * Math.hypot(error, estimate.error[0]));
		assertEquals(Oracle.number(row.get("relative_std_NTK_00")), estimate.deviation[0] / estimate.mean[0], 0.04);
	}

	/** The mean deviates by O(1/N), the kernel by O(N^{-1/2}). */
	@Test
	void widerNetworksComeCloserToTheory() throws UnsuitableException {
		double narrow = Double.NaN;
		for (int width : new int[] { 8, 128 }) {
			var network = Networks.mlp("tanh", List.of(width, width), TestPrior.gaussian(2.25, 0.1), 3);
			var estimate = estimate(network, width == 8 ? 20_000 : 2000, 7);
			assertEquals(theory(network)[0], estimate.mean[0], 4.2 * estimate.error[0] + theory(network)[0] / width);
			if (width == 128) assertEquals(4, narrow / estimate.deviation[0], 0.8);
			narrow = estimate.deviation[0];
		}
	}
}
