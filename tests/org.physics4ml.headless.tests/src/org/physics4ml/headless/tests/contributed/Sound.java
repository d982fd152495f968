package org.physics4ml.headless.tests.contributed;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Nonlinearity;

/** A third party's activation: σ(z) = z + a. */
public final class Sound implements Activation {

	@Override
	public Nonlinearity of(Parameters parameters) {
		return z -> z + parameters.real("offset");
	}
}
