package org.physics4ml.core.contribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.physics4ml.core.contribution.ParameterDeclaration.Type;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The schemas say what the reader of declarations does, and say it completely. */
class SchemaTest {

	private static Element schema(String file) throws Exception {
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("schema", file)).getDocumentElement();
	}

	private static Element schema(Kind kind) throws Exception {
		return schema(kind.extensionPoint().substring("org.physics4ml.core.".length()) + ".exsd");
	}

	private static List<Element> elements(NodeList nodes) {
		var elements = new ArrayList<Element>();
		for (int i = 0; i < nodes.getLength(); i++)
			if (nodes.item(i) instanceof Element element)
				elements.add(element);
		return elements;
	}

	private static List<Element> children(Element parent, String name) {
		return elements(parent.getChildNodes()).stream().filter(child -> child.getTagName().equals(name)).toList();
	}

	private static Element named(Element schema, String name) {
		return children(schema, "element").stream().filter(element -> element.getAttribute("name").equals(name)).findFirst().orElseThrow();
	}

	private static Set<String> attributes(Element element) {
		return elements(element.getElementsByTagName("attribute")).stream().map(attribute -> attribute.getAttribute("name")).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String documentation(Element of) {
		return children(of, "annotation").stream().flatMap(annotation -> children(annotation, "documentation").stream()).map(Element::getTextContent).collect(Collectors.joining()).strip();
	}

	private static String section(Element schema, String type) {
		return children(schema, "annotation").stream()
				.filter(annotation -> elements(annotation.getElementsByTagName("meta.section")).stream().anyMatch(section -> section.getAttribute("type").equals(type)))
				.flatMap(annotation -> children(annotation, "documentation").stream()).map(Element::getTextContent).collect(Collectors.joining()).strip();
	}

	private static void assertDocumented(Element schema) {
		for (var attribute : elements(schema.getElementsByTagName("attribute")))
			assertFalse(documentation(attribute).isEmpty(), () -> "attribute " + attribute.getAttribute("name"));
		for (var element : children(schema, "element"))
			assertTrue(element.getAttribute("name").equals("extension") || !documentation(element).isEmpty(), () -> "element " + element.getAttribute("name"));
		assertFalse(documentation(schema).isEmpty());
		assertFalse(schema.getTextContent().contains("[Enter"));
	}

	@ParameterizedTest
	@EnumSource
	void documentsEverything(Kind kind) throws Exception {
		var schema = schema(kind);
		assertDocumented(schema);
		for (var type : List.of("since", "examples", "apiinfo", "implementation"))
			assertFalse(section(schema, type).isEmpty(), type);
		assertEquals("0.1.0", section(schema, "since"));
		assertEquals(List.of("schema://org.physics4ml.core/schema/contribution.exsd"), children(schema, "include").stream().map(include -> include.getAttribute("schemaLocation")).toList());
	}

	@ParameterizedTest
	@EnumSource
	void agreesWithTheReader(Kind kind) throws Exception {
		var element = named(schema(kind), kind.word());
		assertEquals(new TreeSet<>(DeclarationReader.ATTRIBUTES), attributes(element));
		assertEquals(new TreeSet<>(DeclarationReader.CHILDREN),
				elements(element.getElementsByTagName("element")).stream().map(child -> child.getAttribute("ref")).collect(Collectors.toCollection(TreeSet::new)));
		assertEquals(List.of(":" + kind.type().getName()), elements(element.getElementsByTagName("meta.attribute")).stream().map(meta -> meta.getAttribute("basedOn")).filter(base -> !base.isEmpty()).toList());
	}

	@Test
	void theSharedElementsAgreeWithTheReader() throws Exception {
		var schema = schema("contribution.exsd");
		assertDocumented(schema);
		assertEquals(new TreeSet<>(DeclarationReader.PARAMETER_ATTRIBUTES), attributes(named(schema, "parameter")));
		assertEquals(new TreeSet<>(DeclarationReader.REFERENCE_ATTRIBUTES), attributes(named(schema, "reference")));
		assertEquals(Arrays.stream(Type.values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList(),
				elements(schema.getElementsByTagName("enumeration")).stream().map(type -> type.getAttribute("value")).toList());
	}

	@ParameterizedTest
	@EnumSource
	void theExampleIsSound(Kind kind) throws Exception {
		var registry = TestContributions.registry(section(schema(kind), "examples"));
		assertEquals(List.of(), registry.problems());
		assertEquals(1, registry.declarations(kind).size());
		var example = registry.declarations(kind).getFirst();
		assertFalse(example.formula().isEmpty() || example.description().isEmpty() || example.parameters().isEmpty());
	}

	@ParameterizedTest
	@EnumSource
	void theExtensionPointNamesItsSchema(Kind kind) throws Exception {
		var plugin = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("plugin.xml")).getDocumentElement();
		var point = elements(plugin.getElementsByTagName("extension-point")).stream()
				.filter(element -> kind.extensionPoint().equals("org.physics4ml.core." + element.getAttribute("id"))).findFirst().orElseThrow();
		assertTrue(new File(point.getAttribute("schema")).isFile());
		var meta = elements(schema(kind).getElementsByTagName("meta.schema")).getFirst();
		assertEquals(point.getAttribute("id"), meta.getAttribute("id"));
		assertEquals(point.getAttribute("name"), meta.getAttribute("name"));
	}
}
