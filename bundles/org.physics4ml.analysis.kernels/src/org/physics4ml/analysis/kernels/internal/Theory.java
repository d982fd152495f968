package org.physics4ml.analysis.kernels.internal;

import java.util.Optional;

import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.analysis.WithoutDraws;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/**
 * What theory says of a cell. Needs no draws. Computed once, when a conclusion first asks for it: a plan is made while an experiment is edited, and has to be quick.
 * Thread-safe.
 */
final class Theory<T> implements WithoutDraws {

	/** Up to so many points and operations an analysis looks while the plan is made whether kernels can be inverted, so that it shows before a run. */
	private static final int FEW = 600;
	private static final double QUICK = 2e9;

	/** May find that what was asked for does not exist. */
	interface Value<T> {

		T compute() throws UnsuitableException;
	}

	private final Value<T> of;
	private final KernelComputation kernels;
	private final String explanation;
	private T value;
	private UnsuitableException problem;

	/** @param kernels that it is computed of */
	Theory(Value<T> of, KernelComputation kernels, String explanation) {
		this.of = of;
		this.kernels = kernels;
		this.explanation = explanation;
	}

	static boolean isCheap(KernelBlocks blocks, Points points) {
		return points.count() <= FEW && KernelComputation.work(blocks, points) <= QUICK;
	}

	/** The value; empty if it does not exist, {@link #problem} says why. */
	synchronized Optional<T> value() {
		if (value == null && problem == null)
			try {
				value = of.compute();
			} catch (UnsuitableException e) {
				problem = e;
			}
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
		return Optional.of(kernels);
	}

	@Override
	public String explanation() {
		return explanation;
	}
}
