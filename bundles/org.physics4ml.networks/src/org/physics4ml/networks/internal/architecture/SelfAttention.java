package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Laws;
import org.physics4ml.networks.internal.layer.Plans;
import org.physics4ml.networks.internal.layer.Plans.Pooling;

/** Layers of self-attention, then a dense readout of all tokens or of their average (PHYSICS A4, arXiv:2006.10540). */
public final class SelfAttention implements Architecture {

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
		var input = Inputs.of(parameters, inputDimension, true);
		var activation = parameters.specification("activation");
		var function = activations.create(activation).of(activation.parameters());
		var plans = new ArrayList<LayerPlan>();
		var shape = input;
		int depth = (int) parameters.integer("depth");
		boolean linear = activation.declaration().id().equals("org.physics4ml.identity");
		int period = linear ? 1 : 2;
		for (int l = 0; l < depth; l++) {
			try {
				plans.add(Plans.attention(shape, (int) parameters.integer("channels"), (int) parameters.integer("heads"), (int) parameters.integer("keyDimension"),
						parameters.text("scaling").equals("1/d"), parameters.text("weights").equals("softmax")));
			} catch (UnsuitableException e) {
				throw new UnsuitableException(e.path().isEmpty() ? "architecture" : "architecture." + e.path(), e.getMessage(), e.remedy());
			}
			shape = plans.getLast().output();
			if (!linear) plans.add(Plans.activation(shape, function, activation.toString()));
		}
		plans.add(parameters.text("readout").equals("average") ? Plans.globalPooling(shape, Pooling.AVERAGE) : Plans.flatten(shape));
		plans.add(Plans.dense(plans.getLast().output(), (int) parameters.integer("outputs")));
		return ComposedEnsemble.of(input, plans, depth > 1 ? new Repetition(period, period, depth - 1) : Repetition.NONE, Parameterisation.of(parameters), laws);
	}
}
