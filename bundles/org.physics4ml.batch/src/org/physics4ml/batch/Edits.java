package org.physics4ml.batch;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.run.Experiments;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;

import picocli.CommandLine.Option;

/** The options {@code --set} and {@code --sweep}, applied in the order in which they were given. */
final class Edits {

	private record Edit(boolean sweep, String text) {
	}

	private final List<Edit> edits = new ArrayList<>();

	@Option(names = "--set", paramLabel = "PATH=VALUE", description = { "Set a value of the experiment: the path of the model, the value as JSON or a bare word,", //
			"e.g. seed=7, architecture.width=256, prior.groups.weight-out=uniform, analyses=[\"nngp\"]. Repeatable, applied in order." })
	private void set(List<String> texts) {
		add(false, texts);
	}

	@Option(names = "--sweep", paramLabel = "PATH=LIST", description = { "Sweep a value over a list, e.g. architecture.width=[2,5,10]. Repeatable: axes multiply." })
	private void sweep(List<String> texts) {
		add(true, texts);
	}

	/** The parser hands over all values of an option so far, an empty list at first. */
	private void add(boolean sweep, List<String> texts) {
		long known = edits.stream().filter(edit -> edit.sweep == sweep).count();
		texts.stream().skip(known).forEach(text -> edits.add(new Edit(sweep, text)));
	}

	/** Loads a file or a template and applies the edits; reports what is wrong under the name that the user gave. */
	Experiments.Source load(String fileOrTemplate) throws InvalidExperimentException {
		Experiments.Source source = Experiments.load(fileOrTemplate);
		Experiment experiment = source.experiment();
		List<Problem> problems = new ArrayList<>();
		for (Edit edit : edits)
			try {
				if (edit.sweep)
					ExperimentPaths.sweep(experiment, edit.text);
				else
					ExperimentPaths.set(experiment, edit.text);
			} catch (InvalidExperimentException e) {
				e.problems().forEach(problem -> problems.add(problem.in(fileOrTemplate)));
			}
		if (!problems.isEmpty())
			throw new InvalidExperimentException(problems);
		return source;
	}
}
