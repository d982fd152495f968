package org.physics4ml.core.network;

import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * One layer of a network, a random function from features h to features h' with parameters of its own: one description that gives the finite
 * network (forward maps) and the limit of infinite width (kernel map). An architecture is a composition of layers. Features of k points are a
 * k × n matrix, row by row: {@code features[p·n + i]} is feature i at point p. Immutable, thread-safe.
 */
public interface Layer {

	/** Number of features that enter. */
	int inputs();

	/** Number of features that leave. */
	int outputs();

	/** Whether the layer acts on each feature alone and has no parameters: its forward map may write over its input. */
	default boolean isPointwise() {
		return false;
	}

	/**
	 * The forward map that draws the layer's parameters.
	 *
	 * @param points number k of points
	 * @param key    random key of seed and cell
	 * @param blas   matrix products
	 */
	ForwardMap explicit(int points, long key, Blas blas);

	/**
	 * The forward map that draws the layer's outputs from their law given the inputs, without parameters: another realisation of the same law. The
	 * explicit map where there are no parameters; empty where the law is not known.
	 */
	Optional<ForwardMap> conditional(int points, long key, Blas blas);

	/**
	 * Makes the kernel map ready: covariances of a feature that leaves, as the number of features that enter grows without bound (of the points' coordinates
	 * there are d).
	 *
	 * @param entering what is known of the features that enter
	 * @param pairs    whether covariances between different positions must leave
	 * @throws UnsuitableException if the limit does not exist or is not known by the method asked for
	 */
	KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException;

	/**
	 * Whether covariances between different positions must enter the kernel map.
	 *
	 * @param leaving whether they must leave
	 */
	default boolean needsPairs(boolean leaving) {
		return leaving;
	}

	/**
	 * The derivative of the explicit map; empty where the layer has none.
	 *
	 * @param points number k of points
	 */
	default Optional<BackwardMap> backward(int points, long key, Blas blas) {
		return Optional.empty();
	}

	/** A forward map with its workspace: features at k points for one draw after the other. Allocates nothing. For one thread. */
	interface ForwardMap {

		/**
		 * Sets the features that enter. What depends on them alone is done here, once for any number of draws.
		 *
		 * @param features k × {@link Layer#inputs()}; read by {@link #apply}, not copied
		 */
		void input(double[] features);

		/**
		 * Computes the features that leave. Depends on nothing but the key, the number of the draw and the features that enter.
		 *
		 * @param out k × {@link Layer#outputs()}; the array of the input only if {@link Layer#isPointwise()}
		 */
		void apply(long draw, double[] out);
	}

	/** A vector-Jacobian product with its workspace. For one thread. */
	interface BackwardMap {

		/**
		 * Pulls ∂L/∂h' back: computes ∂L/∂h and adds ∂L/∂θ of the layer's own parameters, summed over points.
		 *
		 * @param input       h, k × {@link Layer#inputs()}
		 * @param outGradient ∂L/∂h', k × {@link Layer#outputs()}
		 * @param inGradient  where to write ∂L/∂h, k × {@link Layer#inputs()}
		 * @param gradient    where to add ∂L/∂θ, one group after the other
		 */
		void apply(long draw, double[] input, double[] outGradient, double[] inGradient, double[] gradient);
	}
}
