package org.physics4ml.compute.gaussian;

import java.util.Arrays;
import java.util.List;

/**
 * What a quadrature rule has to know of a function f on the real line. Immutable.
 *
 * @param height    f is analytic for |Im z| below this (between kinks); infinite for entire functions
 * @param linear    k1 ≥ 0 and
 * @param quadratic k2 ≥ 0 such that |f(x+iy)| grows not faster than e^{k1 |x+iy| + k2 y²}
 * @param growth    |f(x)| = O(|x|^growth) on the real axis but for the exponential of {@code linear}
 * @param kinks     where f or its derivative jumps, ascending; f is analytic between
 * @param degree    k if f(λz) = λ^k f(z) for λ > 0 and the only kink is 0, else -1
 * @param square    κ ≥ 0 if |f(x)| grows as e^{κ x²} besides on the real axis, see {@link #largestVariance}
 */
public record Regularity(double height, double linear, double quadratic, double growth, List<Double> kinks, int degree, double square) {

	public Regularity {
		if (!(height > 0 && linear >= 0 && quadratic >= 0 && growth >= 0 && square >= 0)) {
			throw new IllegalArgumentException("height " + height + ", linear " + linear + ", quadratic " + quadratic + ", growth " + growth + ", square " + square);
		}
		kinks = kinks.stream().sorted().distinct().toList();
	}

	/** Of a function that grows not faster than an exponential. */
	public Regularity(double height, double linear, double quadratic, double growth, List<Double> kinks, int degree) {
		this(height, linear, quadratic, growth, kinks, degree, 0);
	}

	/** 1/(4κ): E f(u)², u ~ N(0, a), is finite for variances a below. Infinite for most functions. */
	public double largestVariance() {
		return square == 0 ? Double.POSITIVE_INFINITY : 1 / (4 * square);
	}

	/** Analytic with singularities at the distance {@code height} of the real axis: tanh π/2 and growth 0; softplus, SiLU π and growth 1. */
	public static Regularity analytic(double height, double growth) {
		return new Regularity(height, 0, 0, growth, List.of(), -1);
	}

	/** Entire: sin (1, 0, 0), erf (0, 1, 0), GELU (0, 1/2, 1), e^{-z²/2} (0, 1/2, 0). */
	public static Regularity entire(double linear, double quadratic, double growth) {
		return new Regularity(Double.POSITIVE_INFINITY, linear, quadratic, growth, List.of(), -1);
	}

	/** f(λz) = λ^degree f(z) for λ > 0, with a kink at 0: step and sign 0, rectifiers and the absolute value 1. */
	public static Regularity homogeneous(int degree) {
		return new Regularity(Double.POSITIVE_INFINITY, 0, 0, degree, List.of(0.0), degree);
	}

	/** Entire between kinks, |f(x)| = O(|x|^growth). */
	public static Regularity piecewise(double growth, double... kinks) {
		return new Regularity(Double.POSITIVE_INFINITY, 0, 0, growth, Arrays.stream(kinks).boxed().toList(), -1);
	}

	/** Whether f has no kinks. */
	public boolean isAnalytic() {
		return kinks.isEmpty();
	}

	/** Whether f is homogeneous for positive factors. */
	public boolean isHomogeneous() {
		return degree >= 0;
	}

	/** Of f^power. */
	Regularity power(int power) {
		return new Regularity(height, power * linear, power * quadratic, power * growth, kinks, degree < 0 ? -1 : power * degree, power * square);
	}
}
