package org.physics4ml.networks.internal.layer;

import java.util.stream.IntStream;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.core.network.DrawSampler;
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
		var tangent = state.tangent() == null ? null : new double[covariance.length];
		var variances = new double[k];
		for (int p = 0; p < k; p++) variances[p] = kernel.variance(state.variance(p));
		var rows = IntStream.range(0, k);
		(kernel.isClosedForm() ? rows : rows.parallel()).forEach(p -> {
			var image = new double[3];
			double a = state.variance(p);
			for (int q = p, at = DrawSampler.index(p, p, k); q < k; q++, at++) {
				if (q > p || tangent != null) kernel.map(a, state.variance(q), state.covariance()[at], state.delta()[at], variances[p], variances[q], image);
				covariance[at] = scale * (q == p ? variances[p] : image[ActivationKernel.K]);
				delta[at] = q == p ? 0 : scale * scale * image[ActivationKernel.DELTA];
				if (tangent != null) tangent[at] = scale * image[ActivationKernel.K_DOT] * state.tangent()[at];
			}
		});
		return new KernelState(k, covariance, delta, tangent, false, state.closedForm() && kernel.isClosedForm());
	}
}
