package org.physics4ml.networks.internal.layer;

import java.util.stream.IntStream;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth.Contribution;
import org.physics4ml.core.network.KernelState;

/** The kernel map of a function applied to each Gaussian feature. */
final class Kernels {

	private Kernels() {
	}

	/**
	 * K ← s E σ(u)σ(v), Θ ← s K̇ Θ, Δ ← s² Δ' for all pairs, O(k²) maps. Rows are computed in parallel where a map is quadrature; entries do not depend on it.
	 *
	 * @param scale s
	 */
	static KernelState map(KernelState state, ActivationKernel kernel, double scale) {
		int k = state.count();
		double[] covariance = new double[state.covariance().length], delta = new double[covariance.length];
		var gain = state.tangent() == null ? null : new double[covariance.length];
		var variances = new double[k];
		for (int p = 0; p < k; p++) variances[p] = kernel.variance(state.variance(p));
		var rows = IntStream.range(0, k);
		(kernel.isClosedForm() ? rows : rows.parallel()).forEach(p -> {
			var image = new double[3];
			double a = state.variance(p);
			for (int q = p, at = DrawSampler.index(p, p, k); q < k; q++, at++) {
				if (q > p || gain != null) kernel.map(a, state.variance(q), state.covariance()[at], state.delta()[at], variances[p], variances[q], image);
				covariance[at] = scale * (q == p ? variances[p] : image[ActivationKernel.K]);
				delta[at] = q == p ? 0 : scale * scale * image[ActivationKernel.DELTA];
				if (gain != null) gain[at] = scale * image[ActivationKernel.K_DOT];
			}
		});
		var contributions = state.contributions() == null ? null
				: state.contributions().stream().map(contribution -> new Contribution(contribution.group(), product(gain, contribution.values()))).toList();
		return new KernelState(k, covariance, delta, gain == null ? null : product(gain, state.tangent()), contributions, false, state.closedForm() && kernel.isClosedForm());
	}

	private static double[] product(double[] x, double[] y) {
		var product = new double[x.length];
		for (int i = 0; i < product.length; i++) product[i] = x[i] * y[i];
		return product;
	}
}
