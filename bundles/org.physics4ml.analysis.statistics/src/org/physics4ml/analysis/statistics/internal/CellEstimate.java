package org.physics4ml.analysis.statistics.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.compute.statistics.PowerLawFit;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;

/** The correlators of one cell: estimates with jackknife errors beside theory. NaN where something is missing. */
final class CellEstimate {

	private final Cell cell;
	private final CorrelatorMeasurement measurement;
	private final SingleLayerTheory theory;
	private final List<Sites.Row> rows;
	private final long draws;
	/** Moments, connected functions, and for n = 4 their ratio to the Wick sum, of all rows; without replicas if they need no draws, null if nothing was measured. */
	private final Jackknife.Estimate estimate;
	/** Whether the estimator needs no draws. */
	private final boolean withoutDraws;
	/** Z and W of all sources, null if nothing was measured. */
	private final Jackknife.Estimate generating;
	private final Map<String, Integer> rowOf = new HashMap<>();
	private final int[][] wick;
	/** Rows whose correlator does not exist. */
	private final int[] absent;

	private CellEstimate(Result<Sums> result) {
		cell = result.cell();
		measurement = (CorrelatorMeasurement) result.measurement();
		rows = measurement.sites().rows();
		theory = measurement.theory();
		for (int row = 0; row < rows.size(); row++)
			rowOf.putIfAbsent(Arrays.toString(rows.get(row).fields()), row);
		wick = rows.stream().map(row -> row.order() == 4 ? pairRows(row.fields()) : null).toArray(int[][]::new);
		absent = IntStream.range(0, rows.size()).filter(row -> missing(row).isPresent()).toArray();
		var blocks = Sums.blocks(result.blocks());
		draws = blocks.stream().mapToLong(Jackknife.Block::draws).sum();
		Optional<CorrelatorMeasurement.Values> exact = cell.draws() > 0 ? measurement.exact() : Optional.empty();
		withoutDraws = exact.isPresent();
		if (withoutDraws) {
			double[] values = all(exact.get());
			estimate = new Jackknife.Estimate(values, new double[values.length], new double[0][]);
		} else
			estimate = blocks.isEmpty() ? null : Jackknife.of(blocks, (count, sums) -> all(measurement.estimate(count, sums)));
		int first = measurement.length();
		generating = blocks.isEmpty() || withoutDraws ? null : Jackknife.of(blocks, (count, sums) -> generating(count, sums, first));
	}

	static CellEstimate of(Result<Sums> result) {
		return new CellEstimate(result);
	}

	/** Rows of the six two-point functions (ab cd ac bd ad bc), null where the table lacks one. */
	private int[] pairRows(int[] f) {
		int[][] pairs = { { 0, 1 }, { 2, 3 }, { 0, 2 }, { 1, 3 }, { 0, 3 }, { 1, 2 } };
		int[] found = new int[6];
		for (int i = 0; i < 6; i++) {
			Integer row = rowOf.get(Arrays.toString(new int[] { f[pairs[i][0]], f[pairs[i][1]] }));
			if (row == null)
				return null;
			found[i] = row;
		}
		return found;
	}

	private double[] all(CorrelatorMeasurement.Values values) {
		int n = rows.size();
		double[] all = Arrays.copyOf(values.moments(), 3 * n);
		System.arraycopy(values.connected(), 0, all, n, n);
		for (int row : absent)
			all[row] = all[n + row] = Double.NaN;
		for (int row = 0; row < n; row++)
			all[2 * n + row] = wick[row] == null ? Double.NaN : all[n + row] / wick(row, values.moments());
		return all;
	}

	private double wick(int row, double[] moments) {
		int[] w = wick[row];
		return moments[w[0]] * moments[w[1]] + moments[w[2]] * moments[w[3]] + moments[w[4]] * moments[w[5]];
	}

	Cell cell() {
		return cell;
	}

	Estimator.Choice choice() {
		return measurement.choice();
	}

	List<Sites.Row> rows() {
		return rows;
	}

	boolean hasOutputs() {
		return measurement.sites().outputs() > 1;
	}

	long draws() {
		return draws;
	}

	boolean isMeasured() {
		return estimate != null;
	}

	private boolean isExact() {
		return choice().estimator() == Estimator.EXACT;
	}

	double moment(int row) {
		return isExact() ? momentTheory(row) : value(row);
	}

	double momentError(int row) {
		return isExact() ? 0 : error(row);
	}

	double connected(int row) {
		return isExact() ? connectedTheory(row) : value(rows.size() + row);
	}

	double connectedError(int row) {
		return isExact() ? 0 : error(rows.size() + row);
	}

	/** Gc4 / (G2 G2 + 2 permutations); NaN for other orders. */
	double deviation(int row) {
		if (!isExact())
			return value(2 * rows.size() + row);
		return deviationTheory(row);
	}

	double deviationError(int row) {
		return isExact() ? 0 : error(2 * rows.size() + row);
	}

	double deviationTheory(int row) {
		return connectedTheory(row) / wickTheory(row);
	}

	private double wickTheory(int row) {
		int[] w = wick[row];
		return w == null ? Double.NaN
				: momentTheory(w[0]) * momentTheory(w[1]) + momentTheory(w[2]) * momentTheory(w[3]) + momentTheory(w[4]) * momentTheory(w[5]);
	}

	/** G2 of a pair of fields, theory where it is known, else measured. */
	private double twoPoint(int a, int b) {
		int[] fields = { Math.min(a, b), Math.max(a, b) };
		var exact = theory.value(fields);
		if (exact.isPresent())
			return exact.get().moment();
		Integer row = rowOf.get(Arrays.toString(fields));
		return row == null ? Double.NaN : moment(row);
	}

	/**
	 * The noise floor: standard error of the naive estimator of Gc^(n) from as many draws of a Gaussian field, √(perm(G2)/M) (PHYSICS 5, 6). For n = 4
	 * coincident points K²√(24/M).
	 */
	double noiseFloor(int row) {
		if (missing(row).isPresent())
			return Double.NaN;
		int[] fields = rows.get(row).fields();
		double[][] matrix = new double[fields.length][fields.length];
		for (int i = 0; i < fields.length; i++)
			for (int j = 0; j < fields.length; j++)
				matrix[i][j] = twoPoint(fields[i], fields[j]);
		long count = draws > 0 ? draws : cell.draws();
		return count == 0 ? Double.NaN : Math.sqrt(permanent(matrix, 0, 0) / count);
	}

	private static double permanent(double[][] matrix, int row, int used) {
		if (row == matrix.length)
			return 1;
		double sum = 0;
		for (int column = 0; column < matrix.length; column++)
			if ((used >> column & 1) == 0)
				sum += matrix[row][column] * permanent(matrix, row + 1, used | 1 << column);
		return sum;
	}

	/** Natural scale K^{n/2} = Π √G2(x_i, x_i). */
	double scale(int row) {
		double product = 1;
		for (int field : rows.get(row).fields())
			product *= twoPoint(field, field);
		return Math.sqrt(product);
	}

	double momentTheory(int row) {
		return theory.value(rows.get(row).fields()).map(SingleLayerTheory.Value::moment).orElse(Double.NaN);
	}

	double connectedTheory(int row) {
		return theory.value(rows.get(row).fields()).map(SingleLayerTheory.Value::connected).orElse(Double.NaN);
	}

	Optional<String> source(int row) {
		return theory.value(rows.get(row).fields()).map(SingleLayerTheory.Value::source);
	}

	/** What a correlator that does not exist lacks; it has no value then, neither theory nor measured. */
	Optional<Existence.Missing> missing(int row) {
		return theory.existence().ofCorrelator(rows.get(row).fields());
	}

	/** What the error bar of a measured correlator lacks. */
	Optional<Existence.Missing> missingError(int row) {
		return isMeasured() ? theory.existence().ofErrorBar(rows.get(row).fields()) : Optional.empty();
	}

	/** Why nothing is known exactly; empty text where something is, or no reason is known. */
	String dependent() {
		return theory.dependent();
	}

	/** Moments of order n that parameters before the readout lack. */
	List<Existence.Missing> missingBefore(int n) {
		return theory.existence().before(n);
	}

	/** Whether the error of the connected function can be trusted. */
	boolean isTrusted(int row) {
		return missingError(row).isEmpty() && (estimate == null || withoutDraws || Comparison.isTrusted(estimate.replicas(), rows.size() + row));
	}

	double pull(int row) {
		return Comparison.pull(connected(row), connectedError(row), connectedTheory(row));
	}

	/** This cell as a point of a fit of the connected function against x. */
	PowerLawFit.Cell fitCell(int row, double x) {
		if (drawsNothing())
			return new PowerLawFit.Cell(x, connected(row), 0, new double[0]);
		if (estimate == null)
			return new PowerLawFit.Cell(x, Double.NaN, Double.NaN, new double[0]);
		return new PowerLawFit.Cell(x, connected(row), connectedError(row), connectedReplicas(row));
	}

	/** Values without each block of draws; null where nothing was measured. */
	double[] momentReplicas(int row) {
		return replicas(row);
	}

	double[] connectedReplicas(int row) {
		return replicas(rows.size() + row);
	}

	double[] deviationReplicas(int row) {
		return replicas(2 * rows.size() + row);
	}

	private double[] replicas(int i) {
		return estimate == null || estimate.replicas().length == 0 ? null : Arrays.stream(estimate.replicas()).mapToDouble(replica -> replica[i]).toArray();
	}

	private double[] generating(long count, double[] sums, int first) {
		int sources = measurement.sources().count();
		double[] values = new double[2 * sources];
		for (int source = 0; source < sources; source++) {
			values[source] = sums[first + source] / count;
			values[sources + source] = StrictMath.log(values[source]);
		}
		return values;
	}

	Sources sources() {
		return measurement.sources();
	}

	/** Whether Z[J] is known not to exist: then there is nothing to estimate. */
	boolean isInfinite(int source) {
		return sources().isInfinite(source, cell.ensemble(), cell.points());
	}

	private boolean hasNone(int source) {
		return generating == null || isInfinite(source);
	}

	/** Z[J] of a source. */
	double z(int source) {
		return drawsNothing() ? StrictMath.exp(wTheory(source)) : hasNone(source) ? Double.NaN : generating.value()[source];
	}

	double zError(int source) {
		return drawsNothing() ? exactError(source) : hasNone(source) ? Double.NaN : generating.standardError()[source];
	}

	double[] zReplicas(int source) {
		return hasNone(source) || generating.replicas().length == 0 ? null : Arrays.stream(generating.replicas()).mapToDouble(replica -> replica[source]).toArray();
	}

	/** W[J] = ln Z[J], without the bias of order 1/M: B W - (B-1) W̄ with the mean W̄ over the replicas. */
	double w(int source) {
		if (drawsNothing())
			return wTheory(source);
		if (hasNone(source))
			return Double.NaN;
		double value = generating.value()[sources().count() + source], shift = 0;
		double[] replicas = wReplicas(source);
		for (int b = 0; replicas != null && b < replicas.length; b++)
			shift += (replicas[b] - value) * (replicas.length - 1) / replicas.length;
		return value - shift;
	}

	double wError(int source) {
		return drawsNothing() ? exactError(source) : hasNone(source) ? Double.NaN : generating.standardError()[sources().count() + source];
	}

	double[] wReplicas(int source) {
		int i = sources().count() + source;
		return hasNone(source) || generating.replicas().length == 0 ? null : Arrays.stream(generating.replicas()).mapToDouble(replica -> replica[i]).toArray();
	}

	/** Whether values are exact: of the estimator exact, or where the kernel that would be drawn is fixed. */
	boolean drawsNothing() {
		return isExact() || withoutDraws;
	}

	private double exactError(int source) {
		return Double.isNaN(wTheory(source)) ? Double.NaN : 0;
	}

	double wTheory(int source) {
		return sources().theory(source, cell.ensemble(), cell.points()).orElse(Double.NaN);
	}

	boolean isTrustedSource(int source) {
		return generating == null || Comparison.isTrusted(generating.replicas(), sources().count() + source);
	}

	/** |J|² K. */
	double sourceSize(int source) {
		return sources().size(source, this::twoPointOfFirstOutput);
	}

	/** JᵀGJ/2, what W is for a Gaussian process. */
	double gaussianW(int source) {
		return 0.5 * sources().strength(source, this::twoPointOfFirstOutput);
	}

	private double twoPointOfFirstOutput(int p, int q) {
		int outputs = measurement.sites().outputs();
		return twoPoint(p * outputs, q * outputs);
	}

	private double value(int i) {
		return estimate == null ? Double.NaN : estimate.value()[i];
	}

	private double error(int i) {
		return estimate == null ? Double.NaN : estimate.standardError()[i];
	}
}
