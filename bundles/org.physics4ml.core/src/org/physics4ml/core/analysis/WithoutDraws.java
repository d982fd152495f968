package org.physics4ml.core.analysis;

import java.util.Optional;

/** A {@link Measurement} of an analysis that needs no draws: a closed form, or what {@link #computation} gives. */
public interface WithoutDraws extends Measurement<Sums> {

	@Override
	default Optional<Need> need() {
		return Optional.empty();
	}

	@Override
	default Sums empty() {
		return new Sums(0);
	}

	@Override
	default void accumulate(Draws draws, Sums statistic) {
		throw new IllegalStateException("asks for no draws");
	}

	@Override
	default long bytes() {
		return 0;
	}
}
