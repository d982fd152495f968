package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.Layer;

/**
 * The dense layer with Gaussian weights, drawn from its law given the features that enter: the k preactivations of each neuron are independently N(0, Ĝ), Ĝ = σ_b² +
 * (σ_w²/n) Σ_j h_j h_jᵀ. With F Fᵀ = Ĝ, z_i(x_p) = Σ_r F_pr ξ_ri; deviate ξ_ri has the index r·N + i in the stream of the weights. Exact in law at every n
 * (PHYSICS 9.1).
 */
final class ConditionalDenseMap implements Layer.ForwardMap {

	/** Neurons of a tile. */
	private static final int TILE = 512;

	private final Dense layer;
	private final int points;
	private final long key;
	private final Blas blas;
	private final GramFactor factor;
	private final double[] deviates;
	private final boolean ownBias;

	ConditionalDenseMap(Dense layer, int points, long key, Blas blas) {
		this.layer = layer;
		this.points = points;
		this.key = key;
		this.blas = blas;
		ownBias = !layer.bias().isGaussian() && layer.bias().variance() > 0;
		factor = new GramFactor(points, layer.inputs(), layer.weight().variance(), ownBias ? 0 : layer.bias().variance(), blas);
		deviates = new double[points * Math.min(TILE, layer.outputs())];
	}

	/** Bytes of workspace. */
	static long bytes(int outputs, int points) {
		return (long) Double.BYTES * points * (Math.min(TILE, outputs) + 3L * points);
	}

	@Override
	public void input(double[] features) {
		factor.of(features);
	}

	@Override
	public void apply(long draw, double[] out) {
		int neurons = layer.outputs(), rank = factor.rank(), stream = layer.conditionalStream(layer.weightGroup());
		for (int i = 0; i < neurons; i += TILE) {
			int m = Math.min(TILE, neurons - i);
			for (int r = 0; r < rank; r++) RandomStream.normals(key, draw, stream, (long) r * neurons + i, deviates, r * m, m);
			blas.multiply(points, m, rank, 1, factor.values(), 0, rank, deviates, 0, m, 0, out, i, neurons);
			if (ownBias) {
				layer.bias().fill(key, draw, layer.conditionalStream(layer.biasGroup()), i, deviates, 0, m);
				for (int p = 0; p < points; p++) Rows.add(deviates, 0, out, p * neurons + i, m);
			}
		}
	}
}
