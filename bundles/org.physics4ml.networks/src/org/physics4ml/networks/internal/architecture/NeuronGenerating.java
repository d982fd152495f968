package org.physics4ml.networks.internal.architecture;

import java.util.OptionalDouble;

import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.math.Elementary;

/**
 * E e^{w Σ_p J_p σ(z_p)} - 1 over w ~ N(0, s²), z ~ N(0, Σ): the trapezoid rule in w, whose integrand is entire, of expectations of products of e^{w J_p σ(z_p)}. Exists for activations that
 * grow at most linearly, |σ(z)| ≤ L|z| far out, while s² (L Σ|J_p| √Σ_pp)² &lt; 1; it is computed up to a quarter of that.
 */
final class NeuronGenerating {

	/** Step in w: errs by e^{-2π²/h²}, 1e-53, and by e^{-R²/2} beyond a radius R. */
	private static final double STEP = 0.4, RADIUS = 9, LARGEST_RADIUS = 40;
	/** Where growth is judged. */
	private static final double FAR = 1e2, FARTHER = 1e4;
	private static final double ACCURACY = 1e-12;
	private static final int LARGEST_RANK = 2;

	private NeuronGenerating() {
	}

	/**
	 * @param covariance Σ
	 * @param source     J
	 * @param deviation  s
	 */
	static OptionalDouble of(ScalarFunction function, double[][] covariance, double[] source, double deviation) {
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
		double excess = 0, error = 0;
		for (int k = (int) -(radius / STEP); k <= radius / STEP; k++) {
			double w = k * STEP, weight = STEP / Math.sqrt(2 * StrictMath.PI) * Elementary.gaussian(w);
			var functions = new ScalarFunction[source.length];
			for (int p = 0; p < source.length; p++) functions[p] = exponential(function, w * deviation * source[p], slope);
			var mean = GaussianMoments.product(functions, covariance, LARGEST_RANK);
			if (mean.isEmpty()) return OptionalDouble.empty();
			excess += weight * (mean.get().value() - 1);
			error += weight * mean.get().error();
		}
		return error <= ACCURACY * Math.max(1, excess) ? OptionalDouble.of(excess) : OptionalDouble.empty();
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
