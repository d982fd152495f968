package org.physics4ml.analysis.kernels.internal;

import java.util.function.DoubleConsumer;

import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.linalg.SymmetricEigen;
import org.physics4ml.core.network.Points;

/**
 * The eigenvalues of a kernel matrix of distinct points.
 *
 * @param values    λ_0 ≥ … ≥ λ_{k-1}
 * @param tolerance what is below this part of λ_0 is rounding, or the error of the kernel
 */
record Spectrum(double[] values, double tolerance) {

	/** Kernels of more points take longer than the rest of the analysis. */
	private static final int MOST = 2000;
	/** Relative error of entries by quadrature. */
	private static final double QUADRATURE = 1e-12;

	/** Multiplications and additions for so many points; 0 for so many that it is not wanted. */
	static double work(double points) {
		return points > MOST ? 0 : 2 * points * points * points;
	}

	/**
	 * @param error    of entries by theory that is sampled, relative; else 0
	 * @param progress as in {@link SymmetricEigen}
	 */
	static Spectrum of(double[] kernel, Points points, boolean closedForm, double error, DoubleConsumer progress) {
		int k = points.distinctCount();
		double[] ascending = SymmetricEigen.values(k, Joint.square(kernel, points.distinctOnly(), k), progress), values = new double[k];
		for (int r = 0; r < k; r++)
			values[r] = ascending[k - 1 - r];
		return new Spectrum(values, Math.max(tolerance(k, closedForm), error));
	}

	/** Eigenvalues of a kernel of k points up to this part of the largest are 0 to rounding. */
	static double tolerance(int k, boolean closedForm) {
		return closedForm ? Cholesky.tolerance(k) : Math.max(Cholesky.tolerance(k), QUADRATURE);
	}

	/** Number of eigenvalues beyond rounding. */
	int rank() {
		int rank = 0;
		while (rank < values.length && values[rank] > tolerance * values[0])
			rank++;
		return rank;
	}

	/** λ_0/λ_{k-1}; NaN where that is rounding. */
	double condition() {
		return rank() < values.length ? Double.NaN : values[0] / values[values.length - 1];
	}

	/** Whether an eigenvalue is negative beyond rounding. */
	boolean isIndefinite() {
		return values[values.length - 1] < -10 * tolerance * Math.abs(values[0]);
	}
}
