package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.ParameterGroup;

/**
 * The fully connected layer z_i(x_p) = n^{-1/2} Σ_{j<n} w_ij h_j(x_p) + b_i, i &lt; N, with independent w_ij and b_i of variances σ_w², σ_b². Kernel map K ← σ_b² + σ_w² K, Θ ←
 * σ_w² Θ + g_w K + g_b with the {@linkplain Law#derivativeFactor factors} of the parameterisation.
 *
 * @param inputs           n
 * @param outputs          N
 * @param weightGroup      parameters w_ij at index i·n + j
 * @param weight           law of w
 * @param biasGroup        parameters b_i at index i
 * @param bias             law of b
 */
public record Dense(int inputs, int outputs, ParameterGroup weightGroup, Law weight, ParameterGroup biasGroup, Law bias) implements Layer {

	/** Path of the laws of groups. */
	static final String PRIOR = "prior.groups.";
	/** Added to a group's stream for what {@link #conditional} draws, so that the two realisations share no random number. */
	private static final int CONDITIONAL = 1 << 16;

	@Override
	public long parameters() {
		return (long) inputs * outputs + (hasBias() ? outputs : 0);
	}

	/** Whether there are biases as parameters; a layer without them has the bias group null and a law of variance 0. */
	boolean hasBias() {
		return biasGroup != null;
	}

	@Override
	public boolean isSymmetric() {
		return weight.isEven() && bias.isEven();
	}

	@Override
	public boolean isOdd() {
		return bias.isEven();
	}

	/** Cost of a random number in multiplications. */
	private static final int DEVIATE = 12;

	@Override
	public Cost cost(int points, boolean conditional) {
		double n = inputs, k = points, rank = Math.min(n + 1, k);
		if (!conditional) return new Cost(n * outputs * (k + DEVIATE), explicitBytes(inputs, outputs));
		return new Cost(rank * outputs * (k + DEVIATE) + (n + 1 > k ? k * k * (0.5 * n + k / 3) : 0), conditionalBytes(outputs, points));
	}

	@Override
	public Optional<CovarianceMap> covariance(int points, Blas blas) {
		return isGaussian() ? Optional.of(new Gram(points, inputs, weight.variance(), bias.variance(), blas)::of) : Optional.empty();
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		return Optional.of(new DenseBackwardMap(this, points, 1, key, blas));
	}

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

	/** Whether outputs given the inputs and the variances that parameters have in common are Gaussian, independent between neurons. */
	public boolean isScaleMixture() {
		return isScaleMixture(weight) && isScaleMixture(bias);
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
	public KernelMap kernel(KernelForm entering, boolean pairs) {
		return kernel(entering, bias.variance(), obstacle(weightGroup.layer() == 0));
	}

	/** What keeps the preactivations of many neurons before from being Gaussian: sums over many independent terms are, those over the few features of a point are not, nor is a bias; empty if nothing does. */
	String obstacle(boolean first) {
		return first && !isGaussian(weight) ? PRIOR + weightGroup.name() : isGaussian(bias) ? "" : PRIOR + biasGroup.name();
	}

	/** {@link #kernel(KernelForm, boolean)} with another variance in the place of σ_b² in K, but not in Θ. */
	KernelMap kernel(KernelForm entering, double biasVariance, String obstacle) {
		return new DenseKernel(weight.variance(), biasVariance, weight.derivativeFactor(), bias.derivativeFactor(),
				entering.at(1, false).affine(obstacle, weightGroup.name(), biasGroup.name()));
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return false;
	}

	private static boolean isGaussian(Law law) {
		return law.isGaussian() || law.variance() == 0;
	}

	private static boolean isScaleMixture(Law law) {
		return law.isScaleMixture() || law.variance() == 0;
	}

	int conditionalStream(ParameterGroup group) {
		return group.stream() + CONDITIONAL;
	}
}
