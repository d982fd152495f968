package org.physics4ml.figures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.physics4ml.figures.internal.RichText.Line;
import org.physics4ml.figures.internal.RichText.Run;

class RichTextTest {

	private static String text(Line line) {
		return String.join("|", line.runs().stream().map(Run::text).toList());
	}

	@Test
	void scriptsAreSmallerAndMoved() {
		Line line = RichText.line("x_{12}+y^{n}", 10);
		assertEquals("x|12|+y|n", text(line));
		assertTrue(line.runs().get(1).rise() < 0 && line.runs().get(3).rise() > 0);
		assertEquals(7.2, line.runs().get(1).size(), 1e-12);
		assertEquals(0, line.runs().get(2).rise());
		double x = 0;
		for (Run run : line.runs()) {
			assertEquals(x, run.x(), 1e-12);
			x += run.width();
		}
		assertEquals(x, line.width(), 1e-12);
	}

	@Test
	void subAndSuperscriptStandAboveEachOther() {
		List<Run> runs = RichText.line("G_{c}^{(4)}(x)", 10).runs();
		assertEquals(runs.get(1).x(), runs.get(2).x());
		assertEquals(runs.get(2).x() + runs.get(2).width(), runs.get(3).x(), 1e-12);
	}

	@Test
	void scriptsNestAndHalfMarkupIsText() {
		assertEquals("e|x|i", text(RichText.line("e^{x_{i}}", 10)));
		assertEquals("a_b^c {d} _{", text(RichText.line("a_b^c {d} _{", 10)));
		assertEquals(7, RichText.line("a" + "_{".repeat(6) + "b" + "}".repeat(6) + "c", 10).runs().size() + 4);
	}

	/** Readers of SVG disagree about spaces at the ends of a run. */
	@Test
	void noRunBeginsOrEndsWithASpace() {
		Line line = RichText.line("a ^{2} = b", 10);
		assertEquals("a|2|= b", text(line));
		assertEquals(TrueType.SANS.width("a  = b") * 10 + TrueType.SANS.width("2") * 7.2, line.width(), 1e-9);
		assertEquals(line.width(), line.runs().getLast().x() + line.runs().getLast().width(), 1e-9);
		assertEquals(TrueType.SANS.width("a ") * 10, line.runs().get(1).x(), 1e-9);
	}

	@Test
	void linesAreBrokenAtSpaces() {
		List<Line> lines = RichText.wrap("one two three four", 10, RichText.line("one two", 10).width() + 1, 9);
		assertEquals(List.of("one two", "three", "four"), lines.stream().map(RichTextTest::text).toList());
	}

	@Test
	void longWordsAreBrokenAndLongTextsEnd() {
		List<Line> lines = RichText.wrap("x".repeat(200), 10, 100, 3);
		assertEquals(3, lines.size());
		assertTrue(text(lines.getLast()).endsWith("…"));
		for (Line line : lines)
			assertTrue(line.width() <= 100 + 1e-9);
		assertEquals("x".repeat(40), String.join("", RichText.wrap("x".repeat(40), 10, 100, 9).stream().map(RichTextTest::text).toList()));
		assertTrue(RichText.wrap("_{" + "x".repeat(200) + "}", 10, 100, 3).getFirst().width() <= 100 + 1e-9);
		assertEquals(List.of(), RichText.wrap("  ", 10, 100, 3));
	}

	@Test
	void textIsFitForXml() {
		assertEquals("a \ufffd\ufffd\ufffd𝜆", RichText.clean("a\n\u0001\ud800\ufffe𝜆"));
	}
}
