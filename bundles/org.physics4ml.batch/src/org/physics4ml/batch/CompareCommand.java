package org.physics4ml.batch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.physics4ml.core.run.RunComparison;
import org.physics4ml.core.run.RunComparison.Method;
import org.physics4ml.core.run.StoredRun;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, header = "Compares runs.", //
		description = { "", "Prints the parameters that differ, then the values that the runs share side by side, with the pull of each run against", //
				"the first: (x - x1) / sqrt(error^2 + error1^2). Pulls assume that the runs are independent, that is have different seeds.", //
				"Whether the shared values of a quantity agree as a whole is told by chi-squared with the covariances between them, which the blocks", //
				"of draws give; where there are more entries than the blocks can tell apart, by the sum of all squared pulls and the", //
				"distribution that correlated entries give it.", "" })
final class CompareCommand implements Callable<Integer> {

	private final Session session;

	@Parameters(paramLabel = "RUN", arity = "2..*", description = "Directories of finished runs.")
	private List<Path> directories;

	@Option(names = "--json", description = "Print one object.")
	private boolean json;

	CompareCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		List<StoredRun> runs = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		for (Path directory : directories)
			try {
				runs.add(StoredRun.load(directory));
			} catch (InvalidExperimentException e) {
				problems.addAll(e.problems());
			}
		if (!problems.isEmpty()) {
			session.report(problems);
			return ExitCode.INVALID;
		}
		var comparison = RunComparison.of(runs);
		if (json)
			session.json(json(comparison));
		else
			print(comparison);
		return ExitCode.DONE;
	}

	private Map<String, Object> json(RunComparison comparison) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("runs", directories.stream().map(Path::toString).toList());
		json.put("sameSeed", comparison.sameSeed());
		json.put("parameters", comparison.parameters().stream().map(parameter -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("path", parameter.path());
			one.put("values", parameter.values());
			return one;
		}).toList());
		json.put("entries", comparison.entries().stream().map(entry -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("analysis", entry.analysis());
			one.put("table", entry.table());
			one.put("key", entry.key());
			one.put("quantity", entry.quantity());
			one.put("values", numbers(entry.values()));
			one.put("standardErrors", numbers(entry.errors()));
			one.put("pulls", numbers(entry.pulls()));
			return one;
		}).toList());
		json.put("agreements", comparison.agreements().stream().map(agreement -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("run", directories.get(agreement.run()).toString());
			one.put("analysis", agreement.analysis());
			one.put("table", agreement.table());
			one.put("quantity", agreement.quantity());
			one.put("shared", (long) agreement.shared());
			one.put("compared", (long) agreement.compared());
			one.put("degrees", agreement.degrees());
			one.put("method", agreement.method() == null ? null : agreement.method().name().toLowerCase(Locale.ROOT));
			one.put("chiSquared", Double.isFinite(agreement.chiSquared()) ? agreement.chiSquared() : null);
			one.put("pValue", Double.isFinite(agreement.pValue()) ? agreement.pValue() : null);
			return one;
		}).toList());
		return json;
	}

	private static List<Object> numbers(List<Double> numbers) {
		List<Object> json = new ArrayList<>();
		for (double number : numbers)
			json.add(Double.isFinite(number) ? number : null);
		return json;
	}

	private void print(RunComparison comparison) {
		PrintStream out = session.out();
		for (int run = 0; run < directories.size(); run++)
			out.println("[" + (run + 1) + "] " + directories.get(run));
		if (comparison.parameters().isEmpty())
			out.println("parameters: the same");
		else
			out.println("parameters that differ:");
		for (var parameter : comparison.parameters())
			out.println("  " + parameter.path() + ":  " + String.join("  |  ", parameter.values().stream().map(value -> value == null ? "none" : Json.write(value)).toList()));
		if (comparison.sameSeed())
			out.println("two runs have the same seed: they may share random numbers, and pulls between them are then too small");
		for (var agreement : comparison.agreements())
			out.println("[" + (agreement.run() + 1) + "] and [1]: " + agreement.analysis() + "/" + agreement.table() + " " + agreement.quantity() + ": " + (agreement.reason().isEmpty()
					? text(agreement) : agreement.reason()));
		String heading = "";
		for (var entry : comparison.entries()) {
			String current = entry.analysis() + "/" + entry.table() + " " + entry.quantity();
			if (!current.equals(heading))
				out.println(heading = current);
			var line = new StringBuilder("  ");
			entry.key().forEach((column, value) -> line.append(column).append('=').append(value).append("  "));
			for (int run = 0; run < entry.values().size(); run++)
				line.append(run == 0 ? "" : "  |  ").append(text(entry, run));
			out.println(line);
		}
	}

	private static String text(RunComparison.Agreement agreement) {
		return String.format(Locale.ROOT, agreement.method() == Method.COVARIANCE ? "chi-squared %.4g of %d entries, p = %.3g" : "squared pulls %.4g of %d entries, correlated like %4$.3g, p = %3$.3g",
				agreement.chiSquared(), agreement.compared(), agreement.pValue(), agreement.degrees());
	}

	private static String text(RunComparison.Entry entry, int run) {
		double value = entry.values().get(run), error = entry.errors().get(run), pull = entry.pulls().get(run);
		if (Double.isNaN(value))
			return "none";
		return String.format(Locale.ROOT, "%.6g", value) + (error > 0 ? String.format(Locale.ROOT, " ± %.2g", error) : "")
				+ (Double.isNaN(pull) ? "" : String.format(Locale.ROOT, " (pull %+.2f)", pull));
	}
}
