package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.internal.layer.Parallel.Join;
import org.physics4ml.networks.internal.layer.Plans;

/** A dense layer, blocks z + W σ(z) + b, and a dense readout of σ(z) (arXiv:1603.05027). */
public final class Residual implements Architecture {

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
		var activation = parameters.specification("activation");
		var function = activations.create(activation).of(activation.parameters());
		int width = (int) parameters.integer("width");
		var input = Shape.flat(inputDimension);
		var plans = new ArrayList<LayerPlan>();
		plans.add(Plans.dense(input, width));
		var shape = plans.getLast().output();
		var sigma = Plans.activation(shape, function, activation.toString());
		for (long block = 0; block < parameters.integer("depth"); block++) {
			var branch = Plans.series(shape, List.of(sigma, Plans.dense(shape, width)));
			plans.add(Plans.parallel(shape, List.of(Plans.series(shape, List.of()), branch), Join.SUM));
		}
		plans.add(sigma);
		plans.add(Plans.dense(shape, (int) parameters.integer("outputs")));
		return ComposedEnsemble.of(input, plans, new Repetition(1, 1, (int) parameters.integer("depth")), Parameterisation.of(parameters), laws);
	}
}
