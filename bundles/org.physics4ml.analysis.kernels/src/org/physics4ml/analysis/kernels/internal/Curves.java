package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
	private static final int LARGEST = 4;

	private final boolean several;
	private final boolean line;
	private final Table.Builder functions;
	private final Table.Builder data;
	private final List<Map<String, String>> drawn = new ArrayList<>();
	private final List<String> labels = new ArrayList<>();

	Curves(List<? extends Result<?>> results) {
		Axes axes = Axes.of(results);
		several = results.stream().anyMatch(result -> result.cell().ensemble().outputs() > 1);
		line = results.stream().allMatch(result -> result.cell().points().dimension() == 1);
		functions = axes.table(FUNCTION, line ? indices("i", "x", "mean", "deviation") : indices("i", "mean", "deviation"));
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

	void add(Cell cell, Prediction prediction) {
		var order = IntStream.range(0, cell.points().count()).boxed();
		if (line)
			order = order.sorted(Comparator.comparingDouble(i -> cell.points().get(i)[0]));
		for (int i : order.toList())
			for (int output = 0; output < prediction.mean().length; output++) {
				var row = set(Axes.row(functions, cell), i, output).set("mean", prediction.mean()[output][i]).set("deviation", Math.sqrt(prediction.variance()[i]));
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
		for (int output = 0; output < prediction.mean().length && drawn.size() < LARGEST; output++) {
			drawn.add(several ? Axes.where(cell, OUTPUT, output) : Axes.where(cell));
			labels.add(Axes.at(cell) + (several ? (cell.axes().isEmpty() ? "" : ", ") + "output " + output : ""));
		}
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
