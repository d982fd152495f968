package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.physics4ml.analysis.kernels.internal.FrozenNtk.Training;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Scalar;
import org.physics4ml.core.findings.Table;

/** Tables, scalars and figures of the analysis {@code frozen-ntk}. */
final class TrainingFindings {

	private static final String TRAJECTORY = "trajectory";
	private static final String[] SPECTRUM = { "lambdaMin", "lambdaMax", "conditionNumber", "maximumLearningRate" };
	private static final int CURVES = 3;
	/** Times that span more than this ratio are drawn on a logarithmic axis. */
	private static final double DECADE = 10;

	private final List<Result<Sums>> results;
	private final double[] times;
	private final Axes axes;
	private final Curves curves;

	/** @param times the finite ones */
	TrainingFindings(List<Result<Sums>> results, double[] times) {
		this.results = results;
		this.times = times;
		axes = Axes.of(results);
		curves = new Curves(results);
	}

	/** @param notices is added to */
	Findings findings(List<String> notices) {
		var prediction = axes.table("prediction", curves.indices("i", "time", "mean", "variance"));
		var spectrum = axes.table("spectrum", SPECTRUM);
		var trajectory = axes.table(TRAJECTORY, curves.indices("i", "time", "mean", "deviation", "limit"));
		for (Result<Sums> result : results) {
			Training training = Theory.of(result);
			Cell cell = result.cell();
			for (int t = 0; t < times.length; t++)
				rows(prediction, cell, times[t], training.finite().get(t));
			rows(prediction, cell, Double.POSITIVE_INFINITY, training.infinite());
			trajectory(trajectory, cell, training);
			curves.add(cell, training.infinite());
			double[] values = spectrum(training.dynamics());
			Axes.row(spectrum, cell);
			for (int s = 0; s < SPECTRUM.length; s++)
				spectrum.set(SPECTRUM[s], values[s]);
			String warning = Limits.warning(Axes.title("the tangent kernel of the data", cell), training.dynamics().condition());
			if (!warning.isEmpty())
				notices.add(warning);
		}
		if (results.stream().anyMatch(result -> !Theory.<Training>of(result).convergent()))
			notices.add(Ntk.DIVERGES);
		List<Scalar> scalars = new ArrayList<>();
		if (axes.names().isEmpty()) {
			double[] values = spectrum(Theory.<Training>of(results.getFirst()).dynamics());
			for (int s = 0; s < SPECTRUM.length; s++)
				scalars.add(GpInference.exact(SPECTRUM[s], values[s]));
		}
		List<Table> tables = new ArrayList<>(List.of(prediction.build(), spectrum.build(), curves.functions(), curves.data()));
		List<Figure> figures = new ArrayList<>(List.of(curves.figure("trained", "Networks of infinite width after training", notices)));
		if (times.length > 0) {
			tables.add(trajectory.build());
			figures.add(figure(notices));
		}
		return new Findings(scalars, List.of(), tables, figures, notices);
	}

	private static double[] spectrum(FrozenDynamics dynamics) {
		return new double[] { dynamics.smallestEigenvalue(), dynamics.largestEigenvalue(), dynamics.condition(), dynamics.maximumLearningRate() };
	}

	/** An infinite time is missing in the table. */
	private void rows(Table.Builder table, Cell cell, double time, Prediction prediction) {
		for (int i = 0; i < prediction.variance().length; i++)
			for (int output = 0; output < prediction.mean().length; output++)
				curves.set(Axes.row(table, cell), i, output).set("time", time).set("mean", prediction.mean()[output][i]).set("variance", prediction.variance()[i]);
	}

	/** A few points in the order of the times, as they are drawn. */
	private void trajectory(Table.Builder table, Cell cell, Training training) {
		int[] order = IntStream.range(0, times.length).boxed().sorted(Comparator.comparingDouble(t -> times[t])).mapToInt(Integer::intValue).toArray();
		for (int i : shown(cell))
			for (int output = 0; output < cell.ensemble().outputs(); output++)
				for (int t : order) {
					Prediction at = training.finite().get(t);
					curves.set(Axes.row(table, cell), i, output).set("time", times[t]).set("mean", at.mean()[output][i]).set("deviation", Math.sqrt(at.variance()[i])).set("limit",
							training.infinite().mean()[output][i]);
				}
	}

	/** Points spread over the list. */
	private static int[] shown(Cell cell) {
		int count = cell.points().count(), shown = Math.min(CURVES, count);
		return IntStream.range(0, shown).map(s -> shown == 1 ? 0 : s * (count - 1) / (shown - 1)).toArray();
	}

	private Figure figure(List<String> notes) {
		Cell cell = results.getFirst().cell();
		double first = Arrays.stream(times).min().orElseThrow(), last = Arrays.stream(times).max().orElseThrow();
		List<Series> series = new ArrayList<>(), lines = new ArrayList<>();
		for (int i : shown(cell)) {
			var where = cell.ensemble().outputs() > 1 ? Axes.where(cell, "i", i, "output", 0) : Axes.where(cell, "i", i);
			int group = series.size();
			series.add(new Series("", Style.BAND, "", TRAJECTORY, "time", "mean", "deviation", where, false, group));
			lines.add(new Series("x_{" + i + "}", Style.LINE, "", TRAJECTORY, "time", "mean", "", where, false, group));
			lines.add(new Series("", Style.DASHED, "", TRAJECTORY, "time", "limit", "", where, false, group));
		}
		series.addAll(lines);
		return new Figure("time", Axes.title("Prediction during training, ± standard deviation over initialisations; dashed: the end of training", cell), notes,
				new Axis("time ηt", Column.DIMENSIONLESS, first > 0 && last >= DECADE * first), new Axis("⟨φ_{t}(x_{i})⟩", Column.DIMENSIONLESS, false), series);
	}
}
