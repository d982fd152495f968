package org.physics4ml.networks.internal.prior;

import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/** Independent parameters with Student's t law of ν > 2 degrees of freedom, scaled to the variance σ². */
public final class StudentT implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		return new StudentLaw(variance, Math.sqrt(variance), parameters.real("degreesOfFreedom"));
	}

	/** @param nu ν */
	private record StudentLaw(double variance, double deviation, double nu) implements TwoDeviates {

		/** Π_{i≤n/2} (2i-1)(ν-2)/(ν-2i) for even n < ν. */
		@Override
		public double standardisedMoment(int n) {
			if (n >= nu) return Double.NaN;
			if (n % 2 == 1) return 0;
			double moment = 1;
			for (int i = 2; i <= n; i += 2) moment *= (i - 1) * ((nu - 2) / (nu - i));
			return moment;
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public void second(long key, long draw, int stream, long first, double[] out, int offset, int n) {
			RandomStream.uniforms(key, draw, stream, first, out, offset, n);
		}

		/**
		 * One coordinate of a point of the plane whose distance from the origin has the distribution function 1 - (1 + r²/ν)^{-ν/2}: √(ν(u^{-2/ν} - 1)) cos 2πv has Student's
		 * law, for every ν and without rejection (R. W. Bailey, Math. Comp. 62, 779 (1994), doi:10.2307/2153537).
		 */
		@Override
		public double parameter(double u, double v) {
			return deviation * (Math.sqrt((nu - 2) * Elementary.expm1(-2 / nu * Elementary.log(u))) * Elementary.cosTurns(v));
		}
	}
}
