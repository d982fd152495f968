package org.physics4ml.core.contribution;

import java.util.List;

/**
 * A parameter of a contribution as declared in {@code plugin.xml}; forms, validation, help and completion come from it.
 *
 * @param name         camelCase name
 * @param type         type of a value
 * @param list         whether a list of values is accepted beside a single one
 * @param defaultValue the default as JSON value (see {@code org.physics4ml.model.Json}); null where there is none
 * @param minimum      smallest admissible number, negative infinity where there is no bound
 * @param maximum      largest admissible number, positive infinity where there is no bound
 * @param exclusive    whether the bounds themselves are excluded
 * @param choices      admissible words of a {@link Type#CHOICE}
 * @param unit         unit, {@code 1} where dimensionless
 * @param symbol       symbol of the formulas, e.g. {@code N}; may be empty
 * @param description  one sentence for a form's hint and the help
 */
public record ParameterDeclaration(String name, Type type, boolean list, Object defaultValue, double minimum, double maximum, boolean exclusive,
		List<String> choices, String unit, String symbol, String description) {

	public ParameterDeclaration {
		choices = List.copyOf(choices);
	}

	/** Types of a parameter's value. */
	public enum Type {
		/** Integral number; integral doubles such as 1e6 are accepted. */
		INTEGER,
		REAL,
		BOOLEAN,
		/** Any text. */
		TEXT,
		/** The name of a file, relative to the folder of the experiment's file; contributions get its path. What is in it is part of the plan's hash. */
		FILE,
		/** One of {@link ParameterDeclaration#choices()}. */
		CHOICE,
		/** An activation with its arguments, e.g. {@code leaky-relu(0.1)}. */
		ACTIVATION,
		/** A vector of numbers, {@code [0.5, 1]}. */
		VECTOR,
		/** A layer with its parameters, e.g. {@code conv(channels=64, filter=3)}, or a list of layers one after the other. */
		LAYER,
		/** A map from parameter groups ({@code weight-1}, {@code bias-out}) to the priors that shape their laws. */
		GROUPS
	}
}
