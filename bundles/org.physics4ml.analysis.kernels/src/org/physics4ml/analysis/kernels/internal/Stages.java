package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.core.analysis.Steps;

/** A calculation whose stages have known shares of its work. For one thread. */
final class Stages {

	private final Steps steps;
	private final double all;
	private double done;

	/** @param all work of all stages, in any unit */
	Stages(Steps steps, double all) {
		this.steps = steps;
		this.all = all;
	}

	/** The next stage. */
	Steps next(double work) {
		double from = done;
		done = Math.min(all, done + work);
		return steps.of(from / all, done / all);
	}
}
