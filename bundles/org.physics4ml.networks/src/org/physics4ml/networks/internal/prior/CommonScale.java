package org.physics4ml.networks.internal.prior;

import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/**
 * Parameters with a random scale in common, w_i = s g_i with independent g_i ~ N(0, σ²) and s² = ν/χ²_ν (all parameters together have Student's multivariate law) or s² =
 * χ²_ν/ν (PHYSICS 4 (b)). At infinite width the four-point function does not vanish: Gc4 → Var(s²) (K12 K34 + 2 permutations).
 */
public final class CommonScale implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		return new ScaledNormal(variance, Math.sqrt(variance), parameters.real("degreesOfFreedom"), parameters.text("scale").equals("chi-squared"));
	}

	/**
	 * @param own        σ², the variance of g
	 * @param nu         ν
	 * @param chiSquared whether s² = χ²_ν/ν; else ν/χ²_ν
	 */
	private record ScaledNormal(double own, double deviation, double nu, boolean chiSquared) implements Spherical {

		/** σ² E s²: E s² = 1 or ν/(ν-2). */
		@Override
		public double variance() {
			return chiSquared ? own : own * nu / (nu - 2);
		}

		/** E s^{2k}/(E s²)^k = Π_{i<k} (ν+2i)/ν, or Π_{i≤k} (ν-2)/(ν-2i) for 2k < ν. */
		@Override
		public double ratio(int k) {
			if (!chiSquared && 2 * k >= nu) return Double.NaN;
			double ratio = 1;
			for (int i = 0; i < k; i++) ratio *= chiSquared ? (nu + 2 * i) / nu : (nu - 2) / (nu - 2 * (i + 1));
			return ratio;
		}

		@Override
		public boolean isScaleMixture() {
			return true;
		}

		@Override
		public double commonVariance(long key, long draw, int stream) {
			double square = 2 * new Deviates(key, draw, ~stream).gamma(nu / 2) / nu;
			return chiSquared ? own * square : own / square;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			RandomStream.normals(key, draw, stream, firstIndex, out, offset, length);
			double scale = Math.sqrt(commonVariance(key, draw, stream));
			for (int j = offset; j < offset + length; j++) out[j] *= scale;
		}
	}
}
