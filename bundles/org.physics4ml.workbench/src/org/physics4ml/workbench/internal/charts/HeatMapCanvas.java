package org.physics4ml.workbench.internal.charts;

import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.figures.ColourMap;
import org.physics4ml.figures.MatrixValues;
import org.physics4ml.figures.Scale;
import org.physics4ml.figures.Scale.Tick;
import org.physics4ml.figures.Tables;

/** A symmetric matrix as colours with a colour bar. A tip gives the exact entry under the mouse. */
final class HeatMapCanvas extends Canvas {

	private static final int EDGE = 8;
	private static final int GAP = 6;
	private static final int BAR = 16;
	/** Entries are written into their cells up to this order. */
	private static final int WRITTEN = 8;

	private final Fonts fonts;
	private Figure figure;
	private MatrixValues matrix;
	private Palette palette;
	private ColourMap map;
	private double least;
	private double largest;
	private Rectangle cells = new Rectangle(0, 0, 0, 0);
	private Point hit;

	HeatMapCanvas(Composite parent, Fonts fonts) {
		super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
		this.fonts = fonts;
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseMove, event -> point(event.x, event.y));
		addListener(SWT.MouseExit, event -> point(-1, -1));
	}

	void show(Figure figure, Tables tables, Palette palette) {
		this.figure = figure;
		this.palette = palette;
		matrix = MatrixValues.of(figure.heatMap(), tables);
		least = matrix.least();
		largest = matrix.largest();
		map = least < 0 && largest > 0 ? ColourMap.DIVERGING : ColourMap.SEQUENTIAL;
		if (map == ColourMap.DIVERGING)
			least = -(largest = Math.max(-least, largest));
		if (least == largest) { // one value: a bar around it
			double half = least == 0 ? 1 : Math.abs(least) / 2;
			least -= half;
			largest += half;
		}
		hit = null;
		redraw();
	}

	List<String> notes() {
		return matrix.notes();
	}

	private Color colour(double value) {
		return Palette.colour(map.rgb(largest == least ? 0.5 : (value - least) / (largest - least)));
	}

	private void paint(GC gc) {
		Rectangle area = getClientArea();
		if (matrix == null)
			return;
		gc.setBackground(palette.background());
		gc.fillRectangle(area);
		gc.setForeground(palette.foreground());
		gc.setAntialias(SWT.ON);
		if (!matrix.emptiness().isEmpty()) {
			var text = fonts.label("Nothing to draw yet: " + matrix.emptiness() + ".");
			text.draw(gc, Math.max(EDGE, (area.width - text.extent(gc).x) / 2), area.height / 2);
			return;
		}
		int line = fonts.label("M").extent(gc).y, small = fonts.small("M").extent(gc).y;
		int side = Math.max(20, area.height - 2 * small - line - 2 * GAP - EDGE);
		Scale bar = Scale.exactly(least, largest, new Scale.Room(side, 2.0 * small, label -> small));
		Scale rows = matrix.axis(new Scale.Room(side, small, label -> small));
		int barLabels = widest(gc, bar), rowLabels = widest(gc, rows);
		int left = EDGE + line + GAP + rowLabels + GAP;
		int right = 3 * GAP + BAR + GAP + barLabels + GAP + line + EDGE;
		side = Math.max(20, Math.min(side, area.width - left - right));
		bar = Scale.exactly(least, largest, new Scale.Room(side, 2.0 * small, label -> small));
		rows = matrix.axis(new Scale.Room(side, small, label -> small));
		Scale columns = matrix.axis(new Scale.Room(side, small, label -> fonts.small(label).extent(gc).x + 4));
		cells = new Rectangle(left, small, side, side);
		cells(gc);
		gc.setForeground(palette.foreground());
		gc.drawRectangle(cells);
		for (Tick tick : rows.ticks()) {
			var label = fonts.small(tick.label());
			Point extent = label.extent(gc);
			label.draw(gc, left - GAP - extent.x, cells.y + (int) (tick.at() * side) - extent.y / 2);
		}
		for (Tick tick : columns.ticks()) {
			var label = fonts.small(tick.label());
			label.draw(gc, left + (int) (tick.at() * side) - label.extent(gc).x / 2, cells.y + side + 3);
		}
		var rowName = fonts.label(FindingsChart.label(figure.y()));
		rowName.drawUpwards(gc, EDGE, cells.y + (side + rowName.extent(gc).x) / 2);
		var columnName = fonts.label(FindingsChart.label(figure.x()));
		columnName.draw(gc, left + (side - columnName.extent(gc).x) / 2, cells.y + side + small + GAP);
		bar(gc, bar, left + side + 3 * GAP, barLabels);
		if (hit != null)
			tip(gc);
	}

	private int widest(GC gc, Scale scale) {
		return scale.ticks().stream().mapToInt(tick -> fonts.small(tick.label()).extent(gc).x).max().orElse(0);
	}

	private int edge(int index) {
		return (int) ((long) index * cells.width / matrix.order());
	}

	private void cells(GC gc) {
		int order = matrix.order();
		for (int i = 0; i < order; i++)
			for (int j = 0; j < order; j++) {
				int x = cells.x + edge(j), y = cells.y + edge(i), width = edge(j + 1) - edge(j), height = edge(i + 1) - edge(i);
				if (width == 0 || height == 0)
					continue;
				double value = matrix.value(i, j);
				gc.setBackground(Double.isNaN(value) ? palette.faint() : colour(value));
				gc.fillRectangle(x, y, width, height);
				if (Double.isNaN(value)) {
					gc.setForeground(palette.muted());
					gc.drawLine(x, y, x + width, y + height);
					gc.drawLine(x + width, y, x, y + height);
				} else if (order <= WRITTEN)
					write(gc, value, x, y, width, height);
			}
	}

	private void write(GC gc, double value, int x, int y, int width, int height) {
		RGB colour = colour(value).getRGB();
		gc.setForeground(getDisplay().getSystemColor(Palette.isDark(colour) ? SWT.COLOR_WHITE : SWT.COLOR_BLACK));
		var text = fonts.small(String.format(Locale.ROOT, "%.3g", value).replace('-', '−'));
		Point extent = text.extent(gc);
		if (extent.x < width && extent.y < height)
			text.draw(gc, x + (width - extent.x) / 2, y + (height - extent.y) / 2);
	}

	private void bar(GC gc, Scale scale, int left, int labels) {
		for (int y = 0; y < cells.height; y++) {
			gc.setForeground(Palette.colour(map.rgb(1 - (y + 0.5) / cells.height)));
			gc.drawLine(left, cells.y + y, left + BAR, cells.y + y);
		}
		gc.setForeground(palette.foreground());
		gc.drawRectangle(left, cells.y, BAR, cells.height);
		for (Tick tick : scale.ticks()) {
			int y = cells.y + (int) ((1 - tick.at()) * cells.height);
			gc.drawLine(left + BAR, y, left + BAR + (tick.isMajor() ? 4 : 2), y);
			var label = fonts.small(tick.label());
			label.draw(gc, left + BAR + GAP, y - label.extent(gc).y / 2);
		}
		if (!scale.factor().isEmpty())
			fonts.small(scale.factor()).draw(gc, left, 0);
		var name = fonts.label(figure.heatMap().label());
		name.drawUpwards(gc, left + BAR + GAP + labels + GAP, cells.y + (cells.height + name.extent(gc).x) / 2);
	}

	private void point(int x, int y) {
		if (matrix == null)
			return;
		Point now = null;
		if (cells.contains(x, y) && matrix.order() > 0 && x < cells.x + cells.width && y < cells.y + cells.height)
			now = new Point(index(x - cells.x), index(y - cells.y));
		if (now == null ? hit != null : !now.equals(hit)) {
			hit = now;
			redraw();
		}
	}

	private int index(int pixel) {
		int index = (int) ((long) pixel * matrix.order() / cells.width);
		while (edge(index + 1) <= pixel)
			index++;
		return index;
	}

	/** The lines of the tip that is shown; empty without one. */
	List<String> tip() {
		if (hit == null)
			return List.of();
		double value = matrix.value(hit.y, hit.x), error = matrix.error(hit.y, hit.x);
		return List.of(FindingsChart.label(figure.y()) + " = " + matrix.name(hit.y) + ", " + FindingsChart.label(figure.x()) + " = " + matrix.name(hit.x),
				Double.isNaN(value) ? "missing"
						: figure.heatMap().label() + " = " + FindingsChart.number(value) + (Double.isNaN(error) ? "" : " ± " + FindingsChart.number(error)));
	}

	private void tip(GC gc) {
		int x = cells.x + (edge(hit.x) + edge(hit.x + 1)) / 2, y = cells.y + (edge(hit.y) + edge(hit.y + 1)) / 2;
		Tip.draw(gc, tip(), fonts, palette, x, y, getSize());
	}
}
