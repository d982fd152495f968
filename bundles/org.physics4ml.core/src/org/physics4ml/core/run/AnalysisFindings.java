package org.physics4ml.core.run;

import java.util.List;

import org.physics4ml.core.findings.Findings;

/**
 * What one analysis of an experiment found.
 *
 * @param id       short id of the analysis
 * @param name     its name in the experiment
 * @param findings its conclusion
 */
public record AnalysisFindings(String id, String name, Findings findings) {

	/** The same with other notices. */
	AnalysisFindings with(List<String> notices) {
		return new AnalysisFindings(id, name, new Findings(findings.scalars(), findings.checks(), findings.tables(), findings.figures(), notices));
	}
}
