package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectedEstimatorsTest {

	private static double[] sums(double[][] sample, int n) {
		var sums = new double[1 << n];
		for (var draw : sample) {
			for (int mask = 1; mask < sums.length; mask++) {
				double product = 1;
				for (int a = 0; a < n; a++) if ((mask >> a & 1) != 0) product *= draw[a];
				sums[mask] += product;
			}
		}
		return sums;
	}

	/** Against the mean over all tuples of distinct draws. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6 })
	void bruteForce(int n) {
		var random = new Random(n);
		int draws = n + 2;
		var sample = new double[draws][];
		for (int i = 0; i < draws; i++) sample[i] = random.doubles(n, -1, 2).toArray();
		double expected = 0, scale = 0;
		for (var blocks : SetPartitions.all(n)) {
			double factor = blocks.length % 2 == 0 ? -1 : 1;
			for (int i = 2; i < blocks.length; i++) factor *= i;
			double mean = distinct(sample, blocks, 0, 0);
			for (int i = 0; i < blocks.length; i++) mean /= draws - i;
			expected += factor * mean;
			scale += Math.abs(factor * mean);
		}
		var sums = sums(sample, n);
		assertEquals(expected, ConnectedEstimators.connected(n, draws, mask -> sums[mask]), 1e-12 * scale * draws);
	}

	/** Even blocks alone, against the mean over all tuples of distinct draws. */
	@ParameterizedTest
	@CsvSource({ "2,1", "4,4", "6,31", "8,379" })
	void bruteForceOfEvenBlocks(int n, int terms) {
		var random = new Random(n);
		int draws = 6, count = 0;
		var sample = new double[draws][];
		for (int i = 0; i < draws; i++) sample[i] = random.doubles(n, -1, 2).toArray();
		double expected = 0, scale = 0;
		for (var blocks : SetPartitions.all(n)) {
			if (Arrays.stream(blocks).anyMatch(block -> Integer.bitCount(block) % 2 == 1)) continue;
			double factor = blocks.length % 2 == 0 ? -1 : 1;
			for (int i = 2; i < blocks.length; i++) factor *= i;
			double mean = distinct(sample, blocks, 0, 0);
			for (int i = 0; i < blocks.length; i++) mean /= draws - i;
			expected += factor * mean;
			scale += Math.abs(factor * mean);
			count++;
		}
		assertEquals(terms, count);
		assertEquals(terms, ConnectedEstimators.terms(n, true));
		var sums = sums(sample, n);
		assertEquals(expected, ConnectedEstimators.evenConnected(n, draws, mask -> sums[mask]), 1e-12 * scale * draws);
	}

	private static double distinct(double[][] sample, int[] blocks, int next, int used) {
		if (next == blocks.length) return 1;
		double sum = 0;
		for (int i = 0; i < sample.length; i++) {
			if ((used >> i & 1) != 0) continue;
			double product = 1;
			for (int a = 0; a < sample[i].length; a++) if ((blocks[next] >> a & 1) != 0) product *= sample[i][a];
			sum += product * distinct(sample, blocks, next + 1, used | 1 << i);
		}
		return sum;
	}

	/** One variable: Fisher's k-statistics k1 … k4 in central sums. */
	@Test
	void kStatistics() {
		double[] x = { 0.3, -1.1, 2.4, 0.7, -0.2, 1.9, -0.5, 0.1, 3.2, -1.6 };
		int m = x.length;
		double mean = 0, s2 = 0, s3 = 0, s4 = 0;
		for (double v : x) mean += v / m;
		for (double v : x) {
			double d = v - mean;
			s2 += d * d;
			s3 += d * d * d;
			s4 += d * d * d * d;
		}
		var sample = new double[m][4];
		for (int i = 0; i < m; i++) Arrays.fill(sample[i], x[i]);
		var sums = sums(sample, 4);
		assertEquals(0.52, ConnectedEstimators.connected(1, m, mask -> sums[mask]), 1e-15, "oracle kstat_k1");
		assertEquals(s2 / (m - 1), ConnectedEstimators.connected(2, m, mask -> sums[mask]), 1e-14);
		assertEquals(s3 * m / ((m - 1.0) * (m - 2)), ConnectedEstimators.connected(3, m, mask -> sums[mask]), 1e-13);
		double k4 = (m * (m + 1.0) * s4 - 3 * (m - 1.0) * s2 * s2) / ((m - 1.0) * (m - 2.0) * (m - 3.0));
		assertEquals(k4, ConnectedEstimators.connected(4, m, mask -> sums[mask]), 1e-12 * 30);
	}

	/** The oracle k4_known_mean0, and its definition over pairs of distinct draws for different fields. */
	@Test
	void evenFourth() {
		double[] x = { 0.3, -1.1, 2.4, 0.7, -0.2, 1.9, -0.5, 0.1, 3.2, -1.6 };
		double s2 = 0, s4 = 0;
		for (double v : x) {
			s2 += v * v;
			s4 += v * v * v * v;
		}
		double second = s2, fourth = s4;
		assertEquals(1.6347333333333333333, ConnectedEstimators.evenConnected(4, 10, mask -> mask == 15 ? fourth : second), 1e-14 * 17);
		var random = new Random(9);
		var sample = new double[7][];
		for (int i = 0; i < 7; i++) sample[i] = random.doubles(4, -1, 1).toArray();
		var s = sums(sample, 4);
		double expected = s[15] / 7;
		for (var pairs : SetPartitions.pairings(4)) expected -= distinct(sample, pairs, 0, 0) / 42;
		assertEquals(expected, ConnectedEstimators.evenConnected(4, 7, mask -> s[mask]), 1e-14);
	}

	/**
	 * φ_a = √s g_a with s = 1 or 3 with equal probability: Gc_aabb = Var s = 1, Gc_aaaa = 3. 2·10⁴ independent samples of 10 draws; the mean is within 4
	 * standard errors with probability 0.99994 for each of the two estimators.
	 */
	@Test
	void unbiased() {
		var random = new Random(17);
		int samples = 20000, draws = 10;
		double[] mean = new double[3], square = new double[3];
		for (int r = 0; r < samples; r++) {
			var sample = new double[draws][];
			double gaa = 0, gab = 0;
			for (int i = 0; i < draws; i++) {
				double s = random.nextBoolean() ? 1 : 3, a = Math.sqrt(s) * random.nextGaussian(), b = Math.sqrt(s) * random.nextGaussian();
				sample[i] = new double[] { a, a, b, b };
				gaa += s;
				gab += s * s;
			}
			var s = sums(sample, 4);
			double[] values = { ConnectedEstimators.connected(4, draws, mask -> s[mask]),
					ConnectedEstimators.evenConnected(4, draws, mask -> s[mask]), ConnectedEstimators.covariance(draws, gab, gaa, gaa) };
			for (int e = 0; e < 3; e++) {
				mean[e] += values[e] / samples;
				square[e] += values[e] * values[e] / samples;
			}
		}
		for (int e = 0; e < 3; e++) {
			double error = Math.sqrt((square[e] - mean[e] * mean[e]) / samples);
			assertEquals(1, mean[e], 4 * error);
		}
	}

	@Test
	void twoPointLaw() {
		// symmetric two-point law ±1: κ_2 = 1, κ_4 = -2, κ_6 = 16, κ_8 = -272; M draws, half of each sign, give them up to O(1/M)
		long draws = 1 << 20;
		double[] expected = { 1, -2, 16, -272 };
		for (int n = 2; n <= 8; n += 2) {
			double value = ConnectedEstimators.connected(n, draws, mask -> Integer.bitCount(mask) % 2 == 0 ? draws : 0);
			assertEquals(expected[n / 2 - 1], value, 1e-2 * Math.abs(expected[n / 2 - 1]));
		}
	}

	@Test
	void refusesTooFewDraws() {
		assertThrows(IllegalArgumentException.class, () -> ConnectedEstimators.connected(4, 3, mask -> 1));
		assertThrows(IllegalArgumentException.class, () -> ConnectedEstimators.connected(9, 100, mask -> 1));
		assertThrows(IllegalArgumentException.class, () -> ConnectedEstimators.covariance(1, 1, 1, 1));
	}
}
