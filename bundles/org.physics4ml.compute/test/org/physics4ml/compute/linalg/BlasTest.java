package org.physics4ml.compute.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.internal.ProductLanes;
import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.random.RandomStream;

class BlasTest {

	private static final int[][] SHAPES = { { 1, 1, 1 }, { 1, 1, 0 }, { 0, 3, 2 }, { 2, 3, 5 }, { 4, 2, 8 }, { 5, 7, 17 }, { 9, 33, 64 }, { 6, 6, 1000 }, { 37, 41, 23 }, { 3, 130, 7 } };

	static List<Blas> backends() {
		var list = new ArrayList<>(List.of(Blas.java()));
		if (System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"))
			list.add(Blas.openBlas().orElseThrow(() -> new AssertionError(Blas.openBlasAbsence())));
		return list;
	}

	@Test
	void names() {
		assertEquals("Java", Blas.java().name());
		Blas.openBlas().ifPresent(blas -> {
			assertTrue(blas.name().matches("OpenBLAS \\d+\\.\\d+\\.\\d+\\S* \\S+"), blas.name());
			assertEquals("", Blas.openBlasAbsence());
		});
	}

	/** Against sums in decimal arithmetic without rounding; the bound is that of any order of summation. */
	@ParameterizedTest
	@MethodSource("backends")
	void products(Blas blas) {
		for (int[] shape : SHAPES) for (double beta : new double[] { 0, 1, -0.3 }) {
			int m = shape[0], n = shape[1], k = shape[2];
			var a = normals(1, 3 + m * (k + 2));
			var b = normals(2, 5 + Math.max(n * (k + 1), k * (n + 1)));
			var c0 = normals(3, 7 + m * (n + 3));
			if (beta == 0) Arrays.fill(c0, Double.NaN);
			var c = c0.clone();
			blas.multiplyTransposed(m, n, k, 1.25, a, 3, k + 2, b, 5, k + 1, beta, c, 7, n + 3);
			check(m, n, k, beta, a, 3, k + 2, b, 5, 1, k + 1, c0, c);
			c = c0.clone();
			blas.multiply(m, n, k, 1.25, a, 3, k + 2, b, 5, n + 1, beta, c, 7, n + 3);
			check(m, n, k, beta, a, 3, k + 2, b, 5, n + 1, 1, c0, c);
		}
	}

	private static void check(int m, int n, int k, double beta, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bDown, int bAcross, double[] c0, double[] c) {
		for (int at = 0; at < c.length; at++) {
			int i = at < 7 ? m : (at - 7) / (n + 3), j = at < 7 ? 0 : (at - 7) % (n + 3);
			if (i >= m || j >= n) {
				assertEquals(c0[at], c[at], "outside");
				continue;
			}
			var sum = BigDecimal.ZERO;
			double size = 0;
			for (int q = 0; q < k; q++) {
				double x = a[aOffset + i * aStride + q], y = b[bOffset + q * bDown + j * bAcross];
				sum = sum.add(new BigDecimal(x).multiply(new BigDecimal(y)));
				size += Math.abs(x * y);
			}
			double expected = 1.25 * sum.doubleValue() + (beta == 0 ? 0 : beta * c0[at]);
			assertEquals(expected, c[at], (k + 3) * 0x1p-53 * (1.25 * size + (beta == 0 ? 0 : Math.abs(c0[at]))));
		}
	}

	@ParameterizedTest
	@MethodSource("backends")
	void gram(Blas blas) {
		for (int n : new int[] { 0, 1, 2, 3, 4, 5, 6, 7, 10, 50, 131 }) for (int k : new int[] { 1, 8, 100, 301 }) for (double beta : new double[] { 0, 0.5 }) {
			var a = normals(n + k, 2 + n * (k + 1));
			var c = new double[n * (n + 2) + 1];
			Arrays.fill(c, beta == 0 ? Double.NaN : 2);
			var full = c.clone();
			blas.gram(n, k, 0.75, a, 2, k + 1, beta, c, 1, n + 2);
			blas.multiplyTransposed(n, n, k, 0.75, a, 2, k + 1, a, 2, k + 1, beta, full, 1, n + 2);
			for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) {
				assertEquals(full[1 + i * (n + 2) + j], c[1 + i * (n + 2) + j], 1e-15 * (k + Math.abs(full[1 + i * (n + 2) + j])));
				assertEquals(c[1 + j * (n + 2) + i], c[1 + i * (n + 2) + j], "symmetric");
			}
			for (int i = 0; i < n; i++) for (int j = n; j < n + 2; j++) if (1 + i * (n + 2) + j < c.length) assertEquals(beta == 0 ? Double.NaN : 2, c[1 + i * (n + 2) + j], "outside");
		}
	}

	/** Larger than one native call and than the cache blocks: both backends agree to rounding. */
	@Test
	void largeMatrices() {
		int m = 700, n = 650, k = 900;
		var a = normals(8, m * k);
		var b = normals(9, n * k);
		var results = new ArrayList<double[]>();
		for (var blas : backends()) {
			var c = new double[m * n];
			blas.multiplyTransposed(m, n, k, 1, a, 0, k, b, 0, k, 0, c, 0, n);
			results.add(c);
			var g = new double[m * m];
			blas.gram(m, k, 1, a, 0, k, 0, g, 0, m);
			for (int p : new int[] { 0, 333, 699 }) {
				double sum = 0;
				for (int q = 0; q < k; q++) sum += a[p * k + q] * a[5 * k + q];
				assertEquals(sum, g[p * m + 5], 1e-11);
			}
		}
		for (var c : results) for (int at = 0; at < c.length; at++) assertEquals(results.get(0)[at], c[at], 1e-11);
	}

	/** The pure Java products have the bits of their scalar definition, whatever the tile. */
	@Test
	void javaBitsAreThoseOfTheDefinition() {
		assertTrue(Simd.AVAILABLE, "the tests run with --add-modules jdk.incubator.vector");
		for (int[] shape : SHAPES) {
			int m = shape[0], n = shape[1], k = shape[2];
			var a = normals(4, m * k);
			var b = normals(5, n * k);
			var c = new double[m * n];
			Blas.java().multiplyTransposed(m, n, k, 0.7, a, 0, k, b, 0, k, 0, c, 0, n);
			for (int i = 0; i < m; i++) for (int j = 0; j < n; j++) assertEquals(0.7 * JavaBlas.scalarProduct(0, k, a, i * k, b, j * k, new double[8], 0), c[i * n + j]);
			Blas.java().multiply(m, n, k, 0.7, a, 0, k, b, 0, n, 0, c, 0, n);
			var row = new double[n];
			for (int i = 0; i < m; i++) {
				JavaBlas.combineRows(0, n, k, 0.7, a, i * k, b, 0, n, 0, row, 0);
				for (int j = 0; j < n; j++) assertEquals(row[j], c[i * n + j]);
			}
		}
		// More than one pass over the lanes differs in nothing from one.
		var sums = new double[ProductLanes.SUMS];
		var a = normals(6, 4 * 64);
		assertEquals(64, ProductLanes.scalarProducts(64, a, 0, 64, 128, 192, a, 0, 64, sums));
		for (int r = 0; r < 4; r++) for (int s = 0; s < 2; s++) for (int l = 0; l < 8; l++) {
			double expected = 0;
			for (int q = l; q < 64; q += 8) expected = Math.fma(a[64 * r + q], a[64 * s + q], expected);
			assertEquals(expected, sums[8 * (2 * r + s) + l]);
		}
	}

	@ParameterizedTest
	@MethodSource("backends")
	void wrongShapesAreRefused(Blas blas) {
		var x = new double[12];
		var y = new double[12];
		assertThrows(IndexOutOfBoundsException.class, () -> blas.multiplyTransposed(3, 3, 4, 1, x, 1, 4, x, 0, 4, 0, y, 0, 3));
		assertThrows(IndexOutOfBoundsException.class, () -> blas.multiplyTransposed(3, 4, 4, 1, x, 0, 4, x, 0, 4, 0, y, 0, 4));
		assertThrows(IndexOutOfBoundsException.class, () -> blas.multiply(3, 4, 4, 1, x, 0, 4, x, 0, 4, 0, y, 0, 4));
		assertThrows(IndexOutOfBoundsException.class, () -> blas.gram(3, 4, 1, x, 0, 4, 0, y, 4, 3));
		assertThrows(IndexOutOfBoundsException.class, () -> blas.gram(3, 4, 1, x, -1, 4, 0, y, 0, 3));
		assertThrows(IllegalArgumentException.class, () -> blas.gram(3, 4, 1, x, 0, 3, 0, y, 0, 3));
		assertThrows(IllegalArgumentException.class, () -> blas.multiply(-1, 1, 1, 1, x, 0, 4, x, 0, 4, 0, y, 0, 3));
	}

	private static double[] normals(long key, int n) {
		var x = new double[n];
		RandomStream.normals(key, 0, 0, 0, x, 0, n);
		return x;
	}
}
