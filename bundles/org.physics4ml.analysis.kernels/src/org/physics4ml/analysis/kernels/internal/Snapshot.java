package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;

/**
 * The ensemble at a time of its training.
 *
 * @param mean       [output][i], over initialisations
 * @param variance   likewise
 * @param meanError  standard errors; null where the mean is exact
 * @param varianceError likewise
 * @param covariance [i m + i'], of each output; null if it is not wanted
 * @param loss       on the data; null if there is none
 */
record Snapshot(double[][] mean, double[][] variance, double[][] meanError, double[][] varianceError, double[] covariance, Loss loss) {

	/**
	 * @param mean      over initialisations
	 * @param error     standard error of the mean; 0 where it is exact
	 * @param deviation standard deviation over initialisations
	 */
	record Loss(double mean, double error, double deviation) {
	}

	static Snapshot exact(Prediction prediction, double[] covariance, Loss loss) {
		double[][] variances = new double[prediction.mean().length][];
		Arrays.fill(variances, prediction.variance());
		return new Snapshot(prediction.mean(), variances, null, null, covariance, loss);
	}

	boolean isExact() {
		return meanError == null;
	}
}
