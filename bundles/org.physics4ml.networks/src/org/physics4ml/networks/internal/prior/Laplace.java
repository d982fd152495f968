package org.physics4ml.networks.internal.prior;

import java.util.Optional;

import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/** Independent parameters with P(w) = e^{-|w|/b}/(2b), b = σ/√2. */
public final class Laplace implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		return new LaplaceLaw(variance, Math.sqrt(variance / 2));
	}

	/** @param scale b */
	private record LaplaceLaw(double variance, double scale) implements OneDeviate {

		/** n!/2^{n/2} for even n. */
		@Override
		public double standardisedMoment(int n) {
			if (n % 2 == 1) return 0;
			double moment = 1;
			for (int i = 2; i <= n; i += 2) moment *= (i - 1) * i / 2.0;
			return moment;
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public Optional<double[][]> rule(double growth, int panels) {
			double[][] left = Rules.exponential(0, -1, scale, 0.5, growth, panels);
			return Optional.ofNullable(left).map(rule -> Rules.both(rule, Rules.exponential(0, 1, scale, 0.5, growth, panels)));
		}

		@Override
		public boolean isEven() {
			return true;
		}

		/** The inverse distribution function, b ln 2u below the median and -b ln 2(1-u) above; 1-u is exact. */
		@Override
		public double parameter(double u) {
			return u < 0.5 ? scale * Elementary.log(2 * u) : -scale * Elementary.log(2 * (1 - u));
		}
	}
}
