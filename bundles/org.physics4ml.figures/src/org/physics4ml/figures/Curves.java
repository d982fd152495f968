package org.physics4ml.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Style;

/** The numbers that a figure without a matrix shows, whoever draws it: curves, their colours and symbols, the ranges that hold them. Immutable. */
public final class Curves {

	/** Pulls that are always in view. */
	private static final double PULL = 2.5;

	/** How far below a point an error bar may take a logarithmic axis, and how far it does where it reaches below zero. */
	private static final double DEEPEST = 0.1;
	private static final double BELOW_ZERO = 0.4;

	private final Figure figure;
	private final List<Curve> curves = new ArrayList<>();
	private final LinkedHashSet<String> problems = new LinkedHashSet<>();
	private final List<String> categories;
	private final boolean hasCategories;
	private final List<Integer> groups;
	private int unseen;

	private Curves(Figure figure, Tables tables) {
		this.figure = figure;
		var sources = new ArrayList<Curve.Source>();
		for (Figure.Series series : figure.series()) {
			var source = Curve.Source.of(series, sources.size(), tables);
			sources.add(source);
			if (!source.isUsable())
				problems.add(source.problem());
		}
		List<Curve.Source> usable = sources.stream().filter(Curve.Source::isUsable).toList();
		hasCategories = usable.stream().map(Curve.Source::x).anyMatch(Column::isText);
		Map<String, Integer> places = hasCategories ? places(usable) : null;
		categories = hasCategories ? List.copyOf(places.keySet()) : List.of();
		for (Curve.Source source : usable) {
			var curve = Curve.of(source, places);
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
	}

	public static Curves of(Figure figure, Tables tables) {
		return new Curves(figure, tables);
	}

	private static Map<String, Integer> places(List<Curve.Source> sources) {
		var found = new LinkedHashMap<String, Integer>();
		for (Curve.Source source : sources)
			for (int row : source.rows())
				found.putIfAbsent(source.x().text(row), found.size());
		return found;
	}

	/** Curves with something to show, in the order of the figure's series. */
	public List<Curve> all() {
		return List.copyOf(curves);
	}

	public List<Curve> data() {
		return curves.stream().filter(curve -> !curve.isResidual()).toList();
	}

	public List<Curve> residuals() {
		return curves.stream().filter(Curve::isResidual).toList();
	}

	/** Whether the abscissa holds texts; x is then the place in {@link #categories()}. */
	public boolean hasCategories() {
		return hasCategories;
	}

	public List<String> categories() {
		return categories;
	}

	/** What a reader has to know about what is seen and what is not, one line each. */
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

	/** Why there is nothing to draw; empty if there is something. */
	public String emptiness() {
		if (!curves.isEmpty() && (!data().isEmpty() || figure.series().stream().allMatch(series -> series.style() == Style.RESIDUAL)))
			return "";
		return !problems.isEmpty() ? problems.getFirst()
				: figure.series().isEmpty() ? "the figure has no series" : unseen > 0 ? "nothing positive for a logarithmic axis" : "no row with a value";
	}

	public boolean isLogarithmic(Curve curve) {
		return figure.y().logarithmic() && !curve.isResidual();
	}

	/** Whether a point is there and the axes can show it. */
	public boolean isShown(Curve curve, int k) {
		return curve.isPresent(k) && (hasCategories || !figure.x().logarithmic() || curve.x()[k] > 0) && (!isLogarithmic(curve) || curve.y()[k] > 0);
	}

	/** Whether all points shown are magnitudes of negative values. */
	public boolean areNegative(Curve curve) {
		return IntStream.range(0, curve.size()).filter(k -> isShown(curve, k)).allMatch(k -> curve.negative()[k]);
	}

	/** Least and largest of what is drawn, errors included. */
	public double[] range(List<Curve> drawn, boolean abscissa) {
		double[] range = { Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY };
		for (Curve curve : drawn)
			for (int k = 0; k < curve.size(); k++) {
				if (!isShown(curve, k))
					continue;
				double value = abscissa ? curve.x()[k] : curve.y()[k];
				double error = abscissa || Double.isNaN(curve.error()[k]) || !curve.hasErrors() ? 0 : curve.error()[k];
				double low = value - error;
				range[0] = Math.min(range[0], abscissa || !isLogarithmic(curve) ? low : low > 0 ? Math.max(low, DEEPEST * value) : BELOW_ZERO * value);
				range[1] = Math.max(range[1], value + error);
			}
		for (int end = 0; end < 2; end++)
			range[end] = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, range[end]));
		return range;
	}

	/** Half the range of the panel of residuals, with room for symbols. */
	public double largestPull() {
		double[] range = range(residuals(), false);
		return Math.min(Double.MAX_VALUE, 1.2 * Math.max(PULL, Math.max(-range[0], range[1])));
	}

	/** Number of a curve's colour, 0 … {@link #groups()} - 1. */
	public int group(Curve curve) {
		return groups.indexOf(curve.series().group());
	}

	public int groups() {
		return groups.size();
	}

	/**
	 * Number of a curve's symbol: symbols differ between series of points, but for labels that differ in a leading {@code [n]} only, the same curve of several runs.
	 * Residuals have that of the points that they are of.
	 */
	public int symbol(Curve curve) {
		List<Curve> points = curves.stream().filter(other -> other.series().style() == Style.POINTS).toList();
		Curve own = curve;
		if (!points.contains(curve))
			for (Curve other : points)
				if (other.series().group() == curve.series().group() && (own == curve || isOf(curve.series(), other.series())))
					own = other;
		int symbol = points.stream().map(Curves::name).distinct().toList().indexOf(name(own));
		return symbol >= 0 ? symbol : curve.index();
	}

	private static String name(Curve curve) {
		return curve.series().label().isEmpty() ? "" + curve.index() : curve.series().label().replaceFirst("^\\[\\d+\\] ", "");
	}

	private static boolean isOf(Figure.Series residual, Figure.Series points) {
		return residual.analysis().equals(points.analysis()) && residual.where().equals(points.where());
	}
}
