package org.physics4ml.compute.statistics;

/** The χ² distribution. Thread-safe. */
public final class ChiSquared {

	private static final int MOST_TERMS = 100_000;

	private ChiSquared() {
	}

	/**
	 * P(χ²_k > x) = Γ(k/2, x/2)/Γ(k/2): the series of the lower function below the mean, the continued fraction of the upper one above (doi:10.1145/22721.23109). Relative error below
	 * 1e-12 for k ≤ 10⁴.
	 *
	 * @param degrees k above 0
	 */
	public static double upperTail(double x, double degrees) {
		if (!(degrees > 0) || Double.isNaN(x)) throw new IllegalArgumentException("χ² with " + degrees + " degrees of freedom at " + x);
		if (x <= 0) return 1;
		if (x == Double.POSITIVE_INFINITY) return 0;
		double a = 0.5 * degrees, z = 0.5 * x, front = StrictMath.exp(a * StrictMath.log(z) - z - FDistribution.logGamma(a));
		if (z < a + 1) {
			double term = 1 / a, sum = term;
			for (int n = 1; n < MOST_TERMS && term > 1e-17 * sum; n++) sum += term *= z / (a + n);
			return Math.max(0, 1 - front * sum);
		}
		double b = z + 1 - a, c = 1e300, d = 1 / b, value = d;
		for (int n = 1; n < MOST_TERMS; n++) {
			double coefficient = n * (a - n);
			b += 2;
			d = 1 / (coefficient * d + b);
			c = b + coefficient / c;
			double factor = c * d;
			value *= factor;
			if (Math.abs(factor - 1) < 1e-15) break;
		}
		return front * value;
	}

	/** x with P(χ²_k > x) = p, 0 < p < 1, by bisection: to a few units in the last place of p. */
	public static double quantile(double p, double degrees) {
		double low = 0, high = Math.max(1, degrees);
		while (upperTail(high, degrees) > p) high *= 2;
		for (int step = 0; step < 200; step++) {
			double middle = 0.5 * (low + high);
			if (middle == low || middle == high) break;
			if (upperTail(middle, degrees) > p) low = middle;
			else high = middle;
		}
		return 0.5 * (low + high);
	}
}
