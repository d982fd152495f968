package org.physics4ml.workbench.internal.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.core.contribution.ParameterDeclaration.Type;

class TextsTest {

	private static ParameterDeclaration parameter(Type type, boolean list, Object value, double minimum, double maximum, boolean exclusive, String unit) {
		return new ParameterDeclaration("width", type, list, value, minimum, maximum, exclusive, List.of(), unit, "N", "");
	}

	@Test
	void hintsSayTypeRangeUnitAndDefault() {
		double none = Double.POSITIVE_INFINITY;
		assertEquals("integer ≥ 1 or a list, default 128", Texts.hint(parameter(Type.INTEGER, true, 128L, 1, none, false, "1")));
		assertEquals("number in (0, 1)", Texts.hint(parameter(Type.REAL, false, null, 0, 1, true, "1")));
		assertEquals("number ≤ 2, unit s, default 0.5", Texts.hint(parameter(Type.REAL, false, 0.5, -none, 2, false, "s")));
		assertEquals("number > 0", Texts.hint(parameter(Type.REAL, false, null, 0, none, true, "")));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "999, 999 B", "1000, 1.00 kB", "1220000, 1.22 MB", "2.06e10, 20.6 GB" })
	void quantitiesHaveThreeDigitsAndAPrefix(double value, String text) {
		assertEquals(text, Texts.quantity(value, "B"));
	}

	@ParameterizedTest
	@CsvSource({ "0.3, less than a second", "42.2, 42 s", "120, 2 min", "7200, 2 h", "864000, 10 days" })
	void durationsReadAsPeopleSayThem(double seconds, String text) {
		assertEquals(text, Texts.duration(seconds));
	}

	@ParameterizedTest
	@CsvSource({ "arXiv:2008.08601, https://arxiv.org/abs/2008.08601", "doi:10.1007/x, https://doi.org/10.1007/x", "'', ''" })
	void literatureHasLinks(String link, String url) {
		assertEquals(url, Texts.url(link));
	}

	@Test
	void valuesReadBackAsTheyAreWritten() {
		for (Object value : List.of(7L, 0.25, -1e-9, true, "erf", "leaky-relu(0.1)", List.of(1L, 2.5), "7", "[x"))
			assertEquals(value, ValueText.VALUE.read(ValueText.VALUE.write(value)), value.toString());
		for (Object value : List.of("all", "0 0 1 1", "7", List.of("0 0 1 1", "0 1"), "[x]", "\"quoted\""))
			assertEquals(value, ValueText.WORDS.read(ValueText.WORDS.write(value)), value.toString());
		for (Object value : List.of(List.of(2L, 5L, 10L), List.of("erf", "relu"), List.of(List.of(1L, 2L), List.of(3L)), List.of("leaky-relu(0.1)"), List.of("polynomial(1, 2)", "erf"), List.of("7", 7L)))
			assertEquals(value, ValueText.LIST.read(ValueText.LIST.write(value)), value.toString());
		assertEquals(List.of(10L, 20L), ValueText.VALUE.read("10, 20"));
		assertEquals(List.of(10L, 20L), ValueText.LIST.read("10, 20,"));
	}

	@ParameterizedTest
	@EnumSource(ValueText.class)
	void halfAListIsRefused(ValueText kind) {
		assertThrows(IllegalArgumentException.class, () -> kind.read("[1, 2"));
	}

	@Test
	void formulasHaveRaisedAndLoweredPieces() {
		Formula formula = Formula.parse("z^{l+1}_i = N_l^{-1/2} Gc^(n) σ_w²");
		assertEquals("zl+1i = Nl−1/2 Gc(n) σw²", formula.text());
		assertEquals(List.of(new Formula.Piece(1, 3, true), new Formula.Piece(4, 1, false), new Formula.Piece(9, 1, false), new Formula.Piece(10, 4, true), new Formula.Piece(17, 3, true),
				new Formula.Piece(22, 1, false)), formula.pieces());
		assertEquals("no marks ^ here", Formula.parse("no marks ^ here").text());
	}
}
