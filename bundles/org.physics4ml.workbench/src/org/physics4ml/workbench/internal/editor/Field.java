package org.physics4ml.workbench.internal.editor;

import java.util.List;

import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.physics4ml.model.Problem;

/** A control of the form that shows the value at a path of the experiment and changes it. */
abstract class Field {

	/** Key of the data by which a field's control carries its path. */
	static final String PATH = "path";

	protected final ExperimentForm form;
	protected final String path;

	private Control control;
	private ControlDecoration mark;
	private List<Problem> problems = List.of();
	private Problem refusal;

	Field(ExperimentForm form, String path) {
		this.form = form;
		this.path = path;
	}

	/** Called once by the subclass when the control is there. */
	protected final void bind(Control made) {
		control = made;
		control.setData(PATH, path);
		form.add(this);
	}

	final String path() {
		return path;
	}

	final boolean isDisposed() {
		return control.isDisposed();
	}

	/** Shows a JSON value; null where none is set. */
	abstract void show(Object value);

	/** Shows that the value is another one in every cell of the sweep. */
	void showSwept(List<?> values) {
		control.setToolTipText("Swept: " + ValueText.LIST.write(values));
	}

	/** Applies what was typed and not yet applied. */
	void commit() {
	}

	/** Whether something was typed that is not applied yet. */
	boolean isPending() {
		return false;
	}

	/** Drops what was typed and could not be applied. */
	void forget() {
		refuse(null);
	}

	/** Sets the value at the path; what does not fit stays in the control with the reason beside it. */
	protected final void apply(Object value) {
		refuse(form.set(path, value));
	}

	/** Marks what was typed as not applicable; null takes that back. */
	protected final void refuse(Problem reason) {
		refusal = reason;
		mark();
	}

	/** Marks the problems of the value. */
	final void flag(List<Problem> found) {
		problems = found;
		mark();
	}

	private void mark() {
		Problem shown = refusal != null ? refusal : problems.isEmpty() ? null : problems.getFirst();
		if (shown == null) {
			if (mark != null)
				mark.hide();
		} else {
			if (mark == null) { // most fields never need one, and making it waits for the window system
				mark = new ControlDecoration(control, SWT.LEFT | SWT.TOP);
				mark.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
			}
			mark.setDescriptionText(Texts.sentence(shown));
			mark.show();
		}
	}

	/** What the mark says; empty without one. */
	final String marked() {
		return mark != null && mark.isVisible() ? mark.getDescriptionText() : "";
	}

	final void reveal() {
		form.showControl(control);
		control.setFocus();
	}

	Control control() {
		return control;
	}
}
