package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.network.Law;

/**
 * E e^{s w Σ_p J_p σ(z_p)} - 1 over w ~ N(0, 1) or of another law, z ~ N(0, Σ): the trapezoid rule, or the law's own, in w, in which the integrand is entire, of expectations of products of
 * e^{s w J_p σ(z_p)}. With laws that are not bounded only bounded activations; with Gaussian w it exists for activations that
 * grow at most linearly, |σ(z)| ≤ L|z| far out, while s² (L Σ|J_p| √Σ_pp)² &lt; 1; it is computed up to a quarter of that.
 */
final class NeuronGenerating {

	/** Step in w: errs by e^{-2π²/h²}, 1e-53, and by e^{-R²/2} beyond a radius R. */
	private static final double STEP = 0.4, RADIUS = 9, LARGEST_RADIUS = 40;
	/** Where growth is judged. */
	private static final double FAR = 1e2, FARTHER = 1e4;
	private static final double ACCURACY = 1e-12;
	private static final int LARGEST_RANK = 2, PANELS = 8;
	/** Smaller weights do not count, however large the factor may be. */
	private static final double NOTHING = 1e-40;

	private NeuronGenerating() {
	}

	/**
	 * @param covariance Σ
	 * @param source     J
	 * @param scale      s
	 * @param law        of w; null for N(0, 1)
	 */
	static OptionalDouble of(ScalarFunction function, double[][] covariance, double[] source, double scale, Law law) {
		double deviation = law == null ? scale : scale * Math.sqrt(law.variance());
		double slope = growth(function, FARTHER), offset = 0;
		if (!(slope <= 2 * growth(function, FAR) + 1e-3)) return OptionalDouble.empty();
		if (slope < 1e-3 * growth(function, 1)) slope = 0; // bounded
		for (double z : new double[] { 0, 1, -1, 3, -3, FAR, -FAR }) offset = Math.max(offset, Math.abs(function.value(z)) - slope * Math.abs(z));
		double linear = 0, constant = 0;
		for (int p = 0; p < source.length; p++) {
			linear += deviation * slope * Math.abs(source[p]) * Math.sqrt(covariance[p][p]);
			constant += deviation * offset * Math.abs(source[p]);
		}
		double radius = (RADIUS + constant) / Math.sqrt(Math.max(0, 1 - linear * linear));
		if (linear > 0.5 || radius > LARGEST_RADIUS) return OptionalDouble.empty();
		var rule = law == null ? Optional.of(trapezoid(radius)) : slope > 0 && !isBounded(law) ? Optional.<double[][]>empty() : law.rule(constant / Math.sqrt(law.variance()), PANELS);
		if (rule.isEmpty()) return OptionalDouble.empty();
		double excess = 0, error = 0;
		for (int k = 0; k < rule.get()[0].length; k++) {
			double w = rule.get()[0][k], weight = rule.get()[1][k];
			if (weight < NOTHING) continue;
			var functions = new ScalarFunction[source.length];
			for (int p = 0; p < source.length; p++) functions[p] = exponential(function, w * scale * source[p], slope);
			var mean = GaussianMoments.product(functions, covariance, LARGEST_RANK);
			if (mean.isEmpty()) return OptionalDouble.empty();
			excess += weight * (mean.get().value() - 1);
			error += weight * mean.get().error();
		}
		return error <= ACCURACY * Math.max(1, excess) ? OptionalDouble.of(excess) : OptionalDouble.empty();
	}

	private static double[][] trapezoid(double radius) {
		int most = (int) (radius / STEP);
		double[][] rule = new double[2][2 * most + 1];
		for (int k = -most; k <= most; k++) {
			rule[0][k + most] = k * STEP;
			rule[1][k + most] = STEP / Math.sqrt(2 * StrictMath.PI) * Elementary.gaussian(k * STEP);
		}
		return rule;
	}

	/** Whether the rule does not reach farther the faster the integrand grows. */
	private static boolean isBounded(Law law) {
		double deviation = Math.sqrt(law.variance());
		return law.rule(FAR / deviation, 1).map(rule -> Arrays.stream(rule[0]).allMatch(w -> Math.abs(w) < 0.5 * FAR * deviation)).orElse(false);
	}

	private static double growth(ScalarFunction function, double z) {
		return Math.max(Math.abs(function.value(z)), Math.abs(function.value(-z))) / z;
	}

	/** e^{α σ(z)}: off the real axis of entire functions σ is of the order of what it is on the axis up to a height of about one. */
	private static ScalarFunction exponential(ScalarFunction function, double alpha, double slope) {
		var of = function.regularity();
		double height = of.isAnalytic() ? Math.min(0.9 * of.height(), 1 / Math.max(1, Math.max(of.linear(), Math.sqrt(2 * of.quadratic())))) : Double.POSITIVE_INFINITY;
		return ScalarFunction.of(new Regularity(height, Math.abs(alpha) * slope, 0, 0, of.kinks(), -1), z -> Elementary.exp(alpha * function.value(z)));
	}
}
