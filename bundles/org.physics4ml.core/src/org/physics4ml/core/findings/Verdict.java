package org.physics4ml.core.findings;

import java.util.Locale;

/** The outcome of a {@link Check}. */
public enum Verdict {
	/** Observation and theory agree, and the error is small enough for that to mean something. */
	PASSED,
	/** They disagree beyond the accepted false-positive rate. */
	FAILED,
	/** The error is too large, or a known correction is not under control. */
	INCONCLUSIVE,
	/** There is no theory, or nothing was measured. */
	NOT_TESTABLE;

	/** The word in {@code findings.json}: {@code passed}, {@code failed}, {@code inconclusive}, {@code not-testable}. */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
