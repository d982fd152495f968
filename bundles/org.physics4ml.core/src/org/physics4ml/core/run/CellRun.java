package org.physics4ml.core.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Statistic;

/**
 * The statistics of a cell while it runs: for every analysis one statistic a block. Chunks may be completed in any order by any thread; they are merged in
 * theirs. Thread-safe.
 */
final class CellRun {

	private final PlannedCell planned;
	/** [analysis][block]; null for an analysis that needs no draws, and for a block without draws. */
	private final Statistic<?>[][] blocks;
	private final Map<Long, Statistic<?>[]> pending = new HashMap<>();
	private long merged;
	private long draws;
	private boolean finished;

	CellRun(PlannedCell planned) {
		this.planned = planned;
		blocks = new Statistic<?>[planned.measurements().size()][planned.chunks().blocks()];
		finished = planned.chunks().count() == 0;
	}

	PlannedCell planned() {
		return planned;
	}

	/** Number of chunks merged so far: the first that is missing. */
	synchronized long merged() {
		return merged;
	}

	synchronized long draws() {
		return draws;
	}

	synchronized boolean isFinished() {
		return finished;
	}

	synchronized void finish() {
		finished = true;
	}

	/** Takes the statistics of a chunk, one for each analysis, null for those that need no draws. */
	synchronized void complete(long chunk, Statistic<?>[] statistics) {
		pending.put(chunk, statistics);
		for (Statistic<?>[] next; (next = pending.remove(merged)) != null; merged++) {
			var part = planned.chunks().chunk(merged);
			for (int analysis = 0; analysis < next.length; analysis++)
				if (next[analysis] != null) {
					if (blocks[analysis][part.block()] == null)
						blocks[analysis][part.block()] = planned.measurements().get(analysis).empty();
					merge(blocks[analysis][part.block()], next[analysis]);
				}
			draws += part.count();
		}
	}

	@SuppressWarnings("unchecked")
	private static <S extends Statistic<S>> void merge(Statistic<?> into, Statistic<?> later) {
		((S) into).merge((S) later);
	}

	/** What was measured for an analysis; the statistics are copies, so that the run may go on. */
	@SuppressWarnings("unchecked")
	synchronized <S extends Statistic<S>> Result<S> result(int analysis) throws IOException {
		var measurement = (Measurement<S>) planned.measurements().get(analysis);
		List<S> copies = new ArrayList<>();
		for (int block = 0; block < blocks[analysis].length; block++)
			if (blocks[analysis][block] != null)
				copies.add(copy((S) blocks[analysis][block], measurement.empty()));
		return new Result<>(planned.cell(), measurement, copies);
	}

	private static <S extends Statistic<S>> S copy(S from, S to) throws IOException {
		to.read(new DataInputStream(new ByteArrayInputStream(bytes(from))));
		return to;
	}

	private static byte[] bytes(Statistic<?> statistic) throws IOException {
		var bytes = new ByteArrayOutputStream();
		statistic.write(new DataOutputStream(bytes));
		return bytes.toByteArray();
	}

	synchronized void write(DataOutputStream out) throws IOException {
		out.writeLong(merged);
		out.writeLong(draws);
		out.writeBoolean(finished);
		for (Statistic<?>[] analysis : blocks)
			for (Statistic<?> block : analysis) {
				out.writeBoolean(block != null);
				if (block != null)
					block.write(out);
			}
	}

	synchronized void read(DataInputStream in) throws IOException {
		merged = in.readLong();
		draws = in.readLong();
		finished = in.readBoolean();
		for (int analysis = 0; analysis < blocks.length; analysis++)
			for (int block = 0; block < blocks[analysis].length; block++)
				if (in.readBoolean()) {
					blocks[analysis][block] = planned.measurements().get(analysis).empty();
					blocks[analysis][block].read(in);
				}
	}
}
