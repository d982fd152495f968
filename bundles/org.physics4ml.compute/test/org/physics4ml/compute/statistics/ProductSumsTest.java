package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class ProductSumsTest {

	/** Against a loop over draws, for multisets that come in any order, with gaps, twice, and with prefixes that are asked for late or never. */
	@Test
	void sumsAreThoseOfALoop() {
		int[][] multisets = { { 2, 0, 2 }, { 5 }, { 0 }, { 0, 2 }, { 1, 1, 1, 1, 5, 5, 5, 5 }, { 5, 1 }, { 2, 2, 0 } };
		var builder = new ProductSums.Builder();
		int[] index = new int[multisets.length];
		for (int i = 0; i < index.length; i++) index[i] = builder.add(multisets[i]);
		var sums = builder.build();
		assertEquals(index[0], index[6]);
		assertEquals(6, sums.variables());
		assertEquals(3 + 8 + 1 + 1, sums.size()); // 0, 0 2, 0 2 2; the eight prefixes of the long one; 5; 1 5
		double[] tile = sums.tile(), total = new double[sums.size()], expected = new double[index.length];
		var random = new Random(3);
		for (int draws : new int[] { ProductSums.TILE, 77 }) {
			Arrays.fill(tile, 0);
			for (int t = 0; t < draws; t++) {
				for (int a = 0; a < 6; a++) tile[a * ProductSums.TILE + t] = random.nextDouble(-1, 2);
				for (int i = 0; i < index.length; i++) {
					double product = 1;
					for (int a : multisets[i]) product *= tile[a * ProductSums.TILE + t];
					expected[i] += product;
				}
			}
			sums.add(tile, sums.workspace(), total);
		}
		for (int i = 0; i < index.length; i++) assertEquals(expected[i], total[index[i]], 1e-12 * Math.max(1, Math.abs(expected[i])), "multiset " + i);
	}
}
