package org.physics4ml.workbench.internal.editor;

import java.util.List;
import java.util.Map;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;
import org.physics4ml.workbench.internal.Installed;

/** What is measured: the list of analyses, and the parameters of the selected one. */
final class AnalysesPart implements Part {

	private final ExperimentForm form;
	private final Table table;
	private final Button remove;
	private final Button up;
	private final Button down;
	private final Composite name;
	private final ComponentFields fields;
	private String named;

	AnalysesPart(ExperimentForm form, Composite parent) {
		this.form = form;
		table = form.toolkit().createTable(parent, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
		table.setHeaderVisible(true);
		table.setData(Field.PATH, "analyses");
		for (String title : List.of("name", "analysis")) {
			var column = new TableColumn(table, SWT.LEFT);
			column.setText(title);
			column.setWidth(title.equals("name") ? 140 : 260);
		}
		var data = new GridData(SWT.FILL, SWT.FILL, true, false, 2, 1);
		data.heightHint = 4 * table.getItemHeight();
		data.widthHint = 200;
		table.setLayoutData(data);
		table.addListener(SWT.Selection, event -> selected());

		Composite buttons = form.toolkit().createComposite(parent);
		var layout = new RowLayout(SWT.VERTICAL);
		layout.fill = true;
		layout.marginTop = 0;
		buttons.setLayout(layout);
		buttons.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
		var add = button(buttons, "Add…", () -> {
		});
		add.addListener(SWT.Selection, event -> {
			var menu = new Menu(add);
			for (Declaration analysis : Installed.registry().declarations(Kind.ANALYSIS)) {
				var item = new MenuItem(menu, SWT.PUSH);
				item.setText(analysis.name());
				item.addListener(SWT.Selection, selected -> add(Installed.registry().word(analysis)));
			}
			menu.addListener(SWT.Hide, hidden -> add.getDisplay().asyncExec(menu::dispose));
			menu.setLocation(add.toDisplay(0, add.getSize().y));
			menu.setVisible(true);
		});
		remove = button(buttons, "Remove", () -> edit("Removal of an analysis", (experiment, index) -> experiment.getAnalyses().remove(index)));
		up = button(buttons, "Up", () -> move(-1));
		down = button(buttons, "Down", () -> move(1));

		name = row(parent);
		fields = new ComponentFields(form, Kind.ANALYSIS, row(parent));
	}

	private Composite row(Composite parent) {
		Composite row = form.toolkit().createComposite(parent);
		row.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
		row.setLayout(GridLayoutFactory.fillDefaults().numColumns(3).spacing(10, 5).create());
		return row;
	}

	private Button button(Composite parent, String text, Runnable action) {
		Button button = form.toolkit().createButton(parent, text, SWT.PUSH);
		button.addListener(SWT.Selection, event -> action.run());
		return button;
	}

	private interface Change {
		void apply(Experiment experiment, int index);
	}

	private void edit(String label, Change change) {
		int index = table.getSelectionIndex();
		if (index >= 0)
			form.edit(label, experiment -> change.apply(experiment, index));
	}

	private void move(int step) {
		int index = table.getSelectionIndex();
		if (index < 0 || index + step < 0 || index + step >= table.getItemCount())
			return;
		form.edit("Order of analyses", experiment -> experiment.getAnalyses().move(index + step, index));
		table.setSelection(index + step);
		selected();
	}

	/** Adds an analysis; a second one of a kind gets a name of its own. */
	void add(String id) {
		form.edit("New analysis " + id, experiment -> {
			var analysis = ExperimentFactory.eINSTANCE.createAnalysis();
			analysis.setId(id);
			var names = experiment.getAnalyses().stream().map(ExperimentPaths::nameOf).toList();
			String free = ExperimentPaths.nameOf(analysis);
			for (int n = 2; names.contains(free); n++) {
				free = ExperimentPaths.nameOf(analysis).replaceAll("-\\d+$", "") + "-" + n;
				if (!names.contains(free))
					analysis.setName(free);
			}
			experiment.getAnalyses().add(analysis);
		});
		table.setSelection(table.getItemCount() - 1);
		selected();
	}

	private void selected() {
		if (details())
			form.reflow();
		form.showFields();
	}

	@Override
	public String path() {
		return "analyses";
	}

	@Override
	public boolean show(Experiment experiment, Map<String, Object> json) {
		int selected = table.getSelectionIndex();
		var analyses = experiment.getAnalyses();
		table.setItemCount(analyses.size());
		for (int i = 0; i < analyses.size(); i++) {
			TableItem item = table.getItem(i);
			String id = analyses.get(i).getId();
			item.setText(0, ExperimentPaths.nameOf(analyses.get(i)));
			item.setText(1, Installed.find(Kind.ANALYSIS, id).map(Declaration::name).orElse(id + "  (not installed)"));
		}
		if (!analyses.isEmpty())
			table.setSelection(Math.clamp(selected, 0, analyses.size() - 1));
		return details();
	}

	@Override
	public void prepare(String problemPath) {
		for (int i = 0; i < table.getItemCount(); i++)
			if (problemPath.equals("analyses." + table.getItem(i).getText(0)) || problemPath.startsWith("analyses." + table.getItem(i).getText(0) + ".")) {
				table.setSelection(i);
				selected();
			}
	}

	/** Shows the selected analysis; whether that took other controls. */
	private boolean details() {
		int index = table.getSelectionIndex();
		var analyses = form.draft().state().experiment().getAnalyses();
		remove.setEnabled(index >= 0);
		up.setEnabled(index > 0);
		down.setEnabled(index >= 0 && index < analyses.size() - 1);
		String path = index < 0 ? "" : "analyses." + ExperimentPaths.nameOf(analyses.get(index));
		boolean changed = !path.equals(named);
		if (changed) {
			named = path;
			for (Control child : name.getChildren())
				child.dispose();
			if (index < 0) {
				var none = form.toolkit().createLabel(name, "Nothing is measured yet: add an analysis.", SWT.WRAP);
				none.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
			} else {
				form.label(name, "name", "Name in paths, findings and figures; unique in the experiment.");
				var field = new TextField(form, name, path + ".name", ValueText.WORDS, SWT.NONE).applyWhenDone();
				field.text().setMessage(ExperimentPaths.nameOf(analyses.get(index)));
				form.fill(field.control());
				form.hint(name, "empty takes the analysis's own");
			}
		}
		return changed | fields.show(path, index < 0 ? null : (Map<?, ?>) ExperimentPaths.get(form.draft().state().experiment(), path));
	}
}
