package org.physics4ml.networks.internal.activation;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.NeuronMoments;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.core.network.Nonlinearity;

/** A nonlinearity put together of its parts; what is null is not known. */
record Function(DoubleUnaryOperator scalar, Slices slices, Regularity regularity, Parity parity, ScalarFunction slope, ActivationKernel closed, Moment closedMoment)
		implements Nonlinearity {

	/** y_{j+l} = f(x_{i+l}), l = 0 … n-1; same bits as the scalar function. */
	@FunctionalInterface
	interface Slices {
		void apply(double[] x, int i, double[] y, int j, int n);
	}

	/** n-point expectation in closed form, see {@link NeuronMoments}. */
	@FunctionalInterface
	interface Moment {
		double of(double[][] covariance, int... points);
	}

	/** A function evaluated one value at a time. */
	static Function of(Regularity regularity, Parity parity, DoubleUnaryOperator scalar) {
		return of(regularity, parity, scalar, (x, i, y, j, n) -> {
			for (int l = 0; l < n; l++) y[j + l] = scalar.applyAsDouble(x[i + l]);
		});
	}

	static Function of(Regularity regularity, Parity parity, DoubleUnaryOperator scalar, Slices slices) {
		return new Function(scalar, slices, regularity, parity, null, null, null);
	}

	Function slope(Regularity of, DoubleUnaryOperator derivative) {
		return slope(ScalarFunction.of(of, derivative));
	}

	Function slope(ScalarFunction derivative) {
		return new Function(scalar, slices, regularity, parity, derivative, closed, closedMoment);
	}

	Function kernel(ActivationKernel kernel) {
		return new Function(scalar, slices, regularity, parity, slope, kernel, closedMoment);
	}

	Function moment(Moment moment) {
		return new Function(scalar, slices, regularity, parity, slope, closed, moment);
	}

	@Override
	public double value(double z) {
		return scalar.applyAsDouble(z);
	}

	@Override
	public void apply(double[] x, int i, double[] y, int j, int n) {
		slices.apply(x, i, y, j, n);
	}

	@Override
	public Optional<ScalarFunction> derivative() {
		return Optional.ofNullable(slope);
	}

	@Override
	public Optional<ActivationKernel> kernel() {
		return Optional.ofNullable(closed);
	}

	@Override
	public OptionalDouble moment(double[][] covariance, int... points) {
		if (closedMoment == null || points.length > NeuronMoments.MOST) return OptionalDouble.empty();
		double value = closedMoment.of(covariance, points);
		return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
	}
}
