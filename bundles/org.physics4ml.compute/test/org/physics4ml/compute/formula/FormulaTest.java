package org.physics4ml.compute.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.formula.Formula.Parity;

class FormulaTest {

	private static final double[] W = { 1, -2, 0.5, 99 }; // three of them are used

	@ParameterizedTest
	@CsvSource({ "1+2*3, 7", "-2^2, -4", "2^-1, 0.5", "2^3^2, 512", "(1+2)*3/N, 3", "sum(w), -0.5", "sum(w^2)^2/N^2, 3.0625", "sum(1), 3", "exp(0)+log(1)+sqrt(4)+abs(-3), 6", "1e2 + 2.5E-1, 100.25",
			"sum(abs(w)^1.5), 4.1819805153394638", "8 - 2 - 1, 5", "12/2/3, 2", "cos(0)*pi, 3.141592653589793",
			"'max(2, N) - min(-1, 4)', 4", "relu(-2) + relu(2) + step(-1) + step(3) - sign(-5), 4", "sinh(1)^2 - cosh(1)^2, -1", "4*atan(1), 3.141592653589793", "sigmoid(0) + gauss(0) + silu(0) + gelu(0), 1.5",
			"softplus(0), 0.6931471805599453" })
	void valuesAreThoseOfTheRulesOfArithmetic(String formula, double expected) {
		assertEquals(expected, Formula.parse(formula, "w", "N").value(W, 3, 3), 1e-14 * Math.abs(expected));
	}

	@ParameterizedTest
	@CsvSource({ "sum(w^4), EVEN", "sum(w)^2, EVEN", "sum(w), ODD", "sum(w^3)*sum(w), EVEN", "sum(w^2+w), NONE", "exp(sum(w)), NONE", "tanh(sum(w)), ODD", "abs(sum(w^3)), EVEN", "N, EVEN", "sum(exp(w^2)), EVEN" })
	void parityIsReadOffTheForm(String formula, Parity expected) {
		assertEquals(expected, Formula.parse(formula, "w", "N").parity());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1+", "w", "sum(w", "sum(sum(w))", "foo(1)", "x", "1 2", "(1", "1..2", "sum w", "max(1)", "min(1, 2, 3)", "tanh_slope(1)" })
	void whatIsWrongIsSaid(String formula) {
		var problem = assertThrows(IllegalArgumentException.class, () -> Formula.parse(formula, "w", "N"));
		assertTrue(problem.getMessage().contains(" at character "), problem.getMessage());
	}

	@Test
	void withoutAVectorThereIsNoSum() {
		assertThrows(IllegalArgumentException.class, () -> Formula.parse("sum(z)", null, "z"));
		assertEquals(2.5, Formula.parse("z^2 + 1/4", null, "z").value(null, 0, 1.5));
	}
}
