package org.physics4ml.networks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reference numbers computed independently with 30 digits (mpmath), 20 of them printed: one map of column to text a row. */
final class Oracle {

	private Oracle() {
	}

	static List<Map<String, String>> rows(String file) {
		try (var reader = new BufferedReader(new InputStreamReader(Oracle.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
			var header = reader.readLine().split(",");
			return reader.lines().map(line -> {
				var cells = line.split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)", -1);
				Map<String, String> row = new HashMap<>();
				for (int i = 0; i < header.length; i++) row.put(header[i], cells[i].replace("\"", ""));
				return row;
			}).toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static double number(String text) {
		var parts = text.split("/");
		return parts.length == 1 ? Double.parseDouble(text) : Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
	}

	/** Points separated by semicolons, coordinates by spaces. */
	static double[][] points(String text) {
		return Stream.of(text.split(";")).map(point -> Arrays.stream(point.split(" ")).mapToDouble(Oracle::number).toArray()).toArray(double[][]::new);
	}
}
