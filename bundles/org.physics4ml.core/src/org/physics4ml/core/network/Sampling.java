package org.physics4ml.core.network;

import org.physics4ml.compute.linalg.Blas;

/** A way to draw networks: the capabilities {@link ExplicitSampling} and {@link ConditionalSampling}. */
public interface Sampling {

	/**
	 * @param points the distinct points are used
	 * @param key    random key of seed and cell
	 * @param blas   matrix products
	 */
	DrawSampler sampler(Points points, long key, Blas blas);

	/** Whether the samplers give kernels, see {@link DrawSampler#givesKernel()}. */
	boolean givesKernel();

	/** How many kernels {@link DrawSampler#drawKernels} gives: L, where the preactivations of every layer given those before are independent Gaussians with mean zero. */
	default int kernels() {
		return givesKernel() ? 1 : 0;
	}

	/** Multiplications and additions per draw at k distinct points, for the plan's estimate of time. */
	double work(int k);

	/** Bytes of workspace of one sampler at k distinct points. */
	long workspace(int k);
}
