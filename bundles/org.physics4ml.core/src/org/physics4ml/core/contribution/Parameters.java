package org.physics4ml.core.contribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

import org.physics4ml.model.Json;


/**
 * Values of a contribution's parameters after validation: defaults filled in, types and ranges as declared. Immutable. Values
 * are {@link Long}, {@link Double}, {@link Boolean}, {@link String}, {@link List} of these, or, for
 * {@link ParameterDeclaration.Type#GROUPS}, a {@link Map} from group to {@link Specification}.
 */
public final class Parameters {

	public static final Parameters NONE = new Parameters(Map.of());

	/**
	 * A contribution named inside a parameter: an activation with its arguments, the law of a parameter group.
	 *
	 * @param declaration what it names
	 * @param parameters  its parameters
	 */
	public record Specification(Declaration declaration, Parameters parameters) {

		/** As users type it: {@code leaky-relu(0.1)}; arguments that equal their defaults are left out from the end. */
		@Override
		public String toString() {
			var shown = declaration.arguments();
			int last = shown.size();
			while (last > 0 && Objects.equals(parameters.value(shown.get(last - 1).name()), shown.get(last - 1).defaultValue()))
				last--;
			if (last == 0)
				return declaration.shortId();
			var arguments = shown.subList(0, last).stream().map(parameter -> text(parameters.value(parameter.name()))).toList();
			return declaration.shortId() + "(" + String.join(", ", arguments) + ")";
		}

		private static String text(Object value) {
			if (value instanceof List<?> list)
				return String.join(", ", list.stream().map(entry -> entry instanceof List<?> ? "[" + text(entry) + "]" : text(entry)).toList());
			return value instanceof String || value instanceof Specification ? value.toString() : Json.write(value);
		}
	}

	private final Map<String, Object> values;

	public Parameters(Map<String, Object> values) {
		this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/** The value, null where neither a value nor a default is given. */
	public Object value(String name) {
		return values.get(name);
	}

	public Map<String, Object> values() {
		return values;
	}

	public boolean has(String name) {
		return values.get(name) != null;
	}

	public long integer(String name) {
		return ((Number) require(name)).longValue();
	}

	public double real(String name) {
		return ((Number) require(name)).doubleValue();
	}

	public OptionalDouble optionalReal(String name) {
		return has(name) ? OptionalDouble.of(real(name)) : OptionalDouble.empty();
	}

	public boolean flag(String name) {
		return (Boolean) require(name);
	}

	public String text(String name) {
		return (String) require(name);
	}

	/** An activation, or another contribution named in the parameter. */
	public Specification specification(String name) {
		return (Specification) require(name);
	}

	/** A single value as a list of one. */
	public List<?> list(String name) {
		Object value = require(name);
		return value instanceof List<?> list ? list : List.of(value);
	}

	public boolean isList(String name) {
		return values.get(name) instanceof List<?>;
	}

	/** A single value as an array of one. */
	public double[] reals(String name) {
		return list(name).stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
	}

	/** Vectors of a parameter of type {@link ParameterDeclaration.Type#VECTOR}; none where none is given. */
	public List<double[]> vectors(String name) {
		if (!has(name))
			return List.of();
		List<?> list = list(name);
		return (list.getFirst() instanceof List ? list : List.of(list)).stream().map(vector -> ((List<?>) vector).stream().mapToDouble(value -> (Double) value).toArray()).toList();
	}

	/** A single value as an array of one. */
	public long[] integers(String name) {
		return list(name).stream().mapToLong(value -> ((Number) value).longValue()).toArray();
	}

	/** A parameter of type {@link ParameterDeclaration.Type#GROUPS}; empty where none is given. */
	@SuppressWarnings("unchecked")
	public Map<String, Specification> groups(String name) {
		return has(name) ? (Map<String, Specification>) values.get(name) : Map.of();
	}

	private Object require(String name) {
		Object value = values.get(name);
		if (value == null)
			throw new IllegalArgumentException("parameter " + name + " is not set; declared are " + values.keySet());
		return value;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Parameters parameters && values.equals(parameters.values);
	}

	@Override
	public int hashCode() {
		return values.hashCode();
	}

	@Override
	public String toString() {
		return values.toString();
	}
}
