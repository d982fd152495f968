package org.physics4ml.compute.linalg;

import java.util.Objects;

/**
 * Cholesky factor of a positive semi-definite matrix with diagonal pivoting, which finds its rank: G_pq = Σ_{r &lt; rank} F_rp F_rq
 * (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 10.3). With independent standard normal ξ_r,
 * z_p = Σ_r F_rp ξ_r has the covariance G, whether points coincide, depend on each other or have no variance at all. Thread-safe.
 */
public final class Cholesky {

	private Cholesky() {
	}

	/** The usual tolerance for k points, k 2<sup>-50</sup>: a multiple of what rounding leaves of a vanishing variance. */
	public static double tolerance(int k) {
		return k * 0x1p-50;
	}

	/**
	 * Factorises. In step r the point with the largest remaining variance is taken, the first of equals. A point counts as dependent on those
	 * taken when its remaining variance is at most {@code tolerance} times its own; the rest is dropped, so that F<sup>T</sup>F differs from G by
	 * at most tolerance (G_pp G_qq)<sup>1/2</sup>, beside rounding. About k<sup>2</sup> rank operations; allocates nothing.
	 *
	 * @param g         upper triangle row by row: G_pq, p &lt;= q, at gOffset + p k - p (p - 1)/2 + q - p; not modified
	 * @param tolerance not negative and below 1
	 * @param f         receives F_rp at fOffset + r k + p for r &lt; rank; has room for k rows
	 * @param pivots    receives the point taken in step r at r; the order of the others is not defined
	 * @param work      room for k numbers
	 * @return the rank
	 * @throws ArithmeticException if a diagonal entry is negative or any entry met is not finite, naming it
	 */
	public static int factor(int k, double[] g, int gOffset, double tolerance, double[] f, int fOffset, int[] pivots, double[] work) {
		Objects.checkFromIndexSize(gOffset, k * (k + 1) / 2, g.length);
		Objects.checkFromIndexSize(fOffset, k * k, f.length);
		for (int p = 0; p < k; p++) {
			double variance = g[index(p, p, k, gOffset)];
			if (!(variance >= 0 && variance <= Double.MAX_VALUE)) throw new ArithmeticException("variance of point " + p + " is " + variance);
			work[p] = variance;
		}
		int rank = 0;
		for (; rank < k; rank++) {
			int pivot = -1;
			double largest = 0;
			for (int p = 0; p < k; p++) if (work[p] > largest && work[p] > tolerance * g[index(p, p, k, gOffset)]) {
				pivot = p;
				largest = work[p];
			}
			if (pivot < 0) break;
			pivots[rank] = pivot;
			int row = fOffset + rank * k;
			for (int p = 0; p < k; p++) f[row + p] = g[index(Math.min(p, pivot), Math.max(p, pivot), k, gOffset)];
			for (int s = fOffset; s < row; s += k) {
				double factor = -f[s + pivot];
				for (int p = 0; p < k; p++) f[row + p] = Math.fma(factor, f[s + p], f[row + p]);
			}
			double root = Math.sqrt(largest);
			for (int p = 0; p < k; p++) {
				// Points taken before have nothing left.
				double entry = work[p] < 0 ? 0 : f[row + p] / root;
				if (!(Math.abs(entry) <= Double.MAX_VALUE)) throw new ArithmeticException("covariance of points " + pivot + " and " + p + " is not finite");
				f[row + p] = entry;
				if (work[p] > 0) work[p] = Math.max(0, Math.fma(-entry, entry, work[p]));
			}
			f[row + pivot] = root;
			work[pivot] = -1;
		}
		return rank;
	}

	private static int index(int p, int q, int k, int offset) {
		return offset + p * k - p * (p - 1) / 2 + q - p;
	}
}
