package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.field.Propagator;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.networks.Networks.TestPrior;

class ScalarFieldTest {

	private static final TestPrior PRIOR = TestPrior.gaussian(1, 0);

	private static Ensemble field(String momenta, String amplitudes, int width, int dimension, double cutoff) throws UnsuitableException {
		return Networks.build("scalar-field", Map.of("momenta", momenta, "amplitudes", amplitudes, "width", (long) width, "cutoff", cutoff), PRIOR, dimension);
	}

	private static double moment(SingleLayer layer, Points points, int... indices) {
		return layer.moment(points, Arrays.stream(indices).map(points::distinctIndex).sorted().toArray()).orElseThrow().value();
	}

	static List<Map<String, String>> fourPoints() {
		return Oracle.rows("scalar_field.csv").stream().filter(row -> row.get("id").startsWith("cosfield")).toList();
	}

	/** N Gc4 of the rows of the table, and of all four architectures at coincident points as PHYSICS 13.2 prints them. */
	@ParameterizedTest
	@MethodSource("fourPoints")
	void fourPointFunctionsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var points = new Points(Stream.of(row.get("r_or_points").split(" ")).map(x -> new double[] { Double.parseDouble(x) }).toArray(double[][]::new));
		var amplitudes = row.get("meaning").contains("Gaussian a") ? "gaussian" : "signs";
		double expected = Oracle.number(row.get("value"));
		assertEquals(expected, fourPoint(field(row.get("meaning").contains("weighted") ? "weighted" : "uniform", amplitudes, 7, 1, 10), points), 1e-12 * Math.max(1, Math.abs(expected)));
	}

	private static double fourPoint(Ensemble field, Points points) {
		var layer = field.capability(SingleLayer.class).orElseThrow();
		double sum = layer.readoutWeight().standardisedMoment(4) * moment(layer, points, 0, 1, 2, 3);
		for (int[] p : new int[][] { { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 0, 3, 1, 2 } }) sum -= moment(layer, points, p[0], p[1]) * moment(layer, points, p[2], p[3]);
		return sum;
	}

	@ParameterizedTest
	@CsvSource({ "uniform, gaussian, 2.922", "uniform, signs, 0.535", "weighted, gaussian, 0.329", "weighted, signs, -0.329" })
	void architecturesDifferInTheFourPointFunction(String momenta, String amplitudes, double expected) throws UnsuitableException {
		assertEquals(expected, fourPoint(field(momenta, amplitudes, 7, 1, 10), new Points(new double[][] { { 0 }, { 0 }, { 0 }, { 0 } })), 5e-4);
	}

	/** The kernel of infinite width, the two-point function of a neuron and the propagator are one. */
	@ParameterizedTest
	@CsvSource({ "1, uniform", "2, weighted", "3, uniform", "4, weighted" })
	void theKernelIsThePropagator(int d, String momenta) throws UnsuitableException {
		double[][] x = { new double[d], new double[d] };
		for (int j = 0; j < d; j++) x[1][j] = 0.3 + 0.1 * j;
		x[0][0] = 0.1;
		var points = new Points(x);
		var network = field(momenta, "gaussian", 7, d, 5);
		double square = 0;
		for (int j = 0; j < d; j++) square += (x[1][j] - x[0][j]) * (x[1][j] - x[0][j]);
		var propagator = new Propagator(d, 1, 5);
		double[] expected = { propagator.value(0, 1), propagator.value(Math.sqrt(square), 1), propagator.value(0, 1) };
		assertArrayEquals(expected, network.capability(InfiniteWidth.class).orElseThrow().nngp(points, Method.AUTO).values(), 1e-13);
		assertEquals(expected[1], moment(network.capability(SingleLayer.class).orElseThrow(), points, 0, 1), 1e-13);
		assertThrows(UnsuitableException.class, () -> network.capability(InfiniteWidth.class).orElseThrow().tangent(points, Method.AUTO, false));
	}

	/** Products of two and four fields of drawn networks within 5 standard errors: a false alarm in 2e-5 of all right samplers for 32 comparisons. */
	@ParameterizedTest
	@CsvSource({ "1, weighted, signs", "1, uniform, signs", "2, weighted, gaussian", "2, uniform, signs", "3, weighted, signs", "3, uniform, gaussian", "4, weighted, signs", "4, uniform, signs" })
	void drawnFieldsHaveTheExactCorrelators(int d, String momenta, String amplitudes) throws UnsuitableException {
		double[][] x = { new double[d], new double[d] };
		Arrays.fill(x[1], 0.2);
		var points = new Points(x);
		int width = 3, draws = 30_000;
		var network = field(momenta, amplitudes, width, d, 4);
		var layer = network.capability(SingleLayer.class).orElseThrow();
		var sampler = network.capability(ExplicitSampling.class).orElseThrow().sampler(points, 3, Blas.java());
		int[][] products = { { 0, 1 }, { 1, 1 }, { 0, 0, 1, 1 }, { 1, 1, 1, 1 } };
		double[] phi = new double[2], sums = new double[products.length], squares = new double[products.length];
		for (int draw = 0; draw < draws; draw++) {
			sampler.draw(draw, phi, 0, null, 0);
			for (int i = 0; i < products.length; i++) {
				double product = Arrays.stream(products[i]).mapToDouble(p -> phi[p]).reduce(1, (a, b) -> a * b);
				sums[i] += product;
				squares[i] += product * product;
			}
		}
		double kurtosis = layer.readoutWeight().standardisedMoment(4);
		for (int i = 0; i < products.length; i++) {
			int[] p = products[i];
			double mean = sums[i] / draws, exact = p.length == 2 ? moment(layer, points, p) : kurtosis * moment(layer, points, p) / width + (1 - 1.0 / width)
					* (moment(layer, points, p[0], p[1]) * moment(layer, points, p[2], p[3]) + 2 * moment(layer, points, p[0], p[2]) * moment(layer, points, p[1], p[3]));
			assertEquals(exact, mean, 5 * Math.sqrt((squares[i] / draws - mean * mean) / draws), Arrays.toString(p));
		}
	}

	/** In every dimension and for both densities: slices hold the same numbers, all lengths are below the cutoff, and second and fourth moments are those that the law states. */
	@ParameterizedTest
	@CsvSource({ "1, weighted", "2, weighted", "3, weighted", "4, weighted", "1, uniform", "2, uniform", "3, uniform", "4, uniform" })
	void momentaHaveTheirLaw(int d, String momenta) throws UnsuitableException {
		Law law = field(momenta, "signs", 7, d, 6).laws().getFirst();
		int n = 20_000;
		var p = new double[n * d];
		law.fill(9, 1, 0, 0, p, 0, n * d);
		var part = new double[7];
		for (int first : new int[] { 0, 1, 5, 130 }) {
			law.fill(9, 1, 0, first, part, 0, 7);
			assertArrayEquals(Arrays.copyOfRange(p, first, first + 7), part);
		}
		double second = 0, fourth = 0;
		for (int i = 0; i < n; i++) {
			double square = 0;
			for (int j = 0; j < d; j++) square += p[i * d + j] * p[i * d + j];
			assertTrue(square <= 36 * (1 + 1e-12));
			second += p[i * d] * p[i * d] / law.variance() / n;
			fourth += StrictMath.pow(p[i * d], 4) / law.variance() / law.variance() / n;
		}
		double kurtosis = law.standardisedMoment(4);
		assertEquals(1, second, 5 * Math.sqrt((kurtosis - 1) / n)); // 5 standard errors, 16 times: false alarm 1e-5
		assertEquals(kurtosis, fourth, 5 * Math.sqrt((law.standardisedMoment(8) - kurtosis * kurtosis) / n));
		if (momenta.equals("uniform")) assertEquals(36.0 / (d + 2), law.variance(), 1e-4 * 36);
	}

	@Test
	void capabilitiesFollowTheAmplitudes() throws UnsuitableException {
		assertTrue(field("weighted", "gaussian", 3, 1, 10).capability(ConditionalSampling.class).isPresent());
		assertTrue(field("weighted", "signs", 3, 1, 10).capability(ConditionalSampling.class).isEmpty());
		var dependent = Networks.build("scalar-field", Map.of("amplitudes", "prior"), PRIOR.with("weight-out", "common-scale"), 1);
		assertTrue(dependent.capability(InfiniteWidth.class).isEmpty() && dependent.capability(SingleLayer.class).isPresent());
		assertThrows(UnsuitableException.class, () -> field("weighted", "signs", 3, 5, 10));
		assertThrows(UnsuitableException.class, () -> Networks.build("scalar-field", Map.of(), PRIOR.with("weight-1", "uniform"), 1), "momenta have their own law");
	}
}
