package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.compute.statistics.ConnectedEstimators;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.network.DrawSampler;

/**
 * Rao-Blackwell over a Gaussian last layer: given the hidden layers the outputs are N(0, Ĝ), independent from output to output, so that G2 = E Ĝ_ab and
 * Gc4 = Cov(Ĝ_ab, Ĝ_cd) + 2 permutations (law of total cumulance, PHYSICS 9.2); odd correlators vanish exactly. Sums of δ = Ĝ - K and of δδ are kept, K a fixed
 * reference near the mean, so that nothing cancels at large width.
 */
final class KernelMeasurement extends CorrelatorMeasurement {

	private static final int[][] PAIRINGS = { { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 0, 3, 1, 2 } };
	private static final int ABSENT = -1;

	private final double[] reference;
	/** Packed index of each pair that is summed, then pairs of these whose products are summed. */
	private final int[] pairs;
	private final int[] first;
	private final int[] second;
	/** For each row of order 4 and each pairing: the two pairs and their product, ABSENT where outputs differ; for order 2 the pair. */
	private final int[][] terms;

	/**
	 * @param reference packed kernel at the distinct points, subtracted from every draw
	 */
	KernelMeasurement(Estimator.Choice choice, Sites sites, SingleLayerTheory theory, double[] reference) {
		super(choice, sites, theory);
		this.reference = reference;
		Map<Integer, Integer> pairNumbers = new HashMap<>();
		Map<Long, Integer> productNumbers = new HashMap<>();
		List<int[]> products = new ArrayList<>();
		terms = new int[sites.rows().size()][];
		for (int row = 0; row < terms.length; row++) {
			int[] fields = sites.rows().get(row).fields();
			switch (fields.length) {
			case 2 -> terms[row] = new int[] { pair(pairNumbers, fields[0], fields[1]) };
			case 4 -> {
				terms[row] = new int[9];
				for (int pairing = 0; pairing < 3; pairing++) {
					int[] order = PAIRINGS[pairing];
					int a = pair(pairNumbers, fields[order[0]], fields[order[1]]), b = pair(pairNumbers, fields[order[2]], fields[order[3]]);
					int low = Math.min(a, b), high = Math.max(a, b);
					terms[row][3 * pairing] = a;
					terms[row][3 * pairing + 1] = b;
					terms[row][3 * pairing + 2] = a == ABSENT || b == ABSENT ? ABSENT : productNumbers.computeIfAbsent((long) low << 32 | high, key -> {
						products.add(new int[] { low, high });
						return products.size() - 1;
					});
				}
			}
			default -> {
				if (fields.length % 2 == 0)
					throw new IllegalArgumentException("order " + fields.length);
			}
			}
		}
		pairs = new int[pairNumbers.size()];
		pairNumbers.forEach((packed, number) -> pairs[number] = packed);
		first = products.stream().mapToInt(product -> product[0]).toArray();
		second = products.stream().mapToInt(product -> product[1]).toArray();
	}

	/** Number of the pair of two fields, ABSENT if they belong to different outputs. */
	private int pair(Map<Integer, Integer> numbers, int a, int b) {
		if (sites().output(a) != sites().output(b))
			return ABSENT;
		int p = Math.min(sites().point(a), sites().point(b)), q = Math.max(sites().point(a), sites().point(b));
		return numbers.computeIfAbsent(DrawSampler.index(p, q, sites().distinct()), packed -> numbers.size());
	}

	@Override
	public Optional<Need> need() {
		return Optional.of(new Need(choice().path(), Quantity.KERNEL));
	}

	@Override
	int length() {
		return pairs.length + first.length;
	}

	@Override
	public void accumulate(Draws draws, Sums statistic) {
		double[] kernels = draws.kernels(), delta = new double[pairs.length], sums = new double[length()];
		for (int i = 0, offset = 0; i < draws.count(); i++, offset += draws.kernelStride()) {
			for (int pair = 0; pair < delta.length; pair++) {
				delta[pair] = kernels[offset + pairs[pair]] - reference[pairs[pair]];
				sums[pair] += delta[pair];
			}
			for (int product = 0; product < first.length; product++)
				sums[delta.length + product] = Math.fma(delta[first[product]], delta[second[product]], sums[delta.length + product]);
		}
		statistic.add(draws.count(), sums);
	}

	@Override
	Values estimate(long draws, double[] sums) {
		int rows = sites().rows().size();
		double[] moments = new double[rows], connected = new double[rows];
		for (int row = 0; row < rows; row++) {
			int[] term = terms[row];
			if (term == null)
				continue; // odd: exactly 0
			if (term.length == 1) {
				moments[row] = connected[row] = term[0] == ABSENT ? 0 : mean(term[0], draws, sums);
				continue;
			}
			for (int pairing = 0; pairing < 9; pairing += 3) {
				if (term[pairing + 2] == ABSENT)
					continue;
				double a = sums[term[pairing]], b = sums[term[pairing + 1]], ab = sums[pairs.length + term[pairing + 2]];
				connected[row] += draws < 2 ? Double.NaN : ConnectedEstimators.covariance(draws, ab, a, b);
				double ka = reference[pairs[term[pairing]]], kb = reference[pairs[term[pairing + 1]]];
				moments[row] += ab / draws + ka * (b / draws) + kb * (a / draws) + ka * kb;
			}
		}
		return new Values(moments, connected);
	}

	private double mean(int pair, long draws, double[] sums) {
		return reference[pairs[pair]] + sums[pair] / draws;
	}
}
