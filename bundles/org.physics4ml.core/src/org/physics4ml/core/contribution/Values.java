package org.physics4ml.core.contribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.core.contribution.ParameterDeclaration.Type;
import org.physics4ml.model.Json;

/** Brings a parameter's value into its normal form, or says why it has none. */
final class Values {

	/** Doubles above are integral, but may stand for another integer. */
	private static final double LARGEST_INTEGRAL = 0x1p53;

	/** Handles one value of a type; empty after it has reported a problem. */
	@FunctionalInterface
	interface Single {

		Optional<Object> normal(ParameterDeclaration parameter, Object value, String path, Report report);
	}

	private Values() {
	}

	/**
	 * Applies {@code single} to a value, or to each value of a list.
	 *
	 * @param value JSON value, not null
	 */
	static Optional<Object> normal(ParameterDeclaration parameter, Object value, String path, Report report, Single single) {
		if (!(value instanceof List<?> list) || parameter.type() == Type.VECTOR && isVector(list))
			return single.normal(parameter, value, path, report);
		if (!parameter.list()) {
			report.problem(path, "a list is not possible here", "give " + expected(parameter));
			return Optional.empty();
		}
		if (list.isEmpty() && !list.equals(parameter.defaultValue())) {
			report.problem(path, "the list is empty", "give at least one value, or leave the parameter out for its default");
			return Optional.empty();
		}
		var values = new ArrayList<Object>();
		for (int i = 0; i < list.size(); i++)
			single.normal(parameter, list.get(i), path + "[" + i + "]", report).ifPresent(values::add);
		return values.size() == list.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
	}

	private static boolean isVector(List<?> list) {
		return !list.isEmpty() && list.stream().allMatch(Number.class::isInstance);
	}

	/** Values of the types that name no other contribution; an activation is any text here. */
	static Optional<Object> plain(ParameterDeclaration parameter, Object value, String path, Report report) {
		Object normal = switch (parameter.type()) {
			case INTEGER -> integer(value);
			case REAL -> value instanceof Number number && Double.isFinite(number.doubleValue()) ? number.doubleValue() : null;
			case BOOLEAN -> value instanceof Boolean ? value : null;
			case TEXT, FILE, ACTIVATION -> value instanceof String ? value : null;
			case CHOICE -> value instanceof String && parameter.choices().contains(value) ? value : null;
			case VECTOR -> value instanceof List<?> list && isVector(list) && list.stream().allMatch(number -> Double.isFinite(((Number) number).doubleValue()))
					? list.stream().map(number -> ((Number) number).doubleValue()).toList() : null;
			case LAYER -> value instanceof String || value instanceof Map || value instanceof List ? value : null;
			case GROUPS -> value instanceof Map ? value : null;
		};
		if (normal == null || normal instanceof Number number && !inRange(parameter, number)) {
			var remedy = "give " + expected(parameter);
			if (parameter.type() == Type.CHOICE && value instanceof String word)
				remedy = Suggestion.nearest(word, parameter.choices()).map(near -> "did you mean '" + near + "'? ").orElse("") + remedy;
			report.problem(path, show(value) + " is not possible here", remedy);
			return Optional.empty();
		}
		return Optional.of(normal);
	}

	private static Long integer(Object value) {
		if (value instanceof Long || value instanceof Integer)
			return ((Number) value).longValue();
		if (value instanceof Double number && Math.rint(number) == number && Math.abs(number) <= LARGEST_INTEGRAL)
			return number.longValue();
		return null;
	}

	private static boolean inRange(ParameterDeclaration parameter, Number number) {
		double value = number.doubleValue();
		return parameter.exclusive() ? value > parameter.minimum() && value < parameter.maximum() : value >= parameter.minimum() && value <= parameter.maximum();
	}

	/** What a parameter accepts, e.g. {@code an integer of at least 1, or a list of them}. */
	static String expected(ParameterDeclaration parameter) {
		var one = switch (parameter.type()) {
			case INTEGER -> "an integer" + range(parameter);
			case REAL -> "a number" + range(parameter);
			case BOOLEAN -> "true or false";
			case TEXT -> "a text";
			case FILE -> "the name of a file, relative to the experiment's";
			case CHOICE -> "one of " + String.join(", ", parameter.choices());
			case ACTIVATION -> "an activation, e.g. erf or leaky-relu(0.1)";
			case VECTOR -> "a vector of numbers, e.g. [0.5, 1]";
			case LAYER -> "a layer, e.g. dense(64) or conv(channels=64, filter=3)";
			case GROUPS -> "an object from parameter groups to priors, e.g. {\"weight-out\": \"uniform\"}";
		};
		return parameter.list() ? one + ", or a list of them" : one;
	}

	private static String range(ParameterDeclaration parameter) {
		boolean below = parameter.minimum() != Double.NEGATIVE_INFINITY;
		boolean above = parameter.maximum() != Double.POSITIVE_INFINITY;
		if (below && above)
			return (parameter.exclusive() ? " strictly between " : " from ") + show(parameter.minimum()) + (parameter.exclusive() ? " and " : " to ") + show(parameter.maximum());
		if (below)
			return (parameter.exclusive() ? " greater than " : " of at least ") + show(parameter.minimum());
		if (above)
			return (parameter.exclusive() ? " less than " : " of at most ") + show(parameter.maximum());
		return "";
	}

	/** A value in a message, cut where it is long. */
	static String show(Object value) {
		String text;
		try {
			text = Json.write(value);
		} catch (IllegalArgumentException notFinite) {
			text = String.valueOf(value);
		}
		return text.length() <= 60 ? text : text.substring(0, 60) + "…";
	}

	/** A value as it stands in an attribute or between parentheses: JSON, or else a bare word. A text needs no quotes, even if it reads like a number. */
	static Object literal(Type type, String text) {
		if (type == Type.LAYER && text.startsWith("[") && text.endsWith("]"))
			return split(text.substring(1, text.length() - 1)).stream().map(entry -> literal(type, entry)).toList();
		if (type == Type.LAYER && !text.startsWith("\"") && !text.startsWith("{"))
			return text;
		boolean textual = type == Type.TEXT || type == Type.FILE || type == Type.CHOICE || type == Type.ACTIVATION;
		if (textual && !text.startsWith("\"") && !text.startsWith("[") && !text.equals("null"))
			return text;
		try {
			return Json.parse(text);
		} catch (IllegalArgumentException notJson) {
			return text;
		}
	}

	/** Parts between commas that stand outside of brackets and quotes, stripped; none of a blank text. */
	static List<String> split(String text) {
		var parts = new ArrayList<String>();
		if (text.isBlank())
			return parts;
		int depth = 0, first = 0;
		boolean quoted = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"')
				quoted = !quoted;
			else if (!quoted && "([{".indexOf(c) >= 0)
				depth++;
			else if (!quoted && ")]}".indexOf(c) >= 0)
				depth--;
			else if (!quoted && depth == 0 && c == ',') {
				parts.add(text.substring(first, i).strip());
				first = i + 1;
			}
		}
		parts.add(text.substring(first).strip());
		return parts;
	}
}
