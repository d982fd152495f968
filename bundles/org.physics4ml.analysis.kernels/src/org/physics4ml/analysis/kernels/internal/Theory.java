package org.physics4ml.analysis.kernels.internal;

import java.util.Optional;

import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.analysis.WithoutDraws;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/** What theory says of a cell, from kernels. Needs no draws. Thread-safe. */
final class Theory<T> implements WithoutDraws {

	/** Multiplications and additions up to which the plan itself looks whether kernels can be inverted, so that it shows before a run: a plan is made while an experiment is edited. */
	private static final double QUICK = 2e8;

	/** May find that what was asked for does not exist. */
	interface Value<T> {

		T of(Kernels kernels, Steps steps) throws UnsuitableException;
	}

	private final KernelComputation computation;
	private final String explanation;
	private T value;
	private UnsuitableException problem;

	/**
	 * @param blocks between the points and themselves
	 * @param whole  of the distinct points from here on variances suffice
	 * @param work   of {@code value}, multiplications and additions
	 * @param bytes  that it needs
	 */
	Theory(KernelBlocks blocks, Points points, int whole, Quantities wanted, Value<T> value, double work, long bytes, String explanation) {
		this.explanation = explanation;
		computation = KernelComputation.held(blocks, points, wanted, new KernelComputation.Held(whole, (kernels, steps) -> {
			try {
				kernels.requireFinite();
				set(value.of(kernels, steps), null);
			} catch (UnsuitableException e) {
				set(null, e); // the findings say it
			}
		}, work, bytes));
	}

	/**
	 * Whether a plan may invert kernels.
	 *
	 * @param work on the kernels
	 * @param n    size of the matrix that is inverted
	 */
	static boolean isQuick(double work, double n) {
		return work + 2 * n * n * n <= QUICK;
	}

	private synchronized void set(T found, UnsuitableException missing) {
		value = found;
		problem = missing;
	}

	/** The value; empty if it does not exist, {@link #problem} says why. */
	synchronized Optional<T> value() {
		return Optional.ofNullable(value);
	}

	/** What is wrong and what to do; empty text if nothing is. */
	synchronized String problem() {
		return problem == null ? "" : problem.path() + ": " + problem.getMessage() + "; " + problem.remedy();
	}

	@SuppressWarnings("unchecked")
	static <T> Theory<T> of(Result<Sums> result) {
		return (Theory<T>) result.measurement();
	}

	@Override
	public Optional<Computation> computation() {
		return Optional.of(computation);
	}

	@Override
	public String explanation() {
		return explanation;
	}
}
