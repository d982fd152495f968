package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.core.network.DrawSampler;

/**
 * A factor F of the covariance Ĝ = F Fᵀ of the preactivations given the features that enter. Where there are fewer features than points they are the factor, F = [σ_b, σ_w
 * n^{-1/2} h], and nothing singular is factorised; otherwise the Cholesky decomposition with pivots, whose rank falls where features vanish or are collinear. For
 * one thread.
 */
final class GramFactor {

	private final int points, inputs;
	private final double weightDeviation, biasDeviation;
	private final Gram gram;
	private final double[] packed, rows, work, values;
	private final int[] pivots;
	private int rank;

	GramFactor(int points, int inputs, double weightVariance, double biasVariance, Blas blas) {
		this.points = points;
		this.inputs = inputs;
		weightDeviation = Math.sqrt(weightVariance / inputs);
		biasDeviation = Math.sqrt(biasVariance);
		int biasColumns = biasVariance > 0 ? 1 : 0;
		boolean direct = inputs + biasColumns <= points;
		gram = direct ? null : new Gram(points, inputs, weightVariance, biasVariance, blas);
		packed = direct ? null : new double[DrawSampler.packedLength(points)];
		rows = direct ? null : new double[points * points];
		work = direct ? null : new double[points];
		pivots = direct ? null : new int[points];
		values = new double[points * (direct ? inputs + biasColumns : points)];
		rank = direct ? inputs + biasColumns : 0;
	}

	/** @param features h, k × n */
	void of(double[] features) {
		if (gram == null) {
			for (int p = 0, at = 0; p < points; p++) {
				if (biasDeviation > 0) values[at++] = biasDeviation;
				for (int j = 0; j < inputs; j++) values[at++] = weightDeviation * features[p * inputs + j];
			}
			return;
		}
		gram.of(features, packed, 0);
		rank = Cholesky.factor(points, packed, 0, Cholesky.tolerance(points), rows, 0, pivots, work);
		for (int p = 0, at = 0; p < points; p++)
			for (int r = 0; r < rank; r++) values[at++] = rows[r * points + p];
	}

	/** Number of columns of F. */
	int rank() {
		return rank;
	}

	/** F_pr at p·rank + r. */
	double[] values() {
		return values;
	}
}
