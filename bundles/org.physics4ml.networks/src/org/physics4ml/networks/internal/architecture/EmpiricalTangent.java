package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.TangentSampling;

/**
 * The tangent kernel of a network from one backward pass: each layer adds the term of its own parameters, without their Jacobian.
 *
 * @param network all layers, differentiable
 */
record EmpiricalTangent(Layer network) implements TangentSampling {

	@Override
	public Sampler sampler(Points points, long key, Blas blas) {
		int k = points.distinctCount(), outputs = network.outputs(), length = DrawSampler.packedLength(k);
		var map = network.backward(k, key, blas).orElseThrow();
		double[] coordinates = ComposedSampler.coordinates(points), gradient = new double[Math.multiplyExact(k, outputs)], packed = new double[length];
		for (int p = 0; p < k; p++) gradient[p * outputs] = 1;
		return (draw, kernel, offset) -> {
			Arrays.fill(packed, 0);
			map.apply(draw, coordinates, gradient, null, null, 0, packed);
			System.arraycopy(packed, 0, kernel, offset, length);
		};
	}

	/** Forward and back, and about as much again for products of gradients and features of pairs of points. */
	@Override
	public double work(int k) {
		return 3 * network.cost(k, false).work();
	}

	@Override
	public long workspace(int k) {
		return 4 * network.cost(k, false).bytes();
	}
}
