package org.physics4ml.networks.internal.prior;

import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/**
 * The radially deformed Gaussian P(w) ∝ exp(-|w|²/(2s²) - (α/N²)|w|⁴) of all N parameters of a group together (arXiv:2307.03223; PHYSICS 4 (a)). |w| is independent of the
 * direction of w: moments follow from those of u = |w|², of density u^{N/2-1} exp(-u/(2s²) - αu²/N²).
 */
public final class Radial implements Prior {

	/** Orders whose moments are computed when the law is made: E w¹⁶ and below. */
	private static final int ORDERS = 8;

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		double size = group.size(), alpha = parameters.real("alpha");
		return alpha == 0 || variance == 0 ? new Gaussian().law(group, variance, parameters) : RadialLaw.of(group.size(), 0.5 / variance, alpha / (size * size));
	}

	/**
	 * @param variance E w_i²
	 * @param moments  μ_k by k, see {@link Spherical}
	 * @param size     N
	 * @param b        1/(2s²)
	 * @param a        α/N² > 0
	 */
	private record RadialLaw(double variance, double[] moments, long size, double b, double a) implements Spherical {

		/** μ_k = E u^k/(N (N+2) … (N+2k-2)). */
		static RadialLaw of(long size, double b, double a) {
			var moments = new double[ORDERS + 1];
			double shells = 1;
			for (int k = 1; k <= ORDERS; k++) {
				shells *= size + 2 * (k - 1);
				moments[k] = moment(size, b, a, k) / shells;
			}
			return new RadialLaw(moments[1], moments, size, b, a);
		}

		/**
		 * E u^k. With u = u_0 e^x around the largest value of the density of ln u, A = b u_0, B = a u_0²: the trapezoid rule on e^{kx} exp(-A (e^x-1-x) - B (e^{2x}-1-2x)), to rounding.
		 */
		private static double moment(double n, double b, double a, int k) {
			double u0 = n / (b + Math.sqrt(b * b + 4 * a * n)), first = b * u0, second = a * u0 * u0, step = Math.min(0.1, 0.5 / Math.sqrt(first + 4 * second));
			double norm = 0, sum = 0;
			for (int direction = -1; direction <= 1; direction += 2) {
				double largest = 0;
				for (int i = direction < 0 ? -1 : 0;; i += direction) {
					double x = i * step, density = StrictMath.exp(-first * (StrictMath.expm1(x) - x) - second * (StrictMath.expm1(2 * x) - 2 * x)), term = density * StrictMath.exp(k * x);
					norm += density;
					sum += term;
					largest = Math.max(largest, Math.max(density, term));
					if (Math.max(density, term) < 1e-20 * largest) break;
				}
			}
			double power = 1;
			for (int i = 0; i < k; i++) power *= u0;
			return power * (sum / norm);
		}

		@Override
		public double ratio(int k) {
			if (k > ORDERS) throw new IllegalArgumentException("moment of order " + 2 * k);
			double power = 1;
			for (int i = 0; i < k; i++) power *= moments[1];
			return moments[k] / power;
		}

		/** w = √u g/|g| with a standard normal vector g, whose length is computed anew for each slice: O(N). */
		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			if (length == 0) return;
			double square = 0;
			for (long done = 0; done < size; done += length) {
				int n = (int) Math.min(length, size - done);
				RandomStream.normals(key, draw, stream, done, out, offset, n);
				double part = 0;
				for (int j = offset; j < offset + n; j++) part += out[j] * out[j];
				square += part;
			}
			if (firstIndex != 0 || length != size) RandomStream.normals(key, draw, stream, firstIndex, out, offset, length);
			double scale = Math.sqrt(square(new Deviates(key, draw, ~stream)) / square);
			for (int j = offset; j < offset + length; j++) out[j] *= scale;
		}

		/**
		 * u by rejection: a Gamma variable of shape N/2 and rate β, accepted with probability exp(-a (u-u*)²), u* = (β-b)/(2a). With β² - bβ = aN, u* is its mean; more than half
		 * are accepted whatever N and α.
		 */
		private double square(Deviates deviates) {
			double rate = (b + Math.sqrt(b * b + 4 * a * size)) / 2, mean = size / (2 * rate);
			while (true) {
				double u = deviates.gamma(size / 2.0) / rate, off = u - mean;
				if (Elementary.log(deviates.uniform()) < -a * off * off) return u;
			}
		}
	}
}
