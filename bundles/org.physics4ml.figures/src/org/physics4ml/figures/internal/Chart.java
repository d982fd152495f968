package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.figures.Curve;
import org.physics4ml.figures.Curves;
import org.physics4ml.figures.Scale;
import org.physics4ml.figures.Scale.Room;
import org.physics4ml.figures.Scale.Tick;
import org.physics4ml.figures.Size;
import org.physics4ml.figures.Tables;
import org.physics4ml.figures.Theme;
import org.physics4ml.figures.internal.RichText.Line;
import org.physics4ml.figures.internal.Scene.Align;

/** Curves in a frame, residuals in a second one below it that shares the abscissa. */
final class Chart implements Layout.Content {

	private static final double FRAME = 0.7;
	private static final double MAJOR = 3.6;
	private static final double MINOR = 2;
	private static final double LINE = 1.1;
	private static final double BAR = 0.7;
	private static final double CAP = 1.6;
	private static final double BAND_OPACITY = 0.25;

	/** Half the width of a line or band of one point. */
	private static final double DASH = 5;

	/** The panel of residuals in units of that of the data. */
	private static final double RESIDUALS = 0.34;
	/** Height of a digit at a tick. */
	private static final double DIGIT = 0.73 * Layout.TICK;
	private static final double BETWEEN = 4;

	private final Figure figure;
	private final Theme theme;
	private final Size size;
	private final double width;
	private final Curves curves;
	private final List<String> categories;
	private final double radius;

	private double left;
	private double frameWidth;
	private Scale xAxis;

	/** Drawing of the curves of one frame. */
	private record Frame(Scale axis, double top, double height) {

		double y(double value) {
			return top + height * (1 - clamp(axis.at(value)));
		}

		double bottom() {
			return top + height;
		}
	}

	Chart(Figure figure, Tables tables, Theme theme, Size size) {
		this.figure = figure;
		this.theme = theme;
		this.size = size;
		width = Layout.points(size.width());
		curves = Curves.of(figure, tables);
		categories = curves.categories();
		int marks = curves.data().stream().filter(curve -> curve.series().style() == Style.POINTS).mapToInt(Curve::size).max().orElse(0);
		radius = marks <= 60 ? 2.1 : marks <= 400 ? 1.5 : 0.9;
	}

	@Override
	public List<String> notes() {
		return curves.notes();
	}

	private boolean isLogarithmic(Curve curve) {
		return curves.isLogarithmic(curve);
	}

	private boolean isShown(Curve curve, int k) {
		return curves.isShown(curve, k);
	}

	@Override
	public double draw(Scene.Builder scene, double start) {
		List<Curve> data = curves.data(), residuals = curves.residuals();
		if (!curves.emptiness().isEmpty())
			return Layout.noData(scene, theme, size, start, curves.emptiness());

		double full = Layout.points(size.height());
		double mainHeight = data.isEmpty() ? 0 : full;
		double residualHeight = residuals.isEmpty() ? 0 : data.isEmpty() ? full : RESIDUALS * full;
		Scale mainAxis = data.isEmpty() ? null : ordinate(data, mainHeight);
		Scale residualAxis = residuals.isEmpty() ? null : pulls(residuals, residualHeight);
		List<Line> yLabel = RichText.wrap(data.isEmpty() ? "pull" : Layout.label(figure.y()), Layout.LABEL, full, 3);
		double ticks = Stream.of(mainAxis, residualAxis).filter(Objects::nonNull).flatMap(axis -> axis.ticks().stream())
				.mapToDouble(tick -> tickWidth(tick.label())).max().orElse(0);
		left = Layout.EDGE + yLabel.size() * Layout.LABEL * Layout.LEADING + 3 + ticks + 4;
		boolean turned = abscissa();

		double top = start;
		String factor = mainAxis == null ? "" : mainAxis.factor();
		double factorHeight = factor.isEmpty() ? 0 : Layout.TICK * 1.4;
		if (!data.isEmpty()) {
			var legend = new Legend(curves.all(), frameWidth);
			var frame = new Frame(mainAxis, top + factorHeight, mainHeight);
			Legend.Swatch swatch = (curve, x, y) -> swatch(scene, curve, x, y);
			if (!legend.drawInside(scene, swatch, occupancy(data, frame), left, frame.top, frameWidth, mainHeight, theme.foreground()))
				top = legend.drawAbove(scene, swatch, left, top, frameWidth, theme.foreground());
			top += factorHeight;
			if (!factor.isEmpty())
				scene.text("factor", RichText.line(factor, Layout.TICK), left, top - 0.35 * Layout.TICK, Align.START, theme.foreground());
			frame(scene, new Frame(mainAxis, top, mainHeight), data, yLabel, residuals.isEmpty());
			top += mainHeight;
		}
		if (!residuals.isEmpty()) {
			if (!data.isEmpty())
				top += BETWEEN;
			frame(scene, new Frame(residualAxis, top, residualHeight), residuals, List.of(RichText.line("pull", Layout.LABEL)), true);
			top += residualHeight;
		}
		return abscissaLabels(scene, top, turned);
	}

	private static double tickWidth(String label) {
		return RichText.line(label, Layout.TICK).width();
	}

	private static double clamp(double at) {
		return Math.max(0, Math.min(1, at));
	}

	/** Makes the horizontal axis, and room right of it for its last label. Returns whether its labels run upwards. */
	private boolean abscissa() {
		double right = Layout.EDGE + 3;
		boolean turned = false;
		for (int pass = 0; pass < 3; pass++) {
			frameWidth = width - left - right;
			var room = new Room(frameWidth, 14, label -> tickWidth(label) + 3);
			if (curves.hasCategories()) {
				List<String> names = categories;
				xAxis = Scale.categories(names, room);
				turned = xAxis.ticks().size() < names.size();
				if (turned)
					xAxis = Scale.categories(names, new Room(frameWidth, Layout.TICK, label -> Layout.TICK - 3));
			} else {
				double[] range = curves.range(curves.all(), true);
				xAxis = Scale.of(figure.x().logarithmic(), range[0], range[1], room);
			}
			if (turned)
				break;
			for (Tick tick : xAxis.ticks()) {
				right = Math.max(right, Layout.EDGE + tickWidth(tick.label()) / 2 - (1 - tick.at()) * frameWidth);
				left = Math.max(left, Layout.EDGE + tickWidth(tick.label()) / 2 - tick.at() * frameWidth);
			}
		}
		return turned;
	}

	private Scale ordinate(List<Curve> data, double height) {
		double[] range = curves.range(data, false);
		return Scale.of(figure.y().logarithmic(), range[0], range[1], new Room(height, 13, label -> Layout.TICK));
	}

	/** Digits are lower than a line: so ±2 is named in this low panel. */
	private Scale pulls(List<Curve> residuals, double height) {
		double most = curves.largestPull();
		return Scale.linear(-most, most, new Room(height, 9, label -> DIGIT));
	}

	private double x(double value) {
		return left + frameWidth * clamp(xAxis.at(value));
	}

	private void frame(Scene.Builder scene, Frame frame, List<Curve> drawn, List<Line> label, boolean last) {
		if (drawn.getFirst().isResidual())
			for (int guide = -2; guide <= 2; guide++) {
				Path2D.Double line = Scene.segment(left, frame.y(guide), left + frameWidth, frame.y(guide));
				if (guide == 0)
					scene.stroke("guide", line, theme.faint(), 0.7);
				else
					scene.stroke("guide", line, theme.faint(), 0.5, 1.5, 2.0);
			}
		var ticks = new Path2D.Double();
		for (Tick tick : frame.axis.ticks()) {
			double y = frame.bottom() - tick.at() * frame.height;
			double length = tick.isMajor() ? MAJOR : MINOR;
			ticks.append(Scene.segment(left, y, left + length, y), false);
			ticks.append(Scene.segment(left + frameWidth - length, y, left + frameWidth, y), false);
			if (tick.isMajor())
				scene.text("tick-label", RichText.line(tick.label(), Layout.TICK), left - 3.5, y + 0.36 * Layout.TICK, Align.END, theme.foreground());
		}
		for (Tick tick : xAxis.ticks()) {
			double x = left + tick.at() * frameWidth;
			double length = tick.isMajor() ? MAJOR : MINOR;
			ticks.append(Scene.segment(x, frame.bottom() - length, x, frame.bottom()), false);
			if (!curves.hasCategories())
				ticks.append(Scene.segment(x, frame.top, x, frame.top + length), false);
		}
		scene.stroke("tick", ticks, theme.foreground(), 0.6);
		for (Curve curve : drawn)
			draw(scene, curve, frame);
		var box = new Path2D.Double();
		Scene.rectangle(box, left, frame.top, frameWidth, frame.height);
		scene.stroke("frame", box, theme.foreground(), FRAME);
		double base = Layout.EDGE + Layout.LABEL;
		for (Line line : label) {
			scene.turned("axis-label", line, base, frame.top + frame.height / 2, Align.MIDDLE, theme.foreground());
			base += Layout.LABEL * Layout.LEADING;
		}
	}

	private double abscissaLabels(Scene.Builder scene, double bottom, boolean turned) {
		double longest = 0;
		for (Tick tick : xAxis.ticks()) {
			if (!tick.isMajor())
				continue;
			double x = left + tick.at() * frameWidth;
			Line line = RichText.line(tick.label(), Layout.TICK, turned ? 60 : Double.MAX_VALUE);
			longest = Math.max(longest, line.width());
			if (turned)
				scene.turned("tick-label", line, x + 0.36 * Layout.TICK, bottom + 3.5, Align.END, theme.foreground());
			else
				scene.text("tick-label", line, x, bottom + 3 + Layout.TICK, Align.MIDDLE, theme.foreground());
		}
		double y = bottom + 4 + (turned ? longest : 1.15 * Layout.TICK);
		Line factor = RichText.line(xAxis.factor(), Layout.TICK);
		if (factor.width() > 0)
			scene.text("factor", factor, left + frameWidth, y + Layout.LABEL, Align.END, theme.foreground());
		for (Line line : RichText.wrap(Layout.label(figure.x()), Layout.LABEL, frameWidth - (factor.width() > 0 ? 2 * factor.width() + 8 : 0), 3)) {
			scene.text("axis-label", line, left + frameWidth / 2, y + Layout.LABEL, Align.MIDDLE, theme.foreground());
			y += Layout.LABEL * Layout.LEADING;
		}
		return Math.max(y, factor.width() > 0 ? bottom + 4 + 1.15 * Layout.TICK + Layout.LABEL * Layout.LEADING : 0);
	}

	private int colour(Curve curve) {
		return theme.series(curves.group(curve), curves.groups());
	}

	private void draw(Scene.Builder scene, Curve curve, Frame frame) {
		switch (curve.series().style()) {
			case POINTS, RESIDUAL -> points(scene, curve, frame);
			case LINE -> scene.stroke("line series-" + curve.index(), line(curve, frame), colour(curve), LINE);
			case DASHED -> scene.stroke("line series-" + curve.index(), line(curve, frame), colour(curve), LINE, 4.0, 2.5);
			case BAND -> scene.band("band series-" + curve.index(), band(curve, frame), colour(curve), BAND_OPACITY);
		}
	}

	private void points(Scene.Builder scene, Curve curve, Frame frame) {
		int colour = colour(curve);
		var bars = new Path2D.Double();
		for (int k = 0; k < curve.size(); k++) {
			if (!isShown(curve, k) || !(curve.error()[k] > 0))
				continue;
			double x = x(curve.x()[k]);
			double low = lower(curve, k, frame);
			double high = frame.y(curve.y()[k] + curve.error()[k]);
			bars.append(Scene.segment(x, low, x, high), false);
			bars.append(Scene.segment(x - CAP, high, x + CAP, high), false);
			if (low < frame.bottom())
				bars.append(Scene.segment(x - CAP, low, x + CAP, low), false);
		}
		if (bars.getCurrentPoint() != null)
			scene.stroke("bar series-" + curve.index(), bars, colour, BAR);
		int symbol = curves.symbol(curve);
		for (int k = 0; k < curve.size(); k++) {
			if (!isShown(curve, k))
				continue;
			var mark = new Path2D.Double();
			Symbols.add(symbol, x(curve.x()[k]), frame.y(curve.y()[k]), radius, mark);
			scene.symbol("mark series-" + curve.index(), mark, curve.negative()[k] ? Scene.NONE : colour, colour, BAR);
		}
	}

	/** Where the lower end of an error bar or band is: at the bottom of a logarithmic frame if it is not positive. */
	private double lower(Curve curve, int k, Frame frame) {
		double low = curve.y()[k] - curve.error()[k];
		return isLogarithmic(curve) && low <= 0 ? frame.bottom() : frame.y(low);
	}

	/** Pieces of a curve without gaps, as first (inclusive) and last (exclusive) index; single points where the abscissa has no order. */
	private List<int[]> pieces(Curve curve) {
		var pieces = new ArrayList<int[]>();
		int from = -1;
		for (int k = 0; k <= curve.size(); k++) {
			boolean shown = k < curve.size() && isShown(curve, k);
			if (from >= 0 && (!shown || curves.hasCategories())) {
				pieces.add(new int[] { from, k });
				from = -1;
			}
			if (shown && from < 0)
				from = k;
		}
		return pieces;
	}

	/** Half the width that a piece is drawn with beyond its points: some where it is too narrow to be seen. */
	private double half(Curve curve, int[] piece) {
		boolean narrow = x(curve.x()[piece[1] - 1]) - x(curve.x()[piece[0]]) < 1;
		return !narrow ? 0 : !curves.hasCategories() ? DASH : 0.38 * frameWidth / categories.size();
	}

	private double inside(double x) {
		return Math.max(left, Math.min(left + frameWidth, x));
	}

	private Path2D.Double line(Curve curve, Frame frame) {
		var path = new Path2D.Double();
		for (int[] piece : pieces(curve)) {
			double half = half(curve, piece);
			for (int k = piece[0]; k < piece[1]; k++) {
				double x = x(curve.x()[k]);
				double y = frame.y(curve.y()[k]);
				if (half > 0)
					path.append(Scene.segment(inside(x - half), y, inside(x + half), y), false);
				else if (k == piece[0])
					path.moveTo(x, y);
				else
					path.lineTo(x, y);
			}
		}
		return path;
	}

	private Path2D.Double band(Curve curve, Frame frame) {
		var path = new Path2D.Double();
		for (int[] piece : pieces(curve)) {
			double half = half(curve, piece);
			for (int k = piece[0]; k < piece[1]; k++) {
				double x = x(curve.x()[k]);
				double high = frame.y(curve.y()[k] + curve.error()[k]);
				if (half > 0)
					Scene.rectangle(path, inside(x - half), high, inside(x + half) - inside(x - half), lower(curve, k, frame) - high);
				else if (k == piece[0])
					path.moveTo(x, high);
				else
					path.lineTo(x, high);
			}
			for (int k = piece[1] - 1; half == 0 && k >= piece[0]; k--)
				path.lineTo(x(curve.x()[k]), lower(curve, k, frame));
			if (half == 0)
				path.closePath();
		}
		return path;
	}

	private Occupancy occupancy(List<Curve> data, Frame frame) {
		var taken = new Occupancy(left, frame.top, frameWidth, frame.height);
		for (Curve curve : data) {
			boolean points = curve.series().style() == Style.POINTS;
			for (int[] piece : pieces(curve)) {
				double half = points ? 0 : half(curve, piece);
				for (int k = piece[0]; k < piece[1]; k++) {
					boolean joined = !points && half == 0 && k > piece[0];
					double x = x(curve.x()[k]) + half;
					double y = frame.y(curve.y()[k]);
					double before = joined ? x(curve.x()[k - 1]) : x - 2 * half;
					taken.segment(before, joined ? frame.y(curve.y()[k - 1]) : y, x, y);
					if (!curve.hasErrors() || Double.isNaN(curve.error()[k]))
						continue;
					double high = frame.y(curve.y()[k] + curve.error()[k]);
					double low = lower(curve, k, frame);
					if (joined) { // the hull of the band between the two points
						high = Math.min(high, frame.y(curve.y()[k - 1] + curve.error()[k - 1]));
						low = Math.max(low, lower(curve, k - 1, frame));
					}
					for (double at = before; at <= x; at++)
						taken.segment(at, high, at, low);
				}
			}
		}
		return taken;
	}

	private void swatch(Scene.Builder scene, Curve curve, double x, double y) {
		int colour = colour(curve);
		double end = x + Legend.SWATCH;
		switch (curve.series().style()) {
			case POINTS, RESIDUAL -> {
				var mark = new Path2D.Double();
				double middle = (x + end) / 2;
				if (!curve.series().error().isEmpty())
					scene.stroke("legend", Scene.segment(middle, y - 3.8, middle, y + 3.8), colour, BAR);
				Symbols.add(curves.symbol(curve), middle, y, 2.1, mark);
				scene.symbol("legend", mark, curves.areNegative(curve) ? Scene.NONE : colour, colour, BAR);
			}
			case LINE -> scene.stroke("legend", Scene.segment(x, y, end, y), colour, LINE);
			case DASHED -> scene.stroke("legend", Scene.segment(x, y, end, y), colour, LINE, 4.0, 2.5);
			case BAND -> {
				var box = new Path2D.Double();
				Scene.rectangle(box, x, y - 2.5, Legend.SWATCH, 5);
				scene.band("legend", box, colour, BAND_OPACITY);
			}
		}
	}
}
