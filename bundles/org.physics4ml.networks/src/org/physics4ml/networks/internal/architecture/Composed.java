package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.LayerFamily;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.internal.layer.Plans;

/** The network of a list of layers in the experiment, with nested branches. */
public final class Composed implements Architecture {

	private static final String LAYERS = "layers";

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
		var input = Inputs.of(parameters, inputDimension, false);
		try {
			List<?> entries = parameters.list(LAYERS);
			var plans = plans(entries, input, LAYERS, activations);
			var hidden = entries.subList(0, Math.max(0, entries.size() - 1)).stream().map(Composed::words).toList();
			return ComposedEnsemble.of(input, plans, Repetition.in(hidden, l -> !plans.get(l).groups().isEmpty()), Parameterisation.of(parameters), laws);
		} catch (UnsuitableException e) {
			throw e.path().startsWith(LAYERS) ? new UnsuitableException("architecture." + e.path(), e.getMessage(), e.remedy()) : e;
		}
	}

	/** What tells a layer from another: all its parameters. */
	private static Object words(Object entry) {
		return switch (entry) {
		case List<?> list -> list.stream().map(Composed::words).toList();
		case Specification layer -> List.of(layer.declaration().id(), layer.declaration().parameters().stream().map(parameter -> words(layer.parameters().value(parameter.name()))).toList());
		case null -> List.of();
		default -> entry;
		};
	}

	/** @param path of the list */
	private static List<LayerPlan> plans(List<?> layers, Shape input, String path, Activations activations) throws UnsuitableException {
		var plans = new ArrayList<LayerPlan>();
		var shape = input;
		for (int l = 0; l < layers.size(); l++) {
			plans.add(plan(layers.get(l), shape, path + "[" + l + "]", activations));
			shape = plans.getLast().output();
		}
		return plans;
	}

	/**
	 * Plans an entry of the list.
	 *
	 * @param entry a layer's specification, or a list of entries
	 * @param path  where it stands, for messages
	 */
	public static LayerPlan plan(Object entry, Shape input, String path, Activations activations) throws UnsuitableException {
		if (entry instanceof List<?> list) return Plans.series(input, plans(list, input, path, activations));
		var layer = (Specification) entry;
		var context = new LayerFamily.Context() {

			@Override
			public Nonlinearity activation(Specification specification) throws UnsuitableException {
				try {
					return activations.create(specification).of(specification.parameters());
				} catch (UnsuitableException e) {
					throw new UnsuitableException("function", e.getMessage(), e.remedy());
				}
			}

			@Override
			public LayerPlan series(Object layers, Shape entering, String relative) throws UnsuitableException {
				return plan(layers, entering, path + "." + relative, activations);
			}
		};
		try {
			return activations.layer(layer).plan(layer.parameters(), input, context);
		} catch (UnsuitableException e) {
			if (e.path().startsWith(path)) throw e;
			throw new UnsuitableException(e.path().isEmpty() ? path : path + "." + e.path(), layer.declaration().shortId() + ": " + e.getMessage(), e.remedy());
		}
	}
}
