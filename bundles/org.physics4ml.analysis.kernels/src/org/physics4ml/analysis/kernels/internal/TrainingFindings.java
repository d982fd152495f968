package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.physics4ml.analysis.kernels.internal.FrozenNtk.Training;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Data;
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

	private static final String TRAJECTORY = "trajectory", LOSS = "loss", EIGENVALUES = "eigenvalues";
	private static final String[] SPECTRUM = { "lambdaMin", "lambdaMax", "conditionNumber", "maximumLearningRate" };
	private static final int CURVES = 3;
	/** Times that span more than this ratio are drawn on a logarithmic axis. */
	private static final double DECADE = 10;

	private final List<Result<Sums>> results;
	private final double[] times;
	private final Axes axes;
	private final Curves curves;
	private final Table.Builder prediction, spectrum, eigenvalues, loss, covariance, trajectory, test;

	private final boolean crossEntropy;

	/** @param times the finite ones */
	TrainingFindings(List<Result<Sums>> results, double[] times, boolean crossEntropy) {
		this.results = results;
		this.crossEntropy = crossEntropy;
		this.times = times;
		axes = Axes.of(results);
		curves = new Curves(results);
		boolean exact = results.stream().allMatch(result -> Theory.<Training>of(result).value().map(training -> training.finite().stream().allMatch(Snapshot::isExact)).orElse(true));
		prediction = axes.table("prediction", exact ? curves.indices("i", "time", "mean", "variance") : curves.indices("i", "time", "mean", "variance", "meanError", "varianceError"));
		spectrum = axes.table("spectrum", SPECTRUM);
		eigenvalues = axes.table(EIGENVALUES, "r", "eigenvalue", "time", "target");
		loss = exact ? axes.table(LOSS, "time", "loss", "deviation") : axes.table(LOSS, "time", "loss", "lossError", "deviation");
		covariance = axes.table("covariance", "i", "j", "time", "covariance");
		trajectory = axes.table(TRAJECTORY, curves.indices("i", "time", "mean", "deviation", "limit"));
		test = axes.table("test", "time", "rootMeanSquaredError", "rootMeanSquaredErrorError", "accuracy", "accuracyError");
	}

	/** @param notices is added to */
	Findings findings(List<String> notices) {
		List<Training> trainings = new ArrayList<>();
		List<Scalar> scalars = new ArrayList<>();
		for (Result<Sums> result : results) {
			Theory<Training> theory = Theory.of(result);
			Cell cell = result.cell();
			Training training = theory.value().orElse(null);
			trainings.add(training);
			if (training == null) {
				notices.add(Axes.title("nothing is known of the training: " + theory.problem(), cell));
				continue;
			}
			for (int t = 0; t < times.length; t++)
				rows(cell, times[t], training.finite().get(t));
			rows(cell, Double.POSITIVE_INFINITY, training.infinite());
			trajectory(cell, training);
			Snapshot last = training.infinite() != null ? training.infinite() : training.finite().isEmpty() ? null : training.finite().getLast();
			if (last != null)
				curves.add(cell, last);
			spectrum(cell, training, scalars);
			tests(cell, training, scalars);
			String kernel = "the tangent kernel of the data", warning = training.singular().isEmpty() ? Limits.warning(Axes.title(kernel, cell), training.dynamics().condition()) : Axes.title(kernel + " " + training.singular(), cell);
			if (!warning.isEmpty())
				notices.add(warning);
			String kernels = "kernels by " + training.origin();
			if (!notices.contains(kernels))
				notices.add(kernels);
		}
		if (trainings.stream().anyMatch(training -> training != null && !training.convergent()))
			notices.add(Ntk.DIVERGES);
		if (trainings.stream().anyMatch(training -> training != null && training.infinite() == null))
			notices.add(crossEntropy ? "on cross-entropy the functions grow without end where labels can be told apart: there is no infinite time"
					: "targets that cannot be fitted leave Huber's loss without a known end: ask for a late time");
		List<Table> tables = new ArrayList<>(List.of(prediction.build(), spectrum.build(), eigenvalues.build(), loss.build(), curves.functions(), curves.data()));
		for (Table.Builder builder : List.of(covariance, trajectory, test)) {
			Table table = builder.build();
			if (table.rows() > 0)
				tables.add(table);
		}
		List<Figure> figures = new ArrayList<>();
		if (curves.isAny())
			figures.add(curves.figure("trained", "Networks of infinite width after training", notices));
		if (tables.stream().anyMatch(table -> table.name().equals(TRAJECTORY)))
			figures.addAll(List.of(trajectoryFigure(notices), lossFigure(notices)));
		if (trainings.getFirst() != null)
			figures.add(spectrumFigure(notices));
		return new Findings(scalars, List.of(), tables, figures, notices);
	}

	private void spectrum(Cell cell, Training training, List<Scalar> scalars) {
		FrozenDynamics dynamics = training.dynamics();
		double[] lambda = dynamics.eigenvalues(), weights = dynamics.weights();
		double[] values = { lambda[0], lambda[lambda.length - 1], dynamics.condition(), dynamics.maximumLearningRate() };
		Axes.row(spectrum, cell);
		for (int s = 0; s < SPECTRUM.length; s++) {
			spectrum.set(SPECTRUM[s], values[s]);
			if (axes.names().isEmpty())
				scalars.add(InferenceFindings.exact(SPECTRUM[s], values[s]));
		}
		for (int r = lambda.length - 1; r >= 0; r--)
			Axes.row(eigenvalues, cell).set("r", lambda.length - 1 - r).set("eigenvalue", lambda[r]).set("time", lambda.length / lambda[r]).set("target", weights[r]);
	}

	/** Predictions beside targets that are known. */
	private void tests(Cell cell, Training training, List<Scalar> scalars) {
		Data data = cell.data().orElseThrow();
		if (data.tests().isEmpty())
			return;
		for (int t = 0; t <= times.length; t++) {
			Snapshot snapshot = t < times.length ? training.finite().get(t) : training.infinite();
			if (snapshot == null)
				continue;
			Scores scores = Scores.of(new Prediction(snapshot.mean(), snapshot.variance()[0]), 0, data.tests(), data.classes());
			Axes.row(test, cell).set("time", t < times.length ? times[t] : Double.POSITIVE_INFINITY).set("rootMeanSquaredError", scores.error().value()).set("rootMeanSquaredErrorError", scores.error().standardError())
					.set("accuracy", scores.accuracy().value()).set("accuracyError", scores.accuracy().standardError());
			if (t == times.length && axes.names().isEmpty()) {
				scalars.add(scores.error().scalar("rootMeanSquaredError"));
				if (data.classes() > 0)
					scalars.add(scores.accuracy().scalar("accuracy"));
			}
		}
	}

	/** An infinite time is missing in the table; where it does not exist, so are its values. */
	private void rows(Cell cell, double time, Snapshot snapshot) {
		int m = cell.points().count();
		for (int i = 0; i < m; i++)
			for (int output = 0; output < cell.ensemble().outputs(); output++) {
				curves.set(Axes.row(prediction, cell), i, output).set("time", time);
				if (snapshot == null)
					continue;
				prediction.set("mean", snapshot.mean()[output][i]).set("variance", snapshot.variance()[output][i]);
				if (!snapshot.isExact())
					prediction.set("meanError", snapshot.meanError()[output][i]).set("varianceError", snapshot.varianceError()[output][i]);
			}
		if (snapshot == null)
			return;
		Axes.row(loss, cell).set("time", time).set("loss", snapshot.loss().mean()).set("deviation", snapshot.loss().deviation());
		if (!snapshot.isExact())
			loss.set("lossError", snapshot.loss().error());
		for (int i = 0; snapshot.covariance() != null && i < m; i++)
			for (int j = i; j < m; j++)
				Axes.row(covariance, cell).set("i", i).set("j", j).set("time", time).set("covariance", snapshot.covariance()[i * m + j]);
	}

	/** A few points, and the loss, in the order of the times, as they are drawn. */
	private void trajectory(Cell cell, Training training) {
		for (int i : shown(cell))
			for (int output = 0; output < cell.ensemble().outputs(); output++)
				for (int t : order()) {
					Snapshot at = training.finite().get(t);
					curves.set(Axes.row(trajectory, cell), i, output).set("time", times[t]).set("mean", at.mean()[output][i]).set("deviation", Math.sqrt(at.variance()[output][i]));
					if (training.infinite() != null)
						trajectory.set("limit", training.infinite().mean()[output][i]);
				}
	}

	private int[] order() {
		return IntStream.range(0, times.length).boxed().sorted(Comparator.comparingDouble(t -> times[t])).mapToInt(Integer::intValue).toArray();
	}

	/** Points spread over the list. */
	private static int[] shown(Cell cell) {
		int count = cell.points().count(), shown = Math.min(CURVES, count);
		return IntStream.range(0, shown).map(s -> shown == 1 ? 0 : s * (count - 1) / (shown - 1)).toArray();
	}

	private Axis timeAxis() {
		double first = Arrays.stream(times).min().orElseThrow(), last = Arrays.stream(times).max().orElseThrow();
		return new Axis("time ηt", Column.DIMENSIONLESS, first > 0 && last >= DECADE * first);
	}

	private Figure trajectoryFigure(List<String> notes) {
		Cell cell = results.getFirst().cell();
		boolean limit = Theory.<Training>of(results.getFirst()).value().filter(training -> training.infinite() != null).isPresent();
		List<Series> series = new ArrayList<>(), lines = new ArrayList<>();
		for (int i : shown(cell)) {
			var where = cell.ensemble().outputs() > 1 ? Axes.where(cell, "i", i, "output", 0) : Axes.where(cell, "i", i);
			int group = series.size();
			series.add(new Series("", Style.BAND, "", TRAJECTORY, "time", "mean", "deviation", where, false, group));
			lines.add(new Series("x_{" + i + "}", Style.LINE, "", TRAJECTORY, "time", "mean", "", where, false, group));
			if (limit)
				lines.add(new Series("", Style.DASHED, "", TRAJECTORY, "time", "limit", "", where, false, group));
		}
		series.addAll(lines);
		return new Figure("time", Axes.title("Prediction during training, ± standard deviation over initialisations" + (limit ? "; dashed: the end of training" : ""), cell), notes, timeAxis(),
				new Axis("⟨φ_{t}(x_{i})⟩", Column.DIMENSIONLESS, false), series);
	}

	private Figure lossFigure(List<String> notes) {
		List<Series> series = new ArrayList<>();
		for (int r = 0; r < Math.min(CURVES, results.size()); r++) {
			Cell cell = results.get(r).cell();
			if (Theory.<Training>of(results.get(r)).value().isEmpty())
				continue;
			series.add(new Series("", Style.BAND, "", LOSS, "time", "loss", "deviation", Axes.where(cell), false, r));
			series.add(new Series(Axes.at(cell), Style.POINTS, "", LOSS, "time", "loss", "", Axes.where(cell), false, r));
		}
		return new Figure("loss", "Loss on the data, ± standard deviation over initialisations", notes, timeAxis(), new Axis("⟨L_{t}⟩", Column.DIMENSIONLESS, false), series);
	}

	private Figure spectrumFigure(List<String> notes) {
		Cell cell = results.getFirst().cell();
		var where = Axes.where(cell);
		return new Figure("eigenvalues", Axes.title("Spectrum of the tangent kernel of the data", cell), notes, new Axis("r", Column.DIMENSIONLESS, false), new Axis("λ_{r}", Column.DIMENSIONLESS, true),
				List.of(new Series("", Style.POINTS, "", EIGENVALUES, "r", "eigenvalue", "", where, false, 0)));
	}
}
