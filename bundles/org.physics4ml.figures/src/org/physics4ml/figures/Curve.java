package org.physics4ml.figures;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Table;

/**
 * The numbers of a series; those that are missing are NaN.
 *
 * @param index    place of the series in its figure
 * @param error    NaN where there is none
 * @param negative where a magnitude is that of a negative value
 */
public record Curve(Figure.Series series, int index, double[] x, double[] y, double[] error, boolean[] negative) {

	/** The columns of a series, or why there are none. */
	record Source(Figure.Series series, int index, Table table, Column x, Column y, Column error, String problem) {

		static Source of(Figure.Series series, int index, Tables tables) {
			Optional<Table> found = tables.table(series.analysis(), series.table());
			if (found.isEmpty())
				return new Source(series, index, null, null, null, null, "there is no table " + series.table());
			Table table = found.get();
			for (String name : IntStream.range(0, 3).mapToObj(List.of(series.x(), series.y(), series.error())::get).filter(name -> !name.isEmpty()).toList())
				if (table.column(name).isEmpty())
					return new Source(series, index, null, null, null, null, "table " + table.name() + " has no column " + name);
			return new Source(series, index, table, table.column(series.x()).orElse(null), table.column(series.y()).orElse(null),
					table.column(series.error()).orElse(null), "");
		}

		boolean isUsable() {
			return x != null && y != null;
		}

		int[] rows() {
			return Curve.rows(table, series.where());
		}
	}

	/** Rows in which columns have given values as text. */
	public static int[] rows(Table table, Map<String, String> where) {
		return IntStream.range(0, table.rows())
				.filter(row -> where.entrySet().stream().allMatch(w -> table.column(w.getKey()).map(column -> column.text(row).equals(w.getValue())).orElse(false)))
				.toArray();
	}

	/** @param categories numbers of the texts in the column of the abscissa, or null where it holds numbers */
	static Curve of(Source source, Map<String, Integer> categories) {
		int[] rows = source.rows();
		Figure.Series series = source.series;
		if (series.style() != Figure.Style.POINTS && series.style() != Figure.Style.RESIDUAL)
			rows = IntStream.of(rows).boxed().filter(row -> !Double.isNaN(abscissa(source, row, categories)))
					.sorted(Comparator.comparingDouble(row -> abscissa(source, row, categories))).mapToInt(row -> row).toArray();
		int count = rows.length;
		var curve = new Curve(series, source.index, new double[count], new double[count], new double[count], new boolean[count]);
		for (int k = 0; k < count; k++) {
			double y = source.y.number(rows[k]);
			curve.x[k] = abscissa(source, rows[k], categories);
			curve.y[k] = series.magnitude() ? Math.abs(y) : y;
			curve.negative[k] = series.magnitude() && y < 0;
			curve.error[k] = source.error == null ? Double.NaN : Math.abs(source.error.number(rows[k]));
		}
		return curve;
	}

	private static double abscissa(Source source, int row, Map<String, Integer> categories) {
		return categories == null ? source.x.number(row) : categories.getOrDefault(source.x.text(row), -1);
	}

	public int size() {
		return x.length;
	}

	public boolean isResidual() {
		return series.style() == Figure.Style.RESIDUAL;
	}

	/** Whether the style shows errors. */
	public boolean hasErrors() {
		return series.style() != Figure.Style.LINE && series.style() != Figure.Style.DASHED;
	}

	/** Whether a row has what the style shows: a band has no width without an error. */
	public boolean isPresent(int k) {
		return !Double.isNaN(x[k]) && !Double.isNaN(y[k]) && (series.style() != Figure.Style.BAND || !Double.isNaN(error[k]));
	}
}
