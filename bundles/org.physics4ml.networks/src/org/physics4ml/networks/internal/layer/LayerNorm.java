package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * h'_{c a} = (h_{c a} - m_a)/(v_a + ε)^{1/2} with mean m_a and variance v_a over the channels at each position (arXiv:1607.06450, without gains and biases).
 *
 * @param positions P
 * @param channels  C
 * @param epsilon   ε ≥ 0
 */
public record LayerNorm(int positions, int channels, double epsilon) implements Fixed {

	@Override
	public int inputs() {
		return positions * channels;
	}

	@Override
	public int outputs() {
		return inputs();
	}

	@Override
	public boolean isOdd() {
		return true;
	}

	private double mean(double[] x, int at) {
		double sum = 0;
		for (int c = 0; c < channels; c++) sum += x[at + c];
		return sum / channels;
	}

	/** (v + ε)^{1/2} */
	private double deviation(double[] x, int at, double mean) {
		double sum = 0;
		for (int c = 0; c < channels; c++) sum = Math.fma(x[at + c] - mean, x[at + c] - mean, sum);
		return Math.sqrt(sum / channels + epsilon);
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return Fixed.map((_, features, out) -> {
			for (int r = 0, at = 0; r < points * positions; r++, at += channels) {
				double mean = mean(features, at), deviation = deviation(features, at, mean);
				for (int c = 0; c < channels; c++) out[at + c] = (features[at + c] - mean) / deviation;
			}
		});
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		return Optional.of((_, input, outGradient, inGradient, _, _, _) -> {
			if (inGradient == null) return;
			for (int r = 0, at = 0; r < points * positions; r++, at += channels) {
				double mean = mean(input, at), deviation = deviation(input, at, mean), gradient = mean(outGradient, at), along = 0;
				for (int c = 0; c < channels; c++) along = Math.fma(outGradient[at + c], input[at + c] - mean, along);
				along /= channels * deviation * deviation;
				for (int c = 0; c < channels; c++) inGradient[at + c] = (outGradient[at + c] - gradient - along * (input[at + c] - mean)) / deviation;
			}
		});
	}

	/** For features of mean zero: of many channels, the variance is K_aa. */
	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		if (!entering.gaussian())
			throw new UnsuitableException("architecture.layers", "layer-norm has a kernel where what enters is Gaussian with mean zero", "put layer-norm behind a layer with weights, before the activation");
		return KernelMap.of(entering, this::normalised);
	}

	private KernelTile normalised(KernelTile tile) {
		double[] row = factors(tile, tile.row()), column = factors(tile, tile.column());
		for (int block = 0, at = 0; block < tile.blocks(); block++) {
			int a = tile.left(block), b = tile.right(block);
			for (int r = 0; r < tile.rows(); r++)
				for (int c = 0; c < tile.columns(); c++, at++) {
					double s = row[a * tile.rows() + r] * column[b * tile.columns() + c];
					tile.covariance()[at] *= s;
					if (tile.tangent() != null) tile.tangent()[at] *= s;
					if (tile.contributions() != null) for (var term : tile.contributions()) term[at] *= s;
				}
		}
		side(tile, tile.row(), row);
		side(tile, tile.column(), column);
		return tile;
	}

	/** (K_aa + ε)^{-1/2} at a·n + i */
	private double[] factors(KernelTile tile, KernelTile.Side side) {
		var factors = new double[tile.positions() * side.count()];
		for (int a = 0, at = 0; a < tile.positions(); a++)
			for (int i = 0; i < side.count(); i++, at++) factors[at] = 1 / Math.sqrt(side.covariance()[tile.variances(side, a) + i] + epsilon);
		return factors;
	}

	private static void side(KernelTile tile, KernelTile.Side side, double[] factors) {
		int n = side.count();
		for (int block = 0, at = 0; block < tile.blocks(); block++)
			for (int i = 0; i < n; i++, at++)
				side.covariance()[at] *= factors[tile.left(block) * n + i] * factors[tile.right(block) * n + i];
	}
}
