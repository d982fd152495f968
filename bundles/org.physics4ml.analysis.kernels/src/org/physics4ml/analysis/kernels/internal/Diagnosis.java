package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

import org.physics4ml.compute.gaussian.DepthLimit;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Scalar;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.network.RepeatedLayers;

/**
 * What there is to know of a kernel beside its entries: eigenvalues, rank and condition number, why it is singular if it is, and what variance and correlation of inputs tend to with depth. Tables
 * {@code spectrum} and {@code depth}; without a sweep their single numbers as scalars.
 */
final class Diagnosis {

	private static final String SPECTRUM = "spectrum", DEPTH = "depth", CONDITION = "conditionNumber", RANK = "rank", CHI = "chi", FIXED_POINT = "fixedPoint", CORRELATION = "fixedPointCorrelation",
			LENGTH = "correlationLength", GROWTH = "growth";
	private static final int CURVES = 4;

	private final List<Result<Sums>> results;
	private final Axes axes;
	private final String symbol;
	private final List<Scalar> scalars = new ArrayList<>();
	private final List<String> notices = new ArrayList<>();
	private final Table.Builder spectrum, depth;
	/** The first cell of each spectrum: kernels of a sweep of widths are all the same. */
	private final List<Cell> drawn = new ArrayList<>();
	private final List<double[]> spectra = new ArrayList<>();
	private final boolean alike;

	/**
	 * @param symbol   of the kernel
	 * @param estimate the kernel of a result
	 */
	Diagnosis(List<Result<Sums>> results, Axes axes, String symbol, Function<Result<Sums>, KernelEstimate> estimate) {
		this.results = results;
		this.axes = axes;
		this.symbol = symbol;
		spectrum = axes.table(SPECTRUM, "index", "eigenvalue");
		depth = axes.table(DEPTH, CHI, FIXED_POINT, CORRELATION, LENGTH, GROWTH, "phase");
		double[] first = estimate.apply(results.getFirst()).theory();
		alike = results.stream().allMatch(result -> Arrays.equals(first, estimate.apply(result).theory()));
		for (Result<Sums> result : results) {
			DepthLimit limit = null;
			try {
				limit = limit(result.cell());
			} catch (UnsuitableException e) {
				String notice = "no limit of infinite depth: " + e.getMessage() + "; " + e.remedy();
				if (!notices.contains(notice))
					notices.add(notice);
			}
			if (limit != null)
				depth(result.cell(), limit);
			KernelEstimate kernel = estimate.apply(result);
			if (kernel.spectrum().isPresent())
				spectrum(result.cell(), kernel, kernel.spectrum().get(), limit);
		}
	}

	/**
	 * Null where layers do not repeat.
	 *
	 * @throws UnsuitableException where one variance and one correlation do not tell their limit
	 */
	static DepthLimit limit(Cell cell) throws UnsuitableException {
		var repeated = cell.ensemble().capability(RepeatedLayers.class);
		return repeated.isPresent() ? repeated.get().limit(cell.points()).orElse(null) : null;
	}

	private void depth(Cell cell, DepthLimit limit) {
		String phase = limit.phase().name().toLowerCase(Locale.ROOT);
		Axes.row(depth, cell).set(CHI, limit.chi()).set(FIXED_POINT, limit.fixedPoint()).set(CORRELATION, limit.correlation()).set(LENGTH, limit.length()).set(GROWTH, limit.growth()).set("phase", phase);
		if (!axes.names().isEmpty())
			return;
		scalar(CHI, limit.chi());
		scalar(FIXED_POINT, limit.fixedPoint());
		scalar(CORRELATION, limit.correlation());
		scalar(LENGTH, limit.length());
		scalar(GROWTH, limit.growth());
		String chi = Double.isNaN(limit.chi()) ? "" : " (χ " + (Double.isInfinite(limit.chi()) ? "= ∞, the activation jumps" : "= " + rounded(limit.chi())) + ")";
		notices.add("at large depth: " + phase + (limit.phase() == DepthLimit.Phase.DIVERGENT ? "" : " phase") + chi + (limit.reason().isEmpty() ? ", K* = " + rounded(limit.fixedPoint()) : ", " + limit.reason()));
	}

	private static String rounded(double number) {
		return String.format(Locale.ROOT, "%.4g", number);
	}

	private void scalar(String name, double value) {
		scalars.add(new Scalar(name, Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(), OptionalDouble.empty(), Column.DIMENSIONLESS));
	}

	private void spectrum(Cell cell, KernelEstimate estimate, Spectrum found, DepthLimit limit) {
		double[] values = found.values();
		for (int r = 0; r < values.length; r++)
			Axes.row(spectrum, cell).set("index", r).set("eigenvalue", values[r]);
		int rank = found.rank(), depthOfCell = cell.ensemble().widths().size();
		if (axes.names().isEmpty()) {
			scalar(CONDITION, found.condition());
			scalar(RANK, rank);
		}
		if (spectra.stream().anyMatch(known -> Arrays.equals(known, values)))
			return;
		spectra.add(values);
		drawn.add(cell);
		String what = titled(symbol + " of the distinct points", cell);
		if (found.isIndefinite())
			notices.add(what + " is not positive: its smallest eigenvalue is " + Limits.rounded(values[values.length - 1]) + (estimate.theoryErrors() == null ? "; report it, with the experiment" : ", within the errors of its sampling; use fewer tokens, or noise where it is inverted"));
		else if (rank < values.length)
			notices.add(what + " is singular to rounding, of rank " + rank + " of " + values.length + " (eigenvalues below " + Limits.rounded(found.tolerance()) + " of the largest count as 0): "
					+ Singular.of(cell.points().distinctOnly(), cell.points().distinctCount(), estimate.theory(), rank, limit, depthOfCell).words());
		if (cell.points().count() > values.length)
			notices.add(titled(cell.points().count() - values.length + " of the points repeat others", cell) + ": a matrix over all of them is singular; give noise where it is inverted, or each point once");
	}

	private String titled(String text, Cell cell) {
		return alike ? text : Axes.title(text, cell);
	}

	List<Scalar> scalars() {
		return scalars;
	}

	List<String> notices() {
		return notices;
	}

	/** Those that have rows. */
	List<Table> tables() {
		return List.of(spectrum.build(), depth.build()).stream().filter(table -> table.rows() > 0).toList();
	}

	/** The eigenvalues, and χ against a swept axis. */
	List<Figure> figures(List<String> notes) {
		List<Figure> figures = new ArrayList<>();
		List<Series> series = new ArrayList<>();
		for (int r = 0; r < Math.min(CURVES, drawn.size()); r++)
			series.add(new Series(alike ? "" : Axes.at(drawn.get(r)), Style.LINE, "", SPECTRUM, "index", "eigenvalue", "", Axes.where(drawn.get(r)), false, r));
		if (!series.isEmpty() && drawn.getFirst().points().distinctCount() > 2)
			figures.add(new Figure(SPECTRUM, "Eigenvalues of " + symbol, notes, new Axis("r", Column.DIMENSIONLESS, false), new Axis("λ_{r}", Column.DIMENSIONLESS, true), series));
		String x = axes.abscissa(results);
		if (!x.isEmpty() && depth.build().rows() > 2 && x.contains("ariance"))
			figures.add(new Figure(CHI, "Ordered (χ < 1) and chaotic (χ > 1) phase", notes, new Axis(x, Column.DIMENSIONLESS, false), new Axis("χ, c*", Column.DIMENSIONLESS, false),
					List.of(new Series("χ", Style.LINE, "", DEPTH, x, CHI, "", Map.of(), false, 0), new Series("c*", Style.DASHED, "", DEPTH, x, CORRELATION, "", Map.of(), false, 1))));
		return figures;
	}
}
