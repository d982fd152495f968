package org.physics4ml.core.contribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.IConfigurationElement;
import org.physics4ml.core.contribution.Declaration.Reference;
import org.physics4ml.core.contribution.ParameterDeclaration.Type;

/**
 * Reads a declaration from its element in {@code plugin.xml} without loading a class. Strict: what is misspelt is a problem, never silently
 * another declaration.
 */
final class DeclarationReader {

	private static final Pattern ID = Pattern.compile("([A-Za-z_][A-Za-z0-9_-]*\\.)+[a-z][a-z0-9]*(-[a-z0-9]+)*");
	private static final Pattern PARAMETER = Pattern.compile("[a-z][A-Za-z0-9]*");
	static final Set<String> ATTRIBUTES = Set.of("id", "name", "class", "summary", "formula");
	static final Set<String> CHILDREN = Set.of("description", "parameter", "reference");
	static final Set<String> PARAMETER_ATTRIBUTES = Set.of("name", "type", "list", "default", "minimum", "maximum", "exclusive", "choices", "unit", "symbol", "description");
	static final Set<String> REFERENCE_ATTRIBUTES = Set.of("text", "link");
	private static final Set<String> RESERVED = Set.of("id", "name");

	private final Kind kind;
	private final IConfigurationElement element;
	private final Report report;
	private boolean broken;

	/** @param report receives problems with paths inside the element, empty for the element itself */
	DeclarationReader(Kind kind, IConfigurationElement element, Report report) {
		this.kind = kind;
		this.element = element;
		this.report = report;
	}

	/** Empty if a problem was reported. */
	Optional<Declaration> read(String version) {
		if (!element.getName().equals(kind.word())) {
			problem("", "element <" + element.getName() + "> is not known", "write <" + kind.word() + ">");
			return Optional.empty();
		}
		names(element, "", ATTRIBUTES, CHILDREN);
		var id = required(element, "", "id");
		if (!id.isEmpty() && !ID.matcher(id).matches())
			problem("id", "'" + id + "' is no id", "write a namespace and a kebab-case word, e.g. org.example.my-" + kind.word());
		var name = required(element, "", "name");
		required(element, "", "class");
		var summary = required(element, "", "summary");
		var parameters = parameters();
		var declaration = new Declaration(kind, id, name, summary, description(), optional(element, "formula"), references(), parameters, element.getContributor().getName(), version);
		return broken ? Optional.empty() : Optional.of(declaration);
	}

	private String description() {
		var descriptions = element.getChildren("description");
		if (descriptions.length > 1)
			problem("description", "there is more than one description", "keep one");
		return descriptions.length == 0 || descriptions[0].getValue() == null ? "" : descriptions[0].getValue().strip().replaceAll("\\s+", " ");
	}

	private List<Reference> references() {
		var references = new ArrayList<Reference>();
		for (var child : element.getChildren("reference")) {
			names(child, "reference", REFERENCE_ATTRIBUTES, Set.of());
			references.add(new Reference(required(child, "reference", "text"), optional(child, "link")));
		}
		return references;
	}

	private List<ParameterDeclaration> parameters() {
		var parameters = new LinkedHashMap<String, ParameterDeclaration>();
		for (var child : element.getChildren("parameter")) {
			var name = required(child, "parameter", "name");
			if (RESERVED.contains(name) || kind == Kind.PRIOR && PriorParameters.NAMES.contains(name))
				problem(name, "'" + name + "' has a meaning of its own", "choose another name for the parameter");
			else if (!name.isEmpty() && !PARAMETER.matcher(name).matches())
				problem(name, "'" + name + "' is no name for a parameter", "write it in camelCase, letters and digits only");
			else if (parameters.containsKey(name))
				problem(name, "parameter '" + name + "' is declared twice", "keep one");
			parameter(child, name).ifPresent(parameter -> parameters.put(name, parameter));
		}
		if (kind == Kind.PRIOR)
			PriorParameters.ALL.forEach(parameter -> parameters.put(parameter.name(), parameter));
		return List.copyOf(parameters.values());
	}

	private Optional<ParameterDeclaration> parameter(IConfigurationElement child, String name) {
		var path = name.isEmpty() ? "parameter" : name;
		names(child, path, PARAMETER_ATTRIBUTES, Set.of());
		var type = type(required(child, path, "type"), path);
		var description = required(child, path, "description");
		if (type.isEmpty())
			return Optional.empty();
		boolean number = type.get() == Type.INTEGER || type.get() == Type.REAL;
		for (var attribute : List.of("minimum", "maximum", "exclusive"))
			if (!number && child.getAttribute(attribute) != null)
				problem(path + "." + attribute, "only numbers have a range", "remove the attribute, or make the type integer or real");
		double minimum = bound(child, path, "minimum", Double.NEGATIVE_INFINITY);
		double maximum = bound(child, path, "maximum", Double.POSITIVE_INFINITY);
		boolean exclusive = flag(child, path, "exclusive");
		if (minimum > maximum || exclusive && minimum == maximum)
			problem(path, "no number lies between minimum and maximum", "correct the bounds");
		var choices = choices(child, path, type.get());
		var unit = optional(child, "unit");
		var bare = new ParameterDeclaration(name, type.get(), flag(child, path, "list"), null, minimum, maximum, exclusive, choices, unit.isEmpty() ? "1" : unit, optional(child, "symbol"), description);
		return Optional.of(withDefault(bare, child.getAttribute("default"), path));
	}

	private Optional<Type> type(String word, String path) {
		var words = Arrays.stream(Type.values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
		if (words.contains(word))
			return Optional.of(Type.valueOf(word.toUpperCase(Locale.ROOT)));
		if (!word.isEmpty())
			problem(path + ".type", "type '" + word + "' is not known", Suggestion.remedy(word, words, "types are:"));
		return Optional.empty();
	}

	private List<String> choices(IConfigurationElement child, String path, Type type) {
		var text = optional(child, "choices");
		if (type != Type.CHOICE) {
			if (!text.isEmpty())
				problem(path + ".choices", "only a choice has choices", "remove the attribute, or make the type choice");
			return List.of();
		}
		var choices = Arrays.stream(text.split(",")).map(String::strip).filter(choice -> !choice.isEmpty()).toList();
		if (choices.isEmpty() || Set.copyOf(choices).size() < choices.size())
			problem(path + ".choices", choices.isEmpty() ? "a choice needs choices" : "a choice stands there twice", "list the admissible words, separated by commas");
		return choices;
	}

	private double bound(IConfigurationElement child, String path, String attribute, double absent) {
		var text = child.getAttribute(attribute);
		if (text == null)
			return absent;
		if (Values.literal(Type.REAL, text) instanceof Number number)
			return number.doubleValue();
		problem(path + "." + attribute, "'" + text + "' is not a number", "write a number, or leave the attribute out where there is no bound");
		return absent;
	}

	private boolean flag(IConfigurationElement child, String path, String attribute) {
		var text = child.getAttribute(attribute);
		if (text != null && !text.equals("true") && !text.equals("false"))
			problem(path + "." + attribute, "'" + text + "' is neither true nor false", "write true or false");
		return "true".equals(text);
	}

	private ParameterDeclaration withDefault(ParameterDeclaration bare, String text, String path) {
		if (text == null)
			return bare;
		var value = Values.literal(bare.type(), text);
		if (value == null) {
			problem(path + ".default", "null is no default", "leave the attribute out where there is no default");
			return bare;
		}
		var normal = bare.list() && value.equals(List.of()) ? Optional.of(value) : Values.normal(bare, value, path + ".default", this::problem, Values::plain);
		return new ParameterDeclaration(bare.name(), bare.type(), bare.list(), normal.orElse(null), bare.minimum(), bare.maximum(), bare.exclusive(), bare.choices(), bare.unit(), bare.symbol(), bare.description());
	}

	private void names(IConfigurationElement of, String path, Set<String> attributes, Set<String> children) {
		for (var attribute : of.getAttributeNames())
			if (!attributes.contains(attribute))
				unknown(path, "attribute " + attribute, attribute, attributes);
		for (var child : of.getChildren())
			if (!children.contains(child.getName()))
				unknown(path, "element <" + child.getName() + ">", child.getName(), children);
	}

	private void unknown(String path, String what, String word, Set<String> known) {
		broken = true;
		report.unknown(path, what + " is not known", word, new TreeSet<>(known));
	}

	private String required(IConfigurationElement of, String path, String attribute) {
		var value = optional(of, attribute);
		if (value.isEmpty())
			problem(path, "attribute " + attribute + " is missing", "add it");
		return value;
	}

	private static String optional(IConfigurationElement of, String attribute) {
		var value = of.getAttribute(attribute);
		return value == null ? "" : value.strip();
	}

	private void problem(String path, String message, String remedy) {
		broken = true;
		report.problem(path, message, remedy);
	}
}
