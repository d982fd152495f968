package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CumulantsTest {

	@Test
	void bellNumbers() {
		int[] bell = { 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975 };
		for (int n = 1; n <= bell.length; n++) {
			var partitions = SetPartitions.all(n);
			assertEquals(bell[n - 1], partitions.size());
			var different = new HashSet<String>();
			for (var blocks : partitions) {
				assertEquals((1 << n) - 1, Arrays.stream(blocks).sum(), "blocks are disjoint and cover");
				assertEquals(n, Arrays.stream(blocks).map(Integer::bitCount).sum());
				assertTrue(different.add(Arrays.toString(blocks)));
			}
		}
		assertThrows(IllegalArgumentException.class, () -> SetPartitions.all(11));
		assertThrows(IllegalArgumentException.class, () -> SetPartitions.all(0));
	}

	@Test
	void pairings() {
		int[] counts = { 0, 1, 0, 3, 0, 15, 0, 105, 0, 945 };
		for (int n = 1; n <= counts.length; n++) assertEquals(counts[n - 1], SetPartitions.pairings(n).size());
	}

	/** Moments to cumulants and back, over seeds; and the recursion against the explicit Möbius sum. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void inversion(long seed) {
		var random = new Random(seed);
		var multisets = new Multisets(1 + random.nextInt(4), 6);
		var cumulants = new Cumulants(multisets);
		double[] moments = random.doubles(multisets.size(), -1, 1).toArray(), connected = cumulants.fromMoments(moments), back = cumulants.toMoments(connected);
		for (int s = 0; s < moments.length; s++) {
			var indices = multisets.get(s);
			double sum = 0, scale = 0;
			for (var blocks : SetPartitions.all(indices.length)) {
				double term = blocks.length % 2 == 0 ? -1 : 1;
				for (int i = 2; i < blocks.length; i++) term *= i;
				for (int block : blocks) term *= moments[rank(multisets, indices, block)];
				sum += term;
				scale += Math.abs(term);
			}
			assertEquals(sum, connected[s], 1e-13 * scale);
			assertEquals(moments[s], back[s], 1e-13 * scale);
		}
	}

	private static int rank(Multisets multisets, int[] indices, int block) {
		var chosen = new int[indices.length];
		int n = 0;
		for (int j = 0; j < indices.length; j++) if ((block >> j & 1) != 0) chosen[n++] = indices[j];
		return multisets.rank(chosen, n);
	}

	/** κ_n of Exp(1) is (n-1)!, of Poisson(2) is 2. */
	@Test
	void knownLaws() {
		var cumulants = new Cumulants(new Multisets(1, 8));
		double factorial = 1;
		var exponential = new double[8];
		for (int n = 1; n <= 8; n++) exponential[n - 1] = factorial *= n;
		double[] poisson = new double[8], connected = cumulants.fromMoments(exponential);
		assertEquals(6, connected[3], 1e-12 * 24);
		assertEquals(5040, connected[7], 1e-12 * 40320);
		// Touchard polynomials at 2: E X^n = Σ_k S(n, k) 2^k
		for (int n = 1; n <= 8; n++) for (var blocks : SetPartitions.all(n)) poisson[n - 1] += 1 << blocks.length;
		connected = cumulants.fromMoments(poisson);
		assertEquals(2, connected[4], 1e-10);
		assertEquals(2, connected[7], 1e-8);
	}
}
