package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.random.RandomStream;

class ChainsTest {

	/** x_{t+1} = ρ x_t + √(1-ρ²) ξ, begun in equilibrium. */
	private static double[][] autoregressive(double rho, int chains, int length, double shift) {
		var x = new double[chains][length];
		for (int c = 0; c < chains; c++) {
			RandomStream.normals(4, c, 0, 0, x[c], 0, length);
			for (int t = 1; t < length; t++) x[c][t] = rho * x[c][t - 1] + Math.sqrt(1 - rho * rho) * x[c][t];
			for (int t = 0; t < length; t++) x[c][t] += c * shift;
		}
		return x;
	}

	/** τ_int = (1+ρ)/(1-ρ); its relative error is √(2 (2W+1)/n) (Sokal), W = 5 τ_int, here within 4 of them: false alarm 2e-4. */
	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.5, 0.9 })
	void timeIsThatOfAnAutoregressiveProcess(double rho) {
		double exact = (1 + rho) / (1 - rho);
		assertEquals(exact, Chains.integratedTime(autoregressive(rho, 4, 20_000, 0)), 4 * exact * Math.sqrt(2 * (10 * exact + 1) / 80_000) + 0.01 * exact);
	}

	@Test
	void chainsThatAreApartOrTooShortAreTold() {
		assertEquals(1, Chains.scaleReduction(autoregressive(0.5, 4, 20_000, 0)), 2e-3);
		assertTrue(Chains.scaleReduction(autoregressive(0.5, 4, 20_000, 2)) > 2);
		assertEquals(Double.POSITIVE_INFINITY, Chains.integratedTime(autoregressive(0.999, 4, 50, 0)));
		assertEquals(1, Chains.integratedTime(new double[2][10]));
		assertEquals(1, Chains.scaleReduction(new double[2][10]));
	}
}
