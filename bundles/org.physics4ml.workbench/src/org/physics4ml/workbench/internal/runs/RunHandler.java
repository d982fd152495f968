package org.physics4ml.workbench.internal.runs;

import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.ui.ide.IDE;
import org.physics4ml.workbench.internal.explorer.Selected;

/** Runs the selected experiments, or the one in the active editor, after asking to save them. */
public final class RunHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		List<IFile> experiments = Selected.experiments(event);
		if (experiments.isEmpty() || !IDE.saveAllEditors(experiments.toArray(IResource[]::new), true))
			return null;
		for (IFile experiment : experiments)
			RunJob.of(experiment).schedule();
		return null;
	}
}
