package org.physics4ml.core.run;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Parameters;

/**
 * An analysis of the experiment, ready to run.
 *
 * @param declaration what it is
 * @param name        its name in the experiment
 * @param parameters  its validated parameters
 * @param analysis    the implementation
 */
public record PlannedAnalysis(Declaration declaration, String name, Parameters parameters, Analysis<?> analysis) {
}
