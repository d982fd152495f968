package org.physics4ml.workbench.internal.runs;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;
import org.physics4ml.workbench.internal.explorer.Selected;

/** The runs that a command is about. */
public final class SelectedRuns {

	private SelectedRuns() {
	}

	/** The selected runs, or the one that the active part shows. */
	public static List<Path> of(ExecutionEvent event) {
		List<Path> runs = Selected.runs(event).stream().filter(run -> run.getLocation() != null).map(run -> run.getLocation().toPath()).toList();
		if (!runs.isEmpty())
			return runs;
		return switch (HandlerUtil.getActivePart(event)) {
		case RunEditor editor -> List.of(editor.panel().path());
		case FindingsView view when view.panel().path() != null -> List.of(view.panel().path());
		case null, default -> List.of();
		};
	}
}
