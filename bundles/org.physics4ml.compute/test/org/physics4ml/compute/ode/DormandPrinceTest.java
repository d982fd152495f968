package org.physics4ml.compute.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DormandPrinceTest {

	/** An oscillator with a drifting frequency: y = sin(t²/2), cos(t²/2). */
	private static double[] solve(double tolerance, double... ends) {
		var solver = new DormandPrince((t, y, to) -> {
			to[0] = t * y[1];
			to[1] = -t * y[0];
		}, 2, tolerance, tolerance, 1, 100_000);
		double[] y = { 0, 1 };
		double t = 0;
		for (double end : ends) {
			solver.integrate(t, end, y);
			t = end;
		}
		return new double[] { y[0], y[1], solver.steps() };
	}

	@Test
	void errorsFollowTheTolerance() {
		for (double tolerance : new double[] { 1e-6, 1e-8, 1e-10, 1e-12 }) {
			double[] y = solve(tolerance, 5);
			assertEquals(Math.sin(12.5), y[0], 30 * tolerance);
			assertEquals(Math.cos(12.5), y[1], 30 * tolerance);
		}
		// order 5: steps grow by 100^{1/5}
		assertEquals(Math.pow(100, 0.2), solve(1e-10, 5)[2] / solve(1e-8, 5)[2], 0.25);
	}

	@Test
	void stopsDoNotMatter() {
		double[] y = solve(1e-10, 0, 0.1, 1, 1, 4.9999, 5);
		assertEquals(Math.sin(12.5), y[0], 1e-8);
		assertEquals(Math.cos(12.5), y[1], 1e-8);
	}

	@Test
	void whatDoesNotEndIsRefused() {
		double[] y = { 1 };
		assertThrows(ArithmeticException.class, () -> new DormandPrince((t, x, to) -> to[0] = x[0] * x[0], 1, 1e-8, 1e-8, 0.1, 1000).integrate(0, 2, y)); // infinite at 1
		var stiff = assertThrows(ArithmeticException.class, () -> new DormandPrince((t, x, to) -> to[0] = -1e6 * x[0], 1, 1e-8, 1e-8, 1, 100).integrate(0, 1, new double[] { 1 }));
		assertTrue(stiff.getMessage().contains("more than 100 steps"));
	}
}
