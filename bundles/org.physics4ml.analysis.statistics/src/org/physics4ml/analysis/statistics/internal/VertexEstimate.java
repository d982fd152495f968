package org.physics4ml.analysis.statistics.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.compute.statistics.PowerLawFit;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;

/** The connected functions of one cell with jackknife errors, beside theory. NaN where something is missing. */
final class VertexEstimate {

	private final Cell cell;
	private final VertexMeasurement measurement;
	private final int[][] shown;
	private final long draws;
	private final Jackknife.Estimate estimate;
	private final List<NormalitySums.Test> tests;

	private VertexEstimate(Result<Sums> result) {
		cell = result.cell();
		measurement = (VertexMeasurement) result.measurement();
		shown = measurement.shown();
		var blocks = Sums.blocks(result.blocks());
		draws = blocks.stream().mapToLong(Jackknife.Block::draws).sum();
		estimate = blocks.isEmpty() || measurement.choice().path() == null ? null : Jackknife.of(blocks, measurement::evaluate);
		tests = estimate == null ? List.of() : measurement.tests(result.blocks()).stream().map(test -> lacking(test).isEmpty() ? test : new NormalitySums.Test(test.name(), Double.NaN, Double.NaN)).toList();
	}

	/** What a statistic of moments that do not exist lacks. */
	Optional<Existence.Missing> lacking(NormalitySums.Test test) {
		return theory().existence().ofCorrelator(new int[test.order()]);
	}

	static VertexEstimate of(Result<Sums> result) {
		return new VertexEstimate(result);
	}

	Cell cell() {
		return cell;
	}

	VertexTheory theory() {
		return measurement.theory();
	}

	String explanation() {
		return measurement.explanation();
	}

	boolean isMeasured() {
		return estimate != null;
	}

	boolean usesKernels() {
		return measurement.choice().kernels();
	}

	long draws() {
		return draws;
	}

	int layers() {
		return theory().layers();
	}

	int rows() {
		return shown.length;
	}

	String label(int row) {
		return Multisets.label(shown[row]);
	}

	int[] shown(int row) {
		return shown[row];
	}

	int[] points(int row) {
		return measurement.rows()[row];
	}

	int sixthRows() {
		return measurement.sixth().length;
	}

	int[] sixth(int row) {
		return measurement.sixth()[row];
	}

	List<NormalitySums.Test> tests() {
		return tests;
	}

	String testedPoints() {
		return measurement.normality().map(tests -> Multisets.label(Arrays.stream(tests.points()).sorted().toArray())).orElse("");
	}

	/** Whether there are numbers for a layer: it is measured, and the prior has the moments. */
	private boolean measures(int layer) {
		return isMeasured() && measurement.measures(layer) && theory().existence().ofCorrelator(points(0)).isEmpty();
	}

	/** What the connected functions, or their error bars, lack. */
	Optional<Existence.Missing> missing(boolean errorBar) {
		return errorBar ? theory().existence().ofErrorBar(points(0)) : theory().existence().ofCorrelator(points(0));
	}

	double connected(int layer, int row) {
		return measures(layer) ? estimate.value()[measurement.connected(layer, row)] : Double.NaN;
	}

	double error(int layer, int row) {
		return measures(layer) ? estimate.standardError()[measurement.connected(layer, row)] : Double.NaN;
	}

	boolean isTrusted(int layer, int row) {
		return measures(layer) && missing(true).isEmpty() && Comparison.isTrusted(estimate.replicas(), measurement.connected(layer, row));
	}

	/** Gc/K², measured where there is a measurement, else theory. */
	double ratio(int layer, int row) {
		return measures(layer) ? estimate.value()[measurement.ratio(layer, row)] : best(layer, row) / scale(layer, row);
	}

	double ratioError(int layer, int row) {
		return measures(layer) ? estimate.standardError()[measurement.ratio(layer, row)] : Double.NaN;
	}

	double leading(int layer, int row) {
		return theory().leading(layer, points(row));
	}

	double exact(int layer, int row) {
		return theory().exact(layer, points(row));
	}

	/** Exact where it is known, else leading order. */
	double best(int layer, int row) {
		double exact = exact(layer, row);
		return Double.isNaN(exact) ? leading(layer, row) : exact;
	}

	/** K² = Π √K(x_i, x_i) of the four points in the limit of infinite width. */
	double scale(int layer, int row) {
		double product = 1;
		for (int point : points(row))
			product *= theory().kernel(layer, point, point);
		return Math.sqrt(product);
	}

	/** Standard error of plain products of a Gaussian field from as many draws, over K²: √(perm(K)/M)/K², √(24/M) at one point (PHYSICS 6). */
	double floor(int row) {
		if (missing(false).isPresent())
			return Double.NaN;
		int[] points = points(row);
		long count = draws > 0 ? draws : cell.draws();
		double sum = permanent(points, new int[] { 0, 1, 2, 3 }, 0, 1);
		return count == 0 ? Double.NaN : Math.sqrt(sum / count) / scale(layers(), row);
	}

	private double permanent(int[] points, int[] order, int row, double product) {
		if (row == 4)
			return product;
		double sum = 0;
		for (int j = row; j < 4; j++) {
			int other = order[j];
			order[j] = order[row];
			order[row] = other;
			sum += permanent(points, order, row + 1, product * theory().kernel(layers(), points[row], points[other]));
			order[row] = order[j];
			order[j] = other;
		}
		return sum;
	}

	/** What the six-point functions, or their error bars, lack. */
	Optional<Existence.Missing> sixthMissing(boolean errorBar) {
		return sixthRows() == 0 ? Optional.empty() : errorBar ? theory().existence().ofErrorBar(sixth(0)) : theory().existence().ofCorrelator(sixth(0));
	}

	private boolean measuresSixth() {
		return isMeasured() && measurement.choice().path() != null && sixthMissing(false).isEmpty();
	}

	double sixthValue(int row) {
		return measuresSixth() ? estimate.value()[measurement.sixth(row)] : Double.NaN;
	}

	double sixthError(int row) {
		return measuresSixth() ? estimate.standardError()[measurement.sixth(row)] : Double.NaN;
	}

	boolean isSixthTrusted(int row) {
		return measuresSixth() && sixthMissing(true).isEmpty() && Comparison.isTrusted(estimate.replicas(), measurement.sixth(row));
	}

	double sixthExact(int row) {
		return theory().connected(sixth(row));
	}

	/** The output's connected function as a point of a fit. */
	PowerLawFit.Cell fitCell(int row, double x) {
		if (!measures(layers()))
			return new PowerLawFit.Cell(x, Double.NaN, Double.NaN, new double[0]);
		return new PowerLawFit.Cell(x, connected(layers(), row), error(layers(), row), replicas(layers(), row, 1));
	}

	/** The connected function without each block of draws, times a factor; null where nothing was measured. */
	double[] replicas(int layer, int row, double factor) {
		return measures(layer) ? replicas(measurement.connected(layer, row), factor) : null;
	}

	double[] ratioReplicas(int layer, int row) {
		return measures(layer) ? replicas(measurement.ratio(layer, row), 1) : null;
	}

	double[] sixthReplicas(int row, double factor) {
		return measuresSixth() ? replicas(measurement.sixth(row), factor) : null;
	}

	private double[] replicas(int column, double factor) {
		return Arrays.stream(estimate.replicas()).mapToDouble(replica -> factor * replica[column]).toArray();
	}
}
