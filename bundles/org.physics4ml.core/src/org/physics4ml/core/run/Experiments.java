package org.physics4ml.core.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;

/** Experiments by the name that a user gives: a file, or a template. */
public final class Experiments {

	private static final String SUFFIX = ".p4ml";

	private Experiments() {
	}

	/**
	 * @param experiment the experiment
	 * @param stem       file name without {@code .p4ml}, or the template's name
	 * @param notices    what a reader of the file should know, e.g. that a newer version wrote it
	 */
	public record Source(Experiment experiment, String stem, List<Problem> notices) {
	}

	/**
	 * Loads a file, or else the template of that name.
	 *
	 * @throws InvalidExperimentException if there is neither, or the file is no experiment
	 */
	public static Source load(String fileOrTemplate) throws InvalidExperimentException {
		Path file;
		try {
			file = Path.of(fileOrTemplate);
		} catch (InvalidPathException e) {
			throw unknown(fileOrTemplate);
		}
		var template = Templates.find(fileOrTemplate);
		if (template.isPresent() && !Files.isRegularFile(file))
			return new Source(template.get().experiment(), fileOrTemplate, List.of());
		if (fileOrTemplate.isEmpty() || !Files.exists(file))
			throw unknown(fileOrTemplate);
		Experiment experiment = ExperimentFiles.load(file);
		String name = file.getFileName().toString();
		String stem = name.endsWith(SUFFIX) && name.length() > SUFFIX.length() ? name.substring(0, name.length() - SUFFIX.length()) : name;
		return new Source(experiment, stem, ExperimentFiles.notices(experiment, fileOrTemplate));
	}

	private static InvalidExperimentException unknown(String name) {
		return new InvalidExperimentException(List.of(new Problem(name, "", "there is no such file, and no template of this name",
				"give a file (*.p4ml) or one of " + String.join(", ", Templates.all().stream().map(Templates.Template::name).toList()))));
	}
}
