package org.physics4ml.compute.gaussian;

import java.util.Arrays;

/**
 * g(m) = E f(m + s ξ)^p, ξ ~ N(0, 1), tabulated as piecewise Chebyshev series on an interval. When only one factor depends on the last variable, it can be
 * integrated over that variable beforehand: an n-dimensional expectation becomes one of n-1 dimensions.
 */
final class SmoothedFactor implements ScalarFunction {

	private static final int DEGREE = 20, MOST_PANELS = 1 << 12;
	private static final double MOST_NODES = 1e6;
	private static final double ACCURACY = 4e-15;

	private final Regularity regularity;
	private final double start, inverseWidth;
	private final double[][] coefficients;

	private SmoothedFactor(Regularity regularity, double start, double inverseWidth, double[][] coefficients) {
		this.regularity = regularity;
		this.start = start;
		this.inverseWidth = inverseWidth;
		this.coefficients = coefficients;
	}

	/** The product with its last variable integrated out, or null where more than one factor depends on it. */
	static Factors reduce(Factors factors) {
		int r = factors.rank() - 1, only = -1;
		for (int i = 0; i < factors.count(); i++) {
			if (factors.forms()[i][r] == 0) continue;
			if (only >= 0) return null;
			only = i;
		}
		var forms = new double[factors.count()][];
		for (int i = 0; i < forms.length; i++) forms[i] = Arrays.copyOf(factors.forms()[i], r);
		var functions = factors.functions().clone();
		var powers = factors.powers().clone();
		// a little beyond the ball of the other variables
		double reach = factors.radius() * Factors.norm(forms[only]) * (1 + 1e-9) + 1e-300;
		functions[only] = tabulate(factors, only, reach);
		powers[only] = 1;
		return functions[only] == null ? null : new Factors(functions, powers, forms, r);
	}

	private static SmoothedFactor tabulate(Factors factors, int only, double reach) {
		var f = factors.functions()[only];
		int power = factors.powers()[only], r = factors.rank() - 1;
		double scale = factors.forms()[only][r], h = Trapezoid.step(factors, r);
		if (factors.radius() / h > MOST_NODES) return null;
		int half = (int) (factors.radius() / h);
		double[] weights = new double[2 * half + 1], row = new double[2 * half + 1];
		for (int k = -half; k <= half; k++) weights[k + half] = h / Math.sqrt(2 * StrictMath.PI) * StrictMath.exp(-0.5 * (k * h) * (k * h));
		for (int panels = 16; panels <= MOST_PANELS; panels *= 2) {
			double width = 2 * reach / panels, tail = 0;
			double[][] coefficients = new double[panels][];
			var values = new double[DEGREE + 1];
			for (int p = 0; p < panels; p++) {
				double largest = 0;
				for (int j = 0; j <= DEGREE; j++) {
					double mean = -reach + width * (p + 0.5 + 0.5 * NODES[j]), sum = 0, absolute = 0;
					for (int k = 0; k < row.length; k++) row[k] = mean + scale * ((k - half) * h);
					f.apply(row, 0, row, 0, row.length);
					for (int k = 0; k < row.length; k++) {
						double term = weights[k] * Factors.power(row[k], power);
						sum += term;
						absolute += Math.abs(term);
					}
					values[j] = sum;
					largest = Math.max(largest, absolute);
				}
				coefficients[p] = series(values);
				double size = Math.abs(coefficients[p][DEGREE]) + Math.abs(coefficients[p][DEGREE - 1]);
				if (size > 0) tail = Math.max(tail, size / largest);
			}
			if (tail <= ACCURACY) return new SmoothedFactor(f.regularity().power(power), -reach, 1 / width, coefficients);
		}
		return null;
	}

	private static final double[] NODES = new double[DEGREE + 1];
	/** COSINES[k][j] = T_k(node j) times the weight of the discrete orthogonality. */
	private static final double[][] COSINES = new double[DEGREE + 1][DEGREE + 1];

	static {
		int n = DEGREE + 1;
		for (int j = 0; j < n; j++) {
			NODES[j] = StrictMath.cos(StrictMath.PI * (j + 0.5) / n);
			for (int k = 0; k < n; k++) COSINES[k][j] = (k == 0 ? 1.0 : 2.0) / n * StrictMath.cos(StrictMath.PI * k * (j + 0.5) / n);
		}
	}

	private static double[] series(double[] values) {
		var result = new double[DEGREE + 1];
		for (int k = 0; k <= DEGREE; k++) for (int j = 0; j <= DEGREE; j++) result[k] += COSINES[k][j] * values[j];
		return result;
	}

	@Override
	public double value(double z) {
		double position = (z - start) * inverseWidth;
		int panel = Math.max(0, Math.min(coefficients.length - 1, (int) position));
		double x = 2 * (position - panel) - 1, doubled = 2 * x, b1 = 0, b2 = 0;
		var c = coefficients[panel];
		for (int k = DEGREE; k > 0; k--) {
			double b = doubled * b1 - b2 + c[k];
			b2 = b1;
			b1 = b;
		}
		return x * b1 - b2 + c[0];
	}

	@Override
	public Regularity regularity() {
		return regularity;
	}
}
