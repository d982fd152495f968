package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.physics4ml.model.Json;

/** One of a few words; the first item stands for the default. */
final class ChoiceField extends Field {

	private final Combo combo;
	private final List<Object> values = new ArrayList<>();

	/** @param defaultValue may be null */
	ChoiceField(ExperimentForm form, Composite parent, String path, List<?> choices, Object defaultValue) {
		super(form, path);
		combo = new Combo(parent, SWT.READ_ONLY);
		form.toolkit().adapt(combo, true, false);
		values.add(null);
		combo.add(defaultValue == null ? "default" : "default (" + Json.valueText(defaultValue) + ")");
		choices.forEach(this::add);
		combo.addListener(SWT.Selection, event -> apply(values.get(combo.getSelectionIndex())));
		combo.addListener(SWT.MouseVerticalWheel, event -> event.doit = false); // scrolling the form must not change values
		bind(combo);
	}

	private void add(Object choice) {
		values.add(choice);
		combo.add(Json.valueText(choice));
	}

	@Override
	void show(Object value) {
		if (!values.contains(value))
			add(value);
		if (combo.getSelectionIndex() != values.indexOf(value))
			combo.select(values.indexOf(value));
	}
}
