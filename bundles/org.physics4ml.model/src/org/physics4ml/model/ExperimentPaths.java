package org.physics4ml.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.model.experiment.Analysis;
import org.physics4ml.model.experiment.Axis;
import org.physics4ml.model.experiment.Component;
import org.physics4ml.model.experiment.Element;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;
import org.physics4ml.model.experiment.ExperimentPackage;
import org.physics4ml.model.experiment.Grid;
import org.physics4ml.model.experiment.Inputs;
import org.physics4ml.model.experiment.Parameter;
import org.physics4ml.model.experiment.PointsFile;
import org.physics4ml.model.experiment.Sphere;
import org.physics4ml.model.internal.JsonView;

/**
 * Paths into an experiment, as users type them: {@code seed}, {@code sampling.draws}, {@code inputs.points},
 * {@code architecture.width}, {@code prior.groups.weight-out}, {@code analyses.naive.order} (by the analysis's name). Values are JSON
 * as {@link Json} reads it. Names of parameters are not checked here: contributions declare them. Problems carry the path and no
 * file; see {@link InvalidExperimentException#in}. Not thread-safe on one experiment.
 */
public final class ExperimentPaths {

	/** What a sweep cannot vary. */
	private static final List<String> FIXED = List.of("name", "description", "sweep");

	/** What differs between two experiments; null where one has nothing there. */
	public record Difference(String path, Object first, Object second) {

		@Override
		public String toString() {
			return path + ": " + Json.valueText(first) + " against " + Json.valueText(second);
		}
	}

	private record Assignment(String path, Object value) {
	}

	private ExperimentPaths() {
	}

	/**
	 * The experiment as JSON: what has a value, in the model's order; parameters and the members of their values in the order of their
	 * names. The same for equal experiments whatever the order in which they were put together; comments have no part in it.
	 */
	public static Map<String, Object> toJson(Experiment experiment) {
		return JsonView.toJson(experiment);
	}

	/** Value at the path as JSON; null where nothing is set. */
	public static Object get(Experiment experiment, String path) {
		String[] names = path.split("\\.", -1);
		boolean analysis = names.length > 1 && names[0].equals("analyses");
		Object value = analysis ? analysis(experiment, names[1]) : toJson(experiment);
		for (int i = analysis ? 2 : 0; i < names.length; i++)
			value = value instanceof Map<?, ?> members ? members.get(names[i]) : null;
		return value;
	}

	private static Map<String, Object> analysis(Experiment experiment, String name) {
		return experiment.getAnalyses().stream().filter(analysis -> nameOf(analysis).equals(name)).findFirst().map(JsonView::toJson).orElse(null);
	}

	/** {@code --set}: as {@link #set(Experiment, String, Object)} for the text {@code PATH=VALUE}, the value JSON or else a bare word. */
	public static void set(Experiment experiment, String assignment) throws InvalidExperimentException {
		var parsed = parse(assignment, "--set seed=7");
		set(experiment, parsed.path, parsed.value);
	}

	/**
	 * Sets the value at the path and removes the sweep's axis of that path. An id alone resets a component to its defaults, null takes
	 * back what is optional. {@code inputs.points}, {@code inputs.grid}, {@code inputs.sphere} and {@code inputs.file} replace each other.
	 *
	 * @throws InvalidExperimentException where there is no such path or the value does not fit; the experiment is then unchanged
	 */
	public static void set(Experiment experiment, String path, Object value) throws InvalidExperimentException {
		var names = Arrays.asList(path.split("\\.", -1));
		var feature = JsonView.feature(ExperimentPackage.Literals.EXPERIMENT, names.getFirst(), path);
		var rest = names.subList(1, names.size());
		if (rest.isEmpty()) JsonView.set(experiment, feature, value, path);
		else if (feature == ExperimentPackage.Literals.EXPERIMENT__INPUTS) setInputs(experiment, rest, value, path);
		else if (feature == ExperimentPackage.Literals.EXPERIMENT__ANALYSES) setAnalysis(experiment, rest, value, path);
		else if (feature instanceof EReference reference && !feature.isMany()) {
			var child = (Element) experiment.eGet(reference);
			boolean missing = child == null;
			if (missing && reference.getEReferenceType() == ExperimentPackage.Literals.COMPONENT)
				throw JsonView.invalid(path, "the experiment has no " + feature.getName(), "set " + feature.getName() + "=ID first");
			if (missing) child = (Element) EcoreUtil.create(reference.getEReferenceType());
			setIn(child, rest, value, path);
			if (missing) experiment.eSet(reference, child);
		} else throw JsonView.unknown(path, List.of());
		experiment.getSweep().removeIf(axis -> path.equals(axis.getPath()));
	}

	private static void setIn(Element element, List<String> names, Object value, String path) throws InvalidExperimentException {
		if (element instanceof Component component) {
			String name = names.getFirst();
			if (names.size() == 1) {
				JsonView.setMember(component, name, value, path);
				return;
			}
			Object old = component.getParameters().stream().filter(parameter -> name.equals(parameter.getName())).findFirst().map(Parameter::getValue).orElse(null);
			JsonView.setMember(component, name, nested(old, names.subList(1, names.size()), value, path), path);
		} else {
			var feature = JsonView.feature(element.eClass(), names.getFirst(), path);
			if (names.size() > 1) throw JsonView.unknown(path, List.of());
			JsonView.set(element, feature, value, path);
		}
	}

	/** The object with the member below it set; null takes the member away. */
	private static Object nested(Object old, List<String> names, Object value, String path) throws InvalidExperimentException {
		if (old != null && !(old instanceof Map)) throw JsonView.invalid(path, "what holds it is " + Problem.quote(Json.valueText(old))
				+ ", not an object", "set the parameter as a whole");
		var members = new LinkedHashMap<String, Object>();
		if (old != null) ((Map<?, ?>) old).forEach((name, member) -> members.put((String) name, member));
		String name = names.getFirst();
		Object member = names.size() == 1 ? value : nested(members.get(name), names.subList(1, names.size()), value, path);
		if (member == null) members.remove(name);
		else members.put(name, member);
		return members.isEmpty() ? null : members;
	}

	private static void setInputs(Experiment experiment, List<String> names, Object value, String path) throws InvalidExperimentException {
		String name = names.getFirst();
		if (!JsonView.INPUTS.contains(name)) throw JsonView.unknown(path, JsonView.INPUTS);
		boolean inSphere = name.equals("sphere") && names.size() == 2;
		if (names.size() > 1 && !inSphere) throw JsonView.unknown(path, List.of());
		if (inSphere) {
			var sphere = experiment.getInputs() instanceof Sphere present ? present : ExperimentFactory.eINSTANCE.createSphere();
			setIn(sphere, names.subList(1, 2), value, path);
			experiment.setInputs(sphere);
		} else if (experiment.getInputs() instanceof PointsFile file && (name.equals("file") || JsonView.OF_FILE.contains(name))) {
			setIn(file, names, value, path);
		} else {
			if (JsonView.OF_FILE.contains(name)) throw JsonView.invalid(path, "the inputs are not read from a file", "set inputs.file first");
			var json = new LinkedHashMap<String, Object>();
			json.put(name, value);
			experiment.setInputs((Inputs) JsonView.fromJson(ExperimentPackage.Literals.INPUTS, json, "inputs"));
		}
	}

	private static void setAnalysis(Experiment experiment, List<String> names, Object value, String path) throws InvalidExperimentException {
		var analyses = experiment.getAnalyses();
		for (int i = 0; i < analyses.size(); i++) {
			var analysis = analyses.get(i);
			if (!nameOf(analysis).equals(names.getFirst())) continue;
			if (names.size() > 1) {
				setIn(analysis, names.subList(1, names.size()), value, path);
				return;
			}
			var replacement = (Analysis) JsonView.fromJson(ExperimentPackage.Literals.ANALYSIS, value, path);
			if (replacement.getName() == null) replacement.setName(analysis.getName());
			analyses.set(i, replacement);
			return;
		}
		throw JsonView.unknown(path, analyses.stream().map(ExperimentPaths::nameOf).toList());
	}

	/** {@code --sweep}: as {@link #sweep(Experiment, String, List)} for the text {@code PATH=LIST}. */
	public static void sweep(Experiment experiment, String assignment) throws InvalidExperimentException {
		var parsed = parse(assignment, "--sweep architecture.width=[2,5,10]");
		if (!(parsed.value instanceof List<?> values))
			throw JsonView.invalid(parsed.path, Problem.quote(Json.valueText(parsed.value)) + " is not a list of values", "give a list such as [2,5,10]");
		sweep(experiment, parsed.path, values);
	}

	/**
	 * Makes the path an axis of the sweep, the last and fastest one, or gives the axis of that path other values.
	 *
	 * @throws InvalidExperimentException where there is no such path or a value does not fit; the experiment is then unchanged
	 */
	public static void sweep(Experiment experiment, String path, List<?> values) throws InvalidExperimentException {
		var problems = axisProblems(experiment, path, values);
		if (!problems.isEmpty()) throw new InvalidExperimentException(problems);
		var axis = experiment.getSweep().stream().filter(present -> path.equals(present.getPath())).findFirst().orElse(null);
		if (axis == null) {
			axis = ExperimentFactory.eINSTANCE.createAxis();
			axis.setPath(path);
			experiment.getSweep().add(axis);
		}
		axis.getValues().clear();
		axis.getValues().addAll(values.stream().map(Json::canonical).toList());
	}

	/** What keeps the values from being set at the path, one after the other. */
	static List<Problem> axisProblems(Experiment experiment, String path, List<?> values) {
		String where = "sweep." + path;
		if (FIXED.contains(path)) return List.of(new Problem("", where, "cannot be swept", "sweep a path such as architecture.width"));
		if (values.isEmpty()) return List.of(new Problem("", where, "the axis has no values", "give values, or remove the axis"));
		var problems = new ArrayList<Problem>();
		var seen = new LinkedHashSet<Object>();
		var copy = EcoreUtil.copy(experiment);
		copy.getSweep().clear();
		for (Object value : values) {
			if (!seen.add(Json.canonical(value))) {
				problems.add(new Problem("", where, "the value " + Problem.quote(Json.valueText(value)) + " occurs twice",
						"remove one: their draws would be the same"));
				continue;
			}
			try {
				set(copy, path, value);
			} catch (InvalidExperimentException e) {
				e.problems().forEach(problem -> problems.add(new Problem("", "sweep." + problem.path(), problem.message(), problem.remedy())));
			}
		}
		return problems.stream().distinct().toList();
	}

	/**
	 * Path to value, one entry a value: lists of numbers and the like are values, analyses stand under their names, axes under their
	 * paths ({@code sweep.architecture.width}).
	 */
	public static Map<String, Object> flatten(Experiment experiment) {
		var flat = new LinkedHashMap<String, Object>();
		toJson(experiment).forEach((name, value) -> {
			switch (name) {
			case "analyses" -> experiment.getAnalyses().forEach(analysis -> flatten("analyses." + nameOf(analysis), JsonView.toJson(analysis), flat));
			case "sweep" -> experiment.getSweep().forEach(axis -> flat.put("sweep." + axis.getPath(), Json.canonical(axis.getValues())));
			default -> flatten(name, value, flat);
			}
		});
		return flat;
	}

	private static void flatten(String path, Object value, Map<String, Object> flat) {
		if (value instanceof Map<?, ?> map && !map.isEmpty()) map.forEach((name, member) -> flatten(path + '.' + name, member, flat));
		else flat.put(path, value);
	}

	/** Where the experiments differ, in the model's order; the orders of analyses and of axes count. */
	public static List<Difference> differences(Experiment first, Experiment second) {
		var a = flatten(first);
		var b = flatten(second);
		var paths = new LinkedHashSet<>(a.keySet());
		paths.addAll(b.keySet());
		var differences = new ArrayList<Difference>();
		for (String path : paths)
			if (!Objects.equals(a.get(path), b.get(path))) differences.add(new Difference(path, a.get(path), b.get(path)));
		order("analyses", first.getAnalyses().stream().map(ExperimentPaths::nameOf).toList(),
				second.getAnalyses().stream().map(ExperimentPaths::nameOf).toList(), differences);
		order("sweep", first.getSweep().stream().map(Axis::getPath).toList(), second.getSweep().stream().map(Axis::getPath).toList(), differences);
		return differences;
	}

	private static void order(String path, List<String> first, List<String> second, List<Difference> differences) {
		if (!first.equals(second)) differences.add(new Difference(path, first, second));
	}

	/** The analysis's name: its own, or else the last segment of its id; empty where it has neither. */
	public static String nameOf(Analysis analysis) {
		if (analysis.getName() != null) return analysis.getName();
		String id = analysis.getId() == null ? "" : analysis.getId();
		return id.substring(id.lastIndexOf('.') + 1);
	}

	/** Path of an element in its experiment; empty for the experiment itself. */
	public static String pathOf(Element element) {
		if (!(element.eContainer() instanceof Element parent)) return "";
		String path = pathOf(parent);
		String name = switch (element) {
		case Parameter parameter -> String.valueOf(parameter.getName());
		case Analysis analysis -> "analyses." + nameOf(analysis);
		case Axis axis -> "sweep." + axis.getPath();
		default -> {
			var feature = element.eContainmentFeature();
			String member = parent instanceof Grid ? "grid" : feature.getName();
			yield feature.isMany() ? member + '[' + ((List<?>) parent.eGet(feature)).indexOf(element) + ']' : member;
		}
		};
		return path.isEmpty() ? name : path + '.' + name;
	}

	private static Assignment parse(String text, String example) throws InvalidExperimentException {
		int equals = text.indexOf('=');
		if (equals < 1) throw JsonView.invalid("", Problem.quote(text) + " is not of the form PATH=VALUE", "write e.g. " + example);
		String path = text.substring(0, equals).strip();
		try {
			return new Assignment(path, Json.parseValue(text.substring(equals + 1)));
		} catch (IllegalArgumentException e) {
			throw JsonView.invalid(path, e.getMessage(), "give JSON or a bare word");
		}
	}
}
