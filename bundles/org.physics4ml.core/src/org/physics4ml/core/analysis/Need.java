package org.physics4ml.core.analysis;

/**
 * What an analysis wants of every draw. The engine draws the union once and serves all analyses from one pass.
 *
 * @param path     how networks are drawn
 * @param quantity what is wanted of them
 */
public record Need(Path path, Quantity quantity) {

	/** How networks are drawn: two realisations of one law. */
	public enum Path {
		/** {@link org.physics4ml.core.network.ConditionalSampling} */
		CONDITIONAL,
		/** {@link org.physics4ml.core.network.ExplicitSampling} */
		EXPLICIT;

		/** The word in experiments and findings. */
		public String word() {
			return this == CONDITIONAL ? "conditional" : "explicit";
		}
	}

	/** What is wanted. */
	public enum Quantity {
		/** The network's outputs φ. */
		OUTPUTS,
		/** The covariance Ĝ of an output given the hidden layers. */
		KERNEL,
		/** The same, and behind it those of the preactivations of layers L … 2, each given the layers before it. */
		KERNELS,
		/** The empirical tangent kernel Θ, {@link org.physics4ml.core.network.TangentSampling}; on the path {@link Path#EXPLICIT}. */
		TANGENT
	}
}
