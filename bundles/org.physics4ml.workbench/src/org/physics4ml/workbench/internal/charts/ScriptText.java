package org.physics4ml.workbench.internal.charts;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Transform;

/**
 * A line of text with {@code _{...}} and {@code ^{...}}, as labels of findings have them, for a graphics context. A sub- and a superscript in a row
 * stand above each other.
 *
 * @param source text
 * @param font   of the line
 * @param script font of sub- and superscripts
 */
record ScriptText(String source, Font font, Font script) {

	/** Heights of scripts in units of the height of the line. */
	private static final double RAISED = 0.22;
	private static final double LOWERED = 0.24;

	/** A piece at one height; x from the start of the line, y from its top. */
	private record Run(String text, boolean isScript, int x, int y) {
	}

	/** Size of the line. */
	Point extent(GC gc) {
		return layout(gc, new ArrayList<>());
	}

	void draw(GC gc, int x, int y) {
		List<Run> runs = new ArrayList<>();
		layout(gc, runs);
		for (Run run : runs) {
			gc.setFont(run.isScript ? script : font);
			gc.drawText(run.text, x + run.x, y + run.y, SWT.DRAW_TRANSPARENT);
		}
	}

	/** Draws the line upwards, its upper left corner when read at (x, y). */
	void drawUpwards(GC gc, int x, int y) {
		var before = new Transform(gc.getDevice());
		var turned = new Transform(gc.getDevice());
		try {
			gc.getTransform(before);
			gc.getTransform(turned);
			turned.translate(x, y);
			turned.rotate(-90);
			gc.setTransform(turned);
			draw(gc, 0, 0);
			gc.setTransform(before);
		} finally {
			turned.dispose();
			before.dispose();
		}
	}

	/** Lines no wider than a width, broken at spaces. */
	static List<ScriptText> wrap(GC gc, String source, Font font, Font script, int width) {
		List<ScriptText> lines = new ArrayList<>();
		ScriptText line = null;
		for (String word : source.strip().split(" +")) {
			var longer = new ScriptText(line == null ? word : line.source + " " + word, font, script);
			if (line != null && longer.extent(gc).x > width) {
				lines.add(line);
				longer = new ScriptText(word, font, script);
			}
			line = longer;
		}
		if (line != null && !line.source.isEmpty())
			lines.add(line);
		return lines;
	}

	/** The text without the marks of its scripts, for tables and lists. */
	static String plain(String source) {
		return source.replaceAll("[_^]\\{([^{}]*)\\}", "$1");
	}

	private Point layout(GC gc, List<Run> runs) {
		gc.setFont(font);
		int height = gc.textExtent("M").y;
		int x = 0, scriptX = 0, scriptEnd = -1, from = 0;
		char scriptKind = 0;
		for (int at = 0; at < source.length();) {
			char kind = source.charAt(at);
			int close = (kind == '_' || kind == '^') && source.startsWith("{", at + 1) ? close(at + 1) : -1;
			if (close < 0) {
				at++;
				continue;
			}
			if (at > from)
				x += add(gc, runs, source.substring(from, at), false, x, 0);
			boolean stacked = scriptEnd == at && scriptKind != kind;
			int start = stacked ? scriptX : x;
			int y = kind == '^' ? (int) -Math.rint(RAISED * height) + offset(gc, height) : (int) Math.rint(LOWERED * height) + offset(gc, height);
			int width = add(gc, runs, plain(source.substring(at + 2, close)), true, start, y);
			x = Math.max(x, start + width);
			scriptX = start;
			scriptKind = kind;
			at = close + 1;
			scriptEnd = at;
			from = at;
		}
		if (from < source.length())
			x += add(gc, runs, source.substring(from), false, x, 0);
		return new Point(x, height);
	}

	/** Centres a script in the line before it is raised or lowered. */
	private int offset(GC gc, int height) {
		gc.setFont(script);
		return (height - gc.textExtent("M").y) / 2;
	}

	private int add(GC gc, List<Run> runs, String text, boolean isScript, int x, int y) {
		gc.setFont(isScript ? script : font);
		runs.add(new Run(text, isScript, x, y));
		return gc.textExtent(text).x;
	}

	private int close(int open) {
		int depth = 0;
		for (int at = open; at < source.length(); at++)
			if (source.charAt(at) == '{')
				depth++;
			else if (source.charAt(at) == '}' && --depth == 0)
				return at;
		return -1;
	}
}
