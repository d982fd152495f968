package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.networks.Networks.TestPrior;

/** Expectations over one neuron against reference numbers, and correlators made of them against sampled networks. */
class SingleLayerTest {

	static List<Map<String, String>> fourPoints() {
		return Oracle.rows("onelayer_4pt.csv");
	}

	private static Ensemble network(String net, double weightVariance, double biasVariance, String readout, int dimension) throws UnsuitableException {
		var prior = new TestPrior(new double[] { weightVariance, 1 }, new double[] { biasVariance, 0 }, "gaussian", Map.of());
		prior = prior.with("weight-out", readout.equals("student_t_nu7") ? "student-t(7)" : readout);
		return switch (net) {
		case "cos_uniform_phase" -> Networks.build("cos-net", Map.of("width", 10L), prior, dimension);
		case "gauss_net" -> Networks.build("gauss-net", Map.of("width", 10L), prior, dimension);
		default -> Networks.mlp(net.replaceAll("_.*", ""), List.of(10), prior, dimension);
		};
	}

	@ParameterizedTest
	@MethodSource("fourPoints")
	void fourPointsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var points = new Points(Oracle.points(row.get("points")));
		double bias = row.get("sigma_b2").isEmpty() ? 0 : Oracle.number(row.get("sigma_b2"));
		var layer = network(row.get("net"), Oracle.number(row.get("sigma_w2")), bias, row.get("output_weight_prior"), points.dimension()).capability(SingleLayer.class).orElseThrow();
		double four = moment(layer, points, 0, 1, 2, 3);
		assertEquals(Oracle.number(row.get("E_s1s2")), moment(layer, points, 0, 1), 1e-12);
		assertEquals(Oracle.number(row.get("E_s3s4")), moment(layer, points, 2, 3), 1e-12);
		double expected = Oracle.number(row.get("E_s1s2s3s4"));
		assertEquals(expected, four, 1e-12 * Math.max(1, expected));
		double wick = 0;
		for (int[] pairs : new int[][] { { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 0, 3, 1, 2 } }) wick += moment(layer, points, pairs[0], pairs[1]) * moment(layer, points, pairs[2], pairs[3]);
		assertEquals(Oracle.number(row.get("N_times_Gc4")), layer.readoutWeight().standardisedMoment(4) * four - wick, 2e-12 * Math.max(1, expected));
	}

	static List<Map<String, String>> sixPoints() {
		return Oracle.rows("onelayer_6pt.csv");
	}

	@ParameterizedTest
	@MethodSource("sixPoints")
	void sixPointsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var points = new Points(Oracle.points(row.get("points").replace(' ', ';')));
		var layer = network(row.get("net"), 1, 1, "gaussian", 1).capability(SingleLayer.class).orElseThrow();
		double sum = 15 * moment(layer, points, 0, 1, 2, 3, 4, 5), size = sum;
		for (int i = 0; i < 6; i++)
			for (int j = i + 1; j < 6; j++) {
				int[] rest = others(i, j);
				double two = moment(layer, points, i, j), four = 3 * moment(layer, points, rest);
				sum -= two * four;
				size += two * four;
				for (int m = 1; m < 4; m++) { // each of 15 pairings is met three times
					int[] last = Arrays.stream(rest).filter(p -> p != rest[0]).toArray();
					int partner = rest[m];
					int[] others = Arrays.stream(last).filter(p -> p != partner).toArray();
					double product = two * moment(layer, points, rest[0], partner) * moment(layer, points, others) * 2 / 3;
					sum += product;
					size += product;
				}
			}
		assertEquals(Oracle.number(row.get("N2_times_Gc6")), sum, 1e-12 * size);
	}

	private static int[] others(int i, int j) {
		return IntStream.range(0, 6).filter(p -> p != i && p != j).toArray();
	}

	private static double moment(SingleLayer layer, Points points, int... indices) {
		return layer.moment(points, Arrays.stream(indices).map(points::distinctIndex).sorted().toArray()).orElseThrow().value();
	}

	@Test
	void sourceSaysHowItWasComputed() {
		var points = new Points(new double[][] { { 1 }, { 2 } });
		var erf = Networks.mlp("erf", List.of(10), TestPrior.gaussian(1, 0.1), 1).capability(SingleLayer.class).orElseThrow();
		assertEquals("closed form", erf.moment(points, new int[] { 0, 1 }).orElseThrow().source());
		assertTrue(erf.moment(points, new int[] { 0, 0, 1, 1 }).orElseThrow().source().startsWith("quadrature"));
		var relu = Networks.mlp("relu", List.of(10), TestPrior.gaussian(1, 0), 1).capability(SingleLayer.class).orElseThrow();
		assertTrue(relu.moment(points, new int[] { 0, 0, 1, 1 }).orElseThrow().source().startsWith("closed form"));
	}

	@Test
	void emptyWhereNoExactWayIsKnown() throws UnsuitableException {
		double[][] x = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 1, 1 } };
		int[] all = { 0, 1, 2, 3 };
		assertTrue(Networks.mlp("erf", List.of(10), TestPrior.uniform(1, 0), 3).capability(SingleLayer.class).orElseThrow().moment(new Points(x), all).isEmpty());
		assertTrue(Networks.build("gauss-net", Map.of(), TestPrior.uniform(1, 0), 3).capability(SingleLayer.class).orElseThrow().moment(new Points(x), all).isEmpty());
		assertTrue(Networks.mlp("erf", List.of(10, 10), TestPrior.gaussian(1, 0), 3).capability(SingleLayer.class).isEmpty());
		// overflow is no number either
		assertTrue(Networks.mlp("exp", List.of(10), TestPrior.gaussian(300, 0), 3).capability(SingleLayer.class).orElseThrow().moment(new Points(x), new int[] { 3, 3, 3, 3 }).isEmpty());
	}

	/** Uniform hidden parameters in one dimension, against a plain midpoint rule over weight and bias. */
	@Test
	void uniformHiddenParametersAreIntegratedOver() {
		var points = new Points(new double[][] { { 0.5 }, { -1.2 } });
		for (var activation : List.of("erf", "relu", "softplus")) {
			var layer = Networks.mlp(activation, List.of(10), TestPrior.uniform(1.5, 0.2), 1).capability(SingleLayer.class).orElseThrow();
			var function = Networks.activation(activation);
			int n = 2000;
			double sum = 0;
			for (int i = 0; i < n; i++)
				for (int j = 0; j < n; j++) {
					double w = Math.sqrt(4.5) * ((2 * i + 1.0) / n - 1), b = Math.sqrt(0.6) * ((2 * j + 1.0) / n - 1);
					double u = function.value(0.5 * w + b), v = function.value(-1.2 * w + b);
					sum += u * v * v * v;
				}
			var found = layer.moment(points, new int[] { 0, 1, 1, 1 }).orElseThrow();
			assertEquals(sum / n / n, found.value(), 1e-5);
			assertTrue(found.source().startsWith("quadrature"));
		}
	}

	/** G3 = N^{-1/2} Ξ3 E3 at N = 3 on explicit weights, Ξ3 = 2. 200,000 draws, 5 standard errors for 3 networks: false alarm 2e-6. */
	@Test
	void threePointFunctionsOfASkewReadoutAreTheExactOnes() throws UnsuitableException {
		var points = new Points(new double[][] { { 0.5, 0.2 }, { -0.4, 0.8 } });
		int[] indices = { 0, 0, 1 };
		for (var activation : List.of("relu", "softplus", "sigmoid")) {
			var three = Networks.mlp(activation, List.of(3), TestPrior.gaussian(1.5, 0.2).with("weight-out", "shifted"), 2);
			assertFalse(three.isEven());
			var layer = three.capability(SingleLayer.class).orElseThrow();
			double exact = layer.readoutWeight().standardisedMoment(3) * layer.readoutWeight().variance() * Math.sqrt(layer.readoutWeight().variance()) * moment(layer, points, indices)
					/ Math.sqrt(3);
			var found = sampled(three, points, phi -> phi[0] * phi[0] * phi[1]);
			assertTrue(exact > 20 * found[1], activation + ": the test can tell it from 0");
			assertEquals(exact, found[0], 5 * found[1], activation);
		}
	}

	/** Conditional sampling and the exact readout average need Gaussian parameters. */
	@ParameterizedTest
	@ValueSource(strings = { "laplace", "student-t(7)", "rademacher", "mixture", "shifted" })
	void otherPriorsAreDrawnWithExplicitWeights(String prior) {
		var all = Networks.mlp("erf", List.of(4), new TestPrior(new double[] { 1 }, new double[] { 0.1 }, prior, Map.of()), 1);
		var readout = Networks.mlp("erf", List.of(4), TestPrior.gaussian(1, 0.1).with("weight-out", prior), 1);
		var hidden = Networks.mlp("erf", List.of(4), TestPrior.gaussian(1, 0.1).with("weight-1", prior), 1);
		for (var network : List.of(all, readout, hidden)) {
			assertTrue(network.capability(ConditionalSampling.class).isEmpty());
			assertEquals(network == hidden, network.capability(ExplicitSampling.class).orElseThrow().givesKernel());
		}
	}

	/** G4 = (Ξ4 E4 + (N-1) Wick)/N at N = 2 on explicit weights. 200,000 draws, 5 standard errors for 4 networks: false alarm 2e-6. */
	@Test
	void sampledFourPointFunctionsAreTheExactOnes() throws UnsuitableException {
		var points = new Points(new double[][] { { 0.5, 0.2 }, { -0.4, 0.8 } });
		int[] indices = { 0, 0, 1, 1 };
		for (var net : List.of("erf", "relu", "tanh", "cos_uniform_phase")) {
			var prior = new TestPrior(new double[] { 1.5, 1 }, new double[] { 0.2, 0 }, "gaussian", Map.of("weight-out", "uniform"));
			Ensemble two = net.startsWith("cos") ? Networks.build("cos-net", Map.of("width", 2L), prior, 2) : Networks.mlp(net, List.of(2), prior, 2);
			var layer = two.capability(SingleLayer.class).orElseThrow();
			double wick = moment(layer, points, 0, 0) * moment(layer, points, 1, 1) + 2 * moment(layer, points, 0, 1) * moment(layer, points, 0, 1);
			double exact = (layer.readoutWeight().standardisedMoment(4) * moment(layer, points, indices) + wick) / 2;
			var found = sampled(two, points, phi -> phi[0] * phi[0] * phi[1] * phi[1]);
			assertEquals(exact, found[0], 5 * found[1], net);
		}
	}

	/** Mean of a function of the outputs over 200,000 draws with explicit weights, and its standard error. */
	private static double[] sampled(Ensemble ensemble, Points points, ToDoubleFunction<double[]> function) {
		var sampler = ensemble.capability(ExplicitSampling.class).orElseThrow().sampler(points, 3, Blas.java());
		double sum = 0, squares = 0;
		int draws = 200_000;
		var phi = new double[points.distinctCount()];
		for (int draw = 0; draw < draws; draw++) {
			sampler.draw(draw, phi, 0, null, 0);
			double value = function.applyAsDouble(phi);
			sum += value;
			squares += value * value;
		}
		double mean = sum / draws;
		return new double[] { mean, Math.sqrt((squares / draws - mean * mean) / draws) };
	}
}
