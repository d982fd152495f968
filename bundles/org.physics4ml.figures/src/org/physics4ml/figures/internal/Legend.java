package org.physics4ml.figures.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.physics4ml.core.findings.Figure;
import org.physics4ml.figures.Curve;
import org.physics4ml.figures.internal.RichText.Line;
import org.physics4ml.figures.internal.Scene.Align;

/** What series mean. Lies where no data are, else in rows above the frame. */
final class Legend {

	/** Draws the sample of a series between x and x + {@link #SWATCH}, its middle at y. */
	@FunctionalInterface
	interface Swatch {
		void draw(Curve curve, double x, double y);
	}

	private record Entry(Curve curve, List<Line> lines) {

		double width() {
			return SWATCH + GAP + lines.stream().mapToDouble(Line::width).max().orElse(0);
		}

		double height() {
			return lines.size() * ROW;
		}
	}

	static final double SWATCH = 15;

	private static final double GAP = 4;
	private static final double ROW = Layout.LEGEND * 1.35;

	/** Room between two columns. */
	private static final double BETWEEN = 9;

	/** Distance from the frame and from data. */
	private static final double CLEAR = 4;

	private static final int MOST = 12;
	private static final int LINES = 3;

	private final List<Entry> entries = new ArrayList<>();
	private final double width;
	private final double height;

	/** @param available width of the frame */
	Legend(List<Curve> curves, double available) {
		var seen = new HashSet<String>();
		List<Curve> listed = curves.stream().filter(curve -> !curve.series().label().isBlank())
				.filter(curve -> seen.add((curve.series().style() == Figure.Style.RESIDUAL ? "" : curve.index()) + curve.series().label()))
				.filter(curve -> curve.series().style() != Figure.Style.RESIDUAL || curves.stream().allMatch(other -> other.series().style() == Figure.Style.RESIDUAL))
				.toList();
		boolean tooMany = listed.size() > MOST;
		double room = available - 2 * CLEAR - SWATCH - GAP;
		for (Curve curve : tooMany ? listed.subList(0, MOST - 1) : listed)
			entries.add(new Entry(curve, RichText.wrap(curve.series().label(), Layout.LEGEND, room, LINES)));
		if (tooMany)
			entries.add(new Entry(null, List.of(RichText.line("… and " + (listed.size() - MOST + 1) + " more", Layout.LEGEND, room))));
		width = entries.stream().mapToDouble(Entry::width).max().orElse(0);
		height = entries.stream().mapToDouble(Entry::height).sum();
	}

	/** Draws it inside the frame where that is free: in a corner, at a side, or anywhere. */
	boolean drawInside(Scene.Builder scene, Swatch swatch, Occupancy taken, double left, double top, double frameWidth, double frameHeight, int colour) {
		if (entries.isEmpty())
			return true;
		double freeX = frameWidth - width - 2 * CLEAR;
		double freeY = frameHeight - height - 2 * CLEAR;
		if (freeX < 0 || freeY < 0 || height > 0.7 * frameHeight)
			return false;
		for (double[] place : new double[][] { { 1, 0 }, { 0, 0 }, { 1, 1 }, { 0, 1 }, { 0.5, 0 }, { 0.5, 1 }, { 1, 0.5 }, { 0, 0.5 } }) {
			double x = left + CLEAR + place[0] * freeX;
			double y = top + CLEAR + place[1] * freeY;
			if (taken.isFree(x - CLEAR, y - CLEAR, width + 2 * CLEAR, height + 2 * CLEAR)) {
				for (Entry entry : entries) {
					draw(scene, swatch, entry, x, y, colour);
					y += entry.height();
				}
				return true;
			}
		}
		return false;
	}

	/** Draws it in columns from the top of a free strip and returns where it ends. */
	double drawAbove(Scene.Builder scene, Swatch swatch, double left, double top, double available, int colour) {
		int columns = Math.max(1, Math.min(entries.size(), (int) ((available + BETWEEN) / (width + BETWEEN))));
		double y = top;
		for (int first = 0; first < entries.size(); first += columns) {
			double tallest = 0;
			for (int k = first; k < Math.min(entries.size(), first + columns); k++) {
				draw(scene, swatch, entries.get(k), left + (k - first) * (width + BETWEEN), y, colour);
				tallest = Math.max(tallest, entries.get(k).height());
			}
			y += tallest;
		}
		return y + CLEAR;
	}

	private static void draw(Scene.Builder scene, Swatch swatch, Entry entry, double x, double y, int colour) {
		if (entry.curve != null)
			swatch.draw(entry.curve, x, y + ROW / 2);
		double line = y;
		for (Line text : entry.lines) {
			scene.text("legend", text, x + SWATCH + GAP, line + ROW / 2 + 0.36 * Layout.LEGEND, Align.START, colour);
			line += ROW;
		}
	}
}
