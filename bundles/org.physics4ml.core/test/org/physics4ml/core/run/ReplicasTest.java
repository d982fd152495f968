package org.physics4ml.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;

/** Tables that bring the replicas of their values spare a conclusion for each block. */
class ReplicasTest {

	private static Findings findings(boolean withReplicas, double... values) {
		var table = new Table.Builder("moments").column("points").column("moment").column("momentError");
		for (int row = 0; row < values.length; row++) {
			table.row().set("points", Integer.toString(row)).set("momentError", 0.1);
			if (withReplicas && row != 1)
				table.set("moment", values[row], new double[] { values[row] - 1, values[row] + 1 });
			else
				table.set("moment", values[row]);
		}
		return new Findings(List.of(), List.of(), List.of(table.build()), List.of(), List.of());
	}

	private static double[][] column(BlockValues.Builder builder) {
		return builder.build().column("mean", "moments", "moment").orElseThrow();
	}

	@Test
	void replicasOfATableAreStored() {
		var builder = new BlockValues.Builder(List.of(new AnalysisFindings("mean", "mean", findings(true, 5, 6, 7))), 2);
		assertFalse(builder.needs(0));
		double[][] stored = column(builder);
		assertArrayEquals(new double[] { 4, Double.NaN, 6 }, stored[0]); // the second row has none
		assertArrayEquals(new double[] { 6, Double.NaN, 8 }, stored[1]);
	}

	@Test
	void withoutThemEachBlockIsConcluded() {
		var builder = new BlockValues.Builder(List.of(new AnalysisFindings("mean", "mean", findings(false, 5, 6))), 2);
		assertTrue(builder.needs(0));
		builder.set(0, 1, findings(false, 1, 2));
		assertArrayEquals(new double[] { 1, 2 }, column(builder)[1]);
	}

	@Test
	void replicasOfAnotherNumberOfBlocksAreNotTaken() {
		assertTrue(new BlockValues.Builder(List.of(new AnalysisFindings("mean", "mean", findings(true, 5, 6))), 3).needs(0));
	}

	@Test
	void replicasAreNoPartOfEquality() {
		assertEquals(findings(true, 5, 6), findings(false, 5, 6));
	}
}
