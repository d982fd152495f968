package org.physics4ml.model.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EDataType;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.model.Foreign;
import org.physics4ml.model.Foreign.Kind;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Element;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;
import org.physics4ml.model.experiment.ExperimentPackage;
import org.physics4ml.model.experiment.UnknownInputs;
import org.physics4ml.model.internal.XmlElement.Attribute;
import org.physics4ml.model.internal.XmlElement.Node;

/**
 * Makes an experiment of its XML. What this version does not know is kept as {@link Foreign}. What it knows but cannot read is a
 * problem, unless the file says that it is of a newer version: then it is kept too.
 */
public final class ExperimentReader {

	/** Version of the format that this version writes. */
	public static final int VERSION = 1;

	private static final String ROOT = "experiment";

	private final Problems problems = new Problems();
	private final boolean newer;

	private ExperimentReader(boolean newer) {
		this.newer = newer;
	}

	/** @param xml the file's text */
	public static Experiment read(String xml) throws InvalidExperimentException {
		var document = XmlParser.parse(xml);
		var root = document.root();
		if (!root.name.equals(ROOT) || !root.ours)
			throw XmlParser.invalid("not an experiment: begins with the element " + Problem.quote(root.name)
					+ (root.name.equals(ROOT) ? " of another namespace" : ""),
					"give a file that begins with <" + ROOT + " xmlns=\"" + Xml.NAMESPACE + "\"");
		var reader = new ExperimentReader(version(root) > VERSION);
		var experiment = (Experiment) reader.element(root, ExperimentPackage.Literals.EXPERIMENT, "");
		if (!reader.problems.list().isEmpty()) throw new InvalidExperimentException(reader.problems.list());
		if (experiment.getSampling() == null) experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		for (Node node : document.prolog())
			experiment.getForeign().add(foreign(node, Foreign.PROLOG, 0, false));
		for (Node node : document.epilog())
			experiment.getForeign().add(foreign(node, Foreign.EPILOG, 0, false));
		return experiment;
	}

	private static long version(XmlElement root) {
		String version = root.attribute("formatVersion");
		try {
			return version == null ? VERSION : (Integer) Conversions.fromText(ExperimentPackage.Literals.EXPERIMENT__FORMAT_VERSION.getEAttributeType(), version);
		} catch (IllegalArgumentException _) {
			return VERSION; // reported when the attribute is read
		}
	}

	private Element element(XmlElement xml, EClass type, String path) {
		var object = (Element) EcoreUtil.create(type);
		boolean opaque = object instanceof UnknownInputs;
		for (Attribute attribute : xml.attributes) {
			if (attribute.ours() && attribute.name().equals(Features.KIND) && ExperimentPackage.Literals.INPUTS.isSuperTypeOf(type)) continue;
			var feature = attribute.ours() && !opaque ? Features.find(type, attribute.name(), false) : null;
			if (feature == null || !set(object, feature, attribute.value(), join(path, feature)))
				object.getForeign().add(new Foreign(Kind.ATTRIBUTE, "", 0, false, attribute.name(), attribute.value(), !attribute.ours()));
		}
		var pending = new ArrayList<Foreign>(); // stood since the last known child
		var counts = new HashMap<String, Integer>();
		for (Object child : xml.content) {
			if (child instanceof Node node) {
				if (node.kind() != Kind.TEXT || !node.text().isBlank()) pending.add(foreign(node, "", 0, false));
			} else if (child instanceof XmlElement element) {
				var feature = element.ours && !opaque ? Features.find(type, element.name, true) : null;
				int index = feature == null ? 0 : counts.getOrDefault(element.name, 0);
				if (feature == null || !child(object, feature, element, index, path)) {
					var text = new StringBuilder();
					element.write(text);
					pending.add(new Foreign(Kind.ELEMENT, "", 0, false, element.name, text.toString(), element.others));
				} else {
					for (Foreign foreign : pending)
						object.getForeign().add(new Foreign(foreign.kind(), element.name, index, false, foreign.name(), foreign.text(), foreign.harmless()));
					pending.clear();
					if (!(feature instanceof EReference)) keepInside(object, element, index);
					counts.put(element.name, index + 1);
				}
			}
		}
		object.getForeign().addAll(pending);
		return object;
	}

	/** Whether the child could be read, or a problem was found in it. */
	@SuppressWarnings("unchecked")
	private boolean child(Element parent, EStructuralFeature feature, XmlElement xml, int index, String path) {
		String childPath = join(path, feature);
		if (feature.isMany()) childPath += "[" + index + "]";
		else if (index > 0) return unreadable(childPath, "is given twice" + line(xml), "remove one");
		Object value;
		if (feature instanceof EReference reference) {
			value = component(xml, reference.getEReferenceType(), childPath);
		} else {
			try {
				value = Conversions.fromText((EDataType) feature.getEType(), xml.text());
			} catch (IllegalArgumentException e) {
				return unreadable(childPath, e.getMessage() + line(xml), "give " + Conversions.expected((EDataType) feature.getEType()));
			}
		}
		if (feature.isMany()) ((EList<Object>) parent.eGet(feature)).add(value);
		else parent.eSet(feature, value);
		return true;
	}

	private Element component(XmlElement xml, EClass type, String path) {
		if (type == ExperimentPackage.Literals.PARAMETER) {
			String name = xml.attribute("name");
			return element(xml, type, name == null ? path : path.substring(0, path.lastIndexOf('.') + 1) + name);
		}
		if (type != ExperimentPackage.Literals.INPUTS) return element(xml, type, path);
		String kind = xml.attribute(Features.KIND);
		if (kind == null && !newer) unreadable(path, "its kind is missing" + line(xml), "add kind=\"points\", \"grid\", \"sphere\" or \"file\"");
		var known = kind == null ? null : Features.inputs(kind);
		if (known != null) return element(xml, known, path);
		var unknown = (UnknownInputs) element(xml, ExperimentPackage.Literals.UNKNOWN_INPUTS, path);
		unknown.setKind(kind);
		return unknown;
	}

	/** Whether the attribute could be set, or a problem was found in it. */
	@SuppressWarnings("unchecked")
	private boolean set(EObject object, EStructuralFeature feature, String text, String path) {
		var type = (EDataType) feature.getEType();
		String where = feature == ExperimentPackage.Literals.PARAMETER__VALUE ? path.substring(0, path.lastIndexOf('.')) : path;
		try {
			if (!feature.isMany()) object.eSet(feature, Conversions.fromText(type, text));
			else if (Json.parseValue(text) instanceof List<?> list) ((EList<Object>) object.eGet(feature)).addAll(list);
			else return unreadable(where, Problem.quote(text) + " is not a list", "give a list such as [1, 2]");
			return true;
		} catch (IllegalArgumentException e) {
			return unreadable(where, e.getMessage(), type == ExperimentPackage.Literals.VALUE ? "give JSON or a bare word" : "give "
					+ Conversions.expected(type));
		}
	}

	/** Notes a problem; of a newer version, nothing: false, so that the content is kept as it is. */
	private boolean unreadable(String path, String message, String remedy) {
		if (!newer) problems.add(path, message, remedy);
		return !newer;
	}

	/** What stands in a child that holds text only, beside the text. */
	private static void keepInside(Element parent, XmlElement xml, int index) {
		for (Attribute attribute : xml.attributes)
			parent.getForeign().add(new Foreign(Kind.ATTRIBUTE, xml.name, index, true, attribute.name(), attribute.value(), !attribute.ours()));
		for (Object child : xml.content) {
			if (child instanceof Node node && node.kind() != Kind.TEXT) parent.getForeign().add(foreign(node, xml.name, index, true));
			if (child instanceof XmlElement element) {
				var text = new StringBuilder();
				element.write(text);
				parent.getForeign().add(new Foreign(Kind.ELEMENT, xml.name, index, true, element.name, text.toString(), element.others));
			}
		}
	}

	private static Foreign foreign(Node node, String child, int index, boolean inside) {
		boolean text = node.kind() == Kind.TEXT;
		return new Foreign(node.kind(), child, index, inside, "", text ? node.text().strip() : node.text(), !text);
	}

	private static String join(String path, EStructuralFeature feature) {
		return path.isEmpty() ? feature.getName() : path + '.' + feature.getName();
	}

	private static String line(XmlElement xml) {
		return " (line " + xml.line + ')';
	}
}
