package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.networks.Networks.TestPrior;

/** Moments of a neuron whose hidden parameters are not Gaussian, against closed forms and sums over all values. */
class ParameterMomentsTest {

	private static final double[][] X = { { 0.5, -1.2, 2 }, { 1, 0.3, -0.7 } };

	private static SingleLayer layer(String activation, String law, double weightVariance, double biasVariance, int dimension) {
		return Networks.mlp(activation, List.of(5), TestPrior.gaussian(weightVariance, biasVariance).with("weight-1", law).with("bias-1", law), dimension).capability(SingleLayer.class).orElseThrow();
	}

	private static double moment(SingleLayer layer, double[][] points, int... indices) {
		return layer.moment(new Points(points), indices).orElseThrow().value();
	}

	private static double product(int p, int q) {
		return X[p][0] * X[q][0] + X[p][1] * X[q][1] + X[p][2] * X[q][2];
	}

	/** E z_p z_q = σ_w² x·x'/d + σ_b², and E z_0³ z_1 with the fourth cumulant -6/5 (uniform), 3 (Laplace) of the parameters. */
	@ParameterizedTest
	@CsvSource({ "uniform,-1.2", "laplace,3", "student-t(7),2", "rademacher,-2" })
	void linearNeurons(String law, double cumulant) {
		var layer = layer("identity", law, 2.25, 0.3, 3);
		double[][] c = new double[2][2];
		for (int p = 0; p < 2; p++)
			for (int q = 0; q < 2; q++) {
				c[p][q] = 2.25 * product(p, q) / 3 + 0.3;
				assertEquals(c[p][q], moment(layer, X, Math.min(p, q), Math.max(p, q)), 1e-14);
			}
		double fourth = 0.09 * cumulant;
		for (int j = 0; j < 3; j++) fourth += 2.25 * 2.25 * cumulant / 9 * X[0][j] * X[0][j] * X[0][j] * X[1][j];
		assertEquals(3 * c[0][0] * c[0][1] + fourth, moment(layer, X, 0, 0, 0, 1), 1e-12);
		if (law.startsWith("student")) assertTrue(layer.moment(new Points(X), new int[] { 0, 0, 0, 0, 0, 0, 0, 0 }).isEmpty());
	}

	/** A skewed law has odd moments: E z³ = 2 Σ_j (σ_w x_j/√d)³ + 2 σ_b³. */
	@Test
	void skewedLinearNeurons() {
		double sum = 2 * StrictMath.pow(0.3, 1.5);
		for (double x : X[0]) sum += 2 * StrictMath.pow(1.5 * x / Math.sqrt(3), 3);
		assertEquals(sum, moment(layer("identity", "shifted", 2.25, 0.3, 3), X, 0, 0, 0), 1e-13);
	}

	/** E relu(w x)^n relu(-w x')^0 = n!/2 (σ|x|/√2)^n for Laplace weights. */
	@Test
	void halfLines() {
		double[][] points = { { 0.7 }, { -1.3 } };
		var layer = layer("relu", "laplace", 2, 0, 1);
		assertEquals(StrictMath.pow(0.7, 2), moment(layer, points, 0, 0), 1e-13);
		assertEquals(12 * StrictMath.pow(1.3, 4), moment(layer, points, 1, 1, 1, 1), 1e-11);
		assertEquals(0, moment(layer, points, 0, 1), 1e-15);
	}

	/** 2^{d+1} values of weights and bias. */
	@Test
	void signs() {
		double sum = 0;
		for (int s = 0; s < 16; s++) {
			double u = (s & 1) == 0 ? 0.5 : -0.5, v = u;
			for (int j = 0; j < 3; j++) {
				u += (s >> j + 1 & 1) == 0 ? X[0][j] * 1.5 / Math.sqrt(3) : -X[0][j] * 1.5 / Math.sqrt(3);
				v += (s >> j + 1 & 1) == 0 ? X[1][j] * 1.5 / Math.sqrt(3) : -X[1][j] * 1.5 / Math.sqrt(3);
			}
			sum += StrictMath.tanh(u) * StrictMath.tanh(u) * StrictMath.tanh(u) * StrictMath.tanh(v) / 16;
		}
		assertEquals(sum, moment(layer("tanh", "rademacher", 2.25, 0.25, 3), X, 0, 0, 0, 1), 1e-14);
		assertTrue(layer("tanh", "laplace", 2.25, 0.25, 3).moment(new Points(X), new int[] { 0, 1 }).isEmpty());
	}

	/** The two-point function of linear networks needs variances only. */
	@Test
	void deepLinearNetworks() throws Exception {
		var deep = Networks.mlp("identity", List.of(4, 4), TestPrior.uniform(1.5, 0.2), 3);
		double[] kernel = deep.capability(InfiniteWidth.class).orElseThrow().nngp(new Points(X), Method.AUTO).values();
		double expected = 0.2 + 1.5 * (0.2 + 1.5 * (0.2 + 1.5 * product(0, 1) / 3));
		assertEquals(expected, kernel[1], 1e-13);
	}
}
