package org.physics4ml.workbench.internal.runs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.physics4ml.core.run.RunDirectory;

/** Continues the selected runs; one that is done or being executed is only opened. */
public final class ResumeHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		for (var run : SelectedRuns.of(event))
			if (LiveRuns.find(run) != null || RunDirectory.isDone(run))
				RunEditor.openLater(run);
			else
				RunJob.resume(run).schedule();
		return null;
	}
}
