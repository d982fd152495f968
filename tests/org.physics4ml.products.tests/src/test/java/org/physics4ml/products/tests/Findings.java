package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The findings document as a reader from outside sees it. */
record Findings(Map<?, ?> document) {

	static Findings of(String json) {
		return new Findings((Map<?, ?>) StrictJson.parse(json));
	}

	static Findings in(Path run) throws IOException {
		return of(Files.readString(run.resolve("findings.json")));
	}

	List<Map<?, ?>> analyses() {
		return maps(document, "analyses");
	}

	Map<?, ?> analysis(String name) {
		return named(analyses(), name);
	}

	/** Columns of a table by name, in order. */
	Map<String, List<?>> table(String analysis, String table) {
		Map<String, List<?>> columns = new LinkedHashMap<>();
		for (Map<?, ?> column : maps(named(maps(analysis(analysis), "tables"), table), "columns"))
			columns.put((String) column.get("name"), (List<?>) column.get("values"));
		return columns;
	}

	Stream<Map<?, ?>> checks() {
		return analyses().stream().flatMap(analysis -> maps(analysis, "checks").stream());
	}

	/** The row in which these columns have these values. */
	static int row(Map<String, List<?>> table, Map<String, ?> values) {
		int rows = table.values().iterator().next().size(), found = -1;
		for (int row = 0; row < rows; row++) {
			int candidate = row;
			if (values.entrySet().stream().allMatch(entry -> entry.getValue().equals(table.get(entry.getKey()).get(candidate)))) {
				assertEquals(-1, found, () -> "two rows with " + values);
				found = row;
			}
		}
		if (found < 0)
			throw new AssertionError("no row with " + values);
		return found;
	}

	static List<Map<?, ?>> maps(Map<?, ?> object, String key) {
		return ((List<?>) object.get(key)).stream().<Map<?, ?>>map(element -> (Map<?, ?>) element).toList();
	}

	private static Map<?, ?> named(List<Map<?, ?>> objects, String name) {
		return objects.stream().filter(object -> name.equals(object.get("name"))).findFirst().orElseThrow(() -> new AssertionError("no " + name));
	}
}
