package org.physics4ml.workbench.internal.editor;

import java.util.Arrays;

import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.preference.JFacePreferences;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.osgi.service.event.EventHandler;

/** What stylesheets of themes reach, by id, and what has to follow by itself. */
final class Colours {

	/** Ids in {@code css/dark.css}. */
	static final String SOURCE = "physics4ml-source";
	static final String FORMULA = "physics4ml-formula";

	/** Key of labels in the colour of what explains. */
	private static final String HINT = "org.physics4ml.workbench.hint";

	private Colours() {
	}

	/** Gives a control the id by which stylesheets name it. */
	static void identify(Control control, String id) {
		control.setData("org.eclipse.e4.ui.css.id", id);
	}

	/** Gives a form the colours of its toolkit again when a dark theme, which paints all its parts, is left. */
	static void restore(Control form, FormToolkit toolkit) {
		var broker = PlatformUI.getWorkbench().getService(IEventBroker.class);
		EventHandler handler = event -> {
			if (event.getProperty(IThemeEngine.Events.THEME) instanceof ITheme theme && !theme.getId().contains("dark"))
				form.getDisplay().asyncExec(() -> {
					if (!form.isDisposed())
						paint(form, toolkit.getColors().getBackground());
				});
		};
		broker.subscribe(IThemeEngine.Events.THEME_CHANGED, handler);
		form.addListener(SWT.Dispose, event -> broker.unsubscribe(handler));
	}

	private static void paint(Control control, Color background) {
		control.setBackground(background);
		if (control.getData(HINT) != null)
			control.setForeground(JFaceResources.getColorRegistry().get(JFacePreferences.QUALIFIER_COLOR));
		if (control instanceof Composite composite)
			for (Control child : composite.getChildren())
				paint(child, background);
	}

	/** Gives a label the colour of what explains. */
	static void hint(Label label) {
		label.setData(HINT, true);
		label.setForeground(JFaceResources.getColorRegistry().get(JFacePreferences.QUALIFIER_COLOR));
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
