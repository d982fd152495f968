package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Against exact decimal arithmetic. */
class BivariateCovarianceTest {

	@Test
	void ofInputs() {
		var random = new Random(11);
		for (int i = 0; i < 400; i++) {
			int d = 1 + random.nextInt(6);
			double[] x = random.doubles(d, -2, 2).toArray(), y = new double[d];
			double near = Math.scalb(1.0, -random.nextInt(60)), factor = random.nextBoolean() ? -1.7 : 1;
			for (int j = 0; j < d; j++) y[j] = factor * x[j] + near * random.nextGaussian();
			double bias = i % 2 == 0 ? 0 : random.nextDouble();
			var actual = BivariateCovariance.ofInputs(x, y, d, bias); // σ_w²/d = 1
			BigDecimal b = new BigDecimal(bias), xx = dot(x, x).add(b), yy = dot(y, y).add(b), xy = dot(x, y).add(b);
			double delta = xx.multiply(yy).subtract(xy.multiply(xy)).doubleValue();
			assertEquals(delta, actual.delta(), 1e-14 * delta + 1e-44);
			assertEquals(xx.doubleValue(), actual.a(), 1e-15 * actual.a());
			assertEquals(xy.doubleValue(), actual.c(), 2e-15 * Math.sqrt(actual.a() * actual.b()));
			double distance = xx.add(yy).subtract(xy).subtract(xy).doubleValue();
			double angle = Math.sqrt(distance), computed = Math.sqrt(actual.squaredDistance());
			assertEquals(angle, computed, 4e-16 * Math.sqrt(actual.a() + actual.b()) + 1e-14 * angle);
		}
	}

	private static BigDecimal dot(double[] x, double[] y) {
		var sum = BigDecimal.ZERO;
		for (int i = 0; i < x.length; i++) sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
		return sum;
	}

	@Test
	void equalAndOneDimensionalInputsHaveNoDeterminant() {
		double[] x = { 0.1, 0.2, 0.3 };
		assertEquals(0, BivariateCovariance.ofInputs(x, x, 2, 0.3).delta());
		assertEquals(0, BivariateCovariance.ofInputs(new double[] { 0.1 }, new double[] { 0.3 }, 2, 0).delta());
		assertEquals(0, BivariateCovariance.ofInputs(new double[3], x, 2, 0).delta());
		assertTrue(BivariateCovariance.ofInputs(new double[] { 0.1 }, new double[] { 0.3 }, 2, 1).delta() > 0);
	}

	@Test
	void affineMatchesTheDefinition() {
		var random = new Random(3);
		for (int i = 0; i < 100; i++) {
			double a = random.nextDouble() * 3, b = random.nextDouble() * 3, c = (2 * random.nextDouble() - 1) * Math.sqrt(a * b);
			var image = BivariateCovariance.of(a, b, c).affine(1.3, 0.4);
			assertEquals(image.a() * image.b() - image.c() * image.c(), image.delta(), 1e-14 * image.a() * image.b());
		}
	}

	@Test
	void refusesDifferentDimensions() {
		assertThrows(IllegalArgumentException.class, () -> BivariateCovariance.ofInputs(new double[2], new double[3], 1, 0));
		assertThrows(IllegalArgumentException.class, () -> BivariateCovariance.ofInputs(new double[0], new double[0], 1, 0));
	}
}
