package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A laid-out figure: paths and lines of text in points of 1/72 inch, y downwards, in the order in which they are painted.
 * Everything lies inside the page; nothing has to be clipped.
 */
record Scene(double width, double height, int background, String title, List<Item> items) {

	/** The absence of a colour. */
	static final int NONE = -1;

	sealed interface Item {
	}

	/**
	 * A path, filled, stroked or both.
	 *
	 * @param role    what it is: {@code frame}, {@code tick}, {@code mark}, ...; the class of the SVG element
	 * @param opacity of the filled area
	 * @param dash    lengths of dashes and gaps; empty for a solid line
	 * @param crisp   edges are not smoothed, so that neighbouring cells meet without a seam
	 */
	record Shape(String role, Path2D.Double path, int fill, double opacity, int stroke, double width, List<Double> dash, boolean crisp) implements Item {
	}

	/** A line of text whose base line starts at (x, y), running to the right or, turned, upwards. */
	record Label(String role, RichText.Line line, double x, double y, boolean turned, int colour) implements Item {
	}

	/** Where a text lies about its point. */
	enum Align {
		START, MIDDLE, END
	}

	/** Collects the items of a scene. Not thread-safe. */
	static final class Builder {

		private final List<Item> items = new ArrayList<>();

		/** A translucent area with an edge, which is what can be seen of a band of no width. */
		void band(String role, Path2D.Double path, int colour, double opacity) {
			items.add(new Shape(role, path, colour, opacity, colour, 0.3, List.of(), false));
		}

		void cells(String role, Path2D.Double path, int colour) {
			items.add(new Shape(role, path, colour, 1, NONE, 0, List.of(), true));
		}

		void stroke(String role, Path2D.Double path, int colour, double width, Double... dash) {
			items.add(new Shape(role, path, NONE, 1, colour, width, List.of(dash), false));
		}

		void symbol(String role, Path2D.Double path, int fill, int stroke, double width) {
			items.add(new Shape(role, path, fill, 1, stroke, width, List.of(), false));
		}

		void text(String role, RichText.Line line, double x, double y, Align align, int colour) {
			items.add(new Label(role, line, x - before(line, align), y, false, colour));
		}

		/** Text that runs upwards, its base line at the vertical x. */
		void turned(String role, RichText.Line line, double x, double y, Align align, int colour) {
			items.add(new Label(role, line, x, y + before(line, align), true, colour));
		}

		private static double before(RichText.Line line, Align align) {
			return switch (align) {
				case START -> 0;
				case MIDDLE -> line.width() / 2;
				case END -> line.width();
			};
		}

		Scene build(double width, double height, int background, String title) {
			return new Scene(width, height, background, title, List.copyOf(items));
		}
	}

	static Path2D.Double segment(double x1, double y1, double x2, double y2) {
		var path = new Path2D.Double();
		path.moveTo(x1, y1);
		path.lineTo(x2, y2);
		return path;
	}

	static void rectangle(Path2D.Double path, double x, double y, double width, double height) {
		path.moveTo(x, y);
		path.lineTo(x + width, y);
		path.lineTo(x + width, y + height);
		path.lineTo(x, y + height);
		path.closePath();
	}
}
