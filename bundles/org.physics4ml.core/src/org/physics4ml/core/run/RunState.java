package org.physics4ml.core.run;

import java.util.Locale;

/** The state of a run; {@code state.json} says {@code running} also after the process was killed. */
public enum RunState {
	RUNNING, DONE, FAILED, CANCELLED;

	/** The word in {@code state.json}. */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}
}
