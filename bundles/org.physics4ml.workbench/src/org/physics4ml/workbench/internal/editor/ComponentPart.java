package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.workbench.internal.Installed;

/** A contribution and its parameters: architecture, prior or optimiser. */
final class ComponentPart implements Part {

	private static final String NONE = "none";

	private final Kind kind;
	private final String path;
	private final boolean optional;
	private final Choice choice;
	private final ComponentFields fields;

	/** Chooses the contribution; a choice resets the parameters to their defaults, and can be undone. */
	private final class Choice extends Field {

		private final Combo combo;
		private final List<String> ids = new ArrayList<>();

		Choice(ExperimentForm form, Composite parent) {
			super(form, ComponentPart.this.path);
			combo = new Combo(parent, SWT.READ_ONLY);
			form.toolkit().adapt(combo, true, false);
			combo.addListener(SWT.Selection, event -> apply(ids.get(combo.getSelectionIndex())));
			combo.addListener(SWT.MouseVerticalWheel, event -> event.doit = false);
			bind(combo);
		}

		@Override
		void show(Object value) {
			ids.clear();
			List<String> items = new ArrayList<>();
			if (optional) {
				ids.add(null);
				items.add(NONE);
			}
			for (Declaration declaration : Installed.registry().declarations(kind)) {
				ids.add(Installed.registry().word(declaration));
				items.add(declaration.name() + "  (" + Installed.registry().word(declaration) + ")");
			}
			int index = 0;
			if (value instanceof Map<?, ?> component) {
				String id = String.valueOf(component.get("id"));
				index = ids.indexOf(Installed.find(kind, id).map(Installed.registry()::word).orElse(id));
				if (index < 0) {
					index = ids.size();
					ids.add(id);
					items.add(id + "  (not installed)");
				}
			} else if (!optional)
				index = -1;
			if (!items.equals(List.of(combo.getItems())))
				combo.setItems(items.toArray(String[]::new));
			if (index < 0)
				combo.deselectAll();
			else
				combo.select(index);
		}
	}

	ComponentPart(ExperimentForm form, Composite parent, Kind kind, String path, boolean optional) {
		this.kind = kind;
		this.path = path;
		this.optional = optional;
		form.label(parent, kind.word(), "");
		choice = new Choice(form, parent);
		var data = new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1);
		data.widthHint = 200;
		choice.control().setLayoutData(data);
		Composite client = form.toolkit().createComposite(parent);
		client.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
		client.setLayout(GridLayoutFactory.fillDefaults().numColumns(3).spacing(10, 5).create());
		fields = new ComponentFields(form, kind, client);
	}

	@Override
	public String path() {
		return path;
	}

	@Override
	public boolean show(Experiment experiment, Map<String, Object> json) {
		return fields.show(path, json.get(path) instanceof Map<?, ?> component ? component : null);
	}
}
