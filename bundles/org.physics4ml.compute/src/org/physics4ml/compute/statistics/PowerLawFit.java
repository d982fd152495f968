package org.physics4ml.compute.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Weighted fit ln|y| = ln amplitude + exponent · ln x over the cells whose signal stands out, |y| > {@value #CUT} errors; below that a fit in the logarithm is
 * biased (PHYSICS 6, 8.3).
 *
 * @param exponent       d ln|y| / d ln x
 * @param exponentError  its standard error
 * @param amplitude      |y| at x = 1, with the sign of the data if it is the same in all cells used, else positive
 * @param amplitudeError its standard error
 * @param cellsUsed      number of cells above the cut
 */
public record PowerLawFit(double exponent, double exponentError, double amplitude, double amplitudeError, int cellsUsed) {

	/** Signal to noise above which a cell is used. */
	public static final double CUT = 5;
	/** Fewer cells than this give no fit. */
	public static final int FEWEST = 3;

	/**
	 * One cell of a sweep.
	 *
	 * @param x        abscissa > 0, the width
	 * @param value    y
	 * @param error    its standard error; 0 if exact
	 * @param replicas leave-one-block-out replicas of y; empty if exact
	 */
	public record Cell(double x, double value, double error, double[] replicas) {
	}

	/** How many cells are above the cut. */
	public static int usable(Cell... cells) {
		return (int) Arrays.stream(cells).filter(PowerLawFit::isUsable).count();
	}

	private static boolean isUsable(Cell cell) {
		return Math.abs(cell.value) > CUT * cell.error && Double.isFinite(cell.value);
	}

	/**
	 * Fits. Weights are (y/error)², equal if all cells are exact. Cells are independent, so the error is the root of the sum over cells of the jackknife variance of
	 * the fit in which that cell is replaced by its replicas; weights are kept. Cells without replicas contribute their propagated error.
	 *
	 * @return empty with fewer than {@value #FEWEST} usable cells or fewer than two different abscissas among them
	 * @throws IllegalArgumentException if some of the cells used are exact and others not
	 */
	public static Optional<PowerLawFit> of(Cell... cells) {
		var used = Arrays.stream(cells).filter(PowerLawFit::isUsable).toArray(Cell[]::new);
		int n = used.length;
		if (n < FEWEST) return Optional.empty();
		double[] x = new double[n], y = new double[n], errors = new double[n];
		for (int i = 0; i < n; i++) {
			x[i] = StrictMath.log(used[i].x);
			y[i] = StrictMath.log(Math.abs(used[i].value));
			errors[i] = used[i].error / Math.abs(used[i].value);
		}
		var fit = LinearFit.of(x, y, errors).orElse(null);
		if (fit == null) return Optional.empty();
		double slopeVariance = 0, interceptVariance = 0;
		for (int i = 0; i < n; i++) {
			var replicas = used[i].replicas;
			double centre = y[i];
			if (replicas.length < 2) {
				y[i] = centre + 1;
				var shifted = LinearFit.of(x, y, errors).orElseThrow();
				slopeVariance += square((shifted.slope() - fit.slope()) * errors[i]);
				interceptVariance += square((shifted.intercept() - fit.intercept()) * errors[i]);
			} else {
				var fits = new double[replicas.length][];
				for (int b = 0; b < replicas.length; b++) {
					y[i] = StrictMath.log(Math.abs(replicas[b]));
					var replica = LinearFit.of(x, y, errors).orElseThrow();
					fits[b] = new double[] { replica.slope(), replica.intercept() };
				}
				slopeVariance += square(Jackknife.standardError(fits, 0));
				interceptVariance += square(Jackknife.standardError(fits, 1));
			}
			y[i] = centre;
		}
		boolean negative = Arrays.stream(used).allMatch(cell -> cell.value < 0);
		double amplitude = StrictMath.exp(fit.intercept());
		return Optional.of(new PowerLawFit(fit.slope(), Math.sqrt(slopeVariance), negative ? -amplitude : amplitude,
				amplitude * Math.sqrt(interceptVariance), n));
	}

	/**
	 * The fit without block b of every cell at once, weights kept: {@code [b][0]} exponent, {@code [b][1]} amplitude. For covariances with what else was measured on the same draws.
	 *
	 * @return no rows where there is no fit, or the cells have no replicas or different numbers of them
	 */
	public static double[][] replicas(Cell... cells) {
		var used = Arrays.stream(cells).filter(PowerLawFit::isUsable).toArray(Cell[]::new);
		int n = used.length, blocks = n < FEWEST ? 0 : used[0].replicas.length;
		double[] x = new double[n], y = new double[n], errors = new double[n];
		for (int i = 0; i < n; i++) {
			if (used[i].replicas.length != blocks) return new double[0][];
			x[i] = StrictMath.log(used[i].x);
			errors[i] = used[i].error / Math.abs(used[i].value);
		}
		boolean negative = Arrays.stream(used).allMatch(cell -> cell.value < 0);
		var replicas = new double[blocks][];
		for (int b = 0; b < blocks; b++) {
			for (int i = 0; i < n; i++) y[i] = StrictMath.log(Math.abs(used[i].replicas[b]));
			var fit = LinearFit.of(x, y, errors).orElse(null);
			if (fit == null) return new double[0][];
			double amplitude = StrictMath.exp(fit.intercept());
			replicas[b] = new double[] { fit.slope(), negative ? -amplitude : amplitude };
		}
		return replicas;
	}

	private static double square(double x) {
		return x * x;
	}
}
