package org.physics4ml.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;

/** Content that this version does not know, put at random places of random files, is there after opening and saving; the JDK's DOM compares. */
class ForeignContentTest {

	private static final String OURS = "https://physics4ml.org/experiment/1";
	private static final String OTHER = "urn:other";
	private static final Set<String> TEXT_ONLY = Set.of("point", "target", "description");

	@ParameterizedTest
	@MethodSource("org.physics4ml.model.ExperimentFilesTest#seeds")
	void isSavedBackWhereItStood(long seed) throws Exception {
		var random = new SplittableRandom(seed);
		var experiment = new RandomExperiments(seed).next();
		var original = parse(ExperimentFiles.toText(experiment));
		original.getDocumentElement().setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:other", OTHER);
		var known = new ArrayList<Element>();
		collect(original.getDocumentElement(), known);
		for (int i = 1 + random.nextInt(8); i > 0; i--)
			add(original, known.get(random.nextInt(known.size())), random);

		var loaded = ExperimentFiles.load(text(original), "foreign");
		String saved = ExperimentFiles.toText(loaded);
		var before = parse(text(original));
		var after = parse(saved);
		strip(before.getDocumentElement());
		strip(after.getDocumentElement());
		assertTrue(before.isEqualNode(after), () -> text(before) + "\n" + text(after));
		assertEquals(saved, ExperimentFiles.toText(ExperimentFiles.load(saved, "again")));
		assertEquals(saved, ExperimentFiles.toText(EcoreUtil.copy(loaded)));
		assertEquals(Json.write(ExperimentPaths.toJson(experiment)), Json.write(ExperimentPaths.toJson(loaded)));
	}

	private static void add(Document document, Element parent, SplittableRandom random) {
		boolean textOnly = TEXT_ONLY.contains(parent.getLocalName());
		int kind = random.nextInt(textOnly ? 4 : 5);
		if (kind == 0) {
			boolean other = random.nextBoolean();
			parent.setAttributeNS(other ? OTHER : null, (other ? "other:" : "") + "unknown" + random.nextInt(3), "<\"a\"\n'&' " + random.nextInt(100));
			return;
		}
		Node node = switch (kind) {
		case 1 -> document.createComment(" <note> " + random.nextInt(100));
		case 2 -> document.createProcessingInstruction("tool", "do=" + random.nextInt(100));
		case 3 -> element(document, random, 2);
		default -> document.createTextNode("loose & free " + random.nextInt(100));
		};
		var children = parent.getChildNodes(); // in a text, behind it
		parent.insertBefore(node, textOnly || random.nextInt(4) == 0 ? null : children.item(random.nextInt(children.getLength() + 1)));
	}

	private static Element element(Document document, SplittableRandom random, int depth) {
		String namespace = List.of(OURS, OTHER, "urn:default").get(random.nextInt(3));
		var element = document.createElementNS(namespace, (namespace.equals(OTHER) ? "other:" : "") + "later" + random.nextInt(3));
		if (random.nextBoolean()) element.setAttribute("a", "\t" + random.nextInt(100));
		for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
			element.appendChild(element(document, random, depth - 1));
			element.appendChild(document.createTextNode("  kept \n as it is "));
			element.appendChild(document.createCDATASection("<c>"));
		}
		return element;
	}

	private static void collect(Element element, List<Element> elements) {
		elements.add(element);
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling())
			if (child instanceof Element inner) collect(inner, elements);
	}

	/** Between the elements that this version knows, blanks mean nothing. */
	private static void strip(Element element) {
		if (!OURS.equals(element.getNamespaceURI()) || element.getLocalName().startsWith("later") || TEXT_ONLY.contains(element.getLocalName())) return;
		for (Node child = element.getFirstChild(), next; child != null; child = next) {
			next = child.getNextSibling();
			if (child instanceof Element inner) strip(inner);
			if (!(child instanceof Text text)) continue;
			if (text.getData().isBlank()) element.removeChild(text);
			else text.setData(text.getData().strip());
		}
	}

	private static Document parse(String text) throws Exception {
		var factory = DocumentBuilderFactory.newDefaultNSInstance();
		factory.setCoalescing(true);
		return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
	}

	private static String text(Document document) {
		try {
			var text = new StringWriter();
			TransformerFactory.newDefaultInstance().newTransformer().transform(new DOMSource(document), new StreamResult(text));
			return text.toString();
		} catch (Exception e) {
			throw new IllegalStateException(e);
		}
	}
}
