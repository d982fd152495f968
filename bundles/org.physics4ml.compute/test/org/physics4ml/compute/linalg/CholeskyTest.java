package org.physics4ml.compute.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.random.RandomStream;

class CholeskyTest {

	/** Gram matrices of k points with m random features have rank min(k, m). */
	@ParameterizedTest
	@CsvSource({ "1,1", "1,3", "2,1", "2,2", "2,100", "3,2", "6,1", "6,5", "6,100", "50,20", "50,200", "200,7", "200,300" })
	void ofRank(int k, int m) {
		for (int seed = 0; seed < 10; seed++) {
			var h = new double[k * m];
			RandomStream.normals(seed, k, m, 0, h, 0, h.length);
			int rank = check(k, gram(h, k, m), 1e-12);
			assertEquals(Math.min(k, m), rank);
		}
	}

	/** Equal, opposite, scaled and dead points (a ReLU layer that is 0 there) leave the rank of the others. */
	@Test
	void dependentAndDeadPoints() {
		int m = 40;
		for (int seed = 0; seed < 20; seed++) {
			var x = new double[3 * m];
			RandomStream.normals(seed, 0, 0, 0, x, 0, x.length);
			var h = new double[8 * m];
			for (int i = 0; i < m; i++) {
				h[i] = 0;
				h[m + i] = x[i];
				h[2 * m + i] = x[i];
				h[3 * m + i] = -1e-6 * x[i];
				h[4 * m + i] = x[m + i];
				h[5 * m + i] = x[i] + x[m + i];
				h[6 * m + i] = 1e8 * x[2 * m + i];
				h[7 * m + i] = 0;
			}
			var g = gram(h, 8, m);
			assertEquals(3, check(8, g, 1e-11));
			var f = new double[64];
			Cholesky.factor(8, g, 0, Cholesky.tolerance(8), f, 0, new int[8], new double[8]);
			for (int r = 0; r < 3; r++) {
				assertEquals(0, f[8 * r]);
				assertEquals(0, f[8 * r + 7]);
				assertEquals(f[8 * r + 1], f[8 * r + 2], 1e-14 * Math.sqrt(g[8]));
			}
		}
		assertEquals(0, check(3, new double[6], 0));
	}

	/** Points that nearly coincide keep their difference while it is above rounding. */
	@Test
	void nearlyEqualPoints() {
		for (double e : new double[] { 1e-1, 1e-3, 1e-6 }) {
			// G = [[1, 1], [1, 1 + e^2]]: z_1 - z_0 has the variance e^2.
			var f = new double[4];
			assertEquals(2, Cholesky.factor(2, new double[] { 1, 1, 1 + e * e }, 0, Cholesky.tolerance(2), f, 0, new int[2], new double[2]));
			double difference = (f[1] - f[0]) * (f[1] - f[0]) + (f[3] - f[2]) * (f[3] - f[2]);
			assertEquals(e * e, difference, 1e-15 + 1e-9 * e * e);
		}
		assertEquals(1, Cholesky.factor(2, new double[] { 1, 1, 1 + 1e-16 }, 0, Cholesky.tolerance(2), new double[4], 0, new int[2], new double[2]));
	}

	@Test
	void knownFactor() {
		var f = new double[11];
		var pivots = new int[3];
		// Point 1 has the largest variance; G_00, G_01, G_02, G_11, G_12, G_22.
		int rank = Cholesky.factor(3, new double[] { 0, 5, 6, 2, 9, 3, 5 }, 1, 0, f, 2, pivots, new double[3]);
		assertEquals(3, rank);
		assertEquals(1, pivots[0]);
		assertEquals(2, f[2], 1e-15);
		assertEquals(3, f[3], 1e-15);
		assertEquals(1, f[4], 1e-15);
		assertEquals(2, pivots[1]);
		assertEquals(0, f[5], 1e-15);
		assertEquals(0, f[6]);
		assertEquals(2, f[7], 1e-15);
		assertEquals(0, pivots[2]);
		assertEquals(1, f[8], 1e-15);
		assertEquals(0, f[9]);
		assertEquals(0, f[10]);
	}

	@Test
	void matricesThatAreNoCovariances() {
		var f = new double[4];
		var message = assertThrows(ArithmeticException.class, () -> Cholesky.factor(2, new double[] { 1, 0, -1 }, 0, 0, f, 0, new int[2], new double[2])).getMessage();
		assertTrue(message.contains("point 1"), message);
		assertThrows(ArithmeticException.class, () -> Cholesky.factor(2, new double[] { Double.NaN, 0, 1 }, 0, 0, f, 0, new int[2], new double[2]));
		assertThrows(ArithmeticException.class, () -> Cholesky.factor(2, new double[] { 1, Double.NaN, 1 }, 0, 0, f, 0, new int[2], new double[2]));
		assertThrows(ArithmeticException.class, () -> Cholesky.factor(2, new double[] { Double.POSITIVE_INFINITY, 0, 1 }, 0, 0, f, 0, new int[2], new double[2]));
		assertThrows(IndexOutOfBoundsException.class, () -> Cholesky.factor(2, new double[2], 0, 0, f, 0, new int[2], new double[2]));
	}

	/** F<sup>T</sup>F = G to {@code bound} relative to (G_pp G_qq)<sup>1/2</sup>; the pivots are different points in falling order. */
	private static int check(int k, double[] g, double bound) {
		var f = new double[k * k];
		var pivots = new int[k];
		var before = g.clone();
		int rank = Cholesky.factor(k, g, 0, Cholesky.tolerance(k), f, 0, pivots, new double[k]);
		for (int at = 0; at < g.length; at++) assertEquals(before[at], g[at]);
		for (int p = 0, at = 0; p < k; p++) for (int q = p; q < k; q++, at++) {
			double sum = 0;
			for (int r = 0; r < rank; r++) sum += f[r * k + p] * f[r * k + q];
			assertEquals(g[at], sum, bound * Math.sqrt(diagonal(g, p, k) * diagonal(g, q, k)));
		}
		for (int r = 0; r < rank; r++) {
			assertTrue(f[r * k + pivots[r]] > 0);
			for (int s = 0; s < r; s++) {
				assertTrue(pivots[s] != pivots[r]);
				assertEquals(0, f[r * k + pivots[s]]);
				assertTrue(f[s * k + pivots[s]] >= f[r * k + pivots[r]]);
			}
		}
		return rank;
	}

	private static double diagonal(double[] g, int p, int k) {
		return g[p * k - p * (p - 1) / 2];
	}

	private static double[] gram(double[] h, int k, int m) {
		var full = new double[k * k];
		Blas.java().gram(k, m, 1.0 / m, h, 0, m, 0, full, 0, k);
		var g = new double[k * (k + 1) / 2];
		for (int p = 0, at = 0; p < k; p++) for (int q = p; q < k; q++) g[at++] = full[p * k + q];
		return g;
	}
}
