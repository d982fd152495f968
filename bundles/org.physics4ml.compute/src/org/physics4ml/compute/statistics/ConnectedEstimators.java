package org.physics4ml.compute.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Exactly unbiased estimators of connected functions from sums over M independent draws. Stateless, thread-safe. */
public final class ConnectedEstimators {

	/** Largest order of {@link #connected}. */
	public static final int MAXIMUM_ORDER = 8;

	private static final List<?>[] PARTITIONS = new List<?>[MAXIMUM_ORDER + 1];
	/** STIRLING[n][j]: number of partitions of n elements into j blocks. */
	private static final long[][] STIRLING = new long[MAXIMUM_ORDER + 1][MAXIMUM_ORDER + 1];
	private static final double[] FACTORIAL = new double[MAXIMUM_ORDER + 1];

	static {
		STIRLING[0][0] = 1;
		FACTORIAL[0] = 1;
		for (int n = 1; n <= MAXIMUM_ORDER; n++) {
			PARTITIONS[n] = SetPartitions.all(n);
			FACTORIAL[n] = n * FACTORIAL[n - 1];
			for (int j = 1; j <= n; j++) STIRLING[n][j] = STIRLING[n - 1][j - 1] + j * STIRLING[n - 1][j];
		}
	}

	private ConnectedEstimators() {
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
		var weights = new double[n + 1]; // (-1)^{r-1} (r-1)! M^r/(M)_r
		double falling = 1;
		for (int r = 1; r <= n; r++) {
			falling *= draws / (draws - (r - 1.0));
			weights[r] = (r % 2 == 0 ? -1 : 1) * FACTORIAL[r - 1] * falling;
		}
		double total = 0;
		var ways = new double[n + 1];
		for (Object partition : PARTITIONS[n]) {
			var blocks = (int[]) partition;
			double product = coefficient(blocks, weights, ways, draws);
			for (int block : blocks) product *= sums.applyAsDouble(block) / draws;
			total += product;
		}
		return total;
	}

	/** Coefficient of Π_C S(C)/M, in means so that nothing overflows: the blocks C of a partition arise by merging 1 … |C| blocks each, with Möbius factor (-1)^{j-1}(j-1)!. */
	private static double coefficient(int[] blocks, double[] weights, double[] ways, long draws) {
		int n = ways.length - 1, used = 0;
		Arrays.fill(ways, 0);
		ways[0] = 1;
		for (int block : blocks) {
			int size = Integer.bitCount(block);
			for (int r = used + size; r >= 0; r--) {
				double sum = 0;
				for (int j = 1; j <= Math.min(size, r); j++) sum += ways[r - j] * STIRLING[size][j] * (j % 2 == 0 ? -1 : 1) * FACTORIAL[j - 1];
				ways[r] = sum;
			}
			used += size;
		}
		double sum = 0;
		for (int r = n; r >= blocks.length; r--) {
			double scale = 1; // M^{|blocks| - r}
			for (int i = blocks.length; i < r; i++) scale /= draws;
			sum += weights[r] * scale * ways[r];
		}
		return sum;
	}

	/**
	 * Connected four-point function where all odd moments vanish: m_abcd - Σ_{3 pairings} [M m_ab m_cd - m_abcd]/(M-1), m = S/M.
	 *
	 * @param draws M ≥ 2
	 * @param abcd  Σ_i φ_a φ_b φ_c φ_d
	 * @param ab    Σ_i φ_a φ_b, and likewise the others
	 * @throws IllegalArgumentException if M < 2
	 */
	public static double evenFourth(long draws, double abcd, double ab, double cd, double ac, double bd, double ad, double bc) {
		if (draws < 2) throw new IllegalArgumentException(draws + " draws");
		double m = draws, fourth = abcd / m;
		double pairs = ab / m * (cd / m) + ac / m * (bd / m) + ad / m * (bc / m);
		return fourth - (m * pairs - 3 * fourth) / (m - 1);
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

	/**
	 * Rao-Blackwell estimator over a Gaussian last layer, where Ĝ_ab = E[φ_a φ_b | hidden layers]: Gc_abcd = Cov(Ĝ_ab, Ĝ_cd) + Cov(Ĝ_ac, Ĝ_bd) + Cov(Ĝ_ad, Ĝ_bc)
	 * (law of total cumulance), each the unbiased sample covariance.
	 *
	 * @param draws M ≥ 2
	 * @param abcd  Σ_i Ĝ_ab Ĝ_cd, and likewise the other two pairings
	 * @param ab    Σ_i Ĝ_ab, and likewise the others
	 * @throws IllegalArgumentException if M < 2
	 */
	public static double raoBlackwellFourth(long draws, double abcd, double acbd, double adbc, double ab, double cd, double ac, double bd, double ad,
			double bc) {
		return covariance(draws, abcd, ab, cd) + covariance(draws, acbd, ac, bd) + covariance(draws, adbc, ad, bc);
	}
}
