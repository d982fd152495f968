package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FDistributionTest {

	private static void assertClose(double expected, double actual) {
		assertEquals(expected, actual, 1e-11 * Math.abs(expected), () -> expected + " and " + actual);
	}

	/** P(F > f) = (1 + 2f/b)^{-b/2} for a = 2. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 1, 3, 7.25, 20, 125, 3000 })
	void twoDegreesAboveAreAPower(double b) {
		for (double f : new double[] { 1e-6, 0.01, 0.5, 1, 3, 10, 100 })
			assertClose(StrictMath.exp(-b / 2 * StrictMath.log1p(2 * f / b)), FDistribution.upperTail(f, 2, b));
	}

	/** P(F > f) = 1 - (a f / (a f + 2))^{a/2} for b = 2. */
	@ParameterizedTest
	@ValueSource(doubles = { 1, 2, 5, 21, 100 })
	void twoDegreesBelowAreAPower(double a) {
		for (double f : new double[] { 0.2, 1, 4, 30 })
			assertClose(-StrictMath.expm1(-a / 2 * StrictMath.log1p(2 / (a * f))), FDistribution.upperTail(f, a, 2));
	}

	/** The square of Cauchy's deviate: P(F > f) = 1 - (2/π) arctan √f. */
	@Test
	void oneAndOneIsCauchySquared() {
		for (double f : new double[] { 0.1, 1, 5, 1000 })
			assertClose(1 - 2 / Math.PI * StrictMath.atan(Math.sqrt(f)), FDistribution.upperTail(f, 1, 1));
	}

	/** With b to infinity a F is chi-squared: a = 4 gives e^{-x/2} (1 + x/2), x = 4 f. */
	@Test
	void manyDegreesBelowGiveChiSquared() {
		for (double f : new double[] { 0.5, 1, 3 })
			assertEquals(StrictMath.exp(-2 * f) * (1 + 2 * f), FDistribution.upperTail(f, 4, 1e7), 1e-5);
	}

	@Test
	void theGammaFunctionHasItsKnownValues() {
		assertClose(StrictMath.log(Math.sqrt(Math.PI)), FDistribution.logGamma(0.5));
		assertClose(StrictMath.log(362880), FDistribution.logGamma(10));
		double sum = 0;
		for (int k = 1; k < 170; k++)
			sum += StrictMath.log(k);
		assertClose(sum, FDistribution.logGamma(170));
	}

	@Test
	void theEndsAreKnownAndNonsenseIsRefused() {
		assertEquals(1, FDistribution.upperTail(0, 3, 5));
		assertEquals(0, FDistribution.upperTail(Double.POSITIVE_INFINITY, 3, 5));
		assertThrows(IllegalArgumentException.class, () -> FDistribution.upperTail(1, 0, 5));
		assertThrows(IllegalArgumentException.class, () -> FDistribution.upperTail(Double.NaN, 3, 5));
	}
}
