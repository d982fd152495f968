package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PolynomialFitTest {

	private static final double[] X = { 0.5, 0.2, 0.1, 0.05, 0.01 }, Y = { 1.3, 0.7, 0.2, 0.5, 0.1 }, ERRORS = { 0.3, 0.1, 0.2, 0.05, 0.4 };

	@Test
	void aLineIsTheLinearFit() {
		var line = LinearFit.of(X, Y, ERRORS).orElseThrow();
		var fit = PolynomialFit.of(1, X, Y, ERRORS).orElseThrow();
		assertEquals(line.intercept(), fit.coefficient(0), 1e-13);
		assertEquals(line.interceptError(), fit.error(0), 1e-13);
		assertEquals(line.slope(), fit.coefficient(1), 1e-12);
		assertEquals(line.slopeError(), fit.error(1), 1e-12);
		assertEquals(line.chiSquare(), fit.chiSquare(), 1e-12);
		assertEquals(3, fit.degrees());
		assertEquals(ChiSquared.upperTail(line.chiSquare(), 3), fit.pValue(), 1e-12);
	}

	@Test
	void polynomialsAreFoundExactly() {
		double[] y = new double[X.length];
		for (int i = 0; i < y.length; i++) y[i] = 0.3 - 2 * X[i] + 5 * X[i] * X[i];
		var fit = PolynomialFit.of(2, X, y, ERRORS).orElseThrow();
		assertEquals(0.3, fit.coefficient(0), 1e-13);
		assertEquals(-2, fit.coefficient(1), 1e-12);
		assertEquals(5, fit.coefficient(2), 1e-11);
		assertEquals(0, fit.chiSquare(), 1e-20);
	}

	/** The error of a coefficient is the root of the sum of squares of its derivatives times the errors of the data. */
	@Test
	void errorsPropagate() {
		var fit = PolynomialFit.of(2, X, Y, ERRORS).orElseThrow();
		for (int j = 0; j < 3; j++) {
			double square = 0;
			for (int i = 0; i < X.length; i++) {
				double[] shifted = Y.clone();
				shifted[i] += 1;
				double response = (PolynomialFit.of(2, X, shifted, ERRORS).orElseThrow().coefficient(j) - fit.coefficient(j)) * ERRORS[i];
				square += response * response;
			}
			assertEquals(Math.sqrt(square), fit.error(j), 1e-10 * fit.error(j));
		}
	}

	@Test
	void whatCannotBeFitted() {
		assertTrue(PolynomialFit.of(2, new double[] { 1, 2 }, new double[2], new double[] { 1, 1 }).isEmpty());
		assertTrue(PolynomialFit.of(new double[][] { { 1, 2 }, { 2, 4 }, { 3, 6 } }, new double[3], new double[] { 1, 1, 1 }).isEmpty());
		assertThrows(IllegalArgumentException.class, () -> PolynomialFit.of(1, X, Y, new double[] { 1, 0, 1, 1, 1 }));
	}
}
