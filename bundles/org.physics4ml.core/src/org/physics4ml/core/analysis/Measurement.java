package org.physics4ml.core.analysis;

import java.util.List;
import java.util.Optional;

/**
 * How one analysis measures one cell: what it needs of every draw and what it remembers. Immutable and thread-safe but for the statistics,
 * each of which belongs to one thread at a time.
 *
 * @param <S> its statistic
 */
public interface Measurement<S extends Statistic<S>> {

	/** What is needed of every draw; empty for an analysis that needs no draws (a closed form) and only concludes. */
	Optional<Need> need();

	/** All that is needed, where that is several quantities: all of one path, the first is {@link #need}. */
	default List<Need> needs() {
		return need().stream().toList();
	}

	/** A statistic of no draws. */
	S empty();

	/**
	 * Adds the draws of one chunk to a statistic of no draws. The engine merges the statistics of chunks in their order, so that the bits do not
	 * depend on threads, resumption or shards.
	 */
	void accumulate(Draws draws, S statistic);

	/** Multiplications and additions that {@link #accumulate} spends on a draw, for the plan. */
	default double work() {
		return 0;
	}

	/** What is computed before anything is drawn; empty where that is nothing much. The same object each time. */
	default Optional<Computation> computation() {
		return Optional.empty();
	}

	/** The estimator and why it was chosen, one line for the plan. */
	String explanation();

	/** Bytes of one statistic, for the plan. */
	long bytes();
}
