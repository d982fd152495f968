package org.physics4ml.analysis.kernels.internal;

import java.util.Optional;

import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;

/**
 * What theory says of a cell, computed while the plan is made, so that what is wrong with it shows before a run. Needs no draws.
 *
 * @param value what was computed
 */
record Theory<T>(T value, String explanation) implements Measurement<Sums> {

	@SuppressWarnings("unchecked")
	static <T> T of(Result<Sums> result) {
		return ((Theory<T>) result.measurement()).value;
	}

	@Override
	public Optional<Need> need() {
		return Optional.empty();
	}

	@Override
	public Sums empty() {
		return new Sums(0);
	}

	@Override
	public void accumulate(Draws draws, Sums statistic) {
		throw new IllegalStateException("asks for no draws");
	}

	@Override
	public long bytes() {
		return 0;
	}
}
