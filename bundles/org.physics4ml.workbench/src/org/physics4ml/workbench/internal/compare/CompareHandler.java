package org.physics4ml.workbench.internal.compare;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.physics4ml.workbench.ComparePerspective;
import org.physics4ml.workbench.internal.runs.SelectedRuns;

/** Compares the selected runs; a single one is added to those that are compared already. */
public final class CompareHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		var runs = SelectedRuns.of(event);
		var window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
		try {
			window.getWorkbench().showPerspective(ComparePerspective.ID, window);
			var view = (CompareView) window.getActivePage().showView(CompareView.ID);
			if (runs.size() > 1)
				view.compare(runs);
			else
				view.add(runs);
		} catch (PartInitException e) {
			throw new ExecutionException("the comparison cannot be shown", e);
		} catch (WorkbenchException e) {
			throw new ExecutionException("the perspective cannot be shown", e);
		}
		return null;
	}
}
