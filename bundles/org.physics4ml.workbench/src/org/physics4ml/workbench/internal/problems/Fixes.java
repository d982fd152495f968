package org.physics4ml.workbench.internal.problems;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolution2;
import org.eclipse.ui.IMarkerResolutionGenerator2;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.FileEditorInput;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.workbench.internal.Installed;
import org.physics4ml.workbench.internal.editor.ExperimentEditor;

/** The obvious ways to mend a value: the nearest admissible one, the word that was probably meant, the default. */
public final class Fixes implements IMarkerResolutionGenerator2 {

	private static final Pattern MEANT = Pattern.compile("did you mean '([^']+)'\\?");

	/** Sets the value at a path; in the open editor, where it can be undone, or else in the file. */
	private record Fix(String label, String path, Object value) implements IMarkerResolution2 {

		@Override
		public String getLabel() {
			return label;
		}

		@Override
		public String getDescription() {
			return label + " at " + path;
		}

		@Override
		public Image getImage() {
			return null;
		}

		@Override
		public void run(IMarker marker) {
			IFile file = (IFile) marker.getResource();
			for (var window : PlatformUI.getWorkbench().getWorkbenchWindows())
				for (var page : window.getPages())
					if (page.findEditor(new FileEditorInput(file)) instanceof ExperimentEditor editor) {
						editor.change(label, path, value);
						page.saveEditor(editor, false);
						return;
					}
			try {
				Experiment experiment = load(file);
				ExperimentPaths.set(experiment, path, value);
				file.setContents(new ByteArrayInputStream(ExperimentFiles.toText(experiment).getBytes(StandardCharsets.UTF_8)), IResource.KEEP_HISTORY, null);
			} catch (CoreException | IOException | InvalidExperimentException e) {
				ILog.of(Fixes.class).error("the fix failed: " + e.getMessage(), e);
			}
		}
	}

	@Override
	public boolean hasResolutions(IMarker marker) {
		String path = marker.getAttribute(Markers.PATH, "");
		return component(path) != null || MEANT.matcher(marker.getAttribute(IMarker.MESSAGE, "")).find() && !path.isEmpty();
	}

	@Override
	public IMarkerResolution[] getResolutions(IMarker marker) {
		List<IMarkerResolution> fixes = new ArrayList<>();
		String path = marker.getAttribute(Markers.PATH, "");
		try {
			Experiment experiment = load((IFile) marker.getResource());
			Object value = ExperimentPaths.get(experiment, path);
			Optional<ParameterDeclaration> parameter = parameter(experiment, path);
			Matcher meant = MEANT.matcher(marker.getAttribute(IMarker.MESSAGE, ""));
			boolean unknownName = parameter.isEmpty() && component(path) != null && value != null;
			if (meant.find() && !unknownName)
				fixes.add(new Fix("Change to " + meant.group(1), path, meant.group(1)));
			if (parameter.isPresent() && value instanceof Number number)
				nearest(parameter.get(), number).ifPresent(near -> fixes.add(new Fix("Change to " + Json.valueText(near) + ", the nearest possible value", path, near)));
			if (parameter.isPresent() && value != null)
				fixes.add(new Fix(parameter.get().defaultValue() == null ? "Remove the value" : "Reset to the default " + Json.valueText(parameter.get().defaultValue()), path, null));
			if (unknownName)
				fixes.add(new Fix("Remove " + path, path, null));
		} catch (CoreException | IOException | InvalidExperimentException e) {
			// a file that cannot be read is mended by hand
		}
		return fixes.toArray(IMarkerResolution[]::new);
	}

	private static Experiment load(IFile file) throws CoreException, IOException, InvalidExperimentException {
		try (InputStream in = file.getContents(true)) {
			return ExperimentFiles.load(new String(in.readAllBytes(), StandardCharsets.UTF_8), file.getName());
		}
	}

	/** The component that a path of a parameter is in; null for other paths. */
	private static String component(String path) {
		String[] names = path.split("\\.");
		boolean analysis = names[0].equals("analyses");
		int length = analysis ? 3 : 2;
		if (names.length != length || !analysis && Kind.of(names[0]).isEmpty())
			return null;
		return path.substring(0, path.lastIndexOf('.'));
	}

	private static Optional<ParameterDeclaration> parameter(Experiment experiment, String path) {
		String component = component(path);
		if (component == null || !(ExperimentPaths.get(experiment, component) instanceof Map<?, ?> json))
			return Optional.empty();
		Kind kind = component.startsWith("analyses.") ? Kind.ANALYSIS : Kind.of(component).orElseThrow();
		Optional<Declaration> declaration = Installed.find(kind, String.valueOf(json.get("id")));
		return declaration.flatMap(known -> known.parameter(path.substring(component.length() + 1)));
	}

	/** The nearest value in the range, where the value is outside and the range has an end there that belongs to it. */
	private static Optional<Number> nearest(ParameterDeclaration parameter, Number value) {
		double number = value.doubleValue();
		boolean integer = parameter.type() == ParameterDeclaration.Type.INTEGER;
		double inside = Math.clamp(integer ? Math.rint(number) : number, parameter.minimum(), parameter.maximum());
		if (inside == number || parameter.exclusive() && (inside == parameter.minimum() || inside == parameter.maximum()))
			return Optional.empty();
		return Optional.of(Json.number(inside));
	}
}
