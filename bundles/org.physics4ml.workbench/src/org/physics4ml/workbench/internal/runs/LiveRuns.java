package org.physics4ml.workbench.internal.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.eclipse.ui.PlatformUI;

/** The runs that this workbench is executing. Thread-safe; listeners are called in the UI thread when a run begins and when it has ended. */
public final class LiveRuns {

	private static final Map<Path, LiveRun> RUNS = new ConcurrentHashMap<>();
	private static final List<Consumer<Path>> LISTENERS = new CopyOnWriteArrayList<>();

	private LiveRuns() {
	}

	/** The run in a directory, or null if none is executed there. */
	public static LiveRun find(Path path) {
		return RUNS.get(path.toAbsolutePath().normalize());
	}

	public static void addListener(Consumer<Path> listener) {
		LISTENERS.add(listener);
	}

	public static void removeListener(Consumer<Path> listener) {
		LISTENERS.remove(listener);
	}

	static void begin(LiveRun run) {
		RUNS.put(run.path(), run);
		changed(run.path());
	}

	static void end(LiveRun run) {
		RUNS.remove(run.path());
		changed(run.path());
	}

	private static void changed(Path path) {
		if (PlatformUI.isWorkbenchRunning() && !PlatformUI.getWorkbench().getDisplay().isDisposed())
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> LISTENERS.forEach(listener -> listener.accept(path)));
	}
}
