package org.physics4ml.workbench.internal.runs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.run.AnalysisFindings;

/** Comparisons with theory in one line, and as a table. */
final class Verdicts {

	private Verdicts() {
	}

	private static String sign(Verdict verdict) {
		return switch (verdict) {
		case PASSED -> "✓";
		case FAILED -> "✗";
		case INCONCLUSIVE -> "?";
		case NOT_TESTABLE -> "–";
		};
	}

	/** How many comparisons went how, and the one line why of the worst. */
	static String summary(List<AnalysisFindings> findings) {
		Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
		Check worst = null;
		for (AnalysisFindings analysis : findings)
			for (Check check : analysis.findings().checks()) {
				counts.merge(check.verdict(), 1, Integer::sum);
				if (worst == null || rank(check) < rank(worst) || rank(check) == rank(worst) && Math.abs(check.pull().orElse(0)) > Math.abs(worst.pull().orElse(0)))
					worst = check;
			}
		if (worst == null)
			return "No comparison with theory was asked for.";
		List<String> parts = new ArrayList<>();
		for (Verdict verdict : new Verdict[] { Verdict.FAILED, Verdict.INCONCLUSIVE, Verdict.PASSED, Verdict.NOT_TESTABLE })
			if (counts.containsKey(verdict))
				parts.add(sign(verdict) + " " + counts.get(verdict) + " " + verdict.id().replace('-', ' '));
		return String.join(",  ", parts) + ".  " + worst.name() + ": " + worst.reason() + ".";
	}

	private static int rank(Check check) {
		return switch (check.verdict()) {
		case FAILED -> 0;
		case INCONCLUSIVE -> 1;
		case PASSED -> 2;
		case NOT_TESTABLE -> 3;
		};
	}

	/** All comparisons, one a row. */
	static Table table(List<AnalysisFindings> findings) {
		var table = new Table.Builder("checks");
		for (String column : new String[] { "verdict", "analysis", "check", "why", "observed", "standardError", "expected", "pull", "pValue", "source" })
			table.column(column);
		for (AnalysisFindings analysis : findings)
			for (Check check : analysis.findings().checks())
				table.row().set("verdict", sign(check.verdict()) + " " + check.verdict().id()).set("analysis", analysis.name()).set("check", check.name()).set("why", check.reason())
						.set("observed", check.observed()).set("standardError", check.standardError()).set("expected", check.expected()).set("pull", check.pull())
						.set("pValue", check.pValue()).set("source", check.source());
		return table.build();
	}

	/** Single numbers, one a row; null if there are none. */
	static Table scalars(List<AnalysisFindings> findings) {
		var table = new Table.Builder("scalars").column("analysis").column("name").column("value").column("standardError").column("unit");
		boolean any = false;
		for (AnalysisFindings analysis : findings)
			for (var scalar : analysis.findings().scalars()) {
				any = true;
				table.row().set("analysis", analysis.name()).set("name", scalar.name()).set("value", present(scalar.value())).set("standardError", present(scalar.standardError()))
						.set("unit", scalar.unit());
			}
		return any ? table.build() : null;
	}

	private static Object present(OptionalDouble number) {
		return number.isPresent() ? number.getAsDouble() : null;
	}
}
