package org.physics4ml.core.run;

/** Why a run failed: one line for the user, with what to do; the cause is for the log. */
public final class RunFailure extends Exception {

	private static final long serialVersionUID = 1;

	RunFailure(String message, Throwable cause) {
		super(message, cause);
	}
}
