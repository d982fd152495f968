package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.core.findings.Findings;

/** Inference and frozen dynamics against numbers computed independently with 30 digits (mpmath), four data in two dimensions. */
class RegressionTest {

	private static final double TOLERANCE = 1e-12;
	private static final Map<String, Findings> RUNS = new HashMap<>();

	/** A row: the activation, its variances and depth, the test point, ηt, what it is, its value. The description has commas and stands in quotes. */
	static List<Arguments> rows() throws IOException {
		try (var reader = new BufferedReader(new InputStreamReader(RegressionTest.class.getResourceAsStream("regression.csv"), StandardCharsets.UTF_8))) {
			return reader.lines().skip(1).map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)).map(row -> Arguments.of(row[0], row)).toList();
		}
	}

	private static Findings run(String[] row, String analysis) {
		return RUNS.computeIfAbsent(String.join(" ", row[1], row[2], row[3], row[4], analysis), key -> {
			try {
				return TestPlugin.run("architecture.activation=" + row[1], "prior.weightVariance=" + row[2], "prior.biasVariance=" + row[3], "architecture.depth=" + row[4], "analyses=[" + analysis + "]");
			} catch (Exception e) {
				throw new AssertionError(e);
			}
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void asComputedIndependently(String id, String[] row) {
		double expected = Double.parseDouble(row[8]);
		double found;
		if (id.contains("-gp_")) {
			var findings = run(row, "{\"id\":\"gp-inference\",\"noiseVariance\":" + id.replaceFirst(".*noise", "") + "}");
			found = id.contains("logml") ? Tables.scalar(findings, "logMarginalLikelihood")
					: Tables.number(findings, "posterior", id.contains("_var") ? "variance" : "mean", Map.of("i", point(id)));
		} else {
			var findings = run(row, "{\"id\":\"frozen-ntk\",\"times\":[10,0.1,1]}");
			found = id.contains("lambda") ? Tables.scalar(findings, id.endsWith("max") ? "lambdaMax" : "lambdaMin")
					: Tables.number(findings, "prediction", id.endsWith("_var") ? "variance" : "mean", Map.of("i", point(id), "time", row[6].equals("inf") ? "null" : Double.parseDouble(row[6])));
		}
		assertEquals(expected, found, TOLERANCE * Math.max(1, Math.abs(expected)));
	}

	private static int point(String id) {
		return Integer.parseInt(id.replaceFirst(".*-t(\\d)-.*", "$1"));
	}
}
