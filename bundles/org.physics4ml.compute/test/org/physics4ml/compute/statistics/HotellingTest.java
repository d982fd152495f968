package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.random.RandomKey;
import org.physics4ml.compute.random.RandomStream;

class HotellingTest {

	private static final int BLOCKS = 64;

	/** Means of blocks of correlated normal deviates, and their jackknife replicas. Vector: z0, z0 + z1/2, z1 - z2, and the sum of the first two. */
	private static double[][] replicas(long seed, double shift, double[] mean) {
		long key = RandomKey.of(seed, 0);
		double[][] blocks = new double[BLOCKS][4], replicas = new double[BLOCKS][4];
		for (int b = 0; b < BLOCKS; b++) {
			double z0 = RandomStream.normal(key, b, 0, 0), z1 = RandomStream.normal(key, b, 0, 1), z2 = RandomStream.normal(key, b, 0, 2);
			blocks[b] = new double[] { z0 + shift, z0 + z1 / 2, z1 - z2, 2 * z0 + z1 / 2 + shift };
			for (int i = 0; i < 4; i++)
				mean[i] += blocks[b][i] / BLOCKS;
		}
		for (int b = 0; b < BLOCKS; b++)
			for (int i = 0; i < 4; i++)
				replicas[b][i] = (BLOCKS * mean[i] - blocks[b][i]) / (BLOCKS - 1);
		return replicas;
	}

	private static Hotelling compare(long one, long other, double shift) {
		double[] first = new double[4], second = new double[4];
		double[][] a = replicas(one, 0, first), b = replicas(other, shift, second);
		return Hotelling.of(first, a, second, b);
	}

	/** The entry that is the sum of two others is left out; p-values of equal means are uniform: Kolmogorov's distance of 400 exceeds 0.0975 once in 1000. */
	@Test
	void pValuesOfEqualMeansAreUniform() {
		int runs = 400;
		double[] p = new double[runs];
		for (int k = 0; k < runs; k++) {
			var result = compare(1000 + 2 * k, 1001 + 2 * k, 0);
			assertEquals(3, result.degrees());
			assertTrue(result.freedom() > BLOCKS - 1 && result.freedom() < 2 * BLOCKS, () -> "ν = " + result.freedom());
			p[k] = result.pValue();
		}
		Arrays.sort(p);
		double distance = 0;
		for (int k = 0; k < runs; k++)
			distance = Math.max(distance, Math.max(p[k] - (double) k / runs, (k + 1.0) / runs - p[k]));
		assertTrue(distance < 1.95 / Math.sqrt(runs), "Kolmogorov distance " + distance);
	}

	/** One entry is Student's test of two samples of equal size: T² = t², ν = 2 (B-1) where the variances are equal. */
	@Test
	void oneEntryIsStudentsTest() {
		double[][] a = { { 1 }, { 2 }, { 4 }, { 7 } }, b = { { 12 }, { 13 }, { 15 }, { 18 } };
		var result = Hotelling.of(new double[] { 3.5 }, a, new double[] { 14 }, b);
		double variance = 21.0 * 3 / 4; // Σ (x - 3.5)² (B-1)/B, the same in both
		assertEquals(10.5 * 10.5 / (2 * variance), result.tSquared(), 1e-12);
		assertEquals(6, result.freedom(), 1e-12);
		assertEquals(FDistribution.upperTail(result.tSquared(), 1, 6), result.pValue(), 1e-15);
		assertArrayEquals(new int[] { 0 }, result.used());
	}

	@Test
	void aShiftIsSeenAndUnitsDoNotMatter() {
		var shifted = compare(5, 6, 2);
		assertTrue(shifted.pValue() < 1e-10, () -> "p = " + shifted.pValue());
		double[] first = new double[4], second = new double[4];
		double[][] a = replicas(7, 0, first), b = replicas(8, 0, second);
		double plain = Hotelling.of(first, a, second, b).tSquared();
		for (double[][] set : new double[][][] { a, b, { first }, { second } })
			for (double[] row : set)
				for (int i = 0; i < 4; i++)
					row[i] = Math.scalb(row[i], 600 * (i % 2) - 300);
		assertEquals(plain, Hotelling.of(first, a, second, b).tSquared(), 1e-9 * plain);
	}

	/** Seven blocks tell two entries apart: of the four, one of which follows from two others, not all are compared. */
	@Test
	void itSaysWhetherAllIsCompared() {
		double[] first = new double[4], second = new double[4];
		double[][] a = replicas(7, 0, first), b = replicas(8, 0, second);
		assertTrue(Hotelling.of(first, a, second, b).whole());
		var part = Hotelling.of(first, Arrays.copyOf(a, 7), second, b);
		assertEquals(2, part.degrees());
		assertFalse(part.whole());
	}

	@Test
	void withoutVarianceOrBlocksNothingIsCompared() {
		assertEquals(0, Hotelling.of(new double[] { 1 }, new double[8][1], new double[] { 2 }, new double[8][1]).degrees());
		assertEquals(0, Hotelling.of(new double[] { 1 }, new double[][] { { 1 }, { 2 }, { 3 } }, new double[] { 2 }, new double[8][1]).degrees());
		assertEquals(1, Hotelling.of(new double[] { 1 }, new double[8][1], new double[] { 2 }, new double[8][1]).pValue());
	}
}
