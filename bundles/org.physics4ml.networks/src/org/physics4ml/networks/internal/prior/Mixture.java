package org.physics4ml.networks.internal.prior;

import java.util.Optional;

import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/** Independent parameters, each from one of two Gaussians of mean 0: N(0, aσ²) with probability 1-p, N(0, raσ²) with probability p, a = 1/(1-p+pr). */
public final class Mixture implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		double fraction = parameters.real("fraction"), ratio = parameters.real("varianceRatio");
		double first = 1 / (1 - fraction + fraction * ratio), second = ratio * first;
		return new Gaussians(variance, fraction, first, second, Math.sqrt(first * variance), Math.sqrt(second * variance));
	}

	/**
	 * @param fraction p
	 * @param first    a, the first Gaussian's variance over σ²
	 * @param second   ra
	 */
	private record Gaussians(double variance, double fraction, double first, double second, double firstDeviation, double secondDeviation) implements TwoDeviates {

		/** (n-1)!! ((1-p) a^{n/2} + p (ra)^{n/2}) for even n. */
		@Override
		public double standardisedMoment(int n) {
			if (n % 2 == 1) return 0;
			double ofFirst = 1 - fraction, ofSecond = fraction;
			for (int i = 1; i < n; i += 2) {
				ofFirst *= i * first;
				ofSecond *= i * second;
			}
			return ofFirst + ofSecond;
		}

		/** For equal variances. */
		@Override
		public boolean isGaussian() {
			return first == second;
		}

		@Override
		public Optional<double[][]> rule(double growth, int panels) {
			return Optional.of(Rules.both(Rules.normal(firstDeviation, 1 - fraction, growth, panels), Rules.normal(secondDeviation, fraction, growth, panels)));
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public void second(long key, long draw, int stream, long first, double[] out, int offset, int n) {
			RandomStream.normals(key, draw, stream, first, out, offset, n);
		}

		@Override
		public double parameter(double u, double v) {
			return v * (u < fraction ? secondDeviation : firstDeviation);
		}
	}
}
