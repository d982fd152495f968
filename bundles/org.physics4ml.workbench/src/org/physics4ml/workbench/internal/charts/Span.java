package org.physics4ml.workbench.internal.charts;

/**
 * A range of an axis that is zoomed and moved.
 *
 * @param logarithmic whether equal factors are equal distances; then 0 < least
 */
record Span(boolean logarithmic, double least, double largest) {

	/** Ranges narrower than this fraction of their values, or wider than this many decades, are left alone: nothing could be drawn. */
	private static final double NARROWEST = 1e-9;
	private static final double WIDEST = 600;

	private double coordinate(double value) {
		return logarithmic ? StrictMath.log10(value) : value;
	}

	private double value(double coordinate) {
		return logarithmic ? StrictMath.pow(10, coordinate) : coordinate;
	}

	/** Position of a value, 0 at the lower and 1 at the upper end. */
	double at(double value) {
		double low = coordinate(least);
		return (coordinate(value) - low) / (coordinate(largest) - low);
	}

	/** The part between two positions. */
	Span part(double from, double to) {
		double low = coordinate(least), size = coordinate(largest) - low;
		double newLow = low + Math.min(from, to) * size, newHigh = low + Math.max(from, to) * size;
		double scale = Math.max(Math.abs(newLow), Math.abs(newHigh));
		if (!(newHigh - newLow > NARROWEST * scale) || !(newHigh - newLow < (logarithmic ? WIDEST : Double.MAX_VALUE)))
			return this;
		double first = value(newLow), last = value(newHigh);
		return Double.isFinite(first) && Double.isFinite(last) && first < last && (!logarithmic || first > 0) ? new Span(logarithmic, first, last) : this;
	}

	/** Makes everything larger by a factor; what is at a position stays there. */
	Span zoomed(double position, double factor) {
		return part(position - position / factor, position + (1 - position) / factor);
	}

	/** Moves by a fraction of its width. */
	Span moved(double fraction) {
		return part(fraction, 1 + fraction);
	}
}
