package org.physics4ml.core.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.core.contribution.PriorParameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Prior;

/**
 * The laws of a prior with what all priors share: {@code weightVariance} and {@code biasVariance}, one value for all layers or a list with one a layer, and
 * {@code groups}, which gives single groups another shape; mean 0 and the layer's variance stay.
 */
final class PriorLaws implements Laws {

	private final Prior prior;
	private final Parameters parameters;
	private final Map<Specification, Prior> shapes = new HashMap<>();

	/** Makes the prior that an override names. */
	interface Priors {
		Prior create(Specification specification) throws UnsuitableException;
	}

	PriorLaws(Prior prior, Parameters parameters, Priors priors) throws UnsuitableException {
		this.prior = prior;
		this.parameters = parameters;
		for (Specification shape : parameters.groups(PriorParameters.GROUPS).values())
			shapes.put(shape, priors.create(shape));
	}

	@Override
	public List<Law> of(List<ParameterGroup> groups, int layers) throws UnsuitableException {
		Map<String, Specification> overrides = parameters.groups(PriorParameters.GROUPS);
		List<String> names = groups.stream().map(ParameterGroup::name).toList();
		for (String name : overrides.keySet())
			if (!names.contains(name))
				throw new UnsuitableException("prior." + PriorParameters.GROUPS + "." + name, "this network has no parameter group " + name, "choose one of " + String.join(", ", names));
		double[] weight = variances(PriorParameters.WEIGHT_VARIANCE, layers), bias = variances(PriorParameters.BIAS_VARIANCE, layers);
		List<Law> laws = new ArrayList<>();
		for (ParameterGroup group : groups) {
			double[] variances = group.role() == Role.WEIGHT ? weight : bias;
			double variance = variances[variances.length == 1 ? 0 : group.layer()];
			Specification shape = overrides.get(group.name());
			Law law = shape == null ? prior.law(group, variance, parameters) : shapes.get(shape).law(group, variance, shape.parameters());
			try {
				law.check();
			} catch (UnsuitableException e) {
				String path = "prior" + (shape == null ? "" : "." + PriorParameters.GROUPS + "." + group.name()) + (e.path().isEmpty() ? "" : "." + e.path());
				throw new UnsuitableException(path, e.getMessage(), e.remedy());
			}
			laws.add(law);
		}
		return laws;
	}

	private double[] variances(String name, int layers) throws UnsuitableException {
		double[] variances = parameters.has(name) ? parameters.reals(name) : new double[] { name.equals(PriorParameters.WEIGHT_VARIANCE) ? 1 : 0 };
		if (parameters.isList(name) && variances.length != layers)
			throw new UnsuitableException("prior." + name, "the list has " + variances.length + " entries, the network has " + layers + " layers, readout included",
					"give one value for all layers or a list of " + layers);
		return variances;
	}
}
