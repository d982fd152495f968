package org.physics4ml.figures;

import java.util.Map;
import java.util.Optional;

import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;

/** The tables whose columns a figure shows. */
@FunctionalInterface
public interface Tables {

	/** @param analysis name of an analysis; empty for the one that the figure belongs to */
	Optional<Table> table(String analysis, String table);

	/** The tables of one analysis alone. */
	static Tables of(Findings own) {
		return of(own, Map.of());
	}

	/**
	 * @param own      findings that the figure belongs to
	 * @param analyses findings of all analyses of the run by name
	 */
	static Tables of(Findings own, Map<String, Findings> analyses) {
		return (analysis, table) -> Optional.ofNullable(analysis.isEmpty() ? own : analyses.get(analysis)).flatMap(findings -> findings.table(table));
	}
}
