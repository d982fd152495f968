package org.physics4ml.compute.statistics;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * The multisets of 1 … n of k points as non-decreasing index lists i_1 ≤ … ≤ i_m: the independent entries of symmetric tensors up to order n. They are
 * numbered by order, lexicographically within an order: (0), (1), …, (0 0), (0 1), …; C(k+m-1, m) of order m. Immutable, thread-safe.
 */
public final class Multisets {

	private final int points, order;
	/** starts[m] = number of multisets of orders 1 … m-1, for m = 1 … order + 1. */
	private final int[] starts;

	/**
	 * @param points k ≥ 1
	 * @param order  n ≥ 1
	 * @throws IllegalArgumentException if k or n is below 1
	 * @throws ArithmeticException      if there are more than 2³¹ - 1 of them
	 */
	public Multisets(int points, int order) {
		if (points < 1 || order < 1) throw new IllegalArgumentException(points + " points, order " + order);
		this.points = points;
		this.order = order;
		starts = new int[order + 2];
		for (int m = 1; m <= order; m++) starts[m + 1] = Math.addExact(starts[m], count(points, m));
	}

	/** k */
	public int points() {
		return points;
	}

	/** n, the highest order */
	public int order() {
		return order;
	}

	/** How many there are in all orders 1 … n. */
	public int size() {
		return starts[order + 1];
	}

	/** Number of the first multiset of order m, 1 ≤ m ≤ n + 1. */
	public int start(int m) {
		return starts[m];
	}

	/** C(k+m-1, m), the number of multisets of m of k points. */
	public static int count(int points, int m) {
		long count = 1;
		for (int i = 1; i <= m; i++) count = Math.multiplyExact(count, points + i - 1L) / i;
		return Math.toIntExact(count);
	}

	/** The multiset of the number given, indices in non-decreasing order. O(k + n). */
	public int[] get(int rank) {
		if (rank < 0 || rank >= size()) throw new IndexOutOfBoundsException(rank);
		int m = 1;
		while (starts[m + 1] <= rank) m++;
		var indices = new int[m];
		int rest = rank - starts[m], lowest = 0;
		for (int j = 0; j < m; j++) {
			for (int behind; rest >= (behind = count(points - lowest, m - j - 1)); lowest++) rest -= behind;
			indices[j] = lowest;
		}
		return indices;
	}

	/** Number of the multiset of these indices, which are non-decreasing. The inverse of {@link #get}. */
	public int rank(int... indices) {
		return rank(indices, indices.length);
	}

	/** {@link #rank(int...)} of the first m entries. */
	public int rank(int[] indices, int m) {
		if (m < 1 || m > order) throw new IllegalArgumentException("order " + m);
		int rank = starts[m], lowest = 0;
		for (int j = 0; j < m; j++) {
			if (indices[j] < lowest || indices[j] >= points) throw new IllegalArgumentException(Arrays.toString(indices));
			for (; lowest < indices[j]; lowest++) rank += count(points - lowest, m - j - 1);
		}
		return rank;
	}

	/** The indices with one space between, {@code "0 0 1 1"}. */
	public static String label(int... indices) {
		var joiner = new StringJoiner(" ");
		for (int i : indices) joiner.add(Integer.toString(i));
		return joiner.toString();
	}

	/**
	 * The inverse of {@link #label}; any white space separates, any order is accepted and sorted.
	 *
	 * @throws IllegalArgumentException saying what is wrong, if this is no multiset of 1 … n of the points 0 … k-1
	 */
	public int[] parse(String label) {
		var words = label.strip().split("\\s+");
		if (label.isBlank() || words.length > order) {
			throw new IllegalArgumentException("'" + label + "' has " + (label.isBlank() ? 0 : words.length) + " indices, needed are 1 to " + order);
		}
		var indices = new int[words.length];
		for (int j = 0; j < words.length; j++) {
			try {
				indices[j] = Integer.parseInt(words[j]);
			} catch (NumberFormatException e) {
				throw new IllegalArgumentException("'" + words[j] + "' in '" + label + "' is not an index", e);
			}
			if (indices[j] < 0 || indices[j] >= points) {
				throw new IllegalArgumentException("index " + indices[j] + " in '" + label + "' is not between 0 and " + (points - 1));
			}
		}
		Arrays.sort(indices);
		return indices;
	}
}
