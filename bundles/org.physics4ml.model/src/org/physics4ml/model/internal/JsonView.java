package org.physics4ml.model.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EDataType;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Analysis;
import org.physics4ml.model.experiment.Component;
import org.physics4ml.model.experiment.Element;
import org.physics4ml.model.experiment.ExperimentFactory;
import org.physics4ml.model.experiment.ExperimentPackage;
import org.physics4ml.model.experiment.ExplicitPoints;
import org.physics4ml.model.experiment.Grid;
import org.physics4ml.model.experiment.Inputs;
import org.physics4ml.model.experiment.Parameter;
import org.physics4ml.model.experiment.PointsFile;
import org.physics4ml.model.experiment.Sphere;
import org.physics4ml.model.experiment.UnknownInputs;

/** The elements of an experiment as JSON, as the command line's paths see them, and back. Foreign content has no part in it. */
public final class JsonView {

	/** Members of {@code inputs}. */
	public static final List<String> INPUTS = List.of("points", "grid", "sphere", "file", "key", "count");
	/** Those that say more about a file. */
	public static final List<String> OF_FILE = List.of("key", "count");

	private JsonView() {
	}

	/** Members with a value, in the model's order; parameters in the order of their names. */
	public static Map<String, Object> toJson(Element element) {
		var json = new LinkedHashMap<String, Object>();
		switch (element) {
		case Component component -> {
			put(json, "id", component.getId());
			if (component instanceof Analysis analysis) put(json, "name", analysis.getName());
			component.getParameters().stream().filter(parameter -> parameter.getName() != null && parameter.getValue() != null)
					.sorted((a, b) -> a.getName().compareTo(b.getName())).forEach(parameter -> json.put(parameter.getName(), Json.canonical(parameter.getValue())));
		}
		case ExplicitPoints inputs -> json.put("points", values(inputs.getPoints()));
		case Grid inputs -> json.put("grid", values(inputs.getAxes()));
		case Sphere inputs -> json.put("sphere", features(inputs));
		case UnknownInputs inputs -> json.put("unknown", inputs.getKind());
		default -> json.putAll(features(element));
		}
		return json;
	}

	private static Map<String, Object> features(Element element) {
		var json = new LinkedHashMap<String, Object>();
		for (var feature : Features.of(element.eClass())) {
			if (feature == ExperimentPackage.Literals.EXPERIMENT__FORMAT_VERSION) continue;
			Object value = element.eGet(feature);
			if (value instanceof List<?> list) value = list.isEmpty() ? null : values(list);
			put(json, feature.getName(), value(value));
		}
		return json;
	}

	private static List<Object> values(List<?> values) {
		return values.stream().map(JsonView::value).toList();
	}

	private static Object value(Object value) {
		return value instanceof Element element ? toJson(element) : Json.canonical(Conversions.toJson(value));
	}

	private static void put(Map<String, Object> json, String name, Object value) {
		if (value != null) json.put(name, value);
	}

	/** Names of what stands in an element of the type, for messages. */
	static List<String> names(EClass type) {
		return Features.of(type).stream().filter(feature -> feature != ExperimentPackage.Literals.EXPERIMENT__FORMAT_VERSION).map(EStructuralFeature::getName).toList();
	}

	/** The feature of that name. */
	public static EStructuralFeature feature(EClass type, String name, String path) throws InvalidExperimentException {
		var feature = names(type).contains(name) ? type.getEStructuralFeature(name) : null;
		if (feature == null) throw unknown(path, names(type));
		return feature;
	}

	/** Sets a feature to its value in JSON; nothing is changed where that is not possible. */
	@SuppressWarnings("unchecked")
	public static void set(Element owner, EStructuralFeature feature, Object json, String path) throws InvalidExperimentException {
		if (!feature.isMany()) {
			if (feature instanceof EAttribute) owner.eSet(feature, attribute((EDataType) feature.getEType(), json, path));
			else owner.eSet(feature, reference((EReference) feature, json, path));
			return;
		}
		if (json != null && !(json instanceof List)) throw wrong(path, json, "a list");
		var values = new ArrayList<>();
		for (Object element : json == null ? List.of() : (List<?>) json) {
			String where = path + '[' + values.size() + ']';
			values.add(feature instanceof EReference reference ? fromJson(reference.getEReferenceType(), element, where)
					: attribute((EDataType) feature.getEType(), element, where));
		}
		var list = (EList<Object>) owner.eGet(feature);
		list.clear();
		list.addAll(values);
	}

	private static Object attribute(EDataType type, Object json, String path) throws InvalidExperimentException {
		try {
			return Conversions.fromJson(type, json);
		} catch (IllegalArgumentException e) {
			throw invalid(path, e.getMessage(), "give " + Conversions.expected(type) + (json instanceof String || json instanceof List ? "" : quotes(type)));
		}
	}

	private static String quotes(EDataType type) {
		return Conversions.expected(type).equals("text") ? " in double quotes" : "";
	}

	private static Object reference(EReference feature, Object json, String path) throws InvalidExperimentException {
		if (json != null) return fromJson(feature.getEReferenceType(), json, path);
		if (feature == ExperimentPackage.Literals.EXPERIMENT__SAMPLING) return ExperimentFactory.eINSTANCE.createSampling();
		if (feature == ExperimentPackage.Literals.EXPERIMENT__DATA || feature == ExperimentPackage.Literals.EXPERIMENT__OPTIMISER) return null;
		throw invalid(path, "cannot be left out", "give its value");
	}

	/** An element of its JSON. */
	public static Element fromJson(EClass type, Object json, String path) throws InvalidExperimentException {
		if (ExperimentPackage.Literals.COMPONENT.isSuperTypeOf(type)) return component(type, json, path);
		if (!(json instanceof Map<?, ?> map)) throw wrong(path, json, "an object with "
				+ String.join(", ", type == ExperimentPackage.Literals.INPUTS ? INPUTS : names(type)));
		if (type == ExperimentPackage.Literals.INPUTS) return inputs(map, path);
		var element = (Element) EcoreUtil.create(type);
		for (var entry : map.entrySet()) {
			String where = path + '.' + entry.getKey();
			set(element, feature(type, (String) entry.getKey(), where), entry.getValue(), where);
		}
		return element;
	}

	private static Component component(EClass type, Object json, String path) throws InvalidExperimentException {
		var component = (Component) EcoreUtil.create(type);
		Object id = json instanceof Map<?, ?> map ? map.get("id") : json;
		if (!(id instanceof String)) throw invalid(path, json instanceof Map ? "the id is missing or not text" : Problem.quote(Json.write(json))
				+ " is no id", "give an id, or an object such as {\"id\": \"mlp\", \"width\": 10}");
		component.setId((String) attribute((EDataType) ExperimentPackage.Literals.COMPONENT__ID.getEType(), id, path + ".id"));
		if (json instanceof Map<?, ?> map)
			for (var entry : map.entrySet())
				if (!entry.getKey().equals("id")) setMember(component, (String) entry.getKey(), entry.getValue(), path + '.' + entry.getKey());
		return component;
	}

	/** Sets a component's id, an analysis's name or a parameter; null takes a parameter's default. */
	public static void setMember(Component component, String name, Object json, String path) throws InvalidExperimentException {
		if (name.equals("id") || name.equals("name")) {
			var feature = component.eClass().getEStructuralFeature(name);
			if (feature == null) throw invalid(path, "only analyses have names", "leave it out");
			if (json == null && name.equals("id")) throw invalid(path, "cannot be left out", "give its value");
			set(component, feature, json, path);
			return;
		}
		if (Xml.illegal(name) >= 0 || name.isBlank()) throw invalid(path, Problem.quote(name) + " is no name of a parameter", "check its spelling");
		Object value = Json.canonical(json);
		for (Parameter parameter : component.getParameters()) {
			if (!name.equals(parameter.getName())) continue;
			if (value == null) component.getParameters().remove(parameter);
			else parameter.setValue(value);
			return;
		}
		if (value == null) return;
		var parameter = ExperimentFactory.eINSTANCE.createParameter();
		parameter.setName(name);
		parameter.setValue(value);
		component.getParameters().add(parameter);
	}

	private static Inputs inputs(Map<?, ?> map, String path) throws InvalidExperimentException {
		for (Object name : map.keySet())
			if (!INPUTS.contains(name)) throw unknown(path + '.' + name, INPUTS);
		var names = map.keySet().stream().filter(name -> !OF_FILE.contains(name)).toList();
		if (names.size() != 1 || map.size() > 1 && !names.getFirst().equals("file"))
			throw invalid(path, names.isEmpty() ? "says nothing" : "says more than one thing: "
					+ String.join(", ", map.keySet().stream().map(String.class::cast).toList()), "give one of points, grid, sphere, file (with key, count)");
		String name = (String) names.getFirst();
		Object json = map.get(name);
		String where = path + '.' + name;
		switch (name) {
		case "points" -> {
			var inputs = ExperimentFactory.eINSTANCE.createExplicitPoints();
			if (!(json instanceof List)) throw wrong(where, json, "a list of points, each a list of coordinates");
			set(inputs, ExperimentPackage.Literals.EXPLICIT_POINTS__POINTS, json, where);
			return inputs;
		}
		case "grid" -> {
			var inputs = ExperimentFactory.eINSTANCE.createGrid();
			set(inputs, ExperimentPackage.Literals.GRID__AXES, json instanceof Map ? List.of(json) : json, where);
			return inputs;
		}
		case "sphere" -> {
			return (Sphere) fromJson(ExperimentPackage.Literals.SPHERE, json, where);
		}
		default -> {
			return (PointsFile) fromJson(ExperimentPackage.Literals.POINTS_FILE, map, path);
		}
		}
	}

	static InvalidExperimentException wrong(String path, Object json, String expected) {
		return invalid(path, Problem.quote(Json.valueText(json)) + " is not " + expected, "give " + expected);
	}

	/** Nothing of that name. */
	public static InvalidExperimentException unknown(String path, List<String> known) {
		return invalid(path, "no such path in an experiment", known.isEmpty() ? "leave it out" : "known here: " + String.join(", ", known));
	}

	/** One problem. */
	public static InvalidExperimentException invalid(String path, String message, String remedy) {
		return new InvalidExperimentException(new Problem("", path, message, remedy));
	}
}
