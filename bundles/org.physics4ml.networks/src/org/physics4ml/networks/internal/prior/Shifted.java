package org.physics4ml.networks.internal.prior;

import java.util.Optional;

import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/** Independent parameters σ(t - 1) with t exponential of mean 1: mean 0, not even. */
public final class Shifted implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		return new ShiftedExponential(variance, Math.sqrt(variance));
	}

	private record ShiftedExponential(double variance, double deviation) implements OneDeviate {

		/** The number of permutations of n without a fixed point, D_n = n D_{n-1} + (-1)^n: 1, 0, 1, 2, 9, 44, 265, 1854, 14833. */
		@Override
		public double standardisedMoment(int n) {
			double moment = 1;
			for (int i = 1; i <= n; i++) moment = i * moment + (i % 2 == 0 ? 1 : -1);
			return moment;
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public Optional<double[][]> rule(double growth, int panels) {
			double[][] right = Rules.exponential(0, 1, deviation, StrictMath.exp(-1), growth, panels);
			return Optional.ofNullable(right).map(rule -> Rules.both(Rules.panels(-deviation, 0, panels, w -> Elementary.exp(-w / deviation - 1) / deviation), rule));
		}

		@Override
		public boolean isEven() {
			return false;
		}

		/** The inverse distribution function at 1-u. */
		@Override
		public double parameter(double u) {
			return deviation * (-Elementary.log(u) - 1);
		}
	}
}
