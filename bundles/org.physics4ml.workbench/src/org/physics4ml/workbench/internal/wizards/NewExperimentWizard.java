package org.physics4ml.workbench.internal.wizards;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Path;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.experiment.Experiment;

/** Makes an experiment from a template, with the project and the folder that it needs. */
public final class NewExperimentWizard extends Wizard implements INewWizard {

	private TemplatePage page;
	private IWorkbench workbench;

	@Override
	public void init(IWorkbench current, IStructuredSelection selection) {
		workbench = current;
		setWindowTitle("New Experiment");
		page = new TemplatePage(selection);
	}

	@Override
	public void addPages() {
		addPage(page);
	}

	@Override
	public boolean performFinish() {
		IFile file = page.file();
		Experiment experiment = page.template().experiment();
		experiment.setName(page.experimentName());
		byte[] text = ExperimentFiles.toText(experiment).getBytes(StandardCharsets.UTF_8);
		IWorkspace workspace = ResourcesPlugin.getWorkspace();
		try {
			workspace.run((ICoreRunnable) monitor -> {
				make(file.getParent());
				file.create(new ByteArrayInputStream(text), IResource.NONE, monitor);
			}, workspace.getRoot(), IWorkspace.AVOID_UPDATE, null);
			BasicNewResourceWizard.selectAndReveal(file, workbench.getActiveWorkbenchWindow());
			IDE.openEditor(workbench.getActiveWorkbenchWindow().getActivePage(), file);
			return true;
		} catch (PartInitException e) {
			ErrorDialog.openError(getShell(), "New Experiment", "The experiment was made but cannot be opened.", e.getStatus());
			return true;
		} catch (CoreException e) {
			ErrorDialog.openError(getShell(), "New Experiment", file.getFullPath() + " cannot be made: choose another folder.", e.getStatus());
			return false;
		}
	}

	/** Makes the folder with all that it is in. */
	private static void make(IContainer container) throws CoreException {
		if (container instanceof IProject project) {
			if (!project.exists())
				project.create(null);
			if (!project.isOpen())
				project.open(null);
		} else if (container instanceof IFolder folder && !folder.exists()) {
			make(folder.getParent());
			folder.create(false, true, null);
		}
	}

	/** The container at a path such as {@code project/folder}. */
	static IContainer container(String path) {
		var full = new Path(path).makeAbsolute();
		var root = ResourcesPlugin.getWorkspace().getRoot();
		return full.segmentCount() == 1 ? root.getProject(full.segment(0)) : root.getFolder(full);
	}
}
