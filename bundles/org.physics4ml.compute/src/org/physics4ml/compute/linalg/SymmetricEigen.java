package org.physics4ml.compute.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix, A_pq = Σ_r λ_r v_rp v_rq, by Householder reflections to tridiagonal form and implicit QR steps with
 * Wilkinson's shift (Golub and Van Loan, Matrix Computations, 2013, sections 8.3.1 and 8.3.3). Errors of eigenvalues are a small multiple of 2<sup>-53</sup> n ‖A‖, so
 * that eigenvalues of a positive matrix below that may come out negative. About 9 n<sup>3</sup> operations with vectors, 2 n<sup>3</sup> without. One thread; the same bits
 * on any CPU. Thread-safe.
 *
 * @param values  λ_0 ≤ … ≤ λ_{n-1}
 * @param vectors v_rp at r n + p: one orthonormal eigenvector a row; empty if they were not wanted
 */
public record SymmetricEigen(double[] values, double[] vectors) {

	private static final double ROUNDING = 0x1p-53;
	/** Off-diagonal entries below, relative to ‖A‖, are 0: their squares would underflow. */
	private static final double TINY = 0x1p-480;
	/** Two or three steps an eigenvalue are usual. */
	private static final int STEPS = 60;

	/**
	 * @param n size, at least 1
	 * @param a n × n, row-major and symmetric; not modified
	 * @throws ArithmeticException if an entry is not finite
	 */
	public static SymmetricEigen of(int n, double[] a) {
		return new Reduction(n, a, true).result();
	}

	/** The eigenvalues alone, in ascending order. */
	public static double[] values(int n, double[] a) {
		return new Reduction(n, a, false).result().values;
	}

	/** The matrix on its way to diagonal form. */
	private static final class Reduction {

		private final int n;
		private final int exponent;
		private final double[] a;
		private final double[] diagonal;
		/** Entry k stands between k and k + 1. */
		private final double[] beside;
		/** Rows become eigenvectors; null if they are not wanted. */
		private double[] rows;

		Reduction(int n, double[] matrix, boolean vectors) {
			this.n = n;
			double largest = 0;
			for (int i = 0; i < n * n; i++) {
				if (!(Math.abs(matrix[i]) <= Double.MAX_VALUE)) throw new ArithmeticException("entry " + i / n + ", " + i % n + " is " + matrix[i]);
				largest = Math.max(largest, Math.abs(matrix[i]));
			}
			exponent = largest == 0 ? 0 : Math.getExponent(largest);
			a = Arrays.copyOf(matrix, n * n);
			for (int i = 0; i < a.length; i++) a[i] = Math.scalb(a[i], -exponent);
			diagonal = new double[n];
			beside = new double[n];
			double[] factors = tridiagonal();
			if (vectors) rows = reflections(factors);
			diagonalise();
		}

		SymmetricEigen result() {
			int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(r -> diagonal[r])).mapToInt(Integer::intValue).toArray();
			double[] values = new double[n], vectors = new double[rows == null ? 0 : n * n];
			for (int r = 0; r < n; r++) {
				values[r] = Math.scalb(diagonal[order[r]], exponent);
				if (rows != null) System.arraycopy(rows, order[r] * n, vectors, r * n, n);
			}
			return new SymmetricEigen(values, vectors);
		}

		/** A ← H A H with H = 1 - β u uᵀ for one column after the other; u of step k replaces row k right of the diagonal. Returns the β. */
		private double[] tridiagonal() {
			double[] factors = new double[n], p = new double[n];
			for (int k = 0; k + 1 < n; k++) {
				int row = k * n;
				double square = 0;
				for (int j = k + 2; j < n; j++) square = Math.fma(a[row + j], a[row + j], square);
				double first = a[row + k + 1];
				diagonal[k] = a[row + k];
				beside[k] = first;
				if (square == 0) continue;
				double length = Math.sqrt(Math.fma(first, first, square));
				beside[k] = first > 0 ? -length : length;
				double head = first - beside[k];
				a[row + k + 1] = head;
				factors[k] = 2 / Math.fma(head, head, square);
				Arrays.fill(p, k + 1, n, 0);
				for (int i = k + 1; i < n; i++) add(a[row + i], a, i * n, p, 0, k + 1);
				double overlap = 0;
				for (int j = k + 1; j < n; j++) {
					p[j] *= factors[k];
					overlap = Math.fma(p[j], a[row + j], overlap);
				}
				add(-0.5 * factors[k] * overlap, a, row, p, 0, k + 1);
				for (int i = k + 1; i < n; i++) {
					add(-a[row + i], p, 0, a, i * n, k + 1);
					add(-p[i], a, row, a, i * n, k + 1);
				}
			}
			diagonal[n - 1] = a[n * n - 1];
			return factors;
		}

		/** y_j += factor x_j for j ≥ from */
		private void add(double factor, double[] x, int xOffset, double[] y, int yOffset, int from) {
			for (int j = from; j < n; j++) y[yOffset + j] = Math.fma(factor, x[xOffset + j], y[yOffset + j]);
		}

		/** The transposed product H_0 H_1 … of the reflections. */
		private double[] reflections(double[] factors) {
			double[] q = new double[n * n], t = new double[n];
			for (int k = 0; k < n; k++) q[k * n + k] = 1;
			for (int k = n - 2; k >= 0; k--) {
				if (factors[k] == 0) continue;
				Arrays.fill(t, k + 1, n, 0);
				for (int i = k + 1; i < n; i++) add(a[k * n + i], q, i * n, t, 0, k + 1);
				for (int i = k + 1; i < n; i++) add(-factors[k] * a[k * n + i], t, 0, q, i * n, k + 1);
			}
			for (int i = 0; i < n; i++)
				for (int j = 0; j < i; j++) {
					double entry = q[i * n + j];
					q[i * n + j] = q[j * n + i];
					q[j * n + i] = entry;
				}
			return q;
		}

		private void diagonalise() {
			int steps = 0;
			for (int last = n - 1; last > 0;) {
				if (isNegligible(last - 1)) {
					last--;
					steps = 0;
					continue;
				}
				if (++steps > STEPS) throw new ArithmeticException("eigenvalue " + last + " does not converge");
				int first = last - 1;
				while (first > 0 && !isNegligible(first - 1)) first--;
				step(first, last);
			}
		}

		private boolean isNegligible(int k) {
			return Math.abs(beside[k]) <= Math.max(TINY, ROUNDING * (Math.abs(diagonal[k]) + Math.abs(diagonal[k + 1])));
		}

		/** An implicit QR step on the rows first … last. */
		private void step(int first, int last) {
			double off = beside[last - 1], half = (diagonal[last - 1] - diagonal[last]) / 2, root = Math.sqrt(Math.fma(half, half, off * off));
			double shift = diagonal[last] - off * off / (half < 0 ? half - root : half + root);
			double x = diagonal[first] - shift, z = beside[first];
			for (int k = first; k < last; k++) {
				double length = Math.sqrt(Math.fma(x, x, z * z)), c = length == 0 ? 1 : x / length, s = length == 0 ? 0 : z / length;
				if (k > first) beside[k - 1] = length;
				double upper = diagonal[k], lower = diagonal[k + 1], middle = beside[k], mixed = 2 * c * s * middle;
				diagonal[k] = c * c * upper + mixed + s * s * lower;
				diagonal[k + 1] = s * s * upper - mixed + c * c * lower;
				beside[k] = c * s * (lower - upper) + (c - s) * (c + s) * middle;
				if (k + 1 < last) {
					x = beside[k];
					z = s * beside[k + 1];
					beside[k + 1] *= c;
				}
				if (rows != null) rotate(k * n, c, s);
			}
		}

		private void rotate(int row, double c, double s) {
			for (int j = row; j < row + n; j++) {
				double upper = rows[j], lower = rows[j + n];
				rows[j] = Math.fma(c, upper, s * lower);
				rows[j + n] = Math.fma(c, lower, -s * upper);
			}
		}
	}
}
