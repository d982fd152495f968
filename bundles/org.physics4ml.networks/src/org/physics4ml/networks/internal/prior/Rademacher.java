package org.physics4ml.networks.internal.prior;

import java.util.Optional;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/** Independent parameters σ or -σ with equal probability. */
public final class Rademacher implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		return new Signs(variance, Math.sqrt(variance));
	}

	private record Signs(double variance, double deviation) implements OneDeviate {

		/** 1 for even n. */
		@Override
		public double standardisedMoment(int n) {
			return n % 2 == 1 ? 0 : 1;
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public Optional<double[][]> rule(double growth, int panels) {
			return Rules.discrete(new double[] { -deviation, deviation }, 0.5, 0.5);
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public double parameter(double u) {
			return u < 0.5 ? -deviation : deviation;
		}
	}
}
