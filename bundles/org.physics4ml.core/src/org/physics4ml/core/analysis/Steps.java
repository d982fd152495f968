package org.physics4ml.core.analysis;

import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;

/** What a long calculation tells of how far it is, and how it learns that it is no longer wanted. Thread-safe. */
@FunctionalInterface
public interface Steps {

	/** For those that want to know nothing. */
	Steps NONE = (done, what) -> {};

	/**
	 * To be called every fraction of a second; costs nothing.
	 *
	 * @param done what part of the work is done, from 0 to 1
	 * @param what is being done, a few words, e.g. {@code eigenvalues}
	 * @throws CancellationException if the result is no longer wanted: to be let through
	 */
	void at(double done, String what);

	/** A part of the calculation that takes it from one part of the work to another. */
	default DoubleConsumer of(double from, double to, String what) {
		return done -> at(from + (to - from) * done, what);
	}

	/** Likewise, where that part says itself what it does. */
	default Steps of(double from, double to) {
		return (done, what) -> at(from + (to - from) * done, what);
	}
}
