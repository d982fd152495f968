package org.physics4ml.products.tests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 8259 and nothing else, independent of the product: numbers are doubles, no NaN, no second value of a key, nothing behind the value. */
final class StrictJson {

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

	private final String text;
	private int at;

	private StrictJson(String text) {
		this.text = text;
	}

	static Object parse(String text) {
		var parser = new StrictJson(text);
		Object value = parser.value();
		parser.space();
		if (parser.at < text.length())
			throw parser.wrong();
		return value;
	}

	private Object value() {
		space();
		return switch (peek()) {
		case '{' -> object();
		case '[' -> list();
		case '"' -> string();
		case 't' -> word("true", true);
		case 'f' -> word("false", false);
		case 'n' -> word("null", null);
		default -> number();
		};
	}

	private Map<String, Object> object() {
		Map<String, Object> object = new LinkedHashMap<>();
		for (boolean more = opens('}'); more; more = goesOn('}')) {
			space();
			String key = string();
			space();
			expect(':');
			if (object.containsKey(key))
				throw wrong();
			object.put(key, value());
		}
		return object;
	}

	private List<Object> list() {
		List<Object> list = new ArrayList<>();
		for (boolean more = opens(']'); more; more = goesOn(']'))
			list.add(value());
		return list;
	}

	private boolean opens(char end) {
		at++;
		space();
		if (peek() != end)
			return true;
		at++;
		return false;
	}

	private boolean goesOn(char end) {
		space();
		if (peek() == end) {
			at++;
			return false;
		}
		expect(',');
		return true;
	}

	private String string() {
		expect('"');
		var string = new StringBuilder();
		while (peek() != '"') {
			char c = text.charAt(at++);
			if (c < ' ')
				throw wrong();
			if (c != '\\') {
				string.append(c);
				continue;
			}
			char escaped = peek();
			at++;
			int simple = "\"\\/bfnrt".indexOf(escaped);
			if (simple >= 0)
				string.append("\"\\/\b\f\n\r\t".charAt(simple));
			else if (escaped == 'u') {
				string.append((char) Integer.parseInt(text, at, at + 4, 16));
				at += 4;
			} else
				throw wrong();
		}
		at++;
		return string.toString();
	}

	private Double number() {
		Matcher matcher = NUMBER.matcher(text).region(at, text.length());
		if (!matcher.lookingAt())
			throw wrong();
		at = matcher.end();
		return Double.valueOf(matcher.group());
	}

	private Object word(String word, Object value) {
		if (!text.startsWith(word, at))
			throw wrong();
		at += word.length();
		return value;
	}

	private void space() {
		while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0)
			at++;
	}

	private char peek() {
		if (at >= text.length())
			throw wrong();
		return text.charAt(at);
	}

	private void expect(char c) {
		if (peek() != c)
			throw wrong();
		at++;
	}

	private AssertionError wrong() {
		return new AssertionError("no JSON at " + at + ": " + text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40)));
	}
}
