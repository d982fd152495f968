package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Axis;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.workbench.internal.Installed;

/** The axes of the sweep: a path of the experiment each, and the values that it takes. */
final class SweepPart implements Part {

	private final ExperimentForm form;
	private final Composite rows;
	private List<String> shown;

	SweepPart(ExperimentForm form, Composite parent) {
		this.form = form;
		rows = form.toolkit().createComposite(parent);
		rows.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
		rows.setLayout(GridLayoutFactory.fillDefaults().numColumns(3).spacing(10, 5).create());
		var add = form.toolkit().createButton(parent, "Add Axis", SWT.PUSH);
		add.setToolTipText("Vary a value of the experiment; several axes multiply, the last one runs fastest");
		add.addListener(SWT.Selection, event -> {
			var menu = new Menu(add);
			for (String path : candidates()) {
				var item = new MenuItem(menu, SWT.PUSH);
				item.setText(path);
				item.addListener(SWT.Selection, selected -> add(path));
			}
			menu.addListener(SWT.Hide, hidden -> add.getDisplay().asyncExec(menu::dispose));
			menu.setLocation(add.toDisplay(0, add.getSize().y));
			menu.setVisible(true);
		});
	}

	/** What can be varied, the usual first. */
	private List<String> candidates() {
		List<String> paths = new ArrayList<>();
		Experiment experiment = form.draft().state().experiment();
		for (var component : List.of(Map.entry(Kind.ARCHITECTURE, "architecture"), Map.entry(Kind.PRIOR, "prior"), Map.entry(Kind.OPTIMISER, "optimiser")))
			if (ExperimentPaths.get(experiment, component.getValue()) instanceof Map<?, ?> json)
				Installed.find(component.getKey(), String.valueOf(json.get("id")))
						.ifPresent(declaration -> declaration.parameters().forEach(parameter -> paths.add(component.getValue() + "." + parameter.name())));
		paths.add("sampling.draws");
		paths.add("seed");
		experiment.getSweep().forEach(axis -> paths.remove(axis.getPath()));
		return paths;
	}

	private void add(String path) {
		Object value = ExperimentPaths.get(form.draft().state().experiment(), path);
		if (value == null)
			value = byDefault(path);
		List<?> values = value instanceof List<?> list && !list.isEmpty() ? List.of(list.getFirst()) : value == null ? List.of(1L) : List.of(value);
		form.edit("New axis " + path, experiment -> ExperimentPaths.sweep(experiment, path, values));
	}

	private Object byDefault(String path) {
		int dot = path.indexOf('.');
		if (dot < 0)
			return null;
		for (Kind kind : Kind.values())
			if (kind.word().equals(path.substring(0, dot)) && ExperimentPaths.get(form.draft().state().experiment(), kind.word() + ".id") instanceof String id)
				return Installed.find(kind, id).flatMap(declaration -> declaration.parameter(path.substring(dot + 1))).map(parameter -> parameter.defaultValue()).orElse(null);
		return null;
	}

	@Override
	public String path() {
		return "sweep";
	}

	@Override
	public boolean show(Experiment experiment, Map<String, Object> json) {
		List<String> paths = experiment.getSweep().stream().map(axis -> String.valueOf(axis.getPath())).toList();
		if (paths.equals(shown))
			return false;
		shown = paths;
		for (Control child : rows.getChildren())
			child.dispose();
		if (paths.isEmpty()) {
			var none = form.toolkit().createLabel(rows, "One cell: nothing is varied. Add an axis to run the experiment for several values, e.g. of architecture.width.", SWT.WRAP);
			var data = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
			data.widthHint = 200;
			none.setLayoutData(data);
		}
		for (int i = 0; i < paths.size(); i++) {
			int axis = i;
			form.label(rows, paths.get(i), "");
			form.fill(new ValuesField(rows, i, paths.get(i)).control());
			var remove = form.toolkit().createButton(rows, "Remove", SWT.PUSH);
			remove.addListener(SWT.Selection, event -> form.edit("Removal of axis " + paths.get(axis), changed -> changed.getSweep().remove(axis)));
		}
		return true;
	}

	/** The values of an axis. */
	private final class ValuesField extends TextField {

		private final int index;

		ValuesField(Composite parent, int index, String axisPath) {
			super(SweepPart.this.form, parent, "sweep." + axisPath, ValueText.LIST, SWT.NONE);
			this.index = index;
			control().setToolTipText("Values between commas");
		}

		@Override
		void show(Object ignored) {
			var axes = form.draft().state().experiment().getSweep();
			if (index < axes.size())
				super.show(List.copyOf(axes.get(index).getValues()));
		}

		@Override
		protected Problem write(Object value) {
			List<?> values = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
			return form.edit("Values of axis", experiment -> {
				Axis axis = experiment.getSweep().get(index);
				axis.getValues().clear(); // also values that do not fit are kept: validation says what is wrong with them
				axis.getValues().addAll(values);
			});
		}
	}
}
