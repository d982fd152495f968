package org.physics4ml.networks.internal.prior;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.physics4ml.compute.gaussian.GaussLegendre;
import org.physics4ml.compute.math.Elementary;

/** Rules {nodes, weights} for expectations over one parameter, {@link org.physics4ml.core.network.Law#rule}: Gauss-Legendre on panels where there is a density. */
final class Rules {

	/** Nodes of a panel. */
	private static final int NODES = 20;
	/** e^{-t} t^8 is below 1e-16 of its integral from here on. */
	private static final double EXPONENTIAL = 75;
	/** As much for e^{-t²/2} t^8. */
	private static final double GAUSSIAN = 11;

	private Rules() {
	}

	/** E f = Σ p_i f(w_i). */
	static Optional<double[][]> discrete(double[] nodes, double... weights) {
		return Optional.of(new double[][] { nodes, weights });
	}

	/** Of a density on an interval. */
	static double[][] panels(double from, double to, int panels, DoubleUnaryOperator density) {
		var rule = new GaussLegendre(NODES);
		double[] x = rule.nodes(), w = rule.weights();
		double[][] all = new double[2][panels * NODES];
		double half = 0.5 * (to - from) / panels;
		for (int panel = 0, at = 0; panel < panels; panel++)
			for (int i = 0; i < NODES; i++, at++) {
				all[0][at] = from + half * (2 * panel + 1 + x[i]);
				all[1][at] = half * w[i] * density.applyAsDouble(all[0][at]);
			}
		return all;
	}

	/** Of N(0, s²) on either side of 0, times a factor. */
	static double[][] normal(double s, double factor, double growth, int panels) {
		double end = s * (GAUSSIAN + growth * s), scale = factor / (s * Math.sqrt(2 * StrictMath.PI));
		DoubleUnaryOperator density = w -> scale * Elementary.gaussian(w / s);
		return both(panels(-end, 0, panels, density), panels(0, end, panels, density));
	}

	/** Of rate e^{-rate |w|}/norm from a point on, to the right or left; null where e^{growth |w|} has no expectation, or hardly. */
	static double[][] exponential(double from, int sign, double scale, double factor, double growth, int panels) {
		double rest = 1 - growth * scale;
		if (!(rest > 0.1)) return null;
		double end = from + sign * scale * EXPONENTIAL / rest;
		DoubleUnaryOperator density = w -> factor / scale * Elementary.exp(-Math.abs(w - from) / scale);
		return sign > 0 ? panels(from, end, panels, density) : panels(end, from, panels, density);
	}

	/** Both rules, one after the other. */
	static double[][] both(double[][] first, double[][] second) {
		double[][] all = new double[2][];
		for (int i = 0; i < 2; i++) {
			all[i] = Arrays.copyOf(first[i], first[i].length + second[i].length);
			System.arraycopy(second[i], 0, all[i], first[i].length, second[i].length);
		}
		return all;
	}
}
