package org.physics4ml.workbench.internal.editor;

import java.util.List;
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
		text(form, parent, "labels", ValueText.WORDS, "A file with the targets, or the classes, of the points where the data file holds the points alone, as images have it.", "IDX, CSV, NPY; relative to the experiment");
		text(form, parent, "classes", ValueText.VALUE, "Number of classes: a target is then a label from 0 to one less, and there is one output a class.", "integer ≥ 2; empty where targets are numbers");
		text(form, parent, "firstClasses", ValueText.VALUE, "Only points with labels below this are taken.", "positive integer; empty takes all classes");
		text(form, parent, "count", ValueText.VALUE, "Only the first points, after the choice of classes.", "positive integer; empty takes all");
		form.label(parent, "scaling", "byte divides by 255; standard subtracts the mean of all coordinates of the data and divides by their standard deviation. The inputs are scaled alike.");
		form.fill(new ChoiceField(form, parent, "data.scaling", List.of("byte", "standard"), "none").control());
		form.hint(parent, "of the coordinates");
		form.label(parent, "test targets", "Target, or label, of each of the experiment's inputs, to score predictions with.");
		table(form, parent, "data.testTargets", "y");
		text(form, parent, "testLabels", ValueText.WORDS, "A file with the targets, or labels, of the experiment's inputs.", "IDX, CSV, NPY; relative to the experiment");
	}

	private static void text(ExperimentForm form, Composite parent, String name, ValueText value, String meaning, String hint) {
		form.label(parent, name, meaning);
		form.fill(new TextField(form, parent, "data." + name, value, SWT.NONE).control());
		form.hint(parent, hint);
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
