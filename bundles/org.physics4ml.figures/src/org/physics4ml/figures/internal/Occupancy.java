package org.physics4ml.figures.internal;

/** Which parts of a rectangle are drawn on, in squares of two points. Not thread-safe. */
final class Occupancy {

	private static final double CELL = 2;

	private final double left;
	private final double top;
	private final int columns;
	private final int rows;
	private final boolean[] taken;

	Occupancy(double left, double top, double width, double height) {
		this.left = left;
		this.top = top;
		columns = 1 + (int) (width / CELL);
		rows = 1 + (int) (height / CELL);
		taken = new boolean[columns * rows];
	}

	void point(double x, double y) {
		int column = (int) ((x - left) / CELL);
		int row = (int) ((y - top) / CELL);
		if (column >= 0 && column < columns && row >= 0 && row < rows)
			taken[row * columns + column] = true;
	}

	void segment(double x1, double y1, double x2, double y2) {
		int steps = 1 + (int) (2 * Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) / CELL);
		for (int k = 0; k <= steps; k++)
			point(x1 + (x2 - x1) * k / steps, y1 + (y2 - y1) * k / steps);
	}

	boolean isFree(double x, double y, double width, double height) {
		for (int row = Math.max(0, (int) ((y - top) / CELL)), last = Math.min(rows - 1, (int) ((y + height - top) / CELL)); row <= last; row++)
			for (int column = Math.max(0, (int) ((x - left) / CELL)), end = Math.min(columns - 1, (int) ((x + width - left) / CELL)); column <= end; column++)
				if (taken[row * columns + column])
					return false;
		return true;
	}
}
