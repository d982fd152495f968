package org.physics4ml.figures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

import org.junit.jupiter.api.Test;

class TrueTypeTest {

	@Test
	void theSymbolsOfPhysicsHaveGlyphs() {
		"ABCxyz0123456789 αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ±×·−∝∞≈≠≤≥≪≫∇∂∫∑∏√∈⟨⟩‖†ℓℏ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᶜ₀₁₂₃₄₅₆₇₈₉₊₋…–—|‘’“”→←↔⊗⊕∘⋅∼≡′″".codePoints()
				.forEach(c -> assertTrue(TrueType.SANS.glyph(c) > 0, () -> "no glyph for " + Character.toString(c)));
	}

	/** Advances of DejaVu Sans in 2048ths of the size, as in its published metrics. */
	@Test
	void advancesAreThoseOfTheFont() {
		assertEquals(1303, TrueType.SANS.width("0") * 2048, 1e-9);
		assertEquals(651, TrueType.SANS.width(" ") * 2048, 1e-9);
		assertEquals(1401, TrueType.SANS.width("A") * 2048, 1e-9);
		assertEquals(1716, TrueType.SANS.width("−") * 2048, 1e-9);
		assertEquals(TrueType.SANS.width("a") + TrueType.SANS.width("é"), TrueType.SANS.width("aé"), 1e-12);
	}

	@Test
	void outlinesHaveTheirHeights() {
		assertBounds("H", 0, 1493 / 2048.0); // height of capitals
		assertBounds("x", 0, 1120 / 2048.0); // height of x
		assertBounds("p", -426 / 2048.0, 1147 / 2048.0);
		Rectangle2D composite = outline("é").getBounds2D();
		assertTrue(-composite.getMinY() > 1493 / 2048.0, "the accent is above the letter");
		assertTrue(outline(" ").getCurrentPoint() == null);
	}

	private static void assertBounds(String text, double bottom, double top) {
		Rectangle2D box = outline(text).getBounds2D();
		assertEquals(top, -box.getMinY(), 1e-9);
		assertEquals(bottom, -box.getMaxY(), 1e-9);
	}

	/** Inside and outside of letters with holes. */
	@Test
	void lettersHaveTheirHoles() {
		Path2D.Double o = outline("o");
		Rectangle2D box = o.getBounds2D();
		assertTrue(!o.contains(box.getCenterX(), box.getCenterY()));
		assertTrue(o.contains(box.getMinX() + 0.05 * box.getWidth(), box.getCenterY()));
		Path2D.Double i = outline("i");
		assertTrue(i.contains(i.getBounds2D().getCenterX(), -0.3));
	}

	private static Path2D.Double outline(String text) {
		var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
		TrueType.SANS.outline(text, 1, 0, 0, path);
		return path;
	}
}
