package org.physics4ml.workbench.internal.editor;

import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.physics4ml.model.experiment.Experiment;

/** The data set of training and inference: a file, or points with their targets. */
final class DataPart implements Part {

	DataPart(ExperimentForm form, Composite parent) {
		form.label(parent, "file", "Data in a file, its path relative to the experiment; empty where they are given here.");
		form.fill(new TextField(form, parent, "data.file", ValueText.WORDS, SWT.NONE).control());
		form.hint(parent, "relative to the experiment");
		form.label(parent, "points", "Points of the data.");
		table(form, parent, "data.points", "x");
		form.label(parent, "targets", "Target of each point, one column an output.");
		table(form, parent, "data.targets", "y");
	}

	private static void table(ExperimentForm form, Composite parent, String path, String symbol) {
		var data = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
		data.widthHint = 200;
		new PointsField(form, parent, path, symbol).area().setLayoutData(data);
	}

	@Override
	public String path() {
		return "data";
	}

	@Override
	public boolean show(Experiment experiment, Map<String, Object> json) {
		return false; // fields show themselves
	}
}
