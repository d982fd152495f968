package org.physics4ml.workbench.internal.charts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.physics4ml.figures.Theme;

/**
 * Colours of a chart: those that the desktop gives to lists, or those of a theme that makes everything around it dark; and of the figures' two sets of
 * series colours the one that is seen on them.
 *
 * @param theme      series colours
 * @param background of everything
 * @param foreground text and axes
 * @param muted      notes
 * @param faint      guides
 */
public record Palette(Theme theme, Color background, Color foreground, Color muted, Color faint) {

	/** @param around where the chart is */
	static Palette of(Composite around) {
		Color background = around.getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND), foreground = around.getDisplay().getSystemColor(SWT.COLOR_LIST_FOREGROUND);
		if (isDark(around.getBackground().getRGB()) && !isDark(background.getRGB())) { // the theme is the workbench's, not the desktop's
			background = around.getBackground();
			foreground = isDark(around.getForeground().getRGB()) ? around.getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND) : around.getForeground();
		}
		return new Palette(isDark(background.getRGB()) ? Theme.DARK : Theme.LIGHT, background, foreground, mix(foreground, background, 0.35), mix(foreground, background, 0.75));
	}

	/** Whether light text is read on it. */
	public static boolean isDark(RGB colour) {
		return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue < 128;
	}

	Color series(int group, int groups) {
		return colour(theme.series(group, groups));
	}

	static Color colour(int rgb) {
		return new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
	}

	private static Color mix(Color one, Color other, double share) {
		return new Color(mix(one.getRed(), other.getRed(), share), mix(one.getGreen(), other.getGreen(), share), mix(one.getBlue(), other.getBlue(), share));
	}

	private static int mix(int one, int other, double share) {
		return (int) Math.rint((1 - share) * one + share * other);
	}
}
