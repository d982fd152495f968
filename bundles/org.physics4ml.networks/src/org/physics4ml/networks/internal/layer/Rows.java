package org.physics4ml.networks.internal.layer;

/** Loops over a row of neurons, plain enough for the compiler to vectorise; the same bits whether it does or not. */
final class Rows {

	private Rows() {
	}

	/** y_{j+l} += x_{i+l}, l = 0 … n-1. */
	static void add(double[] x, int i, double[] y, int j, int n) {
		for (int l = 0; l < n; l++) y[j + l] += x[i + l];
	}

	/** y_{j+l} += x, l = 0 … n-1. */
	static void add(double x, double[] y, int j, int n) {
		for (int l = 0; l < n; l++) y[j + l] += x;
	}

	/** y_{j+l} += a x_{i+l}, l = 0 … n-1. */
	static void add(double a, double[] x, int i, double[] y, int j, int n) {
		for (int l = 0; l < n; l++) y[j + l] = Math.fma(a, x[i + l], y[j + l]);
	}
}
