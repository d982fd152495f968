package org.physics4ml.headless.tests.contributed;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Nonlinearity;

/** Fails while it is constructed. */
public final class Throwing implements Activation {

	public Throwing() {
		throw new IllegalStateException("no licence");
	}

	@Override
	public Nonlinearity of(Parameters parameters) {
		return new Sound.Shifted(0);
	}
}
