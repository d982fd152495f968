package org.physics4ml.compute.statistics;

import java.util.Arrays;

/** Diagnostics of Markov chains from the values of one quantity along them. */
public final class Chains {

	/** Sokal's window: the sum of autocorrelations ends at c τ_int. */
	private static final double WINDOW = 5;

	private Chains() {
	}

	/**
	 * The integrated autocorrelation time τ_int = 1 + 2 Σ_{t≤W} ρ(t) of several chains of one law, with the smallest window W ≥ 5 τ_int(W) (A. Sokal, Monte Carlo methods in statistical mechanics, 1996).
	 * ρ is the mean over the chains, about their common mean. At least 1; infinite where no window is short enough: the chains are too short to tell. 1 for a quantity that does not change.
	 *
	 * @param chains values, one array of equal length a chain
	 */
	public static double integratedTime(double[][] chains) {
		int length = chains[0].length;
		double mean = mean(chains), variance = covariance(chains, mean, 0), time = 1;
		if (!(variance > 0)) return 1;
		for (int lag = 1; lag < length; lag++) {
			time += 2 * covariance(chains, mean, lag) / variance;
			if (lag >= WINDOW * time) return Math.max(1, time);
		}
		return Double.POSITIVE_INFINITY;
	}

	private static double mean(double[][] chains) {
		return Arrays.stream(chains).flatMapToDouble(Arrays::stream).average().orElseThrow();
	}

	private static double covariance(double[][] chains, double mean, int lag) {
		double sum = 0;
		int count = 0;
		for (double[] chain : chains)
			for (int t = lag; t < chain.length; t++, count++) sum += (chain[t] - mean) * (chain[t - lag] - mean);
		return sum / count;
	}

	/**
	 * The potential scale reduction R̂ = √(((n-1)/n W + B/n)/W) of m chains of n values, W the mean variance within chains and B n times the variance of their means: 1 once chains that began apart have
	 * met (A. Gelman, D. B. Rubin, Statist. Sci. 7, 457 (1992), doi:10.1214/ss/1177011136). 1 for a quantity that does not change.
	 */
	public static double scaleReduction(double[][] chains) {
		int n = chains[0].length, m = chains.length;
		double all = mean(chains), within = 0, between = 0;
		for (double[] chain : chains) {
			double mean = Arrays.stream(chain).average().orElseThrow();
			for (double value : chain) within += (value - mean) * (value - mean) / (n - 1.0) / m;
			between += (mean - all) * (mean - all) / (m - 1.0);
		}
		return within == 0 && between == 0 ? 1 : Math.sqrt((n - 1.0) / n + between / within);
	}
}
