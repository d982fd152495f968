package org.physics4ml.workbench.internal.editor;

import java.util.Arrays;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;

/** What stylesheets of themes reach, by id, and what has to follow by itself. */
final class Colours {

	/** Ids in {@code css/dark.css}. */
	static final String SOURCE = "physics4ml-source";
	static final String FORMULA = "physics4ml-formula";

	private Colours() {
	}

	/** Gives a control the id by which stylesheets name it. */
	static void identify(Control control, String id) {
		control.setData("org.eclipse.e4.ui.css.id", id);
	}

	/** Applies the colours of a control to what it draws, now and whenever the theme has changed by the time it is painted. */
	static void follow(Control control, Runnable apply) {
		var last = new Color[] { control.getForeground(), control.getBackground() };
		apply.run();
		control.addListener(SWT.Paint, event -> {
			Color[] now = { control.getForeground(), control.getBackground() };
			if (Arrays.equals(now, last))
				return;
			last[0] = now[0];
			last[1] = now[1];
			apply.run();
		});
	}
}
