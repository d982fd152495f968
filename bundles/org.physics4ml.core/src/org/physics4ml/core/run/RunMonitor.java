package org.physics4ml.core.run;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** How a front follows a run. All methods are called from one thread at a time. */
public interface RunMonitor {

	/** Asked between chunks and parts, at least every fraction of a second. */
	boolean isCancelled();

	/** Called a few times a second at most. */
	default void progress(Progress progress) {
	}

	/**
	 * Offers the findings of the draws so far, every second or so; computing them costs a conclusion.
	 *
	 * @param findings concludes from a snapshot when asked; may be asked on another thread, once
	 */
	default void partial(Supplier<List<AnalysisFindings>> findings) {
	}

	/**
	 * The run has concluded and its findings are written; what a front adds to the directory, such as figures, it adds now, before the state says done.
	 */
	default void concluded(List<AnalysisFindings> findings) throws IOException {
	}

	/** A line on what it will cost to reach the target error, as soon as that is known; it stands in the log, too. */
	default void forecast(String line) {
	}

	/** A line of the run's log. */
	default void log(String line) {
	}

	/** Follows nothing and never cancels. */
	RunMonitor NONE = () -> false;
}
