package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.LastHiddenLayer;

/**
 * Joint cumulants of entries of Ĝ = σ_b² + (σ_w²/N) Σ_i σ(z_i) σ(z_i)ᵀ given the kernel H of the N independent neurons' preactivations, in closed form: κ(Ĝ_{p1}, …, Ĝ_{ps}) = σ_w^{2s} N^{1-s}
 * κ(σσ_{p1}, …, σσ_{ps}) of one neuron, plus σ_b² for s = 1 (PHYSICS 9.3). Prepared once, then immutable and thread-safe.
 */
final class NeuronCumulants {

	private final LastHiddenLayer layer;
	private final int points;
	/** The two points of each packed pair. */
	private final int[][] ends;
	/** Multisets of points whose moments are needed. */
	private int[][] moments;
	/** For each cumulant: for each subset of its pairs the moment's number. */
	private int[][] subsets;

	/** @param points number k of distinct points */
	NeuronCumulants(LastHiddenLayer layer, int points) {
		this.layer = layer;
		this.points = points;
		ends = new int[DrawSampler.packedLength(points)][];
		for (int p = 0; p < points; p++)
			for (int q = p; q < points; q++)
				ends[DrawSampler.index(p, q, points)] = new int[] { p, q };
	}

	/** Whether the moments that all rows need are known. */
	static boolean areKnown(LastHiddenLayer layer, Sites sites) {
		Set<List<Integer>> tried = new HashSet<>();
		for (Sites.Row row : sites.rows()) {
			int n = row.fields().length;
			for (int set = 1; n % 2 == 0 && set < 1 << n; set++) {
				if (Integer.bitCount(set) % 2 == 1)
					continue;
				List<Integer> names = new ArrayList<>(), pattern = new ArrayList<>(); // points renamed in the order of their appearance
				for (int i = 0; i < n; i++)
					if ((set >> i & 1) == 1) {
						int point = sites.point(row.fields()[i]);
						if (!names.contains(point))
							names.add(point);
						pattern.add(names.indexOf(point));
					}
				if (!tried.add(pattern))
					continue;
				double[][] unit = new double[names.size()][names.size()];
				for (int p = 0; p < unit.length; p++)
					unit[p][p] = 1;
				if (layer.moment(unit, pattern.stream().mapToInt(Integer::intValue).toArray()).isEmpty())
					return false;
			}
		}
		return true;
	}

	/** @param cumulants packed pairs of each cumulant that is wanted */
	void prepare(int[][] cumulants) {
		Map<List<Integer>, Integer> numbers = new HashMap<>();
		List<int[]> found = new ArrayList<>();
		subsets = new int[cumulants.length][];
		for (int v = 0; v < cumulants.length; v++) {
			subsets[v] = new int[1 << cumulants[v].length];
			for (int set = 1; set < subsets[v].length; set++) {
				int[] members = new int[2 * Integer.bitCount(set)];
				for (int i = 0, at = 0; i < cumulants[v].length; i++)
					if ((set >> i & 1) == 1) {
						members[at++] = ends[cumulants[v][i]][0];
						members[at++] = ends[cumulants[v][i]][1];
					}
				Arrays.sort(members);
				subsets[v][set] = numbers.computeIfAbsent(Arrays.stream(members).boxed().toList(), key -> {
					found.add(members);
					return found.size() - 1;
				});
			}
		}
		moments = found.toArray(int[][]::new);
	}

	/** Multiplications and additions for one kernel: an exponential for each choice of signs is what the dearest closed forms cost. */
	double work() {
		return Arrays.stream(moments).mapToDouble(members -> 40. * (1 << members.length - 1)).sum() + Arrays.stream(subsets).mapToDouble(sets -> 3. * sets.length * sets.length).sum();
	}

	Evaluation evaluation() {
		return new Evaluation();
	}

	/** The cumulants for one kernel after the other, with workspace. For one thread. */
	final class Evaluation {

		private final double[][] kernel = new double[points][points];
		private final double[] values = new double[moments.length], results = new double[subsets.length];
		private final double weight = layer.readoutWeightVariance(), bias = layer.readoutBiasVariance(), width = layer.width();
		private final double[][] ofSubsets = new double[subsets.length][];

		Evaluation() {
			for (int v = 0; v < ofSubsets.length; v++)
				ofSubsets[v] = new double[subsets[v].length];
		}

		/** @param packed where H stands, from the offset on */
		void of(double[] packed, int offset) {
			for (int pair = 0; pair < ends.length; pair++)
				kernel[ends[pair][0]][ends[pair][1]] = kernel[ends[pair][1]][ends[pair][0]] = packed[offset + pair];
			for (int i = 0; i < values.length; i++)
				values[i] = layer.moment(kernel, moments[i]).orElseThrow();
			for (int v = 0; v < results.length; v++) {
				int[] sets = subsets[v];
				for (int set = 1; set < sets.length; set++)
					ofSubsets[v][set] = values[sets[set]];
				int order = Integer.numberOfTrailingZeros(sets.length);
				double cumulant = (order == 1 ? ofSubsets[v][1] : Subsets.cumulants(ofSubsets[v])[sets.length - 1]) * weight;
				for (int s = 1; s < order; s++)
					cumulant *= weight / width;
				results[v] = order == 1 ? cumulant + bias : cumulant;
			}
		}

		double cumulant(int v) {
			return results[v];
		}
	}
}
