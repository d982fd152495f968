package org.physics4ml.compute.statistics;

import org.physics4ml.compute.math.Elementary;

/** Tail probabilities of the standard normal distribution, with a relative error below 1e-14 wherever they are normal numbers (|z| < 37.5). */
public final class Normal {

	private Normal() {
	}

	/** Q(z) = P(Z > z) = ½ erfc(z/√2). */
	public static double upperTail(double z) {
		return Elementary.normalCdf(-z);
	}

	/** p-value of a pull: P(|Z| ≥ |z|) = erfc(|z|/√2). NaN for NaN. */
	public static double twoSided(double pull) {
		return 2 * upperTail(Math.abs(pull));
	}
}
