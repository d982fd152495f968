package org.physics4ml.workbench.internal.charts;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;

/** Draws the tip of a point: a ring around it and a box with lines of text beside it. */
final class Tip {

	private static final int MARGIN = 6;
	private static final int RING = 7;

	private Tip() {
	}

	/** @param size of the plot, in which the box stays */
	static void draw(GC gc, List<String> lines, Fonts fonts, Palette palette, int x, int y, Point size) {
		int width = 0, height = 0;
		for (String line : lines) {
			Point extent = fonts.small(line).extent(gc);
			width = Math.max(width, extent.x);
			height += extent.y;
		}
		width += 2 * MARGIN;
		height += 2 * MARGIN;
		int left = x + 12 + width <= size.x ? x + 12 : Math.max(0, Math.min(size.x - width, x - 12 - width));
		int top = y - 12 - height >= 0 ? y - 12 - height : Math.max(0, Math.min(size.y - height, y + 12));
		gc.setAntialias(SWT.ON);
		gc.setLineStyle(SWT.LINE_SOLID);
		gc.setLineWidth(1);
		gc.setForeground(palette.foreground());
		gc.drawOval(x - RING, y - RING, 2 * RING, 2 * RING);
		gc.setBackground(palette.background());
		gc.setAlpha(235);
		gc.fillRoundRectangle(left, top, width, height, 6, 6);
		gc.setAlpha(255);
		gc.drawRoundRectangle(left, top, width - 1, height - 1, 6, 6);
		int base = top + MARGIN;
		for (String line : lines) {
			var text = fonts.small(line);
			text.draw(gc, left + MARGIN, base);
			base += text.extent(gc).y;
		}
	}
}
