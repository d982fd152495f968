package org.physics4ml.workbench.internal.explorer;

import org.eclipse.core.resources.IFolder;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;

/** Runs in the order of their numbers. */
public final class RunSorter extends ViewerComparator {

	@Override
	public int compare(Viewer viewer, Object first, Object second) {
		return first instanceof IFolder one && second instanceof IFolder other ? Runs.ORDER.compare(one, other) : super.compare(viewer, first, second);
	}
}
