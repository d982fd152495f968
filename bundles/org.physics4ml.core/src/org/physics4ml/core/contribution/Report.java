package org.physics4ml.core.contribution;

import java.util.Collection;

/** Where problems go while something is read or validated. */
@FunctionalInterface
interface Report {

	/**
	 * @param path    where, e.g. {@code architecture.width}
	 * @param message what is wrong
	 * @param remedy  what to do
	 */
	void problem(String path, String message, String remedy);

	default void unknown(String path, String message, String word, Collection<String> known) {
		problem(path, message, Suggestion.remedy(word, known, "known are:"));
	}
}
