package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.linalg.Blas;

/** The covariance Ĝ_pq = σ_b² + (σ_w²/n) Σ_{j<n} h_j(x_p) h_j(x_q) of a neuron given the features that enter its layer. For one thread. */
public final class Gram {

	private final int points, inputs;
	private final double scale, biasVariance;
	private final Blas blas;
	private final double[] products;

	/**
	 * @param points number k of points
	 * @param inputs n
	 */
	public Gram(int points, int inputs, double weightVariance, double biasVariance, Blas blas) {
		this.points = points;
		this.inputs = inputs;
		this.biasVariance = biasVariance;
		this.blas = blas;
		scale = weightVariance / inputs;
		products = new double[points * points];
	}

	/**
	 * @param features h, k × n
	 * @param out      where to write Ĝ, packed as in {@link org.physics4ml.core.network.DrawSampler}
	 */
	public void of(double[] features, double[] out, int offset) {
		gram(features, scale, biasVariance, out, offset);
	}

	/** With other variances σ_w² and σ_b², of one draw. */
	public void of(double[] features, double weightVariance, double ofBias, double[] out, int offset) {
		gram(features, weightVariance / inputs, ofBias, out, offset);
	}

	private void gram(double[] features, double factor, double constant, double[] out, int offset) {
		blas.gram(points, inputs, 1, features, 0, inputs, 0, products, 0, points);
		for (int p = 0, at = offset; p < points; p++)
			for (int q = p; q < points; q++) out[at++] = Math.fma(factor, products[p * points + q], constant);
	}
}
