package org.physics4ml.workbench.internal.explorer;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFolder;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.navigator.CommonActionProvider;
import org.eclipse.ui.navigator.ICommonActionConstants;

/** Opens a run with a double click or Enter, through its command. */
public final class RunActions extends CommonActionProvider {

	/** Opens the selected run. */
	public static final String OPEN_RUN = "org.physics4ml.workbench.openRun";

	@Override
	public void fillActionBars(IActionBars bars) {
		if (getContext() == null || !(getContext().getSelection() instanceof IStructuredSelection selection) || !(selection.getFirstElement() instanceof IFolder run) || !Runs.isRun(run))
			return;
		var command = PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(OPEN_RUN);
		bars.setGlobalActionHandler(ICommonActionConstants.OPEN, new Action("Open Run") {
			@Override
			public void run() {
				try {
					PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(command.getId(), null);
				} catch (CommandException e) {
					throw new IllegalStateException(e); // the platform shows and logs it
				}
			}
		});
	}
}
