package org.physics4ml.compute.gaussian;

/**
 * z^m f(z).
 *
 * @param power m ≥ 0
 */
record Weighted(ScalarFunction function, int power) implements ScalarFunction {

	static ScalarFunction of(ScalarFunction function, int power) {
		return power == 0 ? function : new Weighted(function, power);
	}

	@Override
	public double value(double z) {
		return Factors.power(z, power) * function.value(z);
	}

	@Override
	public void apply(double[] x, int i, double[] y, int j, int n) {
		var z = java.util.Arrays.copyOfRange(x, i, i + n);
		function.apply(x, i, y, j, n);
		for (int l = 0; l < n; l++) y[j + l] *= Factors.power(z[l], power);
	}

	@Override
	public Regularity regularity() {
		var of = function.regularity();
		return new Regularity(of.height(), of.linear(), of.quadratic(), of.growth() + power, of.kinks(), of.degree() < 0 ? -1 : of.degree() + power, of.square());
	}
}
