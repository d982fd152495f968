package org.physics4ml.model.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EDataType;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.physics4ml.model.Foreign;
import org.physics4ml.model.Foreign.Kind;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Element;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.UnknownInputs;

/**
 * Writes an experiment as XML: one element a line, indented by tabs, attributes and children in the model's order, so that the same
 * experiment is always the same text. Foreign content is put back before the child where it stood.
 */
public final class ExperimentWriter {

	private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

	private ExperimentWriter() {
	}

	/** @throws IllegalArgumentException where a text holds a character that XML cannot hold */
	public static String write(Experiment experiment) {
		var writer = new ExperimentWriter();
		writer.outside(experiment, Foreign.PROLOG);
		writer.element(experiment, "experiment", 0);
		writer.outside(experiment, Foreign.EPILOG);
		return writer.xml.toString();
	}

	private void outside(Experiment experiment, String where) {
		for (Foreign foreign : experiment.getForeign()) {
			if (!foreign.child().equals(where)) continue;
			foreign(foreign);
			xml.append('\n');
		}
	}

	private void element(Element object, String name, int depth) {
		indent(depth).append('<').append(name);
		attributes(object, depth);
		var type = object.eClass();
		var between = new ArrayList<Foreign>();
		var inside = new HashMap<String, List<Foreign>>();
		for (Foreign foreign : object.getForeign()) {
			if (foreign.inside()) inside.computeIfAbsent(foreign.child() + foreign.index(), _ -> new ArrayList<>()).add(foreign);
			else if (foreign.kind() != Kind.ATTRIBUTE && !foreign.child().equals(Foreign.PROLOG)
					&& !foreign.child().equals(Foreign.EPILOG)) between.add(foreign);
		}
		long[] places = places(type, between);
		int start = xml.length();
		xml.append(">\n");
		int empty = xml.length();
		int written = 0; // of the foreign content
		for (var feature : Features.of(type)) {
			if (!Features.isElement(feature)) continue;
			var children = feature.isMany() ? (List<?>) object.eGet(feature) : object.eGet(feature) == null ? List.of() : List.of(object.eGet(feature));
			for (int i = 0; i < children.size(); i++) {
				while (written < between.size() && places[written] <= place(type, Features.name(feature), i))
					line(between.get(written++), depth + 1);
				if (feature instanceof EReference) element((Element) children.get(i), Features.name(feature), depth + 1);
				else text(feature, children.get(i), inside.getOrDefault(Features.name(feature) + i, List.of()), depth + 1);
			}
		}
		while (written < between.size())
			line(between.get(written++), depth + 1);
		if (xml.length() == empty) {
			xml.setLength(start);
			xml.append("/>\n");
		} else {
			indent(depth).append("</").append(name).append(">\n");
		}
	}

	/** Before which place each must be written: its own, or that of any after it, so that their order stays as it was. */
	private static long[] places(EClass type, List<Foreign> between) {
		var places = new long[between.size()];
		for (int i = places.length - 1; i >= 0; i--) {
			places[i] = place(type, between.get(i).child(), between.get(i).index());
			if (i + 1 < places.length) places[i] = Math.min(places[i], places[i + 1]);
		}
		return places;
	}

	/** Orders the children of an element. */
	private static long place(EClass type, String child, int index) {
		return (long) Features.position(type, child) << 32 | index;
	}

	private void attributes(Element object, int depth) {
		var foreign = object.getForeign().stream().filter(content -> content.kind() == Kind.ATTRIBUTE && !content.inside()).toList();
		var taken = new HashSet<String>(); // known attributes that could not be read stand as they were
		foreign.forEach(attribute -> taken.add(attribute.name()));
		if (depth == 0) Xml.attribute(xml, "xmlns", Xml.NAMESPACE);
		if (Features.isInputs(object.eClass())) Xml.attribute(xml, Features.KIND, Features.kind(object.eClass()));
		if (object instanceof UnknownInputs unknown) {
			if (unknown.getKind() != null) Xml.attribute(xml, Features.KIND, legal(unknown.getKind()));
		} else {
			for (var feature : Features.of(object.eClass())) {
				String name = Features.name(feature);
				if (Features.isElement(feature) || taken.contains(name)) continue;
				Object value = object.eGet(feature);
				var type = (EDataType) feature.getEType();
				if (feature.isMany()) Xml.attribute(xml, name, legal(Json.write(value)));
				else if (value != null) Xml.attribute(xml, name, legal(Conversions.toText(type, value)));
			}
		}
		for (Foreign attribute : foreign)
			Xml.attribute(xml, attribute.name(), attribute.text());
	}

	private void text(EStructuralFeature feature, Object value, List<Foreign> inside, int depth) {
		String name = Features.name(feature);
		indent(depth).append('<').append(name);
		for (Foreign foreign : inside)
			if (foreign.kind() == Kind.ATTRIBUTE) Xml.attribute(xml, foreign.name(), foreign.text());
		xml.append('>');
		Xml.text(xml, legal(Conversions.toText((EDataType) feature.getEType(), value)));
		for (Foreign foreign : inside)
			if (foreign.kind() != Kind.ATTRIBUTE) foreign(foreign);
		xml.append("</").append(name).append(">\n");
	}

	private void line(Foreign foreign, int depth) {
		indent(depth);
		foreign(foreign);
		xml.append('\n');
	}

	private void foreign(Foreign foreign) {
		if (foreign.kind() == Kind.ELEMENT) xml.append(foreign.text());
		else Xml.node(xml, foreign.kind(), foreign.text());
	}

	private static String legal(String text) {
		if (Xml.illegal(text) >= 0) throw new IllegalArgumentException(Problem.quote(text) + " has a character that a file cannot hold");
		return text;
	}

	private StringBuilder indent(int depth) {
		return xml.repeat('\t', depth);
	}
}
