package org.physics4ml.analysis.kernels.internal;

/**
 * A Gaussian prediction at m points; outputs are independent and share their variance.
 *
 * @param mean     [output][point]
 * @param variance [point], not negative
 */
record Prediction(double[][] mean, double[] variance) {
}
