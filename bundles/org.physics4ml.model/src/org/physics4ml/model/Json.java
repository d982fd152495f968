package org.physics4ml.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

/**
 * JSON as immutable Java objects: {@link String}, {@link Boolean}, null, {@link List}, {@link Map} with the order kept, and numbers
 * in one normal form: {@link Long} where the number is an integer of at most 2^53 in size, or written as an integer that fits a
 * long; else {@link Double}. Numbers are written with the fewest digits that read back to the same double. The same value is always
 * written in the same way. Thread-safe.
 */
public final class Json {

	/** Lists and objects inside each other, at most. */
	public static final int NESTING_LIMIT = 64;

	/** Integers of at most this size are exact in a double. */
	private static final double EXACT = 0x1p53;

	private static final int LINE = 120;

	private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

	private Json() {
	}

	/**
	 * Reads strict JSON (RFC 8259). Refused beside malformed text: numbers beyond the doubles, duplicate names, nesting deeper than
	 * {@link #NESTING_LIMIT}.
	 *
	 * @throws IllegalArgumentException with a message for the user
	 */
	public static Object parse(String text) {
		try (var reader = new JsonReader(new StringReader(text))) {
			reader.setStrictness(Strictness.STRICT);
			reader.setNestingLimit(NESTING_LIMIT);
			Object value = read(reader);
			if (reader.peek() != JsonToken.END_DOCUMENT)
				throw new IllegalArgumentException("more text after the JSON value");
			return value;
		} catch (EOFException e) {
			throw new IllegalArgumentException("not valid JSON: the text ends too early");
		} catch (MalformedJsonException | IllegalStateException e) {
			throw new IllegalArgumentException("not valid JSON" + place(e.getMessage()));
		} catch (IOException e) {
			throw new IllegalStateException(e); // a string has no disk
		}
	}

	/**
	 * Reads a value as users type it: JSON, or else a bare word. Text that begins like a list, an object or a quoted text must be JSON.
	 *
	 * @throws IllegalArgumentException with a message for the user
	 */
	public static Object parseValue(String text) {
		String stripped = text.strip();
		if (stripped.isEmpty()) return "";
		boolean json = switch (stripped.charAt(0)) {
		case '[', '{', '"' -> true;
		default -> stripped.equals("null") || stripped.equals("true") || stripped.equals("false") || isNumber(stripped);
		};
		return json ? parse(stripped) : stripped;
	}

	/** Inverse of {@link #parseValue}: a text that cannot be taken for anything else is written without quotes. */
	public static String valueText(Object value) {
		if (!(value instanceof String word)) return write(value);
		boolean bare = !word.isEmpty() && word.equals(word.strip()) && "[{\"".indexOf(word.charAt(0)) < 0 && !isNumber(word)
				&& !word.equals("null") && !word.equals("true") && !word.equals("false")
				&& word.chars().allMatch(c -> c >= ' ' && c != 0x7f && c < 0xfffe && !Character.isSurrogate((char) c));
		return bare ? word : write(word);
	}

	/** One line, a blank after commas and colons; {@code [1, 2]}, {@code {"id": "uniform"}}. */
	public static String write(Object value) {
		var text = new StringBuilder();
		write(value, text);
		return text.toString();
	}

	/** Indented by tabs; lists and objects that fit a line, and lists of plain values, stay on one. Ends without a line feed. */
	public static String writePretty(Object value) {
		var text = new StringBuilder();
		writePretty(value, text, 0);
		return text.toString();
	}

	/**
	 * The number in normal form.
	 *
	 * @throws IllegalArgumentException where it is not finite: JSON has no such number
	 */
	public static Number number(double number) {
		if (!Double.isFinite(number))
			throw new IllegalArgumentException(number + " is not a finite number");
		boolean integral = number == Math.rint(number) && Math.abs(number) <= EXACT && !(number == 0 && 1 / number < 0);
		if (integral) return (long) number;
		return number;
	}

	/** Value with numbers in normal form, lists and maps copied and immutable, maps in the order of their keys. */
	public static Object canonical(Object value) {
		return switch (value) {
		case null -> null;
		case Map<?, ?> map -> {
			var sorted = new LinkedHashMap<String, Object>();
			map.keySet().stream().map(String.class::cast).sorted().forEach(key -> sorted.put(key, canonical(map.get(key))));
			yield Collections.unmodifiableMap(sorted);
		}
		case List<?> list -> list(list.stream().map(Json::canonical).toArray());
		case Double number -> number(number);
		case Float number -> number(number);
		case Number number -> number.longValue();
		default -> value;
		};
	}

	/** Fewest digits that read back to the same double; {@code NaN}, {@code Infinity} as Java writes them. */
	public static String numberText(double number) {
		if (!Double.isFinite(number)) return Double.toString(number);
		Number normal = number(number);
		if (normal instanceof Long) return normal.toString();
		String text = Double.toString(number);
		int exponent = text.indexOf('E');
		if (exponent < 0) return text;
		String mantissa = text.substring(0, exponent);
		if (mantissa.endsWith(".0")) mantissa = mantissa.substring(0, mantissa.length() - 2);
		return mantissa + 'e' + text.substring(exponent + 1);
	}

	/**
	 * A number of an experiment file; beside JSON's numbers what {@link #numberText} writes for those that are not finite.
	 *
	 * @throws IllegalArgumentException with a message for the user
	 */
	public static double parseNumber(String text) {
		return switch (text) {
		case "NaN" -> Double.NaN;
		case "Infinity" -> Double.POSITIVE_INFINITY;
		case "-Infinity" -> Double.NEGATIVE_INFINITY;
		default -> {
			if (!isNumber(text)) throw new IllegalArgumentException(Problem.quote(text) + " is not a number");
			yield Double.parseDouble(text);
		}
		};
	}

	/** Whether the text is a number by JSON's grammar. */
	private static boolean isNumber(String text) {
		int i = text.startsWith("-") ? 1 : 0;
		int digits = digits(text, i);
		if (digits == i || text.charAt(i) == '0' && digits > i + 1) return false;
		i = digits;
		if (i < text.length() && text.charAt(i) == '.') {
			digits = digits(text, ++i);
			if (digits == i) return false;
			i = digits;
		}
		if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
			i++;
			if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) i++;
			digits = digits(text, i);
			if (digits == i) return false;
			i = digits;
		}
		return i == text.length();
	}

	private static int digits(String text, int from) {
		int i = from;
		while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9')
			i++;
		return i;
	}

	private static Object read(JsonReader reader) throws IOException {
		return switch (reader.peek()) {
		case BEGIN_ARRAY -> {
			var list = new ArrayList<>();
			reader.beginArray();
			while (reader.hasNext())
				list.add(read(reader));
			reader.endArray();
			yield Collections.unmodifiableList(list);
		}
		case BEGIN_OBJECT -> {
			var map = new LinkedHashMap<String, Object>();
			reader.beginObject();
			while (reader.hasNext()) {
				String name = reader.nextName();
				if (map.containsKey(name))
					throw new IllegalArgumentException("not valid JSON: the name " + Problem.quote(name) + " occurs twice in an object");
				map.put(name, read(reader));
			}
			reader.endObject();
			yield Collections.unmodifiableMap(map);
		}
		case STRING -> reader.nextString();
		case BOOLEAN -> reader.nextBoolean();
		case NULL -> {
			reader.nextNull();
			yield null;
		}
		case NUMBER -> readNumber(reader.nextString());
		default -> throw new IllegalArgumentException("not valid JSON: a value is missing");
		};
	}

	private static Number readNumber(String text) {
		if (text.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9') && !text.equals("-0")) {
			try {
				return Long.valueOf(text);
			} catch (NumberFormatException _) {
				// beyond the longs: a double
			}
		}
		double number = Double.parseDouble(text);
		if (Double.isInfinite(number))
			throw new IllegalArgumentException(Problem.quote(text) + " is beyond the largest number, " + numberText(Double.MAX_VALUE));
		return number(number);
	}

	private static void write(Object value, StringBuilder text) {
		switch (value) {
		case null -> text.append("null");
		case String string -> writeString(string, text);
		case Boolean flag -> text.append(flag.booleanValue());
		case Double number -> text.append(finite(number));
		case Float number -> text.append(finite(number));
		case Long number -> text.append(number.longValue());
		case Integer number -> text.append(number.intValue());
		case Map<?, ?> map -> {
			String separator = "{";
			for (var entry : map.entrySet()) {
				text.append(separator);
				writeString((String) entry.getKey(), text);
				write(entry.getValue(), text.append(": "));
				separator = ", ";
			}
			text.append(map.isEmpty() ? "{}" : "}");
		}
		case List<?> list -> {
			String separator = "[";
			for (Object element : list) {
				write(element, text.append(separator));
				separator = ", ";
			}
			text.append(list.isEmpty() ? "[]" : "]");
		}
		default -> throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
		}
	}

	private static String finite(double number) {
		if (!Double.isFinite(number))
			throw new IllegalArgumentException(number + " is not a finite number and has no JSON");
		return numberText(number);
	}

	private static void writePretty(Object value, StringBuilder text, int depth) {
		int start = text.length();
		boolean plain = switch (value) {
		case Map<?, ?> map -> map.isEmpty();
		case List<?> list -> list.stream().noneMatch(element -> element instanceof Map || element instanceof List);
		case null, default -> true;
		};
		write(value, text);
		if (plain || text.length() - start <= LINE) return;
		text.setLength(start);
		char open = value instanceof Map ? '{' : '[';
		char separator = open;
		if (value instanceof Map<?, ?> map) {
			for (var entry : map.entrySet()) {
				indent(text.append(separator), depth + 1);
				writeString((String) entry.getKey(), text);
				writePretty(entry.getValue(), text.append(": "), depth + 1);
				separator = ',';
			}
		} else {
			for (Object element : (List<?>) value) {
				writePretty(element, indent(text.append(separator), depth + 1), depth + 1);
				separator = ',';
			}
		}
		indent(text, depth).append(open == '{' ? '}' : ']');
	}

	private static StringBuilder indent(StringBuilder text, int depth) {
		return text.append('\n').repeat('\t', depth);
	}

	private static void writeString(String string, StringBuilder text) {
		text.append('"');
		for (int i = 0; i < string.length(); i++) {
			char c = string.charAt(i);
			switch (c) {
			case '"', '\\' -> text.append('\\').append(c);
			case '\n' -> text.append("\\n");
			case '\r' -> text.append("\\r");
			case '\t' -> text.append("\\t");
			default -> {
				boolean pair = Character.isHighSurrogate(c) && i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1));
				if (pair) text.append(c).append(string.charAt(++i));
				else if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || c >= 0xfffe || Character.isSurrogate(c))
					text.append(String.format("\\u%04x", (int) c));
				else text.append(c);
			}
			}
		}
		text.append('"');
	}

	private static List<Object> list(Object[] elements) {
		return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(elements)));
	}

	/** Where in the text, taken from the reader's message; the rest of that speaks to programmers. */
	private static String place(String message) {
		var place = PLACE.matcher(message);
		return place.find() ? " at line " + place.group(1) + ", column " + place.group(2) : "";
	}
}
