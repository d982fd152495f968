package org.physics4ml.workbench.internal.explorer;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.handlers.HandlerUtil;

/** What a command is about. */
public final class Selected {

	private Selected() {
	}

	/** The selected experiments; those of selected runs; in an editor the experiment that it shows. */
	public static List<IFile> experiments(ExecutionEvent event) {
		List<IFile> experiments = new ArrayList<>();
		IWorkbenchPart part = HandlerUtil.getActivePart(event);
		if (!(part instanceof IEditorPart))
			for (IResource resource : resources(event)) {
				IFile file = Runs.isExperiment(resource) ? (IFile) resource : resource instanceof IFolder run ? Runs.experiment(run) : null;
				if (file != null && !experiments.contains(file))
					experiments.add(file);
			}
		IEditorPart editor = HandlerUtil.getActiveEditor(event);
		IFile edited = editor == null ? null : Adapters.adapt(editor.getEditorInput(), IFile.class);
		if (experiments.isEmpty() && Runs.isExperiment(edited))
			experiments.add(edited);
		return experiments;
	}

	/** The selected runs. */
	public static List<IFolder> runs(ExecutionEvent event) {
		return resources(event).stream().filter(Runs::isRun).map(IFolder.class::cast).toList();
	}

	private static List<IResource> resources(ExecutionEvent event) {
		List<IResource> resources = new ArrayList<>();
		if (HandlerUtil.getCurrentSelection(event) instanceof IStructuredSelection selection)
			for (Object element : selection) {
				IResource resource = Adapters.adapt(element, IResource.class);
				if (resource != null)
					resources.add(resource);
			}
		return resources;
	}
}
