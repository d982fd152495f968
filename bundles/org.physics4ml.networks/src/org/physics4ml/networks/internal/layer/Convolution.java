package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Layer;

/**
 * z_{i a}(x) = (C F)^{-1/2} Σ_{β c} w_{i β c} h_{c s(a,β)}(x) + b_i: a dense layer on the F·C features that each window sees, with the same weights at all windows (arXiv:1810.05148).
 * A dense layer at each position is the one with F = 1. In padding h is zero; F counts all taps.
 *
 * @param windows  which positions window a sees
 * @param channels C
 * @param dense    from F·C features
 */
public record Convolution(Windows windows, int channels, Dense dense) implements Layer {

	@Override
	public int inputs() {
		return windows.inputCount() * channels;
	}

	@Override
	public int outputs() {
		return windows.count() * dense.outputs();
	}

	@Override
	public long parameters() {
		return dense.parameters();
	}

	@Override
	public boolean isSymmetric() {
		return dense.isSymmetric();
	}

	@Override
	public boolean isOdd() {
		return dense.isOdd();
	}

	/** Whether the windows are the positions themselves, so that nothing needs to be gathered. */
	private boolean isPlain() {
		return windows.taps() == 1 && windows.count() == windows.inputCount();
	}

	@Override
	public Cost cost(int points, boolean conditional) {
		long gathered = isPlain() ? 0 : (long) points * windows.count() * dense.inputs();
		return dense.cost(points * windows.count(), conditional).plus(new Cost(gathered, Double.BYTES * gathered));
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return map(points, dense.explicit(rows(points), key, blas));
	}

	/** Outputs of a channel at all windows of all points are jointly Gaussian given what enters. */
	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return dense.hasGaussianWeights() && (long) points * windows.count() < LARGEST ? dense.conditional(rows(points), key, blas).map(map -> map(points, map)) : Optional.empty();
	}

	/** Of a single window, which sees all that enters. */
	@Override
	public Optional<CovarianceMap> covariance(int points, Blas blas) {
		if (windows.count() > 1) return Optional.empty();
		var patches = isPlain() ? null : new double[Math.multiplyExact(points, dense.inputs())];
		return dense.covariance(points, blas).map(map -> (features, packed, offset) -> {
			if (patches != null) windows.gather(features, points, channels, patches);
			map.apply(patches == null ? features : patches, packed, offset);
		});
	}

	/** Windows of all points whose covariance is factorised, at most. */
	private static final int LARGEST = 20_000;

	private int rows(int points) {
		return Math.multiplyExact(points, windows.count());
	}

	private ForwardMap map(int points, ForwardMap map) {
		if (isPlain()) return map;
		var patches = new double[Math.multiplyExact(rows(points), dense.inputs())];
		return new ForwardMap() {

			@Override
			public void input(double[] features) {
				windows.gather(features, points, channels, patches);
				map.input(patches);
			}

			@Override
			public void apply(long draw, double[] out) {
				map.apply(draw, out);
			}
		};
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		var map = new DenseBackwardMap(dense, points, windows.count(), key, blas);
		if (isPlain()) return Optional.of(map);
		int length = Math.multiplyExact(rows(points), dense.inputs());
		double[] patches = new double[length], gradients = new double[length];
		return Optional.of((draw, input, outGradient, inGradient, gradient, offset, tangent) -> {
			windows.gather(input, points, channels, patches);
			map.apply(draw, patches, outGradient, inGradient == null ? null : gradients, gradient, offset, tangent);
			if (inGradient != null) windows.scatter(gradients, points, channels, inGradient);
		});
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return leaving && windows.count() > 1;
	}

	/** What each window sees as the channels of a position of its own. */
	@Override
	public Optional<Beginning> beginning() {
		return isPlain() ? Optional.empty() : Optional.of(new Beginning(x -> {
			var patches = new double[windows.count() * dense.inputs()];
			windows.gather(x, 1, channels, patches);
			return patches;
		}, windows.count(), Optional.of(new Convolution(windows.positions(), dense.inputs(), dense))));
	}

	/** Sums over many independent terms are Gaussian; the channels of a point and the bias are no such sums. */
	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) {
		return new AffineKernel(new WindowSums(windows, true), dense.weight().variance(), dense.bias().variance(), dense.weight().derivativeFactor(), dense.bias().derivativeFactor(),
				entering.at(windows.count(), pairs).affine(dense.obstacle(entering.groups().isEmpty()), dense.weightGroup().name(), dense.biasGroup().name()));
	}
}
