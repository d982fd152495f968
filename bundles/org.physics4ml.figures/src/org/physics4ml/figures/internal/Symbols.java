package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;

/** Shapes of data points, of about the same area. */
final class Symbols {

	private static final double CIRCLE = 0.5522847498; // control points of a quarter of a circle

	private Symbols() {
	}

	static void add(int kind, double x, double y, double r, Path2D.Double path) {
		switch (Math.floorMod(kind, 7)) {
			case 0 -> circle(x, y, r, path);
			case 1 -> polygon(path, x, y, 0.88 * r, -1, -1, 1, -1, 1, 1, -1, 1);
			case 2 -> polygon(path, x, y, 1.22 * r, 0, -1, 1, 0, 0, 1, -1, 0);
			case 3 -> polygon(path, x, y, 1.2 * r, 0, -1, 0.95, 0.7, -0.95, 0.7);
			case 4 -> polygon(path, x, y, 1.2 * r, 0, 1, 0.95, -0.7, -0.95, -0.7);
			case 5 -> polygon(path, x, y, 1.15 * r, 0.5, -0.866, 1, 0, 0.5, 0.866, -0.5, 0.866, -1, 0, -0.5, -0.866);
			default -> polygon(path, x, y, 1.15 * r, -0.36, -1, 0.36, -1, 0.36, -0.36, 1, -0.36, 1, 0.36, 0.36, 0.36, 0.36, 1, -0.36, 1, -0.36, 0.36, -1,
					0.36, -1, -0.36, -0.36, -0.36);
		}
	}

	private static void circle(double x, double y, double r, Path2D.Double path) {
		double c = CIRCLE * r;
		path.moveTo(x + r, y);
		path.curveTo(x + r, y + c, x + c, y + r, x, y + r);
		path.curveTo(x - c, y + r, x - r, y + c, x - r, y);
		path.curveTo(x - r, y - c, x - c, y - r, x, y - r);
		path.curveTo(x + c, y - r, x + r, y - c, x + r, y);
		path.closePath();
	}

	private static void polygon(Path2D.Double path, double x, double y, double r, double... corners) {
		path.moveTo(x + r * corners[0], y + r * corners[1]);
		for (int k = 2; k < corners.length; k += 2)
			path.lineTo(x + r * corners[k], y + r * corners[k + 1]);
		path.closePath();
	}
}
