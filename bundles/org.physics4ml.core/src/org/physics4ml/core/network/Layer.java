package org.physics4ml.core.network;

import java.util.Optional;
import java.util.function.UnaryOperator;

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

	/** Number of parameters. */
	default long parameters() {
		return 0;
	}

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

	/** What a forward map costs, for the plan's estimate of time and memory. */
	default Cost cost(int points, boolean conditional) {
		return new Cost(8.0 * points * (inputs() + (double) outputs()), 0);
	}

	/** Whether h' and -h' have the same law given h. */
	default boolean isSymmetric() {
		return false;
	}

	/** Whether what leaves a layer of many neurons depends on what enters through its covariances alone: every way through has random weights of its own. */
	default boolean isIndependent() {
		return parameters() > 0;
	}

	/** Whether the outputs at -h have the law of minus the outputs at h. */
	default boolean isOdd() {
		return false;
	}

	/**
	 * The covariance of one output given the features that enter, if given these the outputs are independent Gaussians of mean zero and one law.
	 *
	 * @param points number k of points
	 */
	default Optional<CovarianceMap> covariance(int points, Blas blas) {
		return Optional.empty();
	}

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
	 * What of this layer can be done to the points before their kernels, where it is the first: with as few positions as leave it, and without the pairs of positions that enter it.
	 *
	 * @return empty if nothing can
	 */
	default Optional<Beginning> beginning() {
		return Optional.empty();
	}

	/**
	 * A layer as a certain map of what enters it, and another layer behind.
	 *
	 * @param map       of the features of one point, position-major
	 * @param positions that leave the map
	 * @param rest      on all features that leave it; empty if that is all of the layer
	 */
	record Beginning(UnaryOperator<double[]> map, int positions, Optional<Layer> rest) {
	}

	/** Whether {@link #backward} is there. */
	default boolean isDifferentiable() {
		return false;
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

	/** Covariances given features, with its workspace. For one thread. */
	@FunctionalInterface
	interface CovarianceMap {

		/**
		 * @param features that enter, k × {@link Layer#inputs()}
		 * @param packed   where to write the covariance of an output, packed as in {@link DrawSampler}
		 */
		void apply(double[] features, double[] packed, int offset);
	}

	/**
	 * A vector-Jacobian product with its workspace. Parameters are those that the network's parameterisation takes derivatives of, in NTK parameterisation
	 * the ones of variance 1. For one thread.
	 */
	@FunctionalInterface
	interface BackwardMap {

		/**
		 * Pulls ∂L/∂h' back to the features that enter and to the layer's own parameters. L may be a sum over points of which each depends on its own point alone: then row p
		 * holds the derivative of the term of point p, and the tangent kernel of these terms is had without their Jacobian.
		 *
		 * @param draw        number of the draw
		 * @param input       h, k × {@link Layer#inputs()}
		 * @param outGradient ∂L/∂h', k × {@link Layer#outputs()}
		 * @param inGradient  where to write ∂L/∂h, k × {@link Layer#inputs()}; null if it is not wanted
		 * @param gradient    where to add ∂L/∂θ, summed over points, one group after the other; null if it is not wanted
		 * @param offset      where the layer's own parameters begin in {@code gradient}
		 * @param tangent     where to add Σ_θ ∂L_p/∂θ ∂L_q/∂θ over the layer's own parameters, packed as in {@link DrawSampler}; null if it is not wanted
		 */
		void apply(long draw, double[] input, double[] outGradient, double[] inGradient, double[] gradient, int offset, double[] tangent);
	}

	/**
	 * @param work  multiplications and additions per draw
	 * @param bytes workspace
	 */
	record Cost(double work, long bytes) {

		public Cost plus(Cost other) {
			return new Cost(work + other.work, bytes + other.bytes);
		}
	}
}
