package org.physics4ml.compute.statistics;

/** Tail probabilities of the standard normal distribution. Relative error below 1e-14 wherever the result is a normal number. */
public final class Normal {

	private Normal() {
	}

	/** Q(z) = P(Z > z) = ½ erfc(z/√2). */
	public static double upperTail(double z) {
		if (z < 0) return 1 - upperTail(-z);
		if (z < 2) return 0.5 - density(z) * series(z);
		return z > 40 ? 0 : density(z) * fraction(z);
	}

	/** p-value of a pull: P(|Z| ≥ |z|) = erfc(|z|/√2). NaN for NaN. */
	public static double twoSided(double pull) {
		return 2 * upperTail(Math.abs(pull));
	}

	private static double density(double z) {
		// z² = h² + (z-h)(z+h) with h² exact keeps the exponent's error small in the tail
		double h = Math.rint(z * 16) / 16;
		return StrictMath.exp(-0.5 * h * h) * StrictMath.exp(-0.5 * (z - h) * (z + h)) / Math.sqrt(2 * StrictMath.PI);
	}

	/** (Φ(z) - ½)/φ(z) = Σ_k z^{2k+1}/(2k+1)!!, all terms positive. */
	private static double series(double z) {
		double term = z, sum = z;
		for (int k = 1; term > 1e-18 * sum; k++) {
			term *= z * z / (2 * k + 1);
			sum += term;
		}
		return sum;
	}

	/** Q(z)/φ(z) = 1/(z + 1/(z + 2/(z + 3/(z + …)))) (Laplace), evaluated from the end. */
	private static double fraction(double z) {
		double value = z;
		for (int k = 200; k >= 1; k--) value = z + k / value;
		return 1 / value;
	}
}
