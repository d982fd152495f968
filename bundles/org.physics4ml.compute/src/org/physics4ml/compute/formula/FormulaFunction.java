package org.physics4ml.compute.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.physics4ml.compute.formula.Formula.Parity;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;

/**
 * A function of one variable that a user types as a {@link Formula}, with its derivative by the rules of calculus and what quadrature has to know of it: growth and parity are read off the form,
 * kinks are zeros of arguments within |x| ≤ 64, and the height of the strip in which the function is analytic between kinks is the largest, in steps of √2, at which the rules for Gaussian
 * expectations agree with coarser ones as they then have to. Functions are equal if their texts are. Immutable, thread-safe; the same bits on any machine.
 */
public final class FormulaFunction implements ScalarFunction {

	/** Kinks that an integral is split at cost time. */
	private static final int MOST_KINKS = 64;
	private static final double HIGHEST = 8, LOWEST = 1.0 / 128, ROOT_TWO = Math.sqrt(2);
	/** What is left of the height that was found: errors of the coarser rule are the root of those of the finer. */
	private static final double SAFETY = 0.75;
	private static final double ACCURACY = 3e-13;
	/** Variances of the Gaussians that the height is found with. */
	private static final double[] VARIANCES = { 0.1, 1, 10, 100 };
	private static final double LARGEST_EXPONENT = 50;
	/** A function that is smaller for small variances is as good as 0 there. */
	private static final double NEGLIGIBLE = 1e-12;
	/** Where values on both sides of a kink are compared. */
	private static final double ASIDE = 1e-9, JUMP = 1e-6;
	private static final int HIGHEST_DEGREE = 8;

	private final String text;
	private final Term term;
	private final Regularity regularity;
	private final ScalarFunction derivative;

	/**
	 * @param text     the formula
	 * @param variable what the variable is called
	 * @throws IllegalArgumentException with one line that says what is wrong: where the text is not understood, or where the function is not finite, or that it is too rough for quadrature
	 */
	public FormulaFunction(String text, String variable) {
		this.text = text;
		term = Formula.function(text, variable);
		List<Double> kinks = kinks();
		boolean jumps = kinks.stream().anyMatch(this::jumps);
		var slope = jumps ? null : term.derivative();
		int degree = degree(kinks);
		Regularity found = null;
		ScalarFunction foundSlope = null;
		for (double height = degree < 0 ? HIGHEST : LOWEST; found == null && height >= LOWEST; height /= ROOT_TWO) {
			var candidate = regularity(term, height, kinks, degree);
			var candidateSlope = slope == null ? null : ScalarFunction.of(regularity(slope, height, kinks, degree < 1 ? -1 : degree - 1), x -> slope.value(x, null, 0, null));
			if (degree < 0 && !(isResolved(ScalarFunction.of(candidate, this::value)) && (slope == null || isResolved(candidateSlope)))) continue;
			double safe = degree < 0 ? SAFETY * height : Double.POSITIVE_INFINITY;
			found = regularity(term, safe, kinks, degree);
			foundSlope = slope == null ? null : ScalarFunction.of(regularity(slope, safe, kinks, degree < 1 ? -1 : degree - 1), x -> slope.value(x, null, 0, null));
		}
		if (found == null) throw new IllegalArgumentException("the function is too rough for quadrature, or so is its derivative: singular on the real line or next to it");
		regularity = found;
		derivative = foundSlope;
	}

	/** Those of the formula, where it is finite. */
	private List<Double> kinks() {
		for (double x = -32; x <= 32; x += 0.125) requireNumber(x);
		var kinks = Kinks.of(term);
		for (double kink : kinks) {
			requireNumber(kink);
			double beside = Math.max(Math.abs(aside(kink, 1)), Math.abs(aside(kink, -1)));
			if (!(beside < 1 / JUMP)) throw new IllegalArgumentException("the function has a pole at " + kink);
		}
		if (kinks.size() > MOST_KINKS) throw new IllegalArgumentException("the function has " + kinks.size() + " kinks within |x| ≤ 64, and quadrature takes at most " + MOST_KINKS);
		return kinks;
	}

	/** Powers of e may overflow far away. */
	private void requireNumber(double x) {
		double value = value(x);
		if (Double.isNaN(value) || Math.abs(x) < 1 && Double.isInfinite(value)) throw new IllegalArgumentException("the function is not finite at " + x);
	}

	private double aside(double x, double sign) {
		return value(x + sign * ASIDE * Math.max(1, Math.abs(x)));
	}

	private boolean jumps(double kink) {
		double right = aside(kink, 1), left = aside(kink, -1);
		return Math.abs(right - left) > JUMP * Math.max(1, Math.abs(right) + Math.abs(left));
	}

	/** k if f(x) = c_± |x|^k with a kink at 0 alone; else -1. */
	private int degree(List<Double> kinks) {
		if (!kinks.equals(List.of(0.0))) return -1;
		for (int k = 0; k <= HIGHEST_DEGREE; k++) {
			boolean homogeneous = true;
			for (double x : new double[] { 0.375, 1.3, 2.7, 41 })
				for (double sign : new double[] { -1, 1 }) homogeneous &= Math.abs(value(sign * x) - StrictMath.pow(x, k) * value(sign)) <= 1e-14 * Math.abs(value(sign * x));
			if (homogeneous) return k;
		}
		return -1;
	}

	private static Regularity regularity(Term term, double height, List<Double> kinks, int degree) {
		var growth = Growth.of(term);
		return new Regularity(height, growth.linear(), 0, growth.power(), kinks, degree, growth.square());
	}

	/** Whether the rules of quadrature find no fault with what the function says of itself. */
	private static boolean isResolved(ScalarFunction f) {
		var regularity = f.regularity();
		var variances = new ArrayList<Double>();
		for (double a : VARIANCES) if (regularity.linear() * regularity.linear() * a <= LARGEST_EXPONENT && a <= 0.7 * regularity.largestVariance()) variances.add(a);
		if (variances.isEmpty() && regularity.largestVariance() > 0) variances.add(0.5 * Math.min(regularity.largestVariance(), LARGEST_EXPONENT / (regularity.linear() * regularity.linear())));
		double scale = 0;
		for (int i = variances.size() - 1; i >= 0; i--) {
			try {
				var square = GaussianMoments.square(f, variances.get(i));
				var mean = GaussianMoments.expectation(f, new double[][] { { variances.get(i) } }, 1).orElseThrow();
				scale = Math.max(NEGLIGIBLE * scale, square.value());
				if (scale > 0 && !(square.error() <= ACCURACY * scale && mean.error() <= ACCURACY * Math.sqrt(scale))) return false;
			} catch (ArithmeticException | NoSuchElementException tooManyNodes) {
				return false;
			}
		}
		return true;
	}

	@Override
	public double value(double x) {
		return term.value(x, null, 0, null);
	}

	@Override
	public Regularity regularity() {
		return regularity;
	}

	/** Empty if the function jumps. */
	public Optional<ScalarFunction> derivative() {
		return Optional.ofNullable(derivative);
	}

	/** f(-x) against f(x), as far as the form tells. */
	public Parity parity() {
		return term.parity();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FormulaFunction function && text.equals(function.text);
	}

	@Override
	public int hashCode() {
		return text.hashCode();
	}

	/** The text. */
	@Override
	public String toString() {
		return text;
	}
}
