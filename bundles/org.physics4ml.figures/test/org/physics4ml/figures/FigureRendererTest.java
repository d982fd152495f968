package org.physics4ml.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Table;
import org.physics4ml.figures.Samples.Sample;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FigureRendererTest {

	static Stream<Map.Entry<String, Sample>> samples() {
		return Samples.all().entrySet().stream();
	}

	static Stream<Map.Entry<String, Sample>> awkward() {
		return Samples.awkward().entrySet().stream();
	}

	private static Element parse(String svg) throws Exception {
		return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg))).getDocumentElement();
	}

	private static List<Element> elements(Element svg, String name, String role) {
		var found = new ArrayList<Element>();
		var all = svg.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
		for (int k = 0; k < all.getLength(); k++)
			if (List.of(((Element) all.item(k)).getAttribute("class").split(" ")).contains(role))
				found.add((Element) all.item(k));
		return found;
	}

	private static List<String> texts(Element svg, String role) {
		return elements(svg, "text", role).stream().map(Element::getTextContent).toList();
	}

	@Test
	void theSvgShowsEverySeriesAndText() throws Exception {
		Element svg = parse(Samples.powerLaw().svg(Theme.LIGHT));
		assertEquals("86mm", svg.getAttribute("width"));
		assertEquals(2 * 9, elements(svg, "path", "series-1").size() + elements(svg, "path", "series-2").size() - 2, "a mark a row, a path of error bars a series");
		assertEquals(18, Stream.of(1, 2).mapToInt(k -> (int) elements(svg, "path", "mark").stream().filter(mark -> mark.getAttribute("class").endsWith("-" + k)).count()).sum());
		assertEquals(2, elements(svg, "path", "bar").size());
		assertEquals(2, elements(svg, "path", "line").size());
		assertEquals(18, Stream.of(4, 5).mapToInt(k -> elements(svg, "path", "series-" + k).size()).sum());
		assertEquals(List.of("exact ∝ N−1", "Rao-Blackwell", "naive", "noise floor of naive"), texts(svg, "legend"));
		assertEquals(List.of("|Gc(4)|", "pull", "width N"), texts(svg, "axis-label"));
		assertTrue(texts(svg, "tick-label").containsAll(List.of("101", "102", "103", "10−1", "10−2", "10−3", "10−4", "−2", "0", "2")), () -> texts(svg, "tick-label").toString());
		assertEquals("Connected four-point function Gc(4)(x0, x0, x1, x1) of a single-layer erf network", String.join(" ", texts(svg, "title")));
		assertTrue(String.join(" ", texts(svg, "note")).contains("1e6 draws per width, 64 blocks"));
	}

	@Test
	void unitsStandInBrackets() throws Exception {
		assertEquals(List.of("K(θ)", "angle θ [rad]"), texts(parse(Samples.kernel().svg(Theme.DARK)), "axis-label"));
	}

	@ParameterizedTest
	@MethodSource({ "samples", "awkward" })
	void everyCoordinateLiesOnThePage(Map.Entry<String, Sample> sample) throws Exception {
		Element svg = parse(sample.getValue().svg(Theme.LIGHT));
		String[] box = svg.getAttribute("viewBox").split(" ");
		double width = Double.parseDouble(box[2]);
		double height = Double.parseDouble(box[3]);
		var paths = svg.getElementsByTagName("path");
		for (int k = 0; k < paths.getLength(); k++) {
			String[] numbers = ((Element) paths.item(k)).getAttribute("d").replaceAll("[MLQCZ]", " ").trim().split(" +");
			assertEquals(0, numbers.length % 2);
			for (int c = 0; c < numbers.length; c += 2) {
				double x = Double.parseDouble(numbers[c]);
				double y = Double.parseDouble(numbers[c + 1]);
				assertTrue(x >= 0 && x <= width && y >= 0 && y <= height, x + " " + y);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("samples")
	void sameArgumentsSameBytes(Map.Entry<String, Sample> sample) throws Exception {
		String svg = sample.getValue().svg(Theme.LIGHT);
		byte[] png = sample.getValue().png(Theme.LIGHT);
		Locale before = Locale.getDefault();
		try (var threads = Executors.newFixedThreadPool(2)) {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			var again = threads.submit(() -> sample.getValue().svg(Theme.LIGHT));
			var pixels = threads.submit(() -> sample.getValue().png(Theme.LIGHT));
			assertEquals(svg, again.get());
			assertArrayEquals(png, pixels.get());
		} finally {
			Locale.setDefault(before);
		}
	}

	@ParameterizedTest
	@MethodSource("samples")
	void thePngHasTheSameSizeAndAnEmptyEdge(Map.Entry<String, Sample> sample) throws Exception {
		for (Theme theme : Theme.values()) {
			byte[] png = sample.getValue().png(theme);
			var image = ImageIO.read(new ByteArrayInputStream(png));
			String[] box = parse(sample.getValue().svg(theme)).getAttribute("viewBox").split(" ");
			assertEquals(Double.parseDouble(box[2]) * 300 / 72, image.getWidth(), 1.1);
			assertEquals(Double.parseDouble(box[3]) * 300 / 72, image.getHeight(), 1.1);
			int inked = 0;
			for (int x = 0; x < image.getWidth(); x++)
				for (int y = 0; y < image.getHeight(); y++) {
					boolean edge = x < 4 || y < 4 || x >= image.getWidth() - 4 || y >= image.getHeight() - 4;
					boolean ink = (image.getRGB(x, y) & 0xffffff) != theme.background();
					assertFalse(edge && ink, "ink at " + x + " " + y);
					inked += ink ? 1 : 0;
				}
			assertTrue(inked > 2000, "only " + inked + " pixels are drawn");
		}
	}

	@Test
	void thePngStatesItsResolution() {
		var png = ByteBuffer.wrap(Samples.kernel().png(Theme.LIGHT));
		assertEquals(0x70485973, png.getInt(8 + 25 + 4)); // pHYs follows the header
		assertEquals(11811, png.getInt(8 + 25 + 8));
	}

	@Test
	void pixelsAreWhereTheSvgSays() throws IOException {
		// one point in the middle of its frame
		Sample one = Samples.single(Style.POINTS, false, new double[] { 0 }, new double[] { 0 }, new double[] { 0 });
		var image = ImageIO.read(new ByteArrayInputStream(one.png(Theme.LIGHT)));
		String svg = one.svg(Theme.LIGHT);
		String mark = svg.substring(svg.indexOf("class=\"mark"));
		String[] first = mark.substring(mark.indexOf("d=\"M") + 4, mark.indexOf('C', mark.indexOf("d=\"M"))).split(" ");
		double x = Double.parseDouble(first[0]) - 2.1;
		double y = Double.parseDouble(first[1]);
		assertEquals(Theme.LIGHT.series(0, 1), image.getRGB((int) (x * 300 / 72), (int) (y * 300 / 72)) & 0xffffff);
	}

	@Test
	void hostileTextIsOnlyText() throws Exception {
		String hostile = "<script>alert(\"x\")</script> & ' ]]> \u0000\u0007\ud800 _{ ^{x} }_{y} ^ _ \n\t <!-- &#0;";
		var table = new Table.Builder("t").column("x").column("y").row().set("x", hostile).set("y", 1.0).build();
		var figure = new Figure("f", hostile, List.of(hostile), new Axis(hostile, hostile, false), new Axis(hostile, hostile, false),
				List.of(new Series(hostile, Style.POINTS, "t", "x", "y", "", 0)));
		Sample sample = Samples.of(figure, table);
		Element svg = parse(sample.svg(Theme.LIGHT));
		assertEquals(0, svg.getElementsByTagName("script").getLength());
		assertTrue(String.join(" ", texts(svg, "title")).startsWith("<script>alert(\"x\")</script> & ' ]]> \ufffd\ufffd\ufffd"));
		assertTrue(sample.png(Theme.LIGHT).length > 1000);
	}

	@ParameterizedTest
	@MethodSource("awkward")
	void awkwardDataGiveAPicture(Map.Entry<String, Sample> sample) throws IOException {
		byte[] png = FigureRenderer.toPng(sample.getValue().figure(), sample.getValue().tables(), Theme.DARK, Size.COLUMN, 72);
		assertEquals(244, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
	}

	/** A machine without a font, fontconfig or freetype draws the same: Java's own management of fonts is not even loaded. */
	@Test
	void noFontOfTheSystemIsUsed() throws Exception {
		Process child = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Djava.awt.headless=true", "-Xlog:class+load:stdout", "-cp",
				System.getProperty("java.class.path"), Child.class.getName()).redirectErrorStream(true).start();
		String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, child.waitFor(), output);
		assertTrue(output.contains(" sun.java2d.SunGraphics2D "), "the log lists what is loaded");
		for (String name : List.of("sun.font.SunFontManager", "sun.font.FontManagerFactory")) {
			Class.forName(name, false, null);
			assertFalse(output.contains(" " + name + " "), name);
		}
		assertTrue(output.contains("png " + Arrays.hashCode(Samples.powerLaw().png(Theme.LIGHT))), "another process draws the same bytes");
	}

	static final class Child {

		public static void main(String[] arguments) {
			System.out.println("png " + Arrays.hashCode(Samples.powerLaw().png(Theme.LIGHT)));
		}
	}

	@Test
	void sizesAreChecked() {
		assertThrows(IllegalArgumentException.class, () -> new Size(Double.NaN, 50));
		assertThrows(IllegalArgumentException.class, () -> new Size(86, 1));
		Sample sample = Samples.powerLaw();
		assertThrows(IllegalArgumentException.class, () -> FigureRenderer.toPng(sample.figure(), sample.tables(), Theme.LIGHT, Size.COLUMN, 10));
		assertThrows(IllegalArgumentException.class, () -> FigureRenderer.toPng(sample.figure(), sample.tables(), Theme.LIGHT, new Size(1000, 1000), 2400));
	}

	@Test
	void tablesOfOtherAnalysesAreFoundByName() {
		Tables tables = (analysis, table) -> analysis.equals("naive") && table.equals("t") ? Optional.of(new Table.Builder("t").column("x").column("y").row().set("x", 1).set("y", 1.0).build())
				: Optional.empty();
		var figure = new Figure("f", "", List.of(), new Axis("x", "1", false), new Axis("y", "1", false),
				List.of(new Series("", Style.POINTS, "naive", "t", "x", "y", "", Map.of(), false, 0)));
		assertTrue(FigureRenderer.toSvg(figure, tables, Theme.LIGHT, Size.COLUMN).contains("mark series-0"));
	}
}
