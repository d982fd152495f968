package org.physics4ml.workbench.internal.problems;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.physics4ml.core.run.Planner;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.workbench.internal.Installed;
import org.physics4ml.workbench.internal.editor.Texts;

/** Problems of experiment files as markers: the texts and paths of {@code physics4ml validate}. */
public final class Markers {

	public static final String TYPE = "org.physics4ml.workbench.problem";

	/** Attribute: path into the model. */
	public static final String PATH = "path";

	private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");

	private Markers() {
	}

	/** Validates a file and replaces its markers; for a thread in the background. */
	static void update(IFile file) throws CoreException {
		if (!file.exists())
			return;
		String text;
		try (InputStream in = file.getContents(true)) {
			text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new CoreException(Status.error("cannot be read", e));
		}
		String name = file.getLocation() == null ? file.getName() : file.getLocation().toOSString();
		List<Problem> problems = List.of();
		List<Problem> notices = List.of();
		try {
			var experiment = ExperimentFiles.load(text, name);
			notices = ExperimentFiles.notices(experiment, name);
			Planner.plan(experiment, name, Installed.registry());
		} catch (InvalidExperimentException e) {
			problems = e.problems();
		} catch (RuntimeException | LinkageError | StackOverflowError e) {
			ILog.of(Markers.class).error("validation of " + file.getFullPath() + " failed", e);
			problems = List.of(new Problem(name, "", "validation failed: " + e, "see the Error Log"));
		}
		List<Problem> errors = problems;
		List<Problem> warnings = notices;
		file.getWorkspace().run((ICoreRunnable) monitor -> {
			if (!file.exists())
				return;
			file.deleteMarkers(TYPE, true, IResource.DEPTH_ZERO);
			for (Problem problem : errors)
				mark(file, problem, IMarker.SEVERITY_ERROR, text);
			for (Problem notice : warnings)
				mark(file, notice, IMarker.SEVERITY_WARNING, text);
		}, file.getWorkspace().getRuleFactory().markerRule(file), IWorkspace.AVOID_UPDATE, null);
	}

	private static void mark(IFile file, Problem problem, int severity, String text) throws CoreException {
		int line = line(problem, text);
		file.createMarker(TYPE, Map.of(IMarker.MESSAGE, (problem.path().isEmpty() ? "" : problem.path() + ": ") + Texts.sentence(problem), IMarker.SEVERITY, severity, PATH, problem.path(),
				IMarker.LOCATION, problem.path().isEmpty() ? "line " + line : problem.path(), IMarker.LINE_NUMBER, line));
	}

	/** The line that a message names, or where the path's last name stands after its first; 1 where neither is found. */
	private static int line(Problem problem, String text) {
		Matcher named = LINE.matcher(problem.message());
		if (problem.path().isEmpty())
			return named.find() ? Integer.parseInt(named.group(1)) : 1;
		String[] names = problem.path().replaceAll("\\[.*?\\]", "").split("\\.");
		int at = Math.max(0, text.indexOf("<" + (names[0].equals("analyses") ? "analysis" : names[0])));
		for (int i = 1; i < names.length; i++) {
			int next = text.indexOf('"' + names[i] + '"', at);
			int attribute = text.indexOf(names[i] + '=', at);
			at = next >= 0 ? next : attribute >= 0 ? attribute : at;
		}
		return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
	}
}
