package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.gaussian.ActivationKernels;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.Layer;

/**
 * The hidden layer of the networks with the kernel e^{-σ_w²|x-y|²/(2d)} of arXiv:2008.08601 (PHYSICS A6, A7), on preactivations z = w·x/√d + b.
 *
 * @param dense the preactivations; of the Gauss-net with Gaussian w and b, of the cos-net with Gaussian w and b ~ U(-π, π)
 * @param kind  which of the two
 */
public record SpectralLayer(Dense dense, Kind kind) implements Layer {

	/** The function of the preactivations. */
	public enum Kind {
		/** h_i(x) = exp(z_i(x) - σ_b² - σ_w²|x|²/d) */
		GAUSS,
		/** h_i(x) = cos z_i(x), whose kernel has the factor 1/2 */
		COS
	}

	@Override
	public int inputs() {
		return dense.inputs();
	}

	@Override
	public int outputs() {
		return dense.outputs();
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return new Map(points, dense.explicit(points, key, blas));
	}

	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return dense.conditional(points, key, blas).map(preactivations -> new Map(points, preactivations));
	}

	/** Whether the kernel is known and the preactivations can be drawn from their law. */
	public boolean isGaussian() {
		return kind == Kind.GAUSS ? dense.isGaussian() : dense.hasGaussianWeights();
	}

	/** A closed form. E h h' depends on E(z - z')² alone, to which the bias contributes nothing. */
	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		if (entering.method() == Method.QUADRATURE)
			throw new UnsuitableException("architecture", "the kernel of this architecture is not computed by quadrature", "use the method auto or closed-form");
		if (!isGaussian())
			throw new UnsuitableException(Dense.PRIOR + (dense.hasGaussianWeights() ? dense.biasGroup() : dense.weightGroup()).name(), "the kernel of this architecture is known for Gaussian hidden parameters only",
					"give the hidden groups a gaussian law, e.g. prior.groups.weight-1=gaussian");
		var preactivations = dense.kernel(entering, 0, "");
		var map = new Kernels(ActivationKernels.rbf(0.5), Double.POSITIVE_INFINITY, "rbf", preactivations.leaving().mapped(true));
		double amplitude = kind == Kind.GAUSS ? 1 : 0.5;
		return new KernelMap() {

			@Override
			public KernelForm leaving() {
				return map.leaving();
			}

			@Override
			public KernelTile apply(KernelTile tile) throws UnsuitableException {
				tile = map.apply(preactivations.apply(tile));
				tile.scale(amplitude);
				return tile;
			}
		};
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	/** ∂h/∂z is h itself, or -sin z; the normalisation of the exponential depends on x, on no parameter. */
	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		var below = dense.backward(points, key, blas).orElseThrow();
		ForwardMap forward = kind == Kind.GAUSS ? explicit(points, key, blas) : dense.explicit(points, key, blas);
		int n = outputs(), d = inputs();
		double[] slopes = new double[points * n];
		return Optional.of((draw, input, outGradient, inGradient, gradient, offset, tangent) -> {
			forward.input(input);
			forward.apply(draw, slopes);
			if (kind == Kind.COS) Elementary.sin(slopes, 0, slopes, 0, points * n);
			for (int i = 0; i < points * n; i++) slopes[i] *= kind == Kind.GAUSS ? outGradient[i] : -outGradient[i];
			below.apply(draw, input, slopes, inGradient, gradient, offset, tangent);
			if (inGradient == null || kind == Kind.COS) return;
			for (int p = 0; p < points; p++) {
				double sum = 0;
				for (int i = p * n; i < (p + 1) * n; i++) sum += slopes[i];
				double factor = -2 * dense.weight().variance() / d * sum;
				for (int j = p * d; j < (p + 1) * d; j++) inGradient[j] = Math.fma(factor, input[j], inGradient[j]);
			}
		});
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return dense.needsPairs(leaving);
	}

	private final class Map implements ForwardMap {

		private final int points;
		private final ForwardMap preactivations;
		private final double[] variances;

		Map(int points, ForwardMap preactivations) {
			this.points = points;
			this.preactivations = preactivations;
			variances = new double[points];
		}

		@Override
		public void input(double[] features) {
			preactivations.input(features);
			int d = inputs();
			for (int p = 0; p < points; p++) {
				double square = 0;
				for (int j = 0; j < d; j++) square = Math.fma(features[p * d + j], features[p * d + j], square);
				variances[p] = Math.fma(dense.weight().variance() / d, square, dense.bias().variance());
			}
		}

		@Override
		public void apply(long draw, double[] out) {
			preactivations.apply(draw, out);
			int n = outputs();
			if (kind == Kind.COS) {
				Elementary.cos(out, 0, out, 0, points * n);
				return;
			}
			for (int p = 0; p < points; p++) Rows.add(-variances[p], out, p * n, n);
			Elementary.exp(out, 0, out, 0, points * n);
		}
	}
}
