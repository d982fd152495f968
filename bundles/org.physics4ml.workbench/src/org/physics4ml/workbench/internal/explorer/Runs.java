package org.physics4ml.workbench.internal.explorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Path;
import org.physics4ml.core.run.RunDirectory;

/**
 * Which folders are runs, and of which experiment. A run is a folder with a state and a frozen experiment. The run {@code runs/erf-net-3} belongs to the
 * experiment {@code erf-net.p4ml} beside the folder {@code runs}: the names that the command line and the workbench give.
 */
public final class Runs {

	/** Extension of experiment files. */
	public static final String EXTENSION = "p4ml";

	/** The folder of runs beside an experiment. */
	public static final String FOLDER = "runs";

	private static final Pattern NUMBER = Pattern.compile("-(\\d+)$");

	/** By number, then by name. */
	static final Comparator<IFolder> ORDER = Comparator.comparingLong(Runs::number).thenComparing(IFolder::getName);

	private Runs() {
	}

	public static boolean isExperiment(IResource resource) {
		return resource instanceof IFile && EXTENSION.equals(resource.getFileExtension());
	}

	public static boolean isRun(IResource resource) {
		return resource instanceof IFolder folder && (folder.getFile(RunDirectory.STATE).exists() || folder.getFile(RunDirectory.FINDINGS).exists());
	}

	/** Whether a file is the frozen experiment of a run. */
	public static boolean isFrozen(IFile file) {
		return file.getName().equals(RunDirectory.EXPERIMENT) && isRun(file.getParent());
	}

	/** The runs of an experiment, newest number last. */
	public static List<IFolder> of(IFile experiment) {
		List<IFolder> runs = new ArrayList<>();
		String stem = experiment.getFullPath().removeFileExtension().lastSegment();
		if (experiment.getParent().findMember(FOLDER) instanceof IContainer folder && folder.isAccessible())
			try {
				for (IResource member : folder.members())
					if (member instanceof IFolder run && isRun(run) && stem(run).equals(stem))
						runs.add(run);
			} catch (CoreException e) {
				// the folder has gone meanwhile: it has no runs
			}
		runs.sort(ORDER);
		return runs;
	}

	/** The experiment that a run is of; null where there is none beside the folder of runs. */
	public static IFile experiment(IFolder run) {
		IContainer folder = run.getParent();
		if (!folder.getName().equals(FOLDER) || folder.getParent() == null || !isRun(run))
			return null;
		IFile file = folder.getParent().getType() == IResource.ROOT ? null : folder.getParent().getFile(new Path(stem(run)).addFileExtension(EXTENSION));
		return file != null && file.exists() ? file : null;
	}

	private static String stem(IFolder run) {
		return NUMBER.matcher(run.getName()).replaceFirst("");
	}

	private static long number(IFolder run) {
		var number = NUMBER.matcher(run.getName());
		try {
			return number.find() ? Long.parseLong(number.group(1)) : 0;
		} catch (NumberFormatException tooLarge) {
			return Long.MAX_VALUE;
		}
	}

	/** Whether a change is in, or takes away, a directory. */
	public static boolean touches(IResourceDelta delta, java.nio.file.Path path) {
		var location = delta.getResource().getLocation();
		if (location != null) {
			java.nio.file.Path here = location.toPath();
			if (here.startsWith(path))
				return true;
			if (!path.startsWith(here))
				return false;
			if (delta.getKind() == IResourceDelta.REMOVED)
				return true;
		}
		for (IResourceDelta child : delta.getAffectedChildren())
			if (touches(child, path))
				return true;
		return false;
	}
}
