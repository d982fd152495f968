package org.physics4ml.core.analysis;

import java.util.List;
import java.util.OptionalDouble;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;

/**
 * A mergeable statistic and a conclusion. Contributed through the extension point {@code org.physics4ml.core.analyses}. An instance serves one plan; it keeps
 * nothing but what can be computed anew.
 *
 * <p>
 * The engine prepares the analysis for every cell of the sweep while the plan is made, draws chunks of networks, lets the measurements
 * accumulate them, merges the statistics of a block in a fixed order, and asks for the conclusion, for live figures also before the end.
 *
 * @param <S> the statistic
 */
public interface Analysis<S extends Statistic<S>> {

	/**
	 * Decides how a cell is measured.
	 *
	 * @param parameters validated parameters of this analysis in this cell: an axis of the sweep may be one of them
	 * @throws UnsuitableException if the network or the prior lacks what the parameters ask for
	 */
	Measurement<S> prepare(Parameters parameters, Cell cell) throws UnsuitableException;

	/**
	 * Concludes from all cells. Deterministic: the same statistics give the same findings to the last bit. Reads the statistics and leaves them as they are; may be called from several threads.
	 *
	 * @param name       the analysis' name in the experiment
	 * @param parameters its parameters outside the sweep; what a cell was prepared with, its measurement knows
	 * @param results    one result a cell, in order; never empty
	 */
	Findings conclude(String name, Parameters parameters, List<Result<S>> results);

	/**
	 * The largest relative standard error of what this analysis is about in one cell, for runs that end at a target error. Empty where the analysis has
	 * no such number; NaN while there are too few draws to tell.
	 */
	default OptionalDouble relativeError(Parameters parameters, Result<S> result) {
		return OptionalDouble.empty();
	}
}
