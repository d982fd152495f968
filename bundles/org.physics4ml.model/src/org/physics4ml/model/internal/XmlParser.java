package org.physics4ml.model.internal;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.Foreign;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.internal.XmlElement.Attribute;
import org.physics4ml.model.internal.XmlElement.Node;

/** Reads XML without document types: no entity but the five of XML is ever resolved, nothing outside is ever opened. */
final class XmlParser {

	/**
	 * The JDK's limits on what entities make of a text, to which it counts &amp;lt; and the like: without document types they cannot
	 * make more of it.
	 */
	private static final List<String> SIZE_LIMITS = List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit");

	private static final int DEPTH_LIMIT = 64;

	/** @param prolog comments and instructions before the root */
	record Document(List<Node> prolog, XmlElement root, List<Node> epilog) {
	}

	private final XMLStreamReader reader;

	private XmlParser(XMLStreamReader reader) {
		this.reader = reader;
	}

	/** Reads characters, whatever encoding the text says it has: the JDK's parser prints some of the errors of bytes. */
	static Document parse(String xml) throws InvalidExperimentException {
		var factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_COALESCING, true);
		for (String limit : SIZE_LIMITS)
			factory.setProperty(limit, ExperimentFiles.SIZE_LIMIT);
		factory.setXMLResolver((_, _, _, _) -> {
			throw new XMLStreamException("external entities are not read");
		});
		try {
			return new XmlParser(factory.createXMLStreamReader(new StringReader(xml))).document();
		} catch (XMLStreamException e) {
			throw malformed(e);
		} catch (RuntimeException e) { // the JDK's parser is not free of these on garbage
			throw invalid("not readable as XML (" + e.getClass().getSimpleName() + ")", "give an experiment file, text that begins with <experiment");
		}
	}

	private Document document() throws XMLStreamException, InvalidExperimentException {
		var prolog = new ArrayList<Node>();
		var epilog = new ArrayList<Node>();
		XmlElement root = null;
		var open = new ArrayDeque<XmlElement>();
		while (reader.hasNext()) {
			switch (reader.next()) {
			case XMLStreamConstants.DTD ->
				throw invalid("has a document type (<!DOCTYPE), which could make it read other files or grow without limit",
						"remove the <!DOCTYPE ...> declaration");
			case XMLStreamConstants.ENTITY_REFERENCE -> throw invalid("refers to the entity " + Problem.quote(reader.getLocalName()) + line(),
					"write its text instead");
			case XMLStreamConstants.START_ELEMENT -> {
				var parent = open.peek();
				var element = element(parent == null ? Xml.NAMESPACE : parent.defaultNamespace);
				if (parent != null) parent.content.add(element);
				else root = element;
				open.push(element);
				if (open.size() > DEPTH_LIMIT)
					throw invalid("elements stand more than " + DEPTH_LIMIT + " deep in each other" + line(), "give an experiment file");
			}
			case XMLStreamConstants.END_ELEMENT -> open.pop();
			default -> {
				Node node = node();
				if (node == null) continue;
				if (!open.isEmpty()) open.peek().content.add(node);
				else if (node.kind() != Foreign.Kind.TEXT) (root == null ? prolog : epilog).add(node);
			}
			}
		}
		return new Document(prolog, root, epilog);
	}

	private Node node() {
		return switch (reader.getEventType()) {
		case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> new Node(Foreign.Kind.TEXT, reader.getText());
		case XMLStreamConstants.COMMENT -> new Node(Foreign.Kind.COMMENT, reader.getText());
		case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
			String data = reader.getPIData();
			yield new Node(Foreign.Kind.INSTRUCTION, data == null || data.isEmpty() ? reader.getPITarget() : reader.getPITarget() + ' ' + data);
		}
		default -> null;
		};
	}

	private XmlElement element(String inherited) throws InvalidExperimentException {
		String namespace = text(reader.getNamespaceURI());
		boolean ours = namespace.equals(Xml.NAMESPACE);
		String prefix = ours ? "" : text(reader.getPrefix());
		String defaultNamespace = prefix.isEmpty() ? namespace : inherited;
		var element = new XmlElement(qualified(prefix, reader.getLocalName()), ours, !ours && !namespace.isEmpty(),
				reader.getLocation().getLineNumber(), defaultNamespace);
		if (!defaultNamespace.equals(inherited)) element.attributes.add(new Attribute("xmlns", defaultNamespace, false));
		for (int i = 0; i < reader.getNamespaceCount(); i++) {
			String declared = reader.getNamespacePrefix(i);
			if (declared != null) element.attributes.add(new Attribute("xmlns:" + declared, text(reader.getNamespaceURI(i)), false));
		}
		var names = new HashSet<String>();
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			String attributeNamespace = text(reader.getAttributeNamespace(i));
			boolean plain = attributeNamespace.isEmpty() || ours && attributeNamespace.equals(Xml.NAMESPACE);
			String name = plain ? reader.getAttributeLocalName(i) : qualified(text(reader.getAttributePrefix(i)), reader.getAttributeLocalName(i));
			if (!names.add(name)) throw invalid("the attribute " + Problem.quote(name) + " is given twice" + line(), "remove one");
			element.attributes.add(new Attribute(name, reader.getAttributeValue(i), plain && ours));
		}
		return element;
	}

	private static String qualified(String prefix, String name) {
		return prefix.isEmpty() ? name : prefix + ':' + name;
	}

	private static String text(String text) {
		return text == null ? "" : text;
	}

	private String line() {
		return " (line " + reader.getLocation().getLineNumber() + ')';
	}

	private static InvalidExperimentException malformed(XMLStreamException e) {
		String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
		int text = message.indexOf("Message: ");
		if (text >= 0) message = message.substring(text + "Message: ".length());
		if (message.length() > 160) message = message.substring(0, 160) + "...";
		var location = e.getLocation();
		String where = location == null || location.getLineNumber() < 1 ? "" : " at line " + location.getLineNumber() + ", column "
				+ location.getColumnNumber();
		return invalid("not well-formed XML" + where + ": " + message, "correct it there, or restore the file");
	}

	static InvalidExperimentException invalid(String message, String remedy) {
		return new InvalidExperimentException(new Problem("", "", message, remedy));
	}
}
