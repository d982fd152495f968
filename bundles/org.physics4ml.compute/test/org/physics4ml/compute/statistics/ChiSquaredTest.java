package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChiSquaredTest {

	/** Two degrees of freedom: e^{-x/2}; four: e^{-x/2} (1 + x/2); one: twice the normal tail. */
	@Test
	void closedForms() {
		for (double x : new double[] { 1e-3, 0.3, 1, 2.7, 5, 12, 40, 300 }) {
			assertEquals(StrictMath.exp(-x / 2), ChiSquared.upperTail(x, 2), 1e-12 * StrictMath.exp(-x / 2));
			assertEquals(StrictMath.exp(-x / 2) * (1 + x / 2), ChiSquared.upperTail(x, 4), 1e-12);
			assertEquals(Normal.twoSided(Math.sqrt(x)), ChiSquared.upperTail(x, 1), 1e-12);
		}
		assertEquals(1, ChiSquared.upperTail(0, 3), 0);
	}

	@Test
	void quantileInvertsTheTail() {
		for (double k : new double[] { 1, 2, 6, 35, 400 })
			for (double p : new double[] { 1e-6, 0.05, 0.5, 0.95, 0.999 }) assertEquals(p, ChiSquared.upperTail(ChiSquared.quantile(p, k), k), 1e-11);
	}
}
