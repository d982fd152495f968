package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.physics4ml.analysis.kernels.internal.Inference.Fit;
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

/** Tables, scalars and figures of the analysis {@code gp-inference}. A table that nothing was asked for is left out. */
final class InferenceFindings {

	private static final String EVIDENCE = "logMarginalLikelihood", CONDITION = "conditionNumber", STEPS = "fitSteps";

	private final List<Result<Sums>> results;
	private final Axes axes;
	private final Curves curves;
	private final Table.Builder posterior, covariance, evidence, gradient, fit, steps, leaveOneOut, test, confusion;
	private final List<Scalar> scalars = new ArrayList<>();
	private final List<String> notices = new ArrayList<>();

	InferenceFindings(List<Result<Sums>> results) {
		this.results = results;
		axes = Axes.of(results);
		curves = new Curves(results);
		posterior = axes.table("posterior", curves.indices("i", "mean", "variance"));
		covariance = axes.table("covariance", "i", "j", "covariance");
		evidence = axes.table("evidence", EVIDENCE, CONDITION);
		gradient = axes.table("gradient", "variance", "value", "derivative", "derivativeBound");
		fit = axes.table("fit", "variance", "start", "value", "valueError");
		steps = axes.table(STEPS, "step", EVIDENCE, "gradient");
		leaveOneOut = axes.table("leaveOneOut", curves.indices("i", "target", "mean", "variance"));
		test = axes.table("test", curves.indices("i", "target", "mean", "variance"));
		confusion = axes.table("confusion", "label", "predicted", "count");
	}

	Findings findings() {
		results.stream().map(result -> result.measurement().explanation()).distinct().forEach(notices::add);
		for (Result<Sums> result : results) {
			Theory<Inference> theory = Theory.of(result);
			theory.value().ifPresentOrElse(found -> add(result.cell(), found), () -> notices.add(Axes.title("no posterior: " + theory.problem(), result.cell())));
		}
		List<Table> tables = new ArrayList<>(List.of(posterior.build(), evidence.build()));
		for (Table.Builder builder : List.of(covariance, gradient, fit, steps, leaveOneOut, test, confusion)) {
			Table table = builder.build();
			if (table.rows() > 0)
				tables.add(table);
		}
		tables.add(curves.functions());
		tables.add(curves.data());
		curves.samples().ifPresent(tables::add);
		List<Figure> figures = new ArrayList<>();
		if (curves.isAny())
			figures.add(curves.figure("posterior", "Posterior of the network of infinite width", notices));
		figures.addAll(curves.sampleFigures(notices));
		if (tables.stream().anyMatch(table -> table.name().equals(STEPS)))
			figures.add(fitFigure());
		return new Findings(scalars, List.of(), tables, figures, notices);
	}

	private void add(Cell cell, Inference found) {
		Prediction prediction = found.posterior().prediction();
		boolean only = axes.names().isEmpty();
		Data data = cell.data().orElseThrow();
		curves.add(cell, prediction);
		rows(posterior, cell, prediction, null, 0);
		double[] all = found.posterior().covariance();
		int m = cell.points().count();
		for (int i = 0; all != null && i < m; i++)
			for (int j = i; j < m; j++)
				Axes.row(covariance, cell).set("i", i).set("j", j).set("covariance", all[i * m + j]);
		Axes.row(evidence, cell).set(EVIDENCE, found.fitted().log()).set(CONDITION, found.condition());
		if (only) {
			scalars.add(exact(EVIDENCE, found.fitted().log()));
			scalars.add(exact(CONDITION, found.condition()));
		}
		String kernel = "kernel by " + found.origin();
		if (!notices.contains(kernel))
			notices.add(kernel);
		String warning = Limits.warning(Axes.title("the kernel of the data with noise", cell), found.condition());
		if (!warning.isEmpty())
			notices.add(warning);
		List<String> names = found.evidence().names();
		for (int v = 0; found.gradient() != null && v < names.size(); v++) {
			double bound = found.gradient().bounds()[v];
			Axes.row(gradient, cell).set("variance", names.get(v)).set("value", found.fitted().variances()[v]).set("derivative", found.gradient().derivatives()[v]).set("derivativeBound", bound);
		}
		if (found.fit() != null)
			addFit(cell, found, only);
		double noise = found.fitted().noise();
		if (found.leaveOneOut() != null) {
			rows(leaveOneOut, cell, found.leaveOneOut(), data.targets(), 0);
			if (only)
				scalars.addAll(Scores.of(found.leaveOneOut(), 0, data.targets(), data.classes()).scalars("leaveOneOut"));
		}
		if (!data.tests().isEmpty()) {
			rows(test, cell, prediction, data.tests(), noise);
			Scores scores = Scores.of(prediction, noise, data.tests(), data.classes());
			if (only)
				scalars.addAll(scores.scalars(""));
			for (int label = 0; label < data.classes(); label++)
				for (int predicted = 0; predicted < data.classes(); predicted++)
					Axes.row(confusion, cell).set("label", label).set("predicted", predicted).set("count", scores.confusion()[label][predicted]);
		}
		curves.addSamples(cell, found.prior(), found.draws());
	}

	private void addFit(Cell cell, Inference found, boolean only) {
		Fit made = found.fit();
		List<String> names = found.evidence().names();
		double[] start = found.evidence().start(), at = found.fitted().variances();
		for (int v = 0; v < names.size(); v++) {
			if (!made.fitted()[v])
				continue;
			Axes.row(fit, cell).set("variance", names.get(v)).set("start", start[v]).set("value", at[v]).set("valueError", made.errors()[v]);
			if (only)
				scalars.add(new Scores.Value(at[v], made.errors()[v]).scalar(names.get(v)));
			if (made.atBound()[v])
				notices.add(Axes.title("the likelihood is largest where " + names.get(v) + " is " + (at[v] < 1 ? "0" : "infinite") + ": leave it out of fit and set it to that", cell));
			else if (Double.isNaN(made.errors()[v]))
				notices.add(Axes.title("the likelihood does not tell " + names.get(v) + " from other variances: fix some of them, e.g. give one weightVariance for all layers", cell));
		}
		for (int s = 0; s < made.steps().size(); s++)
			Axes.row(steps, cell).set("step", s).set(EVIDENCE, made.steps().get(s).value()).set("gradient", made.steps().get(s).gradient());
		if (!made.converged())
			notices.add(Axes.title("the fit ended before the gradient vanished, at " + Limits.rounded(made.steps().getLast().gradient())
					+ " per logarithm of a variance: the kernel is ill-conditioned or the likelihood flat; start from a larger noiseVariance", cell));
	}

	/** @param targets a column of them if not null */
	private void rows(Table.Builder table, Cell cell, Prediction prediction, List<double[]> targets, double noise) {
		for (int i = 0; i < prediction.variance().length; i++)
			for (int output = 0; output < prediction.mean().length; output++) {
				curves.set(Axes.row(table, cell), i, output).set("mean", prediction.mean()[output][i]).set("variance", prediction.variance()[i] + noise);
				if (targets != null)
					table.set("target", targets.get(i)[output]);
			}
	}

	private Figure fitFigure() {
		List<Series> series = new ArrayList<>();
		IntStream.range(0, Math.min(4, results.size())).forEach(r -> {
			Cell cell = results.get(r).cell();
			series.add(new Series(Axes.at(cell), Style.LINE, "", STEPS, "step", EVIDENCE, "", Axes.where(cell), false, r));
			series.add(new Series("", Style.POINTS, "", STEPS, "step", EVIDENCE, "", Axes.where(cell), false, r));
		});
		return new Figure("fit", "Marginal likelihood during the fit", notices, new Axis("step", Column.DIMENSIONLESS, false), new Axis("ln p(y)", Column.DIMENSIONLESS, false), series);
	}

	/** A number without a statistical error. */
	static Scalar exact(String name, double value) {
		return new Scalar(name, Scores.Value.optional(value), OptionalDouble.empty(), Column.DIMENSIONLESS);
	}
}
