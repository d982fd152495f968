package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianMomentsTest {

	static Stream<Map<String, String>> openRows() {
		return Oracle.rows("kernels.csv").stream().filter(row -> Functions.OPEN.containsKey(row.get("activation")));
	}

	/** The recursion of activations without closed form, all depths. */
	@ParameterizedTest
	@MethodSource("openRows")
	void recursion(Map<String, String> row) {
		ActivationKernelsTest.recursion(Functions.OPEN.get(row.get("activation")), row);
	}

	@Test
	void oracleExpectations() {
		Map<String, ScalarFunction[]> functions = Map.of("gelu", new ScalarFunction[] { Functions.GELU, null }, "cos",
				new ScalarFunction[] { Functions.COS, Functions.SIN }, "softplus", new ScalarFunction[] { Functions.SOFTPLUS, Functions.SIGMOID }, "silu",
				new ScalarFunction[] { Functions.SILU, Functions.SILU_PRIME }, "relu", new ScalarFunction[] { Functions.RELU, Functions.STEP });
		for (var row : Oracle.rows("gaussian_expectations.csv")) {
			var covariance = BivariateCovariance.of(Oracle.number(row, "var_u"), Oracle.number(row, "var_v"), Oracle.number(row, "cov"));
			var pair = functions.get(row.get("activation"));
			assertEquals(Oracle.number(row, "E_f_f"), GaussianMoments.product(pair[0], pair[0], covariance).value(), 1e-13, row.get("id"));
			if (pair[1] != null) assertEquals(Oracle.number(row, "E_df_df"), GaussianMoments.product(pair[1], pair[1], covariance).value(), 1e-13, row.get("id"));
		}
	}

	/** Every closed form against quadrature at random covariances, nearly parallel and very different ones among them. */
	@Test
	void closedFormsAgreeWithQuadrature() {
		var random = new Random(7);
		for (int i = 0; i < 40; i++) {
			double a = StrictMath.exp(2 * random.nextGaussian() - 1), b = i % 5 == 0 ? a : StrictMath.exp(2 * random.nextGaussian() - 1);
			double loss = Math.scalb(random.nextDouble(), -random.nextInt(30)), rho = (1 - loss) * (random.nextBoolean() ? 1 : -1);
			var covariance = BivariateCovariance.of(a, b, rho * Math.sqrt(a * b));
			Functions.CLOSED.forEach((name, f) -> {
				var image = ActivationKernelsTest.CLOSED.get(name).map(covariance).covariance();
				var quadrature = GaussianMoments.product(f, f, covariance);
				double scale = Math.sqrt(image.a() * image.b());
				assertEquals(image.c(), quadrature.value(), 1e-12 * scale, () -> name + " " + covariance);
				assertEquals(image.a(), GaussianMoments.square(f, covariance.a()).value(), 1e-12 * image.a(), () -> name + " " + covariance);
				assertTrue(quadrature.error() <= 1e-11 * scale, () -> name + " " + covariance + " " + quadrature);
			});
		}
	}

	/** Saturated: large variances need small steps. */
	@Test
	void largeVariances() {
		for (double a : new double[] { 100, 1e4 }) {
			var covariance = BivariateCovariance.of(a, 2 * a, 0.9 * a);
			double expected = ActivationKernels.erf().map(covariance).covariance().c();
			assertEquals(expected, GaussianMoments.product(Functions.ERF, Functions.ERF, covariance).value(), 1e-12);
		}
		// tanh tends to the sign: E tanh u tanh v = (2/π) asin ρ - O(1/a)
		var wide = BivariateCovariance.of(1e5, 1e5, 5e4);
		assertEquals(1.0 / 3, GaussianMoments.product(Functions.TANH, Functions.TANH, wide).value(), 1e-4);
		assertThrows(ArithmeticException.class, () -> GaussianMoments.square(Functions.TANH, 1e16));
	}

	/** A function that is less regular than it says is found out. */
	@Test
	void errorEstimates() {
		var liar = ScalarFunction.of(Regularity.analytic(Math.PI, 0), z -> StrictMath.tanh(3 * z));
		var sigma = new double[][] { { 2, 0.7 }, { 0.7, 3 } };
		for (int[] powers : new int[][] { { 1, 1 }, { 2, 2 }, { 4, 0 } }) {
			double honest = GaussianMoments.expectation(ScalarFunction.of(Regularity.analytic(Math.PI / 6, 0), liar::value), sigma, powers).orElseThrow().value();
			var result = GaussianMoments.expectation(liar, sigma, powers).orElseThrow();
			double error = Math.abs(result.value() - honest);
			assertTrue(error > 1e-9 && error <= result.error(), result + " error " + error);
		}
	}

	@Test
	void degenerateVariables() {
		assertEquals(0.25 * 1, GaussianMoments.product(Functions.SIGMOID, Functions.SIGMOID, BivariateCovariance.equal(0)).value(), 1e-16);
		var dead = new BivariateCovariance(0, 2, 0, 0);
		assertEquals(0.5 * 0.5, GaussianMoments.product(Functions.SIGMOID, Functions.SIGMOID, dead).value(), 1e-15);
		double square = GaussianMoments.square(Functions.TANH, 1.3).value();
		assertEquals(-square, GaussianMoments.product(Functions.TANH, Functions.TANH, new BivariateCovariance(1.3, 1.3, -1.3, 0)).value(), 1e-15);
		assertEquals(square, GaussianMoments.product(Functions.TANH, Functions.TANH, BivariateCovariance.equal(1.3)).value(), 1e-15);
	}

	/** Piecewise functions that are not homogeneous: max(z, -1/2) - shifted kink, closed by E max(u,k) at ρ = 1 and, at rank 2, products of independent factors. */
	@Test
	void shiftedKinks() {
		var f = ScalarFunction.of(Regularity.piecewise(1, -0.5), z -> Math.max(z, -0.5));
		// E max(u, k) = k + (1 - Φ(k)) (−k) … = k Φ(k) + φ(k)
		double k = -0.5, cdf = 0.5 * (1 + Functions.erf(k / Math.sqrt(2))), density = StrictMath.exp(-k * k / 2) / Math.sqrt(2 * Math.PI);
		double mean = k * cdf + density, second = k * k * cdf + (1 - cdf) + k * density;
		assertEquals(second, GaussianMoments.square(f, 1).value(), 1e-13);
		assertEquals(mean * mean, GaussianMoments.product(f, f, BivariateCovariance.of(1, 1, 0)).value(), 1e-13);
		// E max(u,k) max(v,k): dK/dρ = P(u > k, v > k); check Price by a central difference of second order with error 1e-9
		double h = 1e-4, slope = (at(f, 0.6 + h) - at(f, 0.6 - h)) / (2 * h);
		var above = ScalarFunction.of(Regularity.piecewise(0, -0.5), z -> z > -0.5 ? 1 : 0);
		assertEquals(at(above, 0.6), slope, 1e-7);
		for (double rho : new double[] { 0.999, 0.999999, -0.9999 }) assertTrue(GaussianMoments.product(f, f, BivariateCovariance.of(1, 1, rho)).error() < 1e-11);
	}

	private static double at(ScalarFunction f, double rho) {
		return GaussianMoments.product(f, f, BivariateCovariance.of(1, 1, rho)).value();
	}

	/** E_s1s2s3s4 of all one-layer nets with Gaussian preactivations. */
	@Test
	void fourPointOracles() {
		Map<String, ScalarFunction> functions = Map.of("sin_act", Functions.SIN, "cos_act", Functions.COS, "gauss_act", Functions.GAUSS, "relu_d1", Functions.RELU,
				"relu_d2", Functions.RELU, "erf_d1_nobias", Functions.ERF);
		int checked = 0;
		for (var row : Oracle.rows("onelayer_4pt.csv")) {
			var points = Oracle.points(row.get("points"));
			double expected = Oracle.number(row, "E_s1s2s3s4"), w = Oracle.number(row, "sigma_w2");
			int[] all = { 0, 1, 2, 3 };
			if (row.get("net").equals("cos_uniform_phase")) {
				assertEquals(expected, NeuronMoments.cosNet(w, points, all), 1e-13 * expected, row.get("id"));
				assertEquals(Oracle.number(row, "E_s1s2"), NeuronMoments.cosNet(w, points, 0, 1), 1e-13);
				checked++;
				continue;
			}
			var sigma = covariance(points, w, Oracle.number(row, "sigma_b2"));
			if (row.get("net").equals("gauss_net")) {
				assertEquals(expected, NeuronMoments.gaussNet(sigma, all), 1e-13 * expected, row.get("id"));
				assertEquals(Oracle.number(row, "E_s3s4"), NeuronMoments.gaussNet(sigma, 2, 3), 1e-13);
				checked++;
				continue;
			}
			var result = GaussianMoments.expectation(functions.get(row.get("net")), sigma, 1, 1, 1, 1).orElseThrow();
			assertEquals(expected, result.value(), 1e-12 * expected, row.get("id"));
			assertEquals(Oracle.number(row, "E_s1s2"), GaussianMoments.expectation(functions.get(row.get("net")), sigma, 1, 1, 0, 0).orElseThrow().value(), 1e-12);
			double closed = switch (row.get("net")) {
			case "sin_act" -> NeuronMoments.sin(sigma, all);
			case "cos_act" -> NeuronMoments.cos(sigma, all);
			case "gauss_act" -> NeuronMoments.gauss(sigma, all);
			default -> expected;
			};
			assertEquals(expected, closed, 1e-13 * expected, row.get("id"));
			checked++;
		}
		assertEquals(23, checked);
	}

	static double[][] covariance(double[][] points, double w, double b) {
		var sigma = new double[points.length][points.length];
		for (int p = 0; p < points.length; p++) for (int q = 0; q < points.length; q++) sigma[p][q] = BivariateCovariance.ofInputs(points[p], points[q], w, b).c();
		return sigma;
	}

	/** Four and six points of rank 1 … 4 against the closed forms of sin, cos, Gaussian and cube, with multiplicities and dependent points. */
	@Test
	void ranks() {
		var random = new Random(13);
		for (int rank = 1; rank <= 4; rank++) {
			for (int[] powers : new int[][] { { 1, 1, 1, 1 }, { 2, 1, 1, 0 }, { 3, 1, 0, 0 }, { 2, 2, 0, 0 }, { 4, 0, 0, 0 }, { 2, 2, 2, 0 }, { 1, 2, 0, 3 } }) {
				var points = new double[4][];
				for (int p = 0; p < 4; p++) points[p] = random.doubles(rank, -1, 1).toArray();
				var sigma = covariance(points, rank, 0);
				if (rank == 4 && powers[2] == 2) sigma = covariance(new double[][] { points[0], points[1], points[0], points[3] }, rank, 0); // equal points
				int[] list = list(powers);
				compare(Functions.SIN, sigma, powers, NeuronMoments.sin(sigma, list));
				compare(Functions.COS, sigma, powers, NeuronMoments.cos(sigma, list));
				compare(Functions.GAUSS, sigma, powers, NeuronMoments.gauss(sigma, list));
				compare(Functions.IDENTITY, sigma, powers, NeuronMoments.identity(sigma, list));
				if (rank < 4) compare(Functions.CUBE, sigma, powers, NeuronMoments.monomial(3, sigma, list));
			}
		}
	}

	private static void compare(ScalarFunction f, double[][] sigma, int[] powers, double expected) {
		var result = GaussianMoments.expectation(f, sigma, powers).orElseThrow();
		double scale = 1;
		int total = Arrays.stream(powers).sum();
		for (int p = 0; p < powers.length; p++) {
			var only = new int[total];
			Arrays.fill(only, p);
			double moment = f == Functions.CUBE ? NeuronMoments.monomial(3, sigma, only) : f == Functions.IDENTITY ? NeuronMoments.identity(sigma, only) : 1;
			if (powers[p] > 0 && total % 2 == 0) scale *= StrictMath.pow(moment, powers[p] / (double) total);
		}
		assertEquals(expected, result.value(), 1e-12 * scale, Arrays.toString(powers) + result);
		assertTrue(result.error() < 1e-10 * scale, result.toString());
	}

	private static int[] list(int[] powers) {
		return IntStream.range(0, powers.length).flatMap(p -> IntStream.generate(() -> p).limit(powers[p])).toArray();
	}

	/** All multisets of order 4 of six points in one dimension with a bias, for tanh: permutation and reflection symmetric. */
	@Test
	void symmetries() {
		double[][] points = { { -1 }, { -0.6 }, { -0.2 }, { 0.2 }, { 0.6 }, { 1 } };
		var sigma = covariance(points, 1, 1);
		int[] powers = new int[6], mirrored = new int[6];
		for (int a = 0; a < 6; a++) for (int b = a; b < 6; b++) for (int c = b; c < 6; c++) for (int d = c; d < 6; d++) {
			Arrays.fill(powers, 0);
			Arrays.fill(mirrored, 0);
			for (int p : new int[] { a, b, c, d }) {
				powers[p]++;
				mirrored[5 - p]++;
			}
			double value = GaussianMoments.expectation(Functions.TANH, sigma, powers).orElseThrow().value();
			assertEquals(value, GaussianMoments.expectation(Functions.TANH, sigma, mirrored).orElseThrow().value(), 1e-13);
		}
	}

	/** E relu(u)² relu(v)² is the arc-cosine kernel of order 2, E relu(u)³relu(v)³ that of order 3; |u|^m at rank 1. */
	@Test
	void rectifiedPowers() {
		var sigma = new double[][] { { 1.2, 0.3 }, { 0.3, 0.7 } };
		for (int m = 2; m <= 3; m++) {
			double expected = ActivationKernels.rectifiedMonomial(m).map(BivariateCovariance.of(1.2, 0.7, 0.3)).covariance().c();
			assertEquals(expected, GaussianMoments.expectation(Functions.RELU, sigma, m, m).orElseThrow().value(), 1e-13 * expected);
		}
		var line = covariance(new double[][] { { 1 }, { -2 }, { 0.5 } }, 1, 0);
		assertEquals(3 * 2 * 0.5, GaussianMoments.expectation(Functions.ABS, line, 2, 1, 1).orElseThrow().value(), 1e-14);
		assertEquals(0, GaussianMoments.expectation(Functions.RELU, line, 2, 1, 1).orElseThrow().value());
		assertEquals(2 * Math.sqrt(2 / Math.PI), GaussianMoments.expectation(Functions.ABS, new double[][] { { 1 } }, 3).orElseThrow().value(), 1e-14);
	}

	/** Uniform weights: closed forms in one variable, products of characteristic functions in two, the normal limit. */
	@Test
	void uniformVariables() {
		double r = Math.sqrt(3);
		boolean[] one = { true }, two = { true, true };
		// ReLU at x = 1, 2: ∫_0^√3 2 x² dx/(2√3) = 1; ⟨x⁴⟩ = 9/5
		assertEquals(1, GaussianMoments.independent(Functions.RELU, new double[][] { { 1 }, { 2 } }, one, 1, 1).orElseThrow().value(), 1e-14);
		assertEquals(0.9 * 4, GaussianMoments.independent(Functions.RELU, new double[][] { { 1 }, { 2 } }, one, 2, 2).orElseThrow().value(), 1e-13);
		// E cos(ax + by) = sinc(√3 a) sinc(√3 b), and cos u cos v by sums
		double[][] forms = { { 0.7, 0.4 }, { -1.1, 0.9 } };
		double expected = 0.5 * (sinc(r * 1.8) * sinc(r * 0.5) + sinc(r * 0.4) * sinc(r * 1.3));
		assertEquals(expected, GaussianMoments.independent(Functions.COS, forms, two, 1, 1).orElseThrow().value(), 1e-14);
		double mixed = 0.5 * (sinc(r * 1.8) * StrictMath.exp(-0.125) + sinc(r * 0.4) * StrictMath.exp(-0.845));
		assertEquals(mixed, GaussianMoments.independent(Functions.COS, forms, new boolean[] { true, false }, 1, 1).orElseThrow().value(), 1e-13);
		// kinks that leave the square: E |x + y| = √3 · 2/3 for uniform x, y on (-√3, √3)
		assertEquals(r * 2 / 3, GaussianMoments.independent(Functions.ABS, new double[][] { { 1, 1 } }, two, 1).orElseThrow().value(), 1e-14);
		// E 1(x + y/2 > 0) 1(x - y/2 > 0) = E 1(x > |y|/2) = 1/2 - E|y|/(4√3) = 3/8
		assertEquals(0.375, GaussianMoments.independent(Functions.STEP, new double[][] { { 1, 0.5 }, { 1, -0.5 } }, two, 1, 1).orElseThrow().value(), 1e-14);
		// normal variables by this rule and by the others
		var sigma = new double[][] { { 0.65, -0.41 }, { -0.41, 2.02 } };
		for (var f : new ScalarFunction[] { Functions.TANH, Functions.ERF, Functions.RELU }) {
			double other = GaussianMoments.expectation(f, sigma, 1, 3).orElseThrow().value();
			assertEquals(other, GaussianMoments.independent(f, forms, new boolean[2], 1, 3).orElseThrow().value(), 1e-13);
		}
		assertTrue(GaussianMoments.independent(Functions.TANH, new double[][] { { 1, 1, 1 } }, new boolean[3], 1).isEmpty());
		assertEquals(0.25, GaussianMoments.independent(Functions.SIGMOID, new double[][] { { 0, 0, 0 } }, new boolean[3], 2).orElseThrow().value(), 1e-16);
	}

	private static double sinc(double x) {
		return StrictMath.sin(x) / x;
	}

	@Test
	void steps() {
		var sigma = new double[][] { { 1, 0.5, 0.2 }, { 0.5, 2, -0.3 }, { 0.2, -0.3, 0.5 } };
		double orthant = 0.125;
		for (int p = 0; p < 3; p++) for (int q = 0; q < p; q++) orthant += StrictMath.asin(sigma[p][q] / Math.sqrt(sigma[p][p] * sigma[q][q])) / (4 * Math.PI);
		assertEquals(orthant, GaussianMoments.expectation(Functions.STEP, sigma, 1, 2, 1).orElseThrow().value(), 1e-15);
		assertEquals(0, GaussianMoments.expectation(Functions.SIGN, sigma, 1, 1, 1).orElseThrow().value());
		assertEquals(2 / Math.PI * StrictMath.asin(0.5 / Math.sqrt(2)), GaussianMoments.expectation(Functions.SIGN, sigma, 3, 1, 2).orElseThrow().value(), 1e-15);
		// four steps at rank 2: the angle in which all are positive
		double[][] points = { { 1, 0 }, { 1, 1 }, { 1, 2 }, { 0.5, 1.5 } };
		var plane = covariance(points, 2, 0);
		assertEquals(angle(points), GaussianMoments.expectation(Functions.STEP, plane, 1, 1, 1, 1).orElseThrow().value(), 1e-14);
	}

	/** (π - largest angle between the points)/(2π). */
	private static double angle(double[][] points) {
		double smallest = 10, largest = -10;
		for (var x : points) {
			smallest = Math.min(smallest, StrictMath.atan2(x[1], x[0]));
			largest = Math.max(largest, StrictMath.atan2(x[1], x[0]));
		}
		return (Math.PI - (largest - smallest)) / (2 * Math.PI);
	}

	@Test
	void knowsWhatItDoesNotKnow() {
		var sigma = new double[5][5];
		for (int p = 0; p < 5; p++) sigma[p][p] = 1;
		assertTrue(GaussianMoments.expectation(Functions.RELU, sigma, 1, 1, 1, 1, 1).isEmpty());
		assertTrue(GaussianMoments.expectation(Functions.STEP, sigma, 1, 1, 1, 1, 1).isEmpty());
		assertThrows(IllegalArgumentException.class, () -> GaussianMoments.expectation(Functions.TANH, sigma, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> GaussianMoments.expectation(Functions.TANH, new double[][] { { Double.NaN } }, 1));
	}
}
