package org.physics4ml.workbench.internal.charts;

import java.util.Locale;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Table;
import org.physics4ml.figures.Curve;
import org.physics4ml.figures.Curves;
import org.physics4ml.figures.MatrixValues;
import org.physics4ml.figures.Tables;

/** The numbers behind a figure as one table: a row for each point of each series, or for each entry of a matrix. */
final class FigureData {

	private FigureData() {
	}

	/** Columns series, style, x, y, error, with the units of the axes; of a matrix i, j, value, error. Text where the abscissa holds text. */
	static Table table(Figure figure, Tables tables) {
		return figure.heatMap() != null ? matrix(figure, tables) : curves(figure, tables);
	}

	private static Table curves(Figure figure, Tables tables) {
		var curves = Curves.of(figure, tables);
		var table = new Table.Builder(figure.name()).column("series").column("style").column("x", unit(figure.x())).column("y", unit(figure.y())).column("yError", unit(figure.y()));
		for (Curve curve : curves.all())
			for (int k = 0; k < curve.size(); k++)
				if (curve.isPresent(k)) {
					String label = curve.series().label().isEmpty() ? curve.series().y() + curve.series().where() : curve.series().label();
					table.row().set("series", ScriptText.plain(label)).set("style", curve.series().style().name().toLowerCase(Locale.ROOT));
					table.set("x", curves.hasCategories() ? curves.categories().get((int) curve.x()[k]) : (Object) curve.x()[k]);
					table.set("y", curve.negative()[k] ? -curve.y()[k] : curve.y()[k]).set("yError", curve.error()[k]);
				}
		return table.build();
	}

	private static Table matrix(Figure figure, Tables tables) {
		var matrix = MatrixValues.of(figure.heatMap(), tables);
		var table = new Table.Builder(figure.name()).column("i").column("j").column("value").column("valueError");
		for (int i = 0; i < matrix.order(); i++)
			for (int j = 0; j < matrix.order(); j++)
				table.row().set("i", matrix.name(i)).set("j", matrix.name(j)).set("value", matrix.value(i, j)).set("valueError", matrix.error(i, j));
		return table.build();
	}

	private static String unit(Figure.Axis axis) {
		return axis.unit().isEmpty() ? Column.DIMENSIONLESS : axis.unit();
	}

	/** A table for a spreadsheet: tabs between columns, a header line. */
	static String tabbed(Table table) {
		var text = new StringBuilder(String.join("\t", table.columns().stream().map(Column::name).toList())).append('\n');
		for (int row = 0; row < table.rows(); row++) {
			int at = row;
			text.append(String.join("\t", table.columns().stream().map(column -> column.text(at).replace('\t', ' ')).toList())).append('\n');
		}
		return text.toString();
	}
}
