package org.physics4ml.networks.internal.architecture;

import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.LastHiddenLayer;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Gram;

/**
 * The last hidden layer of a perceptron.
 *
 * @param dense   its affine map, Gaussian
 * @param readout Gaussian
 * @param single  whether there is no other hidden layer
 */
record LastHidden(Dense dense, Nonlinearity function, Dense readout, boolean single) implements LastHiddenLayer {

	@Override
	public int width() {
		return readout.inputs();
	}

	@Override
	public double readoutWeightVariance() {
		return readout.weight().variance();
	}

	@Override
	public double readoutBiasVariance() {
		return readout.bias().variance();
	}

	@Override
	public Optional<double[]> fixedKernel(Points points) {
		if (!single) return Optional.empty();
		int k = points.distinctCount(), d = points.dimension();
		double[] coordinates = new double[k * d], kernel = new double[DrawSampler.packedLength(k)];
		for (int p = 0; p < k; p++) System.arraycopy(points.distinct(p), 0, coordinates, p * d, d);
		new Gram(k, d, dense.weight().variance(), dense.bias().variance(), Blas.java()).of(coordinates, kernel, 0);
		return Optional.of(kernel);
	}

	@Override
	public OptionalDouble moment(double[][] covariance, int... points) {
		var moment = function.moment(covariance, points);
		if (moment.isPresent() || points.length != 2 || function.kernel().isEmpty()) return moment;
		var kernel = function.kernel().get();
		double a = covariance[points[0]][points[0]], b = covariance[points[1]][points[1]], c = covariance[points[0]][points[1]];
		if (points[0] == points[1]) return OptionalDouble.of(kernel.variance(a));
		return OptionalDouble.of(kernel.map(new BivariateCovariance(a, b, c, Math.max(0, Math.fma(a, b, -c * c)))).covariance().c());
	}
}
