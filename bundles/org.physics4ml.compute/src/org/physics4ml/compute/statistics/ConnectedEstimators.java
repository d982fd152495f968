package org.physics4ml.compute.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Exactly unbiased estimators of connected functions from sums over M independent draws. Stateless, thread-safe. */
public final class ConnectedEstimators {

	/** Largest order of {@link #connected}. */
	public static final int MAXIMUM_ORDER = 8;

	/** Partitions into blocks of any size, and into even blocks only, by n. */
	private static final Partitions[][] PARTITIONS = new Partitions[2][MAXIMUM_ORDER + 1];
	private static final double[] FACTORIAL = new double[MAXIMUM_ORDER + 1];

	static {
		FACTORIAL[0] = 1;
		for (int n = 1; n <= MAXIMUM_ORDER; n++) {
			FACTORIAL[n] = n * FACTORIAL[n - 1];
			PARTITIONS[0][n] = new Partitions(n, 1);
			PARTITIONS[1][n] = n % 2 == 0 ? new Partitions(n, 2) : null;
		}
	}

	/** Partitions of n elements, sorted by their sizes. */
	private static final class Partitions {

		final int[][] blocks;
		/** Number of a partition's sizes, and these. */
		final int[] shape;
		final List<int[]> shapes = new ArrayList<>();
		/** ways[s][j]: partitions of s elements into j blocks. */
		final double[][] ways;

		/** @param unit 1, or 2 for even blocks only */
		Partitions(int n, int unit) {
			blocks = SetPartitions.all(n).stream().filter(partition -> Arrays.stream(partition).allMatch(block -> Integer.bitCount(block) % unit == 0)).toArray(int[][]::new);
			shape = new int[blocks.length];
			Map<List<Integer>, Integer> known = new HashMap<>();
			for (int i = 0; i < blocks.length; i++) {
				int[] sizes = Arrays.stream(blocks[i]).map(Integer::bitCount).sorted().toArray();
				shape[i] = known.computeIfAbsent(Arrays.stream(sizes).boxed().toList(), key -> {
					shapes.add(sizes);
					return shapes.size() - 1;
				});
			}
			ways = new double[n + 1][n + 1];
			ways[0][0] = 1;
			for (int s = unit; s <= n; s += unit)
				for (int first = unit; first <= s; first += unit) // the block of the first element
					for (int j = 1; j <= n; j++) ways[s][j] += binomial(s - 1, first - 1) * ways[s - first][j - 1];
		}

		private static double binomial(int n, int k) {
			double result = 1;
			for (int i = 1; i <= k; i++) result = result * (n - k + i) / i;
			return result;
		}

		/** Coefficient of Π_C S(C)/M, in means so that nothing overflows: the blocks C of a partition arise by merging 1 … |C| blocks each, with Möbius factor (-1)^{j-1}(j-1)!. */
		double coefficient(int[] sizes, double[] weights, long draws) {
			int n = weights.length - 1, used = 0;
			var sums = new double[n + 1];
			sums[0] = 1;
			for (int size : sizes) {
				for (int r = used + size; r >= 0; r--) {
					double sum = 0;
					for (int j = 1; j <= Math.min(size, r); j++) sum += sums[r - j] * ways[size][j] * (j % 2 == 0 ? -1 : 1) * FACTORIAL[j - 1];
					sums[r] = sum;
				}
				used += size;
			}
			double sum = 0;
			for (int r = n; r >= sizes.length; r--) {
				double scale = 1; // M^{|blocks| - r}
				for (int i = sizes.length; i < r; i++) scale /= draws;
				sum += weights[r] * scale * sums[r];
			}
			return sum;
		}
	}

	private ConnectedEstimators() {
	}

	/** Number of products of {@link #connected}, Bell(n), or those of even blocks. */
	public static int terms(int n, boolean even) {
		return PARTITIONS[even ? 1 : 0][n].blocks.length;
	}

	/**
	 * Connected function of n fields without any assumption on their moments: in Gc = Σ_π (-1)^{|π|-1}(|π|-1)! Π_{B∈π} G(B) each product is replaced by its
	 * mean over |π| distinct draws, Σ_{i_1≠…≠i_r} Π_b X_{i_b}(B_b) / (M)_r, (M)_r = M(M-1)…(M-r+1), which the inclusion-exclusion over mergings of
	 * blocks turns into products of the sums S(C) = Σ_i Π_{a∈C} φ_a(i) (multivariate k-statistics; PHYSICS 5). Bell(n) products.
	 *
	 * @param n     order, 1 … {@link #MAXIMUM_ORDER}
	 * @param draws M ≥ n
	 * @param sums  S by bit mask: {@code sums.applyAsDouble(m)} = Σ_i Π_{a: bit a of m} φ_a(i), 0 < m < 2^n
	 * @throws IllegalArgumentException if n is out of range or M < n
	 */
	public static double connected(int n, long draws, IntToDoubleFunction sums) {
		if (n < 1 || n > MAXIMUM_ORDER || draws < n) throw new IllegalArgumentException("order " + n + " from " + draws + " draws");
		return connected(PARTITIONS[0][n], n, n, draws, sums);
	}

	/**
	 * The same for even n where all odd moments vanish: partitions into even blocks alone, 1, 4, 31 and 379 of them for n = 2 … 8. For n = 4 it is m_abcd - Σ_{3 pairings} [M
	 * m_ab m_cd - m_abcd]/(M-1), m = S/M.
	 *
	 * @param draws M ≥ n/2
	 * @throws IllegalArgumentException if n is odd or out of range or M < n/2
	 */
	public static double evenConnected(int n, long draws, IntToDoubleFunction sums) {
		if (n < 2 || n > MAXIMUM_ORDER || n % 2 == 1 || draws < n / 2) throw new IllegalArgumentException("order " + n + " from " + draws + " draws");
		return connected(PARTITIONS[1][n], n, n / 2, draws, sums);
	}

	private static double connected(Partitions partitions, int n, int most, long draws, IntToDoubleFunction sums) {
		var weights = new double[n + 1]; // (-1)^{r-1} (r-1)! M^r/(M)_r
		double falling = 1;
		for (int r = 1; r <= most; r++) {
			falling *= draws / (draws - (r - 1.0));
			weights[r] = (r % 2 == 0 ? -1 : 1) * FACTORIAL[r - 1] * falling;
		}
		var coefficients = new double[partitions.shapes.size()];
		for (int i = 0; i < coefficients.length; i++) coefficients[i] = partitions.coefficient(partitions.shapes.get(i), weights, draws);
		double total = 0;
		for (int i = 0; i < partitions.blocks.length; i++) {
			double product = coefficients[partitions.shape[i]];
			for (int block : partitions.blocks[i]) product *= sums.applyAsDouble(block) / draws;
			total += product;
		}
		return total;
	}

	/**
	 * Unbiased sample covariance [Σxy - Σx Σy/M]/(M-1).
	 *
	 * @throws IllegalArgumentException if M < 2
	 */
	public static double covariance(long draws, double xy, double x, double y) {
		if (draws < 2) throw new IllegalArgumentException(draws + " draws");
		double m = draws;
		return (xy - x / m * y) / (m - 1);
	}
}
