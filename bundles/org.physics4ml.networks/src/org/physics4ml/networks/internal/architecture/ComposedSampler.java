package org.physics4ml.networks.internal.architecture;

import java.util.Optional;

import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.Points;

/** Passes the coordinates of all points through the hidden layers and the readout, draw by draw. */
final class ComposedSampler implements DrawSampler {

	private final Layer.ForwardMap hidden, readout;
	private final Optional<Layer.CovarianceMap> covariance;
	private final double[] features, leaving;
	private final int points, outputs;

	ComposedSampler(Points points, Layer.ForwardMap hidden, int features, Layer.ForwardMap readout, int outputs, Optional<Layer.CovarianceMap> covariance) {
		this.points = points.distinctCount();
		this.hidden = hidden;
		this.readout = readout;
		this.outputs = outputs;
		this.covariance = covariance;
		this.features = new double[Math.multiplyExact(this.points, features)];
		leaving = new double[Math.multiplyExact(this.points, outputs)];
		hidden.input(coordinates(points));
	}

	/** k × d */
	static double[] coordinates(Points points) {
		int k = points.distinctCount(), d = points.dimension();
		var coordinates = new double[Math.multiplyExact(k, d)];
		for (int p = 0; p < k; p++) System.arraycopy(points.distinct(p), 0, coordinates, p * d, d);
		return coordinates;
	}

	@Override
	public void draw(long draw, double[] out, int outOffset, double[] kernel, int kernelOffset) {
		hidden.apply(draw, features);
		if (kernel != null) covariance.orElseThrow().apply(features, kernel, kernelOffset);
		if (out == null) return;
		readout.input(features);
		readout.apply(draw, leaving);
		for (int o = 0; o < outputs; o++)
			for (int p = 0; p < points; p++) out[outOffset + o * points + p] = leaving[p * outputs + o];
	}

	@Override
	public boolean givesKernel() {
		return covariance.isPresent();
	}
}
