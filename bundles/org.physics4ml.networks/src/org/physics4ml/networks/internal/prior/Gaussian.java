package org.physics4ml.networks.internal.prior;

import java.util.Optional;

import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/** Independent Gaussian parameters N(0, σ²). */
public final class Gaussian implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		return new NormalLaw(variance, Math.sqrt(variance));
	}

	private record NormalLaw(double variance, double deviation) implements Law {

		/** (n-1)!! for even n. */
		@Override
		public double standardisedMoment(int n) {
			if (n % 2 == 1) return 0;
			double moment = 1;
			for (int i = n - 1; i > 1; i -= 2) moment *= i;
			return moment;
		}

		@Override
		public boolean isGaussian() {
			return true;
		}

		@Override
		public Optional<double[][]> rule(double growth, int panels) {
			return Optional.of(Rules.normal(deviation, 1, growth, panels));
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			RandomStream.normals(key, draw, stream, firstIndex, out, offset, length);
			if (deviation != 1) for (int j = offset; j < offset + length; j++) out[j] *= deviation;
		}
	}
}
