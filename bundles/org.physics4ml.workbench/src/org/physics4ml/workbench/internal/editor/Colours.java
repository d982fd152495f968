package org.physics4ml.workbench.internal.editor;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Control;

/** Keeps controls that themes do not colour in the colours of one that they do. */
final class Colours {

	private Colours() {
	}

	/**
	 * Applies colours now and whenever the theme has changed by the time a control is painted.
	 *
	 * @param painted   the control to be coloured
	 * @param reference has the theme's colours
	 */
	static void follow(Control painted, Control reference, Runnable apply) {
		var last = new Color[] { reference.getForeground(), reference.getBackground() };
		apply.run();
		painted.addListener(SWT.Paint, event -> {
			Color[] now = { reference.getForeground(), reference.getBackground() };
			if (now[0].equals(last[0]) && now[1].equals(last[1]))
				return;
			last[0] = now[0];
			last[1] = now[1];
			apply.run();
		});
	}
}
