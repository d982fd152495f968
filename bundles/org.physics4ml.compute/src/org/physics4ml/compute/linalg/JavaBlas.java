package org.physics4ml.compute.linalg;

import java.util.Arrays;

import org.physics4ml.compute.internal.ProductLanes;
import org.physics4ml.compute.internal.Simd;

/**
 * Pure Java. The order of summation is part of the definition, so that the bits are the same with the Vector API, without it and on any
 * CPU: scalar products of rows are eight interleaved fused sums s_l = Σ_q a_{8q+l} b_{8q+l}, added as ((s0+s4)+(s2+s6)) + ((s1+s5)+(s3+s7));
 * the sums of A B are fused and run over k in order.
 */
final class JavaBlas implements Blas {

	static final JavaBlas INSTANCE = new JavaBlas();

	/** Rows of B that stay in the cache while the rows of A pass: 256 KiB of doubles. */
	private static final int CACHE = 1 << 15;

	private JavaBlas() {
	}

	@Override
	public String name() {
		return "Java";
	}

	@Override
	public void multiplyTransposed(int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double beta,
			double[] c, int cOffset, int cStride) {
		Shapes.check(a, aOffset, aStride, m, k);
		Shapes.check(b, bOffset, bStride, n, k);
		Shapes.check(c, cOffset, cStride, m, n);
		var sums = new double[ProductLanes.SUMS];
		int block = Math.max(ProductLanes.COLUMNS, CACHE / Math.max(1, k) & -ProductLanes.COLUMNS);
		for (int j0 = 0; j0 < n; j0 += block) {
			int end = Math.min(n, j0 + block);
			for (int i = 0; i < m; i += ProductLanes.ROWS) for (int j = j0; j < end; j += ProductLanes.COLUMNS)
				tile(m, n, k, i, j, alpha, a, aOffset, aStride, b, bOffset, bStride, beta, c, cOffset, cStride, sums);
		}
	}

	@Override
	public void gram(int n, int k, double alpha, double[] a, int aOffset, int aStride, double beta, double[] c, int cOffset, int cStride) {
		Shapes.check(a, aOffset, aStride, n, k);
		Shapes.check(c, cOffset, cStride, n, n);
		var sums = new double[ProductLanes.SUMS];
		int block = Math.max(ProductLanes.COLUMNS, CACHE / Math.max(1, k) & -ProductLanes.COLUMNS);
		for (int j0 = 0; j0 < n; j0 += block) {
			int end = Math.min(n, j0 + block);
			// Tiles that meet the lower triangle; what they write above it is written again below.
			for (int i = j0 & -ProductLanes.ROWS; i < n; i += ProductLanes.ROWS) for (int j = j0; j < Math.min(end, i + ProductLanes.ROWS); j += ProductLanes.COLUMNS)
				tile(n, n, k, i, j, alpha, a, aOffset, aStride, a, aOffset, aStride, beta, c, cOffset, cStride, sums);
		}
		for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) c[cOffset + j * cStride + i] = c[cOffset + i * cStride + j];
	}

	/** Entries (i … i+3, j … j+1) of C. At the border the last row and column stand in for those that are missing. */
	private static void tile(int m, int n, int k, int i, int j, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride,
			double beta, double[] c, int cOffset, int cStride, double[] sums) {
		int a0 = aOffset + i * aStride, a1 = aOffset + Math.min(i + 1, m - 1) * aStride, a2 = aOffset + Math.min(i + 2, m - 1) * aStride,
				a3 = aOffset + Math.min(i + 3, m - 1) * aStride;
		int b0 = bOffset + j * bStride, b1 = bOffset + Math.min(j + 1, n - 1) * bStride;
		int rows = Math.min(ProductLanes.ROWS, m - i), columns = Math.min(ProductLanes.COLUMNS, n - j);
		int done = 0;
		if (Simd.AVAILABLE) done = ProductLanes.scalarProducts(k, a, a0, a1, a2, a3, b, b0, b1, sums);
		else Arrays.fill(sums, 0);
		for (int r = 0; r < rows; r++) {
			int x = r == 0 ? a0 : r == 1 ? a1 : r == 2 ? a2 : a3;
			for (int s = 0; s < columns; s++) {
				double sum = alpha * scalarProduct(done, k, a, x, b, s == 0 ? b0 : b1, sums, 8 * (ProductLanes.COLUMNS * r + s));
				int at = cOffset + (i + r) * cStride + j + s;
				c[at] = beta == 0 ? sum : Math.fma(beta, c[at], sum);
			}
		}
	}

	/** Continues the eight sums from {@code done} on, a multiple of eight, and adds them. */
	static double scalarProduct(int done, int k, double[] a, int i, double[] b, int j, double[] sums, int at) {
		double s0 = sums[at], s1 = sums[at + 1], s2 = sums[at + 2], s3 = sums[at + 3], s4 = sums[at + 4], s5 = sums[at + 5], s6 = sums[at + 6], s7 = sums[at + 7];
		int q = done;
		for (; q < (k & -8); q += 8) {
			s0 = Math.fma(a[i + q], b[j + q], s0);
			s1 = Math.fma(a[i + q + 1], b[j + q + 1], s1);
			s2 = Math.fma(a[i + q + 2], b[j + q + 2], s2);
			s3 = Math.fma(a[i + q + 3], b[j + q + 3], s3);
			s4 = Math.fma(a[i + q + 4], b[j + q + 4], s4);
			s5 = Math.fma(a[i + q + 5], b[j + q + 5], s5);
			s6 = Math.fma(a[i + q + 6], b[j + q + 6], s6);
			s7 = Math.fma(a[i + q + 7], b[j + q + 7], s7);
		}
		if (q < k) s0 = Math.fma(a[i + q], b[j + q], s0);
		if (q + 1 < k) s1 = Math.fma(a[i + q + 1], b[j + q + 1], s1);
		if (q + 2 < k) s2 = Math.fma(a[i + q + 2], b[j + q + 2], s2);
		if (q + 3 < k) s3 = Math.fma(a[i + q + 3], b[j + q + 3], s3);
		if (q + 4 < k) s4 = Math.fma(a[i + q + 4], b[j + q + 4], s4);
		if (q + 5 < k) s5 = Math.fma(a[i + q + 5], b[j + q + 5], s5);
		if (q + 6 < k) s6 = Math.fma(a[i + q + 6], b[j + q + 6], s6);
		return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
	}

	@Override
	public void multiply(int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double beta, double[] c,
			int cOffset, int cStride) {
		Shapes.check(a, aOffset, aStride, m, k);
		Shapes.check(b, bOffset, bStride, k, n);
		Shapes.check(c, cOffset, cStride, m, n);
		for (int i = 0; i < m; i++) {
			int done = Simd.AVAILABLE ? ProductLanes.combineRows(n, k, alpha, a, aOffset + i * aStride, b, bOffset, bStride, beta, c, cOffset + i * cStride) : 0;
			combineRows(done, n, k, alpha, a, aOffset + i * aStride, b, bOffset, bStride, beta, c, cOffset + i * cStride);
		}
	}

	/** Row of C: c_j = α Σ_q a_q b_qj + β c_j for j from {@code done} on. */
	static void combineRows(int done, int n, int k, double alpha, double[] a, int i, double[] b, int j, int bStride, double beta, double[] c, int at) {
		for (int s = done; s < n; s++) {
			double sum = 0;
			for (int q = 0; q < k; q++) sum = Math.fma(a[i + q], b[j + q * bStride + s], sum);
			c[at + s] = beta == 0 ? alpha * sum : Math.fma(beta, c[at + s], alpha * sum);
		}
	}
}
