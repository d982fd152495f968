package org.physics4ml.compute.gaussian;

/**
 * What the variance K of preactivations, and the correlation c of two of them, tend to in ever deeper networks of infinite width with layers of one kind (arXiv:1606.05340, arXiv:1611.01232):
 *
 * <pre>
 *   K ← σ_b² + σ_w² E σ(√K z)²,   c ← (σ_b² + σ_w² E σ(u)σ(v))/K*,   χ = σ_w² E σ'(√K* z)² = ∂c'/∂c at c = 1
 * </pre>
 *
 * χ &lt; 1 is the ordered phase, c* = 1: all inputs become one. χ > 1 is the chaotic phase: inputs lose their correlation down to c* &lt; 1. χ = 1 is critical. Numbers that do not exist are NaN. Immutable.
 *
 * @param phase       where the network is
 * @param fixedPoint  K* that a network with the given K¹ tends to; 0 if K fades, NaN without one, or where every K is one
 * @param chi         χ, infinite for activations that jump
 * @param correlation c*
 * @param length      layers over which correlations approach c* by a factor e: -1/ln χ, in the chaotic phase -1/ln of the slope of the map of correlations at c*
 * @param reason      in words what there is to say where a number is missing or 0; else empty
 */
public record DepthLimit(Phase phase, double fixedPoint, double chi, double correlation, double length, String reason) {

	/** Of networks at large depth. */
	public enum Phase {
		ORDERED, CRITICAL, CHAOTIC,
		/** K grows without bound. */
		DIVERGENT
	}

	/** χ this near to 1 is critical. */
	private static final double CRITICAL = 1e-9;
	/** K changes by less than this part where every K is a fixed point, by rounding. */
	private static final double FIXED = 1e-12;
	private static final double SMALLEST = 1e-24, LARGEST = 1e12;
	private static final int STEPS = 100, BISECTIONS = 200;

	/** The map of one layer. */
	private record Layer(ActivationKernel kernel, ScalarFunction slope, double weightVariance, double biasVariance) {

		double variance(double k) {
			return Math.fma(weightVariance, kernel.variance(k), biasVariance);
		}

		ActivationKernel.Image image(double k, double c) {
			return kernel.map(new BivariateCovariance(k, k, c * k, k * k * (1 - c) * (1 + c)));
		}

		/** c' - c */
		double gain(double k, double c) {
			return Math.fma(weightVariance, image(k, c).covariance().c(), biasVariance) / k - c;
		}

		double chi(double k) {
			return slope == null ? Double.POSITIVE_INFINITY : weightVariance * GaussianMoments.square(slope, k).value();
		}
	}

	/**
	 * @param kernel         kernel map of σ
	 * @param slope          σ'; null if σ jumps
	 * @param weightVariance σ_w² > 0
	 * @param biasVariance   σ_b² ≥ 0
	 * @param start          K¹ > 0
	 */
	public static DepthLimit of(ActivationKernel kernel, ScalarFunction slope, double weightVariance, double biasVariance, double start) {
		var layer = new Layer(kernel, slope, weightVariance, biasVariance);
		try {
			if (isFixed(layer, start) && isFixed(layer, 2 * start)) return at(layer, start, Double.NaN, "every K is a fixed point: the variance of preactivations stays what the first layer makes it");
			double k = fixedPoint(layer, start);
			if (k == Double.POSITIVE_INFINITY) return divergent();
			if (k > 0) return at(layer, k, k, "");
			double chi = layer.chi(SMALLEST);
			return new DepthLimit(phase(chi), 0, chi, Double.NaN, length(chi), "K runs to 0: the preactivations fade with depth");
		} catch (ArithmeticException tooWide) {
			return divergent();
		}
	}

	private static DepthLimit divergent() {
		return new DepthLimit(Phase.DIVERGENT, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "K grows without bound with depth: there is no fixed point");
	}

	private static boolean isFixed(Layer layer, double k) {
		return Math.abs(layer.variance(k) - k) <= FIXED * k;
	}

	/** By some steps of the map, then between two values on both sides. 0 or infinity at the ends. */
	private static double fixedPoint(Layer layer, double start) {
		double k = start;
		for (int step = 0; step < STEPS; step++) {
			double next = layer.variance(k);
			if (!(next <= LARGEST * Math.max(1, start))) return Double.POSITIVE_INFINITY;
			if (next == k) return k;
			if (next < SMALLEST) return 0;
			k = next;
		}
		double low = k, high = k;
		boolean up = layer.variance(k) > k;
		while (up ? layer.variance(high) > high : layer.variance(low) < low) {
			// near 0 a fading K is told from a fixed one by rounding alone
			if (isFixed(layer, up ? high : low) && (up || low < 1e-6 * start && layer.biasVariance == 0)) return up ? high : 0;
			if (up) high = 1.25 * (low = high);
			else low = 0.8 * (high = low);
			if (high > LARGEST * Math.max(1, start)) return Double.POSITIVE_INFINITY;
			if (low < SMALLEST) return 0;
		}
		for (int i = 0; i < BISECTIONS; i++) {
			double middle = 0.5 * (low + high);
			if (middle <= low || middle >= high) break;
			if (layer.variance(middle) > middle) low = middle;
			else high = middle;
		}
		return 0.5 * (low + high);
	}

	private static DepthLimit at(Layer layer, double k, double fixedPoint, String reason) {
		double chi = layer.chi(k);
		var phase = phase(chi);
		if (phase != Phase.CHAOTIC) return new DepthLimit(phase, fixedPoint, chi, 1, length(chi), reason);
		// the map of correlations is a power series with terms of one sign on 0 ≤ c ≤ 1, so that it crosses the diagonal once below 1
		double low = 0, high = 0.5;
		while (layer.gain(k, high) >= 0 && high < 1) high = 0.5 * (1 + high);
		for (int i = 0; i < BISECTIONS && layer.gain(k, 0) > 0; i++) {
			double middle = 0.5 * (low + high);
			if (middle <= low || middle >= high) break;
			if (layer.gain(k, middle) > 0) low = middle;
			else high = middle;
		}
		return new DepthLimit(phase, fixedPoint, chi, low, layer.slope == null ? Double.NaN : length(layer.weightVariance * layer.image(k, low).derivative()), reason);
	}

	private static Phase phase(double chi) {
		return Math.abs(chi - 1) <= CRITICAL ? Phase.CRITICAL : chi < 1 ? Phase.ORDERED : Phase.CHAOTIC;
	}

	/** Infinite at the critical point. */
	private static double length(double chi) {
		return Math.abs(chi - 1) <= CRITICAL ? Double.POSITIVE_INFINITY : chi <= 0 ? 0 : chi > 1 ? Double.NaN : -1 / StrictMath.log(chi);
	}
}
