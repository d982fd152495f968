package org.physics4ml.compute.linalg;

import org.physics4ml.compute.internal.ProductLanes;
import org.physics4ml.compute.internal.Simd;

/**
 * Scalar products of the rows of two matrices in pure Java, in blocks. The order of summation is part of the definition: fused sums over 256 terms at a
 * time, in order, and those added in order. So an entry has the same bits whatever block it is computed in, alone or with others, with the Vector API or
 * without, on any CPU, and does not change when the two factors are exchanged. Stateless, thread-safe.
 */
public final class ScalarProducts {

	/** Terms of a sum: a panel of B stays in the cache of the first level. */
	private static final int TERMS = 256;

	private ScalarProducts() {
	}

	/**
	 * c_rs = (1/divisor) Σ_q a_rq b_sq, r &lt; m, s &lt; n, q &lt; k. 2mnk operations; 8 bytes a number of c and of a panel of n × 256 are allocated.
	 *
	 * @param c m × n from {@code cOffset} on, without gaps; must not overlap a and b
	 * @throws IndexOutOfBoundsException for a matrix that does not fit its array
	 */
	public static void multiply(int m, int n, int k, double divisor, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double[] c, int cOffset) {
		Shapes.check(a, aOffset, aStride, m, k);
		Shapes.check(b, bOffset, bStride, n, k);
		Shapes.check(c, cOffset, Math.max(n, 1), m, n);
		if (Simd.AVAILABLE && (long) m * n > 16) panels(m, n, k, divisor, a, aOffset, aStride, b, bOffset, bStride, c, cOffset);
		else
			for (int r = 0; r < m; r++)
				for (int s = 0; s < n; s++) c[cOffset + r * n + s] = of(k, a, aOffset + r * aStride, b, bOffset + s * bStride) / divisor;
	}

	/** Σ_q a_q b_q, q &lt; k. */
	public static double of(int k, double[] a, int i, double[] b, int j) {
		double total = 0;
		for (int first = 0; first < k; first += TERMS) {
			int end = Math.min(k, first + TERMS);
			double sum = 0;
			for (int q = first; q < end; q++) sum = Math.fma(a[i + q], b[j + q], sum);
			total += sum;
		}
		return total;
	}

	private static void panels(int m, int n, int k, double divisor, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double[] c, int cOffset) {
		int width = ProductLanes.MICRO_COLUMNS, height = ProductLanes.MICRO_ROWS, count = (n + width - 1) / width, terms = Math.min(k, TERMS), stride = count * width;
		double[] panels = new double[stride * terms], sums = new double[(m + height - 1) / height * height * stride];
		for (int first = 0; first < k; first += TERMS) {
			int length = Math.min(terms, k - first);
			for (int s = 0; s < n; s += width)
				for (int q = 0, to = s * terms, columns = Math.min(width, n - s); q < length; q++, to += width)
					for (int i = 0, from = bOffset + s * bStride + first + q; i < columns; i++, from += bStride) panels[to + i] = b[from];
			for (int panel = 0; panel < count; panel++)
				for (int r = 0; r < m; r += height) {
					int x = aOffset + r * aStride + first, last = aOffset + (m - 1) * aStride + first;
					ProductLanes.rank(length, a, x, Math.min(x + aStride, last), Math.min(x + 2 * aStride, last), Math.min(x + 3 * aStride, last), Math.min(x + 4 * aStride, last),
							Math.min(x + 5 * aStride, last), panels, panel * width * terms, sums, r * stride + panel * width, stride);
				}
		}
		for (int r = 0; r < m; r++)
			for (int s = 0, from = r * stride, to = cOffset + r * n; s < n; s++) c[to + s] = sums[from + s] / divisor;
	}
}
