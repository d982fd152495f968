package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * How a network of infinite width is trained on a loss (1/n) Σ l(φ(x_i), y_i). Time is η times the number of steps.
 *
 * @param rule         gradient flow, gradient descent θ ← θ - η g, or heavy-ball momentum m ← μ m + g, θ ← θ - η m
 * @param learningRate η; 0 for the flow
 * @param momentum     μ; 0 for the others
 * @param curvature    largest second derivative of l
 */
record Dynamics(Rule rule, double learningRate, double momentum, double curvature) {

	static final String RULE = "dynamics", RATE = "learningRate", MOMENTUM = "momentum";
	/** Times are whole numbers of steps but for this part of a step. */
	private static final double WHOLE = 1e-6;
	/** Steps are counted in doubles without loss below. */
	private static final double MOST_STEPS = 1e12;

	enum Rule {
		FLOW, DESCENT, MOMENTUM
	}

	static final Dynamics FLOW = new Dynamics(Rule.FLOW, 0, 0, 1);

	/** @throws UnsuitableException if a learning rate is missing, or times are not multiples of it */
	static Dynamics of(Parameters parameters, double[] times, double curvature) throws UnsuitableException {
		String word = parameters.text(RULE);
		if (word.equals("gradient-flow"))
			return new Dynamics(Rule.FLOW, 0, 0, curvature);
		if (!parameters.has(RATE))
			throw new UnsuitableException(RATE, "is missing: " + word + " makes steps", "give it, below the scalar maximumLearningRate of a run with dynamics=gradient-flow");
		boolean heavy = word.equals("momentum");
		var dynamics = new Dynamics(heavy ? Rule.MOMENTUM : Rule.DESCENT, parameters.real(RATE), heavy ? parameters.real(MOMENTUM) : 0, curvature);
		for (int t = 0; t < times.length; t++) {
			double steps = times[t] / dynamics.learningRate;
			if (Math.abs(steps - Math.rint(steps)) > WHOLE || steps > MOST_STEPS)
				throw new UnsuitableException("times[" + t + "]", times[t] + " is not a number of steps of " + RATE + "=" + dynamics.learningRate, "give multiples of the learning rate, or dynamics=gradient-flow");
		}
		return dynamics;
	}

	/** Number of steps; for rules that make them. */
	long steps(double time) {
		return (long) Math.rint(time / learningRate);
	}

	/** Steps below it end in the minimum (PHYSICS 7.4): 2(1 + μ)n/(λ_max l''), for a squared loss also only steps below it. The flow has that of gradient descent. */
	double maximumLearningRate(double largest, int n) {
		return 2 * (1 + momentum) * n / (largest * curvature);
	}

	/**
	 * @param largest eigenvalue of Θ_DD
	 * @throws UnsuitableException if steps diverge
	 */
	void requireConvergence(double largest, int n) throws UnsuitableException {
		double most = maximumLearningRate(largest, n);
		if (!(learningRate < most))
			throw new UnsuitableException(RATE, learningRate + " is not below " + most + ", beyond which the steps diverge", "give a smaller one");
	}

	/**
	 * What the squared loss (φ - y)²/2 leaves of a mode: the residual of an eigenvalue λ of Θ_DD is 1 - λ gain at a time, times what it was.
	 *
	 * @param time infinity gives 1/λ: the rule converges
	 */
	double gain(double lambda, int n, double time) {
		if (time == Double.POSITIVE_INFINITY)
			return 1 / lambda;
		if (rule == Rule.FLOW)
			return lambda == 0 ? time / n : -StrictMath.expm1(-(time / n) * lambda) / lambda;
		double slope = lambda / n;
		// (w, z) ← (w + η z', z'), z' = μ z + (1 - λ w)/n with w the gain: an affine map of two numbers, its power by squaring
		double[] once = { 1 - learningRate * slope, learningRate * momentum, learningRate / n, -slope, momentum, 1.0 / n }, power = { 1, 0, 0, 0, 1, 0 };
		for (long left = steps(time); left > 0; left >>= 1) {
			if ((left & 1) == 1)
				power = after(once, power);
			once = after(once, once);
		}
		return power[2];
	}

	/** The composition f∘g of affine maps (w, z) ← (a w + b z + c, d w + e z + f). */
	private static double[] after(double[] f, double[] g) {
		return new double[] { f[0] * g[0] + f[1] * g[3], f[0] * g[1] + f[1] * g[4], f[0] * g[2] + f[1] * g[5] + f[2], f[3] * g[0] + f[4] * g[3], f[3] * g[1] + f[4] * g[4],
				f[3] * g[2] + f[4] * g[5] + f[5] };
	}
}
