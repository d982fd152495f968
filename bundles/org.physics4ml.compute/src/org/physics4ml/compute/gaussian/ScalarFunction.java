package org.physics4ml.compute.gaussian;

import java.util.function.DoubleUnaryOperator;

/** A real function of one variable with what quadrature has to know of it. Stateless, thread-safe; the same bits for the same argument. */
public interface ScalarFunction {

	/** f(z) */
	double value(double z);

	/** y_{j+l} = f(x_{i+l}), l = 0 … n-1, with the same bits as {@link #value}. Source and target may be the same slice but must not overlap otherwise. */
	default void apply(double[] x, int i, double[] y, int j, int n) {
		for (int l = 0; l < n; l++) y[j + l] = value(x[i + l]);
	}

	/** How smooth f is. */
	Regularity regularity();

	/** A function evaluated one value at a time. */
	static ScalarFunction of(Regularity regularity, DoubleUnaryOperator function) {
		return new ScalarFunction() {
			@Override
			public double value(double z) {
				return function.applyAsDouble(z);
			}

			@Override
			public Regularity regularity() {
				return regularity;
			}
		};
	}
}
