package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.compute.statistics.PolynomialFit;
import org.physics4ml.compute.statistics.PowerLawFit;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Scalar;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;

/** The tables, checks and notices of the analysis {@code non-gaussianity}. */
final class VertexFindings {

	static final String WIDTH = "architecture.width";
	/** From here on two terms of an expansion in L/N do not tell what the sum is. */
	private static final double SMALL = 0.1;

	private final List<VertexEstimate> cells;
	private final List<String> axes;
	private final boolean sixth;
	private final List<Check> checks = new ArrayList<>();
	private final Set<String> notices = new LinkedHashSet<>();

	VertexFindings(List<VertexEstimate> cells, boolean sixth) {
		this.cells = cells;
		this.sixth = sixth;
		axes = List.copyOf(cells.getFirst().cell().axes().keySet());
	}

	Findings findings() {
		cells.forEach(cell -> notices.add(cell.explanation()));
		List<Table> tables = new ArrayList<>();
		tables.add(vertex());
		boolean widths = axes.contains(WIDTH);
		if (widths) {
			tables.add(scaling());
			tables.add(fits());
		}
		if (sixth)
			tables.add(sixth());
		tables.add(normality());
		tables.add(core());
		tables.add(widths());
		notices();
		return new Findings(scalars(), checks, tables, new VertexFigures(cells, axes).figures(), List.copyOf(notices));
	}

	private Table.Builder table(String name, String... columns) {
		var table = new Table.Builder(name);
		axes.forEach(table::column);
		for (String column : columns)
			table.column(column);
		return table;
	}

	private static Table.Builder row(Table.Builder table, VertexEstimate cell, String points) {
		table.row();
		cell.cell().axes().forEach(table::set);
		return points == null ? table : table.set("points", points);
	}

	static String at(Map<String, Object> values) {
		List<String> words = new ArrayList<>();
		values.forEach((path, value) -> words.add(path + "=" + value));
		return String.join(", ", words);
	}

	private String title(String what, VertexEstimate cell) {
		return axes.isEmpty() ? what : what + ", " + at(cell.cell().axes());
	}

	private Table vertex() {
		var table = table("vertex", "points", "layer", "estimate", "estimateError", "theory", "exact", "pull", "ratio");
		for (VertexEstimate cell : cells) {
			for (int row = 0; row < cell.rows(); row++)
				for (int layer = 2; layer <= cell.layers(); layer++) {
					int n = cell.theory().width(layer);
					double estimate = cell.connected(layer, row), error = cell.error(layer, row);
					row(table, cell, cell.label(row)).set("layer", layer).set("estimate", n * estimate, cell.replicas(layer, row, n)).set("estimateError", n * error).set("theory", n * cell.leading(layer, row));
					table.set("exact", n * cell.exact(layer, row)).set("pull", Comparison.pull(estimate, error, cell.best(layer, row))).set("ratio", cell.ratio(layer, row));
				}
			for (int layer = 2; layer <= cell.layers(); layer++)
				checks.add(check(cell, layer));
		}
		return table.build();
	}

	/** All multisets of a layer against what is known exactly; where only the leading order is, deviations that the next one may explain leave the question open. */
	private Check check(VertexEstimate cell, int layer) {
		String what = title("connected n=4, layer " + layer, cell);
		var missing = cell.missing(false);
		if (missing.isPresent())
			return Comparison.undecided(what, "", Verdict.NOT_TESTABLE, missing.get().toString());
		if (!cell.isMeasured())
			return Comparison.undecided(what, "", Verdict.NOT_TESTABLE, "nothing was drawn");
		boolean exact = true, known = false, explained = true;
		for (int row = 0; row < cell.rows(); row++) {
			exact &= !Double.isNaN(cell.exact(layer, row));
			known |= !Double.isNaN(cell.best(layer, row));
		}
		var comparison = new Comparison(what, exact ? VertexTheory.EXACT : VertexTheory.EXPANSION);
		if (!known)
			return Comparison.undecided(what, "", Verdict.NOT_TESTABLE, cell.theory().missing().isEmpty() ? "no four-point expectation is known for this activation" : cell.theory().missing());
		double parameter = cell.theory().parameter(layer);
		for (int row = 0; row < cell.rows(); row++) {
			double expected = cell.best(layer, row), scale = cell.scale(layer, row), observed = cell.connected(layer, row), error = cell.error(layer, row);
			comparison.add(cell.label(row), observed, error, expected, scale, cell.isTrusted(layer, row));
			double next = Double.isNaN(cell.exact(layer, row)) ? 4 * parameter * Math.max(Math.abs(expected), parameter * scale) : 0;
			explained &= !(Math.abs(observed - expected) > Comparison.LARGEST_PULL * error + next);
		}
		Check check = comparison.check();
		if (exact || check.verdict() == Verdict.INCONCLUSIVE)
			return check;
		if (parameter > SMALL)
			return inconclusive(check, "L/N = " + rounded(parameter) + " is not small, so that the leading order says little: take wider layers");
		return check.verdict() == Verdict.FAILED && explained ? inconclusive(check, check.reason() + ", which the next order of 1/N may be: take wider layers") : check;
	}

	private static Check inconclusive(Check check, String reason) {
		return new Check(check.name(), check.observed(), check.standardError(), check.expected(), check.source(), check.pull(), check.pValue(), Verdict.INCONCLUSIVE, reason);
	}

	/** Cells that differ in the width only, by the values of the other axes. */
	private Map<Map<String, Object>, List<VertexEstimate>> families() {
		Map<Map<String, Object>, List<VertexEstimate>> families = new LinkedHashMap<>();
		for (VertexEstimate cell : cells) {
			Map<String, Object> others = new LinkedHashMap<>(cell.cell().axes());
			others.remove(WIDTH);
			if (cell.cell().axes().get(WIDTH) instanceof Number) // lists of widths have no order
				families.computeIfAbsent(others, key -> new ArrayList<>()).add(cell);
		}
		return families;
	}

	private static double width(VertexEstimate cell) {
		return ((Number) cell.cell().axes().get(WIDTH)).doubleValue();
	}

	private Table.Builder familyTable(String name, String... columns) {
		var table = new Table.Builder(name);
		axes.stream().filter(axis -> !axis.equals(WIDTH)).forEach(table::column);
		table.column("points");
		for (String column : columns)
			table.column(column);
		return table;
	}

	private Table scaling() {
		var table = familyTable("scaling", "exponent", "exponentError", "amplitude", "amplitudeError", "cellsUsed", "intercept", "interceptError");
		families().forEach((others, members) -> {
			String suffix = others.isEmpty() ? "" : ", " + at(others);
			var exponents = new Comparison("exponent of the width n=4" + suffix, "leading exponent -1 of one hidden layer (2.28)");
			var intercepts = new Comparison("intercept at infinite width" + suffix, "the same fit of the theory: 0 for independent parameters, arXiv:2307.03223");
			boolean shallow = members.stream().allMatch(cell -> cell.layers() == 2), known = members.stream().allMatch(cell -> cell.theory().isKnown());
			for (int row = 0; row < members.getFirst().rows(); row++) {
				int index = row;
				var points = members.stream().map(cell -> cell.fitCell(index, width(cell))).toArray(PowerLawFit.Cell[]::new);
				boolean trusted = members.stream().allMatch(cell -> cell.isTrusted(cell.layers(), index));
				String label = members.getFirst().label(row);
				table.row().set("points", label);
				others.forEach(table::set);
				PowerLawFit.of(points).ifPresent(law -> {
					double[][] without = PowerLawFit.replicas(points);
					table.set("exponent", law.exponent(), column(List.of(without), 0)).set("exponentError", law.exponentError());
					table.set("amplitude", law.amplitude(), column(List.of(without), 1)).set("amplitudeError", law.amplitudeError());
					if (law.exponentError() > 0)
						exponents.add(label, law.exponent(), law.exponentError(), -1, 1, trusted);
				});
				table.set("cellsUsed", PowerLawFit.usable(points));
				var fit = fit(members, index, shallow, 0);
				if (fit.isPresent()) {
					table.set("intercept", fit.get().coefficient(0), column(replicas(members, index, shallow, 0), 0)).set("interceptError", fit.get().error(0));
					intercepts.add(label, fit.get().coefficient(0), fit.get().error(0), expected(members, index, shallow), members.getFirst().scale(members.getFirst().layers(), row), trusted);
					if (Math.abs(fit.get().coefficient(0)) > Comparison.LARGEST_PULL * fit.get().error(0))
						notices.add("Gc4 at " + label + " does not vanish as N → ∞: intercept " + rounded(fit.get().coefficient(0)) + " ± " + rounded(fit.get().error(0))
								+ "; the parameters of a layer depend on each other, or the widths are too small for a fit in 1/N");
				}
			}
			if (members.stream().anyMatch(VertexEstimate::isMeasured)) {
				if (shallow && known && members.stream().allMatch(cell -> cell.theory().isIndependent()))
					checks.add(exponents.check());
				if (known)
					checks.add(intercepts.check());
			}
		});
		return table.build();
	}

	/** Gc4 N^power = c_0 + c_1/N, with a term of 1/N² more for the intercept of deep networks. */
	private static Optional<PolynomialFit> fit(List<VertexEstimate> members, int row, boolean shallow, int power) {
		return fit(members, row, shallow, power, -1);
	}

	/** The coefficients without each block of draws. */
	private static List<double[]> replicas(List<VertexEstimate> members, int row, boolean shallow, int power) {
		int blocks = members.stream().mapToInt(cell -> cell.fitCell(row, 1).replicas().length).min().orElse(0);
		return IntStream.range(0, blocks).mapToObj(block -> fit(members, row, shallow, power, block).orElseThrow().coefficients()).toList();
	}

	/** What the intercept should be: 0 for independent parameters, else what the theory of the same cells has. */
	private static double expected(List<VertexEstimate> members, int row, boolean shallow) {
		if (members.stream().allMatch(cell -> cell.theory().isIndependent()))
			return members.stream().allMatch(cell -> cell.theory().isKnown()) ? 0 : Double.NaN;
		List<double[]> data = new ArrayList<>();
		for (VertexEstimate cell : members)
			if (Double.isFinite(cell.connected(cell.layers(), row)) && cell.error(cell.layers(), row) > 0)
				data.add(new double[] { 1 / width(cell), cell.best(cell.layers(), row), cell.error(cell.layers(), row) });
		return data.stream().allMatch(values -> Double.isFinite(values[1])) ? PolynomialFit.of(shallow ? 1 : 2, column(data, 0), column(data, 1), column(data, 2)).map(fit -> fit.coefficient(0)).orElse(Double.NaN)
				: Double.NaN;
	}

	private static Optional<PolynomialFit> fit(List<VertexEstimate> members, int row, boolean shallow, int power, int without) {
		List<double[]> data = new ArrayList<>();
		for (VertexEstimate cell : members) {
			double value = without < 0 ? cell.connected(cell.layers(), row) : cell.fitCell(row, 1).replicas()[without], error = cell.error(cell.layers(), row), factor = power == 0 ? 1 : width(cell);
			if (Double.isFinite(value) && error > 0)
				data.add(new double[] { 1 / width(cell), factor * value, factor * error });
		}
		int degree = power == 0 && !shallow ? 2 : 1;
		if (data.size() < degree + 2)
			return Optional.empty();
		return PolynomialFit.of(degree, column(data, 0), column(data, 1), column(data, 2));
	}

	private static double[] column(List<double[]> data, int column) {
		return data.isEmpty() ? null : data.stream().mapToDouble(row -> row[column]).toArray();
	}

	/** N Gc4 = V + c/N (PHYSICS 8.3). */
	private Table fits() {
		var table = familyTable("fit", "vertex", "vertexError", "vertexTheory", "slope", "slopeError", "chiSquare", "degrees", "pValue");
		families().forEach((others, members) -> {
			VertexEstimate widest = members.stream().max((a, b) -> Double.compare(width(a), width(b))).orElseThrow();
			for (int row = 0; row < widest.rows(); row++) {
				table.row().set("points", widest.label(row)).set("vertexTheory", widest.theory().width(widest.layers()) * widest.leading(widest.layers(), row));
				others.forEach(table::set);
				List<double[]> without = fit(members, row, true, 1).isPresent() ? replicas(members, row, true, 1) : List.of();
				fit(members, row, true, 1).ifPresent(fit -> table.set("vertex", fit.coefficient(0), column(without, 0)).set("vertexError", fit.error(0))
						.set("slope", fit.coefficient(1), column(without, 1)).set("slopeError", fit.error(1)).set("chiSquare", fit.chiSquare()).set("degrees", fit.degrees()).set("pValue", fit.pValue()));
			}
		});
		return table.build();
	}

	private Table sixth() {
		var table = table("sixth", "points", "estimate", "estimateError", "exact", "pull", "ratio");
		for (VertexEstimate cell : cells) {
			int layer = cell.layers();
			double n = cell.theory().width(layer);
			var comparison = new Comparison(title("connected n=6", cell), VertexTheory.EXACT);
			boolean any = false;
			for (int row = 0; row < cell.sixthRows(); row++) {
				double value = cell.sixthValue(row), error = cell.sixthError(row), exact = cell.sixthExact(row), scale = 1;
				for (int point : cell.sixth(row))
					scale *= cell.theory().kernel(layer, point, point);
				row(table, cell, sixthLabel(cell, row)).set("estimate", n * n * value, cell.sixthReplicas(row, n * n)).set("estimateError", n * n * error).set("exact", n * n * exact)
						.set("pull", Comparison.pull(value, error, exact)).set("ratio", (Double.isNaN(value) ? exact : value) / Math.sqrt(scale));
				comparison.add(sixthLabel(cell, row), value, error, exact, Math.sqrt(scale), cell.isSixthTrusted(row));
				any |= Double.isFinite(exact) && Double.isFinite(value);
			}
			if (any)
				checks.add(comparison.check());
		}
		return table.build();
	}

	private static String sixthLabel(VertexEstimate cell, int row) {
		int[] first = new int[cell.cell().points().distinctCount()], shown = cell.sixth(row).clone();
		for (int i = cell.cell().points().count() - 1; i >= 0; i--)
			first[cell.cell().points().distinctIndex(i)] = i;
		for (int i = 0; i < shown.length; i++)
			shown[i] = first[shown[i]];
		return Multisets.label(shown);
	}

	private Table normality() {
		var table = table("normality", "test", "statistic", "pValue");
		for (VertexEstimate cell : cells)
			for (var test : cell.tests()) {
				row(table, cell, null).set("test", test.name()).set("statistic", test.statistic()).set("pValue", test.pValue());
				cell.lacking(test).ifPresent(moment -> notices.add(moment + ", and " + test.name() + " has nothing to estimate: it is left empty; choose a prior with lighter tails"));
				if (test.pValue() < 1e-3)
					notices.add("the outputs are told from Gaussian ones by " + test.name() + ", as they should at finite width once there are draws enough");
			}
		return table.build();
	}

	/** Size and sign of Ξ4⟨ϕϕϕϕ⟩ - Ξ2² Wick, what makes the four-point function of the prior, and beside it that of a Gaussian readout. */
	private Table core() {
		var table = table("core", "points", "kurtosis", "core", "sign", "gaussianCore");
		for (VertexEstimate cell : cells)
			for (int row = 0; row < cell.rows(); row++) {
				int layer = cell.layers();
				double core = cell.theory().width(layer) * cell.leading(layer, row);
				row(table, cell, cell.label(row)).set("kurtosis", cell.theory().kurtosis()).set("core", core)
						.set("sign", Double.isNaN(core) ? null : core > 0 ? "positive" : core < 0 ? "negative" : "zero").set("gaussianCore", cell.theory().gaussianCore(cell.points(row)));
			}
		return table.build();
	}

	/** What the figures show: the output against the width. */
	private Table widths() {
		var table = table("widths", "points", "entry", "inverseWidth", "scaled", "scaledError", "scaledTheory", "scaledExact", "deviation", "deviationError", "deviationTheory",
				"deviationFloor");
		for (VertexEstimate cell : cells)
			for (int row = 0; row < cell.rows(); row++) {
				int layer = cell.layers();
				double n = cell.theory().width(layer);
				row(table, cell, cell.label(row)).set("entry", row).set("inverseWidth", 1 / n).set("scaled", n * cell.connected(layer, row), cell.replicas(layer, row, n)).set("scaledError", n * cell.error(layer, row));
				table.set("scaledTheory", n * cell.leading(layer, row)).set("scaledExact", n * cell.exact(layer, row));
				table.set("deviation", cell.ratio(layer, row), cell.ratioReplicas(layer, row)).set("deviationError", cell.ratioError(layer, row)).set("deviationTheory", cell.best(layer, row) / cell.scale(layer, row));
				table.set("deviationFloor", cell.floor(row));
			}
		return table.build();
	}

	private List<Scalar> scalars() {
		List<Scalar> scalars = new ArrayList<>();
		for (VertexEstimate cell : cells)
			scalars.add(new Scalar(title("expansion parameter L/N", cell), OptionalDouble.of(cell.theory().parameter()), OptionalDouble.empty(), "1"));
		return scalars;
	}

	private void notices() {
		for (VertexEstimate cell : cells) {
			if (!cell.theory().missing().isEmpty())
				notices.add(cell.theory().missing());
			cell.missing(false).ifPresentOrElse(moment -> notices.add(moment + ", nor do four-point functions that need it: they are left empty; choose a prior with lighter tails"),
					() -> cell.missing(true).filter(moment -> cell.isMeasured()).ifPresent(moment -> notices.add(moment + ": products of four fields have no variance, their error bars mean nothing; choose a prior with lighter tails, or draws=0 for theory alone")));
			if (cell.layers() > 2 && cell.theory().parameter() > SMALL)
				notices.add(title("L/N = " + rounded(cell.theory().parameter()) + " is not small: the leading order of the expansion says little of this network; take wider or fewer layers", cell));
			if (cell.isMeasured() && !cell.usesKernels())
				notices.add("the readout is not Gaussian: the noise of plain products hides Gc4 at large width, and hidden layers are not measured; a gaussian weight-out would show both");
			if (cell.isMeasured() && cell.draws() < 64)
				notices.add("only " + cell.draws() + " draws: error bars need 64 or more; raise sampling.draws");
			var six = cell.sixthMissing(false);
			if (six.isPresent() && !cell.missing(false).equals(six))
				notices.add(six.get() + ", nor do six-point functions that need it: they are left empty; choose a prior with lighter tails");
			if (six.isEmpty() && cell.isMeasured())
				cell.sixthMissing(true).filter(moment -> sixth).ifPresent(moment -> notices.add(moment + ": products of six fields have no variance, their error bars mean nothing; choose a prior with lighter tails, or draws=0 for theory alone"));
			if (sixth && cell.sixthRows() == 0)
				notices.add("there are too many multisets of six points: the six-point functions are left out; use four distinct points or fewer");
			if (!cell.tests().isEmpty() && cell.testedPoints().split(" ").length < cell.cell().points().distinctCount())
				notices.add("normality is tested at the distinct points " + cell.testedPoints());
		}
	}

	private static String rounded(double value) {
		return Double.toString(new java.math.BigDecimal(value).round(new java.math.MathContext(3)).doubleValue());
	}
}
