package org.physics4ml.batch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Scalar;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.RunDirectory;

/** What a run found, in a few lines: verdicts with the reason of those that matter, fits, where the figures are. */
final class Summary {

	private static final int LARGEST = 6;

	private Summary() {
	}

	static void print(PrintStream out, Path directory, List<AnalysisFindings> all) {
		for (AnalysisFindings analysis : all) {
			var findings = analysis.findings();
			out.println(analysis.name() + (analysis.name().equals(analysis.id()) ? "" : " (" + analysis.id() + ")"));
			for (Scalar scalar : findings.scalars())
				out.println("  " + scalar.name() + " = " + number(scalar.value()) + error(scalar.standardError()));
			Map<Verdict, Integer> counts = new LinkedHashMap<>();
			for (Check check : findings.checks())
				counts.merge(check.verdict(), 1, Integer::sum);
			counts.forEach((verdict, count) -> out.println("  " + count + (count == 1 ? " comparison " : " comparisons ") + verdict.id()));
			int shown = 0;
			for (Check check : findings.checks())
				if (check.verdict() == Verdict.FAILED && shown++ < LARGEST)
					out.println("    failed: " + check.name() + ": " + check.reason());
			for (Check check : findings.checks())
				if (check.verdict() == Verdict.INCONCLUSIVE && shown++ < LARGEST)
					out.println("    inconclusive: " + check.name() + ": " + check.reason());
			findings.table("scaling").ifPresent(table -> scaling(out, table));
		}
		out.println("findings: " + directory.resolve(RunDirectory.FINDINGS));
		out.println("data:     " + directory.resolve(RunDirectory.DATA));
		for (AnalysisFindings analysis : all)
			for (Figure figure : analysis.findings().figures())
				out.println("figure:   " + directory.resolve(RunDirectory.FIGURES).resolve(analysis.name() + "-" + figure.name() + ".svg"));
	}

	private static void scaling(PrintStream out, Table table) {
		for (int row = 0; row < Math.min(LARGEST, table.rows()); row++) {
			double exponent = table.column("exponent").orElseThrow().number(row), error = table.column("exponentError").orElseThrow().number(row);
			long cells = (long) table.column("cellsUsed").orElseThrow().number(row);
			out.println("  width exponent of Gc(" + table.column("points").orElseThrow().text(row) + ") = "
					+ (Double.isNaN(exponent) ? "none, only " + cells + " widths above 5 standard errors" : String.format(Locale.ROOT, "%.4f ± %.4f", exponent, error)));
		}
	}

	private static String number(OptionalDouble value) {
		return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "none";
	}

	private static String error(OptionalDouble error) {
		return error.isPresent() && error.getAsDouble() > 0 ? String.format(Locale.ROOT, " ± %.2g", error.getAsDouble()) : "";
	}
}
