package org.physics4ml.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.physics4ml.core.contribution.ContributionException;
import org.physics4ml.core.contribution.ExperimentValidator;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Component;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.Parameter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new", mixinStandardHelpOptions = true, sortOptions = false, header = "Writes a new experiment file from a template, or from another file.", //
		footer = { "", "Example:", "  physics4ml new erf-net wide.p4ml --set architecture.width=5000 --set name=wide-erf" })
final class NewCommand implements Callable<Integer> {

	private final Session session;

	@Parameters(index = "0", paramLabel = "TEMPLATE", description = "Name of a template, see `physics4ml templates`, or a file (*.p4ml).")
	private String template;

	@Parameters(index = "1", paramLabel = "FILE", description = "The file to write; must not exist unless --force is given.")
	private Path file;

	@Mixin
	private Edits edits;

	@Option(names = "--force", description = "Replace an existing file.")
	private boolean force;

	NewCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		if (Files.isDirectory(file))
			return session.invalid(file.toString(), "", "is a directory", "give the name of a file, e.g. " + file.resolve("my.p4ml"));
		if (Files.exists(file) && !force)
			return session.invalid(file.toString(), "", "exists already", "choose another name, or replace it with --force");
		Path folder = file.toAbsolutePath().getParent();
		if (!Files.isDirectory(folder) || !Files.isWritable(folder))
			return session.invalid(file.toString(), "", folder + " is not a writable directory", "choose another place");
		try {
			var experiment = edits.load(template).experiment();
			// an unknown contribution is kept: its plug-in may be installed where the file is run
			Set<String> unknown = unknown(experiment);
			List<Problem> wrong = new ArrayList<>(), notes = new ArrayList<>();
			for (Problem problem : ExperimentValidator.validate(experiment, file.toString(), session.registry()))
				(unknown.contains(problem.path()) ? notes : wrong).add(problem);
			session.report(notes);
			if (!wrong.isEmpty())
				throw new InvalidExperimentException(wrong);
			ExperimentFiles.save(experiment, file);
			session.out().println(file);
			return ExitCode.DONE;
		} catch (InvalidExperimentException e) {
			return session.invalid(e);
		} catch (IOException e) {
			session.err().println(file + ": cannot be written: " + e.getMessage() + "; choose another place");
			return ExitCode.FAILED;
		}
	}

	/** Paths of the components whose contribution is not installed here. */
	private Set<String> unknown(Experiment experiment) {
		Set<String> unknown = new HashSet<>();
		unknown(Kind.ARCHITECTURE, experiment.getArchitecture(), unknown);
		unknown(Kind.PRIOR, experiment.getPrior(), unknown);
		unknown(Kind.OPTIMISER, experiment.getOptimiser(), unknown);
		experiment.getAnalyses().forEach(analysis -> unknown(Kind.ANALYSIS, analysis, unknown));
		return unknown;
	}

	private void unknown(Kind kind, Component component, Set<String> paths) {
		if (component == null || component.getId() == null || component.getId().isBlank())
			return;
		String path = ExperimentPaths.pathOf(component);
		try {
			for (ParameterDeclaration declared : session.registry().find(kind, kind == Kind.PRIOR ? component.getId().split("\\(", 2)[0].strip() : component.getId()).parameters())
				for (Parameter parameter : component.getParameters())
					if (declared.name().equals(parameter.getName()))
						switch (declared.type()) {
						case ACTIVATION -> unknown(Kind.ACTIVATION, parameter.getValue(), path + "." + declared.name(), paths);
						case GROUPS -> {
							if (parameter.getValue() instanceof Map<?, ?> groups)
								groups.forEach((group, law) -> unknown(Kind.PRIOR, law, path + "." + declared.name() + "." + group, paths));
						}
						default -> {
						}
						}
		} catch (ContributionException e) {
			paths.add(path);
		}
	}

	/** A contribution named inside a parameter: {@code id(arguments)}, or an object with an id. */
	private void unknown(Kind kind, Object value, String path, Set<String> paths) {
		Object id = value instanceof Map<?, ?> object ? object.get("id") : value;
		if (id instanceof String word)
			try {
				session.registry().find(kind, word.split("\\(", 2)[0].strip());
			} catch (ContributionException e) {
				paths.add(path);
			}
	}
}
