package org.physics4ml.core.network;

import java.util.List;

import org.physics4ml.core.network.ParameterGroup.Role;

/** A layer before the laws of its parameters are known. Immutable, thread-safe. */
public interface LayerPlan {

	/** Shape of the features that leave. */
	Shape output();

	/** The groups of its parameters. */
	default List<Group> groups() {
		return List.of();
	}

	/** How many layers it counts for in names of groups and lists of variances: 0 without parameters. */
	default int depth() {
		return groups().isEmpty() ? 0 : 1;
	}

	/** How many streams of random numbers that are no parameters it needs. */
	default int streams() {
		return 0;
	}

	/** The numbers N that grow in the limit of infinite width, one for each of the {@link #depth()} layers. */
	default List<Integer> widths() {
		return groups().isEmpty() ? List.of() : List.of(output().channels());
	}

	/**
	 * Whether the mean of the covariances of what leaves follows from that of what enters, at any width, where what enters is known: an affine layer, any function of
	 * single features, sums over positions.
	 */
	default boolean isMeanExact() {
		return false;
	}

	/**
	 * Whether Gaussian expectations of the kernel map are sampled by quasi-Monte Carlo, with random shifts from the layer's {@link #streams}: built with other streams, the layer has another realisation of their
	 * errors.
	 */
	default boolean isKernelSampled() {
		return false;
	}

	/**
	 * @param groups the groups, in the order of {@link #groups()}
	 * @param laws   their laws
	 * @param stream first of {@link #streams()} streams of its own
	 */
	Layer build(List<ParameterGroup> groups, List<Law> laws, int stream);

	/**
	 * A group of parameters of one layer.
	 *
	 * @param name    what stands before the number of the layer in the group's name: {@code weight}, {@code bias}, …
	 * @param layer   which of the {@link LayerPlan#depth()} layers, from 0
	 * @param size    number of parameters
	 * @param inputs  number of features that enter a neuron, n in the factor n^{-1/2} of its weights
	 * @param outputs number of neurons, at a position
	 * @param first   whether no layer with parameters stands before: n does not grow with widths
	 * @param last    whether none stands behind: the number of neurons does not
	 */
	record Group(String name, Role role, int layer, long size, int inputs, int outputs, boolean first, boolean last) {

		/** Of a layer that stands alone. */
		public Group(String name, Role role, int layer, long size, int inputs, int outputs) {
			this(name, role, layer, size, inputs, outputs, true, true);
		}
	}
}
