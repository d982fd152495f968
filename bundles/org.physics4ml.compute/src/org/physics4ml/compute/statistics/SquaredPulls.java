package org.physics4ml.compute.statistics;

import java.util.Arrays;

/**
 * Whether two independent vectors of estimates, each with its jackknife replicas, have the same mean, for any number of entries p: the sum of all squared pulls
 *
 * <pre>
 *   Q = Σ_i (t₁ᵢ - t₂ᵢ)² / S_ii,   S = S₁ + S₂ as in {@link Hotelling}
 * </pre>
 *
 * With more entries than blocks S has no inverse, but Q needs none: the correlations R between entries enter through its distribution, a sum of chi-squareds
 * weighted by the eigenvalues of R. It is replaced by β F(h, νh) + p - βh with the first three cumulants of the sum, β = tr R³ / tr R² and h = (tr R²)³ / (tr R³)²,
 * doi:10.1093/biomet/48.3-4.419. The traces are estimated from the blocks without the bias that a Wishart matrix of ν degrees of freedom gives them
 * (E tr Ŝ² = (1 + 1/ν) tr Σ² + (tr Σ)²/ν, and so on), which for p of the order of ν is larger than the traces themselves. The factor νh accounts for the estimated errors;
 * entries that are all the same give Student's test, h = 1. Simulated, a p-value of 0.05 or 0.01 is reached by 0.047 to 0.058 or 0.006 to 0.017 of equal means,
 * whether the entries are independent, share a common part or are functions of a few numbers. Cost O(B² p) for B blocks in all.
 *
 * @param sum      Q
 * @param entries  p, those with a finite error above 0
 * @param degrees  h, effective number of independent entries
 * @param freedom  ν, by which the errors are known
 * @param pValue   P(Q larger) if the means are equal
 */
public record SquaredPulls(double sum, int entries, double degrees, double freedom, double pValue) {

	/** Below, the traces have no unbiased estimate. */
	private static final int LEAST_BLOCKS = 4;

	/**
	 * @param first        t₁
	 * @param firstBlocks  {@code [b][i]}: entry i of the first without block b
	 * @param second       t₂
	 * @param secondBlocks as above
	 * @return with p = 0 and p-value 1 where no entry has a variance or there are fewer than four blocks
	 */
	public static SquaredPulls of(double[] first, double[][] firstBlocks, double[] second, double[][] secondBlocks) {
		int b1 = firstBlocks.length, b2 = secondBlocks.length, n = first.length;
		if (Math.min(b1, b2) < LEAST_BLOCKS)
			return nothing();
		double[][] z = new double[b1 + b2][];
		deviations(firstBlocks, n, z, 0);
		deviations(secondBlocks, n, z, b1);
		double[] scale = new double[n];
		int p = 0;
		double q = 0;
		for (int i = 0; i < n; i++) {
			double largest = 0, variance = 0;
			for (double[] row : z)
				largest = Math.max(largest, Math.abs(row[i]));
			for (double[] row : z)
				variance += largest == 0 ? 0 : row[i] / largest * (row[i] / largest);
			double error = Math.sqrt(variance) * largest; // no square over- or underflows
			if (!(error > 0) || !Double.isFinite(error) || !Double.isFinite(first[i] - second[i]))
				continue;
			scale[i] = 1 / error;
			double pull = (first[i] - second[i]) / error;
			q += pull * pull;
			p++;
		}
		if (p == 0)
			return nothing();
		for (double[] row : z)
			for (int i = 0; i < n; i++)
				row[i] = scale[i] == 0 ? 0 : row[i] * scale[i];
		return judge(q, p, gram(z), b1, b2);
	}

	private static SquaredPulls nothing() {
		return new SquaredPulls(0, 0, 0, Double.NaN, 1);
	}

	/** Rows whose outer products sum to the covariance matrix. */
	private static void deviations(double[][] blocks, int n, double[][] into, int from) {
		double[] mean = new double[n];
		for (double[] block : blocks)
			for (int i = 0; i < n; i++)
				mean[i] += (block[i] - blocks[0][i]) / blocks.length;
		double factor = Math.sqrt((blocks.length - 1.0) / blocks.length);
		for (int b = 0; b < blocks.length; b++) {
			double[] row = into[from + b] = new double[n];
			for (int i = 0; i < n; i++)
				row[i] = (blocks[b][i] - blocks[0][i] - mean[i]) * factor;
		}
	}

	/** Z Zᵀ, which has the eigenvalues of the correlation matrix Zᵀ Z. */
	private static double[][] gram(double[][] z) {
		double[][] g = new double[z.length][z.length];
		for (int a = 0; a < z.length; a++)
			for (int b = 0; b <= a; b++) {
				double sum = 0;
				for (int i = 0; i < z[a].length; i++)
					sum += z[a][i] * z[b][i];
				g[a][b] = g[b][a] = sum;
			}
		return g;
	}

	private static SquaredPulls judge(double q, int p, double[][] g, int b1, int b2) {
		double square = 0, cube = 0;
		for (int a = 0; a < g.length; a++)
			for (int b = 0; b <= a; b++) {
				double product = 0, twice = a == b ? 1 : 2;
				for (int c = 0; c < g.length; c++)
					product += g[a][c] * g[b][c];
				square += twice * g[a][b] * g[a][b];
				cube += twice * product * g[a][b];
			}
		double n = (square + (double) p * p) / (spread(g, 0, b1) / (b1 - 1) + spread(g, b1, b1 + b2) / (b2 - 1));
		double r2 = n * n / ((n - 1) * (n + 2)) * (square - (double) p * p / n);
		double r3 = n * n * n * n / ((n - 1) * (n - 2) * (n + 2) * (n + 4)) * (cube - 3 * square * p / n + 2 * (double) p * p * p / (n * n));
		double alike = Math.clamp(r2 / p / p * (1 + 2 / n), 0, 1); // the diagonal of R is 1, without the noise of a Wishart matrix: that matters to entries that are alike
		r2 *= 1 + 2 * alike / n;
		r3 *= (1 + 2 * alike / n) * (1 + 4 * alike / n);
		r2 = Math.clamp(r2, p, (double) p * p); // eigenvalues at least 0 that add to p
		r3 = Math.clamp(r3, r2 * r2 / p, r2 * Math.sqrt(r2));
		double beta = r3 / r2, h = r2 / beta * (r2 / beta) / r2;
		double x = (q * (n - 2) / n - p + beta * h) / (beta * h) * (n * h) / (n * h - 2);
		return new SquaredPulls(q, p, h, n, FDistribution.upperTail(Math.max(0, x), h, n * h));
	}

	/** tr S_k² + (tr S_k)² from the block of the Gram matrix. */
	private static double spread(double[][] g, int from, int to) {
		double trace = 0, square = 0;
		for (int a = from; a < to; a++) {
			trace += g[a][a];
			for (double each : Arrays.copyOfRange(g[a], from, to))
				square += each * each;
		}
		return square + trace * trace;
	}
}
