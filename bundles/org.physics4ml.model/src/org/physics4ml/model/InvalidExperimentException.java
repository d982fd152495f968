package org.physics4ml.model;

import java.util.List;
import java.util.stream.Collectors;

/** An experiment, or a change to one, that cannot be used; says why, problem by problem. */
public final class InvalidExperimentException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	/** @param problems at least one */
	public InvalidExperimentException(List<Problem> problems) {
		super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
		if (problems.isEmpty())
			throw new IllegalArgumentException("an invalid experiment has a problem");
		this.problems = List.copyOf(problems);
	}

	public InvalidExperimentException(Problem problem) {
		this(List.of(problem));
	}

	public List<Problem> problems() {
		return problems;
	}

	/** The same problems in the given file. */
	public InvalidExperimentException in(String file) {
		return new InvalidExperimentException(problems.stream().map(problem -> problem.in(file)).toList());
	}
}
