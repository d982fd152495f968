package org.physics4ml.workbench.internal.problems;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.physics4ml.workbench.internal.explorer.Runs;

/** Validates experiment files in the background when they change; those of runs are frozen and left alone. */
public final class Validation implements IResourceChangeListener {

	private static final int PAUSE = 100;
	private static final Validation INSTANCE = new Validation();

	private final Set<IFile> waiting = new LinkedHashSet<>();
	private final Job job = new Job("Validating experiments") {
		@Override
		protected IStatus run(IProgressMonitor monitor) {
			validate(monitor);
			return Status.OK_STATUS;
		}
	};

	private Validation() {
		job.setSystem(true);
	}

	/** The only one. */
	public static Validation get() {
		return INSTANCE;
	}

	/** Begins to follow the workspace, and looks at all of it once. */
	public void start() {
		ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
		List<IFile> all = new ArrayList<>();
		try {
			ResourcesPlugin.getWorkspace().getRoot().accept(resource -> {
				if (isValidated(resource))
					all.add((IFile) resource);
				return resource.isAccessible();
			});
		} catch (CoreException e) {
			ILog.of(Validation.class).log(e.getStatus());
		}
		request(all);
	}

	public void stop() {
		ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
		job.cancel();
	}

	private static boolean isValidated(IResource resource) {
		return Runs.isExperiment(resource) && !Runs.isFrozen((IFile) resource) && !resource.getFullPath().toString().contains("/" + Runs.FOLDER + "/");
	}

	/** Validates files soon. */
	public void request(Collection<IFile> files) {
		if (files.isEmpty())
			return;
		synchronized (waiting) {
			waiting.addAll(files);
		}
		job.schedule(PAUSE);
	}

	@Override
	public void resourceChanged(IResourceChangeEvent event) {
		List<IFile> changed = new ArrayList<>();
		try {
			event.getDelta().accept(delta -> {
				boolean content = delta.getKind() == IResourceDelta.ADDED || delta.getKind() == IResourceDelta.CHANGED && (delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0;
				if (content && isValidated(delta.getResource()))
					changed.add((IFile) delta.getResource());
				return true;
			});
		} catch (CoreException e) {
			ILog.of(Validation.class).log(e.getStatus());
		}
		request(changed);
	}

	private void validate(IProgressMonitor monitor) {
		List<IFile> files;
		synchronized (waiting) {
			files = List.copyOf(waiting);
			waiting.clear();
		}
		for (IFile file : files) {
			if (monitor.isCanceled())
				return;
			try {
				Markers.update(file);
			} catch (CoreException e) {
				ILog.of(Validation.class).log(e.getStatus());
			}
		}
	}
}
