package org.physics4ml.networks.internal.architecture;

import java.util.Optional;

import org.physics4ml.compute.gaussian.DepthLimit;
import org.physics4ml.compute.gaussian.QuadratureKernel;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.RepeatedLayers;

/**
 * Layers K ← σ_b² + σ_w² E σ(u)σ(v) behind a first one, K¹ = σ_b² + σ_w² x·x/d.
 *
 * @param activation σ
 */
record RepeatedLayer(Nonlinearity activation, Law weight, Law bias, Law firstWeight, Law firstBias) implements RepeatedLayers {

	@Override
	public Optional<DepthLimit> limit(Points points) {
		double start = 0;
		for (int p = 0; p < points.distinctCount() && !(start > 0); p++) start = variance(points.distinct(p));
		var slope = activation.derivative().orElse(null);
		return start > 0 && weight.variance() > 0
				? Optional.of(DepthLimit.of(activation.kernel().orElse(new QuadratureKernel(activation, slope)), slope, weight.variance(), bias.variance(), start)) : Optional.empty();
	}

	private double variance(double[] x) {
		double square = 0;
		for (double coordinate : x) square = Math.fma(coordinate, coordinate, square);
		return Math.fma(firstWeight.variance(), square / x.length, firstBias.variance());
	}
}
