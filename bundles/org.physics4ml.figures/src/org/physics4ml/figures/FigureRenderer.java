package org.physics4ml.figures;

import org.physics4ml.core.findings.Figure;
import org.physics4ml.figures.internal.Layout;
import org.physics4ml.figures.internal.Raster;
import org.physics4ml.figures.internal.Svg;

/**
 * Draws figures as SVG text and as PNG, from one layout. Needs no display, no installed font and writes no file.
 * <p>
 * The bytes depend on the arguments only: not on locale, time, thread or installed fonts (those of a PNG also on the Java
 * runtime's rasteriser and deflater). Every text is set in DejaVu Sans, which this bundle contains; an SVG names it with
 * fallbacks of about the same widths. A figure without a single value to show says so, and values that a logarithmic axis
 * cannot show are counted in a note. Thread-safe.
 */
public final class FigureRenderer {

	/** Resolution of a PNG, in dots per inch, that journals ask for. */
	public static final int DOTS_PER_INCH = 300;

	private FigureRenderer() {
	}

	/** A complete SVG 1.1 document in UTF-8, its page in millimetres. Linear in the number of values. */
	public static String toSvg(Figure figure, Tables tables, Theme theme, Size size) {
		return Svg.write(Layout.of(figure, tables, theme, size));
	}

	/** A PNG of {@link #DOTS_PER_INCH}, opaque. */
	public static byte[] toPng(Figure figure, Tables tables, Theme theme, Size size) {
		return toPng(figure, tables, theme, size, DOTS_PER_INCH);
	}

	/**
	 * @param dotsPerInch resolution, from 72, where a text can just be read, to 2400
	 * @throws IllegalArgumentException if it is not, or the picture has more than 1e8 pixels
	 */
	public static byte[] toPng(Figure figure, Tables tables, Theme theme, Size size, int dotsPerInch) {
		if (dotsPerInch < 72 || dotsPerInch > 2400)
			throw new IllegalArgumentException(dotsPerInch + " dots per inch: from 72 to 2400");
		return Raster.png(Layout.of(figure, tables, theme, size), dotsPerInch);
	}
}
