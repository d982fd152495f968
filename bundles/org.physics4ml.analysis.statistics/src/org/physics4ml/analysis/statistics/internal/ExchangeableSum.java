package org.physics4ml.analysis.statistics.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.physics4ml.compute.statistics.SetPartitions;

/**
 * Moments of fields N^{-1/2} Σ_i w_i ϕ_i whose weights depend on each other, but not on the independent neurons ϕ_i: a sum over the ways to put the fields on different neurons,
 *
 * <pre>
 *   G(1…n) = N^{-n/2} Σ_π N (N-1) … (N-|π|+1) E[Π_{B∈π} w_B] Π_{B∈π} E[Π_{i∈B} ϕ_i]
 * </pre>
 *
 * exact at every N (PHYSICS 4, 8.1). Bell(n) terms a moment.
 */
final class ExchangeableSum {

	private ExchangeableSum() {
	}

	/**
	 * @param n           number of fields
	 * @param width       N
	 * @param weights     E of the product of the readout weights of fields on different neurons, one bit mask of fields a neuron
	 * @param expectation E of the product of ϕ over one neuron for the fields of a mask; empty where it is not known. Asked for where the weights' moment is not 0.
	 * @return G by mask, entry 0 is 1; empty where an expectation is not known
	 */
	static Optional<double[]> moments(int n, int width, ToDoubleFunction<int[]> weights, IntFunction<Optional<Double>> expectation) {
		var moments = new double[1 << n];
		var neuron = new double[1 << n];
		Arrays.fill(neuron, Double.NaN); // not asked for yet
		moments[0] = 1;
		for (int set = 1; set < moments.length; set++) {
			int all = set;
			int[] members = IntStream.range(0, n).filter(i -> (all >> i & 1) == 1).toArray();
			for (int[] partition : SetPartitions.all(members.length)) {
				int[] blocks = Arrays.stream(partition).map(block -> IntStream.range(0, members.length).filter(i -> (block >> i & 1) == 1).map(i -> 1 << members[i]).sum()).toArray();
				double term = blocks.length > width ? 0 : weights.applyAsDouble(blocks);
				if (term == 0) continue;
				for (int block : blocks) {
					if (Double.isNaN(neuron[block])) {
						var known = expectation.apply(block);
						if (known.isEmpty()) return Optional.empty();
						neuron[block] = known.get();
					}
					term *= neuron[block];
				}
				moments[set] += term * ways(members.length, blocks.length, width);
			}
		}
		return Optional.of(moments);
	}

	/** N^{-n/2} N (N-1) … (N-m+1), as a product of factors near 1 or below. */
	private static double ways(int n, int m, double width) {
		double ways = n % 2 == 1 ? 1 / Math.sqrt(width) : 1;
		for (int i = 0; i < m; i++) ways *= i < n / 2 ? (width - i) / width : width - i;
		for (int i = m; i < n / 2; i++) ways /= width;
		return ways;
	}
}
