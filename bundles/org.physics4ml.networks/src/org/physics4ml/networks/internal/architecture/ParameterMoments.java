package org.physics4ml.networks.internal.architecture;

import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.internal.layer.Dense;

/** E Π_i σ(z_i), z_i = Σ_j w_j x_ij/√d + b, over the independent parameters of any law of one neuron of a first layer. */
final class ParameterMoments {

	/** Finer and coarser division of the axes: sums over them that differ are not used. */
	private static final int FINE = 24, COARSE = 17;
	private static final double MOST_TERMS = 4e6, ACCURACY = 1e-12;

	private ParameterMoments() {
	}

	/**
	 * σ(z) = z: moments from the cumulants of the parameters, κ(z_1 … z_n) = κ_n(w) Σ_j Π_i x_ij/√d + κ_n(b).
	 *
	 * @param indices distinct points, which may repeat
	 * @return empty where a moment does not exist
	 */
	static OptionalDouble linear(Dense layer, Points points, int[] indices) {
		int n = indices.length, d = points.dimension();
		double[] ofWeight = cumulants(layer.weight(), n), ofBias = cumulants(layer.bias(), n), connected = new double[1 << n], moments = new double[1 << n];
		for (int set = 1; set < connected.length; set++) {
			int order = Integer.bitCount(set);
			double sum = 0;
			for (int j = 0; j < d; j++) {
				double product = 1;
				for (int i = 0; i < n; i++) if ((set >> i & 1) == 1) product *= points.distinct(indices[i])[j] / Math.sqrt(d);
				sum += product;
			}
			connected[set] = (ofWeight[order] == 0 ? 0 : ofWeight[order] * sum) + ofBias[order];
		}
		moments[0] = 1;
		for (int set = 1; set < moments.length; set++) {
			int first = Integer.lowestOneBit(set), rest = set ^ first;
			for (int block = rest;; block = block - 1 & rest) { // blocks that contain the first
				moments[set] += connected[block | first] * moments[rest ^ block];
				if (block == 0) break;
			}
		}
		double value = moments[moments.length - 1];
		return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
	}

	/** κ_0 … κ_n: κ_m = μ_m - Σ_{1≤j<m} C(m-1, j-1) κ_j μ_{m-j}. */
	private static double[] cumulants(Law law, int n) {
		double[] moments = new double[n + 1], cumulants = new double[n + 1];
		if (law.variance() == 0) return cumulants;
		double power = 1, deviation = Math.sqrt(law.variance());
		for (int m = 1; m <= n; m++) {
			power *= deviation;
			moments[m] = m == 1 ? 0 : m == 2 ? law.variance() : law.isEven() && m % 2 == 1 ? 0 : power * law.standardisedMoment(m);
			cumulants[m] = moments[m];
			double binomial = 1;
			for (int j = 1; j < m; j++) {
				cumulants[m] -= binomial * cumulants[j] * moments[m - j];
				binomial = binomial * (m - j) / j;
			}
		}
		return cumulants;
	}

	/**
	 * Sums over the values of all parameters where these are few, integrals over one or two.
	 *
	 * @param distinct points
	 * @param powers   how often each is there
	 * @return empty where no rule is known, it has too many terms, or does not converge
	 */
	static Optional<Double> summed(ScalarFunction function, Dense layer, Points points, int[] distinct, int[] powers) {
		var fine = sum(function, layer, points, distinct, powers, FINE);
		var coarse = sum(function, layer, points, distinct, powers, COARSE);
		return fine.isPresent() && coarse.isPresent() && Math.abs(fine.get()[0] - coarse.get()[0]) <= ACCURACY * fine.get()[1] ? Optional.of(fine.get()[0]) : Optional.empty();
	}

	/** The sum, and that of absolute terms. */
	private static Optional<double[]> sum(ScalarFunction function, Dense layer, Points points, int[] distinct, int[] powers, int panels) {
		double[][] zero = { { 0 }, { 1 } };
		var weight = layer.weight().variance() == 0 ? Optional.of(zero) : layer.weight().rule(0, panels);
		var bias = layer.bias().variance() == 0 ? Optional.of(zero) : layer.bias().rule(0, panels);
		int d = points.dimension();
		if (weight.isEmpty() || bias.isEmpty() || StrictMath.pow(weight.get()[0].length, d) * bias.get()[0].length > MOST_TERMS) return Optional.empty();
		double[] sums = new double[2];
		add(function, points, distinct, powers, weight.get(), bias.get(), 0, new double[distinct.length], 1, sums);
		return Optional.of(sums);
	}

	private static void add(ScalarFunction function, Points points, int[] distinct, int[] powers, double[][] weight, double[][] bias, int j, double[] z, double factor, double[] sums) {
		int d = points.dimension();
		double[] next = new double[z.length];
		if (j < d) {
			for (int i = 0; i < weight[0].length; i++) {
				for (int p = 0; p < z.length; p++) next[p] = Math.fma(weight[0][i] / Math.sqrt(d), points.distinct(distinct[p])[j], z[p]);
				add(function, points, distinct, powers, weight, bias, j + 1, next, factor * weight[1][i], sums);
			}
			return;
		}
		for (int i = 0; i < bias[0].length; i++) {
			double term = factor * bias[1][i];
			for (int p = 0; p < z.length; p++) {
				double value = function.value(z[p] + bias[0][i]);
				for (int power = powers[p]; power > 0; power--) term *= value;
			}
			sums[0] += term;
			sums[1] += Math.abs(term);
		}
	}
}
