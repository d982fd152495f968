package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.ode.DormandPrince;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * Training with a frozen tangent kernel on any loss (1/n) Σ_D l(φ, y): dφ(x)/dτ = -(1/n) Σ_j Θ(x, x_j) ∂l/∂φ(x_j), τ = ηt, for S initialisations drawn from the NNGP. The
 * functions stay in the span of Θ: φ_τ(x) = φ_0(x) - Σ_j Θ(x, x_j) c_j with dc_j/dτ = ∂l/∂φ(x_j)/n, so that c alone is integrated, or stepped. Matrix products of
 * O(S D n²) an evaluation.
 */
final class SampledDynamics {

	/** Of c; the error of a prediction is of this size times Θ and what time multiplies it by, far below that of some hundred initialisations. */
	private static final double TOLERANCE = 1e-8;
	private static final long MOST_STEPS = 50_000;
	/** Of the solver: stages of a step, steps of a short time, and what a step is at most over the fastest rate. */
	private static final double FLOW_STAGES = 6, FLOW_STEPS = 30, FASTEST = 3.3;

	private final Objective objective;
	private final Dynamics dynamics;
	private final int n;
	private final int m;
	private final int outputs;
	private final int rows;
	private final double[][] targets;
	/** Θ_DD and Θ_xD; φ_0 at the data and at the test points, one row an output of a sample. */
	private final double[] data, cross, atData, atTests;
	private final double[] f;
	private final double largest;
	private final Steps steps;

	/**
	 * @param samples S
	 * @param largest eigenvalue of Θ_DD
	 * @param steps   are told how far the times have come
	 */
	SampledDynamics(Joint joint, double[] kernel, double[] tangent, Objective objective, Dynamics dynamics, int samples, double largest, long key, Steps steps) throws UnsuitableException {
		this.objective = objective;
		this.dynamics = dynamics;
		this.largest = largest;
		this.steps = steps;
		n = joint.size();
		m = joint.tests();
		outputs = joint.outputs();
		rows = samples * outputs;
		targets = objective.targets(joint.data());
		data = joint.data(tangent);
		cross = joint.cross(tangent);
		double[] all = Joint.square(kernel, joint.points(), n + m);
		var functions = new Samples(joint.same(0, n + m), all, IntStream.range(0, n + m).mapToDouble(i -> all[i * (n + m) + i]).toArray());
		atData = new double[rows * n];
		atTests = new double[rows * m];
		for (int row = 0; row < rows; row++) {
			steps.at(0, "initial functions");
			double[] drawn = functions.draw(key, Samples.INITIALISATION, row);
			System.arraycopy(drawn, 0, atData, row * n, n);
			System.arraycopy(drawn, n, atTests, row * m, m);
		}
		f = new double[rows * n];
	}

	/**
	 * Multiplications and additions until a time, about: steps of the rule, or of the solver, as many as for a largest eigenvalue n of Θ_DD, which a plan does not know.
	 */
	static double work(Joint joint, Dynamics dynamics, double samples, double time) {
		double n = joint.size(), slopes = dynamics.rule() == Dynamics.Rule.FLOW ? FLOW_STAGES * (FLOW_STEPS + time / FASTEST) : dynamics.steps(time);
		return Math.min(slopes, FLOW_STAGES * (double) MOST_STEPS) * samples * joint.outputs() * n * n;
	}

	/** Bytes that S initialisations need. */
	static double bytes(double samples, double outputs, double n) {
		return 12 * Double.BYTES * samples * outputs * n;
	}

	/**
	 * @param times in any order
	 * @return one snapshot a time
	 * @throws UnsuitableException if too many steps are needed
	 */
	List<Snapshot> at(double[] times) throws UnsuitableException {
		int[] order = IntStream.range(0, times.length).boxed().sorted((a, b) -> Double.compare(times[a], times[b])).mapToInt(Integer::intValue).toArray();
		Snapshot[] snapshots = new Snapshot[times.length];
		double[] c = new double[rows * n], moving = dynamics.rule() == Dynamics.Rule.FLOW ? null : new double[rows * n], slope = new double[moving == null ? 0 : rows * n];
		double end = times.length == 0 ? 1 : Math.max(Double.MIN_NORMAL, times[order[times.length - 1]]);
		var solver = new DormandPrince((t, y, to) -> {
			steps.at(t / end, "flow");
			slope(y, to);
		}, c.length, TOLERANCE, TOLERANCE / n, n / largest, MOST_STEPS);
		double now = 0;
		long done = 0;
		for (int t : order) {
			try {
				if (moving == null)
					solver.integrate(now, times[t], c);
				else
					for (long all = dynamics.steps(times[t]); done < all; done++) {
						if (done >= MOST_STEPS)
							throw new ArithmeticException("more than " + MOST_STEPS + " steps");
						steps.at(done * dynamics.learningRate() / end, "step " + done);
						slope(c, slope);
						for (int i = 0; i < c.length; i++) {
							moving[i] = Math.fma(dynamics.momentum(), moving[i], slope[i]);
							c[i] = Math.fma(dynamics.learningRate(), moving[i], c[i]);
						}
					}
			} catch (ArithmeticException e) {
				throw new UnsuitableException("times[" + t + "]", "training until " + times[t] + " does not come to its end: " + e.getMessage(),
						"ask for times below " + Limits.rounded(MOST_STEPS * n / largest) + (moving == null ? "" : ", or use a larger learningRate"));
			}
			now = times[t];
			snapshots[t] = snapshot(c);
		}
		return Arrays.asList(snapshots);
	}

	/** φ at the data. */
	private void functions(double[] c) {
		System.arraycopy(atData, 0, f, 0, f.length);
		Blas.java().multiplyTransposed(rows, n, n, -1, c, 0, n, data, 0, n, 1, f, 0, n);
	}

	private void slope(double[] c, double[] to) {
		functions(c);
		double[] value = new double[outputs], derivative = new double[outputs];
		for (int row = 0; row < rows; row += outputs)
			for (int i = 0; i < n; i++) {
				for (int output = 0; output < outputs; output++)
					value[output] = f[(row + output) * n + i];
				objective.derivative(value, targets[i], derivative);
				for (int output = 0; output < outputs; output++)
					to[(row + output) * n + i] = derivative[output] / n;
			}
	}

	private Snapshot snapshot(double[] c) {
		int samples = rows / outputs;
		double[] predictions = atTests.clone(), value = new double[outputs], losses = new double[samples];
		Blas.java().multiplyTransposed(rows, m, n, -1, c, 0, n, cross, 0, n, 1, predictions, 0, m);
		functions(c);
		for (int row = 0; row < rows; row += outputs)
			for (int i = 0; i < n; i++) {
				for (int output = 0; output < outputs; output++)
					value[output] = f[(row + output) * n + i];
				losses[row / outputs] += objective.value(value, targets[i]) / n;
			}
		double[][] mean = new double[outputs][m], variance = new double[outputs][m], meanError = new double[outputs][m], varianceError = new double[outputs][m];
		for (int output = 0; output < outputs; output++)
			for (int i = 0; i < m; i++) {
				double[] numbers = new double[samples];
				for (int s = 0; s < samples; s++)
					numbers[s] = predictions[(s * outputs + output) * m + i];
				double[] moments = moments(numbers);
				mean[output][i] = moments[0];
				variance[output][i] = moments[1];
				meanError[output][i] = Math.sqrt(moments[1] / samples);
				varianceError[output][i] = moments[2];
			}
		double[] moments = moments(losses);
		return new Snapshot(mean, variance, meanError, varianceError, null, new Snapshot.Loss(moments[0], Math.sqrt(moments[1] / samples), Math.sqrt(moments[1])));
	}

	/** Mean, variance and the standard error of the variance, ((μ₄ - μ₂²)/S)^{1/2}. */
	private static double[] moments(double[] numbers) {
		int count = numbers.length;
		double mean = 0, square = 0, fourth = 0;
		for (double number : numbers)
			mean += number / count;
		for (double number : numbers) {
			double deviation = number - mean, power = deviation * deviation;
			square += power;
			fourth += power * power;
		}
		double second = square / count;
		return new double[] { mean, square / (count - 1), Math.sqrt(Math.max(0, fourth / count - second * second) / count) };
	}
}
