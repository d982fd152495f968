package org.physics4ml.headless.tests.contributed;

import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Nonlinearity;

/** A third party's activation: σ(z) = z + a. */
public final class Sound implements Activation {

	/** σ(z) = z + a */
	public record Shifted(double offset) implements Nonlinearity {

		@Override
		public double value(double z) {
			return z + offset;
		}

		@Override
		public Regularity regularity() {
			return Regularity.entire(0, 0, 1);
		}
	}

	@Override
	public Nonlinearity of(Parameters parameters) {
		return new Shifted(parameters.real("offset"));
	}
}
