package org.physics4ml.compute.gaussian;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * What the variance K of preactivations, and the correlation c of two of them, tend to in ever deeper networks of infinite width with layers of one kind (arXiv:1606.05340, arXiv:1611.01232):
 *
 * <pre>
 *   K ← σ_b² + σ_w² E σ(√K z)²,   c ← (σ_b² + σ_w² E σ(u)σ(v))/K*,   χ = σ_w² E σ'(√K* z)² = ∂c'/∂c at c = 1
 * </pre>
 *
 * χ &lt; 1 is the ordered phase, c* = 1: all inputs become one. χ > 1 is the chaotic phase: inputs lose their correlation down to c* &lt; 1. χ = 1 is critical. Other blocks of layers have maps of their own, with
 * χ = ∂K'(x,x')/∂K(x,x') at equal inputs, the growth of gradients; with skips around them K grows (arXiv:1712.08969). Numbers that do not exist are NaN. Immutable.
 *
 * @param phase       where the network is
 * @param growth      K'/K at large depth: 1 at a fixed point and where K grows slower than exponentially
 * @param fixedPoint  K* that a network with the given K¹ tends to; 0 if K fades, NaN without one, or where every K is one
 * @param chi         χ, infinite for activations that jump
 * @param correlation c*
 * @param length      layers over which correlations approach c* by a factor e: -1/ln of the slope of their map at c*, infinite where they come as a power of the depth
 * @param reason      in words what there is to say where a number is missing or 0; else empty
 */
public record DepthLimit(Phase phase, double growth, double fixedPoint, double chi, double correlation, double length, String reason) {

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
	/** How far growing variances are followed, by quadrature in as many steps as √K; powers of K, and slopes relative to growth, that count as 0 or 1. */
	private static final double FAR = 1e12, FAR_BY_QUADRATURE = 1e6, POWER = 0.01, RELATIVE = 1e-6;
	private static final double SMALLEST = 1e-24;
	private static final int STEPS = 100, BISECTIONS = 200;

	/** What a block of layers makes of inputs x, x' with K(x,x) = K(x',x') = K and K(x,x') = c K. Methods throw {@link ArithmeticException} where an expectation is infinite. */
	public interface Block {

		/** K'(x,x) */
		double variance(double k);

		/** K'(x,x') */
		double covariance(double k, double c);

		/** ∂K'(x,x')/∂K(x,x'); infinite at c = 1, NaN else where activations jump */
		double slope(double k, double c);

		/** Whether expectations are closed forms, so that they can be had at any K. */
		boolean closedForm();
	}

	/** The map of one layer. */
	private record Layer(ActivationKernel kernel, ScalarFunction slope, double weightVariance, double biasVariance) implements Block {

		@Override
		public double variance(double k) {
			return Math.fma(weightVariance, kernel.variance(k), biasVariance);
		}

		private ActivationKernel.Image image(double k, double c) {
			return kernel.map(new BivariateCovariance(k, k, c * k, k * k * (1 - c) * (1 + c)));
		}

		@Override
		public double covariance(double k, double c) {
			return Math.fma(weightVariance, image(k, c).covariance().c(), biasVariance);
		}

		@Override
		public double slope(double k, double c) {
			if (slope == null) return c == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
			return weightVariance * (c == 1 && !closedForm() ? GaussianMoments.square(slope, k).value() : image(k, c).derivative());
		}

		@Override
		public boolean closedForm() {
			return !(kernel instanceof QuadratureKernel);
		}
	}

	/**
	 * Of one layer K ← σ_b² + σ_w² E σσ.
	 *
	 * @param kernel         kernel map of σ
	 * @param slope          σ'; null if σ jumps
	 * @param weightVariance σ_w² > 0
	 * @param biasVariance   σ_b² ≥ 0
	 * @param start          K¹ > 0
	 */
	public static DepthLimit of(ActivationKernel kernel, ScalarFunction slope, double weightVariance, double biasVariance, double start) {
		return of(new Layer(kernel, slope, weightVariance, biasVariance), 0, start);
	}

	/**
	 * Of any block, K ← s K + K'.
	 *
	 * @param skip  s ≥ 0, of what goes around the block
	 * @param start K¹ > 0
	 */
	public static DepthLimit of(Block block, double skip, double start) {
		try {
			if (skip > 0) return growing(block, skip, start);
			if (isFixed(block, start) && isFixed(block, 2 * start)) return at(block, start, Double.NaN, "every K is a fixed point: the variance of preactivations stays what the first layer makes it");
			double k = fixedPoint(block, start);
			if (k == Double.POSITIVE_INFINITY) return growing(block, 0, start);
			if (k > 0) return at(block, k, k, "");
			double chi = block.slope(SMALLEST, 1);
			if (block.slope(4 * SMALLEST, 1) > 2 * chi) chi = 0; // it fades with K
			return new DepthLimit(phase(chi), chi, 0, chi, Double.NaN, length(chi), "K runs to 0: the preactivations fade with depth");
		} catch (ArithmeticException tooWide) {
			return divergent("without bound");
		}
	}

	private static DepthLimit divergent(String how) {
		return new DepthLimit(Phase.DIVERGENT, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "K grows " + how + " with depth: there is no fixed point");
	}

	/** What becomes of a K that has grown far, judged by how K' depends on it from there. */
	private static DepthLimit growing(Block block, double skip, double start) {
		double k = far(block, start);
		double one = block.variance(k), other = block.variance(4 * k), power = one > 0 ? StrictMath.log(other / one) / StrictMath.log(4) : 0;
		if (!(power < 1 + POWER)) return divergent("without bound, faster than exponentially,");
		boolean exponential = power > 1 - POWER;
		double growth = exponential ? skip + (other - one) / (3 * k) : skip, slope = block.slope(k, 1), chi = skip + slope;
		String how = growth != 1 ? String.format(Locale.ROOT, "by the factor %.4g with each block", growth)
				: power < POWER ? String.format(Locale.ROOT, "by about %.3g with each block", other) : String.format(Locale.ROOT, "as the power %.3g of the number of blocks", 1 / (1 - power));
		// what goes around the block keeps correlations as they are
		double correlation = slope * k <= (1 + RELATIVE) * one ? 1 : block.closedForm() ? correlation(c -> block.covariance(k, c) - c * one) : Double.NaN;
		double ratio = (skip + (correlation == 1 ? slope : block.slope(k, correlation))) / growth;
		// what is left of the scale of σ at this K, 1/√K, is no length
		double length = growth == 1 || correlation == 1 && Math.abs(ratio - 1) < 10 / Math.sqrt(k) ? Double.POSITIVE_INFINITY : length(ratio);
		return new DepthLimit(Phase.DIVERGENT, growth, Double.NaN, chi, correlation, length, "K grows " + how + ": there is no fixed point");
	}

	private static double far(Block block, double start) {
		return (block.closedForm() ? FAR : FAR_BY_QUADRATURE) * Math.max(1, start);
	}

	private static boolean isFixed(Block layer, double k) {
		return Math.abs(layer.variance(k) - k) <= FIXED * k;
	}

	/** By some steps of the map, then between two values on both sides. 0 or infinity at the ends. */
	private static double fixedPoint(Block layer, double start) {
		double k = start, largest = far(layer, start);
		for (int step = 0; step < STEPS; step++) {
			double next = layer.variance(k);
			if (!(next <= largest)) return Double.POSITIVE_INFINITY;
			if (next == k) return k;
			if (next < SMALLEST) return 0;
			k = next;
		}
		double low = k, high = k;
		boolean up = layer.variance(k) > k;
		while (up ? layer.variance(high) > high : layer.variance(low) < low) {
			// near 0 a fading K is told from a fixed one by rounding alone
			if (isFixed(layer, up ? high : low) && (up || low < 1e-6 * start && layer.variance(0) == 0)) return up ? high : 0;
			if (up) high = 1.25 * (low = high);
			else low = 0.8 * (high = low);
			if (high > largest) return Double.POSITIVE_INFINITY;
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

	private static DepthLimit at(Block layer, double k, double fixedPoint, String reason) {
		double chi = layer.slope(k, 1);
		var phase = phase(chi);
		// where one input is not itself, as behind dropout, correlations stay below 1 in any phase
		double lost = phase == Phase.CHAOTIC ? 1 : 1 - layer.covariance(k, 1) / k;
		if (lost <= RELATIVE) return new DepthLimit(phase, 1, fixedPoint, chi, 1, length(chi), reason);
		double c = correlation(x -> layer.covariance(k, x) / k - x);
		return new DepthLimit(phase, 1, fixedPoint, chi, c, length(layer.slope(k, c)), reason);
	}

	/** The zero of c' - c: the map of correlations is a power series with terms of one sign on 0 ≤ c ≤ 1, so that it crosses the diagonal once below 1. */
	private static double correlation(DoubleUnaryOperator gain) {
		double low = 0, high = 0.5;
		while (gain.applyAsDouble(high) >= 0 && high < 1) high = 0.5 * (1 + high);
		for (int i = 0; i < BISECTIONS && gain.applyAsDouble(0) > 0; i++) {
			double middle = 0.5 * (low + high);
			if (middle <= low || middle >= high) break;
			if (gain.applyAsDouble(middle) > 0) low = middle;
			else high = middle;
		}
		return low;
	}

	private static Phase phase(double chi) {
		return Math.abs(chi - 1) <= CRITICAL ? Phase.CRITICAL : chi < 1 ? Phase.ORDERED : Phase.CHAOTIC;
	}

	/** Infinite at the critical point. */
	private static double length(double chi) {
		return Math.abs(chi - 1) <= CRITICAL ? Double.POSITIVE_INFINITY : chi <= 0 ? 0 : !(chi <= 1) ? Double.NaN : -1 / StrictMath.log(chi);
	}
}
