package org.physics4ml.headless.tests.contributed;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Nonlinearity;

/** Fails while its class is initialised. */
public final class Uninitialisable implements Activation {

	private static final int NUMBER = Integer.parseInt("not a number");

	@Override
	public Nonlinearity of(Parameters parameters) {
		return new Sound.Shifted(NUMBER);
	}
}
