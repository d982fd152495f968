package org.physics4ml.networks.internal.prior;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/** Independent parameters, uniform on (-√3 σ, √3 σ). */
public final class Uniform implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		return new UniformLaw(variance, Math.sqrt(3 * variance));
	}
}
