package org.physics4ml.core.network;

import org.physics4ml.compute.linalg.Blas;

/**
 * Capability: the empirical tangent kernel of single networks, Θ_pq = Σ_θ ∂φ(x_p)/∂θ ∂φ(x_q)/∂θ of the first output, over all parameters in the network's
 * parameterisation (PHYSICS 7). The networks are those of {@link ExplicitSampling}: a draw has the same weights.
 */
public interface TangentSampling {

	/**
	 * @param points the distinct points are used
	 * @param key    random key of seed and cell
	 * @param blas   matrix products
	 */
	Sampler sampler(Points points, long key, Blas blas);

	/** Multiplications and additions per draw at k distinct points. */
	double work(int k);

	/** Bytes of workspace of one sampler at k distinct points. */
	long workspace(int k);

	/** Draws networks one at a time at fixed points; holds its own workspace. For one thread. */
	interface Sampler {

		/** @param kernel where to write Θ, packed as in {@link DrawSampler}. Depends on nothing but the key and the number of the draw. */
		void draw(long draw, double[] kernel, int offset);
	}
}
