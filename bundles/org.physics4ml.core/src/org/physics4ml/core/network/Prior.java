package org.physics4ml.core.network;

import org.physics4ml.core.contribution.Parameters;

/**
 * The shape of a prior P(θ): a law for each parameter group. Contributed through the extension point
 * {@code org.physics4ml.core.priors}. Variances of the layers and overrides of single groups are the same for every prior and
 * handled by {@link Laws}. Stateless.
 */
public interface Prior {

	/**
	 * @param group      the parameter group
	 * @param variance   σ² ≥ 0 of the group, before the width scaling
	 * @param parameters this prior's own parameters
	 */
	Law law(ParameterGroup group, double variance, Parameters parameters);
}
