package org.physics4ml.workbench.internal.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedNumbersTest {

	private static final List<List<Double>> ROWS = List.of(List.of(0.5, -1.0), List.of(2.0, 0.003));

	@ParameterizedTest
	@ValueSource(strings = { "0.5\t-1\n2\t3e-3", "0,5\t-1\r\n2\t3e-3\r\n", "0.5,-1\n2,0.003", "0.5, -1\n 2, 3E-3 \n\n", "0.5 -1\n2  3e-3", "0,5;-1\n2;0,003", "x\ty\n0.5\t-1\n2\t3e-3",
			"# points\n0.5 -1\n2 3e-3", "[[0.5, -1],\n [2, 0.003]]", "[0.5, -1],\n[2, 0.003]," })
	void rowsOfNumbersAreReadAsTheyAreWritten(String text) {
		assertEquals(ROWS, PastedNumbers.parse(text));
	}

	@Test
	void oneColumnIsOneDimension() {
		assertEquals(List.of(List.of(1.0), List.of(-2.5)), PastedNumbers.parse("1\n-2.5\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "words only", "1 2\n3", "1 2\nthree four", "NaN\n", "1\nInfinity", "1\n1e999", "1\t\n2\t3" })
	void whatIsNoTableOfNumbersIsRefusedWithAReason(String text) {
		var refusal = assertThrows(IllegalArgumentException.class, () -> PastedNumbers.parse(text));
		assertTrue(refusal.getMessage().length() > 10, refusal.getMessage());
	}
}
