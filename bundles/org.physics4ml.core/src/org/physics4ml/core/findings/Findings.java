package org.physics4ml.core.findings;

import java.util.List;
import java.util.Optional;

/**
 * What an analysis found: numbers with their errors, comparisons with theory, and descriptions of figures. Immutable.
 *
 * @param scalars single numbers
 * @param checks  comparisons with theory
 * @param tables  tables; names are unique
 * @param figures figures that show columns of the tables
 * @param notices what a reader has to know: a kernel that is singular, too few draws, a theory that does not apply; one line each, with what to do
 */
public record Findings(List<Scalar> scalars, List<Check> checks, List<Table> tables, List<Figure> figures, List<String> notices) {

	public Findings {
		scalars = List.copyOf(scalars);
		checks = List.copyOf(checks);
		tables = List.copyOf(tables);
		figures = List.copyOf(figures);
		notices = List.copyOf(notices);
	}

	public Optional<Table> table(String name) {
		return tables.stream().filter(table -> table.name().equals(name)).findFirst();
	}
}
