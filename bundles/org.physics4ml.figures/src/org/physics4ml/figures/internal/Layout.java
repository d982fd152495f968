package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.Stream;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.figures.Size;
import org.physics4ml.figures.Tables;
import org.physics4ml.figures.Theme;
import org.physics4ml.figures.internal.RichText.Line;
import org.physics4ml.figures.internal.Scene.Align;

/** Lays a figure out: title and notes, below them what the figure shows. */
public final class Layout {

	/** Sizes of type in points. */
	static final double TITLE = 8;
	static final double LABEL = 8;
	static final double TICK = 7;
	static final double LEGEND = 6.6;
	static final double NOTE = 6;

	/** Distance of base lines in units of the size of type. */
	static final double LEADING = 1.3;

	/** Distance between anything and the edge of the page. */
	static final double EDGE = 4;

	private static final int LINES_OF_TITLE = 4;
	private static final int LINES_OF_NOTES = 8;

	/** What lies below the title. */
	interface Content {

		/** Notes that follow from the data. */
		List<String> notes();

		/** @return where it ends */
		double draw(Scene.Builder scene, double top);
	}

	private Layout() {
	}

	static double points(double millimetres) {
		return millimetres * 72 / 25.4;
	}

	public static Scene of(Figure figure, Tables tables, Theme theme, Size size) {
		double width = points(size.width());
		Content content = figure.heatMap() == null ? new Chart(figure, tables, theme, size) : new Matrix(figure, tables, theme, size);
		var scene = new Scene.Builder();
		double y = lines(scene, "title", RichText.wrap(figure.title(), TITLE, width - 2 * EDGE, LINES_OF_TITLE), EDGE, EDGE, theme.foreground());
		y = lines(scene, "note", notes(figure.notes(), width - 2 * EDGE), EDGE, y, theme.muted());
		y = lines(scene, "note", notes(content.notes(), width - 2 * EDGE), EDGE, y, theme.muted());
		double bottom = content.draw(scene, y + 5);
		return scene.build(width, bottom + EDGE, theme.background(), RichText.clean(figure.title()));
	}

	private static List<Line> notes(List<String> notes, double width) {
		List<Line> lines = notes.stream().flatMap(note -> RichText.wrap(note, NOTE, width, LINES_OF_NOTES).stream()).toList();
		return lines.size() <= LINES_OF_NOTES ? lines : Stream.concat(lines.stream().limit(LINES_OF_NOTES - 1), Stream.of(RichText.line("…", NOTE))).toList();
	}

	/** Draws lines below each other and returns where they end. */
	static double lines(Scene.Builder scene, String role, List<Line> lines, double x, double top, int colour) {
		double y = top;
		for (Line line : lines) {
			scene.text(role, line, x, y + line.size(), Align.START, colour);
			y += line.size() * LEADING;
		}
		return y;
	}

	/** The label of an axis with its unit. */
	static String label(Figure.Axis axis) {
		return axis.unit().isEmpty() || axis.unit().equals(Column.DIMENSIONLESS) ? axis.label() : axis.label() + " [" + axis.unit() + "]";
	}

	/** What is drawn instead of an empty frame. */
	static double noData(Scene.Builder scene, Theme theme, Size size, double top, String reason) {
		double width = points(size.width()) - 2 * EDGE;
		double height = points(size.height());
		var frame = new Path2D.Double();
		Scene.rectangle(frame, EDGE, top, width, height);
		scene.stroke("frame", frame, theme.faint(), 0.7, 3.0, 3.0);
		double middle = top + height / 2;
		scene.text("empty", RichText.line("no data", LABEL), EDGE + width / 2, middle, Align.MIDDLE, theme.foreground());
		double y = middle + 2;
		for (Line line : RichText.wrap(reason, NOTE, width - 10, 4)) {
			y += NOTE * LEADING;
			scene.text("empty", line, EDGE + width / 2, y, Align.MIDDLE, theme.muted());
		}
		return top + height;
	}
}
