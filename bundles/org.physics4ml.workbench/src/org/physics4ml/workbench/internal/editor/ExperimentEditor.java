package org.physics4ml.workbench.internal.editor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.common.command.Command;
import org.eclipse.emf.edit.domain.EditingDomain;
import org.eclipse.emf.edit.domain.IEditingDomainProvider;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.text.IFindReplaceTarget;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IFileEditorInput;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.dialogs.SaveAsDialog;
import org.eclipse.ui.ide.IGotoMarker;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.workbench.internal.explorer.Runs;
import org.physics4ml.workbench.internal.problems.Markers;

/**
 * Edits an experiment in a form and as text; both show one {@link Draft}. A file that changes on disk under the editor is taken over as one more step
 * that can be undone, after a question if there are unsaved changes, so that no edit is lost.
 */
public final class ExperimentEditor extends MultiPageEditorPart implements IEditingDomainProvider, IGotoMarker {

	public static final String ID = "org.physics4ml.workbench.experimentEditor";

	private static final int FORM = 0;
	private static final int SOURCE = 1;

	private Draft draft;
	private ExperimentForm form;
	private SourcePage source;
	private String onDisk;
	private boolean askLater;
	private final History undo = new History(false);
	private final History redo = new History(true);

	private final IResourceChangeListener resources = this::resourceChanged;
	private final IPartListener2 activation = new IPartListener2() {
		@Override
		public void partActivated(IWorkbenchPartReference part) {
			if (part.getPart(false) == ExperimentEditor.this)
				activated();
		}
	};

	/** Undo or redo of the draft's history. */
	private final class History extends Action {

		private final boolean forward;

		History(boolean forward) {
			this.forward = forward;
		}

		@Override
		public void run() {
			commit();
			if (!forward && form.forget()) // what cannot be applied goes first
				stateChanged();
			else if (forward && draft.stack().canRedo())
				draft.stack().redo();
			else if (!forward && draft.stack().canUndo())
				draft.stack().undo();
		}

		void update() {
			boolean pending = source.isPending() || form.isPending();
			Command next = forward ? draft.stack().getRedoCommand() : draft.stack().getUndoCommand();
			setEnabled(pending && !forward || (forward ? draft.stack().canRedo() : draft.stack().canUndo()));
			setText((forward ? "Redo" : "Undo") + (next == null ? "" : " " + next.getLabel()));
		}
	}

	@Override
	public void init(IEditorSite site, IEditorInput input) throws PartInitException {
		if (!(input instanceof IFileEditorInput))
			throw new PartInitException("Experiments are edited in a project: import the folder of " + input.getName() + " with File > Import.");
		super.init(site, input);
		setPartName(input.getName());
		onDisk = read();
		draft = new Draft(onDisk, file().getLocation() == null ? file().getName() : file().getLocation().toOSString());
		ResourcesPlugin.getWorkspace().addResourceChangeListener(resources, IResourceChangeEvent.POST_CHANGE);
		site.getPage().addPartListener(activation);
	}

	private IFile file() {
		return ((IFileEditorInput) getEditorInput()).getFile();
	}

	private String read() throws PartInitException {
		try {
			file().refreshLocal(IResource.DEPTH_ZERO, null);
			try (InputStream in = file().getContents(true)) {
				return new String(in.readAllBytes(), StandardCharsets.UTF_8);
			}
		} catch (CoreException | IOException e) {
			throw new PartInitException("The file cannot be read: " + e.getMessage(), e);
		}
	}

	@Override
	protected void createPages() {
		form = new ExperimentForm(getContainer(), draft, this::stateChanged);
		source = new SourcePage(getContainer(), draft, this::stateChanged);
		setPageText(addPage(form.control()), "Form");
		setPageText(addPage(source.control()), "Source");
		draft.stack().addCommandStackListener(event -> stateChanged());
		IActionBars bars = getEditorSite().getActionBars();
		bars.setGlobalActionHandler(ActionFactory.UNDO.getId(), undo);
		bars.setGlobalActionHandler(ActionFactory.REDO.getId(), redo);
		bars.setGlobalActionHandler(ActionFactory.REVERT.getId(), revert);
		showAccess();
		stateChanged();
		if (draft.state().experiment() == null)
			setActivePage(SOURCE);
	}

	private final Action revert = new Action("Revert") {
		@Override
		public void run() {
			commit();
			form.forget();
			draft.replace("Revert", onDisk);
			stateChanged();
		}
	};

	/** Frozen experiments of runs and read-only files can be read, not changed. */
	private void showAccess() {
		boolean readOnly = file().isReadOnly() || Runs.isFrozen(file());
		form.readOnly(readOnly);
		source.readOnly(readOnly);
	}

	private void stateChanged() {
		if (form == null || source == null)
			return;
		undo.update();
		redo.update();
		revert.setEnabled(isDirty());
		firePropertyChange(PROP_DIRTY);
	}

	@Override
	public boolean isDirty() {
		return draft != null && (draft.isDirty() || form != null && form.isPending() || source != null && source.isPending());
	}

	/** Applies what was typed and not applied yet. */
	private void commit() {
		if (getActivePage() == SOURCE)
			source.commit();
		else
			form.commit();
	}

	@Override
	protected void pageChange(int page) {
		if (page == FORM)
			source.commit();
		else
			form.commit();
		super.pageChange(page);
	}

	// Saving

	@Override
	public void doSave(IProgressMonitor monitor) {
		commit();
		if (file().isReadOnly() || Runs.isFrozen(file())) {
			if (monitor != null)
				monitor.setCanceled(true);
			doSaveAs();
			return;
		}
		save(file(), monitor);
	}

	@Override
	public void doSaveAs() {
		commit();
		var dialog = new SaveAsDialog(getSite().getShell());
		dialog.setOriginalFile(file());
		if (dialog.open() != SaveAsDialog.OK)
			return;
		IFile target = ResourcesPlugin.getWorkspace().getRoot().getFile(dialog.getResult());
		if (save(target, null)) {
			setInputWithNotify(new FileEditorInput(target));
			setPartName(target.getName());
			showAccess();
		}
	}

	@Override
	public boolean isSaveAsAllowed() {
		return true;
	}

	private boolean save(IFile target, IProgressMonitor monitor) {
		String text = draft.state().text();
		String before = onDisk;
		onDisk = text; // the notice of the change finds it known
		try {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			if (target.exists())
				target.setContents(new ByteArrayInputStream(bytes), IResource.FORCE | IResource.KEEP_HISTORY, monitor);
			else
				target.create(new ByteArrayInputStream(bytes), IResource.FORCE, monitor);
			draft.stack().saveIsDone();
			stateChanged();
			return true;
		} catch (CoreException e) {
			onDisk = before;
			if (monitor != null)
				monitor.setCanceled(true);
			ErrorDialog.openError(getSite().getShell(), "Save", target.getFullPath() + " could not be saved; your changes are still in the editor. Make room or permit writing, or use File > Save As.", e.getStatus());
			return false;
		}
	}

	// The file on disk

	private void resourceChanged(IResourceChangeEvent event) {
		IResourceDelta delta = event.getDelta() == null ? null : event.getDelta().findMember(file().getFullPath());
		if (delta == null)
			return;
		if (delta.getKind() == IResourceDelta.REMOVED)
			later(() -> removed((delta.getFlags() & IResourceDelta.MOVED_TO) != 0 ? ResourcesPlugin.getWorkspace().getRoot().getFile(delta.getMovedToPath()) : null));
		else if ((delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0 || delta.getKind() == IResourceDelta.ADDED)
			readAgain();
	}

	private void later(Runnable action) {
		getSite().getShell().getDisplay().asyncExec(() -> {
			if (form != null && !form.control().isDisposed())
				action.run();
		});
	}

	private void removed(IFile moved) {
		if (moved != null) {
			setInputWithNotify(new FileEditorInput(moved));
			setPartName(moved.getName());
		} else if (!isDirty())
			getSite().getPage().closeEditor(this, false);
		// with unsaved changes the editor stays; saving makes the file again
	}

	private void readAgain() {
		Job job = Job.create("Reading " + file().getName(), (ICoreRunnable) monitor -> {
			try (InputStream in = file().getContents(true)) {
				String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
				later(() -> changedOnDisk(text));
			} catch (IOException e) {
				throw new CoreException(Status.error("The file cannot be read", e));
			}
		});
		job.setSystem(true);
		job.schedule();
	}

	private void changedOnDisk(String text) {
		showAccess();
		if (text.equals(onDisk))
			return;
		boolean dirty = isDirty();
		onDisk = text;
		if (!dirty)
			take();
		else if (getSite().getPage().getActiveEditor() == this)
			ask();
		else
			askLater = true;
	}

	private void ask() {
		askLater = false;
		commit();
		int answer = MessageDialog.open(MessageDialog.QUESTION, getSite().getShell(), "File Changed",
				file().getName() + " has changed on disk, and the editor has unsaved changes. Load the file? Undo brings your changes back.", 0, "Load File", "Keep My Changes");
		if (answer == 0)
			take();
		else
			stateChanged();
	}

	/** The file's content becomes the draft's, as a step that can be undone. */
	private void take() {
		draft.replace("Change on Disk", onDisk);
		draft.stack().saveIsDone();
		stateChanged();
	}

	private void activated() {
		if (askLater)
			later(this::ask);
		Job job = Job.create("Looking for changes of " + file().getName(), (ICoreRunnable) monitor -> file().refreshLocal(IResource.DEPTH_ZERO, monitor));
		job.setSystem(true);
		job.schedule();
	}

	// Services

	@Override
	public EditingDomain getEditingDomain() {
		return draft.domain();
	}

	@Override
	public <T> T getAdapter(Class<T> type) {
		if (type == Experiment.class)
			return type.cast(draft.state().experiment());
		if (type == IFindReplaceTarget.class && getActivePage() == SOURCE)
			return type.cast(source.viewer().getFindReplaceTarget());
		return super.getAdapter(type);
	}

	@Override
	public void gotoMarker(IMarker marker) {
		String path = marker.getAttribute(Markers.PATH, "");
		if (!path.isEmpty() && draft.state().experiment() != null) {
			setActivePage(FORM);
			form.reveal(path);
			return;
		}
		setActivePage(SOURCE);
		int line = marker.getAttribute(IMarker.LINE_NUMBER, 0);
		if (line > 0)
			source.reveal(line);
	}

	/** Changes the experiment in the open editor as one step. */
	public void change(String label, String path, Object value) {
		commit();
		form.edit(label, experiment -> ExperimentPaths.set(experiment, path, value));
	}

	@Override
	public void setFocus() {
		if (getActivePage() == SOURCE)
			source.control().setFocus();
		else
			form.focus();
	}

	@Override
	public void dispose() {
		ResourcesPlugin.getWorkspace().removeResourceChangeListener(resources);
		getSite().getPage().removePartListener(activation);
		super.dispose();
	}
}
