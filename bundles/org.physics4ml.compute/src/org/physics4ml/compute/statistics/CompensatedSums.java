package org.physics4ml.compute.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A fixed number of sums over draws, each with the rounding errors of its additions summed beside it (Neumaier's variant of Kahan summation): the error of a
 * sum does not grow with the number of terms. Merging in a fixed order gives the same bits. Mutable, for one thread at a time.
 */
public final class CompensatedSums {

	private final double[] sums, rests;
	private long count;

	/** @param length number of sums */
	public CompensatedSums(int length) {
		sums = new double[length];
		rests = new double[length];
	}

	/** Number of sums. */
	public int length() {
		return sums.length;
	}

	/** Number of draws counted. */
	public long count() {
		return count;
	}

	/** Counts draws. */
	public void count(long draws) {
		count += draws;
	}

	/** Adds a term to sum i. */
	public void add(int i, double term) {
		double sum = sums[i], next = sum + term;
		rests[i] += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
		sums[i] = next;
	}

	/** Sum i. */
	public double get(int i) {
		return sums[i] + rests[i];
	}

	/** All sums. */
	public double[] toArray() {
		var result = new double[sums.length];
		for (int i = 0; i < result.length; i++) result[i] = get(i);
		return result;
	}

	/** The sums and their number of draws as a block of a jackknife. */
	public Jackknife.Block toBlock() {
		return new Jackknife.Block(count, toArray());
	}

	/**
	 * Adds the sums of later draws.
	 *
	 * @throws IllegalArgumentException if their number of sums differs
	 */
	public void merge(CompensatedSums later) {
		if (later.sums.length != sums.length) throw new IllegalArgumentException(later.sums.length + " sums into " + sums.length);
		for (int i = 0; i < sums.length; i++) {
			add(i, later.sums[i]);
			rests[i] += later.rests[i];
		}
		count += later.count;
	}

	/** Writes count and sums bit by bit. */
	public void write(DataOutput out) throws IOException {
		out.writeInt(sums.length);
		out.writeLong(count);
		for (int i = 0; i < sums.length; i++) {
			out.writeDouble(sums[i]);
			out.writeDouble(rests[i]);
		}
	}

	/**
	 * Replaces the content by what {@link #write} wrote.
	 *
	 * @throws IOException also if the number of sums differs
	 */
	public void read(DataInput in) throws IOException {
		int length = in.readInt();
		if (length != sums.length) throw new IOException(length + " sums where " + sums.length + " belong");
		count = in.readLong();
		for (int i = 0; i < sums.length; i++) {
			sums[i] = in.readDouble();
			rests[i] = in.readDouble();
		}
	}
}
