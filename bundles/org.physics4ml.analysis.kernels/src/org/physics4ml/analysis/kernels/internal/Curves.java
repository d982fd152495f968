package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Table;

/**
 * Predictions as functions of the input: mean with a band of one standard deviation and the data, over the coordinate of one-dimensional inputs, else over the
 * index of the point. Several outputs have a column {@code output}.
 */
final class Curves {

	private static final String FUNCTION = "function";
	private static final String DATA = "data";
	private static final String OUTPUT = "output";
	private static final String SAMPLES = "samples";
	private static final int DRAWN_SAMPLES = 6;
	private static final int LARGEST = 4;

	private final boolean several;
	private final boolean line;
	private final Table.Builder functions;
	private final Table.Builder data;
	private final Table.Builder samples;
	private final List<Map<String, String>> drawn = new ArrayList<>();
	private final List<String> labels = new ArrayList<>();

	Curves(List<? extends Result<?>> results) {
		Axes axes = Axes.of(results);
		several = results.stream().anyMatch(result -> result.cell().ensemble().outputs() > 1);
		line = results.stream().allMatch(result -> result.cell().points().dimension() == 1);
		functions = axes.table(FUNCTION, line ? indices("i", "x", "mean", "deviation") : indices("i", "mean", "deviation"));
		samples = axes.table(SAMPLES, line ? indices("sample", "i", "x", "prior", "posterior") : indices("sample", "i", "prior", "posterior"));
		data = axes.table(DATA, line ? indices("i", "x", "target") : indices("i", "target"));
	}

	/** Columns, with one for the output after the first if there are several. */
	String[] indices(String first, String... others) {
		List<String> columns = new ArrayList<>(List.of(first));
		if (several)
			columns.add(OUTPUT);
		columns.addAll(Arrays.asList(others));
		return columns.toArray(String[]::new);
	}

	/** Sets the point and, if there are several, the output. */
	Table.Builder set(Table.Builder row, int i, int output) {
		row.set("i", i);
		return several ? row.set(OUTPUT, output) : row;
	}

	/** The points as they are drawn. */
	private List<Integer> order(Cell cell) {
		var order = IntStream.range(0, cell.points().count()).boxed();
		return (line ? order.sorted(Comparator.comparingDouble(i -> cell.points().get(i)[0])) : order).toList();
	}

	void add(Cell cell, Prediction prediction) {
		add(cell, Snapshot.exact(prediction, null, null));
	}

	void add(Cell cell, Snapshot snapshot) {
		for (int i : order(cell))
			for (int output = 0; output < snapshot.mean().length; output++) {
				var row = set(Axes.row(functions, cell), i, output).set("mean", snapshot.mean()[output][i]).set("deviation", Math.sqrt(snapshot.variance()[output][i]));
				if (line)
					row.set("x", cell.points().get(i)[0]);
			}
		Data known = cell.data().orElseThrow();
		for (int i = 0; i < known.points().count(); i++)
			for (int output = 0; output < known.targets().get(i).length; output++) {
				var row = set(Axes.row(data, cell), i, output).set("target", known.targets().get(i)[output]);
				if (line)
					row.set("x", known.points().get(i)[0]);
			}
		for (int output = 0; output < snapshot.mean().length && drawn.size() < LARGEST; output++) {
			drawn.add(several ? Axes.where(cell, OUTPUT, output) : Axes.where(cell));
			labels.add(Axes.at(cell) + (several ? (cell.axes().isEmpty() ? "" : ", ") + "output " + output : ""));
		}
	}

	/** Random functions, [sample][output][i], before and after the data. */
	void addSamples(Cell cell, double[][][] prior, double[][][] posterior) {
		for (int sample = 0; sample < prior.length; sample++)
			for (int output = 0; output < prior[sample].length; output++)
				for (int i : order(cell)) {
					var row = set(Axes.row(samples, cell), i, output).set("sample", sample).set("prior", prior[sample][output][i]).set("posterior", posterior[sample][output][i]);
					if (line)
						row.set("x", cell.points().get(i)[0]);
				}
	}

	/** Whether anything is drawn. */
	boolean isAny() {
		return !drawn.isEmpty();
	}

	/** {@code samples}: random functions; empty without any. */
	Optional<Table> samples() {
		return Optional.of(samples.build()).filter(table -> table.rows() > 0);
	}

	/** Random functions before and after the data, of the first cell and output. */
	List<Figure> sampleFigures(List<String> notes) {
		Table table = samples.build();
		if (table.rows() == 0)
			return List.of();
		int count = (int) Math.min(DRAWN_SAMPLES, 1 + table.column("sample").orElseThrow().values().stream().mapToLong(Long.class::cast).max().orElseThrow());
		String x = line ? "x" : "i";
		Map<String, String> where = drawn.getFirst();
		List<Figure> figures = new ArrayList<>();
		for (String law : List.of("prior", "posterior")) {
			List<Series> series = new ArrayList<>();
			boolean after = law.equals("posterior");
			if (after)
				series.add(new Series("", Style.BAND, "", FUNCTION, x, "mean", "deviation", where, false, 0));
			for (int sample = 0; sample < count; sample++) {
				Map<String, String> one = new LinkedHashMap<>(where);
				one.put("sample", Integer.toString(sample));
				series.add(new Series(sample == 0 ? "random functions" : "", Style.LINE, "", SAMPLES, x, law, "", one, false, sample + 1));
			}
			if (after) {
				series.add(new Series("mean, ± standard deviation", Style.DASHED, "", FUNCTION, x, "mean", "", where, false, 0));
				if (line)
					series.add(new Series("data", Style.POINTS, "", DATA, x, "target", "", where, false, 0));
			}
			figures.add(new Figure(law + "-functions", after ? "Random functions given the data" : "Random functions before the data", notes,
					new Axis(line ? "x" : "point i", Column.DIMENSIONLESS, false), new Axis("φ(x)", Column.DIMENSIONLESS, false), series));
		}
		return figures;
	}

	/** {@code function}: mean and standard deviation, in the order of x. */
	Table functions() {
		return functions.build();
	}

	/** {@code data}: the targets. */
	Table data() {
		return data.build();
	}

	Figure figure(String name, String title, List<String> notes) {
		List<Series> series = new ArrayList<>();
		String x = line ? "x" : "i";
		for (int group = 0; group < drawn.size(); group++) {
			Map<String, String> where = new LinkedHashMap<>(drawn.get(group));
			String label = labels.get(group);
			if (line) {
				series.add(new Series("", Style.BAND, "", FUNCTION, x, "mean", "deviation", where, false, group));
				series.add(new Series(label.isEmpty() ? "mean, ± standard deviation" : label, Style.LINE, "", FUNCTION, x, "mean", "", where, false, group));
				series.add(new Series(group == 0 ? "data" : "", Style.POINTS, "", DATA, x, "target", "", where, false, group));
			} else
				series.add(new Series(label.isEmpty() ? "mean ± standard deviation" : label, Style.POINTS, "", FUNCTION, x, "mean", "deviation", where, false, group));
		}
		return new Figure(name, title, notes, new Axis(line ? "x" : "point i", Column.DIMENSIONLESS, false), new Axis("φ(x)", Column.DIMENSIONLESS, false), series);
	}
}
