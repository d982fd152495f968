package org.physics4ml.workbench.internal.editor;

import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.physics4ml.model.experiment.Experiment;

/** Name, description and seed. */
final class GeneralPart implements Part {

	GeneralPart(ExperimentForm form, Composite parent) {
		form.label(parent, "name", "Name in findings and figures; independent of the file's name.");
		form.fill(new TextField(form, parent, "name", ValueText.WORDS, SWT.NONE).control());
		form.hint(parent, "");
		form.label(parent, "description", "Free text.");
		var description = new TextField(form, parent, "description", ValueText.WORDS, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL).applyWhenDone().text();
		var data = new GridData(SWT.FILL, SWT.FILL, true, false, 2, 1);
		data.heightHint = 3 * description.getLineHeight();
		data.widthHint = 120;
		description.setLayoutData(data);
		form.label(parent, "seed", "Seed of every random number: the same seed gives the same numbers to the last bit.");
		form.fill(new TextField(form, parent, "seed", ValueText.VALUE, SWT.NONE).control());
		form.hint(parent, "64-bit integer, default 1");
	}

	@Override
	public String path() {
		return "";
	}

	@Override
	public boolean show(Experiment experiment, Map<String, Object> json) {
		return false; // fields show themselves
	}
}
