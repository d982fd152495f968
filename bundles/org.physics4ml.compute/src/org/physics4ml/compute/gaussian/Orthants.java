package org.physics4ml.compute.gaussian;

import java.util.Optional;

/**
 * Expectations of products of functions with one value on either side of 0. With f^m = p + q sign z, the product expands in E Π sign z_i: 0 for odd numbers, for
 * two variables (2/π) atan2(c, √Δ) (Sheppard; orthant probabilities).
 */
final class Orthants {

	private static final int MOST = 3;

	private Orthants() {
	}

	/** Empty where four variables or more have q ≠ 0. */
	static Optional<GaussianExpectation> expectation(ScalarFunction f, double[][] sigma, int[] powers) {
		double constant = 1;
		int n = 0;
		var odd = new int[MOST];
		double[] even = new double[MOST], jump = new double[MOST];
		for (int i = 0; i < powers.length; i++) {
			double above = Factors.power(f.value(1), powers[i]), below = Factors.power(f.value(-1), powers[i]);
			double p = 0.5 * (above + below), q = 0.5 * (above - below);
			if (sigma[i][i] == 0) {
				constant *= Factors.power(f.value(0), powers[i]);
			} else if (q == 0) {
				constant *= p;
			} else if (n == MOST) {
				return Optional.empty();
			} else {
				odd[n] = i;
				even[n] = p;
				jump[n++] = q;
			}
		}
		double sum = 1, absolute = 1;
		for (int i = 0; i < n; i++) {
			sum *= even[i];
			absolute *= Math.abs(even[i]);
		}
		for (int i = 0; i < n; i++) {
			for (int j = i + 1; j < n; j++) {
				var pair = BivariateCovariance.of(sigma[odd[i]][odd[i]], sigma[odd[j]][odd[j]], sigma[odd[i]][odd[j]]);
				double term = jump[i] * jump[j] * 2 / StrictMath.PI * StrictMath.atan2(pair.c(), Math.sqrt(pair.delta()));
				for (int l = 0; l < n; l++) if (l != i && l != j) term *= even[l];
				sum += term;
				absolute += Math.abs(term);
			}
		}
		return Optional.of(new GaussianExpectation(sum, GaussianExpectation.ROUNDING * absolute, "closed form").times(constant));
	}
}
