package org.physics4ml.workbench.internal.explorer;

import org.eclipse.core.resources.IFolder;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.navigator.ICommonContentExtensionSite;
import org.eclipse.ui.navigator.ICommonLabelProvider;

/** Name and icon of a run. */
public final class RunLabels extends LabelProvider implements ICommonLabelProvider {

	private final LocalResourceManager images = new LocalResourceManager(JFaceResources.getResources());

	@Override
	public Image getImage(Object element) {
		return element instanceof IFolder ? ResourceLocator.imageDescriptorFromBundle(RunLabels.class, "icons/run.svg").map(images::get).map(Image.class::cast).orElse(null) : null;
	}

	@Override
	public String getText(Object element) {
		return element instanceof IFolder folder ? folder.getName() : null;
	}

	@Override
	public String getDescription(Object element) {
		return element instanceof IFolder folder ? folder.getFullPath().makeRelative().toString() : null;
	}

	@Override
	public void dispose() {
		images.dispose();
		super.dispose();
	}

	@Override
	public void init(ICommonContentExtensionSite site) {
		// keeps nothing
	}

	@Override
	public void restoreState(IMemento memento) {
		// keeps nothing
	}

	@Override
	public void saveState(IMemento memento) {
		// keeps nothing
	}
}
