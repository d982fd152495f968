package org.physics4ml.figures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Area;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.HeatMap;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Table;
import org.physics4ml.figures.ColourMap;
import org.physics4ml.figures.Samples;
import org.physics4ml.figures.Samples.Sample;
import org.physics4ml.figures.Size;
import org.physics4ml.figures.Theme;

class LayoutTest {

	private static final String LONG = "a rather long text with G_{c}^{(4)} and more than the width of a column can hold, so that it has to be broken somewhere, ".repeat(3);

	private static final List<Size> SIZES = List.of(Size.COLUMN, new Size(Size.LEAST, Size.LEAST_HEIGHT), new Size(178, 80));

	private static Scene scene(Sample sample) {
		return scene(sample, Size.COLUMN);
	}

	private static Scene scene(Sample sample, Size size) {
		return Layout.of(sample.figure(), sample.tables(), Theme.LIGHT, size);
	}

	static Stream<Map.Entry<String, Sample>> everything() {
		return Stream.of(Samples.all(), Samples.awkward(), labels()).flatMap(samples -> samples.entrySet().stream());
	}

	/** Labels that break careless layouts. */
	private static Map<String, Sample> labels() {
		var table = new Table.Builder("t").column("x").column("y").column("name");
		for (int k = 0; k < 30; k++)
			table.row().set("x", k).set("y", 1e6 * Math.sin(k)).set("name", "entry of a long name " + k);
		var axis = new Axis(LONG, "unit^{2}", false);
		var series = List.of(new Series(LONG, Style.POINTS, "t", "x", "y", "", 0), new Series("Δ".repeat(400), Style.LINE, "t", "x", "y", "", 1));
		return Map.of("long", Samples.of(new Figure("long", LONG + "W".repeat(900), List.of(LONG, LONG), axis, axis, series), table.build()), "long names",
				Samples.of(new Figure("names", "", List.of(), axis, axis, List.of(new Series("", Style.POINTS, "t", "name", "y", "", 0))), table.build()), "names of a matrix",
				Samples.of(new Figure("matrix", "", List.of(), axis, axis, List.of(), new HeatMap("t", "name", "name", "y", LONG, Map.of())), table.build()));
	}

	@ParameterizedTest
	@MethodSource("everything")
	void nothingIsCut(Map.Entry<String, Sample> sample) {
		SIZES.forEach(size -> nothingIsCut(scene(sample.getValue(), size), size));
	}

	private static void nothingIsCut(Scene scene, Size size) {
		var page = new Rectangle2D.Double(0, 0, scene.width(), scene.height());
		assertEquals(Layout.points(size.width()), scene.width(), 1e-12);
		assertTrue(scene.height() < 3 * scene.width(), "height " + scene.height());
		for (Scene.Item item : scene.items())
			switch (item) {
				case Scene.Shape shape -> {
					Rectangle2D box = shape.path().getBounds2D();
					double pen = shape.stroke() == Scene.NONE ? 0 : shape.width() / 2;
					assertTrue(page.contains(box.getX() - pen, box.getY() - pen, box.getWidth() + 2 * pen + 1e-9, box.getHeight() + 2 * pen + 1e-9), shape.role() + " " + box);
				}
				case Scene.Label label -> boxes(label).forEach(box -> assertTrue(page.contains(box), label.role() + " " + box + " " + label.line()));
			}
	}

	@ParameterizedTest
	@MethodSource("everything")
	void noTextLiesOnAnother(Map.Entry<String, Sample> sample) {
		SIZES.forEach(size -> noTextLiesOnAnother(scene(sample.getValue(), size)));
	}

	private static void noTextLiesOnAnother(Scene scene) {
		List<Scene.Label> labels = scene.items().stream().filter(Scene.Label.class::isInstance).map(Scene.Label.class::cast).toList();
		for (int a = 0; a < labels.size(); a++)
			for (int b = a + 1; b < labels.size(); b++)
				for (Rectangle2D one : boxes(labels.get(a)))
					for (Rectangle2D other : boxes(labels.get(b)))
						assertFalse(one.intersects(other), labels.get(a) + " lies on " + labels.get(b));
	}

	/** Where the ink of a label's pieces can be: between x-height with ascenders and descenders. */
	private static List<Rectangle2D> boxes(Scene.Label label) {
		return label.line().runs().stream().<Rectangle2D>map(run -> {
			double up = run.rise() + 0.76 * run.size();
			double height = run.size();
			return label.turned() ? new Rectangle2D.Double(label.x() - up, label.y() - run.x() - run.width(), height, run.width())
					: new Rectangle2D.Double(label.x() + run.x(), label.y() - up, run.width(), height);
		}).toList();
	}

	@ParameterizedTest
	@MethodSource("everything")
	void theLegendLiesOnNoData(Map.Entry<String, Sample> sample) {
		SIZES.forEach(size -> theLegendLiesOnNoData(scene(sample.getValue(), size).items()));
	}

	private static void theLegendLiesOnNoData(List<Scene.Item> items) {
		var legend = new ArrayList<Rectangle2D>();
		for (Scene.Item item : items)
			switch (item) {
				case Scene.Shape shape when shape.role().equals("legend") -> legend.add(grown(shape.path().getBounds2D()));
				case Scene.Label label when label.role().equals("legend") -> boxes(label).forEach(box -> legend.add(grown(box)));
				default -> {
				}
			}
		for (Scene.Item item : items)
			if (item instanceof Scene.Shape shape && shape.role().contains("series-"))
				for (Rectangle2D box : legend)
					assertFalse(touches(shape, box), shape.role());
	}

	private static Rectangle2D grown(Rectangle2D box) {
		return new Rectangle2D.Double(box.getX() - 0.5, box.getY() - 0.5, box.getWidth() + 1, box.getHeight() + 1);
	}

	private static boolean touches(Scene.Shape shape, Rectangle2D box) {
		if (shape.fill() != Scene.NONE) {
			var area = new Area(shape.path());
			area.intersect(new Area(box));
			return !area.isEmpty();
		}
		var c = new double[6];
		double x = 0;
		double y = 0;
		for (PathIterator at = shape.path().getPathIterator(null, 0.1); !at.isDone(); at.next()) {
			int kind = at.currentSegment(c);
			if (kind == PathIterator.SEG_LINETO && box.intersectsLine(x, y, c[0], c[1]))
				return true;
			if (kind != PathIterator.SEG_CLOSE) {
				x = c[0];
				y = c[1];
			}
		}
		return false;
	}

	@Test
	void aPointIsWhereItsValueIs() {
		Scene scene = scene(Samples.single(Style.POINTS, true, new double[] { 1, 10, 100 }, new double[] { 1e-3, 1e-2, 1e-1 }, new double[] { 0, 5e-3, 2e-1 }));
		List<Rectangle2D> marks = shapes(scene, "mark series-0").stream().map(shape -> shape.path().getBounds2D()).toList();
		assertEquals(3, marks.size());
		for (int axis = 0; axis < 2; axis++) { // equal steps on logarithmic axes
			double first = axis == 0 ? marks.get(0).getCenterX() : marks.get(0).getCenterY();
			double second = axis == 0 ? marks.get(1).getCenterX() : marks.get(1).getCenterY();
			double third = axis == 0 ? marks.get(2).getCenterX() : marks.get(2).getCenterY();
			assertEquals(second - first, third - second, 1e-9);
		}
		assertTrue(marks.get(0).getCenterX() < marks.get(1).getCenterX() && marks.get(0).getCenterY() > marks.get(1).getCenterY());
		Rectangle2D frame = shapes(scene, "frame").getFirst().path().getBounds2D();
		Rectangle2D bars = shapes(scene, "bar series-0").getFirst().path().getBounds2D();
		assertEquals(frame.getMaxY(), bars.getMaxY(), 1e-9, "an error bar to below zero ends at the frame");
		assertTrue(bars.getMinY() > frame.getMinY());
	}

	@Test
	void ticksAreWhereTheirNumbersAre() {
		Scene scene = scene(Samples.single(Style.POINTS, false, new double[] { 0, 1, 2 }, new double[] { 0, 1, 2 }, new double[] { 0, 0, 0 }));
		List<Rectangle2D> marks = shapes(scene, "mark series-0").stream().map(shape -> shape.path().getBounds2D()).toList();
		for (int k = 0; k < 3; k++) {
			String text = k == 0 ? "0" : k + ".0";
			double x = marks.get(k).getCenterX();
			double y = marks.get(k).getCenterY();
			List<Scene.Label> labels = scene.items().stream().filter(Scene.Label.class::isInstance).map(Scene.Label.class::cast)
					.filter(label -> label.role().equals("tick-label") && text(label).equals(text)).toList();
			assertEquals(2, labels.size(), text);
			assertTrue(labels.stream().anyMatch(label -> Math.abs(label.x() + label.line().width() / 2 - x) < 1e-9));
			assertTrue(labels.stream().anyMatch(label -> Math.abs(label.y() - 0.36 * Layout.TICK - y) < 1e-9));
		}
	}

	private static String text(Scene.Label label) {
		return String.join("", label.line().runs().stream().map(RichText.Run::text).toList());
	}

	private static List<Scene.Shape> shapes(Scene scene, String role) {
		return scene.items().stream().filter(Scene.Shape.class::isInstance).map(Scene.Shape.class::cast).filter(shape -> shape.role().equals(role)).toList();
	}

	@Test
	void negativeMagnitudesAreOpenAndExplained() {
		var table = new Table.Builder("t").column("x").column("y");
		for (int k = 1; k <= 4; k++)
			table.row().set("x", k).set("y", k % 2 == 0 ? -k : k);
		Sample sample = Samples.of(new Figure("f", "", List.of(), new Axis("x", "1", true), new Axis("y", "1", true),
				List.of(new Series("", Style.POINTS, "", "t", "x", "y", "", Map.of(), true, 0))), table.build());
		Scene scene = scene(sample);
		assertEquals(List.of(false, true, false, true), shapes(scene, "mark series-0").stream().map(mark -> mark.fill() == Scene.NONE).toList());
		assertTrue(scene.items().stream().anyMatch(item -> item instanceof Scene.Label label && text(label).equals("open symbols: negative values")));
	}

	@Test
	void whatALogarithmicAxisCannotShowIsCounted() {
		Scene scene = scene(Samples.single(Style.POINTS, true, new double[] { 1, 2, 3, 4 }, new double[] { 1, 0, -1, Double.NaN }, new double[4]));
		assertEquals(1, shapes(scene, "mark series-0").size());
		assertTrue(scene.items().stream().anyMatch(item -> item instanceof Scene.Label label && text(label).startsWith("2 values that are not positive")));
	}

	@Test
	void linesAreSortedAndBrokenAtGaps() {
		Scene scene = scene(Samples.single(Style.LINE, false, new double[] { 5, 1, 2, 4, 3 }, new double[] { 1, 2, 3, 4, Double.NaN }, new double[5]));
		var c = new double[6];
		int pieces = 0;
		double before = -1;
		for (PathIterator at = shapes(scene, "line series-0").getFirst().path().getPathIterator(null); !at.isDone(); at.next()) {
			if (at.currentSegment(c) == PathIterator.SEG_MOVETO)
				pieces++;
			assertTrue(c[0] > before);
			before = c[0];
		}
		assertEquals(2, pieces);
	}

	@ParameterizedTest
	@EnumSource(names = { "LINE", "DASHED", "BAND" })
	void whatHasNoExtentIsSeen(Style style) {
		for (double[] x : new double[][] { { 2 }, { 2, 2, 2 } }) {
			Scene scene = scene(Samples.single(style, false, x, new double[] { 1, 1, 1 }, new double[] { 0, 0, 0 }));
			Scene.Shape curve = scene.items().stream().filter(Scene.Shape.class::isInstance).map(Scene.Shape.class::cast).filter(shape -> shape.role().endsWith("series-0")).findFirst()
					.orElseThrow();
			assertTrue(curve.stroke() != Scene.NONE);
			assertEquals(10, curve.path().getBounds2D().getWidth(), 1e-9);
		}
	}

	@Test
	void seriesOfAGroupShareTheirColour() {
		Scene scene = scene(Samples.powerLaw());
		int line = shapes(scene, "line series-0").getFirst().stroke();
		assertEquals(line, shapes(scene, "mark series-1").getFirst().stroke());
		assertEquals(line, shapes(scene, "mark series-4").getFirst().stroke());
		int naive = shapes(scene, "mark series-2").getFirst().stroke();
		assertTrue(line != naive);
		assertEquals(naive, shapes(scene, "line series-3").getFirst().stroke());
		assertEquals(List.of(4.0, 2.5), shapes(scene, "line series-3").getFirst().dash());
	}

	@Test
	void aMatrixIsSymmetric() {
		Scene scene = scene(Samples.matrix());
		Rectangle2D frame = shapes(scene, "frame").getFirst().path().getBounds2D();
		assertEquals(frame.getWidth(), frame.getHeight(), 1e-9);
		int order = 24;
		var colours = new int[order][order];
		for (Scene.Shape cells : shapes(scene, "cell"))
			for (int i = 0; i < order; i++)
				for (int j = 0; j < order; j++)
					if (cells.path().contains(frame.getX() + (j + 0.5) * frame.getWidth() / order, frame.getY() + (i + 0.5) * frame.getHeight() / order)) {
						assertEquals(0, colours[i][j], "an entry is drawn twice");
						colours[i][j] = cells.fill();
					}
		for (int i = 0; i < order; i++)
			for (int j = 0; j < order; j++) {
				assertEquals(colours[j][i], colours[i][j]);
				int expected = Math.min(i, j) == 5 && Math.max(i, j) == 17 ? Theme.LIGHT.faint()
						: ColourMap.DIVERGING.rgb(0.5 + 0.5 * Math.cos((i - j) * 0.35) * Math.exp(-0.03 * (i + j)));
				assertEquals(expected, colours[i][j], i + " " + j);
			}
		assertEquals(1, shapes(scene, "missing").size());
	}

	@Test
	void aSmallMatrixShowsItsValuesInUnitsOfTheColourBar() {
		List<Scene.Label> labels = scene(Samples.smallMatrix()).items().stream().filter(Scene.Label.class::isInstance).map(Scene.Label.class::cast).toList();
		assertEquals(List.of("2.00", "2.37", "3.48", "5.33", "2.37", "3.37", "4.48", "6.33", "3.48", "4.48", "5.48", "7.33", "5.33", "6.33", "7.33", "8.33"),
				labels.stream().filter(label -> label.role().equals("value")).map(LayoutTest::text).toList());
		assertEquals(List.of("×10−4"), labels.stream().filter(label -> label.role().equals("factor")).map(LayoutTest::text).toList());
	}

	@Test
	void tooManyNotesEndInAnEllipsis() {
		Sample sample = Samples.powerLaw();
		Figure figure = sample.figure();
		var many = new Figure(figure.name(), figure.title(), Collections.nCopies(50, "note"), figure.x(), figure.y(), figure.series());
		List<String> notes = scene(new Sample(many, sample.tables())).items().stream().filter(item -> item instanceof Scene.Label label && label.role().equals("note"))
				.map(item -> text((Scene.Label) item)).toList();
		assertEquals(List.of("note", "note", "note", "note", "note", "note", "note", "…", "open symbols: negative values"), notes);
	}

	@Test
	void manySeriesEndTheLegendInACount() {
		Scene scene = scene(Samples.family(126));
		List<String> legend = scene.items().stream().filter(item -> item instanceof Scene.Label label && label.role().equals("legend")).map(item -> text((Scene.Label) item)).toList();
		assertEquals(12, legend.size());
		assertEquals("… and 115 more", legend.getLast());
	}

	@Test
	void noDataSaysSoAndWhy() {
		assertEquals(List.of("no data", "there is no table missing"), empty(Samples.empty()));
		assertEquals(List.of("no data", "no row with a value"), empty(Samples.single(Style.POINTS, false, new double[0], new double[0], new double[0])));
		assertEquals(List.of("no data", "nothing positive for a logarithmic axis"),
				empty(Samples.single(Style.LINE, true, new double[] { 1 }, new double[] { -1 }, new double[] { 0 })));
		assertEquals(List.of("no data", "table t has no column y"), empty(Samples.of(new Figure("f", "", List.of(), new Axis("x", "1", false), new Axis("y", "1", false), List.of(),
				new HeatMap("t", "x", "x", "y", "", Map.of())), new Table.Builder("t").column("x").row().build())));
	}

	private static List<String> empty(Sample sample) {
		return scene(sample).items().stream().filter(item -> item instanceof Scene.Label label && label.role().equals("empty")).map(item -> text((Scene.Label) item)).toList();
	}
}
