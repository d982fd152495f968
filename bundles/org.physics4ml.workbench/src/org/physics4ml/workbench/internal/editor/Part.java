package org.physics4ml.workbench.internal.editor;

import java.util.Map;

import org.physics4ml.model.experiment.Experiment;

/** A section of the form. */
interface Part {

	/** Path of what the section shows, for problems that belong to no field. */
	String path();

	/**
	 * @param json the experiment as the command line's paths see it
	 * @return whether there are other controls now
	 */
	boolean show(Experiment experiment, Map<String, Object> json);

	/** Brings into sight what a path below {@link #path()} is about, where that takes more than scrolling. */
	default void prepare(String problemPath) {
	}
}
