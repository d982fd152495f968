package org.physics4ml.core.analysis;

import java.util.List;

/**
 * What was measured in one cell.
 *
 * @param cell        the cell
 * @param measurement how
 * @param blocks      the statistics of independent blocks of draws, in order; empty where nothing was drawn. Blocks differ in size by at most
 *                    one chunk; a running or cancelled run has blocks that are still empty, which are left out.
 */
public record Result<S extends Statistic<S>>(Cell cell, Measurement<S> measurement, List<S> blocks) {

	public Result {
		blocks = List.copyOf(blocks);
	}
}
