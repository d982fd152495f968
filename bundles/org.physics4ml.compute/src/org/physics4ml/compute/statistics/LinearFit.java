package org.physics4ml.compute.statistics;

import java.util.Optional;

/**
 * Weighted least squares y_i = intercept + slope x_i with independent errors.
 *
 * @param intercept      y at x = 0
 * @param interceptError its standard error from the errors of the data
 * @param slope          dy/dx
 * @param slopeError     its standard error
 * @param covariance     of intercept and slope
 * @param chiSquare      Σ_i ((y_i - fit)/error_i)²; NaN for data without error
 * @param degrees        degrees of freedom, number of data - 2
 */
public record LinearFit(double intercept, double interceptError, double slope, double slopeError, double covariance, double chiSquare, int degrees) {

	/**
	 * Fits. Data that are exact (all errors 0) get equal weights and errors 0.
	 *
	 * @param x      abscissas
	 * @param y      ordinates
	 * @param errors standard errors, all positive or all 0
	 * @return empty with fewer than two different abscissas
	 * @throws IllegalArgumentException if some errors are 0 and others not, or negative or not finite
	 */
	public static Optional<LinearFit> of(double[] x, double[] y, double[] errors) {
		int n = x.length;
		boolean exact = n > 0 && errors[0] == 0;
		double weights = 0, mean = 0;
		for (int i = 0; i < n; i++) {
			if (!(errors[i] >= 0) || errors[i] == Double.POSITIVE_INFINITY || (errors[i] == 0) != exact) {
				throw new IllegalArgumentException("error " + errors[i] + " at x = " + x[i]);
			}
			double weight = weight(errors[i]);
			weights += weight;
			mean += weight * (x[i] - mean) / weights;
		}
		double squares = 0, height = 0, slope = 0;
		for (int i = 0; i < n; i++) {
			double weight = weight(errors[i]), dx = x[i] - mean;
			squares += weight * dx * dx;
			height += weight * y[i];
			slope += weight * dx * y[i];
		}
		if (!(squares > 0)) return Optional.empty();
		height /= weights;
		slope /= squares;
		double intercept = height - slope * mean, chiSquare = 0;
		for (int i = 0; i < n; i++) {
			double pull = (y[i] - height - slope * (x[i] - mean)) / errors[i];
			chiSquare += pull * pull;
		}
		if (exact) return Optional.of(new LinearFit(intercept, 0, slope, 0, 0, Double.NaN, n - 2));
		return Optional.of(new LinearFit(intercept, Math.sqrt(1 / weights + mean * mean / squares), slope, Math.sqrt(1 / squares), -mean / squares,
				chiSquare, n - 2));
	}

	private static double weight(double error) {
		return error == 0 ? 1 : 1 / (error * error);
	}

	/**
	 * Fit of N Gc = V + c/N against the width, for signals that are not far above the noise (PHYSICS 8.3): {@link #intercept} = V, {@link #slope} = c.
	 *
	 * @param widths N
	 * @param scaled N Gc (N^{n/2-1} Gc for order n)
	 * @param errors of them
	 */
	public static Optional<LinearFit> inInverseWidth(double[] widths, double[] scaled, double[] errors) {
		var x = new double[widths.length];
		for (int i = 0; i < x.length; i++) x[i] = 1 / widths[i];
		return of(x, scaled, errors);
	}
}
