package org.physics4ml.core.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A named column of a {@link Table}. The standard error of column {@code x} is the column {@code xError} of the same table.
 *
 * @param name   camelCase name, unique in its table
 * @param unit   unit of the values, {@code 1} where dimensionless
 * @param values one value a row: {@link Double} (finite), {@link Long}, {@link String}, or null where there is none. All
 *               values that are not null have one type.
 */
public record Column(String name, String unit, List<Object> values) {

	/** The suffix of the column that holds the standard errors of another. */
	public static final String ERROR = "Error";

	public static final String DIMENSIONLESS = "1";

	/** @throws IllegalArgumentException if a value is not finite or the types of the values differ */
	public Column {
		Objects.requireNonNull(name);
		Objects.requireNonNull(unit);
		values = Arrays.asList(values.toArray()); // unlike List.copyOf this admits null
		Class<?> type = null;
		for (Object value : values) {
			if (value == null)
				continue;
			if (!(value instanceof Double || value instanceof Long || value instanceof String))
				throw new IllegalArgumentException("column " + name + ": " + value.getClass().getSimpleName() + " is no type of a column");
			if (value instanceof Double number && !Double.isFinite(number))
				throw new IllegalArgumentException("column " + name + ": " + value + "; a missing number is null");
			if (type != null && type != value.getClass())
				throw new IllegalArgumentException("column " + name + " mixes " + type.getSimpleName() + " and " + value.getClass().getSimpleName());
			type = value.getClass();
		}
	}

	/** Whether the values are text. False for a column without any value. */
	public boolean isText() {
		return values.stream().anyMatch(String.class::isInstance);
	}

	/** Whether the values are integers, none of them missing. False for a column without any value. */
	public boolean isInteger() {
		return !values.isEmpty() && values.stream().allMatch(Long.class::isInstance);
	}

	/** The number in a row, NaN where there is none. */
	public double number(int row) {
		return values.get(row) instanceof Number number ? number.doubleValue() : Double.NaN;
	}

	/** The text in a row, empty where there is none. */
	public String text(int row) {
		return Objects.toString(values.get(row), "");
	}
}
