package org.physics4ml.compute.statistics;

import java.util.Arrays;

/**
 * Whether two independent vectors of estimates, each with its jackknife replicas, have the same mean: Hotelling's statistic with unequal covariances,
 *
 * <pre>
 *   T² = dᵀ S⁻¹ d,   d = t₁ - t₂,   S = S₁ + S₂,   S_k = (B_k-1)/B_k Σ_b (t_(b) - t̄)(t_(b) - t̄)ᵀ
 * </pre>
 *
 * T² (ν-p+1)/(ν p) is nearly F(p, ν-p+1) with the affine invariant ν = (p + p²) / Σ_k [tr((S_k S⁻¹)²) + (tr S_k S⁻¹)²] / (B_k-1),
 * doi:10.1016/j.spl.2003.10.012. As the covariances are estimated from few blocks, T² is larger than chi-squared of p degrees of freedom would be.
 *
 * @param used     the entries that are compared: pivots of the factorised correlation matrix; those that follow linearly from others, and more than
 *                 the blocks can tell apart, are left out
 * @param whole    whether those left out follow from the others, so that all is compared; if not, {@link SquaredPulls} can
 * @param tSquared T²
 * @param degrees  p, number of entries used
 * @param freedom  ν
 * @param pValue   P(T² larger) if the means are equal
 */
public record Hotelling(int[] used, boolean whole, double tSquared, int degrees, double freedom, double pValue) {

	/** Entries whose variance is explained by the others but for this fraction are left out. */
	private static final double DEPENDENT = 1e-6;
	/** At least so many blocks of each vector for an entry. */
	private static final int BLOCKS_PER_ENTRY = 3;

	/**
	 * @param first         t₁
	 * @param firstBlocks   {@code [b][i]}: entry i of the first without block b
	 * @param second        t₂
	 * @param secondBlocks  as above
	 * @return with no entries used (p = 0, p-value 1) where no entry has a variance or there are fewer than four blocks
	 */
	public static Hotelling of(double[] first, double[][] firstBlocks, double[] second, double[][] secondBlocks) {
		int n = first.length;
		double[][] s1 = covariance(firstBlocks, n), s2 = covariance(secondBlocks, n);
		int most = Math.max(0, (Math.min(firstBlocks.length, secondBlocks.length) - 1) / BLOCKS_PER_ENTRY);
		int[] pivots = pivots(s1, s2, n, most + 1);
		boolean whole = pivots.length <= most;
		int[] used = whole ? pivots : Arrays.copyOf(pivots, most);
		Arrays.sort(used);
		int p = used.length;
		if (p == 0)
			return new Hotelling(used, whole, 0, 0, Double.NaN, 1);
		double[][] s = new double[p][p], a1 = new double[p][p], a2 = new double[p][p];
		double[] d = new double[p];
		for (int i = 0; i < p; i++) { // in units of the standard errors, so that nothing overflows
			double ei = Math.sqrt(s1[used[i]][used[i]] + s2[used[i]][used[i]]);
			d[i] = (first[used[i]] - second[used[i]]) / ei;
			for (int j = 0; j < p; j++) {
				double ej = Math.sqrt(s1[used[j]][used[j]] + s2[used[j]][used[j]]);
				a1[i][j] = s1[used[i]][used[j]] / ei / ej;
				a2[i][j] = s2[used[i]][used[j]] / ei / ej;
				s[i][j] = a1[i][j] + a2[i][j];
			}
		}
		double[][] l = factor(s);
		double t2 = 0;
		for (double z : forward(l, d))
			t2 += z * z;
		double freedom = (p + (double) p * p) / (spread(l, a1) / (firstBlocks.length - 1) + spread(l, a2) / (secondBlocks.length - 1));
		double scaled = t2 * (freedom - p + 1) / (freedom * p);
		return new Hotelling(used, whole, t2, p, freedom, FDistribution.upperTail(scaled, p, freedom - p + 1));
	}

	private static double[][] covariance(double[][] blocks, int n) {
		double[][] s = new double[n][n];
		int count = blocks.length;
		if (count < 2)
			return s;
		double[] mean = new double[n];
		for (double[] block : blocks)
			for (int i = 0; i < n; i++)
				mean[i] += (block[i] - blocks[0][i]) / count;
		double[] difference = new double[n];
		for (double[] block : blocks) {
			for (int i = 0; i < n; i++)
				difference[i] = block[i] - blocks[0][i] - mean[i];
			for (int i = 0; i < n; i++)
				for (int j = 0; j < n; j++)
					s[i][j] += difference[i] * difference[j] * (count - 1) / count;
		}
		return s;
	}

	/** Greedy pivots of the correlation matrix: each the entry with the most variance that those before it do not explain. */
	private static int[] pivots(double[][] s1, double[][] s2, int n, int most) {
		double[] error = new double[n], left = new double[n];
		for (int i = 0; i < n; i++) {
			error[i] = Math.sqrt(s1[i][i] + s2[i][i]);
			left[i] = error[i] > 0 && Double.isFinite(error[i]) ? 1 : 0;
		}
		int[] chosen = new int[Math.min(n, most)];
		double[][] columns = new double[chosen.length][];
		for (int k = 0; k < chosen.length; k++) {
			int pivot = 0;
			for (int i = 1; i < n; i++)
				if (left[i] > left[pivot])
					pivot = i;
			if (!(left[pivot] > DEPENDENT))
				return Arrays.copyOf(chosen, k);
			chosen[k] = pivot;
			double root = Math.sqrt(left[pivot]);
			double[] column = new double[n];
			for (int i = 0; i < n; i++) {
				if (!(error[i] > 0) || !Double.isFinite(error[i]))
					continue;
				double value = (s1[i][pivot] + s2[i][pivot]) / error[i] / error[pivot];
				for (int m = 0; m < k; m++)
					value -= columns[m][i] * columns[m][pivot];
				column[i] = value / root;
				left[i] = i == pivot ? 0 : Math.max(0, left[i] - column[i] * column[i]);
			}
			columns[k] = column;
		}
		return chosen;
	}

	private static double[][] factor(double[][] s) {
		int p = s.length;
		double[][] l = new double[p][p];
		for (int i = 0; i < p; i++)
			for (int j = 0; j <= i; j++) {
				double sum = s[i][j];
				for (int k = 0; k < j; k++)
					sum -= l[i][k] * l[j][k];
				l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
			}
		return l;
	}

	private static double[] forward(double[][] l, double[] b) {
		double[] z = new double[b.length];
		for (int i = 0; i < b.length; i++) {
			double sum = b[i];
			for (int k = 0; k < i; k++)
				sum -= l[i][k] * z[k];
			z[i] = sum / l[i][i];
		}
		return z;
	}

	/** tr(M²) + (tr M)² of M = L⁻¹ A L⁻ᵀ. */
	private static double spread(double[][] l, double[][] a) {
		int p = l.length;
		double[][] half = new double[p][], m = new double[p][];
		for (int i = 0; i < p; i++)
			half[i] = forward(l, a[i]); // rows of A L⁻ᵀ
		double trace = 0, square = 0;
		for (int j = 0; j < p; j++) {
			double[] column = new double[p];
			for (int i = 0; i < p; i++)
				column[i] = half[i][j];
			m[j] = forward(l, column); // column j of M, which is symmetric
		}
		for (int i = 0; i < p; i++) {
			trace += m[i][i];
			for (int j = 0; j < p; j++)
				square += m[i][j] * m[j][i];
		}
		return square + trace * trace;
	}
}
