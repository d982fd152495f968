package org.physics4ml.compute.statistics;

/**
 * Moments G and connected functions (joint cumulants) Gc of k variables at all multisets:
 *
 * <pre>
 *   G(S) = Σ_π Π_{B∈π} Gc(B),   Gc(S) = Σ_π (-1)^{|π|-1} (|π|-1)! Π_{B∈π} G(B)
 * </pre>
 *
 * over the partitions π of S. Computed by the equivalent recursion over the block of the first element, G(S) = Σ_{B∋s_1} Gc(B) G(S∖B): 2^{n-1} products
 * an entry instead of Bell(n). Arrays are indexed by {@link Multisets} rank. Thread-safe.
 */
public final class Cumulants {

	private final Multisets multisets;
	/** For each multiset: for each proper subset holding the first element, the ranks of it and of the rest. */
	private final int[][] splits;

	/** Prepares the splits: 2^n numbers for every multiset of order n. */
	public Cumulants(Multisets multisets) {
		this.multisets = multisets;
		splits = new int[multisets.size()][];
		for (int rank = 0; rank < splits.length; rank++) splits[rank] = splits(multisets.get(rank));
	}

	private int[] splits(int[] indices) {
		int n = indices.length, all = (1 << n - 1) - 1;
		var result = new int[2 * all];
		int[] block = new int[n], rest = new int[n];
		for (int companions = 0; companions < all; companions++) {
			int inside = 1, outside = 0;
			block[0] = indices[0];
			for (int j = 1; j < n; j++) {
				if ((companions >> j - 1 & 1) != 0) block[inside++] = indices[j];
				else rest[outside++] = indices[j];
			}
			result[2 * companions] = multisets.rank(block, inside);
			result[2 * companions + 1] = multisets.rank(rest, outside);
		}
		return result;
	}

	/** The index of moments and cumulants. */
	public Multisets multisets() {
		return multisets;
	}

	/**
	 * Gc at all multisets.
	 *
	 * @param moments G at all multisets
	 */
	public double[] fromMoments(double[] moments) {
		var cumulants = new double[splits.length];
		for (int s = 0; s < splits.length; s++) cumulants[s] = moments[s] - disconnected(s, cumulants, moments);
		return cumulants;
	}

	/**
	 * G at all multisets.
	 *
	 * @param cumulants Gc at all multisets
	 */
	public double[] toMoments(double[] cumulants) {
		var moments = new double[splits.length];
		for (int s = 0; s < splits.length; s++) moments[s] = cumulants[s] + disconnected(s, cumulants, moments);
		return moments;
	}

	/** G(S) - Gc(S); needs both at the proper sub-multisets only. */
	private double disconnected(int s, double[] cumulants, double[] moments) {
		double sum = 0;
		for (int i = 0; i < splits[s].length; i += 2) sum += cumulants[splits[s][i]] * moments[splits[s][i + 1]];
		return sum;
	}
}
