package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;

/** The parameter groups weight-1, bias-1, … weight-out, bias-out, with streams in their order. */
final class Groups {

	private Groups() {
	}

	/** Of a whole network. */
	static List<ParameterGroup> of(LayerPlan network) {
		var groups = new ArrayList<ParameterGroup>();
		for (var group : network.groups())
			groups.add(new ParameterGroup(group.name() + "-" + (group.layer() + 1 < network.depth() ? Integer.toString(group.layer() + 1) : "out"), group.role(), group.layer(), groups.size(), group.size()));
		return groups;
	}

	/**
	 * Of affine layers one after the other.
	 *
	 * @param sizes d, N_1 … N_L, D
	 */
	static List<ParameterGroup> of(int... sizes) {
		var groups = new ArrayList<ParameterGroup>();
		for (int l = 0; l + 1 < sizes.length; l++) {
			var suffix = l + 2 < sizes.length ? Integer.toString(l + 1) : "out";
			groups.add(new ParameterGroup("weight-" + suffix, Role.WEIGHT, l, 2 * l, (long) sizes[l] * sizes[l + 1]));
			groups.add(new ParameterGroup("bias-" + suffix, Role.BIAS, l, 2 * l + 1, sizes[l + 1]));
		}
		return groups;
	}
}
