package org.physics4ml.workbench.internal.runs;

import java.nio.file.Path;

import org.eclipse.core.filesystem.URIUtil;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;

/**
 * The directory of a run, in the workspace or not.
 *
 * @param path absolute and normalised
 */
public record RunEditorInput(Path path) implements IEditorInput, IPersistableElement {

	private static final String PATH = "path";

	public RunEditorInput {
		path = path.toAbsolutePath().normalize();
	}

	/** Opens the run again after a restart of the workbench. */
	public static final class Factory implements IElementFactory {

		@Override
		public IAdaptable createElement(IMemento memento) {
			String path = memento.getString(PATH);
			return path == null ? null : new RunEditorInput(Path.of(path));
		}
	}

	@Override
	public boolean exists() {
		return true; // a deleted run is opened, too: the page says what happened
	}

	@Override
	public ImageDescriptor getImageDescriptor() {
		return null;
	}

	@Override
	public String getName() {
		return path.getFileName().toString();
	}

	@Override
	public String getToolTipText() {
		return path.toString();
	}

	@Override
	public IPersistableElement getPersistable() {
		return this;
	}

	@Override
	public String getFactoryId() {
		return "org.physics4ml.workbench.runs";
	}

	@Override
	public void saveState(IMemento memento) {
		memento.putString(PATH, path.toString());
	}

	/** The folder of the workspace, where there is one. */
	@Override
	public <T> T getAdapter(Class<T> type) {
		if (type != IResource.class && type != IFolder.class && type != IContainer.class)
			return null;
		for (IContainer container : ResourcesPlugin.getWorkspace().getRoot().findContainersForLocationURI(URIUtil.toURI(path.toString())))
			if (container instanceof IFolder folder && folder.exists())
				return type.cast(folder);
		return null;
	}
}
