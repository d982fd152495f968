package org.physics4ml.core.network;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Capability: what is known in closed form of the last hidden layer, given the layers before. Its N preactivations are independently N(0, H) at the points, with the random H
 * that {@link DrawSampler#drawKernels} gives second, and the kernel of an output is Ĝ_ab = σ_b² + (σ_w²/N) Σ_{i≤N} σ(z_ia) σ(z_ib), so that the cumulants of Ĝ given H follow from
 * moments of one neuron: the law of total covariance does the expectation over two layers exactly (PHYSICS 9.3).
 */
public interface LastHiddenLayer {

	/** N */
	int width();

	/** σ_w² of the readout. */
	double readoutWeightVariance();

	/** σ_b² of the readout. */
	double readoutBiasVariance();

	/**
	 * H where it is the same in every draw: one hidden layer.
	 *
	 * @param points the distinct points are used
	 * @return packed as in {@link DrawSampler}, empty with more layers
	 */
	Optional<double[]> fixedKernel(Points points);

	/**
	 * E σ(z_{p1}) … σ(z_{pn}), z ~ N(0, H).
	 *
	 * @param covariance H, symmetric and positive semi-definite
	 * @param points     p1 … pn, rows of H; they may repeat
	 * @return empty where no closed form is known, whatever H
	 */
	OptionalDouble moment(double[][] covariance, int... points);
}
