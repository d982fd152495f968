package org.physics4ml.headless.tests.contributed;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Statistic;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;

/** A third party's analysis: the mean of the first output at every point, with the error of independent blocks. */
public final class MeanOutput implements Analysis<MeanOutput.Sums> {

	/** Sums of the outputs. */
	public static final class Sums implements Statistic<Sums> {

		private long draws;
		private final double[] sums;

		Sums(int points) {
			sums = new double[points];
		}

		@Override
		public void merge(Sums later) {
			draws += later.draws;
			for (int p = 0; p < sums.length; p++)
				sums[p] += later.sums[p];
		}

		@Override
		public void write(DataOutput out) throws IOException {
			out.writeLong(draws);
			for (double sum : sums)
				out.writeDouble(sum);
		}

		@Override
		public void read(DataInput in) throws IOException {
			draws = in.readLong();
			for (int p = 0; p < sums.length; p++)
				sums[p] = in.readDouble();
		}
	}

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) {
		int points = cell.points().distinctCount();
		return new Measurement<>() {

			@Override
			public Optional<Need> need() {
				return Optional.of(new Need(cell.sampler().orElse(Need.Path.EXPLICIT), Need.Quantity.OUTPUTS));
			}

			@Override
			public Sums empty() {
				return new Sums(points);
			}

			@Override
			public void accumulate(Draws draws, Sums statistic) {
				statistic.draws += draws.count();
				for (int i = 0; i < draws.count(); i++)
					for (int p = 0; p < points; p++)
						statistic.sums[p] += draws.outputs()[i * draws.outputStride() + p];
			}

			@Override
			public String explanation() {
				return "plain mean";
			}

			@Override
			public long bytes() {
				return Long.BYTES + (long) points * Double.BYTES;
			}
		};
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		var table = new Table.Builder("mean").column("cell").column("point").column("mean").column("meanError");
		for (var result : results)
			for (int i = 0; i < result.cell().points().count(); i++) {
				int p = result.cell().points().distinctIndex(i);
				var means = result.blocks().stream().filter(block -> block.draws > 0).mapToDouble(block -> block.sums[p] / block.draws).toArray();
				double mean = 0, squares = 0;
				for (double one : means)
					mean += one / means.length;
				for (double one : means)
					squares += (one - mean) * (one - mean);
				table.row().set("cell", result.cell().index()).set("point", i);
				if (means.length > 1)
					table.set("mean", mean).set("meanError", Math.sqrt(squares / (means.length * (means.length - 1.0))));
			}
		return new Findings(List.of(), List.of(), List.of(table.build()), List.of(), List.of());
	}
}
