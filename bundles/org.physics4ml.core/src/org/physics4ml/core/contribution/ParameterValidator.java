package org.physics4ml.core.contribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.physics4ml.core.contribution.ParameterDeclaration.Type;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Component;

/**
 * Resolves a component of an experiment, an id with raw parameter values, to the contribution that it names and its validated parameters.
 * Thread-safe.
 */
public final class ParameterValidator {

	private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z0-9]*)\\s*=\\s*([^=].*)");

	private final Registry registry;

	public ParameterValidator(Registry registry) {
		this.registry = registry;
	}

	/**
	 * @param id     full or short id
	 * @param values JSON values by parameter; null stands for the default
	 * @throws InvalidExperimentException with all problems, their paths relative to the component
	 */
	public Specification resolve(Kind kind, String id, Map<String, ?> values) throws InvalidExperimentException {
		var problems = new ArrayList<Problem>();
		var resolved = resolve(kind, id, values, "", problems::add);
		if (resolved.isEmpty())
			throw new InvalidExperimentException(problems);
		return resolved.get();
	}

	/**
	 * @param path     of the component, e.g. {@code architecture}
	 * @param problems receives every problem, with an empty file
	 * @return empty if there was a problem
	 */
	public Optional<Specification> resolve(Kind kind, String id, Map<String, ?> values, String path, Consumer<Problem> problems) {
		return component(kind, id, values, path, (where, message, remedy) -> problems.accept(new Problem("", where, message, remedy)));
	}

	/** {@link #resolve(Kind, String, Map, String, Consumer)} for a component with an id. */
	public Optional<Specification> resolve(Kind kind, Component component, String path, Consumer<Problem> problems) {
		var values = new LinkedHashMap<String, Object>();
		for (var parameter : component.getParameters())
			if (parameter.getName() != null) // a problem of the structure
				values.put(parameter.getName(), parameter.getValue());
		return resolve(kind, component.getId(), values, path, problems);
	}

	private Optional<Specification> component(Kind kind, String id, Map<String, ?> values, String path, Report report) {
		if (kind == Kind.PRIOR && id.endsWith(")")) // student-t(7), as where it shapes the law of one group
			return call(kind, id.strip(), values, path, report);
		return declaration(kind, id, path, report).flatMap(declaration -> parameters(declaration, declaration.parameters(), values, path, report));
	}

	private Optional<Declaration> declaration(Kind kind, String id, String path, Report report) {
		try {
			return Optional.of(registry.find(kind, id));
		} catch (ContributionException absent) {
			report.problem(path, absent.getMessage(), absent.remedy());
			return Optional.empty();
		}
	}

	private Optional<Specification> parameters(Declaration declaration, List<ParameterDeclaration> declared, Map<String, ?> values, String path, Report report) {
		var names = declared.stream().map(ParameterDeclaration::name).toList();
		boolean valid = true;
		for (var name : values.keySet())
			if (!names.contains(name)) {
				report.unknown(join(path, name), declaration.kind().word() + " " + registry.word(declaration) + " has no parameter '" + name + "'", name, names);
				valid = false;
			}
		var normal = new LinkedHashMap<String, Object>();
		for (var parameter : declared) {
			Object given = values.get(parameter.name());
			Object value = given == null ? parameter.defaultValue() : given;
			if (value == null)
				continue;
			var result = Values.normal(parameter, value, join(path, parameter.name()), report, this::value);
			valid &= result.isPresent();
			result.ifPresent(some -> normal.put(parameter.name(), some));
		}
		return valid ? Optional.of(new Specification(declaration, new Parameters(normal))) : Optional.empty();
	}

	private Optional<Object> value(ParameterDeclaration parameter, Object value, String path, Report report) {
		if (parameter.type() == Type.ACTIVATION)
			return nested(Kind.ACTIVATION, value, path, report).map(activation -> activation);
		if (parameter.type() == Type.LAYER)
			return layers(value, path, report);
		if (parameter.type() != Type.GROUPS || !(value instanceof Map<?, ?> map))
			return Values.plain(parameter, value, path, report);
		var groups = new LinkedHashMap<String, Specification>();
		map.forEach((group, law) -> {
			if (law != null)
				nested(Kind.PRIOR, law, join(path, group.toString()), report).ifPresent(prior -> groups.put(group.toString(), prior));
		});
		return groups.size() == map.values().stream().filter(law -> law != null).count() ? Optional.of(Collections.unmodifiableMap(groups)) : Optional.empty();
	}

	/** A layer, or a list of entries that stand for layers one after the other. */
	private Optional<Object> layers(Object value, String path, Report report) {
		if (!(value instanceof List<?> list))
			return nested(Kind.LAYER, value, path, report).map(layer -> layer);
		var layers = new ArrayList<Object>();
		for (int i = 0; i < list.size(); i++)
			layers(list.get(i), path + "[" + i + "]", report).ifPresent(layers::add);
		return layers.size() == list.size() ? Optional.of(List.copyOf(layers)) : Optional.empty();
	}

	/**
	 * A contribution named inside a parameter: {@code leaky-relu(0.1)} or {@code leaky-relu(slope=0.1)} or an object with {@code id} and parameters. If the last argument may be a list, it takes
	 * all that are left: {@code polynomial(1, 0, 3)}.
	 */
	private Optional<Specification> nested(Kind kind, Object value, String path, Report report) {
		if (value instanceof String call)
			return call(kind, call.strip(), Map.of(), path, report);
		if (value instanceof Map<?, ?> object && object.get("id") instanceof String id) {
			var values = new LinkedHashMap<String, Object>();
			object.forEach((name, one) -> values.put(name.toString(), one));
			values.remove("id");
			return declaration(kind, id, path, report).flatMap(declaration -> parameters(declaration, declaration.arguments(), values, path, report));
		}
		report.problem(path, Values.show(value) + " names no " + kind.word(), "give an id with its arguments in parentheses, or an object with an id");
		return Optional.empty();
	}

	/** @param others values of parameters that are no arguments, with paths of their own */
	private Optional<Specification> call(Kind kind, String call, Map<String, ?> others, String path, Report report) {
		int open = call.indexOf('(');
		if (open >= 0 && !call.endsWith(")")) {
			report.problem(path, "'" + call + "' lacks its closing parenthesis at the end", "write id(argument, …)");
			return Optional.empty();
		}
		var id = open < 0 ? call : call.substring(0, open).strip();
		var inside = open < 0 ? "" : call.substring(open + 1, call.length() - 1);
		var arguments = Values.split(inside);
		return declaration(kind, id, path, report).flatMap(declaration -> {
			var declared = declaration.arguments();
			var values = new LinkedHashMap<String, Object>(others);
			var positional = new ArrayList<String>();
			for (var argument : arguments) {
				var named = NAMED.matcher(argument);
				if (!named.matches()) {
					positional.add(argument);
					continue;
				}
				var name = named.group(1);
				var type = declaration.parameter(name).map(ParameterDeclaration::type).orElse(Type.TEXT);
				if (values.put(name, Values.literal(type, named.group(2))) != null && !others.containsKey(name)) {
					report.problem(path, "'" + call + "' gives " + name + " twice", "keep one");
					return Optional.empty();
				}
			}
			var free = declared.stream().filter(parameter -> !values.containsKey(parameter.name())).toList();
			boolean takesAll = !free.isEmpty() && free.getLast().list();
			if (positional.size() > free.size() && !takesAll) {
				report.problem(path, "'" + call + "' has " + arguments.size() + " arguments", signature(declaration, declared));
				return Optional.empty();
			}
			for (int i = 0; i < Math.min(positional.size(), free.size()); i++) {
				var parameter = free.get(i);
				var literals = new ArrayList<Object>();
				for (var argument : i == free.size() - 1 ? positional.subList(i, positional.size()) : positional.subList(i, i + 1))
					literals.add(Values.literal(parameter.type(), argument));
				values.put(parameter.name(), literals.size() == 1 ? literals.getFirst() : literals);
			}
			// The arguments have no paths of their own in the file.
			return parameters(declaration, others.isEmpty() ? declared : declaration.parameters(), values, "", (where, message, remedy) -> {
				if (others.containsKey(where.split("[.\\[]")[0])) report.problem(join(path, where), message, remedy);
				else report.problem(path, "argument " + where + " of '" + call + "': " + message, remedy);
			});
		});
	}

	private String signature(Declaration declaration, List<ParameterDeclaration> declared) {
		if (declared.isEmpty())
			return "write " + registry.word(declaration) + " without arguments";
		return "write " + registry.word(declaration) + "(" + String.join(", ", declared.stream().map(ParameterDeclaration::name).toList()) + ")";
	}

	private static String join(String path, String name) {
		return path.isEmpty() ? name : path + "." + name;
	}
}
