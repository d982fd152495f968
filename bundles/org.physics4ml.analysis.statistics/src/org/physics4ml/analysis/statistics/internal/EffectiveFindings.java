package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.compute.statistics.LinearFit;
import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.compute.statistics.PolynomialFit;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Scalar;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.network.DrawSampler;

/** The tables, checks and figures of the analysis {@code effective-action}. */
final class EffectiveFindings {

	private static final String COUPLING = "λ = Gc4/(24 ∫ KKKK) of the exact Gc4 (2.28), arXiv:2008.08601", REBUILT = "first order in Gc4, arXiv:2307.03223";
	/** Beyond this difference between two rules the integrals are told of. */
	private static final double INTEGRAL = 1e-6;
	/** What vanishes by independence of two points is left at rounding. */
	private static final double ZERO = 1e-12;
	private static final int CURVES = 3, STEPS = 120;
	private static final double RANGE = 6;

	private final List<Result<Sums>> results;
	private final List<String> axes;
	private final List<Scalar> scalars = new ArrayList<>();
	private final List<Check> checks = new ArrayList<>();
	private final Set<String> notices = new LinkedHashSet<>();
	private final Table.Builder coupling, average, local, reconstruction, positivity, density;
	private boolean measured;

	EffectiveFindings(List<Result<Sums>> results) {
		this.results = results;
		axes = List.copyOf(results.getFirst().cell().axes().keySet());
		coupling = table("coupling", "points", "cutoff", "coupling", "couplingError", "theory");
		average = table("average", "cutoff", "coupling", "couplingError", "theory", "spread", "theorySpread", "integralError");
		local = table("local", "cutoff", "lambda0", "lambda0Error", "lambda2", "lambda2Error", "lambda0Theory", "lambda2Theory", "mape", "condition");
		reconstruction = table("reconstruction", "points", "measured", "measuredError", "rebuilt", "pull");
		positivity = table("positivity", "angle", "radius");
		density = table("density", "radius", "truncated", "gaussian");
	}

	private Table.Builder table(String name, String... columns) {
		var table = new Table.Builder(name);
		axes.forEach(table::column);
		for (String column : columns)
			table.column(column);
		return table;
	}

	private static Table.Builder row(Table.Builder table, Cell cell) {
		table.row();
		cell.axes().forEach(table::set);
		return table;
	}

	private String title(String what, Cell cell) {
		return axes.isEmpty() ? what : what + ", " + VertexFindings.at(cell.axes());
	}

	Findings findings() {
		for (Result<Sums> result : results)
			cell(result);
		return new Findings(scalars, checks, List.of(coupling.build(), average.build(), local.build(), reconstruction.build(), positivity.build(), density.build()), figures(), List.copyOf(notices));
	}

	private void cell(Result<Sums> result) {
		var measurement = (EffectiveAction.Measured) result.measurement();
		notices.add(measurement.explanation());
		var theory = measurement.vertices().theory();
		if (!theory.missing().isEmpty())
			notices.add(theory.missing());
		var missing = theory.existence().ofCorrelator(measurement.coupled().getFirst());
		missing.ifPresent(moment -> notices.add(moment + ", nor do four-point functions that need it: they are left empty; choose a prior with lighter tails"));
		Jackknife.Estimate estimate = result.blocks().isEmpty() || measurement.need().isEmpty() || missing.isPresent() ? null : Jackknife.of(Sums.blocks(result.blocks()), measurement::evaluate);
		if (missing.isEmpty() && estimate != null)
			theory.existence().ofErrorBar(measurement.coupled().getFirst())
					.ifPresent(moment -> notices.add(moment + ": products of four fields have no variance, their error bars mean nothing; choose a prior with lighter tails"));
		measured |= estimate != null;
		couplings(result.cell(), measurement, estimate);
		if (measurement.chosen().length == 0)
			notices.add("the kernel of infinite width is singular or not known at these points: there is no density to rebuild; choose points that differ");
		else
			edgeworth(result.cell(), measurement, estimate);
	}

	private static double connected(VertexTheory theory, int[] points) {
		double exact = theory.exact(theory.layers(), points);
		return Double.isNaN(exact) ? theory.leading(theory.layers(), points) : exact;
	}

	private void couplings(Cell cell, EffectiveAction.Measured measurement, Jackknife.Estimate estimate) {
		var theory = measurement.vertices().theory();
		var integrals = measurement.couplings().values();
		if (integrals.isEmpty()) {
			notices.add("no couplings: " + measurement.couplings().problem());
			for (int[] shown : measurement.shown())
				for (double cutoff : measurement.couplings().cutoffs())
					row(coupling, cell).set("points", Multisets.label(shown)).set("cutoff", cutoff);
			return;
		}
		int rows = measurement.coupled().size(), cutoffs = integrals.size();
		double[] known = new double[rows];
		boolean exact = true;
		for (int row = 0; row < rows; row++) {
			known[row] = connected(theory, measurement.coupled().get(row));
			exact &= !Double.isNaN(theory.exact(theory.layers(), measurement.coupled().get(row)));
		}
		double[] lambda = measurement.couplings().cutoffs();
		var comparison = new Comparison(title("local coupling", cell), exact ? COUPLING : COUPLING.replace("exact", "leading"));
		double worst = 0;
		for (int row = 0; row < rows; row++)
			for (int c = 0; c < cutoffs; c++) {
				double scale = 1 / (24 * integrals.get(c).values()[row]), value = estimate == null ? Double.NaN : scale * estimate.value()[row],
						error = estimate == null ? Double.NaN : Math.abs(scale) * estimate.standardError()[row];
				row(coupling, cell).set("points", Multisets.label(measurement.shown()[row])).set("cutoff", lambda[c]).set("coupling", value, estimate == null ? null : column(estimate, row, scale))
						.set("couplingError", error).set("theory", scale * known[row]);
				if (c == 0)
					comparison.add(Multisets.label(measurement.shown()[row]), value, error, scale * known[row], scale * natural(theory, measurement.coupled().get(row)),
							estimate != null && Comparison.isTrusted(estimate.replicas(), row));
			}
		for (int c = 0; c < cutoffs; c++) {
			double[] I = integrals.get(c).values(), expected = new double[rows];
			for (int row = 0; row < rows; row++)
				expected[row] = Math.abs(known[row] / (24 * I[row]));
			int at = c;
			double[] without = estimate == null ? null : Arrays.stream(estimate.replicas()).mapToDouble(replica -> mean(replica, integrals.get(at).values())).toArray();
			row(average, cell).set("cutoff", lambda[c]).set("theory", mean(expected)).set("theorySpread", spread(expected)).set("integralError", integrals.get(c).error());
			if (estimate != null) {
				double[] values = new double[rows];
				for (int row = 0; row < rows; row++)
					values[row] = Math.abs(estimate.value()[row] / (24 * I[row]));
				average.set("coupling", mean(values), without).set("couplingError", error(without)).set("spread", spread(values));
			}
			worst = Math.max(worst, integrals.get(c).error());
			local(cell, lambda[c], I, known, estimate);
		}
		if (worst > INTEGRAL)
			notices.add("integrals of the kernel are known to " + worst + " only: the kernel has kinks along rays in this dimension");
		double largest = Arrays.stream(known).map(Math::abs).max().orElse(0);
		int[] nonZero = IntStream.range(0, rows).filter(row -> !(Math.abs(known[row]) <= ZERO * largest)).toArray();
		scalars.add(new Scalar(title("slope of ln|λ| against ln Λ", cell), number(slope(lambda, nonZero, integrals)), OptionalDouble.empty(), "1"));
		if (estimate != null)
			checks.add(exact ? comparison.check() : notExact(comparison.check(), theory));
		else
			checks.add(Comparison.undecided(title("local coupling", cell), COUPLING, Verdict.NOT_TESTABLE, "nothing was drawn"));
	}

	/** Leading order alone does not decide where L/N is not far below the errors. */
	private static Check notExact(Check check, VertexTheory theory) {
		if (check.verdict() != Verdict.FAILED)
			return check;
		return new Check(check.name(), check.observed(), check.standardError(), check.expected(), check.source(), check.pull(), check.pValue(), Verdict.INCONCLUSIVE,
				check.reason() + ", which orders beyond the leading one may be at L/N = " + theory.parameter() + ": the analysis non-gaussianity tells them apart");
	}

	private static double natural(VertexTheory theory, int[] points) {
		double product = 1;
		for (int point : points)
			product *= theory.kernel(theory.layers(), point, point);
		return Math.sqrt(product);
	}

	private static double[] column(Jackknife.Estimate estimate, int i, double factor) {
		return Arrays.stream(estimate.replicas()).mapToDouble(replica -> factor * replica[i]).toArray();
	}

	private static double error(double[] replicas) {
		return Jackknife.standardError(Arrays.stream(replicas).mapToObj(value -> new double[] { value }).toArray(double[][]::new), 0);
	}

	private static OptionalDouble number(double value) {
		return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
	}

	private static double mean(double[] connected, double[] integrals) {
		double sum = 0;
		int rows = integrals.length / 2;
		for (int row = 0; row < rows; row++)
			sum += Math.abs(connected[row] / (24 * integrals[row]));
		return sum / rows;
	}

	private static double mean(double[] values) {
		double sum = 0;
		for (double value : values)
			sum += value;
		return sum / values.length;
	}

	/** Standard deviation over the tuples, divisor their number. */
	private static double spread(double[] values) {
		double mean = mean(values), squares = 0;
		for (double value : values)
			squares += (value - mean) * (value - mean);
		return Math.sqrt(squares / values.length);
	}

	/** Least squares over all multisets and cutoffs together: of each multiset Gc4 is a constant that drops out. */
	private static double slope(double[] cutoffs, int[] rows, List<LocalIntegrals.Integrals> integrals) {
		double[] x = new double[cutoffs.length], y = new double[x.length];
		for (int c = 0; c < x.length; c++) {
			x[c] = StrictMath.log(cutoffs[c]);
			for (int row : rows)
				y[c] -= StrictMath.log(Math.abs(integrals.get(c).values()[row])) / rows.length;
		}
		if (rows.length == 0)
			return Double.NaN;
		return LinearFit.of(x, y, new double[x.length]).map(LinearFit::slope).orElse(Double.NaN);
	}

	/** Least squares of Gc4 = 24 (λ_0 I_0 + λ_2 I_2) over the rows, each row relative to its own size in MAPE alone. */
	private void local(Cell cell, double cutoff, double[] integrals, double[] known, Jackknife.Estimate estimate) {
		int rows = known.length;
		double[][] design = new double[rows][];
		for (int row = 0; row < rows; row++)
			design[row] = new double[] { 24 * integrals[row], 24 * integrals[rows + row] };
		double[] ones = new double[rows];
		Arrays.fill(ones, 1);
		row(local, cell).set("cutoff", cutoff).set("condition", condition(design));
		boolean complete = Arrays.stream(known).allMatch(Double::isFinite);
		double[] data = complete ? known : estimate == null ? null : Arrays.copyOf(estimate.value(), rows);
		if (complete)
			PolynomialFit.of(design, known, ones).ifPresent(fit -> local.set("lambda0Theory", fit.coefficient(0)).set("lambda2Theory", fit.coefficient(1)));
		if (estimate != null && PolynomialFit.of(design, Arrays.copyOf(estimate.value(), rows), ones).isPresent()) {
			double[][] without = Arrays.stream(estimate.replicas()).map(replica -> PolynomialFit.of(design, Arrays.copyOf(replica, rows), ones).orElseThrow().coefficients()).toArray(double[][]::new);
			var fit = PolynomialFit.of(design, Arrays.copyOf(estimate.value(), rows), ones).orElseThrow();
			for (int j = 0; j < 2; j++) {
				int coefficient = j;
				double[] replicas = Arrays.stream(without).mapToDouble(values -> values[coefficient]).toArray();
				local.set("lambda" + 2 * j, fit.coefficient(j), replicas).set("lambda" + 2 * j + "Error", error(replicas));
			}
		}
		if (data != null)
			PolynomialFit.of(design, data, ones).ifPresent(fit -> {
				double sum = 0;
				double largest = Arrays.stream(data).map(Math::abs).max().orElse(0);
				int used = 0;
				for (int row = 0; row < rows; row++)
					if (Math.abs(data[row]) > ZERO * largest) {
						used++;
						sum += Math.abs((fit.coefficient(0) * design[row][0] + fit.coefficient(1) * design[row][1] - data[row]) / data[row]);
					}
				local.set("mape", sum / used);
			});
	}

	/** Of the two columns, each scaled to length 1: (1 + |cos|)/|sin| of the angle between; missing where they are parallel. */
	private static double condition(double[][] design) {
		double aa = 0, ab = 0, rest = 0, bb = 0;
		for (double[] row : design) {
			aa += row[0] * row[0];
			ab += row[0] * row[1];
			bb += row[1] * row[1];
		}
		for (double[] row : design) {
			double r = row[1] - ab / aa * row[0];
			rest += r * r;
		}
		double sine = Math.sqrt(rest / bb);
		return sine > 1e-13 ? (1 + Math.abs(ab) / Math.sqrt(aa * bb)) / sine : Double.NaN;
	}

	private void edgeworth(Cell cell, EffectiveAction.Measured measurement, Jackknife.Estimate estimate) {
		var theory = measurement.vertices().theory();
		int[] chosen = measurement.chosen();
		int k = chosen.length, offset = measurement.coupled().size();
		double[][] kernel = new double[k][k];
		for (int i = 0; i < k; i++)
			for (int j = 0; j < k; j++)
				kernel[i][j] = theory.meanKernel(chosen[i], chosen[j]);
		if (!Arrays.stream(kernel).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
			if (estimate == null) {
				notices.add("the kernel is neither known at these points nor measured: there is no density to rebuild; draw networks, or choose a prior with lighter tails");
				return;
			}
			for (int i = 0; i < k; i++)
				for (int j = 0; j < k; j++)
					kernel[i][j] = two(measurement, estimate, i, j);
			notices.add("the kernel is not known at these points: the density is rebuilt about the two-point function as measured");
			if (!isRegular(kernel)) {
				notices.add("the two-point function as measured is singular at these points: there is no density to rebuild; choose points that differ");
				return;
			}
		}
		Edgeworth expansion = new Edgeworth(kernel, (a, b, c, d) -> connected(theory, new int[] { chosen[a], chosen[b], chosen[c], chosen[d] }));
		boolean known = Double.isFinite(expansion.factor(new double[k]));
		String source = "vertices: theory";
		if (!known && estimate != null) {
			Map<String, Double> fourth = new LinkedHashMap<>();
			for (int row = 0; row < measurement.vertices().rows().length; row++)
				fourth.put(Arrays.toString(measurement.vertices().rows()[row]), Double.NaN);
			for (int m = 0; m < measurement.multisets().size(); m++) {
				int[] i = measurement.multisets().get(m);
				if (i.length == 4) {
					double wick = 0;
					for (int[] order : VertexTheory.PAIRINGS)
						wick += two(measurement, estimate, i[order[0]], i[order[1]]) * two(measurement, estimate, i[order[2]], i[order[3]]);
					fourth.put(Arrays.toString(i), estimate.value()[offset + m] - wick);
				}
			}
			expansion = new Edgeworth(kernel, (a, b, c, d) -> fourth.get(Arrays.toString(new int[] { a, b, c, d })));
			known = true;
			source = "vertices: as measured, so that moments to fourth order agree by construction";
		}
		notices.add("the density is rebuilt at the distinct points " + Multisets.label(chosen) + "; " + source);
		var sixth = theory.existence().ofCorrelator(new int[6]);
		sixth.ifPresent(moment -> notices.add(moment + ", nor do six-point functions that need it: they are left empty; choose a prior with lighter tails"));
		double[] rebuilt = known ? expansion.moments(measurement.multisets()) : null;
		var comparison = new Comparison(title("rebuilt moments n ≤ 4", cell), REBUILT);
		for (int m = 0; m < measurement.multisets().size(); m++) {
			int[] i = measurement.multisets().get(m);
			double value = estimate == null || i.length == 6 && sixth.isPresent() ? Double.NaN : estimate.value()[offset + m], error = Double.isNaN(value) ? Double.NaN : estimate.standardError()[offset + m],
					expected = rebuilt == null ? Double.NaN : rebuilt[m], scale = 1;
			int[] shown = Arrays.stream(i).map(point -> first(cell, chosen[point])).toArray();
			for (int point : i)
				scale *= kernel[point][point];
			row(reconstruction, cell).set("points", Multisets.label(shown)).set("measured", value, Double.isNaN(value) ? null : column(estimate, offset + m, 1)).set("measuredError", error)
					.set("rebuilt", expected).set("pull", Comparison.pull(value, error, expected));
			if (i.length <= 4)
				comparison.add(Multisets.label(shown), value, error, expected, Math.sqrt(scale), estimate != null && Comparison.isTrusted(estimate.replicas(), offset + m));
		}
		if (estimate != null && rebuilt != null && source.endsWith("theory"))
			checks.add(isExact(theory) ? comparison.check() : notExact(comparison.check(), theory));
		if (known)
			negative(cell, expansion, kernel);
	}

	private static boolean isRegular(double[][] kernel) {
		int k = kernel.length;
		double[] packed = new double[DrawSampler.packedLength(k)];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++)
				packed[at++] = kernel[p][q];
		return Cholesky.factor(k, packed, 0, 1e-6, new double[k * k], 0, new int[k], new double[k]) == k;
	}

	private static boolean isExact(VertexTheory theory) {
		return theory.layers() == 2;
	}

	private static double two(EffectiveAction.Measured measurement, Jackknife.Estimate estimate, int a, int b) {
		for (int m = 0; m < measurement.multisets().size(); m++)
			if (Arrays.equals(measurement.multisets().get(m), new int[] { Math.min(a, b), Math.max(a, b) }))
				return estimate.value()[measurement.coupled().size() + m];
		throw new IllegalArgumentException(a + " " + b);
	}

	/** The first of the experiment's points that is this distinct point. */
	private static int first(Cell cell, int distinct) {
		int i = 0;
		while (cell.points().distinctIndex(i) != distinct)
			i++;
		return i;
	}

	/** Where the truncated density is negative: the nearest place, the boundary in the plane of the first two points, and the density along the direction of the nearest place. */
	private void negative(Cell cell, Edgeworth expansion, double[][] kernel) {
		int k = kernel.length;
		double nearest = Double.POSITIVE_INFINITY;
		double[] towards = expansion.directions().getFirst();
		for (double[] u : expansion.directions()) {
			double radius = expansion.negativeRadius(u);
			if (radius < nearest) {
				nearest = radius;
				towards = u;
			}
		}
		String what = title("smallest radius √(φᵀ K⁻¹ φ) of a negative density", cell);
		scalars.add(new Scalar(what, number(nearest), OptionalDouble.empty(), "1"));
		if (nearest < RANGE)
			notices.add(title("the truncated density is negative from √(φᵀ K⁻¹ φ) = " + nearest + " on in some direction: it is no density there; take a larger width", cell));
		for (int step = 0; k > 1 && step <= 360; step += 3) {
			double angle = StrictMath.PI * step / 180;
			double[] phi = new double[k];
			phi[0] = Math.sqrt(kernel[0][0]) * StrictMath.cos(angle);
			phi[1] = Math.sqrt(kernel[1][1]) * StrictMath.sin(angle);
			row(positivity, cell).set("angle", angle).set("radius", expansion.negativeRadius(expansion.direction(phi)));
		}
		for (int step = 0; step <= STEPS; step++) {
			double radius = RANGE * step / STEPS, gaussian = StrictMath.exp(-0.5 * radius * radius);
			double[] xi = towards.clone();
			for (int i = 0; i < k; i++)
				xi[i] *= radius;
			row(density, cell).set("radius", radius).set("truncated", gaussian * expansion.factor(xi)).set("gaussian", gaussian);
		}
	}

	private List<Figure> figures() {
		List<Figure> figures = new ArrayList<>();
		var first = (EffectiveAction.Measured) results.getFirst().measurement();
		List<String> notes = List.of(first.explanation());
		List<Series> series = new ArrayList<>(), densities = new ArrayList<>(), radii = new ArrayList<>();
		int group = 0;
		for (Result<Sums> result : results) {
			if (group == CURVES)
				break;
			Map<String, String> where = new LinkedHashMap<>();
			result.cell().axes().forEach((path, value) -> where.put(path, Objects.toString(value)));
			String suffix = where.isEmpty() ? "" : ", " + VertexFindings.at(result.cell().axes());
			if (measured)
				series.add(new Series("mean over the multisets" + suffix, Style.POINTS, "", "average", "cutoff", "coupling", "couplingError", where, true, group));
			series.add(new Series(measured ? "" : "mean over the multisets" + suffix, Style.LINE, "", "average", "cutoff", "theory", "", where, true, group));
			densities.add(new Series("truncated" + suffix, Style.LINE, "", "density", "radius", "truncated", "", where, false, group));
			radii.add(new Series(where.isEmpty() ? "" : VertexFindings.at(result.cell().axes()), Style.LINE, "", "positivity", "angle", "radius", "", where, false, group));
			if (group == 0)
				densities.add(new Series("Gaussian", Style.DASHED, "", "density", "radius", "gaussian", "", where, false, CURVES));
			group++;
		}
		figures.add(new Figure("coupling", "Local quartic coupling against the cutoff", notes, new Axis("cutoff Λ", Column.DIMENSIONLESS, true), new Axis("⟨|λ_{m}|⟩", Column.DIMENSIONLESS, true), series));
		if (first.chosen().length > 0)
			figures.add(new Figure("density", "Truncated density towards the nearest place where it is negative", notes, new Axis("√(φᵀ K⁻¹ φ)", Column.DIMENSIONLESS, false),
					new Axis("density / density of the Gaussian at 0", Column.DIMENSIONLESS, false), densities));
		if (first.chosen().length > 1)
			figures.add(new Figure("positivity", "Radius from which the truncated density is negative", notes, new Axis("angle in the plane of φ(x_{a})/√K_{aa}, φ(x_{b})/√K_{bb} of the first two points", "rad", false),
					new Axis("√(φᵀ K⁻¹ φ)", Column.DIMENSIONLESS, false), radii));
		return figures;
	}
}
