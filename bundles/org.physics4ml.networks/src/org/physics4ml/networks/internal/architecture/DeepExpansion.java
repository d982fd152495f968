package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.KernelDerivatives;
import org.physics4ml.compute.gaussian.QuadratureKernel;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayeredKernels;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.WidthExpansion;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Pointwise;

/**
 * The 1/N expansion of affine layers with one activation between them. With C = Cov(Ĝ), F = E σσ and the derivatives J, H of F with respect to the kernel,
 *
 * <pre>
 *   C^{l+1}_{(ab)(cd)} = σ_w⁴ { [⟨σ_a σ_b σ_c σ_d⟩ - F_ab F_cd]/N_l + Σ J_{ab,mn} J_{cd,pq} C^l_{(mn)(pq)} },     C¹ = 0
 *   E Ĝ^{l+1}_ab - K^{l+1}_ab = σ_w² { Σ J_{ab,mn} (E Ĝ^l - K^l)_mn + ½ Σ H_{ab,mn,pq} C^l_{(mn)(pq)} }
 * </pre>
 *
 * to leading order (PHYSICS 8.2): mn, pq run over aa, bb, ab. Independent readout weights of another law than the Gaussian add (Ξ4 - 3Ξ2²)⟨σσσσ⟩/N_L to the four-point function. Dependent ones whose law is
 * invariant under rotations have ⟨w_i w_j w_k w_l⟩ = ρ Ξ2² (δ_ij δ_kl + 2 perm.), so that with the weights' part Ĝ' = Ĝ - σ_b² of the kernel Gc4 = ρ Cov(Ĝ'_ab, Ĝ'_cd) + (ρ - 1) E Ĝ'_ab E Ĝ'_cd + 2 perm.
 *
 * @param layers     affine layers, of which all but the last are Gaussian
 * @param activation its name, for messages
 */
record DeepExpansion(List<Dense> layers, Nonlinearity function, String activation) implements WidthExpansion {

	/** Whether the expansion holds for these layers. */
	static boolean isKnown(List<Dense> layers) {
		Law bias = layers.getLast().bias();
		Law weight = layers.getLast().weight();
		boolean known = weight.isIndependent() || weight.isSpherical() && weight.jointMoment(2, 2).isPresent();
		return layers.subList(0, layers.size() - 1).stream().allMatch(Dense::isGaussian) && known && (bias.isGaussian() || bias.variance() == 0);
	}

	@Override
	public Expansion expansion(Points points) throws UnsuitableException {
		var network = new ArrayList<Layer>();
		for (var layer : layers) {
			if (!network.isEmpty()) network.add(new Pointwise(layer.inputs(), function, activation));
			network.add(layer);
		}
		var tiles = new LayeredKernels(network, 1, false).afterEachLayer(points, Method.AUTO);
		var states = IntStream.range(0, layers.size()).mapToObj(l -> tiles.get(2 * l)).toList();
		return new AtPoints(states);
	}

	private final class AtPoints implements Expansion {

		private final List<KernelTile> states;
		private final int k;
		private final KernelDerivatives derivatives;
		private final ActivationKernel kernel;
		private final Map<List<Integer>, Double> products = new HashMap<>(), covariances = new HashMap<>(), shifts = new HashMap<>(), exact = new HashMap<>();
		private final Map<List<Integer>, double[]> firsts = new HashMap<>(), seconds = new HashMap<>();

		AtPoints(List<KernelTile> states) {
			this.states = states;
			k = states.getFirst().rows();
			var slope = function.derivative().orElse(null);
			kernel = function.kernel().orElseGet(() -> new QuadratureKernel(function, slope));
			derivatives = slope == null && function.regularity().degree() != 0 ? null : new KernelDerivatives(function, slope, kernel);
		}

		@Override
		public int layers() {
			return layers.size();
		}

		@Override
		public int width(int layer) {
			return layers.get(layer - 1).inputs();
		}

		@Override
		public double parameter(int layer) {
			double sum = 0;
			for (int l = 2; l <= layer; l++) sum += 1.0 / width(l);
			return sum;
		}

		@Override
		public double kernel(int layer, int a, int b) {
			return states.get(layer - 1).covariance()[Math.min(a, b) * k + Math.max(a, b)];
		}

		@Override
		public synchronized OptionalDouble meanShift(int layer, int a, int b) {
			return number(() -> shift(layer, Math.min(a, b), Math.max(a, b)));
		}

		@Override
		public synchronized OptionalDouble covariance(int layer, int a, int b, int c, int d) {
			return number(() -> covariance(layer, new int[] { a, b }, new int[] { c, d }));
		}

		@Override
		public synchronized OptionalDouble fourPoint(int layer, int a, int b, int c, int d) {
			return number(() -> {
				double sum = covariance(layer, new int[] { a, b }, new int[] { c, d }) + covariance(layer, new int[] { a, c }, new int[] { b, d })
						+ covariance(layer, new int[] { a, d }, new int[] { b, c });
				double excess = excess(layer);
				return excess == 0 ? ofReadout(layer, sum, true, a, b, c, d) : sum + excess * product(layer - 1, a, b, c, d);
			});
		}

		/** ρ times the sum of the three covariances of kernels, and (ρ - 1) times the products of their means, with their shift or without. */
		private double ofReadout(int layer, double sum, boolean shifted, int a, int b, int c, int d) {
			var law = layers.get(layer - 1).weight();
			if (law.isIndependent() || law.variance() == 0) return sum;
			double ratio = law.jointMoment(2, 2).orElse(Double.NaN);
			return ratio * sum + (ratio - 1) * (mean(layer, shifted, a, b) * mean(layer, shifted, c, d) + mean(layer, shifted, a, c) * mean(layer, shifted, b, d) + mean(layer, shifted, a, d) * mean(layer, shifted, b, c));
		}

		/** E Ĝ'_ab */
		private double mean(int layer, boolean shifted, int a, int b) {
			return kernel(layer, a, b) - layers.get(layer - 1).bias().variance() + (shifted ? shift(layer, Math.min(a, b), Math.max(a, b)) : 0);
		}

		/** (Ξ4 - 3Ξ2²)/N of the weights of a layer. */
		private double excess(int layer) {
			var law = layers.get(layer - 1).weight();
			if (layer == 1 || law.isGaussian() || !law.isIndependent() || law.variance() == 0) return 0;
			return (law.standardisedMoment(4) - 3) * law.variance() * law.variance() / width(layer);
		}

		/** Expectations of variables that are too wide for quadrature are not known. */
		private static OptionalDouble number(DoubleSupplier correction) {
			double value;
			try {
				value = correction.getAsDouble();
			} catch (ArithmeticException tooWide) {
				value = Double.NaN;
			}
			return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
		}

		private double covariance(int layer, int[] ab, int[] cd) {
			if (layer == 1) return 0;
			Arrays.sort(ab);
			Arrays.sort(cd);
			boolean swap = ab[0] > cd[0] || ab[0] == cd[0] && ab[1] > cd[1];
			int[] first = swap ? cd : ab, second = swap ? ab : cd;
			var key = List.of(layer, first[0], first[1], second[0], second[1]);
			var known = covariances.get(key);
			if (known != null) return known;
			double variance = layers.get(layer - 1).weight().variance();
			double noise = product(layer - 1, ab[0], ab[1], cd[0], cd[1]) - product(layer - 1, ab) * product(layer - 1, cd), carried = 0;
			if (layer > 2) {
				double[] j = first(layer - 1, ab), i = first(layer - 1, cd);
				for (int m = 0; m < 3; m++)
					for (int n = 0; n < 3; n++) if (j[m] != 0 && i[n] != 0) carried += j[m] * i[n] * covariance(layer - 1, entry(ab, m), entry(cd, n));
			}
			double value = variance * variance * (noise / width(layer) + carried);
			covariances.put(key, value);
			return value;
		}

		/** The pairs aa, bb, ab that F_ab depends on. */
		private static int[] entry(int[] ab, int which) {
			return which == 2 ? ab.clone() : new int[] { ab[which], ab[which] };
		}

		private double shift(int layer, int a, int b) {
			if (layer <= 2) return 0;
			var key = List.of(layer, a, b);
			var known = shifts.get(key);
			if (known != null) return known;
			int[] ab = { a, b };
			double[] j = first(layer - 1, ab), h = second(layer - 1, ab);
			double sum = 0;
			for (int m = 0; m < 3; m++) {
				int[] mn = entry(ab, m);
				if (j[m] != 0) sum += j[m] * shift(layer - 1, mn[0], mn[1]);
				if (h[m] != 0) sum += 0.5 * h[m] * covariance(layer - 1, entry(ab, m), entry(ab, m));
			}
			int[][] mixed = { { 0, 1 }, { 0, 2 }, { 1, 2 } };
			for (int m = 0; m < 3; m++) if (h[3 + m] != 0) sum += h[3 + m] * covariance(layer - 1, entry(ab, mixed[m][0]), entry(ab, mixed[m][1]));
			double value = layers.get(layer - 1).weight().variance() * sum;
			shifts.put(key, value);
			return value;
		}

		private double[] first(int layer, int[] ab) {
			if (derivatives == null) return new double[] { Double.NaN, Double.NaN, Double.NaN };
			return firsts.computeIfAbsent(List.of(layer, ab[0], ab[1]), key -> derivatives.first(pair(layer, ab)));
		}

		private double[] second(int layer, int[] ab) {
			if (derivatives == null) return new double[] { Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN };
			return seconds.computeIfAbsent(List.of(layer, ab[0], ab[1]), key -> derivatives.second(pair(layer, ab)));
		}

		private BivariateCovariance pair(int layer, int[] ab) {
			var state = states.get(layer - 1);
			double a = state.covariance()[ab[0] * (k + 1)], b = state.covariance()[ab[1] * (k + 1)];
			int at = ab[0] * k + ab[1];
			return new BivariateCovariance(a, b, state.covariance()[at], a * b * state.sine2()[at]);
		}

		/** ⟨σ_a σ_b …⟩ at K^l, NaN where no method is known. */
		private double product(int layer, int... points) {
			var sorted = points.clone();
			Arrays.sort(sorted);
			var key = new ArrayList<Integer>();
			key.add(layer);
			for (int point : sorted) key.add(point);
			return products.computeIfAbsent(key, absent -> expectation(layer, sorted));
		}

		private double expectation(int layer, int[] sorted) {
			if (sorted.length == 2) {
				var pair = pair(layer, sorted);
				return sorted[0] == sorted[1] ? kernel.variance(pair.a()) : kernel.map(pair).covariance().c();
			}
			int[] distinct = Arrays.stream(sorted).distinct().toArray(), rows = new int[sorted.length], powers = new int[distinct.length];
			var covariance = new double[distinct.length][distinct.length];
			for (int p = 0; p < distinct.length; p++) for (int q = 0; q < distinct.length; q++) covariance[p][q] = kernel(layer, distinct[p], distinct[q]);
			for (int i = 0; i < sorted.length; i++) {
				while (distinct[rows[i]] != sorted[i]) rows[i]++;
				powers[rows[i]]++;
			}
			var closed = function.moment(covariance, rows);
			if (closed.isPresent()) return closed.getAsDouble();
			return GaussianMoments.expectation(function, covariance, powers).map(found -> found.value()).orElse(Double.NaN);
		}

		/** Where the preactivations of a layer enter through E ĜĜ alone: layer 2, linear networks, and piecewise linear ones at one point. */
		@Override
		public synchronized OptionalDouble exactFourPoint(int layer, int a, int b, int c, int d) {
			if (layer <= 2) return fourPoint(layer, a, b, c, d);
			double sum;
			if (isLinear()) {
				sum = second(layer, a, b, c, d) + second(layer, a, c, b, d) + second(layer, a, d, b, c);
				double pairs = kernel(layer, a, b) * kernel(layer, c, d) + kernel(layer, a, c) * kernel(layer, b, d) + kernel(layer, a, d) * kernel(layer, b, c);
				double wick = second(layer - 1, a, b, c, d) + second(layer - 1, a, c, b, d) + second(layer - 1, a, d, b, c), slope = function.value(1);
				return number(() -> ofReadout(layer, sum - pairs, false, a, b, c, d) + (excess(layer) == 0 ? 0 : excess(layer) * slope * slope * slope * slope * wick));
			}
			if (function.regularity().degree() != 1 || a != b || b != c || c != d) return OptionalDouble.empty();
			double variance = kernel(layer, a, a);
			return number(() -> ofReadout(layer, 3 * (second(layer, a, a, a, a) - variance * variance), false, a, a, a, a) + (excess(layer) == 0 ? 0 : excess(layer) * 1.5 * quartic() * second(layer - 1, a, a, a, a)));
		}

		/** An entire function that grows no faster than its argument is affine (Liouville). */
		private boolean isLinear() {
			var regularity = function.regularity();
			return regularity.isAnalytic() && Double.isInfinite(regularity.height()) && regularity.linear() == 0 && regularity.quadratic() == 0 && regularity.growth() <= 1
					&& function.value(0) == 0;
		}

		/** α⁴ + β⁴ of α min(z, 0) + β max(z, 0). */
		private double quartic() {
			double above = function.value(1), below = function.value(-1);
			return above * above * above * above + below * below * below * below;
		}

		/** E Ĝ^l_ab Ĝ^l_cd. */
		private double second(int layer, int a, int b, int c, int d) {
			if (layer == 1) return kernel(1, a, b) * kernel(1, c, d);
			var key = List.of(layer, a, b, c, d);
			var known = exact.get(key);
			if (known != null) return known;
			var dense = layers.get(layer - 1);
			double n = width(layer), bias = dense.bias().variance(), variance = dense.weight().variance(), products;
			double slope = function.value(1), squares = 0.5 * (slope * slope + function.value(-1) * function.value(-1));
			if (isLinear()) {
				double same = second(layer - 1, a, b, c, d), crossed = second(layer - 1, a, c, b, d) + second(layer - 1, a, d, b, c);
				products = slope * slope * slope * slope * (same + crossed / n);
			} else {
				double before = second(layer - 1, a, a, a, a);
				products = (squares * squares * (n - 1) + 1.5 * quartic()) * before / n;
			}
			double means = squares * (kernel(layer - 1, a, b) + kernel(layer - 1, c, d));
			double value = bias * bias + bias * variance * means + variance * variance * products;
			exact.put(key, value);
			return value;
		}
	}
}
