package org.physics4ml.core.contribution;

/**
 * A contribution cannot do what the experiment asks of it: lists of wrong lengths, a prior without the moment that an estimator
 * needs, a theory for another parameterisation. Thrown while the plan is made, before anything is computed or written.
 */
public final class UnsuitableException extends Exception {

	private static final long serialVersionUID = 1;

	private final String path;
	private final String remedy;

	/**
	 * @param path    where in the experiment, e.g. {@code prior.weightVariance}; relative paths of an analysis begin with its own
	 *                parameter's name and are completed by the planner
	 * @param message what is wrong
	 * @param remedy  what to do
	 */
	public UnsuitableException(String path, String message, String remedy) {
		super(message);
		this.path = path;
		this.remedy = remedy;
	}

	public String path() {
		return path;
	}

	public String remedy() {
		return remedy;
	}
}
