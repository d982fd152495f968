package org.physics4ml.workbench.internal.editor;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Text;
import org.physics4ml.model.Problem;

/** A value as text. What is typed is applied after a pause, on Enter and when the focus leaves; an empty field takes the value back. */
class TextField extends Field {

	private static final int PAUSE = 400;

	private final ValueText kind;
	private final Text text;
	private final Runnable pause = this::commit;
	private boolean applyOnPause = true;
	private boolean showing;
	private boolean pending;
	private String shown = "";

	/** @param style of the text, e.g. {@link SWT#MULTI} */
	TextField(ExperimentForm form, Composite parent, String path, ValueText kind, int style) {
		super(form, path);
		this.kind = kind;
		text = form.toolkit().createText(parent, "", SWT.BORDER | style);
		text.addListener(SWT.Modify, event -> {
			if (showing)
				return;
			pending = !text.getText().equals(shown);
			form.typed();
			if (applyOnPause)
				Display.getCurrent().timerExec(PAUSE, pause);
		});
		text.addListener(SWT.FocusOut, event -> commit());
		text.addListener(SWT.DefaultSelection, event -> commit());
		text.addListener(SWT.Dispose, event -> {
			if (!event.display.isDisposed())
				event.display.timerExec(-1, pause);
		});
		bind(text);
	}

	/** Applies on Enter and when the focus leaves only: for values whose change rebuilds the form. */
	TextField applyWhenDone() {
		applyOnPause = false;
		return this;
	}

	Text text() {
		return text;
	}

	@Override
	boolean isPending() {
		return pending;
	}

	@Override
	void show(Object value) {
		showText(value == null ? "" : kind.write(value));
	}

	@Override
	void showSwept(List<?> values) {
		pending = false;
		showText("swept: " + ValueText.LIST.write(values));
	}

	private void showText(String next) {
		if (pending || next.equals(shown) && next.equals(text.getText()))
			return;
		refuse(null);
		shown = next;
		showing = true;
		int caret = text.getCaretPosition();
		text.setText(next);
		text.setSelection(Math.min(caret, next.length()));
		showing = false;
	}

	@Override
	void forget() {
		pending = false;
		super.forget();
	}

	@Override
	void commit() {
		if (text.isDisposed() || !pending)
			return;
		text.getDisplay().timerExec(-1, pause);
		String typed = text.getText().strip();
		Object value;
		try {
			value = typed.isEmpty() ? null : kind.read(typed);
		} catch (IllegalArgumentException e) {
			refuse(new Problem("", path, e.getMessage(), "complete it, or empty the field"));
			return;
		}
		String before = shown;
		shown = typed;
		Problem refusal = write(value);
		if (text.isDisposed())
			return; // the change rebuilt the form
		refuse(refusal);
		if (refusal != null)
			shown = before;
		else {
			pending = false;
			form.typed();
		}
	}

	/** Sets the value; the reason if that cannot be done, else null. */
	protected Problem write(Object value) {
		return form.set(path, value);
	}
}
