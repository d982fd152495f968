package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Shape;

/** A plan with its numbers. */
record Plan(Shape output, List<Group> groups, int depth, int streams, List<Integer> widths, boolean isMeanExact, boolean isKernelSampled, Builder builder) implements LayerPlan {

	/** {@link LayerPlan#build} */
	@FunctionalInterface
	interface Builder {
		Layer build(List<ParameterGroup> groups, List<Law> laws, int stream);
	}

	@Override
	public Layer build(List<ParameterGroup> parameterGroups, List<Law> laws, int stream) {
		return builder.build(parameterGroups, laws, stream);
	}

	/** A layer without parameters. */
	static Plan fixed(Shape output, boolean isMeanExact, Layer layer) {
		return new Plan(output, List.of(), 0, 0, List.of(), isMeanExact, false, (_, _, _) -> layer);
	}

	/** An affine layer with groups {@code weight} and {@code bias}. */
	static Plan affine(Shape output, long weights, long biases, Builder builder) {
		return new Plan(output, List.of(new Group("weight", Role.WEIGHT, 0, weights), new Group("bias", Role.BIAS, 0, biases)), 1, 0, List.of(output.channels()), true, false, builder);
	}

	/** How layers are composed of their parts. */
	@FunctionalInterface
	interface Composition {
		Layer of(List<Layer> parts);
	}

	/** Parts one after the other in the numbers of their layers. */
	static Plan composed(Shape output, List<? extends LayerPlan> parts, boolean isMeanExact, Composition composition) {
		var groups = new ArrayList<Group>();
		var widths = new ArrayList<Integer>();
		int depth = 0, streams = 0;
		for (var part : parts) {
			for (var group : part.groups()) groups.add(new Group(group.name(), group.role(), depth + group.layer(), group.size()));
			widths.addAll(part.widths());
			depth += part.depth();
			streams += part.streams();
		}
		return new Plan(output, List.copyOf(groups), depth, streams, List.copyOf(widths), isMeanExact, parts.stream().anyMatch(LayerPlan::isKernelSampled), (all, laws, stream) -> {
			var layers = new ArrayList<Layer>();
			int first = 0, own = stream;
			for (var part : parts) {
				int end = first + part.groups().size();
				layers.add(part.build(all.subList(first, end), laws.subList(first, end), own));
				first = end;
				own += part.streams();
			}
			return composition.of(layers);
		});
	}
}
