package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;

/** Looks numbers up in findings. */
final class Tables {

	private Tables() {
	}

	static List<Object> column(Findings findings, String table, String column) {
		return findings.table(table).orElseThrow().column(column).orElseThrow().values();
	}

	static List<String> columns(Findings findings, String table) {
		return findings.table(table).orElseThrow().columns().stream().map(Column::name).toList();
	}

	/** The number in the only row in which the columns have these values. */
	static double number(Findings findings, String name, String column, Map<String, ?> where) {
		Table table = findings.table(name).orElseThrow();
		int found = -1;
		for (int row = 0; row < table.rows(); row++) {
			int here = row;
			if (where.entrySet().stream().allMatch(entry -> Objects.toString(table.column(entry.getKey()).orElseThrow().values().get(here)).equals(Objects.toString(entry.getValue())))) {
				assertTrue(found < 0, "two rows with " + where);
				found = row;
			}
		}
		assertTrue(found >= 0, "no row with " + where);
		return table.column(column).orElseThrow().number(found);
	}

	static double scalar(Findings findings, String name) {
		return findings.scalars().stream().filter(scalar -> scalar.name().equals(name)).findFirst().orElseThrow().value().orElseThrow();
	}

	/** Whatever a figure shows is there: tables, columns, at least one row. */
	static void assertDrawable(Findings findings) {
		for (var figure : findings.figures()) {
			if (figure.heatMap() != null) {
				var map = figure.heatMap();
				assertShown(findings, map.table(), map.where(), map.i(), map.j(), map.value());
			} else
				assertTrue(!figure.series().isEmpty(), figure.name());
			for (var series : figure.series())
				assertShown(findings, series.table(), series.where(), series.error().isEmpty() ? new String[] { series.x(), series.y() } : new String[] { series.x(), series.y(), series.error() });
		}
	}

	private static void assertShown(Findings findings, String name, Map<String, String> where, String... columns) {
		Table table = findings.table(name).orElseThrow();
		boolean shown = false;
		for (int row = 0; row < table.rows(); row++) {
			int here = row;
			if (!where.entrySet().stream().allMatch(entry -> Objects.toString(table.column(entry.getKey()).orElseThrow().values().get(here)).equals(entry.getValue())))
				continue;
			boolean all = true;
			for (String column : columns)
				all &= table.column(column).orElseThrow().values().get(row) != null;
			shown |= all;
		}
		assertTrue(shown, name + " has no row with " + where + " and values in " + String.join(", ", columns));
	}
}
