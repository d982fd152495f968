package org.physics4ml.core.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;

/**
 * A run read from its directory.
 *
 * @param path       the directory
 * @param state      the state that it states
 * @param experiment the frozen experiment
 * @param findings   what was found
 */
public record StoredRun(Path path, RunState state, Experiment experiment, FindingsDocument findings) {

	/**
	 * @throws InvalidExperimentException if the directory holds no run with findings, or a damaged one; says which file and what to do
	 */
	public static StoredRun load(Path path) throws InvalidExperimentException {
		if (!Files.isDirectory(path))
			throw invalid(path, "", Files.exists(path) ? "is not a run directory" : "there is no such directory", "give the directory of a run");
		Path findings = path.resolve(RunDirectory.FINDINGS);
		Object document;
		try {
			document = Json.parse(Files.readString(findings));
		} catch (NoSuchFileException e) {
			RunState state = stateOf(path);
			throw state == null ? invalid(path, "", "is not a run directory: it has no " + RunDirectory.FINDINGS, "give the directory of a run")
					: invalid(path, "", "the run is not finished: its state is " + state.id(), "continue it with physics4ml run … --resume --out " + path);
		} catch (CharacterCodingException | IllegalArgumentException e) {
			throw invalid(path, RunDirectory.FINDINGS, "is damaged: " + e.getMessage(), "copy the run again, or run the experiment again");
		} catch (IOException e) {
			throw invalid(path, RunDirectory.FINDINGS, "cannot be read: " + e.getMessage(), "check the permissions");
		}
		try {
			Experiment experiment = ExperimentFiles.load(path.resolve(RunDirectory.EXPERIMENT));
			RunState state = stateOf(path);
			return new StoredRun(path, state == null ? RunState.DONE : state, experiment, FindingsDocument.fromJson(document));
		} catch (IllegalArgumentException e) {
			throw invalid(path, RunDirectory.FINDINGS, "is damaged: " + e.getMessage(), "copy the run again, or run the experiment again");
		}
	}

	private static RunState stateOf(Path path) {
		try {
			return RunDirectory.state(path);
		} catch (IOException e) {
			return null;
		}
	}

	private static InvalidExperimentException invalid(Path path, String where, String message, String remedy) {
		return new InvalidExperimentException(List.of(new Problem(path.toString(), where, message, remedy)));
	}
}
