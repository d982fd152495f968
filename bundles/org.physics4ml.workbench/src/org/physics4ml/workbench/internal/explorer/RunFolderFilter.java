package org.physics4ml.workbench.internal.explorer;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.TreePath;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;

/** Hides from the folder {@code runs} what is shown beneath an experiment, and the folder itself if nothing else is in it. */
public final class RunFolderFilter extends ViewerFilter {

	@Override
	public boolean select(Viewer viewer, Object parent, Object element) {
		Object container = parent instanceof TreePath path ? path.getLastSegment() : parent;
		if (!(element instanceof IFolder folder))
			return true;
		if (folder.getName().equals(Runs.FOLDER))
			return !holdsOnlyShownRuns(folder);
		return !(container instanceof IFolder runs && runs.getName().equals(Runs.FOLDER) && Runs.experiment(folder) != null);
	}

	private static boolean holdsOnlyShownRuns(IFolder runs) {
		try {
			IResource[] members = runs.members();
			for (IResource member : members)
				if (!(member instanceof IFolder folder) || Runs.experiment(folder) == null)
					return false;
			return members.length > 0;
		} catch (CoreException e) {
			return false;
		}
	}
}
