package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.ParameterGroup;

/**
 * A convolution whose windows do not share weights and biases, z_{i a}(x) = (C F)^{-1/2} Σ_{β c} w_{a i β c} h_{c s(a,β)}(x) + b_{a i}. Weight w_{a i j} has the index (a·N + i)·F·C + j.
 *
 * @param channels C
 * @param outs     N
 */
public record LocalConvolution(Windows windows, int channels, int outs, ParameterGroup weightGroup, Law weight, ParameterGroup biasGroup, Law bias) implements Layer {

	private static final int DEVIATE = 12;

	@Override
	public int inputs() {
		return windows.inputCount() * channels;
	}

	@Override
	public int outputs() {
		return windows.count() * outs;
	}

	/** n = F·C */
	private int fan() {
		return windows.taps() * channels;
	}

	@Override
	public long parameters() {
		return (long) outputs() * (fan() + 1L);
	}

	@Override
	public boolean isSymmetric() {
		return weight.isEven() && bias.isEven();
	}

	@Override
	public boolean isOdd() {
		return bias.isEven();
	}

	@Override
	public Cost cost(int points, boolean conditional) {
		return new Cost((double) outputs() * fan() * (points + DEVIATE), (long) Double.BYTES * (points * (long) windows.count() * fan() + outs * (long) fan()));
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		int n = fan(), count = windows.count();
		double scale = 1 / Math.sqrt(n);
		double[] patches = new double[Math.multiplyExact(points, count * n)], weights = new double[Math.multiplyExact(outs, n)], biases = new double[outs];
		return new ForwardMap() {

			@Override
			public void input(double[] features) {
				windows.gather(features, points, channels, patches);
			}

			@Override
			public void apply(long draw, double[] out) {
				for (int a = 0; a < count; a++) {
					weight.fill(key, draw, weightGroup.stream(), (long) a * outs * n, weights, 0, outs * n);
					blas.multiplyTransposed(points, outs, n, scale, patches, a * n, count * n, weights, 0, n, 0, out, a * outs, count * outs);
					if (bias.variance() == 0) continue;
					bias.fill(key, draw, biasGroup.stream(), (long) a * outs, biases, 0, outs);
					for (int p = 0; p < points; p++) Rows.add(biases, 0, out, (p * count + a) * outs, outs);
				}
			}
		};
	}

	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return Optional.empty();
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	/** Window by window a dense layer on explicit weights. */
	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		int n = fan(), count = windows.count();
		double scale = 1 / Math.sqrt(n), weightFactor = Math.sqrt(weight.derivativeFactor()), biasFactor = Math.sqrt(bias.derivativeFactor());
		int length = Math.multiplyExact(points, count * n);
		double[] patches = new double[length], gradients = new double[length], weights = new double[Math.multiplyExact(outs, n)];
		double[] transposed = new double[outs * points], inputGram = new double[points * points], gradientGram = new double[points * points];
		return Optional.of((draw, input, outGradient, inGradient, gradient, offset, tangent) -> {
			windows.gather(input, points, channels, patches);
			for (int a = 0; a < count; a++) {
				if (inGradient != null) {
					weight.fill(key, draw, weightGroup.stream(), (long) a * outs * n, weights, 0, outs * n);
					blas.multiply(points, n, outs, scale, outGradient, a * outs, count * outs, weights, 0, n, 0, gradients, a * n, count * n);
				}
				if (gradient != null) {
					for (int i = 0; i < outs; i++)
						for (int p = 0; p < points; p++) transposed[i * points + p] = outGradient[(p * count + a) * outs + i];
					blas.multiply(outs, n, points, scale * weightFactor, transposed, 0, points, patches, a * n, count * n, 1, gradient, offset + a * outs * n, n);
					for (int p = 0; p < points; p++)
						for (int i = 0; i < outs; i++) gradient[offset + outputs() * n + a * outs + i] += biasFactor * outGradient[(p * count + a) * outs + i];
				}
				if (tangent != null) {
					blas.gram(points, n, weight.derivativeFactor() / n, patches, a * n, count * n, 0, inputGram, 0, points);
					blas.gram(points, outs, 1, outGradient, a * outs, count * outs, 0, gradientGram, 0, points);
					for (int p = 0, at = 0; p < points; p++)
						for (int q = p; q < points; q++, at++) tangent[at] += gradientGram[p * points + q] * (inputGram[p * points + q] + bias.derivativeFactor());
				}
			}
			if (inGradient != null) windows.scatter(gradients, points, channels, inGradient);
		});
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return false;
	}

	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) {
		String obstacle = entering.groups().isEmpty() && !isGaussian(weight) ? Dense.PRIOR + weightGroup.name() : isGaussian(bias) ? "" : Dense.PRIOR + biasGroup.name();
		return new AffineKernel(new WindowSums(windows, false), weight.variance(), bias.variance(), weight.derivativeFactor(), bias.derivativeFactor(),
				entering.at(windows.count(), pairs).affine(obstacle, weightGroup.name(), biasGroup.name()));
	}

	private static boolean isGaussian(Law law) {
		return law.isGaussian() || law.variance() == 0;
	}
}
