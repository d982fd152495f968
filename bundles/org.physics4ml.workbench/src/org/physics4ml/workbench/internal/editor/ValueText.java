package org.physics4ml.workbench.internal.editor;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.physics4ml.model.Json;

/** How a value is written into a text field and read from it. */
enum ValueText {

	/** JSON or a bare word; numbers between commas are a list. */
	VALUE {
		@Override
		Object read(String text) {
			boolean list = text.matches("[-+.\\deE]+(\\s*,\\s*[-+.\\deE]+)+,?");
			return Json.parseValue(list ? "[" + text.replaceAll(",\\s*$", "") + "]" : text);
		}

		@Override
		String write(Object value) {
			return Json.valueText(value);
		}
	},

	/** Text without quotes; a list of texts is JSON. */
	WORDS {
		@Override
		Object read(String text) {
			return text.startsWith("[") || text.startsWith("\"") || text.startsWith("{") ? Json.parse(text) : text;
		}

		@Override
		String write(Object value) {
			return value instanceof String word && !word.startsWith("[") && !word.startsWith("\"") && !word.startsWith("{") ? word : Json.write(value);
		}
	},

	/** A list of values between commas. */
	LIST {
		@Override
		Object read(String text) {
			String inside = text.strip();
			if (inside.startsWith("["))
				return Json.parse(inside);
			return Arrays.stream(inside.replaceAll(",\\s*$", "").split("\\s*,\\s*")).map(Json::parseValue).toList();
		}

		@Override
		String write(Object value) {
			if (value instanceof List<?> list && list.stream().noneMatch(each -> each instanceof Collection || each instanceof Map || each instanceof String word && word.contains(",")))
				return String.join(", ", list.stream().map(Json::valueText).toList());
			return Json.write(value);
		}
	};

	/**
	 * @param text not blank
	 * @throws IllegalArgumentException with a message for the user
	 */
	abstract Object read(String text);

	abstract String write(Object value);
}
