package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.findings.Table;

/**
 * The swept axes in tables, which begin with a column for each, and in figures.
 *
 * @param names paths, none without a sweep
 */
record Axes(List<String> names) {

	static Axes of(List<? extends Result<?>> results) {
		return new Axes(List.copyOf(results.getFirst().cell().axes().keySet()));
	}

	Table.Builder table(String name, String... columns) {
		var table = new Table.Builder(name);
		names.forEach(table::column);
		for (String column : columns)
			table.column(column);
		return table;
	}

	/** Begins a row of a cell. */
	static Table.Builder row(Table.Builder table, Cell cell) {
		table.row();
		cell.axes().forEach(table::set);
		return table;
	}

	/** The cell in words, empty without a sweep. */
	static String at(Cell cell) {
		List<String> words = new ArrayList<>();
		cell.axes().forEach((path, value) -> words.add(path + "=" + value));
		return String.join(", ", words);
	}

	/** What is shown, and of which cell. */
	static String title(String what, Cell cell) {
		return cell.axes().isEmpty() ? what : what + ", " + at(cell);
	}

	/** Selects the rows of a cell in which the given columns have the given values: name, value, name, value … */
	static Map<String, String> where(Cell cell, Object... values) {
		Map<String, String> where = new LinkedHashMap<>();
		cell.axes().forEach((path, value) -> where.put(path, Objects.toString(value)));
		for (int i = 0; i < values.length; i += 2)
			where.put(values[i].toString(), values[i + 1].toString());
		return where;
	}

	/** The only axis if its values are numbers, which can be an abscissa; else empty text. */
	String abscissa(List<? extends Result<?>> results) {
		boolean numbers = names.size() == 1 && results.stream().allMatch(result -> result.cell().axes().get(names.getFirst()) instanceof Number);
		return numbers ? names.getFirst() : "";
	}
}
