package org.physics4ml.batch;

/** How the command line ends. 23 and 24 are never used: the platform takes them for a restart. */
final class ExitCode {

	static final int DONE = 0;
	/** The run failed; what was found before is readable, the run can be resumed. */
	static final int FAILED = 1;
	/** Wrong usage or an invalid experiment; nothing was written. */
	static final int INVALID = 2;
	/** Cancelled by a signal; the run can be resumed. */
	static final int CANCELLED = 3;
	/** A check failed and {@code --fail-on-check} was given. */
	static final int CHECK_FAILED = 4;

	private ExitCode() {
	}
}
