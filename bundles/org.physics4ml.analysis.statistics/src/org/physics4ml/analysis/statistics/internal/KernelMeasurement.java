package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

import org.physics4ml.compute.statistics.ConnectedEstimators;
import org.physics4ml.compute.statistics.ProductSums;
import org.physics4ml.compute.statistics.SetPartitions;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.network.DrawSampler;

/**
 * Rao-Blackwell over Gaussian layers. Given the hidden layers the outputs are N(0, Ĝ), independent from output to output, so that G^(n) = Σ over pairings of E Ĝ … Ĝ, Gc^(n) = Σ over
 * pairings of the joint cumulant κ_{n/2}(Ĝ, …, Ĝ) (law of total cumulance, PHYSICS 9.2), odd correlators vanish exactly. Where the conditional cumulants c(B) of entries of Ĝ given the
 * kernel of the layer before are known, the same law gives κ(A) = Σ_π κ(c(B): B ∈ π) over the partitions π of A (PHYSICS 9.3); else Ĝ itself is drawn and π has single entries only. The
 * κ of what is drawn are multivariate k-statistics of order n/2 ≤ 4 at most: exactly unbiased. Sums of δ = Ĝ - K are kept, K a fixed reference near the mean, so that
 * nothing cancels at large width.
 */
final class KernelMeasurement extends CorrelatorMeasurement {

	private static final int ABSENT = -1;

	/** A partition of a set of pairs: K of its single pairs (0 for the others), and for each subset of its blocks the sum. */
	private record Term(double[] constants, int[] sums) {
	}

	/** Sets of pairs of points, with the number of pairings that give them. */
	private record Row(int[] sets, int[] times) {
	}

	private final double[] reference;
	private final Optional<NeuronCumulants> neurons;
	private final ProductSums sums;
	/** For each row; null if it vanishes. */
	private final Row[] rows;
	private final List<List<Term>> sets = new ArrayList<>();
	/** For each variable: the packed pairs whose cumulant given what is drawn it is. */
	private final int[][] variables;
	/** If the kernel is the same in every draw: it. */
	private final Optional<double[]> fixed;

	/**
	 * @param reference packed kernel at the distinct points, subtracted from every draw
	 * @param neurons   conditional cumulants of Ĝ given the kernel of the last hidden layer, which is then what is drawn; empty if Ĝ is
	 * @param fixed     the kernel of the last hidden layer if it is the same in every draw: nothing is drawn then
	 */
	KernelMeasurement(Estimator.Choice choice, Sites sites, SingleLayerTheory theory, Sources sources, double[] reference, Optional<NeuronCumulants> neurons, Optional<double[]> fixed) {
		super(choice, sites, theory, sources);
		this.reference = reference;
		this.neurons = neurons;
		this.fixed = fixed;
		var builder = new ProductSums.Builder();
		Map<List<Integer>, Integer> variableNumbers = new HashMap<>(), setNumbers = new HashMap<>();
		List<int[]> found = new ArrayList<>();
		rows = new Row[sites.rows().size()];
		for (int row = 0; row < rows.length; row++) {
			int[] fields = sites.rows().get(row).fields();
			if (fields.length % 2 == 1)
				continue;
			Map<Integer, Integer> times = new HashMap<>();
			for (int[] pairing : SetPartitions.pairings(fields.length)) {
				int[] pairs = Arrays.stream(pairing).map(pair -> pair(fields, pair)).sorted().toArray();
				if (pairs[0] != ABSENT)
					times.merge(setNumbers.computeIfAbsent(list(pairs), key -> {
						sets.add(terms(pairs, builder, variableNumbers, found));
						return sets.size() - 1;
					}), 1, Integer::sum);
			}
			int[] numbers = times.keySet().stream().sorted().mapToInt(Integer::intValue).toArray();
			rows[row] = new Row(numbers, Arrays.stream(numbers).map(times::get).toArray());
		}
		sums = builder.build();
		variables = found.toArray(int[][]::new);
		neurons.ifPresent(known -> known.prepare(variables));
	}

	private static List<Integer> list(int[] numbers) {
		return Arrays.stream(numbers).boxed().toList();
	}

	/** Packed pair of points of two fields, given by their bits; ABSENT if they belong to different outputs. */
	private int pair(int[] fields, int bits) {
		int a = fields[Integer.numberOfTrailingZeros(bits)], b = fields[31 - Integer.numberOfLeadingZeros(bits)];
		if (sites().output(a) != sites().output(b))
			return ABSENT;
		int p = Math.min(sites().point(a), sites().point(b)), q = Math.max(sites().point(a), sites().point(b));
		return DrawSampler.index(p, q, sites().distinct());
	}

	private List<Term> terms(int[] pairs, ProductSums.Builder builder, Map<List<Integer>, Integer> numbers, List<int[]> found) {
		List<Term> terms = new ArrayList<>();
		for (int[] partition : SetPartitions.all(pairs.length)) {
			if (neurons.isEmpty() && partition.length < pairs.length)
				continue;
			int r = partition.length;
			int[] blocks = new int[r];
			double[] constants = new double[r];
			for (int b = 0; b < r; b++) {
				int bits = partition[b];
				int[] members = members(pairs, i -> (bits >> i & 1) == 1);
				constants[b] = members.length == 1 ? reference[members[0]] : 0;
				blocks[b] = numbers.computeIfAbsent(list(members), key -> {
					found.add(members);
					return found.size() - 1;
				});
			}
			int[] nodes = new int[1 << r];
			for (int mask = 1; mask < nodes.length; mask++) {
				int chosen = mask;
				nodes[mask] = builder.add(members(blocks, i -> (chosen >> i & 1) == 1));
			}
			terms.add(new Term(constants, nodes));
		}
		return terms;
	}

	private static int[] members(int[] all, IntPredicate chosen) {
		int[] members = new int[all.length];
		int count = 0;
		for (int i = 0; i < all.length; i++)
			if (chosen.test(i))
				members[count++] = all[i];
		return Arrays.copyOf(members, count);
	}

	@Override
	public Optional<Need> need() {
		return fixed.isPresent() ? Optional.empty() : Optional.of(new Need(choice().path(), neurons.isPresent() ? Quantity.KERNELS : Quantity.KERNEL));
	}

	@Override
	int length() {
		return sums.size();
	}

	@Override
	public double work() {
		return 2. * sums.size() + neurons.map(NeuronCumulants::work).orElse(0.);
	}

	@Override
	void accumulate(Draws draws, double[] totals) {
		accumulate(draws.kernels(), neurons.isPresent() ? DrawSampler.packedLength(sites().distinct()) : 0, draws.kernelStride(), draws.count(), totals);
	}

	/** @param start where the first kernel begins */
	private void accumulate(double[] kernels, int start, int stride, int count, double[] total) {
		double[] tile = sums.tile(), workspace = sums.workspace();
		var evaluation = neurons.map(NeuronCumulants::evaluation);
		for (int first = 0; first < count; first += ProductSums.TILE) {
			int n = Math.min(ProductSums.TILE, count - first);
			if (n < ProductSums.TILE)
				Arrays.fill(tile, 0);
			for (int t = 0; t < n; t++) {
				int offset = start + (first + t) * stride;
				if (evaluation.isPresent())
					evaluation.get().of(kernels, offset);
				for (int v = 0; v < variables.length; v++)
					tile[v * ProductSums.TILE + t] = (evaluation.isPresent() ? evaluation.get().cumulant(v) : kernels[offset + variables[v][0]])
							- (variables[v].length == 1 ? reference[variables[v][0]] : 0);
			}
			sums.add(tile, workspace, total);
		}
	}

	@Override
	Optional<Values> exact() {
		if (fixed.isEmpty())
			return Optional.empty();
		double[] total = new double[sums.size()];
		accumulate(fixed.get(), 0, fixed.get().length, 1, total);
		return Optional.of(estimate(1, total));
	}

	@Override
	Values estimate(long draws, double[] totals) {
		double[] setMoments = new double[sets.size()], setCumulants = new double[sets.size()];
		for (int set = 0; set < setMoments.length; set++)
			for (Term term : sets.get(set)) {
				setMoments[set] += moment(term, draws, totals);
				setCumulants[set] += cumulant(term, draws, totals);
			}
		double[] moments = new double[rows.length], connected = new double[rows.length];
		for (int row = 0; row < rows.length; row++)
			for (int i = 0; rows[row] != null && i < rows[row].sets.length; i++) { // null: exactly 0
				moments[row] += rows[row].times[i] * setMoments[rows[row].sets[i]];
				connected[row] += rows[row].times[i] * setCumulants[rows[row].sets[i]];
			}
		return new Values(moments, connected);
	}

	/** κ of the blocks. */
	private double cumulant(Term term, long draws, double[] totals) {
		int r = term.constants.length;
		if (r == 1)
			return term.constants[0] + totals[term.sums[1]] / draws;
		if (fixed.isPresent())
			return 0;
		return draws < r ? Double.NaN : ConnectedEstimators.connected(r, draws, mask -> totals[term.sums[mask]]);
	}

	/** E Π_B (K_B + δ_B) */
	private static double moment(Term term, long draws, double[] totals) {
		double moment = 0;
		for (int mask = 0; mask < term.sums.length; mask++) {
			double product = mask == 0 ? 1 : totals[term.sums[mask]] / draws;
			for (int b = 0; b < term.constants.length; b++)
				if ((mask >> b & 1) == 0)
					product *= term.constants[b];
			moment += product;
		}
		return moment;
	}
}
