package org.physics4ml.figures.internal;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.figures.Size;
import org.physics4ml.figures.Tables;
import org.physics4ml.figures.Theme;
import org.physics4ml.figures.internal.Axis.Room;
import org.physics4ml.figures.internal.Axis.Tick;
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
	private static final double BETWEEN = 4;

	/** Pulls that are always in view. */
	private static final double PULL = 2.5;

	/** How far below a point an error bar may take a logarithmic axis, and how far it does where it reaches below zero. */
	private static final double DEEPEST = 0.1;
	private static final double BELOW_ZERO = 0.4;

	private final Figure figure;
	private final Theme theme;
	private final Size size;
	private final double width;
	private final Map<String, Integer> categories;
	private final List<Curve> curves = new ArrayList<>();
	private final List<Integer> groups;
	private final LinkedHashSet<String> problems = new LinkedHashSet<>();
	private final double radius;
	private int unseen;

	private double left;
	private double frameWidth;
	private Axis xAxis;

	/** Drawing of the curves of one frame. */
	private record Frame(Axis axis, double top, double height) {

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
		var sources = new ArrayList<Curve.Source>();
		for (Figure.Series series : figure.series()) {
			var source = Curve.Source.of(series, sources.size(), tables);
			sources.add(source);
			if (!source.isUsable())
				problems.add(source.problem());
		}
		List<Curve.Source> usable = sources.stream().filter(Curve.Source::isUsable).toList();
		categories = usable.stream().map(Curve.Source::x).anyMatch(Column::isText) ? categories(usable) : null;
		for (Curve.Source source : usable) {
			var curve = Curve.of(source, categories);
			int seen = 0;
			for (int k = 0; k < curve.size(); k++)
				if (isShown(curve, k))
					seen++;
				else if (curve.isPresent(k))
					unseen++;
			if (seen > 0)
				curves.add(curve);
		}
		groups = List.copyOf(new TreeSet<>(curves.stream().map(curve -> curve.series().group()).toList()));
		int marks = curves.stream().filter(curve -> curve.series().style() == Style.POINTS).mapToInt(Curve::size).max().orElse(0);
		radius = marks <= 60 ? 2.1 : marks <= 400 ? 1.5 : 0.9;
	}

	private static Map<String, Integer> categories(List<Curve.Source> sources) {
		var found = new LinkedHashMap<String, Integer>();
		for (Curve.Source source : sources)
			for (int row : source.rows())
				found.putIfAbsent(source.x().text(row), found.size());
		return found;
	}

	@Override
	public List<String> notes() {
		var notes = new ArrayList<String>();
		if (!curves.isEmpty())
			notes.addAll(problems.stream().map(problem -> "not drawn: " + problem).toList());
		if (curves.stream().anyMatch(curve -> curve.series().style() == Style.POINTS && IntStream.range(0, curve.size()).anyMatch(k -> isShown(curve, k) && curve.negative()[k])))
			notes.add("open symbols: negative values");
		if (unseen > 0)
			notes.add(unseen + (unseen == 1 ? " value that is" : " values that are") + " not positive cannot be shown on a logarithmic axis");
		return notes;
	}

	private boolean isResidual(Curve curve) {
		return curve.series().style() == Style.RESIDUAL;
	}

	private boolean isLogarithmic(Curve curve) {
		return figure.y().logarithmic() && !isResidual(curve);
	}

	private boolean isShown(Curve curve, int k) {
		return curve.isPresent(k) && (categories != null || !figure.x().logarithmic() || curve.x()[k] > 0) && (!isLogarithmic(curve) || curve.y()[k] > 0);
	}

	@Override
	public double draw(Scene.Builder scene, double start) {
		List<Curve> data = curves.stream().filter(curve -> !isResidual(curve)).toList();
		List<Curve> residuals = curves.stream().filter(this::isResidual).toList();
		if (curves.isEmpty() || data.isEmpty() && figure.series().stream().anyMatch(series -> series.style() != Style.RESIDUAL))
			return Layout.noData(scene, theme, size, start, !problems.isEmpty() ? problems.getFirst()
					: figure.series().isEmpty() ? "the figure has no series" : unseen > 0 ? "nothing positive for a logarithmic axis" : "no row with a value");

		double full = Layout.points(size.height());
		double mainHeight = data.isEmpty() ? 0 : full;
		double residualHeight = residuals.isEmpty() ? 0 : data.isEmpty() ? full : RESIDUALS * full;
		Axis mainAxis = data.isEmpty() ? null : ordinate(data, mainHeight);
		Axis residualAxis = residuals.isEmpty() ? null : pulls(residuals, residualHeight);
		List<Line> yLabel = RichText.wrap(data.isEmpty() ? "pull" : Layout.label(figure.y()), Layout.LABEL, full, 3);
		double ticks = Stream.of(mainAxis, residualAxis).filter(Objects::nonNull).flatMap(axis -> axis.ticks().stream())
				.mapToDouble(tick -> tickWidth(tick.label())).max().orElse(0);
		left = Layout.EDGE + yLabel.size() * Layout.LABEL * Layout.LEADING + 3 + ticks + 4;
		boolean turned = abscissa();

		double top = start;
		String factor = mainAxis == null ? "" : mainAxis.factor();
		double factorHeight = factor.isEmpty() ? 0 : Layout.TICK * 1.4;
		if (!data.isEmpty()) {
			var legend = new Legend(curves, frameWidth);
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
			if (categories != null) {
				List<String> names = List.copyOf(categories.keySet());
				xAxis = Axis.categories(names, room);
				turned = xAxis.ticks().size() < names.size();
				if (turned)
					xAxis = Axis.categories(names, new Room(frameWidth, Layout.TICK, label -> Layout.TICK - 3));
			} else {
				double[] range = range(curves, true);
				xAxis = Axis.of(figure.x().logarithmic(), range[0], range[1], room);
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

	private Axis ordinate(List<Curve> data, double height) {
		double[] range = range(data, false);
		return Axis.of(figure.y().logarithmic(), range[0], range[1], new Room(height, 13, label -> Layout.TICK));
	}

	private Axis pulls(List<Curve> residuals, double height) {
		double[] range = range(residuals, false);
		double most = Math.min(Double.MAX_VALUE, 1.05 * Math.max(PULL, Math.max(-range[0], range[1])));
		return Axis.linear(-most, most, new Room(height, 11, label -> Layout.TICK));
	}

	/** Least and largest of what is drawn. */
	private double[] range(List<Curve> drawn, boolean abscissa) {
		double[] range = { Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY };
		for (Curve curve : drawn)
			for (int k = 0; k < curve.size(); k++) {
				if (!isShown(curve, k))
					continue;
				double value = abscissa ? curve.x()[k] : curve.y()[k];
				double error = abscissa || Double.isNaN(curve.error()[k]) || !hasErrors(curve) ? 0 : curve.error()[k];
				double low = value - error;
				range[0] = Math.min(range[0], abscissa || !isLogarithmic(curve) ? low : low > 0 ? Math.max(low, DEEPEST * value) : BELOW_ZERO * value);
				range[1] = Math.max(range[1], value + error);
			}
		for (int end = 0; end < 2; end++)
			range[end] = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, range[end]));
		return range;
	}

	private static boolean hasErrors(Curve curve) {
		return curve.series().style() != Style.LINE && curve.series().style() != Style.DASHED;
	}

	private double x(double value) {
		return left + frameWidth * clamp(xAxis.at(value));
	}

	private void frame(Scene.Builder scene, Frame frame, List<Curve> drawn, List<Line> label, boolean last) {
		if (isResidual(drawn.getFirst()))
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
			if (categories == null)
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
		return theme.series(groups.indexOf(curve.series().group()), groups.size());
	}

	/** Symbols differ between series of points; residuals have that of their group's points. */
	private int symbol(Curve curve) {
		Style style = Style.POINTS;
		List<Curve> points = curves.stream().filter(other -> other.series().style() == style).toList();
		int own = points.indexOf(curve);
		for (int k = 0; own < 0 && k < points.size(); k++)
			if (points.get(k).series().group() == curve.series().group())
				own = k;
		return own >= 0 ? own : curve.index();
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
		int symbol = symbol(curve);
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
			if (from >= 0 && (!shown || categories != null)) {
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
		return !narrow ? 0 : categories == null ? DASH : 0.38 * frameWidth / categories.size();
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
					if (!hasErrors(curve) || Double.isNaN(curve.error()[k]))
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

	private boolean areNegative(Curve curve) {
		return IntStream.range(0, curve.size()).filter(k -> isShown(curve, k)).allMatch(k -> curve.negative()[k]);
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
				Symbols.add(symbol(curve), middle, y, 2.1, mark);
				scene.symbol("legend", mark, areNegative(curve) ? Scene.NONE : colour, colour, BAR);
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
