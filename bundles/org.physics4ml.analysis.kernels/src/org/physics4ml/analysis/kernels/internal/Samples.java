package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.random.RandomStream;

/** Draws of Gaussian vectors: the values of random functions at m points. */
final class Samples {

	/** Streams that no parameter group has. */
	static final int PRIOR = -2, POSTERIOR = -3, INITIALISATION = -4;

	private final int m;
	private final int rank;
	private final double[] factor;
	private final int[] same;

	/**
	 * @param same       the first point that is equal to each
	 * @param covariance m × m, positive but for rounding
	 * @param scale      variances of the size that rounding is relative to
	 */
	Samples(int[] same, double[] covariance, double[] scale) {
		m = same.length;
		this.same = same;
		double[] packed = new double[m * (m + 1) / 2];
		double tolerance = Cholesky.tolerance(m);
		for (int i = 0, at = 0; i < m; i++)
			for (int j = i; j < m; j++, at++)
				packed[at] = i == j && !(same[i] == i && covariance[i * m + i] > tolerance * scale[i]) ? 0 : covariance[i * m + j];
		factor = new double[m * m];
		rank = Cholesky.factor(m, packed, 0, tolerance, factor, 0, new int[m], new double[m]);
	}

	/** A draw: a function of key, stream and number alone. */
	double[] draw(long key, int stream, long number) {
		double[] normals = new double[rank], values = new double[m];
		RandomStream.normals(key, number, stream, 0, normals, 0, rank);
		for (int r = 0; r < rank; r++)
			for (int i = 0; i < m; i++)
				values[i] = Math.fma(factor[r * m + i], normals[r], values[i]);
		for (int i = 0; i < m; i++)
			values[i] = values[same[i]];
		return values;
	}
}
