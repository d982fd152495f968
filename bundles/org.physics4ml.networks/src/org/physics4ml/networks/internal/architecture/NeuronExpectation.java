package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.GaussianExpectation;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Nonlinearity.Parity;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer.Expectation;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Pointwise;

/**
 * E σ(z_{p1}) … σ(z_{pn}) over the preactivations of a first layer: in closed form where there is one, else by quadrature. With parameters that are not Gaussian the integral runs over the
 * parameters themselves, which is feasible for two of them, or the sum over their values where these are few; the identity needs their moments only.
 */
record NeuronExpectation(Nonlinearity function, Dense layer) implements Neurons.Moment {

	@Override
	public Optional<Expectation> of(Points points, int[] indices) {
		boolean even = layer.weight().isEven() && (layer.bias().isEven() || layer.bias().variance() == 0);
		if (indices.length % 2 == 1 && even && function.parity() == Parity.ODD) return Optional.of(new Expectation(0, "closed form (σ is odd)"));
		int[] distinct = Arrays.stream(indices).distinct().toArray(), rows = new int[indices.length], powers = new int[distinct.length];
		for (int i = 0; i < indices.length; i++) {
			while (distinct[rows[i]] != indices[i]) rows[i]++;
			powers[rows[i]]++;
		}
		if (layer.isGaussian()) return gaussian(points, distinct, rows, powers);
		if (Pointwise.isLinear(function)) {
			var moment = ParameterMoments.linear(layer, points, indices);
			return moment.isPresent() ? Optional.of(new Expectation(moment.getAsDouble(), "closed form (moments of the parameters)")) : Optional.empty();
		}
		return uniform(points, distinct, powers).map(NeuronExpectation::expectation)
				.or(() -> ParameterMoments.summed(function, layer, points, distinct, powers).map(value -> new Expectation(value, "quadrature (over the parameters)")));
	}

	@Override
	public OptionalDouble generating(Points points, double[] source, double deviation) {
		return generating(points, source, deviation, null);
	}

	@Override
	public OptionalDouble generating(Points points, double[] source, double scale, Law readout) {
		if (!layer.isGaussian()) return OptionalDouble.empty();
		int[] used = IntStream.range(0, source.length).filter(p -> source[p] != 0).toArray();
		var covariance = new double[used.length][used.length];
		for (int p = 0; p < used.length; p++)
			for (int q = 0; q < used.length; q++) covariance[p][q] = pair(points, used[p], used[q]).c();
		return NeuronGenerating.of(function, covariance, Arrays.stream(used).mapToDouble(p -> source[p]).toArray(), scale, readout);
	}

	private Optional<Expectation> gaussian(Points points, int[] distinct, int[] rows, int[] powers) {
		var covariance = new double[distinct.length][distinct.length];
		for (int p = 0; p < distinct.length; p++)
			for (int q = 0; q < distinct.length; q++) covariance[p][q] = pair(points, distinct[p], distinct[q]).c();
		var closed = function.moment(covariance, rows);
		if (closed.isPresent()) return Optional.of(new Expectation(closed.getAsDouble(), "closed form"));
		if (rows.length == 2 && function.kernel().isPresent()) {
			var kernel = function.kernel().get();
			double value = distinct.length == 1 ? kernel.variance(covariance[0][0]) : kernel.map(pair(points, distinct[0], distinct[1])).covariance().c();
			return Optional.of(new Expectation(value, "closed form"));
		}
		return GaussianMoments.expectation(function, covariance, powers).map(NeuronExpectation::expectation);
	}

	private BivariateCovariance pair(Points points, int p, int q) {
		return BivariateCovariance.ofInputs(points.distinct(p), points.distinct(q), layer.weight().variance(), layer.bias().variance());
	}

	/** Over d weights and the bias, each Gaussian or uniform. */
	private Optional<GaussianExpectation> uniform(Points points, int[] distinct, int[] powers) {
		if (!isKnown(layer.weight()) || !isKnown(layer.bias())) return Optional.empty();
		int d = points.dimension();
		var forms = new double[distinct.length][d + 1];
		double scale = Math.sqrt(layer.weight().variance() / d);
		for (int p = 0; p < distinct.length; p++) {
			for (int j = 0; j < d; j++) forms[p][j] = scale * points.distinct(distinct[p])[j];
			forms[p][d] = Math.sqrt(layer.bias().variance());
		}
		var uniform = new boolean[d + 1];
		Arrays.fill(uniform, 0, d, layer.weight().isUniform());
		uniform[d] = layer.bias().isUniform();
		return GaussianMoments.independent(function, forms, uniform, powers);
	}

	private static boolean isKnown(Law law) {
		return law.isGaussian() || law.isUniform() || law.variance() == 0;
	}

	private static Expectation expectation(GaussianExpectation found) {
		return new Expectation(found.value(), found.method().startsWith("closed form") ? found.method() : "quadrature (" + found.method() + ")");
	}
}
