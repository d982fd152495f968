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

	/**
	 * An affine layer with groups {@code weight} and {@code bias}.
	 *
	 * @param inputs number of features that enter a neuron
	 */
	static Plan affine(Shape output, int inputs, long weights, long biases, Builder builder) {
		int channels = output.channels();
		return new Plan(output, List.of(new Group("weight", Role.WEIGHT, 0, weights, inputs, channels), new Group("bias", Role.BIAS, 0, biases, inputs, channels)), 1, 0, List.of(output.channels()), true, false, builder);
	}

	/** How layers are composed of their parts. */
	@FunctionalInterface
	interface Composition {
		Layer of(List<Layer> parts);
	}

	/**
	 * Parts one after the other in the numbers of their layers.
	 *
	 * @param series whether each part takes what leaves the one before; else all take the same
	 */
	static Plan composed(Shape output, List<? extends LayerPlan> parts, boolean series, boolean isMeanExact, Composition composition) {
		var groups = new ArrayList<Group>();
		var widths = new ArrayList<Integer>();
		int depth = 0, streams = 0;
		int all = parts.stream().mapToInt(LayerPlan::depth).sum();
		for (var part : parts) {
			boolean first = !series || depth == 0, last = !series || depth + part.depth() == all;
			for (var group : part.groups())
				groups.add(new Group(group.name(), group.role(), depth + group.layer(), group.size(), group.inputs(), group.outputs(), group.first() && first, group.last() && last));
			widths.addAll(part.widths());
			depth += part.depth();
			streams += part.streams();
		}
		return new Plan(output, List.copyOf(groups), depth, streams, List.copyOf(widths), isMeanExact, parts.stream().anyMatch(LayerPlan::isKernelSampled), (own, laws, stream) -> {
			var layers = new ArrayList<Layer>();
			int first = 0, next = stream;
			for (var part : parts) {
				int end = first + part.groups().size();
				layers.add(part.build(own.subList(first, end), laws.subList(first, end), next));
				first = end;
				next += part.streams();
			}
			return composition.of(layers);
		});
	}
}
