package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.Layer;

/** The dense layer on explicit weights. Weights are drawn tile by tile of neurons, so that memory does not grow with N. */
final class DenseMap implements Layer.ForwardMap {

	/** Weights of a tile: half of a core's cache of the second level. */
	private static final int TILE = 1 << 15;

	private final Dense layer;
	private final int points, rows;
	private final long key;
	private final Blas blas;
	private final double scale;
	private final double[] weights, biases;
	private double[] features;

	DenseMap(Dense layer, int points, long key, Blas blas) {
		this.layer = layer;
		this.points = points;
		this.key = key;
		this.blas = blas;
		scale = 1 / Math.sqrt(layer.inputs());
		rows = rows(layer.inputs(), layer.outputs());
		weights = new double[rows * layer.inputs()];
		biases = layer.bias().variance() == 0 ? null : new double[rows];
	}

	/** Neurons of a tile. */
	static int rows(int inputs, int outputs) {
		return Math.clamp(TILE / inputs, 1, outputs);
	}

	/** Bytes of workspace. */
	static long bytes(int inputs, int outputs) {
		return (long) Double.BYTES * rows(inputs, outputs) * (inputs + 1L);
	}

	@Override
	public void input(double[] entering) {
		features = entering;
	}

	@Override
	public void apply(long draw, double[] out) {
		int n = layer.inputs(), neurons = layer.outputs();
		for (int i = 0; i < neurons; i += rows) {
			int m = Math.min(rows, neurons - i);
			layer.weight().fill(key, draw, layer.weightGroup().stream(), (long) i * n, weights, 0, m * n);
			blas.multiplyTransposed(points, m, n, scale, features, 0, n, weights, 0, n, 0, out, i, neurons);
			if (biases != null) {
				layer.bias().fill(key, draw, layer.biasGroup().stream(), i, biases, 0, m);
				for (int p = 0; p < points; p++) Rows.add(biases, 0, out, p * neurons + i, m);
			}
		}
	}
}
