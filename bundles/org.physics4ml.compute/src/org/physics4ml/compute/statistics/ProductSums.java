package org.physics4ml.compute.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.internal.SumLanes;

/**
 * Sums over draws of products of variables, S(A) = Σ_i Π_{a∈A} x_a(i), for given multisets A: what moments and cumulants are made of. Products of a tile of draws are
 * formed from their longest prefix, depth first, so that a draw and multiset cost one multiplication and one addition, and only as many products as the longest multiset
 * has variables are kept. Eight partial sums in a fixed order: the same bits with and without vectors. Immutable, thread-safe.
 */
public final class ProductSums {

	/** Draws of a tile. */
	public static final int TILE = 128;

	/** Collects multisets. */
	public static final class Builder {

		private final Map<Long, Integer> children = new HashMap<>();
		private final List<Integer> parents = new ArrayList<>(), variables = new ArrayList<>();

		/**
		 * Adds a multiset and its prefixes.
		 *
		 * @param multiset variables, sorted or not, at least one
		 * @return index of its sum
		 */
		public int add(int... multiset) {
			int[] sorted = multiset.clone();
			Arrays.sort(sorted);
			int node = -1;
			for (int variable : sorted) {
				int parent = node;
				node = children.computeIfAbsent((long) parent << 32 | variable, key -> {
					parents.add(parent);
					variables.add(variable);
					return parents.size() - 1;
				});
			}
			return node;
		}

		public ProductSums build() {
			return new ProductSums(parents.stream().mapToInt(Integer::intValue).toArray(), variables.stream().mapToInt(Integer::intValue).toArray());
		}
	}

	/** Nodes depth first: index of the sum, variable, and number of variables less one. */
	private final int[] nodes, variables, levels;
	private final int depth, variableCount;

	private ProductSums(int[] parents, int[] variableOf) {
		int count = parents.length;
		int[] level = new int[count], firstChild = new int[count + 1], sibling = new int[count];
		Arrays.fill(firstChild, -1);
		for (int node = count - 1; node >= 0; node--) { // a prefix is older than what it begins
			sibling[node] = firstChild[parents[node] + 1];
			firstChild[parents[node] + 1] = node;
		}
		nodes = new int[count];
		variables = new int[count];
		levels = new int[count];
		int at = 0;
		for (int node = firstChild[0]; node >= 0; at++) {
			level[node] = parents[node] < 0 ? 0 : level[parents[node]] + 1;
			nodes[at] = node;
			variables[at] = variableOf[node];
			levels[at] = level[node];
			int next = firstChild[node + 1];
			for (int up = node; next < 0 && up >= 0; up = parents[up]) next = sibling[up];
			node = next;
		}
		depth = Arrays.stream(levels).max().orElse(-1) + 1;
		variableCount = Arrays.stream(variableOf).max().orElse(-1) + 1;
	}

	/** Number of sums. */
	public int size() {
		return nodes.length;
	}

	/** Number of variables: one more than the largest in a multiset. */
	public int variables() {
		return variableCount;
	}

	/** An array for the variables of a tile: x_a of draw t at a·{@value #TILE} + t. */
	public double[] tile() {
		return new double[variableCount * TILE];
	}

	/** Workspace for one thread. */
	public double[] workspace() {
		return new double[depth * TILE];
	}

	/**
	 * Adds the products of a tile to the sums.
	 *
	 * @param tile      see {@link #tile()}; with fewer draws than {@value #TILE} the rest is 0
	 * @param workspace see {@link #workspace()}
	 * @param sums      S, {@link #size()} of them
	 */
	public void add(double[] tile, double[] workspace, double[] sums) {
		double[] lanes = new double[8];
		for (int i = 0; i < nodes.length; i++) {
			int level = levels[i], variable = variables[i] * TILE;
			if (level == 0) {
				System.arraycopy(tile, variable, workspace, 0, TILE);
				sum(workspace, lanes);
			} else multiply(workspace, (level - 1) * TILE, tile, variable, workspace, level * TILE, lanes);
			sums[nodes[i]] += (lanes[0] + lanes[4] + (lanes[2] + lanes[6])) + (lanes[1] + lanes[5] + (lanes[3] + lanes[7]));
		}
	}

	private static void sum(double[] x, double[] lanes) {
		Arrays.fill(lanes, 0);
		for (int q = 0; q < TILE; q += 8) for (int l = 0; l < 8; l++) lanes[l] += x[q + l];
	}

	private static void multiply(double[] a, int i, double[] b, int j, double[] out, int at, double[] lanes) {
		if (Simd.AVAILABLE) {
			SumLanes.multiply(TILE, a, i, b, j, out, at, lanes);
			return;
		}
		Arrays.fill(lanes, 0);
		for (int q = 0; q < TILE; q += 8)
			for (int l = 0; l < 8; l++) lanes[l] += out[at + q + l] = a[i + q + l] * b[j + q + l];
	}
}
