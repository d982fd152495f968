package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Advances and outlines of a TrueType font ({@code cmap} formats 4 and 12, {@code hmtx}, {@code glyf}; no hinting, no
 * kerning). Reading the font ourselves keeps text the same in SVG and PNG and on every machine: the JDK's own fonts need
 * fontconfig with an installed font, a native library and a cache in the home folder. Immutable, thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/typography/opentype/spec/">OpenType specification</a>
 */
final class TrueType {

	/** The font of all figures: DejaVu Sans, which has the symbols of physics. */
	static final TrueType SANS = read("fonts/DejaVuSans.ttf");

	/** Composite glyphs nest; a font that is deeper than this is broken. */
	private static final int DEEPEST = 8;

	private final ByteBuffer data;
	private final Map<String, Integer> tables = new HashMap<>();
	private final double unit;
	private final boolean longOffsets;
	private final int advances;
	private final int glyphs;
	private final int characters;
	private final boolean groups;

	private TrueType(byte[] font) {
		data = ByteBuffer.wrap(font);
		for (int table = 0, count = u16(4); table < count; table++) {
			int entry = 12 + 16 * table;
			tables.put(new String(font, entry, 4, StandardCharsets.US_ASCII), data.getInt(entry + 8));
		}
		unit = 1.0 / u16(table("head") + 18);
		longOffsets = u16(table("head") + 50) == 1;
		advances = u16(table("hhea") + 34);
		glyphs = u16(table("maxp") + 4);
		int best = -1;
		boolean all = false;
		for (int record = 0, count = u16(table("cmap") + 2); record < count; record++) {
			int subtable = table("cmap") + data.getInt(table("cmap") + 8 + 8 * record);
			int format = u16(subtable);
			if (format == 12 || format == 4 && !all) {
				best = subtable;
				all = format == 12;
			}
		}
		if (best < 0)
			throw new IllegalArgumentException("font without a character map of format 4 or 12");
		characters = best;
		groups = all;
	}

	private static TrueType read(String resource) {
		try (var in = TrueType.class.getResourceAsStream(resource)) {
			return new TrueType(in.readAllBytes());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private int table(String name) {
		return tables.get(name);
	}

	private int u16(int at) {
		return data.getShort(at) & 0xffff;
	}

	/** Width of a text in units of the font size. */
	double width(String text) {
		return text.codePoints().mapToDouble(character -> advance(glyph(character))).sum();
	}

	/** Index of a character's glyph; 0, an empty box, where the font has none. */
	int glyph(int character) {
		return groups ? glyphInGroups(character) : glyphInSegments(character);
	}

	private int glyphInGroups(int character) {
		int low = 0;
		int high = data.getInt(characters + 12) - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			int group = characters + 16 + 12 * middle;
			if (character < data.getInt(group))
				high = middle - 1;
			else if (character > data.getInt(group + 4))
				low = middle + 1;
			else
				return data.getInt(group + 8) + character - data.getInt(group);
		}
		return 0;
	}

	private int glyphInSegments(int character) {
		if (character > 0xffff)
			return 0;
		int twice = u16(characters + 6);
		int ends = characters + 14;
		for (int s = 0; s < twice; s += 2) {
			if (character > u16(ends + s))
				continue;
			int start = u16(ends + twice + 2 + s);
			if (character < start)
				return 0;
			int delta = u16(ends + 2 * twice + 2 + s);
			int at = ends + 3 * twice + 2 + s;
			int offset = u16(at);
			if (offset == 0)
				return character + delta & 0xffff;
			int glyph = u16(at + offset + 2 * (character - start));
			return glyph == 0 ? 0 : glyph + delta & 0xffff;
		}
		return 0;
	}

	private double advance(int glyph) {
		return u16(table("hmtx") + 4 * Math.min(glyph, advances - 1)) * unit;
	}

	/** Appends the outlines of a text, its base line starting at (x, y), y downwards; to be filled with the non-zero rule. */
	void outline(String text, double size, double x, double y, Path2D.Double path) {
		double pen = x;
		for (int character : text.codePoints().toArray()) {
			int glyph = glyph(character);
			outline(glyph, new double[] { size * unit, 0, 0, -size * unit, pen, y }, path, 0);
			pen += advance(glyph) * size;
		}
	}

	/** @param m maps font units (u, v) to (m0 u + m2 v + m4, m1 u + m3 v + m5) */
	private void outline(int glyph, double[] m, Path2D.Double path, int depth) {
		if (glyph >= glyphs || depth > DEEPEST)
			return;
		int loca = table("loca");
		int from = longOffsets ? data.getInt(loca + 4 * glyph) : 2 * u16(loca + 2 * glyph);
		int to = longOffsets ? data.getInt(loca + 4 * glyph + 4) : 2 * u16(loca + 2 * glyph + 2);
		if (from == to)
			return;
		int at = table("glyf") + from;
		int contours = data.getShort(at);
		if (contours < 0)
			composite(at + 10, m, path, depth);
		else
			simple(at + 10, contours, m, path);
	}

	private void composite(int start, double[] m, Path2D.Double path, int depth) {
		int at = start;
		int flags;
		do {
			flags = u16(at);
			int glyph = u16(at + 2);
			at += 4;
			boolean words = (flags & 0x0001) != 0;
			double dx = words ? data.getShort(at) : data.get(at);
			double dy = words ? data.getShort(at + 2) : data.get(at + 1);
			at += words ? 4 : 2;
			if ((flags & 0x0002) == 0) // the offsets are numbers of points to be matched, which no glyph of our font uses
				dx = dy = 0;
			double a = 1;
			double b = 0;
			double c = 0;
			double d = 1;
			if ((flags & 0x0008) != 0) {
				a = d = fraction(at);
				at += 2;
			} else if ((flags & 0x0040) != 0) {
				a = fraction(at);
				d = fraction(at + 2);
				at += 4;
			} else if ((flags & 0x0080) != 0) {
				a = fraction(at);
				b = fraction(at + 2);
				c = fraction(at + 4);
				d = fraction(at + 6);
				at += 8;
			}
			outline(glyph, new double[] { m[0] * a + m[2] * b, m[1] * a + m[3] * b, m[0] * c + m[2] * d, m[1] * c + m[3] * d,
					m[0] * dx + m[2] * dy + m[4], m[1] * dx + m[3] * dy + m[5] }, path, depth + 1);
		} while ((flags & 0x0020) != 0);
	}

	private double fraction(int at) {
		return data.getShort(at) / 16384.0;
	}

	private void simple(int start, int contours, double[] m, Path2D.Double path) {
		if (contours == 0)
			return;
		int points = u16(start + 2 * (contours - 1)) + 1;
		int at = start + 2 * contours;
		at += 2 + u16(at);
		var flags = new byte[points];
		for (int p = 0; p < points; p++) {
			flags[p] = data.get(at++);
			if ((flags[p] & 0x08) != 0)
				for (int repeat = data.get(at++) & 0xff; repeat > 0; repeat--, p++)
					flags[p + 1] = flags[p];
		}
		var xs = new int[points];
		at = coordinates(at, flags, 0x02, 0x10, xs);
		var ys = new int[points];
		coordinates(at, flags, 0x04, 0x20, ys);
		int first = 0;
		for (int contour = 0; contour < contours; contour++) {
			int last = u16(start + 2 * contour);
			contour(flags, xs, ys, first, last, m, path);
			first = last + 1;
		}
	}

	private int coordinates(int start, byte[] flags, int isShort, int sameOrPositive, int[] out) {
		int at = start;
		int value = 0;
		for (int p = 0; p < flags.length; p++) {
			boolean same = (flags[p] & sameOrPositive) != 0;
			if ((flags[p] & isShort) != 0) {
				int step = data.get(at++) & 0xff;
				value += same ? step : -step;
			} else if (!same) {
				value += data.getShort(at);
				at += 2;
			}
			out[p] = value;
		}
		return at;
	}

	/** Quadratic splines; two control points in a row have a point of the curve halfway between them. */
	private static void contour(byte[] flags, int[] xs, int[] ys, int first, int last, double[] m, Path2D.Double path) {
		int count = last - first + 1;
		if (count < 2)
			return;
		int start = 0;
		while (start < count && (flags[first + start] & 1) == 0)
			start++;
		boolean virtual = start == count;
		if (virtual)
			start = 0;
		double x0 = virtual ? (xs[first] + xs[last]) / 2.0 : xs[first + start];
		double y0 = virtual ? (ys[first] + ys[last]) / 2.0 : ys[first + start];
		path.moveTo(m[0] * x0 + m[2] * y0 + m[4], m[1] * x0 + m[3] * y0 + m[5]);
		double cx = 0;
		double cy = 0;
		boolean control = false;
		for (int k = virtual ? 0 : 1; k <= count; k++) {
			boolean closing = k == count;
			int p = first + (start + k) % count;
			double x = closing ? x0 : xs[p];
			double y = closing ? y0 : ys[p];
			boolean on = closing || (flags[p] & 1) != 0;
			if (control) {
				double ex = on ? x : (cx + x) / 2;
				double ey = on ? y : (cy + y) / 2;
				path.quadTo(m[0] * cx + m[2] * cy + m[4], m[1] * cx + m[3] * cy + m[5], m[0] * ex + m[2] * ey + m[4], m[1] * ex + m[3] * ey + m[5]);
			} else if (on && !closing)
				path.lineTo(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
			control = !on;
			cx = x;
			cy = y;
		}
		path.closePath();
	}
}
