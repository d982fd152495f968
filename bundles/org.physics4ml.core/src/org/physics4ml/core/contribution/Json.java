package org.physics4ml.core.contribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON as it stands in attributes: no escapes in texts. */
final class Json {

	private static final Pattern TOKEN = Pattern.compile("\\s*(\"[^\"\\\\]*\"|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null|[\\[\\]{},:])\\s*");

	private Json() {
	}

	static Object parse(String text) {
		var tokens = new ArrayList<String>();
		var matcher = TOKEN.matcher(text);
		while (matcher.lookingAt()) {
			tokens.add(matcher.group(1));
			matcher.region(matcher.end(), text.length());
		}
		if (matcher.regionStart() < text.length())
			throw new IllegalArgumentException("not JSON: " + text);
		tokens.add("");
		var value = value(tokens);
		expect(tokens, "");
		return value;
	}

	private static Object value(List<String> tokens) {
		var token = tokens.removeFirst();
		if (token.equals("null"))
			return null;
		if (token.equals("true") || token.equals("false"))
			return token.equals("true");
		if (token.startsWith("\""))
			return token.substring(1, token.length() - 1);
		if (token.equals("["))
			return list(tokens);
		if (token.equals("{"))
			return object(tokens);
		if (token.matches("-?\\d{1,18}"))
			return Long.valueOf(token);
		if (token.matches("-?\\d.*"))
			return Double.valueOf(token);
		throw new IllegalArgumentException("not JSON at '" + token + "'");
	}

	private static List<Object> list(List<String> tokens) {
		var list = new ArrayList<Object>();
		while (!tokens.getFirst().equals("]")) {
			if (!list.isEmpty())
				expect(tokens, ",");
			list.add(value(tokens));
		}
		tokens.removeFirst();
		return list;
	}

	private static Map<String, Object> object(List<String> tokens) {
		var object = new LinkedHashMap<String, Object>();
		while (!tokens.getFirst().equals("}")) {
			if (!object.isEmpty())
				expect(tokens, ",");
			if (!(value(tokens) instanceof String name))
				throw new IllegalArgumentException("a name must be a text");
			expect(tokens, ":");
			object.put(name, value(tokens));
		}
		tokens.removeFirst();
		return object;
	}

	private static void expect(List<String> tokens, String expected) {
		if (!tokens.removeFirst().equals(expected))
			throw new IllegalArgumentException("'" + expected + "' expected");
	}

	static String write(Object value) {
		if (value instanceof String text)
			return "\"" + text + "\"";
		if (value instanceof Double number && Math.rint(number) == number && Math.abs(number) < 0x1p53)
			return Long.toString(number.longValue());
		if (value instanceof List<?> list)
			return list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
		if (value instanceof Map<?, ?> map)
			return map.entrySet().stream().map(entry -> write(entry.getKey()) + ":" + write(entry.getValue())).collect(Collectors.joining(",", "{", "}"));
		return String.valueOf(value);
	}
}
