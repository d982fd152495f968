package org.physics4ml.figures;

/**
 * Size of a figure. Title, notes, a legend that finds no room among the data and a panel of residuals add to its height, so
 * that they never squeeze the data.
 *
 * @param width  of the whole figure in millimetres, at least {@value #LEAST}
 * @param height of the panel with the data, without the labels of its axes, in millimetres, at least {@value #LEAST_HEIGHT}; a matrix is square and
 *               takes its height from the width
 */
public record Size(double width, double height) {

	public static final double LEAST = 60;
	public static final double LEAST_HEIGHT = 20;

	/** One column of a journal with two. */
	public static final Size COLUMN = new Size(86, 46);

	/** @throws IllegalArgumentException if a side is too small, above a metre or not a number */
	public Size {
		if (!(width >= LEAST && width <= 1000 && height >= LEAST_HEIGHT && height <= 1000))
			throw new IllegalArgumentException("a figure of " + width + " mm by " + height + " mm: from " + LEAST + " by " + LEAST_HEIGHT + " to 1000 by 1000");
	}
}
