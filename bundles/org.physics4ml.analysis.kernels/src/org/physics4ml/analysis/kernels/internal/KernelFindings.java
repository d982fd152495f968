package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.analysis.Need.Quantity;
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
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;

/** Table, checks and figures of the analysis {@code nngp}. */
final class KernelFindings {

	private static final String SOURCE = "NNGP recursion (2.16), (2.22)", FINITE = "exact two-point function of one hidden layer";
	/** A heat map is drawn from this many points, else a curve. */
	private static final int MATRIX = 3;
	private static final int CURVES = 4;

	private static final String SCALES = "in this parameterisation the variance of the network is a power of its width (mu-p and mean-field: it falls as 1/N, and infinitely wide networks are 0 before training): theory is the kernel at the widths of the experiment. With architecture.parameterisation=ntk or standard it has a limit";

	private final List<Result<Sums>> results;
	private final Axes axes;

	KernelFindings(List<Result<Sums>> results) {
		this.results = results;
		axes = Axes.of(results);
	}

	Findings findings() {
		var columns = new ArrayList<>(List.of("i", "j", "theory"));
		if (results.stream().anyMatch(result -> ((KernelEstimate) result.measurement()).theoryErrors() != null)) columns.add("theoryError");
		columns.addAll(List.of("method", "correction", "sampled", "sampledError", "pull"));
		var table = axes.table("kernel", columns.toArray(String[]::new));
		List<Check> checks = new ArrayList<>();
		boolean sampled = false;
		for (Result<Sums> result : results) {
			var measurement = (KernelEstimate) result.measurement();
			var estimate = result.blocks().isEmpty() ? null : measurement.estimate(result.blocks());
			sampled |= estimate != null;
			checks.add(rows(table, result, measurement, estimate));
		}
		List<String> notices = new ArrayList<>();
		results.stream().map(result -> result.measurement().explanation()).distinct().forEach(notices::add);
		results.stream().filter(result -> !result.blocks().isEmpty()).flatMap(result -> heavy(result).stream()).distinct()
				.forEach(group -> notices.add(group + ": products of two fields have no variance, so that sampled has no standard error; choose a prior with lighter tails"));
		if (results.stream().anyMatch(result -> result.cell().ensemble().capability(InfiniteWidth.class).filter(limit -> !limit.isConvergent()).isPresent()))
			notices.add(SCALES);
		Table spread = Spread.table(results, axes);
		var diagnosis = new Diagnosis(results, axes, "K", result -> (KernelEstimate) result.measurement());
		notices.addAll(diagnosis.notices());
		List<Table> tables = new ArrayList<>(List.of(table.build()));
		if (spread.rows() > 0)
			tables.add(spread);
		tables.addAll(diagnosis.tables());
		List<Figure> figures = new ArrayList<>(figures(sampled, spread.rows() > 0));
		figures.addAll(diagnosis.figures(List.of(results.getFirst().measurement().explanation())));
		return new Findings(diagnosis.scalars(), checks, tables, figures, notices);
	}

	/** The moment of the readout for lack of which products of outputs have no variance. */
	private static Optional<String> heavy(Result<Sums> result) {
		if (result.measurement().need().filter(need -> need.quantity() == Quantity.OUTPUTS).isEmpty())
			return Optional.empty();
		var groups = result.cell().ensemble().groups();
		var laws = result.cell().ensemble().laws();
		int last = groups.stream().mapToInt(ParameterGroup::layer).max().orElse(-1);
		return IntStream.range(0, groups.size()).filter(i -> groups.get(i).layer() == last && laws.get(i).variance() > 0 && Double.isNaN(laws.get(i).standardisedMoment(4)))
				.mapToObj(i -> "the fourth moment of " + groups.get(i).name() + " does not exist").findFirst();
	}

	/** Adds the rows of a cell and compares them with theory. */
	private Check rows(Table.Builder table, Result<Sums> result, KernelEstimate measurement, Jackknife.Estimate estimate) {
		Points points = result.cell().points();
		int k = points.distinctCount();
		double[] theory = measurement.theory();
		String what = Axes.title("kernel", result.cell());
		var comparison = new Comparison(what, measurement.isAtEveryWidth() ? FINITE : measurement.shift().exact() ? SOURCE : SOURCE + " and the shift of the mean to first order in 1/N (8.2)");
		boolean known = true, beyond = true;
		var heavy = heavy(result);
		for (int i = 0; i < points.count(); i++)
			for (int j = i; j < points.count(); j++) {
				int p = points.distinctIndex(i), q = points.distinctIndex(j);
				int pair = DrawSampler.index(Math.min(p, q), Math.max(p, q), k);
				Axes.row(table, result.cell()).set("i", i).set("j", j).set("theory", measurement.isKnown() ? theory[pair] : null).set("method", measurement.method());
				if (measurement.theoryErrors() != null)
					table.set("theoryError", measurement.theoryErrors()[pair]);
				OptionalDouble shift = measurement.shift().of(pair);
				table.set("correction", shift);
				if (estimate == null)
					continue;
				double observed = theory[pair] + estimate.value()[pair], error = estimate.standardError()[pair];
				table.set("sampled", observed, Arrays.stream(estimate.replicas()).mapToDouble(replica -> theory[pair] + replica[pair]).toArray()).set("sampledError", heavy.isPresent() ? Double.NaN : error);
				if (heavy.isPresent())
					continue;
				if (shift.isPresent()) {
					double expected = theory[pair] + shift.getAsDouble(), scale = Math.sqrt(theory[DrawSampler.index(p, p, k)] * theory[DrawSampler.index(q, q, k)]);
					table.set("pull", Comparison.pull(observed, error, expected));
					comparison.add(i + " " + j, observed, error, expected, scale, Comparison.isTrusted(estimate.replicas(), pair));
					beyond &= Math.abs(observed - expected) <= Comparison.LARGEST_PULL * error + measurement.shift().nextOrder(shift.getAsDouble(), scale);
				} else
					known = false;
			}
		if (estimate == null)
			return Comparison.undecided(what, SOURCE, Verdict.NOT_TESTABLE, "nothing was drawn");
		if (heavy.isPresent())
			return Comparison.undecided(what, SOURCE, Verdict.INCONCLUSIVE, heavy.get() + ": the sampled two-point function has no standard error");
		if (!measurement.isKnown())
			return Comparison.undecided(what, SOURCE, Verdict.NOT_TESTABLE, "no limit of infinite width is known for this architecture and prior");
		if (!known)
			return Comparison.undecided(what, SOURCE, Verdict.INCONCLUSIVE,
					"two or more hidden layers shift the mean kernel by O(1/N), and this correction is not known here: compare widths, or one hidden layer");
		Check check = comparison.check();
		if (!measurement.shift().isSmall())
			return inconclusive(check, "L/N = " + measurement.shift().parameter() + " is not small, so that the first order in 1/N says little of the shift of the mean: take wider layers");
		return check.verdict() == Verdict.FAILED && beyond && !measurement.shift().exact()
				? inconclusive(check, check.reason() + ", which the next order of 1/N may be: take wider layers") : check;
	}

	private static Check inconclusive(Check check, String reason) {
		return new Check(check.name(), check.observed(), check.standardError(), check.expected(), check.source(), check.pull(), check.pValue(), Verdict.INCONCLUSIVE, reason);
	}

	private List<Figure> figures(boolean sampled, boolean spread) {
		List<String> notes = new ArrayList<>();
		notes.add(results.getFirst().measurement().explanation());
		long draws = results.stream().mapToLong(result -> result.blocks().stream().mapToLong(Sums::draws).sum()).max().orElse(0);
		if (draws > 0)
			notes.add(draws + " draws" + (axes.names().isEmpty() ? "" : " a cell"));
		List<Figure> figures = new ArrayList<>();
		boolean known = results.stream().allMatch(result -> ((KernelEstimate) result.measurement()).isKnown());
		String title = known ? "Two-point function and its limit of infinite width" : "Two-point function";
		Points points = results.getFirst().cell().points();
		Cell first = results.getFirst().cell();
		if (points.count() >= MATRIX)
			figures.add(new Figure("kernel", Axes.title(known ? "NNGP kernel K(x_{i}, x_{j})" : "Two-point function", first), notes,
					new Axis("point i", Column.DIMENSIONLESS, false), new Axis("point j", Column.DIMENSIONLESS, false), List.of(),
					new HeatMap("kernel", "i", "j", known ? "theory" : "sampled", known ? "K(x_{i}, x_{j})" : "⟨φ(x_{i}) φ(x_{j})⟩", Axes.where(first))));
		if (Spread.isAgainstWidth(axes)) {
			List<Series> series = new ArrayList<>(), residuals = new ArrayList<>();
			if (spread)
				series.addAll(Spread.bands(Math.min(CURVES, points.count())));
			for (int j = 0; j < Math.min(CURVES, points.count()); j++) {
				Map<String, String> where = Map.of("i", "0", "j", Integer.toString(j));
				if (known)
					series.add(new Series(sampled ? "" : "K(x_{0}, x_{" + j + "})", Style.LINE, "", "kernel", Spread.WIDTH, "theory", "", where, false, j));
				if (sampled) {
					series.add(new Series("x_{0} x_{" + j + "}", Style.POINTS, "", "kernel", Spread.WIDTH, "sampled", "sampledError", where, false, j));
					residuals.add(new Series("", Style.RESIDUAL, "", "kernel", Spread.WIDTH, "pull", "", where, false, j));
				}
			}
			if (knownMeans())
				series.addAll(residuals);
			figures.add(new Figure("width", title, notes, new Axis("width N", Column.DIMENSIONLESS, true),
					new Axis("⟨φ(x_{i}) φ(x_{j})⟩", Column.DIMENSIONLESS, false), series));
		} else if (axes.names().isEmpty()) {
			List<Series> series = new ArrayList<>(), residuals = new ArrayList<>();
			for (int i = 0; i < Math.min(CURVES, points.count()); i++) {
				Map<String, String> where = Map.of("i", Integer.toString(i));
				if (known)
					series.add(new Series(sampled ? "" : "i = " + i, Style.LINE, "", "kernel", "j", "theory", "", where, false, i));
				if (sampled) {
					series.add(new Series("i = " + i, Style.POINTS, "", "kernel", "j", "sampled", "sampledError", where, false, i));
					residuals.add(new Series("", Style.RESIDUAL, "", "kernel", "j", "pull", "", where, false, i));
				}
			}
			if (knownMeans())
				series.addAll(residuals);
			figures.add(new Figure("rows", title, notes, new Axis("point j", Column.DIMENSIONLESS, false),
					new Axis("⟨φ(x_{i}) φ(x_{j})⟩", Column.DIMENSIONLESS, false), series));
		}
		return figures;
	}

	private boolean knownMeans() {
		return results.stream().allMatch(result -> ((KernelEstimate) result.measurement()).shift().isKnown());
	}
}
