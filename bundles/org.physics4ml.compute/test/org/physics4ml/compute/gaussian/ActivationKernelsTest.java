package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationKernelsTest {

	static final Map<String, ActivationKernel> CLOSED = new TreeMap<>(Map.ofEntries(Map.entry("identity", ActivationKernels.identity()),
			Map.entry("relu", ActivationKernels.relu()), Map.entry("leaky_relu0.1", ActivationKernels.leakyRelu(0.1)),
			Map.entry("abs", ActivationKernels.abs()), Map.entry("ab_relu", ActivationKernels.abRelu(-0.3, 1.7)),
			Map.entry("step", ActivationKernels.step()), Map.entry("sign", ActivationKernels.sign()), Map.entry("erf", ActivationKernels.erf()),
			Map.entry("erf_sigmoid", ActivationKernels.erfSigmoid(0.7)), Map.entry("gelu", ActivationKernels.gelu()),
			Map.entry("sin", ActivationKernels.sin()), Map.entry("cos", ActivationKernels.cos()), Map.entry("rbf", ActivationKernels.rbf(0.6)),
			Map.entry("exp", ActivationKernels.exp()), Map.entry("gauss", ActivationKernels.gauss()), Map.entry("gabor", ActivationKernels.gabor()),
			Map.entry("monomial2", ActivationKernels.monomial(2)), Map.entry("monomial3", ActivationKernels.monomial(3)),
			Map.entry("hermite4", ActivationKernels.hermite(4)), Map.entry("polynomial", ActivationKernels.polynomial(0.5, -1, 0.25, 2)),
			Map.entry("rectified2", ActivationKernels.rectifiedMonomial(2)), Map.entry("rectified3", ActivationKernels.rectifiedMonomial(3))));

	static Stream<Map<String, String>> rows() {
		return Oracle.rows("kernels.csv").stream().filter(row -> CLOSED.containsKey(row.get("activation") + row.get("act_param")));
	}

	/** NNGP, NTK and K̇ of all depths, composed layer by layer. */
	@ParameterizedTest
	@MethodSource("rows")
	void recursion(Map<String, String> row) {
		recursion(CLOSED.get(row.get("activation") + row.get("act_param")), row);
	}

	static void recursion(ActivationKernel kernel, Map<String, String> row) {
		double w = Oracle.number(row, "sigma_w2"), b = Oracle.number(row, "sigma_b2");
		int layers = Integer.parseInt(row.get("hidden_layers"));
		double[] x = Oracle.numbers(row.get("x")), y = Oracle.numbers(row.get("xp"));
		BivariateCovariance xx = BivariateCovariance.ofInputs(x, x, w, b), yy = BivariateCovariance.ofInputs(y, y, w, b),
				xy = BivariateCovariance.ofInputs(x, y, w, b);
		double txx = xx.c(), tyy = yy.c(), txy = xy.c(), last = 0;
		for (int l = 0; l < layers; l++) {
			ActivationKernel.Image ixx = kernel.map(xx), iyy = kernel.map(yy), ixy = kernel.map(xy);
			xx = ixx.covariance().affine(w, b);
			yy = iyy.covariance().affine(w, b);
			xy = ixy.covariance().affine(w, b);
			txx = xx.c() + w * ixx.derivative() * txx;
			tyy = yy.c() + w * iyy.derivative() * tyy;
			txy = xy.c() + w * ixy.derivative() * txy;
			last = ixy.derivative();
			assertEquals(xx.a(), xy.a(), 0, "variances do not depend on the partner");
			assertEquals(xx.a(), xx.c(), 1e-13 * xx.a(), "equal points");
		}
		double tolerance = layers == 10 ? 1e-10 : 1e-12, k1 = Oracle.number(row, "K_xx"), k2 = Oracle.number(row, "K_xpxp");
		check(k1, xx.c(), k1, tolerance);
		check(k2, yy.c(), k2, tolerance);
		check(Oracle.number(row, "K_xxp"), xy.c(), Math.sqrt(k1 * k2), tolerance);
		if (row.get("NTK_xx").isEmpty()) {
			assertEquals(Double.POSITIVE_INFINITY, txx, "the NTK does not exist");
			return;
		}
		double t1 = Oracle.number(row, "NTK_xx"), t2 = Oracle.number(row, "NTK_xpxp");
		check(t1, txx, t1, tolerance);
		check(t2, tyy, t2, tolerance);
		check(Oracle.number(row, "NTK_xxp"), txy, Math.sqrt(t1 * t2), tolerance);
		check(Oracle.number(row, "Kdot_last_xxp"), last, 1, tolerance);
	}

	private static void check(double expected, double actual, double scale, double tolerance) {
		assertEquals(expected, actual, tolerance * Math.max(Math.abs(expected), scale));
	}

	@Test
	void everyClosedRowIsChecked() {
		assertTrue(rows().count() > 280, "the table holds 347 rows, fewer than 60 of them without closed form");
	}

	/** Price: K̇ = ∂K/∂c, by Richardson-extrapolated central differences, whose error is below 1e-8. */
	@Test
	void price() {
		var random = new Random(5);
		CLOSED.forEach((name, kernel) -> {
			for (int i = 0; i < 50; i++) {
				double a = 0.2 + 1.5 * random.nextDouble(), b = 0.2 + 1.5 * random.nextDouble(), c = (1.6 * random.nextDouble() - 0.8) * Math.sqrt(a * b);
				double h = 1e-3, wide = (k(kernel, a, b, c + 2 * h) - k(kernel, a, b, c - 2 * h)) / (4 * h),
						narrow = (k(kernel, a, b, c + h) - k(kernel, a, b, c - h)) / (2 * h);
				double expected = (4 * narrow - wide) / 3, actual = kernel.map(BivariateCovariance.of(a, b, c)).derivative();
				assertEquals(expected, actual, 2e-8 * Math.max(1, Math.abs(expected)), name);
			}
		});
	}

	/** K̇ of GELU where inputs are wide, of 80 digits: 1/2 and what the region around 0 adds, which falls as the root of the variance only. */
	@ParameterizedTest
	@CsvSource({ "1e16, 1e16, 1e16, 0.5000000005626976976", "1e16, 4e16, 2e16, 0.50000000028470501737", "1e8, 1e8, -1e8, -5.6269767462136890988e-6", "2, 1.5, 0.75, 0.33391682241803245732" })
	void wideInputsOfGelu(double a, double b, double c, double expected) {
		assertEquals(expected, ActivationKernels.gelu().map(BivariateCovariance.of(a, b, c)).derivative(), 1e-15);
	}

	private static double k(ActivationKernel kernel, double a, double b, double c) {
		return kernel.map(BivariateCovariance.of(a, b, c)).covariance().c();
	}

	@Test
	void equalPointsAreTheVariance() {
		CLOSED.forEach((name, kernel) -> {
			for (double a : new double[] { 1e-12, 1e-3, 0.7, 1, 3, 40 }) {
				var image = kernel.map(BivariateCovariance.equal(a)).covariance();
				assertEquals(image.a(), image.c(), 4e-15 * image.a(), name);
				assertTrue(image.delta() <= 1e-14 * image.a() * image.a(), name);
				assertTrue(image.a() >= 0, name);
			}
		});
	}

	/** The rectifier's Δ' against its Taylor series at small angle, far below the angle that survives in a rounded covariance. */
	@Test
	void smallAngles() {
		for (double theta : new double[] { 1e-4, 1e-9, 1e-13, 1e-20 }) {
			// θ² + O(θ³) for ab = 1: K = 1/2 (1 - θ²/2 + θ³/(3π)), so Δ' = (1/4 - K²) = θ²/4 - θ³/(6π)
			var image = ActivationKernels.relu().map(new BivariateCovariance(1, 1, StrictMath.cos(theta), StrictMath.pow(StrictMath.sin(theta), 2)));
			double expected = theta * theta * (0.25 - theta / (6 * Math.PI));
			assertEquals(expected, image.covariance().delta(), 2 * theta * theta * expected + 1e-15 * expected);
			assertEquals(0.5 - theta / (2 * Math.PI), image.derivative(), 1e-16);
			var sign = ActivationKernels.sign().map(new BivariateCovariance(1, 1, StrictMath.cos(theta), StrictMath.pow(StrictMath.sin(theta), 2)));
			double lost = 2 * theta / Math.PI;
			assertEquals(lost * (2 - lost), sign.covariance().delta(), 1e-14 * lost);
		}
	}

	/** Collinear inputs without bias stay collinear at every depth (PHYSICS 3, pitfall). */
	@Test
	void collinearInputs() {
		double[] x = { 0.1, 0.7, -0.3 }, y = { 0.2, 1.4, -0.6 };
		for (var kernel : new ActivationKernel[] { ActivationKernels.sign(), ActivationKernels.leakyRelu(0.1) }) {
			var pair = BivariateCovariance.ofInputs(x, y, 2, 0);
			double theta = pair.c();
			for (int l = 0; l < 10; l++) {
				var image = kernel.map(pair);
				theta = 2 * image.covariance().c() + 2 * image.derivative() * theta;
				pair = image.covariance().affine(2, 0);
				assertEquals(0, pair.delta());
				assertEquals(Math.sqrt(pair.a() * pair.b()), pair.c(), 1e-14 * pair.c());
			}
		}
	}

	@Test
	void dead() {
		CLOSED.forEach((name, kernel) -> {
			var image = kernel.map(new BivariateCovariance(0, 1.3, 0, 0));
			assertTrue(Double.isFinite(image.covariance().c()), name);
			assertTrue(image.covariance().delta() >= 0, name);
			image = kernel.map(BivariateCovariance.equal(0));
			assertEquals(image.covariance().a(), image.covariance().c(), 1e-16, name);
		});
	}

	@Test
	void hugeCovariancesDoNotOverflow() {
		assertEquals(0.5, ActivationKernels.sin().map(BivariateCovariance.equal(1e6)).covariance().c());
		assertEquals(0.5, ActivationKernels.cos().map(BivariateCovariance.equal(1e6)).covariance().c());
	}
}
