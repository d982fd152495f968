package org.physics4ml.workbench.internal.runs;

import java.nio.file.Path;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorMatchingStrategy;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.EditorPart;

/** Shows a run: from its directory, or from one of the files in it. Nothing can be edited. */
public final class RunEditor extends EditorPart {

	public static final String ID = "org.physics4ml.workbench.runEditor";

	private RunPanel panel;

	/** The same run is not opened twice, whatever it is opened by. */
	public static final class Matching implements IEditorMatchingStrategy {

		@Override
		public boolean matches(IEditorReference editor, IEditorInput input) {
			try {
				Path path = path(input);
				return path != null && path.equals(path(editor.getEditorInput()));
			} catch (PartInitException e) {
				return false;
			}
		}
	}

	/** Opens the editor of a run; in the UI thread. */
	public static void open(IWorkbenchPage page, Path run) {
		try {
			page.openEditor(new RunEditorInput(run), ID);
		} catch (PartInitException e) {
			ILog.of(RunEditor.class).log(e.getStatus());
		}
	}

	/** Opens the editor of a run from any thread, if there is a window. */
	static void openLater(Path run) {
		if (!PlatformUI.isWorkbenchRunning())
			return;
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
			IWorkbenchPage page = page();
			if (page != null)
				open(page, run);
		});
	}

	/** Opens the frozen experiment of a run. */
	static void openFrozen(Path file) {
		IWorkbenchPage page = page();
		if (page == null)
			return;
		try {
			RunJob.refresh(file.getParent());
			IDE.openEditorOnFileStore(page, EFS.getLocalFileSystem().getStore(file.toUri()));
		} catch (PartInitException e) {
			ILog.of(RunEditor.class).log(e.getStatus());
		}
	}

	private static IWorkbenchPage page() {
		var workbench = PlatformUI.getWorkbench();
		var window = workbench.getActiveWorkbenchWindow();
		if (window == null && workbench.getWorkbenchWindowCount() > 0)
			window = workbench.getWorkbenchWindows()[0];
		return window == null ? null : window.getActivePage();
	}

	/** The run that an input is about, or null. */
	static Path path(IEditorInput input) {
		if (input instanceof RunEditorInput run)
			return run.path();
		var location = Adapters.adapt(input, IURIEditorInput.class);
		if (location == null || location.getURI() == null || !"file".equals(location.getURI().getScheme()))
			return null;
		return Path.of(location.getURI()).toAbsolutePath().normalize().getParent();
	}

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		Path path = path(input);
		if (path == null)
			throw new PartInitException(new Status(IStatus.ERROR, getClass(), input.getName() + " is not a run on this computer"));
		setSite(site);
		setInput(input);
		setPartName(path.getFileName().toString());
	}

	@Override
	public void createPartControl(Composite parent) {
		panel = new RunPanel(parent, "");
		panel.show(path(getEditorInput()));
	}

	/** What the editor shows. */
	public RunPanel panel() {
		return panel;
	}

	@Override
	public <T> T getAdapter(Class<T> type) {
		if (type == IResource.class || type == IFolder.class)
			return new RunEditorInput(path(getEditorInput())).getAdapter(type);
		return super.getAdapter(type);
	}

	@Override
	public void setFocus() {
		panel.setFocus();
	}

	@Override
	public boolean isDirty() {
		return false;
	}

	@Override
	public boolean isSaveAsAllowed() {
		return false;
	}

	@Override
	public void doSave(IProgressMonitor monitor) {
		// nothing can be edited
	}

	@Override
	public void doSaveAs() {
		// nothing can be edited
	}
}
