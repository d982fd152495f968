package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.math.Elementary;

/** The expansion of kernels of smooth activations against quadrature of each pair, and against closed forms. */
class HermiteKernelTest {

	private static final Map<String, List<ScalarFunction>> FUNCTIONS = Map.of(//
			"tanh", List.of(ScalarFunction.of(Regularity.analytic(Math.PI / 2, 0), Elementary::tanh), ScalarFunction.of(Regularity.analytic(Math.PI / 2, 0), z -> {
				double e = Elementary.exp(-2 * Math.abs(z));
				return 4 * e / ((1 + e) * (1 + e));
			})), //
			"softplus", List.of(ScalarFunction.of(Regularity.analytic(Math.PI, 1), Elementary::softplus), ScalarFunction.of(Regularity.analytic(Math.PI, 0), Elementary::sigmoid)), //
			"silu", List.of(ScalarFunction.of(Regularity.analytic(Math.PI, 1), Elementary::silu), ScalarFunction.of(Regularity.analytic(Math.PI, 0), z -> {
				double s = Elementary.sigmoid(z);
				return s + z * s * (1 - s);
			})), //
			"erf", List.of(ScalarFunction.of(Regularity.entire(0, 1, 0), Elementary::erf), ScalarFunction.of(Regularity.entire(0, 1, 0), z -> 2 / Math.sqrt(Math.PI) * Elementary.exp(-z * z))), //
			"gauss", List.of(ScalarFunction.of(Regularity.entire(0, 0.5, 0), Elementary::gaussian), ScalarFunction.of(Regularity.entire(0, 0.5, 1), z -> -z * Elementary.gaussian(z))));

	@ParameterizedTest
	@ValueSource(strings = { "tanh", "softplus", "silu", "erf", "gauss" })
	void isTheQuadratureOfEachPair(String name) {
		ScalarFunction f = FUNCTIONS.get(name).get(0), slope = FUNCTIONS.get(name).get(1);
		assertTrue(HermiteKernel.isKnown(f, slope));
		var kernel = new HermiteKernel(f, slope);
		assertFalse(kernel.isClosedForm());
		var exact = new QuadratureKernel(f, slope);
		var random = new Random(5);
		double[] variances = { 1e-6, 0.3, 1.9, 7 }, expected = new double[3], found = new double[3];
		for (double a : variances)
			for (double b : variances) {
				double fa = exact.variance(a), fb = exact.variance(b);
				assertEquals(fa, kernel.variance(a), 1e-13 * fa);
				for (double rho : new double[] { 0, 1, -1, 0.999999, 0.5, -0.97, 2 * random.nextDouble() - 1 }) {
					double c = rho * Math.sqrt(a * b), delta = a * b * (1 - rho * rho);
					exact.map(a, b, c, delta, fa, fb, expected);
					kernel.map(a, b, c, delta, fa, fb, found);
					var message = name + " at a = " + a + ", b = " + b + ", rho = " + rho;
					assertEquals(expected[0], found[0], 3e-13 * Math.sqrt(fa * fb), message);
					double dots = Math.sqrt(GaussianMoments.square(slope, a).value() * GaussianMoments.square(slope, b).value());
					assertEquals(expected[1], found[1], 5e-13 * dots, message);
				}
			}
	}

	/** Of large variances the first coefficients alone are in a table: they are enough for pairs with a small one. */
	@Test
	void largeVariances() {
		ScalarFunction f = FUNCTIONS.get("tanh").get(0), slope = FUNCTIONS.get("tanh").get(1);
		var kernel = new HermiteKernel(f, slope);
		var exact = new QuadratureKernel(f, slope);
		double[] expected = new double[3], found = new double[3];
		for (double a : new double[] { 0.3, 1.9 }) {
			double b = 700, c = -0.6 * Math.sqrt(a * b), fa = exact.variance(a), fb = exact.variance(b);
			exact.map(a, b, c, 0.64 * a * b, fa, fb, expected);
			kernel.map(a, b, c, 0.64 * a * b, fa, fb, found);
			assertEquals(fb, kernel.variance(b), 1e-13);
			assertEquals(expected[0], found[0], 1e-13);
			assertEquals(expected[1], found[1], 1e-13);
		}
	}

	/** Rows of any length, of one octave of variances or of several, have the bits of pairs alone. */
	@ParameterizedTest
	@ValueSource(strings = { "tanh", "softplus", "gauss" })
	void rowsAreThePairsToTheLastBit(String name) {
		var kernel = new HermiteKernel(FUNCTIONS.get(name).get(0), FUNCTIONS.get(name).get(1));
		var random = new Random(6);
		int n = 19;
		double[] a = new double[n], b = new double[n], c = new double[n], sine2 = new double[n], slope = new double[n];
		for (int i = 0; i < n; i++) {
			a[i] = i % 5 == 0 ? 0.7 : 1 + 3 * random.nextDouble();
			b[i] = i == 7 ? 0 : i % 3 == 0 ? a[i] : 0.2 + 3 * random.nextDouble();
			double rho = i % 3 == 0 ? 1 : 2 * random.nextDouble() - 1;
			c[i] = i % 3 == 0 && b[i] == a[i] ? a[i] : rho * Math.sqrt(a[i] * b[i]);
			sine2[i] = b[i] == 0 ? 0 : 1 - rho * rho;
		}
		for (int step = 0; step < 2; step++) {
			double[] k = c.clone(), s = sine2.clone();
			var x = kernel.marginals(a);
			var y = kernel.marginals(b);
			kernel.map(x, 0, step, y, 0, k, s, 0, slope, n);
			for (int i = 0; i < n; i++) {
				double[] one = { c[i] }, sine = { sine2[i] }, dot = new double[1];
				kernel.map(kernel.marginals(new double[] { a[i * step] }), 0, 0, kernel.marginals(new double[] { b[i] }), 0, one, sine, 0, dot, 1);
				assertEquals(one[0], k[i], 0);
				assertEquals(sine[0], s[i], 0);
				assertEquals(dot[0], slope[i], 0);
			}
		}
	}
}
