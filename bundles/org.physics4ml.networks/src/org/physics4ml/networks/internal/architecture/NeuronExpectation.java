package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;
import java.util.Optional;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Nonlinearity.Parity;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer.Expectation;
import org.physics4ml.networks.internal.layer.Dense;

/** E σ(z_{p1}) … σ(z_{pn}) over the preactivations of a first layer with Gaussian parameters: in closed form where there is one, else by quadrature. */
record NeuronExpectation(Nonlinearity function, Dense layer) implements Neurons.Moment {

	@Override
	public Optional<Expectation> of(Points points, int[] indices) {
		if (!layer.isGaussian()) return Optional.empty();
		if (indices.length % 2 == 1 && function.parity() == Parity.ODD) return Optional.of(new Expectation(0, "closed form (σ is odd)"));
		int[] distinct = Arrays.stream(indices).distinct().toArray(), rows = new int[indices.length], powers = new int[distinct.length];
		for (int i = 0; i < indices.length; i++) {
			while (distinct[rows[i]] != indices[i]) rows[i]++;
			powers[rows[i]]++;
		}
		var covariance = new double[distinct.length][distinct.length];
		for (int p = 0; p < distinct.length; p++)
			for (int q = 0; q < distinct.length; q++) covariance[p][q] = pair(points, distinct[p], distinct[q]).c();
		var closed = function.moment(covariance, rows);
		if (closed.isPresent()) return Optional.of(new Expectation(closed.getAsDouble(), "closed form"));
		if (indices.length == 2 && function.kernel().isPresent()) {
			var kernel = function.kernel().get();
			double value = distinct.length == 1 ? kernel.variance(covariance[0][0]) : kernel.map(pair(points, distinct[0], distinct[1])).covariance().c();
			return Optional.of(new Expectation(value, "closed form"));
		}
		return GaussianMoments.expectation(function, covariance, powers)
				.map(found -> new Expectation(found.value(), found.method().startsWith("closed form") ? found.method() : "quadrature (" + found.method() + ")"));
	}

	private BivariateCovariance pair(Points points, int p, int q) {
		return BivariateCovariance.ofInputs(points.distinct(p), points.distinct(q), layer.weight().variance(), layer.bias().variance());
	}
}
