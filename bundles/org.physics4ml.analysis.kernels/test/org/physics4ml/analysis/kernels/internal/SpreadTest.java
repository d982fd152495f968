package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.network.Points;
import org.physics4ml.model.InvalidExperimentException;

/** The band of single networks around the limit, from kernels that are drawn with a known spread. */
class SpreadTest {

	private static final int BLOCKS = 1024;

	@ParameterizedTest
	@EnumSource(value = Quantity.class, names = { "KERNEL", "TANGENT" })
	void bandOfSingleNetworks(Quantity quantity) throws InvalidExperimentException {
		var random = new Random(3);
		var points = new Points(new double[][] { { 1 }, { 2 } });
		double[] theory = { 1, 0.5, 2 };
		List<Result<Sums>> results = new ArrayList<>();
		for (long width : new long[] { 10, 1000 }) {
			var measurement = TestPlugin.estimate(theory, Optional.of(new Need(quantity == Quantity.KERNEL ? Path.CONDITIONAL : Path.EXPLICIT, quantity)), points);
			List<Sums> blocks = new ArrayList<>();
			for (int block = 0; block < BLOCKS; block++) {
				double[] kernels = new double[3 * 50];
				for (int i = 0; i < kernels.length; i++)
					kernels[i] = theory[i % 3] + random.nextGaussian() * (1 + i % 3) / Math.sqrt(width);
				Sums sums = measurement.empty();
				measurement.accumulate(new Draws(0, 50, null, 0, kernels, 3), sums);
				blocks.add(sums);
			}
			results.add(new Result<>(new Cell(results.size(), Map.of("architecture.width", width), TestPlugin.ensemble(), points, Optional.empty(), 50L * BLOCKS, Optional.empty()), measurement, blocks));
		}
		var findings = quantity == Quantity.KERNEL ? new KernelFindings(results).findings() : new TangentFindings(results, false).findings();
		for (long width : new long[] { 10, 1000 })
			for (int j = 0; j < 2; j++) {
				var where = Map.of("architecture.width", width, "i", 0, "j", j);
				double deviation = Tables.number(findings, "spread", "deviation", where), error = Tables.number(findings, "spread", "deviationError", where), expected = (1 + j) / Math.sqrt(width);
				assertEquals(expected, deviation, 4 * expected / Math.sqrt(2 * (BLOCKS - 1))); // one failure in 4,000 at another seed
				assertEquals(deviation / Math.sqrt(2 * (BLOCKS - 1)), error, 1e-12);
			}
		Tables.assertDrawable(findings);
		var figure = findings.figures().stream().filter(each -> each.name().equals(quantity == Quantity.KERNEL ? "width" : "sweep")).findFirst().orElseThrow();
		assertTrue(figure.x().logarithmic());
		assertTrue(figure.series().getFirst().label().contains("N^{-1/2}"));
	}
}
