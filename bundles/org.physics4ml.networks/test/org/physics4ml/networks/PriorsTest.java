package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.statistics.Normal;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;

class PriorsTest {

	private static final int N = 100_000;

	private static Law law(String prior, double variance) {
		return Networks.law(prior, new ParameterGroup("weight-1", Role.WEIGHT, 0, 2, 1), variance);
	}

	private static double[] drawn(Law law) {
		var w = new double[N];
		law.fill(5, 3, 2, 0, w, 0, N);
		return w;
	}

	/** Distribution functions at variance 1; those of Student's law in terms of the angle θ = atan(t/√ν). */
	static Stream<Arguments> continuous() {
		return Stream.of(
				Arguments.of("gaussian", (DoubleUnaryOperator) PriorsTest::normal),
				Arguments.of("uniform", (DoubleUnaryOperator) x -> Math.clamp((x / Math.sqrt(3) + 1) / 2, 0, 1)),
				Arguments.of("laplace", (DoubleUnaryOperator) x -> x < 0 ? StrictMath.exp(x * Math.sqrt(2)) / 2 : 1 - StrictMath.exp(-x * Math.sqrt(2)) / 2),
				Arguments.of("student-t(3)", (DoubleUnaryOperator) x -> 0.5 + (StrictMath.atan(x) + x / (1 + x * x)) / Math.PI), // t/√ν = w
				Arguments.of("student-t(4)", (DoubleUnaryOperator) x -> {
					double sine = x / Math.sqrt(2 + x * x);
					return 0.5 + sine * (3 - sine * sine) / 4;
				}),
				Arguments.of("student-t(7)", (DoubleUnaryOperator) x -> {
					double angle = StrictMath.atan(x / Math.sqrt(5)), c = StrictMath.cos(angle), c2 = c * c;
					return 0.5 + (angle + StrictMath.sin(angle) * c * (1 + c2 * (2 / 3.0 + c2 * 8 / 15))) / Math.PI;
				}),
				Arguments.of("mixture(0.3, 9)", (DoubleUnaryOperator) x -> 0.7 * normal(x * Math.sqrt(3.4)) + 0.3 * normal(x * Math.sqrt(3.4) / 3)),
				Arguments.of("shifted", (DoubleUnaryOperator) x -> x < -1 ? 0 : 1 - StrictMath.exp(-1 - x)));
	}

	private static double normal(double x) {
		return 1 - Normal.upperTail(x);
	}

	/** 100,000 parameters each; Kolmogorov-Smirnov at 1e-6. */
	@ParameterizedTest
	@MethodSource("continuous")
	void parametersHaveTheLawThatIsStated(String prior, DoubleUnaryOperator below) {
		double[] w = drawn(law(prior, 2.25));
		Arrays.sort(w);
		double largest = 0;
		for (int i = 0; i < N; i++) {
			double probability = below.applyAsDouble(w[i] / 1.5);
			largest = Math.max(largest, Math.max(probability - i / (double) N, (i + 1) / (double) N - probability));
		}
		assertTrue(largest * Math.sqrt(N) < 2.7);
		if (prior.equals("uniform")) assertTrue(w[0] > -1.5 * Math.sqrt(3) && w[N - 1] < 1.5 * Math.sqrt(3));
		if (prior.equals("shifted")) assertTrue(w[0] >= -1.5);
	}

	/** Within 5 standard errors: 6e-7 each for a normal mean. */
	@Test
	void signsAreEquallyFrequent() {
		double[] w = drawn(law("rademacher", 2.25));
		for (double x : w) assertEquals(1.5, Math.abs(x));
		assertEquals(0, Arrays.stream(w).sum() / 1.5, 5 * Math.sqrt(N));
		double[] spiked = drawn(law("mixture(0.25, 0)", 2.25));
		assertEquals(0.25 * N, Arrays.stream(spiked).filter(x -> x == 0).count(), 5 * Math.sqrt(N * 0.25 * 0.75));
	}

	/** Moments of the parameters and products of neighbours, within 5 standard errors (6e-7 each for a normal mean) wherever these exist. */
	@ParameterizedTest
	@ValueSource(strings = { "gaussian", "uniform", "laplace", "student-t(9)", "rademacher", "mixture(0.3, 9)", "shifted" })
	void momentsAreThoseOfTheParametersAndNeighboursAreIndependent(String prior) {
		var law = law(prior, 2.25);
		double[] w = drawn(law);
		for (int power : new int[] { 1, 2, 3, 4 }) {
			double exact = law.standardisedMoment(power), spread = law.standardisedMoment(2 * power) - exact * exact;
			double mean = Arrays.stream(w).map(x -> power(x / 1.5, power)).sum() / N;
			assertEquals(exact, mean, 5 * Math.sqrt(spread / N) + 1e-12, "moment " + power);
		}
		for (int power : new int[] { 1, 2 })
			for (int distance : new int[] { 1, 2, N / 2, N / 4 }) {
				double exact = law.standardisedMoment(power), square = law.standardisedMoment(2 * power) - exact * exact;
				double mean = IntStream.range(0, N - distance).mapToDouble(i -> (power(w[i] / 1.5, power) - exact) * (power(w[i + distance] / 1.5, power) - exact)).sum() / (N - distance);
				assertEquals(0, mean, 5 * square / Math.sqrt(N - distance) + 1e-12, "power " + power + ", distance " + distance);
			}
	}

	private static double power(double x, int power) {
		return IntStream.range(0, power).mapToDouble(i -> x).reduce(1, (a, b) -> a * b);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gaussian", "uniform", "laplace", "student-t(2.5)", "rademacher", "mixture", "shifted" })
	void aParameterDependsOnItsAddressAlone(String prior) {
		var law = law(prior, 0.7);
		var whole = new double[50];
		law.fill(5, 3, 2, 100, whole, 0, 50);
		for (int first : new int[] { 0, 1, 17, 30 })
			for (int length : new int[] { 0, 1, 2, 3, 5, 8, 19, 20 }) {
				var part = new double[28];
				law.fill(5, 3, 2, 100 + first, part, 4, length);
				assertEquals(Arrays.toString(Arrays.copyOfRange(whole, first, first + length)), Arrays.toString(Arrays.copyOfRange(part, 4, 4 + length)));
				for (int j = 0; j < 28; j++) assertTrue(j >= 4 && j < 4 + length || part[j] == 0, "nothing else is written");
			}
		var other = new double[50];
		law.fill(5, 3, 4, 100, other, 0, 50);
		assertFalse(Arrays.equals(whole, other));
		law.fill(5, 4, 2, 100, other, 0, 50);
		assertFalse(Arrays.equals(whole, other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gaussian", "uniform", "laplace", "student-t", "rademacher", "mixture", "shifted" })
	void noVarianceIsNoParameter(String prior) {
		double[] w = { 1, 1, 1 };
		law(prior, 0).fill(5, 3, 2, 0, w, 0, 3);
		for (double x : w) assertEquals(0, Math.abs(x));
	}

	static List<Map<String, String>> moments() {
		return Oracle.rows("priors_independence.csv").stream().filter(row -> row.get("id").startsWith("moment_")).toList();
	}

	@ParameterizedTest
	@MethodSource("moments")
	void momentsAreThoseComputedIndependently(Map<String, String> row) {
		var words = row.get("id").split("_"); // moment, prior …, order
		var prior = String.join("-", Arrays.copyOfRange(words, 1, words.length - 1)).replace("student-t-nu7", "student-t(7)");
		double expected = Oracle.number(row.get("value"));
		assertEquals(expected, law(prior, 2.25).standardisedMoment(Integer.parseInt(words[words.length - 1])), 1e-14 * expected);
	}

	/** Densities of variance 1 up to a factor, over an angle that covers the line; the midpoint rule converges fast without a kink, like 1/points² with one. */
	@Test
	void momentsAreIntegralsOfTheDensity() {
		compare("student-t(9)", 1e-12, x -> StrictMath.pow(1 + x * x / 7, -5)); // trigonometric polynomials
		compare("student-t(10.5)", 1e-12, x -> StrictMath.pow(1 + x * x / 8.5, -5.75));
		compare("gaussian", 1e-12, x -> StrictMath.exp(-x * x / 2));
		compare("mixture(0.3, 9)", 1e-12, x -> 0.7 * StrictMath.exp(-1.7 * x * x) + 0.1 * StrictMath.exp(-1.7 * x * x / 9));
		compare("mixture(0.9, 0.01)", 1e-12, x -> 0.1 * StrictMath.exp(-0.109 * x * x / 2) + 9 * StrictMath.exp(-10.9 * x * x / 2));
		compare("laplace", 1e-8, x -> StrictMath.exp(-Math.sqrt(2) * Math.abs(x)));
		compare("shifted", 1e-8, x -> x < -1 ? 0 : StrictMath.exp(-x));
	}

	private static void compare(String prior, double tolerance, DoubleUnaryOperator density) {
		var law = law(prior, 1);
		int order = 8, points = 400_000; // -1 of shifted is the border of two cells
		var sums = new double[order + 1];
		for (int i = 0; i < points; i++) {
			double x = StrictMath.tan(Math.PI * ((i + 0.5) / points - 0.5)), weight = density.applyAsDouble(x) * (1 + x * x);
			for (int n = 0; n <= order; n++) if (weight > 0) sums[n] += weight * power(x, n);
		}
		for (int n = 0; n <= order; n++) {
			double expected = law.standardisedMoment(n);
			assertEquals(expected, sums[n] / sums[0], tolerance * Math.max(1, Math.abs(expected)), prior + ", moment " + n);
		}
	}

	@Test
	void momentsAreThoseOfTheTable() {
		assertEquals(3, law("gaussian", 2).standardisedMoment(4));
		assertEquals(15, law("gaussian", 2).standardisedMoment(6));
		assertEquals(9 / 5.0, law("uniform", 2).standardisedMoment(4), 1e-15);
		assertEquals(27 / 7.0, law("uniform", 2).standardisedMoment(6), 1e-15);
		for (int n = 0; n <= 8; n++) {
			assertEquals(new double[] { 1, 0, 1, 0, 6, 0, 90, 0, 2520 }[n], law("laplace", 2).standardisedMoment(n));
			assertEquals(1 - n % 2, law("rademacher", 2).standardisedMoment(n));
			assertEquals(new double[] { 1, 0, 1, 2, 9, 44, 265, 1854, 14833 }[n], law("shifted", 2).standardisedMoment(n));
			assertEquals(law("gaussian", 1).standardisedMoment(n), law("mixture(0.4, 1)", 1).standardisedMoment(n), 1e-12);
			assertEquals(law("gaussian", 1).standardisedMoment(n), law("student-t(1e300)", 1).standardisedMoment(n), 1e-12);
		}
		assertEquals(3 * 5 / 3.0, law("student-t(7)", 2).standardisedMoment(4), 1e-15);
		assertEquals(15 * 25 / 3.0, law("student-t(7)", 2).standardisedMoment(6), 1e-13);
		assertEquals(3 * (0.5 / 4 + 0.5 * 9 / 4) / 1, law("mixture(0.5, 3)", 2).standardisedMoment(4), 1e-14); // (1² + 3²)/2 over 2²
	}

	@Test
	void momentsOfOrderNuAndAboveDoNotExist() {
		for (int n = 0; n <= 8; n++) {
			assertEquals(n >= 3, Double.isNaN(law("student-t(3)", 1).standardisedMoment(n)), "order " + n);
			assertEquals(n >= 3, Double.isNaN(law("student-t(2.5)", 1).standardisedMoment(n)), "order " + n);
			assertEquals(n == 8, Double.isNaN(law("student-t(8)", 1).standardisedMoment(n)), "order " + n);
			assertFalse(Double.isNaN(law("student-t(8.5)", 1).standardisedMoment(n)), "order " + n);
		}
	}

	@Test
	void lawsSayWhatTheyAre() {
		for (var prior : List.of("gaussian", "uniform", "laplace", "student-t", "rademacher", "mixture", "shifted")) {
			var law = law(prior, 2);
			assertEquals(2, law.variance());
			assertEquals(prior.equals("gaussian"), law.isGaussian(), prior);
			assertEquals(prior.equals("uniform"), law.isUniform(), prior);
			assertEquals(!prior.equals("shifted"), law.isEven(), prior);
		}
		assertTrue(law("mixture(0.4, 1)", 2).isGaussian());
	}

	@ParameterizedTest
	@ValueSource(strings = { "student-t(2)", "student-t(-1)", "mixture(0)", "mixture(1)", "mixture(0.5, -1)", "laplace(1)", "rademacher(0.5)", "shifted(2)" })
	void parametersOutOfRangeAreRefused(String call) {
		var refused = assertThrows(AssertionError.class, () -> law(call, 1));
		assertEquals("InvalidExperimentException", refused.getCause().getClass().getSimpleName());
	}
}
