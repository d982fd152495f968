package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Products of rectifiers and steps at up to four points of any rank. */
class RectifiedMomentsTest {

	private static final ScalarFunction RELU = ScalarFunction.of(Regularity.homogeneous(1), z -> Math.max(z, 0)), STEP = ScalarFunction.of(Regularity.homogeneous(0), z -> z > 0 ? 1 : 0);
	private static final double[][] FORMS = { { 1.1, 0, 0, 0 }, { 0.4, 0.9, 0, 0 }, { -0.3, 0.5, 1.2, 0 }, { 0.2, 0.7, -0.6, 0.8 } };

	private static double of(ScalarFunction f, double[][] forms, int... powers) {
		int n = powers.length;
		var covariance = new double[n][n];
		for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) for (int s = 0; s < forms[i].length; s++) covariance[i][j] += forms[i][s] * forms[j][s];
		return GaussianMoments.expectation(f, covariance, powers).orElseThrow().value();
	}

	/** Σ_s s_1 s_2 s_3 s_4 E relu(s_1 z_1) … relu(s_4 z_4) = E z_1 z_2 z_3 z_4, which Isserlis' theorem knows. */
	@Test
	void signsAddUpToTheLinearFunction() {
		double sum = 0, absolute = 0;
		for (int signs = 0; signs < 16; signs++) {
			var forms = new double[4][];
			for (int i = 0; i < 4; i++) {
				forms[i] = FORMS[i].clone();
				if ((signs >> i & 1) == 1) for (int s = 0; s < 4; s++) forms[i][s] *= -1;
			}
			double term = of(RELU, forms, 1, 1, 1, 1);
			absolute += Math.abs(term);
			sum += Integer.bitCount(signs) % 2 == 0 ? term : -term;
		}
		var covariance = new double[4][4];
		for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) for (int s = 0; s < 4; s++) covariance[i][j] += FORMS[i][s] * FORMS[j][s];
		assertEquals(NeuronMoments.identity(covariance, 0, 1, 2, 3), sum, 1e-13 * absolute);
	}

	/** P(z_1 … z_4 > 0) = 1/5 where all correlations are 1/2: the smallest of five independent variables is the fifth. */
	@Test
	void orthantOfEqualCorrelations() {
		double[][] forms = new double[4][5];
		for (int i = 0; i < 4; i++) {
			forms[i][i] = 1;
			forms[i][4] = -1;
		}
		assertEquals(0.2, of(STEP, forms, 1, 1, 1, 1), 1e-15);
		assertEquals(0.25, of(STEP, forms, 1, 1, 1), 1e-15);
	}

	/** Two variables in the plane plus two that do not depend on them factorise; in rank 2 the angular integral is another method. */
	@Test
	void independentPairsFactorise() {
		double[][] forms = { { 1.1, 0, 0, 0 }, { 0.4, 0.9, 0, 0 }, { 0, 0, 1.3, 0 }, { 0, 0, -0.6, 0.8 } }, one = { { 1.1, 0 }, { 0.4, 0.9 } }, two = { { 1.3, 0 }, { -0.6, 0.8 } };
		for (int[] powers : new int[][] { { 1, 1, 1, 1 }, { 2, 1, 1, 1 }, { 1, 3, 2, 1 }, { 2, 2, 3, 3 } }) {
			double expected = of(RELU, one, powers[0], powers[1]) * of(RELU, two, powers[2], powers[3]);
			assertEquals(expected, of(RELU, forms, powers), 1e-12 * expected);
		}
	}

	/** Nearly singular covariances, where the integrand of the orthant is nearly singular at an end: against the plane, as the third direction vanishes. */
	@Test
	void closeToThePlane() {
		double[][] plane = { { 1, 0 }, { 0.5, 0.8 }, { -0.4, 0.9 }, { 0.9, 0.3 } };
		double expected = of(RELU, plane, 1, 1, 1, 1);
		for (double small : new double[] { 1e-3, 1e-5, 1e-7 }) {
			double[][] forms = { { 1, 0, small }, { 0.5, 0.8, 0 }, { -0.4, 0.9, small }, { 0.9, 0.3, -small } };
			assertEquals(expected, of(RELU, forms, 1, 1, 1, 1), 3 * small);
		}
		double[][] collinear = { { 1, 0, 0 }, { 2, 0, 0 }, { 0.3, 0.8, 0 }, { 0.1, -0.4, 0.7 } }, merged = { { 1, 0, 0 }, { 0.3, 0.8, 0 }, { 0.1, -0.4, 0.7 } };
		assertEquals(2 * of(RELU, merged, 2, 1, 1), of(RELU, collinear, 1, 1, 1, 1), 1e-14);
	}
}
