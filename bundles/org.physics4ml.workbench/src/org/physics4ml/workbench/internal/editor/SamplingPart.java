package org.physics4ml.workbench.internal.editor;

import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.physics4ml.model.experiment.Experiment;

/** How many networks are drawn, and how. */
final class SamplingPart implements Part {

	SamplingPart(ExperimentForm form, Composite parent) {
		form.label(parent, "draws", "Number of networks drawn for each cell of the sweep.");
		form.fill(new TextField(form, parent, "sampling.draws", ValueText.VALUE, SWT.NONE).control());
		form.hint(parent, "a sweep cell; 0 asks for theory only");
		form.label(parent, "sampler", "conditional draws outputs layer by layer from their exact Gaussian law; explicit draws weights. The laws agree.");
		form.fill(new ChoiceField(form, parent, "sampling.sampler", List.of("conditional", "explicit"), "auto").control());
		form.hint(parent, "auto takes the best that fits");
		form.label(parent, "target error", "Relative standard error at which a cell may end before all draws are made.");
		form.fill(new TextField(form, parent, "sampling.targetError", ValueText.VALUE, SWT.NONE).control());
		form.hint(parent, "in (0, 1); empty makes all draws");
	}

	@Override
	public String path() {
		return "sampling";
	}

	@Override
	public boolean show(Experiment experiment, Map<String, Object> json) {
		return false; // fields show themselves
	}
}
