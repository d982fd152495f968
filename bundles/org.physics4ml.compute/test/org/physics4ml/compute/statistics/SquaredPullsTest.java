package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.random.RandomKey;
import org.physics4ml.compute.random.RandomStream;

class SquaredPullsTest {

	private static final int ENTRIES = 60;

	private static final int BLOCKS = 32;
	/** Normal deviates behind the entries. */
	private static final int DEVIATES = ENTRIES + 5;

	/** Weight of normal deviate j in entry i. */
	private static double[][] mixing(String kind) {
		double[][] weights = new double[ENTRIES][DEVIATES];
		for (int i = 0; i < ENTRIES; i++)
			switch (kind) {
			case "independent" -> weights[i][i] = 1;
			case "common" -> { // correlation 0.36 between any two
				weights[i][0] = 0.6;
				weights[i][i + 1] = 0.8;
			}
			case "few" -> { // functions of four numbers
				for (int j = 0; j < 4; j++)
					weights[i][j] = Math.sin(1 + i * (j + 1.3));
			}
			case "cells" -> { // five independent groups
				weights[i][i / 12] = 2;
				weights[i][i + 5] = 1;
			}
			default -> throw new IllegalArgumentException(kind);
			}
		return weights;
	}

	/** Means of blocks, and their jackknife replicas. */
	private static double[][] replicas(long seed, double[][] mixing, int blocks, double scale, double[] mean) {
		long key = RandomKey.of(seed, 0);
		double[][] values = new double[blocks][ENTRIES];
		double[] z = new double[DEVIATES];
		for (int b = 0; b < blocks; b++) {
			for (int j = 0; j < DEVIATES; j++)
				z[j] = scale * RandomStream.normal(key, b, 0, j);
			for (int i = 0; i < ENTRIES; i++) {
				for (int j = 0; j < DEVIATES; j++)
					values[b][i] += mixing[i][j] * z[j];
				mean[i] += values[b][i] / blocks;
			}
		}
		for (double[] block : values)
			for (int i = 0; i < ENTRIES; i++)
				block[i] = (blocks * mean[i] - block[i]) / (blocks - 1);
		return values;
	}

	private static SquaredPulls compare(long seed, double[][] one, double[][] other, int otherBlocks, double shift) {
		double[] first = new double[ENTRIES], second = new double[ENTRIES];
		double[][] a = replicas(2 * seed, one, BLOCKS, 1, first), b = replicas(2 * seed + 1, other, otherBlocks, 1.5, second);
		for (int i = 0; i < ENTRIES; i++)
			second[i] += shift;
		return SquaredPulls.of(first, a, second, b);
	}

	/**
	 * 60 entries of 32 blocks, more than an inverse covariance could take. Of 400 comparisons of equal means, p < 0.1 is expected 40 ± 6 times and p < 0.02 8 ± 2.8
	 * times; the bounds are 4 sigma of a binomial, false-positive rate 6e-5 each, with the 20 % that the approximation may be off at 0.02.
	 */
	@ParameterizedTest
	@CsvSource({ "independent, independent, 32", "common, common, 32", "few, few, 32", "cells, cells, 32", "common, independent, 32", "cells, common, 16" })
	void pValuesOfEqualMeansAreCalibrated(String one, String other, int otherBlocks) {
		int runs = 400, below10 = 0, below2 = 0;
		double degrees = 0;
		double[][] first = mixing(one), second = mixing(other);
		for (int k = 0; k < runs; k++) {
			var result = compare(k, first, second, otherBlocks, 0);
			assertEquals(ENTRIES, result.entries());
			degrees += result.degrees() / runs;
			below10 += result.pValue() < 0.1 ? 1 : 0;
			below2 += result.pValue() < 0.02 ? 1 : 0;
		}
		String said = below10 + " below 0.1, " + below2 + " below 0.02, h = " + degrees;
		assertTrue(below10 >= 16 && below10 <= 64, said);
		assertTrue(below2 <= 20, said);
		assertTrue(one.equals("independent") == (degrees > 40), said);
	}

	/** Entries that are copies of one are Student's test of two samples: F(1, ν) with ν = 2 (B-1) where the variances are equal. */
	@Test
	void copiesOfOneEntryAreStudentsTest() {
		double[][] a = { { 1, 2 }, { 2, 4 }, { 4, 8 }, { 7, 14 } }, b = { { 12, 24 }, { 13, 26 }, { 15, 30 }, { 18, 36 } };
		var result = SquaredPulls.of(new double[] { 3.5, 7 }, a, new double[] { 14, 28 }, b);
		double squaredPull = 10.5 * 10.5 / (2 * 21.0 * 3 / 4);
		assertEquals(2 * squaredPull, result.sum(), 1e-12);
		assertEquals(6, result.freedom(), 1e-12);
		assertEquals(1, result.degrees(), 1e-12);
		assertEquals(FDistribution.upperTail(squaredPull, 1, 6), result.pValue(), 1e-13);
	}

	@Test
	void aShiftIsSeenAndUnitsDoNotMatter() {
		assertTrue(compare(3, mixing("independent"), mixing("independent"), BLOCKS, 0.9).pValue() < 1e-9);
		double[] first = new double[ENTRIES], second = new double[ENTRIES];
		double[][] a = replicas(7, mixing("cells"), BLOCKS, 1, first), b = replicas(8, mixing("cells"), BLOCKS, 1, second);
		var plain = SquaredPulls.of(first, a, second, b);
		for (double[][] set : new double[][][] { a, b, { first }, { second } })
			for (double[] row : set)
				for (int i = 0; i < ENTRIES; i++)
					row[i] = Math.scalb(row[i], 600 * (i % 2) - 300);
		var scaled = SquaredPulls.of(first, a, second, b);
		assertEquals(plain.sum(), scaled.sum(), 1e-9 * plain.sum());
		assertEquals(plain.pValue(), scaled.pValue(), 1e-9);
	}

	@Test
	void whatHasNoErrorIsLeftOut() {
		double[][] a = { { 1, 5 }, { 2, 5 }, { 4, 5 }, { 7, 5 } }, b = { { 12, 6 }, { 13, 6 }, { 15, 6 }, { 18, 6 } };
		assertEquals(1, SquaredPulls.of(new double[] { 3.5, 5 }, a, new double[] { 14, 6 }, b).entries());
		assertEquals(0, SquaredPulls.of(new double[] { 1 }, new double[8][1], new double[] { 2 }, new double[8][1]).entries());
		assertEquals(1, SquaredPulls.of(new double[] { 1 }, new double[][] { { 1 }, { 2 }, { 3 } }, new double[] { 2 }, new double[8][1]).pValue());
	}
}
