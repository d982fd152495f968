package org.physics4ml.workbench.tests.runs;

import java.util.List;
import java.util.Optional;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;

/** An analysis of a third party that throws while it describes its figure, or forgets the name of an axis. */
public final class Faulty implements Analysis<Sums> {

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) {
		return new Measurement<>() {

			@Override
			public Optional<Need> need() {
				return Optional.empty();
			}

			@Override
			public Sums empty() {
				return new Sums(1);
			}

			@Override
			public void accumulate(Draws draws, Sums statistic) {
				// asks for no draws
			}

			@Override
			public String explanation() {
				return "fails on request";
			}

			@Override
			public long bytes() {
				return Sums.bytes(1);
			}
		};
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		if (parameters.text("where").equals("throws"))
			throw new IllegalStateException("lost the axis");
		var table = new Table.Builder("numbers").column("x").column("y").row().set("x", 1).set("y", 2).build();
		var series = new Figure.Series("y", Figure.Style.POINTS, "numbers", "x", "y", "", 0);
		return new Findings(List.of(), List.of(), List.of(table), List.of(new Figure("nameless", "Nameless", List.of(), new Axis("x", "1", false), new Axis(null, null, false), List.of(series))), List.of());
	}
}
