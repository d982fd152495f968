package org.physics4ml.core.contribution;

import java.util.List;
import java.util.Optional;

/**
 * What {@code plugin.xml} says of a contribution; read without loading a class.
 *
 * @param kind        its kind
 * @param id          full id, e.g. {@code org.physics4ml.mlp}
 * @param name        name shown to users
 * @param summary     one line
 * @param description a paragraph, or empty
 * @param formula     the defining formula with its conventions, plain text with Unicode symbols
 * @param references  literature
 * @param parameters  its parameters in the order of the declaration; for a prior {@link PriorParameters} follow
 * @param bundle      symbolic name of the contributing bundle
 * @param version     version of the contributing bundle
 */
public record Declaration(Kind kind, String id, String name, String summary, String description, String formula, List<Reference> references,
		List<ParameterDeclaration> parameters, String bundle, String version) {

	public Declaration {
		references = List.copyOf(references);
		parameters = List.copyOf(parameters);
	}

	/** The last segment of the id: what users type where it is unambiguous, and what findings carry. */
	public String shortId() {
		return id.substring(id.lastIndexOf('.') + 1);
	}

	public Optional<ParameterDeclaration> parameter(String parameter) {
		return parameters.stream().filter(candidate -> candidate.name().equals(parameter)).findFirst();
	}

	/**
	 * The parameters that may stand in parentheses, in order, where the contribution is named inside a parameter: {@code student-t(7)}. All
	 * but {@link PriorParameters}.
	 */
	public List<ParameterDeclaration> arguments() {
		return kind == Kind.PRIOR ? parameters.stream().filter(parameter -> !PriorParameters.NAMES.contains(parameter.name())).toList() : parameters;
	}

	/**
	 * @param text what to cite
	 * @param link {@code arXiv:...} or {@code doi:...}, or empty
	 */
	public record Reference(String text, String link) {
	}
}
