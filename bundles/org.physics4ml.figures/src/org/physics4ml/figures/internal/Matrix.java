package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.TreeMap;

import org.physics4ml.core.findings.Figure;
import org.physics4ml.figures.ColourMap;
import org.physics4ml.figures.MatrixValues;
import org.physics4ml.figures.Scale;
import org.physics4ml.figures.Scale.Room;
import org.physics4ml.figures.Scale.Tick;
import org.physics4ml.figures.Size;
import org.physics4ml.figures.Tables;
import org.physics4ml.figures.Theme;
import org.physics4ml.figures.internal.RichText.Line;
import org.physics4ml.figures.internal.Scene.Align;

/** A symmetric matrix as coloured squares, the first row at the top, with a colour bar; missing entries are crossed out. */
final class Matrix implements Layout.Content {

	private static final double BAR = 9;
	private static final double GAP = 7;
	private static final int SHADES = 128;

	/** Neighbours overlap by so much, as many readers of SVG would let the page shine through between them. */
	private static final double BLEED = 0.25;

	/** Up to this order the values are written into the entries. */
	private static final int WRITTEN = 6;
	private static final MathContext THREE_DIGITS = new MathContext(3);

	private final Figure figure;
	private final Theme theme;
	private final Size size;
	private final MatrixValues matrix;
	private double least;
	private double largest;

	Matrix(Figure figure, Tables tables, Theme theme, Size size) {
		this.figure = figure;
		this.theme = theme;
		this.size = size;
		matrix = MatrixValues.of(figure.heatMap(), tables);
		least = matrix.least();
		largest = matrix.largest();
	}

	@Override
	public List<String> notes() {
		return matrix.notes();
	}

	private double entry(int i, int j) {
		return matrix.value(i, j);
	}

	@Override
	public double draw(Scene.Builder scene, double start) {
		if (least > largest)
			return Layout.noData(scene, theme, size, start, matrix.emptiness());
		ColourMap map = least < 0 && largest > 0 ? ColourMap.DIVERGING : ColourMap.SEQUENTIAL;
		if (map == ColourMap.DIVERGING)
			least = -(largest = Math.max(-least, largest));

		double width = Layout.points(size.width());
		double side = width - 90;
		double left = 0;
		Scale bar = null;
		Scale columns = null;
		Scale rows = null;
		List<Line> rowLabel = List.of();
		List<Line> barLabel = List.of();
		for (int pass = 0; pass < 3; pass++) { // the room for labels depends on the labels, these on the room
			double length = side;
			rows = axis(new Room(length, 10, label -> Layout.TICK - 2));
			columns = axis(new Room(length, 10, label -> tickWidth(label) + 2));
			bar = Scale.exactly(least, largest, new Room(length, 18, label -> Layout.TICK));
			rowLabel = RichText.wrap(Layout.label(figure.y()), Layout.LABEL, length, 3);
			barLabel = RichText.wrap(figure.heatMap().label(), Layout.LABEL, length, 3);
			left = Layout.EDGE + rowLabel.size() * Layout.LABEL * Layout.LEADING + 3 + widest(rows, 60) + 4;
			side = width - left - GAP - BAR - 4 - widest(bar, 60) - 4 - barLabel.size() * Layout.LABEL * Layout.LEADING - Layout.EDGE;
		}
		double top = start + (bar.factor().isEmpty() ? 3 : Layout.TICK * 1.4);
		cells(scene, map, left, top, side, bar);
		frame(scene, left, top, side, rows, columns, rowLabel);
		bar(scene, map, left + side + GAP, top, side, bar, barLabel);
		return columnLabels(scene, left, top + side, side, columns);
	}

	private Scale axis(Room room) {
		return matrix.axis(room);
	}

	private static double tickWidth(String label) {
		return RichText.line(label, Layout.TICK, 60).width();
	}

	private static double widest(Scale axis, double most) {
		return axis.ticks().stream().mapToDouble(tick -> Math.min(most, tickWidth(tick.label()))).max().orElse(0);
	}

	private int colour(ColourMap map, double value, Scale bar) {
		return map.rgb(bar.at(value));
	}

	private void cells(Scene.Builder scene, ColourMap map, double left, double top, double side, Scale bar) {
		int order = matrix.order();
		double cell = side / order;
		double bleed = Math.min(BLEED, 0.1 * cell);
		var paths = new TreeMap<Integer, Path2D.Double>();
		var crosses = new Path2D.Double();
		for (int i = 0; i < order; i++)
			for (int j = 0; j < order;) {
				double value = entry(i, j);
				int colour = Double.isNaN(value) ? theme.faint() : colour(map, value, bar);
				int end = j + 1;
				while (end < order && !Double.isNaN(value) && !Double.isNaN(entry(i, end)) && colour(map, entry(i, end), bar) == colour)
					end++;
				double x = left + j * cell;
				double y = top + i * cell;
				Scene.rectangle(paths.computeIfAbsent(colour, key -> new Path2D.Double()), x, y, Math.min(left + side, left + end * cell + bleed) - x,
						Math.min(top + side, y + cell + bleed) - y);
				if (Double.isNaN(value)) {
					crosses.append(Scene.segment(left + j * cell, top + i * cell, left + end * cell, top + (i + 1) * cell), false);
					crosses.append(Scene.segment(left + end * cell, top + i * cell, left + j * cell, top + (i + 1) * cell), false);
				}
				j = end;
			}
		paths.forEach((colour, path) -> scene.cells("cell", path, colour));
		if (matrix.missing() > 0)
			scene.stroke("missing", crosses, theme.muted(), 0.5);
		for (int i = 0; order <= WRITTEN && i < order; i++)
			for (int j = 0; j < order; j++) {
				double value = entry(i, j);
				if (Double.isNaN(value))
					continue;
				BigDecimal rounded = new BigDecimal(bar.scaled(value)).round(THREE_DIGITS);
				String text = Scale.number(rounded.setScale(rounded.scale() + THREE_DIGITS.getPrecision() - rounded.precision()));
				int rgb = colour(map, value, bar);
				double light = 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
				Line line = RichText.line(text, Layout.LEGEND, 0.88 * cell);
				scene.text("value", line, left + (j + 0.5) * cell, top + (i + 0.5) * cell + 0.36 * line.size(), Align.MIDDLE, light > 140 ? 0x000000 : 0xffffff);
			}
	}

	private void frame(Scene.Builder scene, double left, double top, double side, Scale rows, Scale columns, List<Line> rowLabel) {
		var frame = new Path2D.Double();
		Scene.rectangle(frame, left, top, side, side);
		scene.stroke("frame", frame, theme.foreground(), 0.7);
		var ticks = new Path2D.Double();
		for (Tick tick : rows.ticks()) {
			double y = top + tick.at() * side;
			ticks.append(Scene.segment(left - 2.5, y, left, y), false);
			scene.text("tick-label", RichText.line(tick.label(), Layout.TICK, 60), left - 4.5, y + 0.36 * Layout.TICK, Align.END, theme.foreground());
		}
		for (Tick tick : columns.ticks()) {
			double x = left + tick.at() * side;
			ticks.append(Scene.segment(x, top + side, x, top + side + 2.5), false);
		}
		scene.stroke("tick", ticks, theme.foreground(), 0.6);
		double base = Layout.EDGE + Layout.LABEL;
		for (Line line : rowLabel) {
			scene.turned("axis-label", line, base, top + side / 2, Align.MIDDLE, theme.foreground());
			base += Layout.LABEL * Layout.LEADING;
		}
	}

	private double columnLabels(Scene.Builder scene, double left, double bottom, double side, Scale columns) {
		for (Tick tick : columns.ticks())
			scene.text("tick-label", RichText.line(tick.label(), Layout.TICK, 60), left + tick.at() * side, bottom + 4.5 + Layout.TICK, Align.MIDDLE,
					theme.foreground());
		double y = bottom + 5.5 + 1.15 * Layout.TICK;
		for (Line line : RichText.wrap(Layout.label(figure.x()), Layout.LABEL, side, 3)) {
			scene.text("axis-label", line, left + side / 2, y + Layout.LABEL, Align.MIDDLE, theme.foreground());
			y += Layout.LABEL * Layout.LEADING;
		}
		return y;
	}

	private void bar(Scene.Builder scene, ColourMap map, double left, double top, double side, Scale axis, List<Line> label) {
		for (int shade = SHADES - 1; shade >= 0; shade--) {
			var strip = new Path2D.Double();
			double y = top + side * (SHADES - 1 - shade) / SHADES;
			Scene.rectangle(strip, left, y, BAR, Math.min(top + side, y + 2 * side / SHADES) - y); // half under the strip below, against seams
			scene.cells("bar", strip, map.rgb(shade / (SHADES - 1.0)));
		}
		var frame = new Path2D.Double();
		Scene.rectangle(frame, left, top, BAR, side);
		scene.stroke("frame", frame, theme.foreground(), 0.7);
		var ticks = new Path2D.Double();
		for (Tick tick : axis.ticks()) {
			double y = top + side * (1 - tick.at());
			ticks.append(Scene.segment(left + BAR, y, left + BAR + (tick.isMajor() ? 2.5 : 1.5), y), false);
			if (tick.isMajor())
				scene.text("tick-label", RichText.line(tick.label(), Layout.TICK, 60), left + BAR + 4.5, y + 0.36 * Layout.TICK, Align.START, theme.foreground());
		}
		scene.stroke("tick", ticks, theme.foreground(), 0.6);
		if (!axis.factor().isEmpty())
			scene.text("factor", RichText.line(axis.factor(), Layout.TICK), left + BAR, top - 0.4 * Layout.TICK, Align.MIDDLE, theme.foreground());
		double base = left + BAR + 4 + widest(axis, 60) + 4 + Layout.LABEL;
		for (Line line : label) {
			scene.turned("axis-label", line, base, top + side / 2, Align.MIDDLE, theme.foreground());
			base += Layout.LABEL * Layout.LEADING;
		}
	}
}
