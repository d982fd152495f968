package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.formula.FormulaFunction;
import org.physics4ml.compute.gaussian.DepthLimit.Phase;

class DepthLimitTest {

	private static DepthLimit of(String formula, double weightVariance, double biasVariance, double start) {
		var f = new FormulaFunction(formula, "x");
		return DepthLimit.of(new QuadratureKernel(f, f.derivative().orElse(null)), f.derivative().orElse(null), weightVariance, biasVariance, start);
	}

	/** K is σ_w²/2 times itself, plus σ_b²; χ = σ_w²/2 at any K. */
	@Test
	void rectifiers() {
		var critical = of("relu(x)", 2, 0, 0.7);
		assertEquals(Phase.CRITICAL, critical.phase());
		assertEquals(1, critical.chi(), 1e-14);
		assertEquals(1, critical.correlation());
		assertTrue(Double.isNaN(critical.fixedPoint()) && critical.reason().startsWith("every K"));
		var fading = of("relu(x)", 1, 0, 0.7);
		assertEquals(0, fading.fixedPoint());
		assertEquals(0.5, fading.chi(), 1e-14);
		assertTrue(fading.reason().contains("runs to 0"));
		var flat = of("x*tanh(x)", 0.5, 0, 0.7); // its slope fades with K
		assertEquals(0, flat.fixedPoint());
		assertEquals(0, flat.chi());
		assertEquals(0, flat.length());
		var ordered = of("relu(x)", 1.5, 0.2, 3);
		assertEquals(0.2 / (1 - 0.75), ordered.fixedPoint(), 1e-12);
		assertEquals(0.75, ordered.chi(), 1e-14);
		assertEquals(-1 / StrictMath.log(0.75), ordered.length(), 1e-12);
		assertEquals(Phase.DIVERGENT, of("relu(x)", 2.1, 0, 1).phase());
		assertEquals(Phase.DIVERGENT, of("x^3", 2, 0.5, 1).phase());
	}

	/** K* of erf solves K = σ_b² + σ_w² (2/π) asin(2K/(1+2K)), χ = σ_w² (4/π)/√(1+4K*) (PHYSICS 3): by brute force. The chaos of odd functions without biases ends at c* = 0. */
	@ParameterizedTest
	@CsvSource({ "0.7, 0.05, 0.3", "4, 0, 2", "0.6, 0, 1", "2, 0.3, 1e-3", "3, 0.02, 5" })
	void erf(double weightVariance, double biasVariance, double start) {
		var limit = of("erf(x)", weightVariance, biasVariance, start);
		double k = start;
		for (int l = 0; l < 10000; l++) k = biasVariance + weightVariance * 2 / StrictMath.PI * StrictMath.asin(2 * k / (1 + 2 * k));
		double chi = weightVariance * 4 / StrictMath.PI / Math.sqrt(1 + 4 * k);
		assertEquals(k, limit.fixedPoint(), 1e-12);
		assertEquals(chi, limit.chi(), 1e-12);
		assertEquals(chi < 1 ? Phase.ORDERED : Phase.CHAOTIC, limit.phase());
		if (limit.fixedPoint() == 0) return;
		double c = biasVariance == 0 ? 0 : 0.3;
		for (int l = 0; l < 10000; l++) c = (biasVariance + weightVariance * 2 / StrictMath.PI * StrictMath.asin(2 * c * k / (1 + 2 * k))) / k;
		assertEquals(c, limit.correlation(), 1e-11);
	}

	/** The critical point of tanh without biases is σ_w² = 1, that of sin 1, of erf π/4: there K* = 0. */
	@ParameterizedTest
	@CsvSource({ "tanh(x), 1", "sin(x), 1", "erf(x), 0.7853981633974483", "tanh(2*x), 0.25" })
	void criticalPoints(String formula, double weightVariance) {
		var limit = of(formula, weightVariance, 0, 1);
		assertEquals(Phase.CRITICAL, limit.phase());
		assertEquals(1, limit.chi(), 1e-12);
		assertEquals(0, limit.fixedPoint());
		assertEquals(Double.POSITIVE_INFINITY, limit.length());
		assertEquals(Phase.ORDERED, of(formula, 0.99 * weightVariance, 0, 1).phase());
		var chaotic = of(formula, 1.01 * weightVariance, 0, 1);
		assertEquals(Phase.CHAOTIC, chaotic.phase());
		assertEquals(0, chaotic.correlation(), 1e-9);
		assertTrue(chaotic.fixedPoint() > 0 && chaotic.fixedPoint() < 0.05); // it grows from 0 with the distance to the critical point
	}

	@Test
	void functionsThatJumpAreChaotic() {
		var limit = of("sign(x)", 1, 0.5, 1);
		assertEquals(1.5, limit.fixedPoint(), 1e-14);
		assertEquals(Double.POSITIVE_INFINITY, limit.chi());
		double c = 0.9;
		for (int l = 0; l < 1000; l++) c = (0.5 + 2 / StrictMath.PI * StrictMath.asin(c)) / 1.5;
		assertEquals(c, limit.correlation(), 1e-11);
	}
}
