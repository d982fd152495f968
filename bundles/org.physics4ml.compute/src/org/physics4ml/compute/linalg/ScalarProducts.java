package org.physics4ml.compute.linalg;

import java.util.Arrays;

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
	 * c_rs = (1/divisor) Σ_q a_rq b_sq, r &lt; m, s &lt; n, q &lt; k. 2mnk operations; 8 bytes a number of c and of b are allocated.
	 *
	 * @param c m × n from {@code cOffset} on, without gaps; must not overlap a and b
	 * @throws IndexOutOfBoundsException for a matrix that does not fit its array
	 */
	public static void multiply(int m, int n, int k, double divisor, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double[] c, int cOffset) {
		right(n, k, b, bOffset, bStride).multiply(m, divisor, a, aOffset, aStride, c, cOffset);
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

	/** The n rows of b as right factors of any number of products; 8 bytes a number are allocated. */
	public static Right right(int n, int k, double[] b, int offset, int stride) {
		Shapes.check(b, offset, stride, n, k);
		return new Right(n, k, b, offset, stride);
	}

	/** Right factors, brought into the order in which products read them: 256 terms of a few rows together, term by term. For one thread. */
	public static final class Right {

		private final int n, k, offset, stride;
		private final double[] b;
		private double[] panels, sums = {};

		private Right(int n, int k, double[] b, int offset, int stride) {
			this.n = n;
			this.k = k;
			this.b = b;
			this.offset = offset;
			this.stride = stride;
		}

		/** c_rs = (1/divisor) Σ_q a_rq b_sq, to the bits of {@link ScalarProducts#multiply}. */
		public void multiply(int m, double divisor, double[] a, int aOffset, int aStride, double[] c, int cOffset) {
			Shapes.check(a, aOffset, aStride, m, k);
			Shapes.check(c, cOffset, Math.max(n, 1), m, n);
			if (Simd.AVAILABLE && (long) m * n > 16) {
				if (panels == null) panels = panels(ProductLanes.MICRO_COLUMNS);
				multiply(ProductLanes.MICRO_ROWS, ProductLanes.MICRO_COLUMNS, m, divisor, a, aOffset, aStride, c, cOffset);
			} else
				for (int r = 0; r < m; r++)
					for (int s = 0; s < n; s++) c[cOffset + r * n + s] = of(k, a, aOffset + r * aStride, b, offset + s * stride) / divisor;
		}

		private double[] panels(int width) {
			int columns = (n + width - 1) / width * width;
			var panels = new double[Math.multiplyExact(columns, k)];
			for (int first = 0; first < k; first += TERMS)
				for (int s = 0, length = Math.min(TERMS, k - first); s < n; s++)
					for (int q = 0, from = offset + s * stride + first, to = first * columns + s / width * width * length + s % width; q < length; q++, to += width) panels[to] = b[from + q];
			return panels;
		}

		private void multiply(int height, int width, int m, double divisor, double[] a, int aOffset, int aStride, double[] c, int cOffset) {
			int columns = (n + width - 1) / width * width, size = (m + height - 1) / height * height * columns;
			if (sums.length < size) sums = new double[size];
			else Arrays.fill(sums, 0, size, 0);
			for (int first = 0; first < k; first += TERMS) {
				int length = Math.min(TERMS, k - first), last = aOffset + (m - 1) * aStride + first;
				for (int r = 0; r < m; r += height)
					for (int s = 0; s < n; s += width) {
						int x = aOffset + r * aStride + first;
						ProductLanes.rank(length, a, x, Math.min(x + aStride, last), Math.min(x + 2 * aStride, last), Math.min(x + 3 * aStride, last), Math.min(x + 4 * aStride, last),
								Math.min(x + 5 * aStride, last), panels, first * columns + s * length, sums, r * columns + s, columns);
					}
			}
			for (int r = 0; r < m; r++)
				for (int s = 0, from = r * columns, to = cOffset + r * n; s < n; s++) c[to + s] = sums[from + s] / divisor;
		}
	}
}
