package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.Grid;

/** Where the networks are looked at: points one by one, a grid, random points on a sphere, or a file. */
final class InputsPart implements Part {

	private static final List<String> KINDS = List.of("points", "grid", "sphere", "file");
	private static final List<String> LABELS = List.of("points, one by one", "grid", "random on a sphere", "file");
	private static final Map<String, Object> FIRST = Map.of("points", List.of(List.of(0.5), List.of(1L)), "grid",
			List.of(Map.of("lower", -1L, "upper", 1L, "count", 5L)), "sphere", Map.of("count", 4L, "dimension", 3L, "radius", 1L), "file", "points.csv");

	private final ExperimentForm form;
	private final Combo combo;
	private final Composite client;
	private Object shown;

	InputsPart(ExperimentForm form, Composite parent) {
		this.form = form;
		form.label(parent, "given as", "");
		combo = new Combo(parent, SWT.READ_ONLY);
		form.toolkit().adapt(combo, true, false);
		combo.setData(Field.PATH, "inputs");
		combo.setItems(LABELS.toArray(String[]::new));
		combo.addListener(SWT.Selection, event -> choose(KINDS.get(combo.getSelectionIndex())));
		combo.addListener(SWT.MouseVerticalWheel, event -> event.doit = false);
		var data = new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1);
		data.widthHint = 200;
		combo.setLayoutData(data);
		client = form.toolkit().createComposite(parent);
		client.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
		client.setLayout(GridLayoutFactory.fillDefaults().numColumns(3).spacing(10, 5).create());
	}

	private void choose(String kind) {
		if (!kind.equals(shown instanceof String same ? same : shown instanceof List<?> grid ? "grid" : ""))
			form.edit("Inputs as " + kind, experiment -> ExperimentPaths.set(experiment, "inputs." + kind, FIRST.get(kind)));
	}

	@Override
	public String path() {
		return "inputs";
	}

	@Override
	public boolean show(Experiment experiment, Map<String, Object> json) {
		Map<?, ?> inputs = json.get("inputs") instanceof Map<?, ?> map ? map : Map.of();
		String kind = KINDS.stream().filter(inputs::containsKey).findFirst().orElse("");
		int index = KINDS.indexOf(kind);
		if (index < 0)
			combo.deselectAll();
		else
			combo.select(index);
		Object next = experiment.getInputs() instanceof Grid grid ? List.of("grid", grid.getAxes().size()) : kind;
		if (next.equals(shown))
			return false;
		shown = next;
		for (var child : client.getChildren())
			child.dispose();
		switch (kind) {
		case "points" -> spanning(new PointsField(form, client, "inputs.points", "x").area());
		case "grid" -> grid(((Grid) experiment.getInputs()).getAxes().size());
		case "sphere" -> {
			text("inputs.sphere.count", "points  k", "positive integer");
			text("inputs.sphere.dimension", "dimension  d", "positive integer");
			text("inputs.sphere.radius", "radius", "number > 0, default 1");
		}
		case "file" -> {
			text("inputs.file", "file", "CSV, NPY, NPZ or HDF5; one row a point");
			text("inputs.key", "key", "array in the file, where it holds several");
			text("inputs.count", "count", "only the first points; empty takes all");
		}
		default -> spanning(form.toolkit().createLabel(client, experiment.getInputs() == null ? "There are no inputs: choose how they are given." : "Inputs of a kind that this version does not know; they are kept as they are.", SWT.WRAP));
		}
		return true;
	}

	private void spanning(Control control) {
		var data = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
		data.widthHint = 200;
		control.setLayoutData(data);
	}

	private void text(String path, String label, String hint) {
		form.label(client, label, "");
		form.fill(new TextField(form, client, path, path.endsWith("file") || path.endsWith("key") ? ValueText.WORDS : ValueText.VALUE, SWT.NONE).control());
		form.hint(client, hint);
	}

	private void grid(int axes) {
		for (int i = 0; i < axes; i++) {
			form.label(client, "axis " + (i + 1), "Equidistant coordinates, ends included.");
			Composite row = form.toolkit().createComposite(client);
			row.setLayout(GridLayoutFactory.fillDefaults().numColumns(6).create());
			form.fill(row);
			for (String name : List.of("lower", "upper", "count")) {
				form.label(row, name, "");
				form.fill(new GridField(row, i, name).control());
			}
			form.hint(client, "");
		}
		form.label(client, "", "");
		Composite buttons = form.toolkit().createComposite(client);
		buttons.setLayout(GridLayoutFactory.fillDefaults().numColumns(2).create());
		var add = form.toolkit().createButton(buttons, "Add Axis", SWT.PUSH);
		add.addListener(SWT.Selection, event -> axes(list -> list.add(Map.of("lower", -1L, "upper", 1L, "count", 5L))));
		var remove = form.toolkit().createButton(buttons, "Remove Axis", SWT.PUSH);
		remove.setEnabled(axes > 1);
		remove.addListener(SWT.Selection, event -> axes(List::removeLast));
	}

	private Problem axes(Consumer<List<Object>> change) {
		return form.edit("Change of the grid", experiment -> {
			var axes = new ArrayList<Object>((List<?>) ExperimentPaths.get(experiment, "inputs.grid"));
			change.accept(axes);
			ExperimentPaths.set(experiment, "inputs.grid", axes);
		});
	}

	/** A number of a grid's axis, which has no path of its own. */
	private final class GridField extends TextField {

		private final int axis;
		private final String name;

		GridField(Composite parent, int axis, String name) {
			super(InputsPart.this.form, parent, "inputs.grid[" + axis + "]." + name, ValueText.VALUE, SWT.NONE);
			this.axis = axis;
			this.name = name;
		}

		@Override
		void show(Object ignored) {
			if (ExperimentPaths.get(form.draft().state().experiment(), "inputs.grid") instanceof List<?> axes && axis < axes.size())
				super.show(((Map<?, ?>) axes.get(axis)).get(name));
		}

		@Override
		protected Problem write(Object value) {
			return axes(axes -> {
				var changed = new LinkedHashMap<Object, Object>((Map<?, ?>) axes.get(axis));
				changed.put(name, value);
				axes.set(axis, changed);
			});
		}
	}
}
