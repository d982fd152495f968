package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.physics4ml.compute.statistics.PowerLawFit;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;

/** The tables, checks and figures of the analysis {@code correlators}. */
final class CorrelatorFindings {

	private static final String WIDTH = "architecture.width";
	private static final String THEORY = "exact, one hidden layer (2.28): Gc^(n) = N^{1-n/2} κ_n(wϕ) + κ_n(b)";
	/** More curves than this cannot be told apart. */
	private static final int CURVES = 3;
	/** |J|² K up to which the error of ln Z[J] is that of a mean of draws of comparable size (PHYSICS 5). */
	private static final double LARGEST_SOURCE = 2;

	private final String name;
	private final int order;
	private final List<String> overlay;
	private final List<CellEstimate> cells;
	private final List<String> axes;
	private final boolean outputs;

	CorrelatorFindings(String name, Parameters parameters, List<CellEstimate> cells) {
		this.name = name;
		this.cells = cells;
		order = cells.stream().flatMap(cell -> cell.rows().stream()).mapToInt(Sites.Row::order).max().orElse(0);
		overlay = !parameters.has(Correlators.OVERLAY) ? List.of() : parameters.list(Correlators.OVERLAY).stream().map(String.class::cast).filter(other -> !other.equals(name)).toList();
		axes = List.copyOf(cells.getFirst().cell().axes().keySet());
		outputs = cells.stream().anyMatch(CellEstimate::hasOutputs);
	}

	Findings findings() {
		List<Table> tables = new ArrayList<>();
		List<Check> checks = new ArrayList<>();
		tables.add(moments());
		for (CellEstimate cell : cells)
			for (int n = 1; n <= order; n++)
				check(cell, n).ifPresent(checks::add);
		if (axes.contains(WIDTH)) {
			tables.add(scaling(checks));
		}
		if (hasFourPoints())
			tables.add(deviations());
		if (cells.stream().anyMatch(cell -> cell.sources().count() > 0))
			tables.add(sources(checks));
		return new Findings(List.of(), checks, tables, figures(), notices());
	}

	private boolean hasFourPoints() {
		return cells.stream().anyMatch(cell -> cell.rows().stream().anyMatch(row -> row.order() == 4));
	}

	private Table.Builder table(String table) {
		var builder = new Table.Builder(table);
		axes.forEach(builder::column);
		builder.column("points");
		if (outputs)
			builder.column("outputs");
		return builder;
	}

	private void row(Table.Builder table, Map<String, Object> where, Sites.Row row) {
		table.row();
		where.forEach(table::set);
		table.set("points", row.label());
		if (outputs)
			table.set("outputs", row.outputLabel());
	}

	private Table moments() {
		var table = table("moments");
		for (String column : new String[] { "moment", "momentError", "momentTheory", "connected", "connectedError", "connectedTheory", "theorySource", "pull", "estimator" })
			table.column(column);
		for (CellEstimate cell : cells)
			for (int row = 0; row < cell.rows().size(); row++) {
				row(table, cell.cell().axes(), cell.rows().get(row));
				table.set("moment", cell.moment(row), cell.momentReplicas(row)).set("momentError", cell.momentError(row)).set("momentTheory", cell.momentTheory(row));
				table.set("connected", cell.connected(row), cell.connectedReplicas(row)).set("connectedError", cell.connectedError(row)).set("connectedTheory", cell.connectedTheory(row));
				table.set("theorySource", cell.source(row).orElse(null)).set("pull", cell.pull(row)).set("estimator", cell.choice().isUsed() ? cell.choice().estimator().word() : null);
			}
		return table.build();
	}

	private Optional<Check> check(CellEstimate cell, int n) {
		String what = "connected n=" + n + (axes.isEmpty() ? "" : ", " + at(cell.cell().axes()));
		List<Integer> ofOrder = new ArrayList<>();
		for (int row = 0; row < cell.rows().size(); row++)
			if (cell.rows().get(row).order() == n)
				ofOrder.add(row);
		if (ofOrder.isEmpty())
			return Optional.empty();
		if (ofOrder.stream().allMatch(row -> cell.missing(row).isPresent()))
			return Optional.of(Comparison.undecided(what, "", Verdict.NOT_TESTABLE, cell.missing(ofOrder.getFirst()).get().toString()));
		if (cell.choice().estimator() == Estimator.EXACT)
			return Optional.of(Comparison.undecided(what, THEORY, Verdict.NOT_TESTABLE, "the estimator exact samples nothing"));
		if (!cell.isMeasured())
			return Optional.of(Comparison.undecided(what, THEORY, Verdict.NOT_TESTABLE, "nothing was drawn"));
		if (ofOrder.stream().allMatch(row -> Double.isNaN(cell.connectedTheory(row))))
			return Optional.of(Comparison.undecided(what, "", Verdict.NOT_TESTABLE, "no exact value is known for this network and prior at finite width"));
		var comparison = new Comparison(what, THEORY);
		for (int row : ofOrder)
			comparison.add(label(cell.rows().get(row)), cell.connected(row), cell.connectedError(row), cell.connectedTheory(row), cell.scale(row), cell.isTrusted(row));
		return Optional.of(comparison.check());
	}

	private String label(Sites.Row row) {
		return outputs ? row.label() + " | " + row.outputLabel() : row.label();
	}

	private static String at(Map<String, Object> values) {
		List<String> words = new ArrayList<>();
		values.forEach((path, value) -> words.add(path + "=" + value));
		return String.join(", ", words);
	}

	/** Cells that differ in the width only, by the values of the other axes. */
	private Map<Map<String, Object>, List<CellEstimate>> families(String axis) {
		Map<Map<String, Object>, List<CellEstimate>> families = new LinkedHashMap<>();
		for (CellEstimate cell : cells) {
			Map<String, Object> others = new LinkedHashMap<>(cell.cell().axes());
			others.remove(axis);
			families.computeIfAbsent(others, key -> new ArrayList<>()).add(cell);
		}
		return families;
	}

	private Table scaling(List<Check> checks) {
		var table = new Table.Builder("scaling");
		axes.stream().filter(axis -> !axis.equals(WIDTH)).forEach(table::column);
		table.column("points");
		if (outputs)
			table.column("outputs");
		for (String column : new String[] { "exponent", "exponentError", "amplitude", "amplitudeError", "cellsUsed" })
			table.column(column);
		for (var family : families(WIDTH).entrySet()) {
			List<CellEstimate> members = family.getValue();
			List<Sites.Row> rows = members.getFirst().rows(); // the width does not change them
			boolean shallow = members.stream().allMatch(cell -> cell.cell().ensemble().widths().size() == 1);
			for (int n = 4; n <= order; n += 2) {
				String what = "exponent of the width n=" + n + (family.getKey().isEmpty() ? "" : ", " + at(family.getKey()));
				var comparison = new Comparison(what, "leading exponent 1 - n/2 of one hidden layer (2.28)");
				for (int row = 0; row < rows.size(); row++) {
					if (rows.get(row).order() != n)
						continue;
					int index = row;
					var points = members.stream().filter(cell -> width(cell) > 0).map(cell -> cell.fitCell(index, width(cell))).toArray(PowerLawFit.Cell[]::new);
					var fit = PowerLawFit.of(points);
					row(table, family.getKey(), rows.get(row));
					double[][] replicas = PowerLawFit.replicas(points);
					fit.ifPresent(law -> table.set("exponent", law.exponent(), column(replicas, 0)).set("exponentError", law.exponentError())
							.set("amplitude", law.amplitude(), column(replicas, 1)).set("amplitudeError", law.amplitudeError()));
					table.set("cellsUsed", PowerLawFit.usable(points));
					if (fit.isPresent() && fit.get().exponentError() > 0)
						comparison.add(label(rows.get(row)), fit.get().exponent(), fit.get().exponentError(), 1 - n / 2, 1,
								members.stream().allMatch(cell -> cell.isTrusted(index)));
				}
				if (shallow)
					checks.add(comparison.check());
			}
		}
		return table.build();
	}

	private static double[] column(double[][] replicas, int i) {
		return replicas.length == 0 ? null : Arrays.stream(replicas).mapToDouble(replica -> replica[i]).toArray();
	}

	private static double width(CellEstimate cell) {
		return cell.cell().axes().get(WIDTH) instanceof Number number ? number.doubleValue() : Double.NaN;
	}

	/** Gc4 over the disconnected part, with the noise floor of plain products from as many draws. */
	private Table deviations() {
		var table = table("deviation");
		for (String column : new String[] { "entry", "connected", "connectedError", "connectedTheory", "noiseFloor", "deviation", "deviationError", "deviationTheory",
				"deviationFloor" })
			table.column(column);
		for (CellEstimate cell : cells)
			for (int row = 0, entry = 0; row < cell.rows().size(); row++) {
				if (cell.rows().get(row).order() != 4)
					continue;
				row(table, cell.cell().axes(), cell.rows().get(row));
				double wick = cell.connectedTheory(row) / cell.deviationTheory(row), floor = cell.noiseFloor(row);
				if (Double.isNaN(wick))
					wick = cell.connected(row) / cell.deviation(row);
				table.set("entry", entry++).set("connected", cell.connected(row), cell.connectedReplicas(row)).set("connectedError", cell.connectedError(row));
				table.set("connectedTheory", cell.connectedTheory(row)).set("noiseFloor", floor).set("deviation", cell.deviation(row), cell.deviationReplicas(row));
				table.set("deviationError", cell.deviationError(row)).set("deviationTheory", cell.deviationTheory(row)).set("deviationFloor", floor / Math.abs(wick));
			}
		return table.build();
	}

	/** Generating functionals Z[J] and W[J] = ln Z[J]. */
	private Table sources(List<Check> checks) {
		var table = new Table.Builder("sources");
		axes.forEach(table::column);
		for (String column : new String[] { "source", "z", "zError", "w", "wError", "wTheory", "pull" })
			table.column(column);
		for (CellEstimate cell : cells) {
			var comparison = new Comparison("W[J]" + (axes.isEmpty() ? "" : ", " + at(cell.cell().axes())), "exact, one hidden layer: W = N ln E exp(Ξ2 (J·ϕ)²/2N) + σ_b² (Σ J)²/2");
			for (int source = 0; source < cell.sources().count(); source++) {
				double theory = cell.wTheory(source);
				table.row();
				cell.cell().axes().forEach(table::set);
				table.set("source", cell.sources().label(source)).set("z", finite(cell.z(source)), cell.zReplicas(source)).set("zError", finite(cell.zError(source)));
				table.set("w", finite(cell.w(source)), cell.wReplicas(source)).set("wError", finite(cell.wError(source))).set("wTheory", theory);
				table.set("pull", Comparison.pull(cell.w(source), cell.wError(source), theory));
				comparison.add(cell.sources().label(source), cell.w(source), cell.wError(source), theory, cell.gaussianW(source), cell.isTrustedSource(source));
			}
			if (!cell.drawsNothing())
				checks.add(comparison.check());
		}
		return table.build();
	}

	/** A missing number instead of an overflow. */
	private static double finite(double value) {
		return Double.isFinite(value) ? value : Double.NaN;
	}

	private List<Figure> figures() {
		if (!hasFourPoints())
			return List.of();
		Optional<String> axis = axes.contains(WIDTH) ? Optional.of(WIDTH)
				: axes.stream().filter(path -> cells.stream().allMatch(cell -> cell.cell().axes().get(path) instanceof Number)).findFirst();
		List<Figure> figures = new ArrayList<>();
		if (axis.isPresent()) {
			boolean logarithmic = axis.get().equals(WIDTH);
			var x = new Axis(logarithmic ? "width N" : axis.get(), Column.DIMENSIONLESS, logarithmic);
			figures.add(new Figure("four-point", "Connected four-point function", notes(), x,
					new Axis(logarithmic ? "|G_{c}^{(4)}|" : "G_{c}^{(4)}", Column.DIMENSIONLESS, logarithmic), series(axis.get(), logarithmic, "connected", "noiseFloor")));
			if (logarithmic)
				figures.add(new Figure("deviation", "Deviation from the Gaussian process", notes(), x,
						new Axis("|G^{(4)} - G_{GP}^{(4)}| / G_{GP}^{(4)}", Column.DIMENSIONLESS, true), series(axis.get(), true, "deviation", "deviationFloor")));
			return figures;
		}
		List<Series> series = new ArrayList<>();
		int group = 0;
		for (var where : families("").keySet()) {
			if (group == CURVES)
				break;
			Map<String, String> rows = text(where);
			String suffix = rows.isEmpty() ? "" : ", " + at(where);
			if (isMeasured())
				series.add(new Series("measured (" + estimators() + ")" + suffix, Style.POINTS, "", "deviation", "entry", "connected", "connectedError", rows, false, group));
			for (String other : overlay)
				series.add(new Series(other + suffix, Style.POINTS, other, "deviation", "entry", "connected", "connectedError", rows, false, CURVES + group));
			if (hasTheory())
				series.add(new Series("exact" + suffix, Style.LINE, "", "deviation", "entry", "connectedTheory", "", rows, false, group));
			group++;
		}
		figures.add(new Figure("four-point", "Connected four-point function", notes(), new Axis("multiset of points (row of the table)", Column.DIMENSIONLESS, false),
				new Axis("G_{c}^{(4)}", Column.DIMENSIONLESS, false), series));
		return figures;
	}

	/** Points with errors, the exact line, the naive estimator and its noise floor for a few multisets, with the pulls below. */
	private List<Series> series(String axis, boolean magnitude, String quantity, String floor) {
		List<Series> series = new ArrayList<>(), residuals = new ArrayList<>();
		int group = 0;
		for (var others : families(axis).keySet())
			for (Sites.Row row : shown()) {
				if (group == CURVES)
					break;
				Map<String, String> where = text(others);
				where.put("points", row.label());
				if (outputs)
					where.put("outputs", row.outputLabel());
				String label = arguments(row) + (others.isEmpty() ? "" : ", " + at(others));
				if (hasTheory())
					series.add(new Series("", Style.LINE, "", "deviation", axis, quantity + "Theory", "", where, magnitude, group));
				if (isMeasured()) {
					series.add(new Series(label, Style.POINTS, "", "deviation", axis, quantity, quantity + "Error", where, magnitude, group));
					if (hasTheory() && quantity.equals("connected"))
						residuals.add(new Series("", Style.RESIDUAL, "", "moments", axis, "pull", "", where, false, group));
				}
				for (String other : group == 0 ? overlay : List.<String>of())
					series.add(new Series(other + " " + label, Style.POINTS, other, "deviation", axis, quantity, quantity + "Error", where, magnitude, CURVES));
				if (magnitude && group == 0)
					series.add(new Series("noise floor of plain products", Style.DASHED, "", "deviation", axis, floor, "", where, magnitude, CURVES));
				group++;
			}
		series.addAll(residuals);
		return series;
	}

	/** A few multisets of four of different kinds: all equal, two pairs, all different, as far as there are such. */
	private List<Sites.Row> shown() {
		List<Sites.Row> shown = new ArrayList<>();
		Set<String> kinds = new LinkedHashSet<>();
		for (CellEstimate cell : cells)
			for (Sites.Row row : cell.rows())
				if (row.order() == 4 && kinds.add(kind(row)))
					shown.add(row);
		shown.sort((a, b) -> Integer.compare(rank(a), rank(b)));
		return shown.subList(0, Math.min(CURVES, shown.size()));
	}

	private static String kind(Sites.Row row) {
		Map<Integer, Integer> counts = new LinkedHashMap<>();
		for (int field : row.fields())
			counts.merge(field, 1, Integer::sum);
		return counts.values().stream().sorted().toList().toString();
	}

	private static int rank(Sites.Row row) {
		return switch (kind(row)) {
		case "[4]" -> 0;
		case "[2, 2]" -> 1;
		case "[1, 1, 1, 1]" -> 2;
		default -> 3;
		};
	}

	private static String arguments(Sites.Row row) {
		List<String> arguments = new ArrayList<>();
		for (int point : row.points())
			arguments.add("x_{" + point + "}");
		return String.join(" ", arguments);
	}

	private static Map<String, String> text(Map<String, Object> values) {
		Map<String, String> text = new LinkedHashMap<>();
		values.forEach((path, value) -> text.put(path, Objects.toString(value)));
		return text;
	}

	private boolean isMeasured() {
		return cells.stream().anyMatch(cell -> cell.isMeasured() || cell.choice().estimator() == Estimator.EXACT);
	}

	private boolean hasTheory() {
		for (CellEstimate cell : cells)
			for (int row = 0; row < cell.rows().size(); row++)
				if (cell.rows().get(row).order() == 4 && !Double.isNaN(cell.connectedTheory(row)))
					return true;
		return false;
	}

	private String estimators() {
		Set<String> words = new LinkedHashSet<>();
		cells.stream().filter(cell -> cell.choice().isUsed()).forEach(cell -> words.add(cell.choice().estimator().word()));
		return String.join(", ", words);
	}

	private List<String> notes() {
		long draws = cells.stream().mapToLong(CellEstimate::draws).max().orElse(0);
		String line = estimators().isEmpty() ? Estimator.THEORY : "estimator: " + estimators() + (draws == 0 ? "; nothing drawn" : "; " + draws + " draws" + (axes.isEmpty() ? "" : " a cell"));
		return hasTheory() ? List.of(line, "lines: exact, one hidden layer") : List.of(line);
	}

	private List<String> notices() {
		List<String> notices = new ArrayList<>();
		Set<String> explanations = new LinkedHashSet<>();
		for (CellEstimate cell : cells)
			explanations.add(cell.choice().label());
		notices.addAll(explanations);
		cells.stream().map(CellEstimate::dependent).filter(text -> !text.isEmpty()).distinct().forEach(notices::add);
		notices.addAll(missing());
		notices.addAll(largeSources());
		for (CellEstimate cell : cells)
			if (cell.draws() > 0 && cell.draws() < 64) {
				notices.add("only " + cell.draws() + " draws: error bars need 64 or more; raise sampling.draws");
				break;
			}
		return notices;
	}

	/** Sources at which the mean of e^{J·φ} comes from rare draws, or nothing is known. */
	private Set<String> largeSources() {
		Set<String> large = new LinkedHashSet<>();
		for (CellEstimate cell : cells)
			for (int source = 0; source < cell.sources().count(); source++) {
				if (cell.isInfinite(source)) {
					large.add("source " + cell.sources().label(source)
							+ ": Z[J] does not exist, E exp(J·φ) is infinite, as the field grows too fast with its weights or these have heavy tails: it is left empty; use correlators, or a bounded activation and a prior with light tails");
					continue;
				}
				double size = cell.sourceSize(source);
				if (!cell.drawsNothing() && cell.isMeasured() && !(size <= LARGEST_SOURCE))
					large.add("source " + cell.sources().label(source) + ": |J|² K" + (Double.isNaN(size) ? " is not known" : " = " + Math.rint(size * 100) / 100 + " is above 2")
							+ ", so that rare draws dominate Z[J] and its error bar may be too small; take a smaller source");
				if (!cell.drawsNothing() && Double.isNaN(cell.wTheory(source)))
					large.add("source " + cell.sources().label(source)
							+ ": no exact W[J] is known, wTheory is left empty: known are sources of one hidden layer of Gaussian parameters at one or two points, with readout weights of a law with light tails that do not depend on each other");
				if (cell.drawsNothing() && Double.isNaN(cell.wTheory(source)))
					large.add("source " + cell.sources().label(source) + ": no exact value is known, it is left empty; use the estimator auto, or a smaller source");
			}
		return large;
	}

	/** What does not exist with this prior. */
	private Set<String> missing() {
		Set<String> missing = new LinkedHashSet<>();
		for (CellEstimate cell : cells) {
			for (int row = 0; row < cell.rows().size(); row++) {
				int n = cell.rows().get(row).order();
				var absent = cell.missing(row);
				if (absent.isPresent())
					missing.add(absent.get() + ", nor do correlators of order " + n + " that need it: they are left empty; choose a prior with lighter tails or a lower order");
				else
					cell.missingError(row).ifPresent(moment -> missing
							.add(moment + ": products of " + n + " fields have no variance, their error bars mean nothing; choose a prior with lighter tails, or the estimator exact"));
			}
			for (int order = 1; order <= this.order; order++) {
				int n = order;
				cell.missingBefore(n).forEach(moment -> missing
						.add(moment + ": correlators of order " + n + " are sure to exist only for a bounded activation; choose a prior with lighter tails for the hidden layers"));
			}
		}
		return missing;
	}
}
