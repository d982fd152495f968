package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.physics4ml.analysis.kernels.internal.Evidence.Fitted;
import org.physics4ml.analysis.kernels.internal.Evidence.Gradient;
import org.physics4ml.analysis.kernels.internal.Maximiser.Step;
import org.physics4ml.compute.linalg.SymmetricEigen;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelBlocks;

/**
 * What {@code gp-inference} finds in a cell.
 *
 * @param evidence    the marginal likelihood
 * @param fit         how the variances were found; null if they are those of the experiment
 * @param fitted      the process at these variances
 * @param gradient    of ln p there; null if it is not wanted
 * @param posterior   at the test points
 * @param leaveOneOut at the points of the data, with the noise; null if it is not wanted
 * @param condition   condition number of A
 * @param prior       [sample][output][i], random functions at the test points
 * @param draws       likewise of the posterior
 * @param origin      how kernels were computed
 */
record Inference(Evidence evidence, Fit fit, Fitted fitted, Gradient gradient, Posterior posterior, Prediction leaveOneOut, double condition, double[][][] prior, double[][][] draws, String origin) {

	/** Beyond, a variance is as good as 0 or infinite. */
	private static final double SMALLEST = StrictMath.log(1e-12), LARGEST = StrictMath.log(1e12);
	private static final double TOLERANCE = 1e-7;
	/** Of the differences of gradients that give the curvature. */
	private static final double STEP = 1e-2;

	/**
	 * @param fitted      which variances, as {@link Evidence#names}
	 * @param steps       the way to the maximum
	 * @param errors      of the variances: v times the root of the diagonal of the inverse curvature of ln p in ln v; NaN where ln p is flat or the variance rests at its bound
	 * @param atBound     which rest there
	 * @param converged   whether it is a maximum
	 */
	record Fit(boolean[] fitted, List<Step> steps, double[] errors, boolean[] atBound, boolean converged) {
	}

	/** What is wanted. */
	record Wanted(List<String> fit, boolean gradient, boolean covariance, boolean leaveOneOut, int samples) {

		/** Points at which a fit looks, about. */
		private static final int FIT_STEPS = 20;

		/** Whether covariances of test points are wanted beside their variances. */
		boolean covariances() {
			return covariance || samples > 0;
		}

		/** Multiplications and additions of all. */
		double work(Joint joint, Evidence evidence, KernelBlocks blocks) {
			return joint.work() + gradientWork(joint, evidence, blocks) + fitWork(joint, evidence, blocks);
		}

		private double gradientWork(Joint joint, Evidence evidence, KernelBlocks blocks) {
			return gradient ? 8.0 * (evidence.names().size() - 1) * KernelComputation.work(blocks, joint.data().points()) : 0;
		}

		private double fitWork(Joint joint, Evidence evidence, KernelBlocks blocks) {
			double n = joint.size();
			return fit.isEmpty() ? 0 : FIT_STEPS * (2 * n * n * n + (4 * (evidence.names().size() - 1) + 1) * KernelComputation.work(blocks, joint.data().points()));
		}
	}

	/**
	 * @param plan    the marginal likelihood
	 * @param kernels at the points of the data and those of the experiment
	 * @throws UnsuitableException if the kernel of the data is singular
	 */
	static Inference of(Cell cell, Joint joint, Evidence plan, Wanted wanted, Kernels kernels, Steps steps) throws UnsuitableException {
		var evidence = plan.with(kernels);
		double cube = (double) joint.size() * joint.size() * joint.size(), work = wanted.work(joint, evidence, kernels.of());
		var stages = new Stages(steps, work);
		Fit fit = null;
		double[] variances = evidence.start();
		if (!wanted.fit.isEmpty()) {
			boolean[] free = new boolean[variances.length];
			for (int v = 0; v < free.length; v++)
				free[v] = wanted.fit.contains(evidence.names().get(v).replaceFirst("\\[.*", ""));
			fit = fit(evidence, variances, free, stages.next(wanted.fitWork(joint, evidence, kernels.of())));
		}
		Fitted fitted = evidence.at(variances, stages.next(cube / 3));
		int n = joint.size(), m = joint.tests();
		double[] inverse = wanted.gradient || wanted.leaveOneOut ? fitted.factor().inverse(stages.next(4 * cube / 3).of(0, 1, "inverse")) : null;
		boolean[] all = new boolean[variances.length];
		Arrays.fill(all, true);
		Gradient gradient = wanted.gradient ? evidence.gradient(fitted, inverse, all, true, stages.next(wanted.gradientWork(joint, evidence, kernels.of()))) : null;
		double[][] targets = IntStream.range(0, joint.outputs()).mapToObj(joint::targets).toArray(double[][]::new);
		Prediction leaveOneOut = wanted.leaveOneOut ? Posterior.leaveOneOut(fitted, inverse, targets) : null;
		double[] kernel = evidence.kernel(joint.points(), variances, stages.next(0)).nngp(), a = joint.data(kernel);
		for (int i = 0; i < n; i++)
			a[i * n + i] += fitted.noise();
		double[] values = SymmetricEigen.values(n, a, stages.next(2 * cube).of(0, 1, "condition number"));
		double condition = values[0] > 0 ? values[n - 1] / values[0] : Double.POSITIVE_INFINITY;
		steps = stages.next(work);
		Posterior posterior = Posterior.of(joint, kernel, fitted, wanted.covariances(), steps.of(0, 1, "posterior"));
		double[][][] prior = new double[wanted.samples][targets.length][], draws = new double[wanted.samples][targets.length][];
		if (wanted.samples > 0) {
			double[] scale = joint.variances(kernel);
			var before = new Samples(joint.same(n, m), joint.tests(kernel), scale);
			var after = new Samples(joint.same(n, m), posterior.covariance(), scale);
			for (int s = 0; s < wanted.samples; s++)
				for (int output = 0; output < targets.length; output++) {
					steps.at(1, "random functions");
					long number = (long) s * targets.length + output;
					prior[s][output] = before.draw(cell.key(), Samples.PRIOR, number);
					draws[s][output] = after.draw(cell.key(), Samples.POSTERIOR, number);
					for (int i = 0; i < m; i++)
						draws[s][output][i] += posterior.prediction().mean()[output][i];
				}
		}
		return new Inference(evidence, fit, fitted, gradient, wanted.covariance ? posterior : new Posterior(posterior.prediction(), null), leaveOneOut, condition, prior, draws, kernels.origin());
	}

	/** ln p in the logarithms of the variances that are free, the last point kept: a gradient is asked for where a value was. */
	private static final class Surface implements Maximiser.Objective {

		private final Evidence evidence;
		private final double[] variances;
		private final int[] free;
		private final boolean[] wanted;
		private final Steps steps;
		private Fitted last;
		private int gradients;

		Surface(Evidence evidence, double[] variances, boolean[] wanted, Steps steps) {
			this.evidence = evidence;
			this.steps = (done, what) -> steps.at(Math.min(1, gradients / (double) Wanted.FIT_STEPS), "fit, point " + gradients + (last == null ? "" : String.format(Locale.ROOT, ", ln p = %.6g", last.log())));
			this.variances = variances;
			this.wanted = wanted;
			free = IntStream.range(0, wanted.length).filter(v -> wanted[v]).toArray();
		}

		double[] at(double[] x) {
			double[] at = variances.clone();
			for (int i = 0; i < free.length; i++)
				at[free[i]] = StrictMath.exp(x[i]);
			return at;
		}

		private Fitted fitted(double[] x) throws UnsuitableException {
			double[] at = at(x);
			if (last == null || !Arrays.equals(last.variances(), at))
				last = evidence.at(at, steps);
			return last;
		}

		@Override
		public double value(double[] x) {
			try {
				return fitted(x).log();
			} catch (UnsuitableException singular) {
				return Double.NEGATIVE_INFINITY;
			}
		}

		@Override
		public double[] gradient(double[] x) throws UnsuitableException {
			Fitted fitted = fitted(x);
			gradients++;
			Gradient gradient = evidence.gradient(fitted, fitted.factor().inverse(steps.of(0, 1, "")), wanted, false, steps);
			return Arrays.stream(free).mapToDouble(v -> gradient.derivatives()[v] * fitted.variances()[v]).toArray();
		}
	}

	/** @param variances become those of the maximum */
	private static Fit fit(Evidence evidence, double[] variances, boolean[] free, Steps progress) throws UnsuitableException {
		var surface = new Surface(evidence, variances.clone(), free, progress);
		double[] start = Arrays.stream(surface.free).mapToDouble(v -> StrictMath.log(variances[v])).toArray();
		var maximiser = new Maximiser(SMALLEST, LARGEST, TOLERANCE * evidence.targets());
		List<Step> steps = maximiser.maximise(surface, start);
		Step last = steps.getLast();
		System.arraycopy(surface.at(last.x()), 0, variances, 0, variances.length);
		int n = start.length;
		double[] errors = new double[variances.length];
		boolean[] atBound = new boolean[variances.length];
		Arrays.fill(errors, Double.NaN);
		int[] inside = IntStream.range(0, n).filter(i -> !maximiser.isBound(last.x()[i])).toArray();
		for (int i = 0; i < n; i++)
			atBound[surface.free[i]] = maximiser.isBound(last.x()[i]);
		double[] curvature = new double[inside.length * inside.length];
		for (int i = 0; i < inside.length; i++) {
			double[] up = last.x().clone(), down = last.x().clone();
			up[inside[i]] += STEP;
			down[inside[i]] -= STEP;
			double[] above = surface.gradient(up), below = surface.gradient(down);
			for (int j = 0; j < inside.length; j++) {
				double entry = (below[inside[j]] - above[inside[j]]) / (2 * STEP);
				curvature[i * inside.length + j] += 0.5 * entry;
				curvature[j * inside.length + i] += 0.5 * entry;
			}
		}
		if (inside.length > 0) {
			var eigen = SymmetricEigen.of(inside.length, curvature);
			double largest = eigen.values()[inside.length - 1];
			for (int i = 0; i < inside.length; i++) {
				double variance = 0;
				for (int r = 0; r < inside.length; r++) {
					double part = eigen.vectors()[r * inside.length + i];
					if (eigen.values()[r] > 1e-6 * largest)
						variance += part * part / eigen.values()[r];
					else if (Math.abs(part) > 1e-3)
						variance = Double.NaN; // a flat direction: ln p does not tell this variance
				}
				errors[surface.free[inside[i]]] = variances[surface.free[inside[i]]] * Math.sqrt(variance);
			}
		}
		return new Fit(free, steps, errors, atBound, maximiser.converged(last));
	}
}
