package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.statistics.SetPartitions;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.GeneratingFunctional;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.networks.Networks.TestPrior;

/** E e^{w J·ϕ/√N} of one neuron against closed forms and against the moments that are its derivatives. */
class GeneratingTest {

	private static final Points POINTS = new Points(new double[][] { { 0.4, -1 }, { 1.1, 0.3 } });

	private static SingleLayer layer(String activation, int width, double weightVariance, double biasVariance) {
		return Networks.mlp(activation, List.of(width), TestPrior.gaussian(weightVariance, biasVariance), 2).capability(SingleLayer.class).orElseThrow();
	}

	/** (1 - σ_w² JᵀΣJ/N)^{-1/2} for a linear neuron. */
	@ParameterizedTest
	@CsvSource({ "10,1,0.5,0.7,-0.2", "50,2,0,0.9,0.6", "4,1,0,0.3,0" })
	void linear(int width, double weightVariance, double biasVariance, double first, double second) {
		double[] source = { first, second };
		double strength = 0;
		for (int p = 0; p < 2; p++)
			for (int q = 0; q < 2; q++) {
				double product = 0;
				for (int j = 0; j < 2; j++) product += POINTS.get(p)[j] * POINTS.get(q)[j];
				strength += source[p] * source[q] * (biasVariance + weightVariance * product / 2);
			}
		double expected = 1 / Math.sqrt(1 - weightVariance * strength / width) - 1;
		assertEquals(expected, layer("identity", width, weightVariance, biasVariance).generating(POINTS, source).orElseThrow(), 1e-13);
	}

	/** E sign(u) sign(v) = ±1 with P(u v > 0) = 1 - θ/π: a sum of two exponentials of w, whose expectations are Gaussian integrals. */
	@Test
	void signs() {
		double[] source = { 0.8, -0.3 };
		double s2 = 1.3 / 7, theta = StrictMath.acos(POINTS.get(0)[0] * 1.1 / 1 / norm() + POINTS.get(0)[1] * 0.3 / norm());
		double same = StrictMath.exp(s2 * 0.25 / 2), opposite = StrictMath.exp(s2 * 1.21 / 2);
		double expected = same + (opposite - same) * theta / StrictMath.PI - 1;
		assertEquals(expected, layer("sign", 7, 1.3, 0).generating(POINTS, source).orElseThrow(), 1e-13);
	}

	/** One neuron of values ±1: E e^{w J/√N} of the readout's law, σ = 1.5; two points of a linear one with readout signs: e^{JᵀΣJ σ²/2N}. */
	@ParameterizedTest
	@CsvSource({ "uniform", "rademacher", "laplace", "gaussian-mixture", "shifted", "gaussian" })
	void readoutsOfOtherLaws(String law) throws UnsuitableException {
		double t = 0.8 * Math.sqrt(2.25 / 7), a = 1 / (1 - 0.1 + 0.1 * 10);
		double expected = switch (law) {
		case "uniform" -> StrictMath.sinh(Math.sqrt(3) * t) / (Math.sqrt(3) * t);
		case "rademacher" -> StrictMath.cosh(t);
		case "laplace" -> 1 / (1 - t * t / 2);
		case "shifted" -> 0.5 * (StrictMath.exp(-t) / (1 - t) + StrictMath.exp(t) / (1 + t));
		case "gaussian" -> StrictMath.exp(t * t / 2);
		default -> 0.9 * StrictMath.exp(a * t * t / 2) + 0.1 * StrictMath.exp(10 * a * t * t / 2);
		};
		String call = law.equals("gaussian-mixture") ? "mixture(0.1,10)" : law;
		var layer = Networks.mlp("sign", List.of(7), TestPrior.gaussian(2.25, 0).with("weight-out", call), 2).capability(SingleLayer.class).orElseThrow();
		assertEquals(expected, 1 + layer.generating(POINTS, new double[] { 0.8, 0 }).orElseThrow(), 1e-13);
	}

	@Test
	void linearNeuronsWithReadoutSigns() throws UnsuitableException {
		double[] source = { 0.5, -0.4 };
		double strength = 0;
		for (int p = 0; p < 2; p++)
			for (int q = 0; q < 2; q++) strength += source[p] * source[q] * (POINTS.get(p)[0] * POINTS.get(q)[0] + POINTS.get(p)[1] * POINTS.get(q)[1]) / 2;
		var prior = TestPrior.gaussian(1, 0);
		var signs = Networks.mlp("identity", List.of(5), prior.with("weight-out", "rademacher"), 2).capability(SingleLayer.class).orElseThrow();
		assertEquals(StrictMath.exp(strength / 10), 1 + signs.generating(POINTS, source).orElseThrow(), 1e-13);
		var laplace = Networks.mlp("identity", List.of(5), prior.with("weight-out", "laplace"), 2).capability(SingleLayer.class).orElseThrow();
		assertTrue(laplace.generating(POINTS, source).isEmpty(), "infinite");
	}

	private static double norm() {
		return Math.sqrt((0.16 + 1) * (1.21 + 0.09));
	}

	/**
	 * The Taylor coefficients in t of W(tJ) = N ln E e^{t w J·ϕ/√N} are its cumulants, which the moments of a neuron give: W'' = JᵀG2J, W'''' = Gc4 in all four arguments. What is left of
	 * W after the series up to t⁸ is of the order of t¹⁰.
	 */
	@ParameterizedTest
	@CsvSource({ "erf,2", "sin,2", "relu,8", "cos-net,2" })
	void derivativesAreTheConnectedFunctions(String activation, int width) throws UnsuitableException {
		var layer = activation.equals("cos-net") ? cosNet(width, 1.2) : layer(activation, width, 1.2, 0.3);
		double[] source = { 0.5, -0.35 }, moments = new double[9], cumulants = new double[9];
		for (int n = 2; n <= 8; n += 2) { // E (wJ·ϕ)^n, w ~ N(0, 1.2/N)
			double ways = 1;
			for (int first = 0; first <= n; ways = ways * (n - first) / (first + 1), first++) {
				int[] indices = new int[n];
				double product = ways;
				for (int i = 0; i < n; i++) {
					indices[i] = i < first ? 0 : 1;
					product *= source[indices[i]];
				}
				moments[n] += product * layer.moment(POINTS, indices).orElseThrow().value();
			}
			for (int i = n - 1; i > 0; i -= 2) moments[n] *= i * 1.2 / width;
		}
		for (int n = 2; n <= 8; n += 2)
			for (int[] partition : SetPartitions.all(n)) {
				double product = width;
				for (int b = 0; b < partition.length; b++) product *= moments[Integer.bitCount(partition[b])] * (b == 0 ? 1 : -b);
				cumulants[n] += product;
			}
		for (double t : new double[] { 0.5, 0.25 }) {
			assertTrue(Math.abs(cumulants[4] * t * t * t * t / 24) > 1e-6, "the test sees the four-point function: " + cumulants[4]);
			assertEquals(0, rest(layer, cumulants, source, width, t), 2e-8 * StrictMath.pow(t, 10) + 2e-14, "t = " + t);
		}
	}

	private static double rest(SingleLayer layer, double[] cumulants, double[] source, int width, double t) {
		double w = width * StrictMath.log1p(layer.generating(POINTS, new double[] { t * source[0], t * source[1] }).orElseThrow());
		double power = 1, factorial = 1;
		for (int n = 1; n <= 8; n++) {
			power *= t;
			factorial *= n;
			w -= cumulants[n] * power / factorial;
		}
		return w;
	}

	@ParameterizedTest
	@CsvSource({ "exp", "monomial(2)", "monomial(3)" })
	void growthBeyondLinearHasNone(String activation) {
		assertTrue(layer(activation, 10, 1, 0).generating(POINTS, new double[] { 0.1, 0 }).isEmpty());
	}

	private static SingleLayer cosNet(int width, double weightVariance) throws UnsuitableException {
		return Networks.build("cos-net", Map.of("width", (long) width, "outputs", 1L), TestPrior.gaussian(weightVariance, 0), 2).capability(SingleLayer.class).orElseThrow();
	}

	/** Brute force over weights and phase, e^{s²(J·ϕ)²/2} with the readout weight integrated: points on a line, in a plane, and one whose span is larger than it can do. */
	@Test
	void planeWaves() throws UnsuitableException {
		double[][] source = { { 0.9, -0.4, 0 }, { 0.9, -0.4, 1.3 } };
		var points = new Points(new double[][] { { 0.4, -1 }, { 1.1, 0.3 }, { -0.5, 0.2 } });
		for (double[] j : source) {
			int nodes = 60, phases = 64;
			double step = 0.3, sum = 0, s2 = 1.5 / 3, deviation = Math.sqrt(1.5 / 2);
			for (int a = -nodes / 2; a <= nodes / 2; a++)
				for (int b = -nodes / 2; b <= nodes / 2; b++)
					for (int c = 0; c < phases; c++) {
						double field = 0;
						for (int p = 0; p < 3; p++)
							field += j[p] * StrictMath.cos(deviation * step * (a * points.get(p)[0] + b * points.get(p)[1]) + 2 * StrictMath.PI * c / phases);
						sum += step * step / (2 * StrictMath.PI) * StrictMath.exp(-0.5 * step * step * (a * a + b * b)) * StrictMath.expm1(0.5 * s2 * field * field) / phases;
					}
			assertEquals(sum, cosNet(3, 1.5).generating(points, j).orElseThrow(), 1e-13);
		}
		double[][] simplex = new double[6][5];
		for (int p = 0; p < 5; p++) simplex[p + 1][p] = 1;
		var wide = Networks.build("cos-net", Map.of("width", 3L, "outputs", 1L), TestPrior.gaussian(1, 0), 5).capability(SingleLayer.class).orElseThrow();
		assertTrue(wide.generating(new Points(simplex), new double[] { 1, 1, 1, 1, 1, 1 }).isEmpty());
		assertEquals(StrictMath.exp(1 / 12.) * (1 + 1 / 576. + 1 / (64 * 20736.)), 1 + wide.generating(new Points(simplex), new double[] { 0, 1, 0, 0, 0, 0 }).orElseThrow(), 1e-9, "e^τ I_0(τ), τ = 1/12: 1 + τ²/4 + τ⁴/64");
	}

	private static boolean isInfinite(Ensemble network, double first, double second) {
		return network.capability(GeneratingFunctional.class).map(known -> known.isInfinite(POINTS, new double[] { first, second })).orElse(false);
	}

	/** Threshold of the linear neuron: σ_w² JᵀΣJ/N = 1. Gated linear units have that of their positive half, deep ones none. */
	@Test
	void divergenceIsKnown() throws UnsuitableException {
		double strength = 1.5 * (0.4 * 0.4 + 1) / 2 * 1.5 / 5; // of J = (1, 0)
		for (String activation : List.of("identity", "relu", "gelu", "softplus", "abs")) {
			var single = Networks.mlp(activation, List.of(5), TestPrior.gaussian(1.5, 0), 2);
			assertTrue(!isInfinite(single, 0.95 / Math.sqrt(strength), 0), activation);
			assertTrue(isInfinite(single, 1.05 / Math.sqrt(strength), 0), activation);
			assertTrue(isInfinite(Networks.mlp(activation, List.of(5, 5), TestPrior.gaussian(1.5, 0), 2), 0.01, 0), activation);
		}
		for (String activation : List.of("exp", "monomial(2)", "monomial(3)"))
			assertTrue(isInfinite(Networks.mlp(activation, List.of(5), TestPrior.gaussian(1.5, 0.1), 2), 0.01, -0.02), activation);
		for (String activation : List.of("erf", "sign", "sin", "cos", "gauss"))
			for (var widths : List.of(List.of(5), List.of(5, 5)))
				assertTrue(!isInfinite(Networks.mlp(activation, widths, TestPrior.gaussian(1.5, 0.1), 2), 100, -7), activation);
		for (String spectral : List.of("gauss-net", "cos-net"))
			assertEquals(spectral.equals("gauss-net"), isInfinite(Networks.build(spectral, Map.of("width", 5L, "outputs", 1L), TestPrior.gaussian(1, 1), 2), 0.01, 0), spectral);
		var relu = Networks.mlp("relu", List.of(5), TestPrior.gaussian(1.5, 0), 2).capability(GeneratingFunctional.class).orElseThrow();
		assertTrue(!relu.isInfinite(new Points(new double[][] { { 1, 2 }, { 2, 4 } }), new double[] { 200, -100 }), "2 relu(z) - relu(2z) = 0");
	}
}
