package org.physics4ml.workbench.internal.explorer;

import java.util.HashSet;
import java.util.Set;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredViewer;
import org.eclipse.jface.viewers.Viewer;

/** Puts the runs of an experiment beneath it. */
public final class RunContent implements ITreeContentProvider, IResourceChangeListener {

	private StructuredViewer viewer;

	@Override
	public void inputChanged(Viewer newViewer, Object oldInput, Object newInput) {
		viewer = (StructuredViewer) newViewer;
		ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
	}

	@Override
	public void dispose() {
		ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
	}

	@Override
	public Object[] getElements(Object input) {
		return new Object[0];
	}

	@Override
	public Object[] getChildren(Object parent) {
		return parent instanceof IFile file ? Runs.of(file).toArray() : new Object[0];
	}

	@Override
	public boolean hasChildren(Object element) {
		return getChildren(element).length > 0;
	}

	@Override
	public Object getParent(Object element) {
		return element instanceof IFolder run ? Runs.experiment(run) : null;
	}

	@Override
	public void resourceChanged(IResourceChangeEvent event) {
		Set<IContainer> changed = new HashSet<>();
		try {
			event.getDelta().accept(delta -> {
				IResource resource = delta.getResource();
				boolean came = delta.getKind() != IResourceDelta.CHANGED;
				if (came && resource.getParent() != null && resource.getParent().getName().equals(Runs.FOLDER))
					changed.add(resource.getParent().getParent());
				// a folder becomes a run when its state appears
				if (came && resource instanceof IFile && resource.getParent().getParent() != null && resource.getParent().getParent().getName().equals(Runs.FOLDER))
					changed.add(resource.getParent().getParent().getParent());
				return true;
			});
		} catch (CoreException e) {
			ILog.of(RunContent.class).log(e.getStatus());
		}
		changed.remove(null);
		StructuredViewer shown = viewer;
		if (changed.isEmpty() || shown == null || shown.getControl().isDisposed())
			return;
		shown.getControl().getDisplay().asyncExec(() -> {
			if (!shown.getControl().isDisposed())
				changed.forEach(shown::refresh);
		});
	}
}
