package org.physics4ml.core.network;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.network.InfiniteWidth.Method;

/**
 * What is known of the covariances of features before a number is computed, as it passes from layer to layer. Features are position-major: feature
 * a·n/P + i is channel i at position a &lt; P. Immutable.
 *
 * @param positions  P: pixels or tokens; 1 for fully connected networks
 * @param pairs      whether covariances between different positions a ≠ a' are held
 * @param obstacle   path of what keeps the features from being jointly Gaussian, e.g. {@code prior.groups.weight-1} or {@code architecture.layers}; empty if they are
 * @param closedForm whether every Gaussian expectation so far was a closed form
 * @param tangent    whether the tangent kernel is wanted
 * @param byGroup    whether its terms are wanted, one for each parameter group
 * @param groups     the parameter groups so far, first layer first
 * @param method     how Gaussian expectations are computed
 */
public record KernelForm(int positions, boolean pairs, String obstacle, boolean closedForm, boolean tangent, boolean byGroup, List<String> groups,
		Method method) {

	private static final String STRUCTURE = "architecture.layers";

	public KernelForm {
		groups = List.copyOf(groups);
	}

	/** Whether the features are jointly Gaussian. */
	public boolean gaussian() {
		return obstacle.isEmpty();
	}

	/** Of the coordinates of points. */
	public static KernelForm ofInputs(int positions, boolean pairs, boolean tangent, boolean byGroup, Method method) {
		return new KernelForm(positions, pairs, STRUCTURE, true, tangent, byGroup, List.of(), method);
	}

	/** After a layer that leaves other positions, or holds other pairs of them. */
	public KernelForm at(int leavingPositions, boolean leavingPairs) {
		return new KernelForm(leavingPositions, leavingPairs, obstacle, closedForm, tangent, byGroup, groups, method);
	}

	/** After an affine layer with parameters of its own: {@link #obstacle} and names of groups. */
	public KernelForm affine(String leavingObstacle, String... ownGroups) {
		var all = new ArrayList<>(groups);
		all.addAll(List.of(ownGroups));
		return new KernelForm(positions, pairs, leavingObstacle, closedForm, tangent, byGroup, all, method);
	}

	/** After a map of each feature alone. */
	public KernelForm mapped(boolean byClosedForm) {
		return new KernelForm(positions, pairs, STRUCTURE, closedForm && byClosedForm, tangent, byGroup, groups, method);
	}

	/** Number of pairs of positions that are held: P² or P. */
	public int blocks() {
		return pairs ? Math.multiplyExact(positions, positions) : positions;
	}
}
