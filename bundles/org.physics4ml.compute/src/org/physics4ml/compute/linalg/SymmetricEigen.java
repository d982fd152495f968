package org.physics4ml.compute.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

import org.physics4ml.compute.internal.RowLanes;
import org.physics4ml.compute.internal.Simd;

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
	private static final int REFLECTIONS = 32, ROTATIONS = 1 << 14, PANEL = 64;
	private static final double[] ZEROS = new double[8];

	/**
	 * @param n size, at least 1
	 * @param a n × n, row-major and symmetric; not modified
	 * @throws ArithmeticException if an entry is not finite
	 */
	public static SymmetricEigen of(int n, double[] a) {
		return of(n, a, done -> {});
	}

	/**
	 * Likewise.
	 *
	 * @param progress is told now and then what part of the work is done, from 0 to 1; what it throws ends the work
	 */
	public static SymmetricEigen of(int n, double[] a, DoubleConsumer progress) {
		return new Reduction(n, a, true, progress).result();
	}

	/** The eigenvalues alone, in ascending order. */
	public static double[] values(int n, double[] a) {
		return values(n, a, done -> {});
	}

	/** Likewise, with progress as in {@link #of(int, double[], DoubleConsumer)}. */
	public static double[] values(int n, double[] a, DoubleConsumer progress) {
		return new Reduction(n, a, false, progress).result().values;
	}

	/** The matrix on its way to diagonal form. */
	private static final class Reduction {

		/** The parts of the work: n³ · 4/3 operations to tridiagonal form, as many for the reflections, 6 for the rotations. */
		private final double reduced, reflected;
		private final DoubleConsumer progress;
		private final int n;
		private final int exponent;
		private final double[] a;
		private final double[] diagonal;
		/** Entry k stands between k and k + 1. */
		private final double[] beside;
		/** Rows become eigenvectors; null if they are not wanted. */
		private double[] rows;
		/** Rotations that are still to be made. */
		private final int[] where;
		private final double[] turns;
		private int rotations;

		Reduction(int n, double[] matrix, boolean vectors, DoubleConsumer progress) {
			this.n = n;
			this.progress = progress;
			reduced = vectors ? 0.3 : 1;
			reflected = 0.4;
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
			where = new int[vectors ? ROTATIONS : 0];
			turns = new double[2 * where.length];
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

		/**
		 * A ← H A H with H = 1 - β u uᵀ for one column after the other; u of step k replaces row k right of the diagonal. Returns the β. Rows are passed through the cache once a
		 * step: what the last step changes in a row, and what this one needs of it, is done together, in the upper triangle alone.
		 */
		private double[] tridiagonal() {
			double[] factors = new double[n], u = new double[n], p = new double[n], last = new double[n], change = new double[n];
			for (int k = 0; k + 1 < n; k++) {
				double left = 1 - k / (double) n; // of the rows
				progress.accept(reduced * (1 - left * left * left));
				int row = k * n;
				if (k > 0) update(k, last, change);
				double square = 0;
				for (int j = k + 2; j < n; j++) square = Math.fma(a[row + j], a[row + j], square);
				double first = a[row + k + 1];
				diagonal[k] = a[row + k];
				beside[k] = first;
				Arrays.fill(u, 0);
				if (square != 0) {
					double length = Math.sqrt(Math.fma(first, first, square));
					beside[k] = first > 0 ? -length : length;
					double head = first - beside[k];
					factors[k] = 2 / Math.fma(head, head, square);
					System.arraycopy(a, row + k + 1, u, k + 1, n - k - 1);
					u[k + 1] = head;
				}
				Arrays.fill(p, 0);
				for (int i = k + 1; i < n; i++) {
					if (k > 0) update(i, last, change);
					add(u[i], a, i * n, p, 0, i);
					p[i] += JavaBlas.scalarProduct(0, n - i - 1, a, i * n + i + 1, u, i + 1, ZEROS, 0);
				}
				double overlap = 0;
				for (int j = k + 1; j < n; j++) {
					p[j] *= factors[k];
					overlap = Math.fma(p[j], u[j], overlap);
				}
				add(-0.5 * factors[k] * overlap, u, 0, p, 0, k + 1);
				System.arraycopy(u, k + 1, a, row + k + 1, n - k - 1);
				System.arraycopy(u, 0, last, 0, n);
				System.arraycopy(p, 0, change, 0, n);
			}
			if (n > 1) update(n - 1, last, change);
			diagonal[n - 1] = a[n * n - 1];
			return factors;
		}

		/** Row i right of the diagonal: A ← A - u pᵀ - p uᵀ */
		private void update(int i, double[] u, double[] p) {
			if (u[i] == 0 && p[i] == 0) return;
			add(-u[i], p, 0, a, i * n, i);
			add(-p[i], u, 0, a, i * n, i);
		}

		/** y_j += factor x_j for j ≥ from */
		private void add(double factor, double[] x, int xOffset, double[] y, int yOffset, int from) {
			int done = from + (Simd.AVAILABLE ? RowLanes.add(factor, x, xOffset + from, y, yOffset + from, n - from) : 0);
			for (int j = done; j < n; j++) y[yOffset + j] = Math.fma(factor, x[xOffset + j], y[yOffset + j]);
		}

		/**
		 * The transposed product H_0 H_1 … of the reflections, R ← R (1 - V T Vᵀ)ᵀ for blocks of them, last to first, so that nearly all operations are matrix products (Schreiber and Van Loan,
		 * doi:10.1137/0910005).
		 */
		private double[] reflections(double[] factors) {
			double[] r = new double[n * n], t = new double[REFLECTIONS * REFLECTIONS], v = new double[REFLECTIONS * n], columns = new double[REFLECTIONS * n], w = new double[REFLECTIONS * n],
					x = new double[REFLECTIONS * n];
			for (int k = 0; k < n; k++) r[k * n + k] = 1;
			Blas blas = Blas.java();
			for (int first = (n - 2) / REFLECTIONS * REFLECTIONS; n > 1 && first >= 0; first -= REFLECTIONS) {
				progress.accept(reflected - (reflected - reduced) * first / n);
				int count = Math.min(REFLECTIONS, n - 1 - first), from = first + 1, rest = n - from;
				Arrays.fill(v, 0, count * rest, 0);
				for (int b = 0; b < count; b++) System.arraycopy(a, (first + b) * n + from + b, v, b * rest + b, rest - b);
				for (int b = 0; b < count; b++) for (int j = 0; j < rest; j++) columns[j * count + b] = v[b * rest + j];
				blas.gram(count, rest, 1, v, 0, rest, 0, t, 0, count);
				triangle(count, t, factors, first);
				blas.multiplyTransposed(rest, count, rest, 1, r, from * n + from, n, v, 0, rest, 0, w, 0, count);
				blas.multiplyTransposed(rest, count, count, 1, w, 0, count, t, 0, count, 0, x, 0, count);
				blas.multiplyTransposed(rest, rest, count, -1, x, 0, count, columns, 0, count, 1, r, from * n + from, n);
			}
			return r;
		}

		/** From the products of the vectors to T, upper triangular with β on the diagonal, in place. */
		private static void triangle(int count, double[] t, double[] factors, int first) {
			double[] column = new double[count];
			for (int b = 0; b < count; b++) {
				double factor = factors[first + b];
				for (int i = 0; i < b; i++) {
					column[i] = 0;
					for (int j = i; j < b; j++) column[i] = Math.fma(t[i * count + j], t[b * count + j], column[i]);
				}
				for (int i = 0; i < b; i++) t[i * count + b] = -factor * column[i];
				t[b * count + b] = factor;
			}
			for (int i = 0; i < count; i++) for (int j = 0; j < i; j++) t[i * count + j] = 0;
		}

		private void diagonalise() {
			int steps = 0;
			for (int last = n - 1; last > 0;) {
				if (isNegligible(last - 1)) {
					last--;
					steps = 0;
					continue;
				}
				if (steps == 0 && rows != null) progress.accept(1 - (1 - reflected) * last / n);
				if (++steps > STEPS) throw new ArithmeticException("eigenvalue " + last + " does not converge");
				int first = last - 1;
				while (first > 0 && !isNegligible(first - 1)) first--;
				step(first, last);
			}
			rotate();
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
				if (rows != null) remember(k, c, s);
			}
		}

		private void remember(int k, double c, double s) {
			if (rotations == ROTATIONS) rotate();
			where[rotations] = k;
			turns[2 * rotations] = c;
			turns[2 * rotations++ + 1] = s;
		}

		/** Rotates rows k and k + 1 as remembered, a panel of columns at a time that stays in the cache. */
		private void rotate() {
			for (int first = 0; rows != null && first < n; first += PANEL)
				for (int r = 0; r < rotations; r++) rotate(where[r] * n + first, Math.min(PANEL, n - first), turns[2 * r], turns[2 * r + 1]);
			rotations = 0;
		}

		private void rotate(int from, int count, double c, double s) {
			int done = from + (Simd.AVAILABLE ? RowLanes.rotate(c, s, rows, from, rows, from + n, count) : 0);
			for (int j = done; j < from + count; j++) {
				double upper = rows[j], lower = rows[j + n];
				rows[j] = Math.fma(c, upper, s * lower);
				rows[j + n] = Math.fma(c, lower, -s * upper);
			}
		}
	}
}
