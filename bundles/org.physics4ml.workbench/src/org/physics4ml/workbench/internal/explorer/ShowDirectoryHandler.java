package org.physics4ml.workbench.internal.explorer;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.handlers.HandlerUtil;

/** Shows the folder of a file, or a folder, in the desktop's file manager. */
public final class ShowDirectoryHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		IResource resource = Adapters.adapt(HandlerUtil.getCurrentStructuredSelection(event).getFirstElement(), IResource.class);
		if (resource instanceof IFile)
			resource = resource.getParent();
		if (resource != null && resource.getLocation() != null)
			Program.launch(resource.getLocation().toOSString());
		return null;
	}
}
