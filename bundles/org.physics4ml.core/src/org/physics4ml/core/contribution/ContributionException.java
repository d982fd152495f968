package org.physics4ml.core.contribution;

/** A contribution is not installed, is named ambiguously, or is broken; the message names it, the remedy says what to do. */
public final class ContributionException extends Exception {

	private static final long serialVersionUID = 1;

	private final String remedy;

	public ContributionException(String message, String remedy) {
		this(message, remedy, null);
	}

	/** @param cause what the contribution threw, for the log; may be null */
	public ContributionException(String message, String remedy, Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	public String remedy() {
		return remedy;
	}
}
