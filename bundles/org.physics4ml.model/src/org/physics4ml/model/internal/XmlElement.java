package org.physics4ml.model.internal;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.model.Foreign;

/** An element as read: names in our namespace without a prefix, so that they can be written under our default namespace. */
final class XmlElement {

	/** @param ours whether this version or a later one may give it a meaning */
	record Attribute(String name, String value, boolean ours) {
	}

	/** Text, a comment or a processing instruction. */
	record Node(Foreign.Kind kind, String text) {
	}

	final String name;
	/** Whether it is in our namespace. */
	final boolean ours;
	/** Whether it is in another namespace than ours, and not in none. */
	final boolean others;
	final int line;
	/** Namespace of elements without a prefix in here. */
	final String defaultNamespace;
	final List<Attribute> attributes = new ArrayList<>();
	/** {@link XmlElement}s and {@link Node}s in order. */
	final List<Object> content = new ArrayList<>();

	XmlElement(String name, boolean ours, boolean others, int line, String defaultNamespace) {
		this.name = name;
		this.ours = ours;
		this.others = others;
		this.line = line;
		this.defaultNamespace = defaultNamespace;
	}

	/** Value of one of our attributes; null where it is not given. */
	String attribute(String name) {
		for (var attribute : attributes)
			if (attribute.ours && attribute.name.equals(name)) return attribute.value;
		return null;
	}

	/** Text in here, without what stands in child elements. */
	String text() {
		var text = new StringBuilder();
		for (Object child : content)
			if (child instanceof Node node && node.kind == Foreign.Kind.TEXT) text.append(node.text);
		return text.toString();
	}

	/** The element as XML, content verbatim. */
	void write(StringBuilder xml) {
		xml.append('<').append(name);
		for (var attribute : attributes)
			Xml.attribute(xml, attribute.name, attribute.value);
		if (content.isEmpty()) {
			xml.append("/>");
			return;
		}
		xml.append('>');
		for (Object child : content) {
			if (child instanceof XmlElement element) element.write(xml);
			else if (child instanceof Node node) Xml.node(xml, node.kind, node.text);
		}
		xml.append("</").append(name).append('>');
	}
}
