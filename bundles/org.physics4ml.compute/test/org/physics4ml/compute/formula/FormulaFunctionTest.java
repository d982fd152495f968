package org.physics4ml.compute.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.gaussian.GaussianMoments;

class FormulaFunctionTest {

	@ParameterizedTest
	@ValueSource(strings = { "exp(sin(x)/2)", "log(2 + x^2)", "sqrt(1 + x^4)", "abs(x - 0.3)*x", "tanh(2*x)*erf(x)", "cosh(x)/(1 + sinh(x)^2)", "atan(x^3)", "max(x^2, 1 - x)*sigmoid(x)", "gelu(x) - silu(x)*softplus(-x)",
			"gauss(x)*cos(3*x)", "(1 + x^2)^(x/5)", "relu(x)^3 - min(x, 1/2)", "(2 + x^2)^-3" })
	void derivativesAreSlopes(String text) {
		var f = new FormulaFunction(text, "x");
		var slope = f.derivative().orElseThrow();
		for (double x = -2.9; x < 3; x += 0.37) {
			double h = 1e-3, expected = (8 * (f.value(x + h) - f.value(x - h)) - (f.value(x + 2 * h) - f.value(x - 2 * h))) / (12 * h);
			assertEquals(expected, slope.value(x), 1e-8 * (1 + Math.abs(expected)), text + " at " + x);
		}
	}

	@ParameterizedTest
	@CsvSource({ "exp(x^2), 1, 0", "exp(x^2/3 - x)*(x + 1), 0.33333333333333333, -1", "exp(x^2)/(1 + exp(x^2)/2 + x^2)*0 + cosh(2*x), 0, 2", "sinh(x)*exp(-x^2), 0, 0", "gauss(x)*exp(x^2), 0.5, 0", "exp(exp(x)), Infinity, 0",
			"exp(-exp(x)), 0, 0", "tanh(x)*x^5, 0, 0", "exp(2*log(1 + x^2)), 0, 0", "exp(sqrt(1 + x^2)), 0, 1", "exp(x^4 - x^4), Infinity, 0" })
	void growthIsReadOffTheForm(String text, double square, double linear) {
		var growth = Growth.of(Formula.function(text, "x"));
		assertEquals(square, growth.square(), 1e-9 * square);
		if (linear >= 0) assertEquals(linear, growth.linear(), 1e-6);
	}

	@ParameterizedTest
	@CsvSource({ "abs(x), 0", "relu(x - 1) + abs(2*x + 1), -0.5;1", "'max(-1, min(1, x))', -1;1", "x/(1 + x^2), ''", "sqrt(x^2), 0", "step(x^3 - 8), 2", "relu(x^2 + 1), ''" })
	void kinksAreZerosOfArguments(String text, String kinks) {
		assertEquals(kinks.isEmpty() ? List.of() : List.of(kinks.split(";")).stream().map(Double::valueOf).toList(), new FormulaFunction(text, "x").regularity().kinks());
	}

	/** Against integrals in closed form. */
	@Test
	void secondMoments() {
		for (double a : new double[] { 0.3, 1.1, 4 }) {
			assertEquals(0.5 * (1 + StrictMath.exp(-200 * a)), GaussianMoments.square(new FormulaFunction("cos(10*x)", "x"), a).value(), 1e-13);
			assertEquals(0.5 * (StrictMath.exp(2 * a) + 1), GaussianMoments.square(new FormulaFunction("cosh(x)", "x"), a).value(), 1e-12 * StrictMath.exp(2 * a));
			assertEquals(1 / Math.sqrt(1 - 0.2 * a), GaussianMoments.square(new FormulaFunction("exp(0.05*x^2)", "x"), a).value(), 1e-12);
			assertEquals(a * a * a * 7.5, GaussianMoments.square(new FormulaFunction("relu(x)^3", "x"), a).value(), 1e-12 * a * a * a);
		}
	}

	@Test
	void functionsThatJumpHaveNoDerivative() {
		assertTrue(new FormulaFunction("x*step(x)", "x").derivative().isPresent());
		assertTrue(new FormulaFunction("x*step(x - 1)", "x").derivative().isEmpty());
		assertEquals(1, new FormulaFunction("x*step(x)", "x").regularity().degree());
	}
}
