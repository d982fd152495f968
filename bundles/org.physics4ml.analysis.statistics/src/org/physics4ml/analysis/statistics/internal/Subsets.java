package org.physics4ml.analysis.statistics.internal;

/**
 * Moments and cumulants of the subsets of n ≤ 8 labelled variables, indexed by bit mask: G(S) = Σ_{B ∋ lowest} κ(B) G(S∖B). Equivalent to the sums over set
 * partitions of PHYSICS 5.
 */
final class Subsets {

	private Subsets() {
	}

	/**
	 * @param moments G by mask; entry 0 is not read
	 * @return κ by mask; entry 0 is 0
	 */
	static double[] cumulants(double[] moments) {
		double[] cumulants = new double[moments.length];
		for (int set = 1; set < moments.length; set++)
			cumulants[set] = moments[set] - disconnected(set, cumulants, moments);
		return cumulants;
	}

	/**
	 * @param cumulants κ by mask; entry 0 is not read
	 * @return G by mask; entry 0 is 1
	 */
	static double[] moments(double[] cumulants) {
		double[] moments = new double[cumulants.length];
		moments[0] = 1;
		for (int set = 1; set < cumulants.length; set++)
			moments[set] = cumulants[set] + disconnected(set, cumulants, moments);
		return moments;
	}

	private static double disconnected(int set, double[] cumulants, double[] moments) {
		int lowest = Integer.lowestOneBit(set), others = set ^ lowest;
		double sum = 0;
		for (int with = (others - 1) & others;; with = (with - 1) & others) { // proper subsets of the others, the empty one last
			if (others == 0)
				return 0;
			sum += cumulants[with | lowest] * moments[others ^ with];
			if (with == 0)
				return sum;
		}
	}
}
