package org.physics4ml.workbench.internal.runs;

import java.nio.file.Path;
import java.util.List;

import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.Progress;

/** A run that this workbench is executing: what is known of it so far. Thread-safe. */
public final class LiveRun {

	/**
	 * @param progress null before the first draw
	 * @param findings from the draws so far; empty before there are any
	 * @param version  grows with every change of the findings
	 */
	public record Snapshot(Progress progress, List<AnalysisFindings> findings, int version) {
	}

	private final Path path;
	private final Runnable cancel;
	private Snapshot snapshot = new Snapshot(null, List.of(), 0);
	private boolean concluded;

	LiveRun(Path path, Runnable cancel) {
		this.path = path;
		this.cancel = cancel;
	}

	public Path path() {
		return path;
	}

	public synchronized Snapshot snapshot() {
		return snapshot;
	}

	/** Asks the run to stop; it leaves a run that can be resumed. */
	public void cancel() {
		cancel.run();
	}

	synchronized void progress(Progress progress) {
		snapshot = new Snapshot(progress, snapshot.findings, snapshot.version);
	}

	/** Takes findings of the draws so far, unless the run has concluded meanwhile. */
	synchronized void partial(List<AnalysisFindings> findings) {
		if (!concluded && !findings.isEmpty())
			snapshot = new Snapshot(snapshot.progress, findings, snapshot.version + 1);
	}

	synchronized void concluded(List<AnalysisFindings> findings) {
		concluded = true;
		snapshot = new Snapshot(snapshot.progress, findings, snapshot.version + 1);
	}
}
