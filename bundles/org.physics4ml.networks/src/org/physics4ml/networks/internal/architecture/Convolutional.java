package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.Arrays;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Laws;
import org.physics4ml.networks.internal.layer.Families;
import org.physics4ml.networks.internal.layer.Plans;
import org.physics4ml.networks.internal.layer.Plans.Pooling;

/** Convolutions with an activation after each, then a dense readout of all positions or of their average (PHYSICS A3, arXiv:1810.05148). */
public final class Convolutional implements Architecture {

	private static final String CHANNELS = "channels", DEPTH = "depth";

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
		var input = Inputs.of(parameters, inputDimension, true);
		var activation = parameters.specification("activation");
		var function = activations.create(activation).of(activation.parameters());
		long[] channels = channels(parameters);
		var plans = new ArrayList<LayerPlan>();
		var shape = input;
		for (long count : channels) {
			try {
				plans.add(Plans.convolution(shape, (int) count, parameters.integers("filter"), parameters.integers("stride"), Families.padding(parameters), false, false));
			} catch (UnsuitableException e) {
				throw new UnsuitableException(e.path().isEmpty() ? "architecture" : "architecture." + e.path(), e.getMessage(), e.remedy());
			}
			shape = plans.getLast().output();
			plans.add(Plans.activation(shape, function, activation.toString()));
		}
		plans.add(parameters.text("readout").equals("average") ? Plans.globalPooling(shape, Pooling.AVERAGE) : Plans.flatten(shape));
		plans.add(Plans.dense(plans.getLast().output(), (int) parameters.integer("outputs")));
		return ComposedEnsemble.of(input, plans, channels.length > 1 ? new Repetition(1, 2, channels.length - 1) : Repetition.NONE, Parameterisation.of(parameters), laws);
	}

	/** A list gives the channels of all layers and so the depth. */
	private static long[] channels(Parameters parameters) throws UnsuitableException {
		long[] channels = parameters.integers(CHANNELS);
		int depth = (int) parameters.integer(DEPTH);
		if (!parameters.isList(CHANNELS)) {
			var equal = new long[depth];
			Arrays.fill(equal, channels[0]);
			return equal;
		}
		if (depth != 1 && depth != channels.length)
			throw new UnsuitableException("architecture.channels", "the list gives " + channels.length + " layers, architecture.depth is " + depth, "leave architecture.depth out, or make them equal");
		return channels;
	}
}
