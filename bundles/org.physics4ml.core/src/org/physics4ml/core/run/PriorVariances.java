package org.physics4ml.core.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.physics4ml.core.analysis.Variances;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.PriorParameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Ensemble;

/**
 * The networks of an experiment as functions of {@code prior.weightVariance} and {@code prior.biasVariance}.
 *
 * @param prior    the prior's parameters in the experiment
 * @param ensembles builds the networks of a prior
 */
record PriorVariances(Parameters prior, Ensembles ensembles) implements Variances {

	interface Ensembles {

		Ensemble of(Parameters prior) throws UnsuitableException;
	}

	@Override
	public double[] weight() {
		return prior.reals(PriorParameters.WEIGHT_VARIANCE);
	}

	@Override
	public double[] bias() {
		return prior.reals(PriorParameters.BIAS_VARIANCE);
	}

	@Override
	public Ensemble at(double[] weight, double[] bias) throws UnsuitableException {
		Map<String, Object> values = new LinkedHashMap<>(prior.values());
		put(values, PriorParameters.WEIGHT_VARIANCE, weight);
		put(values, PriorParameters.BIAS_VARIANCE, bias);
		return ensembles.of(new Parameters(values));
	}

	private void put(Map<String, Object> values, String name, double[] variances) {
		values.put(name, prior.isList(name) ? Arrays.stream(variances).boxed().toList() : (Object) variances[0]);
	}
}
