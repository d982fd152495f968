package org.physics4ml.core.contribution;

import java.util.List;

import org.physics4ml.core.contribution.ParameterDeclaration.Type;

/**
 * The parameters that every prior has beside its own: the variances of the layers and the laws of single groups. They are the same
 * for all priors, handled by {@link org.physics4ml.core.network.Laws}, and never arguments in parentheses.
 */
public final class PriorParameters {

	public static final String WEIGHT_VARIANCE = "weightVariance";
	public static final String BIAS_VARIANCE = "biasVariance";
	public static final String GROUPS = "groups";

	static final List<ParameterDeclaration> ALL = List.of(
			variance(WEIGHT_VARIANCE, 1, "σ_w²", "Variance of the weights of every layer, readout included, before the scaling by the width; a list has one value a layer."),
			variance(BIAS_VARIANCE, 0, "σ_b²", "Variance of the biases of every layer, output included; a list has one value a layer."),
			new ParameterDeclaration(GROUPS, Type.GROUPS, false, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, List.of(), "1", "",
					"Laws of single parameter groups (weight-1, bias-1, … weight-out, bias-out), e.g. {\"weight-out\": \"uniform\"}; mean 0 and the layer's variance stay."));

	static final List<String> NAMES = ALL.stream().map(ParameterDeclaration::name).toList();

	private PriorParameters() {
	}

	private static ParameterDeclaration variance(String name, double value, String symbol, String description) {
		return new ParameterDeclaration(name, Type.REAL, true, value, 0, Double.POSITIVE_INFINITY, false, List.of(), "1", symbol, description);
	}
}
