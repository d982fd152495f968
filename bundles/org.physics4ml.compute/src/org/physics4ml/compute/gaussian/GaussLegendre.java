package org.physics4ml.compute.gaussian;

import java.util.function.DoubleUnaryOperator;

/** The Gauss-Legendre rule with n nodes, exact for polynomials of degree 2n-1. Immutable. */
public final class GaussLegendre {

	/** On [-1, 1]. */
	final double[] nodes, weights;

	/** Newton's method on the Legendre polynomial P_n from Tricomi's estimate of its roots. */
	public GaussLegendre(int n) {
		nodes = new double[n];
		weights = new double[n];
		for (int i = 0; i < (n + 1) / 2; i++) {
			double x = 2 * i + 1 == n ? 0 : StrictMath.cos(StrictMath.PI * (i + 0.75) / (n + 0.5)), slope = 0;
			for (int step = 0; step < 8; step++) {
				double before = 0, value = 1;
				for (int k = 1; k <= n; k++) {
					double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
					before = value;
					value = next;
				}
				slope = n * (x * value - before) / (x * x - 1);
				if (x != 0) x -= value / slope;
			}
			nodes[i] = -x;
			nodes[n - 1 - i] = x;
			weights[i] = weights[n - 1 - i] = 2 / ((1 - x * x) * slope * slope);
		}
	}

	/** Ascending; a copy. */
	public double[] nodes() {
		return nodes.clone();
	}

	/** In the order of the nodes; a copy. */
	public double[] weights() {
		return weights.clone();
	}

	/** ∫_a^b f(x) dx by n evaluations. */
	public double integral(DoubleUnaryOperator f, double a, double b) {
		double middle = (a + b) / 2, half = (b - a) / 2, sum = 0;
		for (int i = 0; i < nodes.length; i++) sum = Math.fma(weights[i], f.applyAsDouble(Math.fma(half, nodes[i], middle)), sum);
		return sum * half;
	}
}
