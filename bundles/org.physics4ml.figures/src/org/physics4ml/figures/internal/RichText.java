package org.physics4ml.figures.internal;

import java.util.ArrayList;
import java.util.List;

/** Text with {@code _{...}} and {@code ^{...}}, set in lines. A sub- and a superscript in a row stand above each other. */
final class RichText {

	/** Size of a script in units of its base. */
	private static final double SCRIPT = 0.72;
	private static final double RAISED = 0.40;
	private static final double LOWERED = -0.20;

	/** Scripts of scripts of scripts are set at the size of their base. */
	private static final int DEEPEST = 3;

	/**
	 * A piece of one size and height.
	 *
	 * @param x    offset from the start of the line
	 * @param rise height of its base line above the line's
	 */
	record Run(String text, double x, double rise, double size, double width) {
	}

	/** A line of text, its base line at 0. */
	record Line(List<Run> runs, double width, double size) {
	}

	private final List<Run> runs = new ArrayList<>();
	private double x;

	private RichText() {
	}

	static Line line(String source, double size) {
		var text = new RichText();
		text.set(clean(source), size, 0, 0);
		return new Line(List.copyOf(text.runs), text.x, size);
	}

	/** A line that is made smaller where it is wider than the given width. */
	static Line line(String source, double size, double width) {
		Line line = line(source, size);
		return line.width <= width ? line : line(source, size * width / line.width);
	}

	/**
	 * Lines no wider than a width, broken at spaces and only in need within words.
	 *
	 * @param most the last of so many lines ends in an ellipsis where the text is longer
	 */
	static List<Line> wrap(String source, double size, double width, int most) {
		var lines = new ArrayList<String>();
		var current = new StringBuilder();
		for (String word : split(clean(source).strip(), true)) {
			String separator = current.isEmpty() ? "" : " ";
			if (width(current + separator + word, size) <= width) {
				current.append(separator).append(word);
				continue;
			}
			if (width(word, size) <= width) {
				lines.add(current.toString());
				current.setLength(0);
				current.append(word);
				continue;
			}
			current.append(separator);
			for (String atom : split(word, false)) {
				if (!current.isEmpty() && width(current + atom, size) > width) {
					lines.add(current.toString());
					current.setLength(0);
				}
				current.append(atom);
			}
		}
		if (!current.isEmpty())
			lines.add(current.toString());
		if (lines.size() > most) {
			lines.subList(most, lines.size()).clear();
			lines.set(most - 1, lines.getLast() + " …");
		}
		return lines.stream().map(line -> line(line, size, width)).toList();
	}

	private static double width(String source, double size) {
		return line(source, size).width;
	}

	/** Text that every XML reader accepts: neither control characters nor halves of surrogate pairs. */
	static String clean(String source) {
		var clean = new StringBuilder(source.length());
		source.codePoints().forEach(c -> {
			boolean blank = c == '\t' || c == '\n' || c == '\r';
			boolean broken = c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0xd800 && c < 0xe000 || (c & 0xfffe) == 0xfffe;
			clean.appendCodePoint(blank ? ' ' : broken ? 0xfffd : c);
		});
		return clean.toString();
	}

	/** Words, or the atoms that a word can be broken between: characters, and scripts as a whole. */
	private static List<String> split(String source, boolean words) {
		var parts = new ArrayList<String>();
		int from = 0;
		for (int at = 0; at < source.length();) {
			int next = isScript(source, at) ? close(source, at + 1) + 1 : source.offsetByCodePoints(at, 1);
			if (words && source.charAt(at) == ' ') {
				if (at > from)
					parts.add(source.substring(from, at));
				from = next;
			} else if (!words) {
				parts.add(source.substring(at, next));
				from = next;
			}
			at = next;
		}
		if (from < source.length())
			parts.add(source.substring(from));
		return parts;
	}

	private static boolean isScript(String source, int at) {
		char c = source.charAt(at);
		return (c == '_' || c == '^') && at + 1 < source.length() && source.charAt(at + 1) == '{' && close(source, at + 1) > 0;
	}

	/** Index of the brace that closes the one at an index, or -1. */
	private static int close(String source, int open) {
		int depth = 0;
		for (int at = open; at < source.length(); at++) {
			if (source.charAt(at) == '{')
				depth++;
			else if (source.charAt(at) == '}' && --depth == 0)
				return at;
		}
		return -1;
	}

	private void set(String source, double size, double rise, int depth) {
		int from = 0;
		int scriptAt = -1; // where the previous script ended in the source, and where and as what it was set
		double scriptX = 0;
		char scriptKind = 0;
		for (int at = 0; at < source.length();) {
			if (!isScript(source, at)) {
				at = source.offsetByCodePoints(at, 1);
				continue;
			}
			run(source.substring(from, at), size, rise);
			char kind = source.charAt(at);
			int end = close(source, at + 1) + 1;
			boolean stacked = scriptAt == at && scriptKind != kind;
			double before = x;
			if (stacked)
				x = scriptX;
			else
				scriptX = x;
			double factor = depth < DEEPEST ? SCRIPT : 1;
			set(source.substring(at + 2, end - 1), size * factor, rise + size * (kind == '^' ? RAISED : LOWERED), depth + 1);
			if (stacked)
				x = Math.max(x, before);
			scriptKind = stacked ? 0 : kind;
			scriptAt = end;
			from = end;
			at = end;
		}
		run(source.substring(from), size, rise);
	}

	/** Spaces at either end only move what follows: readers of SVG disagree about them. */
	private void run(String text, double size, double rise) {
		String inked = text.strip();
		double start = x + TrueType.SANS.width(text.substring(0, text.indexOf(inked))) * size;
		if (!inked.isEmpty())
			runs.add(new Run(inked, start, rise, size, TrueType.SANS.width(inked) * size));
		x += TrueType.SANS.width(text) * size;
	}
}
