package org.physics4ml.compute.gaussian;

/**
 * A Gaussian expectation computed to rounding.
 *
 * @param value  the expectation
 * @param error  estimated absolute error, rounding included
 * @param method how: {@code closed form}, or the quadrature rule
 */
public record GaussianExpectation(double value, double error, String method) {

	/** Relative rounding error allowed for closed forms, relative to the sum of absolute terms. */
	static final double ROUNDING = 4e-15;

	/** The same times a constant. */
	GaussianExpectation times(double factor) {
		return new GaussianExpectation(value * factor, error * Math.abs(factor), method);
	}
}
