package org.physics4ml.core.analysis;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

import org.physics4ml.compute.statistics.CompensatedSums;
import org.physics4ml.compute.statistics.Jackknife;

/** The statistic of most analyses: a fixed number of sums over draws, with compensated rounding. */
public final class Sums implements Statistic<Sums> {

	private final CompensatedSums sums;

	/** @param length number of sums */
	public Sums(int length) {
		sums = new CompensatedSums(length);
	}

	/** Bytes of a statistic with so many sums, for {@link Measurement#bytes()}. */
	public static long bytes(int length) {
		return 2L * Double.BYTES * length;
	}

	/**
	 * Adds the sums over some draws.
	 *
	 * @param draws number of draws
	 * @param terms one sum over them each; at least as long as this
	 */
	public void add(long draws, double[] terms) {
		sums.count(draws);
		for (int i = 0; i < sums.length(); i++)
			sums.add(i, terms[i]);
	}

	/** Number of draws. */
	public long draws() {
		return sums.count();
	}

	/** Sum i. */
	public double get(int i) {
		return sums.get(i);
	}

	/** Blocks for a jackknife. */
	public static List<Jackknife.Block> blocks(List<Sums> blocks) {
		return blocks.stream().map(block -> block.sums.toBlock()).toList();
	}

	@Override
	public void merge(Sums later) {
		sums.merge(later.sums);
	}

	@Override
	public void write(DataOutput out) throws IOException {
		sums.write(out);
	}

	@Override
	public void read(DataInput in) throws IOException {
		sums.read(in);
	}
}
