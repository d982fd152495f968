package org.physics4ml.compute.linalg;

import java.util.function.DoubleConsumer;

/**
 * Cholesky factor of a positive definite matrix, A = L Lᵀ, by blocks of columns, left to right, so that nearly all operations are matrix products (Higham, Accuracy
 * and Stability of Numerical Algorithms, 2002, chapter 10). The same bits on any CPU with the pure Java backend; relative backward error n 2<sup>-53</sup>. Matrices
 * are row-major. n<sup>3</sup>/3 multiplications, and n<sup>2</sup> for each right-hand side. Immutable, thread-safe.
 */
public final class PositiveFactor {

	private static final int BLOCK = 64;

	private final int n;
	private final Blas blas;
	/** L below and on the diagonal, Lᵀ above: rows of both are contiguous. */
	private final double[] f;
	private final int dependent;

	/**
	 * @param n         size, at least 1
	 * @param a         n × n, symmetric; becomes the factor's own
	 * @param tolerance column j counts as dependent on those before when what is left of its variance is at most this times A_jj; see {@link Cholesky#tolerance}
	 * @param blas      matrix products
	 * @throws ArithmeticException if an entry is not finite
	 */
	public PositiveFactor(int n, double[] a, double tolerance, Blas blas) {
		this(n, a, tolerance, blas, done -> {});
	}

	/**
	 * Likewise.
	 *
	 * @param progress is told now and then what part of the work is done, from 0 to 1; what it throws ends the work
	 */
	public PositiveFactor(int n, double[] a, double tolerance, Blas blas, DoubleConsumer progress) {
		this.n = n;
		this.blas = blas;
		f = a;
		for (int i = 0; i < n * n; i++)
			if (!(Math.abs(a[i]) <= Double.MAX_VALUE)) throw new ArithmeticException("entry " + i / n + ", " + i % n + " is " + a[i]);
		dependent = factor(tolerance, progress);
	}

	/** First column that depends on those before it, -1 if there is none and A is positive definite: nothing else may be asked for then. */
	public int dependent() {
		return dependent;
	}

	private int factor(double tolerance, DoubleConsumer progress) {
		for (int first = 0; first < n; first += BLOCK) {
			double part = first / (double) n;
			progress.accept(part * part * (3 - 2 * part));
			int end = Math.min(n, first + BLOCK), width = end - first;
			double[] variances = new double[width];
			for (int j = first; j < end; j++) variances[j - first] = f[j * n + j];
			if (first > 0) blas.multiplyTransposed(n - first, width, first, -1, f, first * n, n, f, first * n, n, 1, f, first * n + first, n);
			for (int j = first; j < end; j++) {
				double left = f[j * n + j];
				for (int q = first; q < j; q++) left = Math.fma(-f[j * n + q], f[j * n + q], left);
				if (!(left > tolerance * variances[j - first])) return j;
				f[j * n + j] = Math.sqrt(left);
				for (int i = j + 1; i < end; i++) f[i * n + j] = (f[i * n + j] - dot(i * n + first, j * n + first, j - first)) / f[j * n + j];
			}
			for (int i = end; i < n; i++)
				for (int j = first; j < end; j++) f[i * n + j] = (f[i * n + j] - dot(i * n + first, j * n + first, j - first)) / f[j * n + j];
		}
		for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) f[j * n + i] = f[i * n + j];
		return -1;
	}

	private double dot(int i, int j, int length) {
		return dot(f, i, f, j, length);
	}

	private static double dot(double[] x, int i, double[] y, int j, int length) {
		double sum = 0;
		for (int q = 0; q < length; q++) sum = Math.fma(x[i + q], y[j + q], sum);
		return sum;
	}

	/** ln det A */
	public double logDeterminant() {
		double sum = 0;
		for (int j = 0; j < n; j++) sum += StrictMath.log(f[j * n + j]);
		return 2 * sum;
	}

	/** Every row b of B (m × n) becomes L⁻¹ b. */
	public void whiten(int m, double[] b) {
		whiten(m, b, done -> {});
	}

	/** Likewise, with progress as in the constructor. */
	public void whiten(int m, double[] b, DoubleConsumer progress) {
		for (int first = 0; first < n; first += BLOCK) {
			progress.accept(first / (double) n * (first / (double) n));
			int end = Math.min(n, first + BLOCK);
			if (first > 0) blas.multiplyTransposed(m, end - first, first, -1, b, 0, n, f, first * n, n, 1, b, first, n);
			for (int row = 0; row < m * n; row += n)
				for (int j = first; j < end; j++) b[row + j] = (b[row + j] - dot(b, row + first, f, j * n + first, j - first)) / f[j * n + j];
		}
	}

	/** Every row b of B (m × n) becomes L⁻ᵀ b; after {@link #whiten} A⁻¹ of what it was. */
	public void unwhiten(int m, double[] b) {
		for (int first = (n - 1) / BLOCK * BLOCK; first >= 0; first -= BLOCK) {
			int end = Math.min(n, first + BLOCK);
			if (end < n) blas.multiplyTransposed(m, end - first, n - end, -1, b, end, n, f, first * n + end, n, 1, b, first, n);
			for (int row = 0; row < m * n; row += n)
				for (int j = end - 1; j >= first; j--) b[row + j] = (b[row + j] - dot(b, row + j + 1, f, j * n + j + 1, end - j - 1)) / f[j * n + j];
		}
	}

	/** A⁻¹, n × n; 4 n<sup>3</sup>/3 multiplications. */
	public double[] inverse() {
		return inverse(done -> {});
	}

	/** Likewise, with progress as in the constructor. */
	public double[] inverse(DoubleConsumer progress) {
		double[] whitened = new double[n * n], inverse = new double[n * n];
		for (int first = 0; first < n; first += BLOCK) {
			progress.accept(0.25 - 0.25 * StrictMath.pow(1 - first / (double) n, 3));
			// L⁻¹ e_i vanishes above i: the rows of a block need the columns from the block on alone
			int end = Math.min(n, first + BLOCK);
			for (int i = first; i < end; i++) whitened[i * n + i] = 1;
			for (int column = first; column < n; column += BLOCK) {
				int stop = Math.min(n, column + BLOCK);
				if (column > first)
					blas.multiplyTransposed(end - first, stop - column, column - first, -1, whitened, first * n + first, n, f, column * n + first, n, 1, whitened, first * n + column, n);
				for (int i = first; i < end; i++)
					for (int j = column; j < stop; j++)
						whitened[i * n + j] = (whitened[i * n + j] - dot(whitened, i * n + column, f, j * n + column, j - column)) / f[j * n + j];
			}
		}
		for (int first = 0; first < n; first += BLOCK) {
			progress.accept(0.25 + 0.75 * first / n);
			int end = Math.min(n, first + BLOCK);
			blas.multiplyTransposed(end, end - first, n - first, 1, whitened, first, n, whitened, first * n + first, n, 0, inverse, first, n);
		}
		for (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) inverse[j * n + i] = inverse[i * n + j];
		return inverse;
	}
}
