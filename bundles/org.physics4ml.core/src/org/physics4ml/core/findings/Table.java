package org.physics4ml.core.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table of findings. Immutable; made with a {@link Builder}, row by row.
 *
 * @param name    short name, unique in its analysis
 * @param columns  columns of one length; a sweep puts one column per axis, named by its path, before the others
 * @param replicas by name of a column its values without one block of draws, {@code [block][row]}, NaN where there is none: what its errors were computed
 *                 from. The engine stores them for covariances with other entries; columns that have none cost it a conclusion for each block. Not to be modified, and
 *                 no part of what makes two tables equal.
 */
public record Table(String name, List<Column> columns, Map<String, double[][]> replicas) {

	/** @throws IllegalArgumentException if the columns differ in length or share a name */
	public Table {
		columns = List.copyOf(columns);
		replicas = Map.copyOf(replicas);
		if (columns.stream().map(Column::name).distinct().count() != columns.size())
			throw new IllegalArgumentException("table " + name + " has two columns of one name");
		if (columns.stream().mapToInt(column -> column.values().size()).distinct().count() > 1)
			throw new IllegalArgumentException("columns of different lengths in table " + name);
	}

	/** A table without replicas. */
	public Table(String name, List<Column> columns) {
		this(name, columns, Map.of());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Table table && name.equals(table.name) && columns.equals(table.columns);
	}

	@Override
	public int hashCode() {
		return Objects.hash(name, columns);
	}

	public int rows() {
		return columns.isEmpty() ? 0 : columns.getFirst().values().size();
	}

	public Optional<Column> column(String column) {
		return columns.stream().filter(candidate -> candidate.name().equals(column)).findFirst();
	}

	/** Collects rows. Not thread-safe. */
	public static final class Builder {

		private final String name;
		private final Map<String, String> units = new LinkedHashMap<>();
		private final Map<String, List<Object>> columns = new LinkedHashMap<>();
		private final Map<String, List<double[]>> replicas = new HashMap<>();
		private int rows;

		public Builder(String name) {
			this.name = name;
		}

		/** Declares a dimensionless or text column; columns appear in the order of their declaration. */
		public Builder column(String column) {
			return column(column, Column.DIMENSIONLESS);
		}

		public Builder column(String column, String unit) {
			units.put(column, unit);
			columns.put(column, new ArrayList<>());
			return this;
		}

		/** Starts a row; what is not set in it is null. */
		public Builder row() {
			rows++;
			columns.values().forEach(values -> values.add(null));
			return this;
		}

		/**
		 * Sets a value of the current row. Integers become {@link Long}, sequences and switches text; a number that is not
		 * finite, an empty {@link OptionalDouble} and null leave it missing.
		 */
		public Builder set(String column, Object value) {
			List<Object> values = columns.get(column);
			if (values == null)
				throw new IllegalArgumentException("table " + name + " has no column " + column);
			values.set(rows - 1, switch (value) {
				case null -> null;
				case Integer integer -> Long.valueOf(integer);
				case Double number -> Double.isFinite(number) ? number : null;
				case OptionalDouble number -> number.isPresent() && Double.isFinite(number.getAsDouble()) ? (Object) number.getAsDouble() : null;
				case Long integer -> integer;
				default -> value.toString();
			});
			return this;
		}

		/**
		 * Sets a value of the current row with its replicas.
		 *
		 * @param without the value without each block of draws; null where there are none
		 */
		public Builder set(String column, double value, double[] without) {
			set(column, value);
			List<double[]> known = replicas.computeIfAbsent(column, name -> new ArrayList<>());
			while (known.size() < rows)
				known.add(null);
			known.set(rows - 1, without);
			return this;
		}

		/** A column of both integers and reals becomes one of reals, of both numbers and text one of text. */
		public Table build() {
			List<Column> built = new ArrayList<>();
			columns.forEach((column, values) -> built.add(new Column(column, units.get(column), uniform(values))));
			Map<String, double[][]> transposed = new HashMap<>();
			replicas.forEach((column, known) -> transposed.put(column, transposed(known)));
			transposed.values().removeIf(values -> values.length == 0);
			return new Table(name, built, transposed);
		}

		/** From rows to blocks; rows without replicas have NaN. */
		private double[][] transposed(List<double[]> known) {
			int blocks = known.stream().filter(Objects::nonNull).mapToInt(row -> row.length).max().orElse(0);
			double[][] values = new double[blocks][rows];
			for (int block = 0; block < blocks; block++)
				for (int row = 0; row < rows; row++)
					values[block][row] = row < known.size() && known.get(row) != null && block < known.get(row).length ? known.get(row)[block] : Double.NaN;
			return values;
		}

		private static List<Object> uniform(List<Object> values) {
			boolean text = values.stream().anyMatch(String.class::isInstance);
			boolean real = values.stream().anyMatch(Double.class::isInstance);
			return values.stream().<Object>map(value -> value == null ? null
					: text ? value.toString() : real ? (Object) ((Number) value).doubleValue() : value).toList();
		}
	}
}
