package org.physics4ml.core.contribution;

import java.util.List;

/** An experiment, or a part of it, cannot be used. */
public final class InvalidExperimentException extends Exception {

	private static final long serialVersionUID = 1;

	private final transient List<Problem> problems;

	public InvalidExperimentException(List<Problem> problems) {
		super(problems.toString());
		this.problems = List.copyOf(problems);
	}

	/** Never empty. */
	public List<Problem> problems() {
		return problems;
	}
}
