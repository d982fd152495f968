package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.KernelState;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.ParameterGroup;

/**
 * The fully connected layer z_i(x_p) = n^{-1/2} Σ_{j<n} w_ij h_j(x_p) + b_i, i &lt; N, with independent w_ij and b_i of variances σ_w², σ_b². Kernel map K ← σ_b² + σ_w² K, Θ ← K +
 * σ_w² Θ.
 *
 * @param inputs      n
 * @param outputs     N
 * @param weightGroup parameters w_ij at index i·n + j
 * @param weight      law of w
 * @param biasGroup   parameters b_i at index i
 * @param bias        law of b
 */
public record Dense(int inputs, int outputs, ParameterGroup weightGroup, Law weight, ParameterGroup biasGroup, Law bias) implements Layer {

	/** Added to a group's stream for what {@link #conditional} draws, so that the two realisations share no random number. */
	private static final int CONDITIONAL = 1 << 16;

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return new DenseMap(this, points, key, blas);
	}

	/** Empty unless the weights are Gaussian. A bias of another law is drawn beside. */
	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return isGaussian(weight) ? Optional.of(new ConditionalDenseMap(this, points, key, blas)) : Optional.empty();
	}

	/** Whether outputs given the inputs are Gaussian, independent between neurons. */
	public boolean isGaussian() {
		return isGaussian(weight) && isGaussian(bias);
	}

	/** Whether the weights are Gaussian, so that {@link #conditional} is there. */
	public boolean hasGaussianWeights() {
		return isGaussian(weight);
	}

	/** Bytes of workspace of the explicit map from n to N features. */
	public static long explicitBytes(int inputs, int outputs) {
		return DenseMap.bytes(inputs, outputs);
	}

	/** Bytes of workspace of the conditional map to N features at k points. */
	public static long conditionalBytes(int outputs, int points) {
		return ConditionalDenseMap.bytes(outputs, points);
	}

	@Override
	public KernelState kernel(KernelState state, InfiniteWidth.Method method) {
		// Sums over many independent terms are Gaussian; the coordinates of the points and the bias are no such sums.
		boolean gaussian = isGaussian(bias) && (weightGroup.layer() > 0 || isGaussian(weight));
		return affine(state, weight.variance(), bias.variance(), gaussian);
	}

	/** K ← σ_b² + σ_w² K */
	static KernelState affine(KernelState state, double weightVariance, double biasVariance, boolean gaussian) {
		int k = state.count(), at = 0;
		double[] from = state.covariance(), to = new double[from.length], delta = new double[from.length];
		var tangent = state.tangent() == null ? null : new double[from.length];
		for (int p = 0; p < k; p++) {
			double a = state.variance(p);
			for (int q = p; q < k; q++, at++) {
				to[at] = Math.fma(weightVariance, from[at], biasVariance);
				if (q > p) delta[at] = BivariateCovariance.affineDelta(a, state.variance(q), from[at], state.delta()[at], weightVariance, biasVariance);
				if (tangent != null) tangent[at] = Math.fma(weightVariance, state.tangent()[at], to[at]);
			}
		}
		return new KernelState(k, to, delta, tangent, gaussian, state.closedForm());
	}

	private static boolean isGaussian(Law law) {
		return law.isGaussian() || law.variance() == 0;
	}

	int conditionalStream(ParameterGroup group) {
		return group.stream() + CONDITIONAL;
	}
}
