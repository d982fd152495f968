package org.physics4ml.core.analysis;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What an analysis remembers of the draws it has seen; its size does not depend on their number. Statistics of consecutive draws are merged
 * in a fixed order, written to checkpoints and read back, bit by bit the same.
 *
 * @param <S> the implementing class
 */
public interface Statistic<S extends Statistic<S>> {

	/** Takes in the statistic of the draws that follow; {@code later} is not used again. */
	void merge(S later);

	void write(DataOutput out) throws IOException;

	/** Replaces the content by what {@link #write} wrote. */
	void read(DataInput in) throws IOException;
}
