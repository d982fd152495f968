package org.physics4ml.batch;

import java.io.PrintStream;
import java.util.List;

import org.physics4ml.core.contribution.Registry;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;

/**
 * What every command needs.
 *
 * @param registry     the installed contributions
 * @param cancellation a request to end
 * @param out          results
 * @param err          problems and progress
 */
record Session(Registry registry, Cancellation cancellation, PrintStream out, PrintStream err) {

	/** Reports problems, one a line; the exit code for them. */
	int invalid(InvalidExperimentException e) {
		report(e.problems());
		return ExitCode.INVALID;
	}

	void report(List<Problem> problems) {
		for (Problem problem : problems)
			err.println(problem.toString().replaceAll("\\R", " ")); // one line whatever the message holds
	}

	int invalid(String file, String path, String message, String remedy) {
		report(List.of(new Problem(file, path, message, remedy)));
		return ExitCode.INVALID;
	}

	void json(Object value) {
		out.println(Json.writePretty(value));
	}
}
