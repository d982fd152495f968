package org.physics4ml.core.network;

import java.util.List;

import org.physics4ml.core.contribution.UnsuitableException;

/** The laws of all parameter groups of a network under the experiment's prior: what an architecture asks when it is built. */
public interface Laws {

	/**
	 * The law of each group, in the order of the groups.
	 *
	 * @param groups all groups of the network
	 * @param layers number L+1 of layers with variances of their own; a list of variances must have this length
	 * @throws UnsuitableException if a list of variances has another length or an override names no group
	 */
	List<Law> of(List<ParameterGroup> groups, int layers) throws UnsuitableException;
}
