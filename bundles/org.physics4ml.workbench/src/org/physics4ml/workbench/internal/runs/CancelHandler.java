package org.physics4ml.workbench.internal.runs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;

/** Stops the selected runs; they can be resumed. */
public final class CancelHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		for (var run : SelectedRuns.of(event)) {
			LiveRun live = LiveRuns.find(run);
			if (live != null)
				live.cancel();
		}
		return null;
	}
}
