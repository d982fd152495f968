package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.contribution.UnsuitableException;

/**
 * The maximum of a smooth function of a few variables in a box, by quasi-Newton steps (BFGS, Nocedal and Wright, Numerical Optimization, 2006, chapter 6) with
 * backtracking. A variable at a bound that the gradient points beyond rests there. Deterministic.
 */
final class Maximiser {

	private static final int ITERATIONS = 200, HALVINGS = 40;
	private static final double SUFFICIENT = 1e-4;
	/** Of one variable in one step. */
	private static final double LONGEST = 2;

	/** A function with its gradient. */
	interface Objective {

		/** Negative infinity where the function does not exist. */
		double value(double[] x);

		double[] gradient(double[] x) throws UnsuitableException;
	}

	/**
	 * @param value    of the function
	 * @param gradient largest component that could still be followed
	 */
	record Step(double[] x, double value, double gradient) {
	}

	private final double lower;
	private final double upper;
	private final double tolerance;

	/** @param tolerance on the components of the gradient */
	Maximiser(double lower, double upper, double tolerance) {
		this.lower = lower;
		this.upper = upper;
		this.tolerance = tolerance;
	}

	/** The way to the maximum; converged if the last gradient is below the tolerance. */
	List<Step> maximise(Objective objective, double[] start) throws UnsuitableException {
		int n = start.length;
		double[] x = start.clone(), gradient = objective.gradient(x);
		double value = objective.value(x);
		double[][] inverse = identity(n);
		List<Step> steps = new ArrayList<>(List.of(new Step(x, value, largest(x, gradient))));
		boolean fresh = true;
		while (steps.getLast().gradient > tolerance && steps.size() <= ITERATIONS) {
			double[] direction = new double[n];
			double slope = 0, length = 0;
			for (int i = 0; i < n; i++) {
				if (rests(x[i], gradient[i]))
					continue;
				for (int j = 0; j < n; j++)
					if (!rests(x[j], gradient[j]))
						direction[i] += inverse[i][j] * gradient[j];
				slope += direction[i] * gradient[i];
				length = Math.max(length, Math.abs(direction[i]));
			}
			if (fresh || !(slope > 0)) {
				inverse = identity(n);
				slope = length = 0;
				for (int i = 0; i < n; i++) {
					direction[i] = rests(x[i], gradient[i]) ? 0 : gradient[i];
					slope += direction[i] * gradient[i];
					length = Math.max(length, Math.abs(direction[i]));
				}
			}
			double factor = Math.min(fresh ? 0.5 / length : 1, LONGEST / length);
			double[] next = null;
			double found = Double.NEGATIVE_INFINITY;
			for (int half = 0; half < HALVINGS && !(found >= value + SUFFICIENT * factor * slope); half++) {
				if (half > 0)
					factor /= 2;
				next = new double[n];
				for (int i = 0; i < n; i++)
					next[i] = Math.clamp(x[i] + factor * direction[i], lower, upper);
				found = objective.value(next);
			}
			if (!(found > value)) {
				if (fresh)
					break; // rounding leaves nothing to climb
				fresh = true;
				continue;
			}
			double[] gradientThere = objective.gradient(next);
			update(inverse, x, next, gradient, gradientThere);
			x = next;
			value = found;
			gradient = gradientThere;
			fresh = false;
			steps.add(new Step(x, value, largest(x, gradient)));
		}
		return steps;
	}

	boolean converged(Step last) {
		return last.gradient <= tolerance;
	}

	boolean isBound(double x) {
		return x <= lower || x >= upper;
	}

	private boolean rests(double x, double gradient) {
		return x <= lower && gradient < 0 || x >= upper && gradient > 0;
	}

	private double largest(double[] x, double[] gradient) {
		double largest = 0;
		for (int i = 0; i < x.length; i++)
			if (!rests(x[i], gradient[i]))
				largest = Math.max(largest, Math.abs(gradient[i]));
		return largest;
	}

	private static double[][] identity(int n) {
		double[][] identity = new double[n][n];
		for (int i = 0; i < n; i++)
			identity[i][i] = 1;
		return identity;
	}

	/** H ← (1 - ρ s yᵀ) H (1 - ρ y sᵀ) + ρ s sᵀ for -f, s = Δx, y = -Δ∇f, ρ = 1/s·y; nothing where the function curves up. */
	private static void update(double[][] h, double[] from, double[] to, double[] before, double[] after) {
		int n = from.length;
		double[] s = new double[n], y = new double[n], product = new double[n];
		double sy = 0, yhy = 0;
		for (int i = 0; i < n; i++) {
			s[i] = to[i] - from[i];
			y[i] = before[i] - after[i];
			sy += s[i] * y[i];
		}
		if (!(sy > 0))
			return;
		for (int i = 0; i < n; i++) {
			for (int j = 0; j < n; j++)
				product[i] += h[i][j] * y[j];
			yhy += y[i] * product[i];
		}
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++)
				h[i][j] += (1 + yhy / sy) * s[i] * s[j] / sy - (product[i] * s[j] + s[i] * product[j]) / sy;
	}
}
