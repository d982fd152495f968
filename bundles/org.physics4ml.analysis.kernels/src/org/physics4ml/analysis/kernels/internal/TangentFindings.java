package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.HeatMap;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;

/** Tables and figures of the analysis {@code ntk}. */
final class TangentFindings {

	private static final String KERNEL = "kernel", SOURCE = "NTK recursion, arXiv:1806.07572";
	/** A heat map is drawn from this many points on. */
	private static final int MATRIX = 3;
	private static final int CURVES = 4;

	private final List<Result<Sums>> results;
	private final boolean byGroup;
	private final Axes axes;

	TangentFindings(List<Result<Sums>> results, boolean byGroup) {
		this.results = results;
		this.byGroup = byGroup;
		axes = Axes.of(results);
	}

	Findings findings() {
		List<String> columns = new ArrayList<>(List.of("i", "j", "nngp", "theory", "method", "sampled", "sampledError", "pull"));
		if (results.stream().anyMatch(result -> measurement(result).theoryErrors() != null))
			columns.add("theoryError");
		var kernel = axes.table(KERNEL, columns.toArray(String[]::new));
		var layers = axes.table("layers", "i", "j", "group", "contribution");
		List<Check> checks = new ArrayList<>();
		for (Result<Sums> result : results)
			rows(kernel, layers, result).ifPresent(checks::add);
		List<String> notices = new ArrayList<>(results.stream().map(result -> result.measurement().explanation()).distinct().toList());
		if (results.stream().anyMatch(result -> !measurement(result).kernels().of().convergent()))
			notices.add(Ntk.DIVERGES);
		var diagnosis = new Diagnosis(results, axes, "Θ", TangentFindings::measurement);
		List<Table> tables = new ArrayList<>(byGroup ? List.of(kernel.build(), layers.build()) : List.of(kernel.build()));
		var spread = Spread.table(results, axes);
		if (spread.rows() > 0)
			tables.add(spread);
		tables.addAll(diagnosis.tables());
		List<Figure> figures = new ArrayList<>(figures(notices, spread.rows() > 0));
		figures.addAll(diagnosis.figures(notices));
		notices.addAll(diagnosis.notices());
		return new Findings(diagnosis.scalars(), checks, tables, figures, notices);
	}

	private static KernelEstimate measurement(Result<Sums> result) {
		return (KernelEstimate) result.measurement();
	}

	/** Adds the rows of a cell and compares the mean over networks with theory, if there is one. */
	private Optional<Check> rows(Table.Builder kernel, Table.Builder layers, Result<Sums> result) {
		Cell cell = result.cell();
		Kernels kernels = measurement(result).kernels();
		double[] tangent = kernels.tangent();
		boolean exact = measurement(result).shift().exact();
		var estimate = result.blocks().isEmpty() ? null : measurement(result).estimate(result.blocks());
		Points points = cell.points();
		int k = points.distinctCount();
		var comparison = new Comparison(Axes.title("tangent kernel", cell), SOURCE);
		for (int i = 0; i < points.count(); i++)
			for (int j = i; j < points.count(); j++) {
				int p = points.distinctIndex(i), q = points.distinctIndex(j), pair = DrawSampler.index(Math.min(p, q), Math.max(p, q), k);
				Axes.row(kernel, cell).set("i", i).set("j", j).set("nngp", kernels.nngp()[pair]).set("theory", tangent[pair]).set("method", measurement(result).method());
				if (measurement(result).theoryErrors() != null)
					kernel.set("theoryError", measurement(result).theoryErrors()[pair]);
				if (estimate != null) {
					double theory = tangent[pair], observed = theory + estimate.value()[pair], error = estimate.standardError()[pair];
					kernel.set("sampled", observed).set("sampledError", error);
					if (exact) {
						kernel.set("pull", Comparison.pull(observed, error, theory));
						comparison.add(i + " " + j, observed, error, theory, Math.sqrt(tangent[DrawSampler.index(p, p, k)] * tangent[DrawSampler.index(q, q, k)]),
								Comparison.isTrusted(estimate.replicas(), pair));
					}
				}
				for (int group = 0; group < kernels.contributions().size(); group++)
					Axes.row(layers, cell).set("i", i).set("j", j).set("group", kernels.of().groups().get(group)).set("contribution", kernels.contributions().get(group)[pair]);
			}
		if (estimate == null)
			return Optional.empty();
		return Optional.of(exact ? comparison.check() : Comparison.undecided(Axes.title("tangent kernel", cell), SOURCE, Verdict.INCONCLUSIVE,
				"two or more hidden layers shift the mean tangent kernel by O(1/N), and this correction is not known here: compare widths, or one hidden layer"));
	}

	private List<Figure> figures(List<String> notes, boolean spread) {
		Cell first = results.getFirst().cell();
		List<Figure> figures = new ArrayList<>();
		if (first.points().count() >= MATRIX)
			figures.add(new Figure(KERNEL, Axes.title("Tangent kernel Θ(x_{i}, x_{j})", first), notes, new Axis("point i", Column.DIMENSIONLESS, false),
					new Axis("point j", Column.DIMENSIONLESS, false), List.of(), new HeatMap(KERNEL, "i", "j", "theory", "Θ(x_{i}, x_{j})", Axes.where(first))));
		boolean swept = !axes.names().isEmpty();
		String x = swept ? axes.abscissa(results) : "j";
		if (x.isEmpty())
			return figures;
		boolean againstWidth = Spread.isAgainstWidth(axes);
		List<Series> series = new ArrayList<>(spread ? Spread.bands(Math.min(CURVES, first.points().count())) : List.of());
		for (int index = 0; index < Math.min(CURVES, first.points().count()); index++) {
			String pair = swept ? "(x_{0}, x_{" + index + "})" : "(x_{" + index + "}, x_{j})";
			Map<String, String> where = swept ? Map.of("i", "0", "j", Integer.toString(index)) : Map.of("i", Integer.toString(index));
			series.add(new Series("Θ" + pair, Style.LINE, "", KERNEL, x, "theory", "", where, false, index));
			if (results.stream().anyMatch(result -> !result.blocks().isEmpty()))
				series.add(new Series("", Style.POINTS, "", KERNEL, x, "sampled", "sampledError", where, false, index));
			series.add(new Series("K" + pair, Style.DASHED, "", KERNEL, x, "nngp", "", where, false, index));
		}
		figures.add(new Figure(swept ? "sweep" : "rows", "Tangent kernel and NNGP kernel of infinite width", notes, new Axis(againstWidth ? "width N" : swept ? x : "point j", Column.DIMENSIONLESS, againstWidth),
				new Axis("Θ, K", Column.DIMENSIONLESS, false), series));
		return figures;
	}
}
