package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

import org.physics4ml.figures.internal.RichText.Run;

/** A scene as SVG text: numbers with two decimals, no dependence on the locale. */
public final class Svg {

	/** Verdana and Vera are as wide as our font, the others are fallbacks. */
	private static final String FONTS = "'DejaVu Sans', Verdana, 'Bitstream Vera Sans', Arial, Helvetica, sans-serif";

	private final StringBuilder out = new StringBuilder(1 << 14);

	private Svg() {
	}

	public static String write(Scene scene) {
		return new Svg().document(scene);
	}

	private String document(Scene scene) {
		out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
		number(scene.width() * 25.4 / 72);
		out.append("mm\" height=\"");
		number(scene.height() * 25.4 / 72);
		out.append("mm\" viewBox=\"0 0 ");
		number(scene.width());
		out.append(' ');
		number(scene.height());
		out.append("\" font-family=\"").append(FONTS).append("\" stroke-linejoin=\"round\">\n<title>");
		text(scene.title());
		out.append("</title>\n<rect class=\"background\" width=\"");
		number(scene.width());
		out.append("\" height=\"");
		number(scene.height());
		out.append("\" fill=\"");
		colour(scene.background());
		out.append("\"/>\n");
		for (Scene.Item item : scene.items())
			switch (item) {
				case Scene.Shape shape -> shape(shape);
				case Scene.Label label -> label(label);
			}
		return out.append("</svg>\n").toString();
	}

	private void shape(Scene.Shape shape) {
		out.append("<path class=\"").append(shape.role()).append("\" fill=\"");
		colour(shape.fill());
		out.append('"');
		if (shape.opacity() < 1)
			attribute("fill-opacity", shape.opacity());
		if (shape.stroke() != Scene.NONE) {
			out.append(" stroke=\"");
			colour(shape.stroke());
			out.append('"');
			attribute("stroke-width", shape.width());
		}
		if (!shape.dash().isEmpty()) {
			out.append(" stroke-dasharray=\"");
			for (int k = 0; k < shape.dash().size(); k++) {
				if (k > 0)
					out.append(' ');
				number(shape.dash().get(k));
			}
			out.append('"');
		}
		if (shape.crisp())
			out.append(" shape-rendering=\"crispEdges\"");
		out.append(" d=\"");
		path(shape.path());
		out.append("\"/>\n");
	}

	private void path(Path2D.Double path) {
		var c = new double[6];
		for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next())
			switch (at.currentSegment(c)) {
				case PathIterator.SEG_MOVETO -> command('M', c, 2);
				case PathIterator.SEG_LINETO -> command('L', c, 2);
				case PathIterator.SEG_QUADTO -> command('Q', c, 4);
				case PathIterator.SEG_CUBICTO -> command('C', c, 6);
				default -> out.append('Z');
			}
	}

	private void command(char command, double[] coordinates, int count) {
		out.append(command);
		for (int k = 0; k < count; k++) {
			if (k > 0)
				out.append(' ');
			number(coordinates[k]);
		}
	}

	private void label(Scene.Label label) {
		if (label.line().runs().isEmpty())
			return;
		out.append("<text class=\"").append(label.role()).append("\" fill=\"");
		colour(label.colour());
		out.append('"');
		if (label.turned()) {
			out.append(" transform=\"translate(");
			number(label.x());
			out.append(' ');
			number(label.y());
			out.append(") rotate(-90)\"");
		}
		out.append(" xml:space=\"preserve\">");
		for (Run run : label.line().runs()) {
			out.append("<tspan");
			attribute("x", run.x() + (label.turned() ? 0 : label.x()));
			attribute("y", (label.turned() ? 0 : label.y()) - run.rise());
			attribute("font-size", run.size());
			attribute("textLength", run.width());
			out.append(" lengthAdjust=\"spacingAndGlyphs\">");
			text(run.text());
			out.append("</tspan>");
		}
		out.append("</text>\n");
	}

	private void attribute(String name, double value) {
		out.append(' ').append(name).append("=\"");
		number(value);
		out.append('"');
	}

	private void colour(int rgb) {
		if (rgb == Scene.NONE)
			out.append("none");
		else
			out.append('#').append(Integer.toHexString(rgb | 0x1000000), 1, 7);
	}

	private void text(String text) {
		for (int k = 0; k < text.length(); k++)
			switch (text.charAt(k)) {
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '&' -> out.append("&amp;");
				default -> out.append(text.charAt(k));
			}
	}

	private void number(double value) {
		long hundredths = Math.round(100 * value);
		if (hundredths < 0)
			out.append('-');
		long size = Math.abs(hundredths);
		out.append(size / 100);
		long rest = size % 100;
		if (rest == 0)
			return;
		out.append('.').append(rest / 10);
		if (rest % 10 != 0)
			out.append(rest % 10);
	}
}
