package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * The loss l(f, y) of one point, f being the D outputs.
 *
 * @param kind  SQUARED: Σ (f - y)²/2; HUBER: Σ of (f - y)²/2 up to |f - y| = δ, δ|f - y| - δ²/2 beyond (doi:10.1214/aoms/1177703732); CROSS_ENTROPY: ln Σ e^f - y·f, for one
 *              output ln(1 + e^f) - y f
 * @param width δ
 */
record Objective(Kind kind, double width) {

	static final String LOSS = "loss", WIDTH = "huberWidth";
	private static final double WHOLE = 1e-9;

	enum Kind {
		SQUARED, HUBER, CROSS_ENTROPY
	}

	static Objective of(Parameters parameters) {
		return new Objective(switch (parameters.text(LOSS)) {
		case "huber" -> Kind.HUBER;
		case "cross-entropy" -> Kind.CROSS_ENTROPY;
		default -> Kind.SQUARED;
		}, parameters.real(WIDTH));
	}

	boolean isSquared() {
		return kind == Kind.SQUARED;
	}

	/** Largest eigenvalue that the second derivative can have; outputs D. */
	double curvature(int outputs) {
		return kind != Kind.CROSS_ENTROPY ? 1 : outputs == 1 ? 0.25 : 0.5;
	}

	/**
	 * The targets [i][output] as the loss wants them: probabilities for cross-entropy, classes not centred.
	 *
	 * @throws UnsuitableException if they are no probabilities
	 */
	double[][] targets(Data data) throws UnsuitableException {
		double[][] targets = data.targets().stream().map(double[]::clone).toArray(double[][]::new);
		if (kind != Kind.CROSS_ENTROPY)
			return targets;
		for (int i = 0; i < targets.length; i++) {
			double sum = 0;
			boolean inside = true;
			for (int output = 0; output < targets[i].length; output++) {
				if (data.classes() > 0)
					targets[i][output] += 1.0 / data.classes();
				inside &= targets[i][output] >= -WHOLE && targets[i][output] <= 1 + WHOLE;
				sum += targets[i][output];
			}
			if (!inside || targets[i].length > 1 && Math.abs(sum - 1) > WHOLE)
				throw new UnsuitableException("data.targets", "target " + i + " is no probability, which the loss cross-entropy needs",
						targets[i].length > 1 ? "give numbers from 0 to 1 with the sum 1, or labels with data.classes" : "give numbers from 0 to 1");
		}
		return targets;
	}

	/** ∂l/∂f of one point. */
	void derivative(double[] f, double[] y, double[] to) {
		if (kind == Kind.CROSS_ENTROPY)
			probabilities(f, to);
		for (int output = 0; output < f.length; output++)
			to[output] = switch (kind) {
			case SQUARED -> f[output] - y[output];
			case HUBER -> Math.clamp(f[output] - y[output], -width, width);
			case CROSS_ENTROPY -> to[output] - y[output];
			};
	}

	/** l of one point. */
	double value(double[] f, double[] y) {
		double value = 0;
		if (kind == Kind.CROSS_ENTROPY) {
			double largest = f.length == 1 ? Math.max(0, f[0]) : Double.NEGATIVE_INFINITY, sum = f.length == 1 ? StrictMath.exp(-largest) : 0;
			for (double output : f)
				largest = Math.max(largest, output);
			for (double output : f)
				sum += StrictMath.exp(output - largest);
			value = largest + StrictMath.log(sum);
		}
		for (int output = 0; output < f.length; output++) {
			double residual = f[output] - y[output], size = Math.abs(residual);
			value += switch (kind) {
			case SQUARED -> 0.5 * residual * residual;
			case HUBER -> size <= width ? 0.5 * residual * residual : width * (size - 0.5 * width);
			case CROSS_ENTROPY -> -y[output] * f[output];
			};
		}
		return value;
	}

	private static void probabilities(double[] f, double[] to) {
		if (f.length == 1) {
			double tail = StrictMath.exp(-Math.abs(f[0]));
			to[0] = (f[0] >= 0 ? 1 : tail) / (1 + tail);
			return;
		}
		double largest = Double.NEGATIVE_INFINITY, sum = 0;
		for (double output : f)
			largest = Math.max(largest, output);
		for (int output = 0; output < f.length; output++)
			sum += to[output] = StrictMath.exp(f[output] - largest);
		for (int output = 0; output < f.length; output++)
			to[output] /= sum;
	}
}
