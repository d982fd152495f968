package org.physics4ml.workbench.internal.charts;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Control;

/** Fonts of a chart, in sizes relative to the dialogs' font; disposed with its control. */
record Fonts(Font title, Font titleScript, Font label, Font labelScript, Font small, Font smallScript) {

	static Fonts of(Control owner) {
		var manager = new LocalResourceManager(JFaceResources.getResources(), owner);
		var base = FontDescriptor.createFrom(JFaceResources.getDialogFont());
		return new Fonts(font(manager, base, 0, SWT.BOLD), font(manager, base, -3, SWT.BOLD), font(manager, base, 0, SWT.NORMAL), font(manager, base, -3, SWT.NORMAL),
				font(manager, base, -1, SWT.NORMAL), font(manager, base, -3, SWT.NORMAL));
	}

	private static Font font(LocalResourceManager manager, FontDescriptor base, int larger, int style) {
		return manager.create(base.increaseHeight(larger).setStyle(style));
	}

	ScriptText title(String text) {
		return new ScriptText(text, title, titleScript);
	}

	ScriptText label(String text) {
		return new ScriptText(text, label, labelScript);
	}

	ScriptText small(String text) {
		return new ScriptText(text, small, smallScript);
	}
}
