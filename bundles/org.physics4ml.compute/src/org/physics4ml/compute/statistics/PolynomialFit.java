package org.physics4ml.compute.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Weighted least squares y_i = Σ_j c_j x_i^j with independent errors, by Householder reflections of the weighted design matrix.
 *
 * @param coefficients c_0 … c_n
 * @param errors       their standard errors from the errors of the data
 * @param chiSquare    Σ_i ((y_i - fit)/error_i)²
 * @param degrees      degrees of freedom, number of data - n - 1
 */
public record PolynomialFit(double[] coefficients, double[] errors, double chiSquare, int degrees) {

	/**
	 * @param degree n
	 * @param x      abscissas
	 * @param y      ordinates
	 * @param errors standard errors, all positive
	 * @return empty with fewer than n + 1 different abscissas
	 */
	public static Optional<PolynomialFit> of(int degree, double[] x, double[] y, double[] errors) {
		var design = new double[x.length][degree + 1];
		for (int i = 0; i < x.length; i++) {
			double power = 1;
			for (int j = 0; j <= degree; j++, power *= x[i]) design[i][j] = power;
		}
		return of(design, y, errors);
	}

	/**
	 * The same for any columns in the place of powers: y_i = Σ_j c_j A_ij.
	 *
	 * @return empty where the columns depend on each other
	 */
	public static Optional<PolynomialFit> of(double[][] columns, double[] y, double[] errors) {
		int m = columns.length, n = m == 0 ? 0 : columns[0].length;
		if (m < n || n == 0) return Optional.empty();
		var a = new double[m][n + 1];
		var scales = new double[n];
		for (int j = 0; j < n; j++) for (int i = 0; i < m; i++) scales[j] = Math.max(scales[j], Math.abs(columns[i][j] / errors[i]));
		for (int i = 0; i < m; i++) {
			if (!(errors[i] > 0) || errors[i] == Double.POSITIVE_INFINITY) throw new IllegalArgumentException("error " + errors[i]);
			for (int j = 0; j < n; j++) a[i][j] = columns[i][j] / errors[i] / scales[j];
			a[i][n] = y[i] / errors[i];
		}
		double largest = 0;
		for (int j = 0; j < n; j++) {
			double square = 0;
			for (int i = j; i < m; i++) square += a[i][j] * a[i][j];
			double length = Math.sqrt(square);
			largest = Math.max(largest, length);
			if (!(length > 1e-13 * largest)) return Optional.empty();
			double head = a[j][j] > 0 ? -length : length, norm = 0;
			var u = new double[m];
			for (int i = j; i < m; i++) u[i] = a[i][j];
			u[j] -= head;
			for (int i = j; i < m; i++) norm += u[i] * u[i];
			for (int c = j; c <= n; c++) {
				double overlap = 0;
				for (int i = j; i < m; i++) overlap += u[i] * a[i][c];
				for (int i = j; i < m; i++) a[i][c] -= 2 * overlap / norm * u[i];
			}
		}
		double[] coefficients = new double[n], deviations = new double[n];
		for (int j = n - 1; j >= 0; j--) {
			double sum = a[j][n];
			for (int k = j + 1; k < n; k++) sum -= a[j][k] * coefficients[k];
			coefficients[j] = sum / a[j][j];
		}
		for (int column = 0; column < n; column++) { // rows of R^{-1}
			var unit = new double[n];
			for (int j = column; j >= 0; j--) {
				double sum = j == column ? 1 : 0;
				for (int k = j + 1; k <= column; k++) sum -= a[j][k] * unit[k];
				unit[j] = sum / a[j][j];
				deviations[j] += unit[j] * unit[j];
			}
		}
		double chiSquare = 0;
		for (int i = n; i < m; i++) chiSquare += a[i][n] * a[i][n];
		for (int j = 0; j < n; j++) {
			coefficients[j] /= scales[j];
			deviations[j] = Math.sqrt(deviations[j]) / scales[j];
		}
		return Optional.of(new PolynomialFit(coefficients, deviations, chiSquare, m - n));
	}

	public double coefficient(int j) {
		return coefficients[j];
	}

	public double error(int j) {
		return errors[j];
	}

	/** P(χ² larger); NaN without degrees of freedom. */
	public double pValue() {
		return degrees == 0 ? Double.NaN : ChiSquared.upperTail(chiSquare, degrees);
	}

	@Override
	public String toString() {
		return Arrays.toString(coefficients) + " ± " + Arrays.toString(errors);
	}
}
