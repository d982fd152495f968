package org.physics4ml.core.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.analysis.WithoutDraws;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.MatrixFile;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Scalar;

/** A third party's analysis that computes the matrix w sin(i j), w the width of the network, a row a part, in a file that is kept, and its rows' sums in another that is not. */
public final class Lattice implements Analysis<Sums> {

	/** Parts computed so far by all, for tests that watch. */
	static final AtomicInteger PARTS = new AtomicInteger();

	/** Is told of each part before it is computed. */
	static volatile IntConsumer watcher = part -> {};

	/** Whether the sums never come to their end. */
	static volatile boolean endless;

	static double entry(int width, int i, int j) {
		return width * StrictMath.sin(i * j);
	}

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) {
		return new Rows((int) parameters.integer("size"), (int) parameters.integer("lost"), cell);
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		var notices = results.stream().map(result -> ((Rows) (Object) result.measurement()).name).toList();
		double sum = results.stream().mapToDouble(result -> ((Rows) (Object) result.measurement()).sum).sum();
		return new Findings(List.of(new Scalar("sum", OptionalDouble.of(sum), OptionalDouble.empty(), "1")), List.of(), List.of(), List.of(), notices);
	}

	private static final class Rows implements WithoutDraws, Computation {

		private final int size, lost, width;
		private double sum;
		private String name;

		Rows(int size, int lost, Cell cell) {
			this.size = size;
			this.lost = lost;
			width = cell.axes().get("architecture.width") instanceof Long axis ? axis.intValue() : 1;
		}

		@Override
		public Optional<Computation> computation() {
			return Optional.of(this);
		}

		@Override
		public List<Array> arrays() {
			return List.of(new Array("sines", size, size, true), new Array("sums", size, 1, false));
		}

		@Override
		public int parts() {
			return size;
		}

		@Override
		public double computingWork() {
			return 1e3 * size * size;
		}

		@Override
		public long bytesPerWorker() {
			return 8L * size;
		}

		@Override
		public double completingWork() {
			return size;
		}

		@Override
		public long bytesKept() {
			return 1 << 20;
		}

		@Override
		public void compute(int part, List<MatrixFile> files) throws UnsuitableException, IOException {
			watcher.accept(part);
			if (part == lost)
				throw new UnsuitableException("architecture.width", "there is no such row", "take fewer");
			double[] row = new double[size];
			double total = 0;
			for (int j = 0; j < size; j++)
				total += row[j] = entry(width, part, j);
			files.get(0).write(part, 0, row, 0, size);
			files.get(1).write(part, 0, new double[] { total }, 0, 1);
			PARTS.incrementAndGet();
		}

		@Override
		public void complete(List<MatrixFile> files, List<String> names, Steps steps) throws IOException {
			sum = 0;
			for (double done = 0.5; endless;)
				steps.at(done, "sums");
			for (int i = 0; i < size; i++)
				sum += files.get(1).read(i, 0, 1)[0];
			name = names.getFirst();
		}

		@Override
		public String explanation() {
			return "sines";
		}
	}
}
