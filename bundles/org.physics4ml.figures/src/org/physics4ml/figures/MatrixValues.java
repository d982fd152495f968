package org.physics4ml.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Table;

/** The numbers of a heat map, whoever draws it: a symmetric matrix, NaN where an entry is missing. Immutable. */
public final class MatrixValues {

	private List<String> names = List.of();
	private boolean contiguous;
	private long first;
	private double[][] values = {};
	private double[][] errors = {};
	private double least = Double.POSITIVE_INFINITY;
	private double largest = Double.NEGATIVE_INFINITY;
	private int missing;
	private int repeated;
	private final String problem;

	private MatrixValues(Figure.HeatMap map, Tables tables) {
		Optional<Table> table = tables.table("", map.table());
		problem = table.isEmpty() ? "there is no table " + map.table()
				: Stream.of(map.i(), map.j(), map.value()).filter(name -> table.get().column(name).isEmpty()).findFirst()
						.map(name -> "table " + map.table() + " has no column " + name).orElse("");
		if (problem.isEmpty())
			read(table.get(), map);
	}

	public static MatrixValues of(Figure.HeatMap map, Tables tables) {
		return new MatrixValues(map, tables);
	}

	private void read(Table table, Figure.HeatMap map) {
		int[] rows = Curve.rows(table, map.where());
		Column is = table.column(map.i()).orElseThrow();
		Column js = table.column(map.j()).orElseThrow();
		Column entries = table.column(map.value()).orElseThrow();
		Optional<Column> uncertainties = table.column(map.value() + Column.ERROR);
		List<Object> indices = IntStream.of(rows).boxed().flatMap(row -> Stream.of(is.values().get(row), js.values().get(row))).filter(index -> index != null)
				.distinct().sorted(is.isText() || js.isText() ? (a, b) -> 0 : Comparator.comparingDouble(index -> ((Number) index).doubleValue())).toList();
		int order = indices.size();
		names = indices.stream().map(Object::toString).toList();
		contiguous = order > 0 && indices.stream().allMatch(Long.class::isInstance) && (Long) indices.getLast() - (Long) indices.getFirst() == order - 1;
		first = contiguous ? (Long) indices.getFirst() : 0;
		var place = new HashMap<Object, Integer>();
		for (int k = 0; k < order; k++)
			place.put(indices.get(k), k);
		values = missing(order);
		errors = missing(order);
		for (int row : rows) {
			Integer i = place.get(is.values().get(row));
			Integer j = place.get(js.values().get(row));
			double value = entries.number(row);
			if (i == null || j == null || Double.isNaN(value))
				continue;
			if (!Double.isNaN(values[i][j])) {
				repeated++;
				continue;
			}
			values[i][j] = value;
			errors[i][j] = uncertainties.isEmpty() ? Double.NaN : uncertainties.get().number(row);
			least = Math.min(least, value);
			largest = Math.max(largest, value);
		}
		for (int i = 0; i < order; i++)
			for (int j = 0; j < order; j++)
				if (Double.isNaN(value(i, j)))
					missing++;
	}

	private static double[][] missing(int order) {
		double[][] matrix = new double[order][order];
		for (double[] row : matrix)
			Arrays.fill(row, Double.NaN);
		return matrix;
	}

	public int order() {
		return values.length;
	}

	/** The name of an index, as the table has it. */
	public String name(int index) {
		return names.get(index);
	}

	/** Entry (i, j), or that of (j, i) where it is absent. */
	public double value(int i, int j) {
		return Double.isNaN(values[i][j]) ? values[j][i] : values[i][j];
	}

	/** Standard error of the entry, NaN where there is none. */
	public double error(int i, int j) {
		return Double.isNaN(values[i][j]) ? errors[j][i] : errors[i][j];
	}

	/** The least entry; larger than {@link #largest()} if there is none. */
	public double least() {
		return least;
	}

	public double largest() {
		return largest;
	}

	/** Number of entries that are missing. */
	public int missing() {
		return missing;
	}

	/** Why there is nothing to draw; empty if there is something. */
	public String emptiness() {
		return least <= largest ? "" : problem.isEmpty() ? "no entry with a value" : problem;
	}

	/** What a reader has to know, one line each. */
	public List<String> notes() {
		var notes = new ArrayList<String>();
		if (missing > 0 && least <= largest)
			notes.add(missing + " of " + values.length * values.length + " entries are missing (crossed out)");
		if (repeated > 0)
			notes.add(repeated + " rows repeat an entry; the first of each is drawn");
		return notes;
	}

	/** The axis of an index. */
	public Scale axis(Scale.Room room) {
		return contiguous ? Scale.cells(first, first + names.size() - 1, room) : Scale.categories(names, room);
	}
}
