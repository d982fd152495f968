package org.physics4ml.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.physics4ml.core.run.Planner;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "validate", mixinStandardHelpOptions = true, sortOptions = false, header = "Says everything that is wrong with experiments.", //
		description = { "", "Checks the file, the parameters of every contribution in every cell of the sweep, and whether each analysis can do", //
				"what is asked of it. Computes and writes nothing.", "" }, //
		footer = { "", "Exit codes: 0 all are valid, 2 there are problems." })
final class ValidateCommand implements Callable<Integer> {

	private final Session session;

	@Parameters(paramLabel = "EXPERIMENT", arity = "1..*", description = "A file (*.p4ml) or the name of a template.")
	private List<String> experiments;

	@Mixin
	private Edits edits;

	@Option(names = "--json", description = "Print {\"problems\":[{\"file\",\"path\",\"message\",\"remedy\"}]}.")
	private boolean json;

	ValidateCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		List<Problem> problems = new ArrayList<>();
		for (String name : experiments)
			try {
				var source = edits.load(name);
				Planner.plan(source.experiment(), name, session.registry());
				session.report(source.notices());
				if (!json)
					session.out().println(name + ": valid");
			} catch (InvalidExperimentException e) {
				problems.addAll(e.problems());
			}
		if (json)
			session.json(Map.of("problems", problems.stream().map(Problem::toJson).toList()));
		session.report(problems);
		return problems.isEmpty() ? ExitCode.DONE : ExitCode.INVALID;
	}
}
