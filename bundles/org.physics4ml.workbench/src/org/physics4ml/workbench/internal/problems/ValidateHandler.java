package org.physics4ml.workbench.internal.problems;

import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.physics4ml.workbench.internal.explorer.Selected;

/** Validates the selected experiments, or the one in the active editor, and shows the problems. */
public final class ValidateHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		List<IFile> experiments = Selected.experiments(event);
		var page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
		if (!page.saveAllEditors(true))
			return null;
		Validation.get().request(experiments);
		try {
			page.showView(IPageLayout.ID_PROBLEM_VIEW);
		} catch (PartInitException e) {
			throw new ExecutionException("the Problems view cannot be shown", e);
		}
		return null;
	}
}
