package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.Layer;

/**
 * The vector-Jacobian product of the dense layer on explicit weights, applied to each of P positions of a point with the same weights: the rows of h and ∂L/∂h' are the positions of the first point, then of
 * the second. A point's derivatives by the weights are Σ_a δ_a h_aᵀ over its positions, so that Θ_pq = Σ_aa' δ_pa·δ_qa' (g_w h_pa·h_qa'/n + g_b) takes Gram products only.
 */
final class DenseBackwardMap implements Layer.BackwardMap {

	private final Dense layer;
	private final int points, positions, rows, tile;
	private final long key;
	private final Blas blas;
	private final double scale;
	private final double[] weights, transposed;
	private final double[] inputGram, gradientGram;

	DenseBackwardMap(Dense layer, int points, int positions, long key, Blas blas) {
		this.layer = layer;
		this.points = points;
		this.positions = positions;
		this.key = key;
		this.blas = blas;
		rows = Math.multiplyExact(points, positions);
		scale = 1 / Math.sqrt(layer.inputs());
		tile = DenseMap.rows(layer.inputs(), layer.outputs());
		weights = new double[tile * layer.inputs()];
		transposed = new double[tile * rows];
		int largest = Math.multiplyExact(rows, rows);
		inputGram = new double[largest];
		gradientGram = new double[largest];
	}

	@Override
	public void apply(long draw, double[] input, double[] outGradient, double[] inGradient, double[] gradient, int offset, double[] tangent) {
		int n = layer.inputs(), neurons = layer.outputs();
		if (inGradient != null) {
			for (int i = 0; i < neurons; i += tile) {
				int m = Math.min(tile, neurons - i);
				layer.weight().fill(key, draw, layer.weightGroup().stream(), (long) i * n, weights, 0, m * n);
				blas.multiply(rows, n, m, scale, outGradient, i, neurons, weights, 0, n, i == 0 ? 0 : 1, inGradient, 0, n);
			}
		}
		if (gradient != null) gradient(input, outGradient, gradient, offset);
		if (tangent != null) tangent(input, outGradient, tangent);
	}

	private void gradient(double[] input, double[] outGradient, double[] gradient, int offset) {
		int n = layer.inputs(), neurons = layer.outputs();
		double factor = scale * Math.sqrt(layer.weight().derivativeFactor()), biasFactor = Math.sqrt(layer.bias().derivativeFactor());
		for (int i = 0; i < neurons; i += tile) {
			int m = Math.min(tile, neurons - i);
			for (int j = 0; j < m; j++)
				for (int r = 0; r < rows; r++) transposed[j * rows + r] = outGradient[r * neurons + i + j];
			blas.multiply(m, n, rows, factor, transposed, 0, rows, input, 0, n, 1, gradient, offset + i * n, n);
			for (int j = 0; layer.hasBias() && j < m; j++) {
				double sum = 0;
				for (int r = 0; r < rows; r++) sum += transposed[j * rows + r];
				gradient[offset + neurons * n + i + j] += biasFactor * sum;
			}
		}
	}

	private void tangent(double[] input, double[] outGradient, double[] tangent) {
		int n = layer.inputs();
		double biasFactor = layer.hasBias() ? layer.bias().derivativeFactor() : 0;
		blas.gram(rows, n, layer.weight().derivativeFactor() / n, input, 0, n, 0, inputGram, 0, rows);
		blas.gram(rows, layer.outputs(), 1, outGradient, 0, layer.outputs(), 0, gradientGram, 0, rows);
		for (int p = 0, at = 0; p < points; p++)
			for (int q = p; q < points; q++, at++) {
				double sum = 0;
				for (int a = p * positions; a < (p + 1) * positions; a++)
					for (int b = a * rows + q * positions, end = b + positions; b < end; b++) sum = Math.fma(gradientGram[b], inputGram[b] + biasFactor, sum);
				tangent[at] += sum;
			}
	}
}
