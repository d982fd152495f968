package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;

/** Networks on explicit weights against the defining formula, summed term by term over the weights of the draw. */
class ExplicitSamplingTest {

	private static final long KEY = 0x5eed;
	private static final double[][] PLANE = { { 0.5, -1 }, { 1.2, 0.3 }, { -0.7, 0.4 } };

	static Stream<Arguments> networks() {
		var prior = new TestPrior(new double[] { 1.3, 0.9, 1.7, 0.8 }, new double[] { 0.2, 0.1, 0, 0.4 }, "gaussian", Map.of());
		return Stream.of(
				// 400 x 300 weights are drawn in several tiles
				Arguments.of(Networks.mlp("erf", List.of(300, 400, 7), prior, 2), (DoubleUnaryOperator) ExplicitSamplingTest::erf, false),
				Arguments.of(Networks.mlp("relu", List.of(1, 3, 2), prior.with("weight-2", "uniform").with("bias-1", "uniform").with("weight-out", "uniform"), 2),
						(DoubleUnaryOperator) z -> Math.max(0, z), false),
				Arguments.of(build("mlp", Map.of("width", 5L, "depth", 3L, "activation", "monomial(2)", "outputs", 3L), prior), (DoubleUnaryOperator) z -> z * z, false),
				Arguments.of(build("cos-net", Map.of("width", 40L, "outputs", 2L), TestPrior.gaussian(1.5, 0.3)), (DoubleUnaryOperator) StrictMath::cos, false),
				Arguments.of(build("gauss-net", Map.of("width", 40L), TestPrior.gaussian(1.5, 0.3)), (DoubleUnaryOperator) StrictMath::exp, true));
	}

	private static Ensemble build(String architecture, Map<String, ?> parameters, TestPrior prior) {
		try {
			return Networks.build(architecture, parameters, prior, 2);
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}

	/** erf by its series, which converges everywhere. */
	private static double erf(double z) {
		double term = z, sum = z;
		for (int n = 1; Math.abs(term) > 1e-19; n++) {
			term *= -z * z / n;
			sum += term / (2 * n + 1);
		}
		return 2 / Math.sqrt(StrictMath.PI) * sum;
	}

	@ParameterizedTest
	@MethodSource("networks")
	void outputsAndKernelAreThoseOfTheDrawnWeights(Ensemble ensemble, DoubleUnaryOperator activation, boolean normalised) {
		var points = new Points(PLANE);
		var sampling = ensemble.capability(ExplicitSampling.class).orElseThrow();
		var sampler = sampling.sampler(points, KEY, Blas.java());
		int k = PLANE.length, outputs = ensemble.outputs();
		for (long draw : new long[] { 0, 7, 1L << 40 }) {
			double[] found = new double[outputs * k], kernel = new double[DrawSampler.packedLength(k)];
			sampler.draw(draw, found, 0, sampler.givesKernel() ? kernel : null, 0);
			double[][] last = new double[k][], expected = new double[k][];
			for (int p = 0; p < k; p++) {
				double[] h = PLANE[p];
				int layers = ensemble.groups().size() / 2;
				for (int l = 0; l < layers; l++) {
					last[p] = h;
					h = affine(ensemble, l, draw, h);
					if (l + 1 < layers) {
						double shift = normalised ? ensemble.laws().get(1).variance() + ensemble.laws().get(0).variance() * (h(PLANE[p], PLANE[p]) / 2) : 0;
						for (int i = 0; i < h.length; i++) h[i] = activation.applyAsDouble(h[i] - shift);
					}
				}
				expected[p] = h;
			}
			for (int o = 0; o < outputs; o++) for (int p = 0; p < k; p++) assertEquals(expected[p][o], found[o * k + p], 1e-11 * Math.max(1, Math.abs(expected[p][o])));
			if (!sampler.givesKernel()) continue;
			int readout = ensemble.groups().size() - 2;
			for (int p = 0; p < k; p++)
				for (int q = p; q < k; q++) {
					double ghat = ensemble.laws().get(readout + 1).variance() + ensemble.laws().get(readout).variance() * h(last[p], last[q]) / last[p].length;
					assertEquals(ghat, kernel[DrawSampler.index(p, q, k)], 1e-11 * Math.max(1, Math.abs(ghat)));
				}
		}
	}

	private static double h(double[] x, double[] y) {
		double sum = 0;
		for (int j = 0; j < x.length; j++) sum += x[j] * y[j];
		return sum;
	}

	private static double[] affine(Ensemble ensemble, int layer, long draw, double[] h) {
		double[] weights = parameters(ensemble, 2 * layer, draw), biases = parameters(ensemble, 2 * layer + 1, draw), z = new double[biases.length];
		for (int i = 0; i < z.length; i++) {
			double sum = 0;
			for (int j = 0; j < h.length; j++) sum += weights[i * h.length + j] * h[j];
			z[i] = sum / Math.sqrt(h.length) + biases[i];
		}
		return z;
	}

	private static double[] parameters(Ensemble ensemble, int group, long draw) {
		var description = ensemble.groups().get(group);
		var parameters = new double[(int) description.size()];
		ensemble.laws().get(group).fill(KEY, draw, description.stream(), 0, parameters, 0, parameters.length);
		return parameters;
	}
}
