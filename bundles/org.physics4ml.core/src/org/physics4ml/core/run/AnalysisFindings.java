package org.physics4ml.core.run;

import org.physics4ml.core.findings.Findings;

/**
 * What one analysis of an experiment found.
 *
 * @param id       short id of the analysis
 * @param name     its name in the experiment
 * @param findings its conclusion
 */
public record AnalysisFindings(String id, String name, Findings findings) {
}
