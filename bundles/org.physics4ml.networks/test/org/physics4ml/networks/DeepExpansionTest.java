package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.WidthExpansion;
import org.physics4ml.networks.Networks.TestPrior;

/** The 1/N expansion against an independent recursion with 30 digits, exact results at finite width, and sampled networks. */
class DeepExpansionTest {

	private static final Map<String, double[][]> PAIRS = Map.of("P2", Oracle.points("1 0;0 1"), "P4", Oracle.points("0.5 -1.2 2;1 0.3 -0.7"));

	private static WidthExpansion.Expansion expansion(Ensemble network, double[][] points) {
		try {
			return network.capability(WidthExpansion.class).orElseThrow().expansion(new Points(points));
		} catch (UnsuitableException e) {
			throw new AssertionError(e);
		}
	}

	static List<Map<String, String>> vertices() {
		return Oracle.rows("deep_vertex.csv");
	}

	@ParameterizedTest
	@MethodSource("vertices")
	void vertexEqualsItsRecursion(Map<String, String> row) {
		int hidden = Integer.parseInt(row.get("hidden_layers"));
		int[] widths = { 10, 1000 };
		for (int n : widths) {
			var network = Networks.mlp(row.get("activation"), Collections.nCopies(hidden, n), TestPrior.gaussian(Oracle.number(row.get("sigma_w2")), Oracle.number(row.get("sigma_b2"))),
					PAIRS.get(row.get("pair"))[0].length);
			var expansion = expansion(network, PAIRS.get(row.get("pair")));
			int l = hidden + 1;
			for (int[] i : new int[][] { { 1, 1, 1, 1 }, { 1, 1, 1, 2 }, { 1, 1, 2, 2 }, { 1, 2, 1, 2 }, { 1, 2, 2, 2 }, { 2, 2, 2, 2 } }) {
				double expected = Oracle.number(row.get("V_" + i[0] + i[1] + "_" + i[2] + i[3]));
				double scale = expansion.kernel(l, i[0] - 1, i[0] - 1) * expansion.kernel(l, 1, 1);
				assertEquals(expected, n * expansion.covariance(l, i[0] - 1, i[1] - 1, i[2] - 1, i[3] - 1).orElseThrow(), 1e-10 * Math.max(Math.abs(expected), 1e-2 * scale));
			}
			assertEquals(Oracle.number(row.get("N_Gc4_1111")), n * expansion.fourPoint(l, 0, 0, 0, 0).orElseThrow(), 1e-10 * Oracle.number(row.get("N_Gc4_1111")));
			assertEquals(Oracle.number(row.get("N_Gc4_1122")), n * expansion.fourPoint(l, 0, 0, 1, 1).orElseThrow(), 1e-10 * Math.abs(Oracle.number(row.get("N_Gc4_1122"))));
		}
	}

	static List<Map<String, String>> exact() {
		return Oracle.rows("deep_exact_finiteN.csv");
	}

	@ParameterizedTest
	@MethodSource("exact")
	void finiteWidthIsExactAtOnePoint(Map<String, String> row) {
		int hidden = Integer.parseInt(row.get("hidden_layers")), n = Integer.parseInt(row.get("N"));
		boolean relu = row.get("net").startsWith("relu");
		var expansion = expansion(Networks.mlp(relu ? "relu" : "identity", Collections.nCopies(hidden, n), TestPrior.gaussian(relu ? 2 : 1, 0), 1),
				new double[][] { { Math.sqrt(relu ? 0.5 : 1) } });
		double expected = Oracle.number(row.get("Gc4_same_point_exact"));
		assertEquals(expected, expansion.exactFourPoint(hidden + 1, 0, 0, 0, 0).orElseThrow(), 1e-12 * expected);
		assertEquals(hidden / (double) n, expansion.parameter(hidden + 1), 1e-15);
	}

	/** Layer by layer with unequal widths: Π (1 + 2/N_l) - 1 and its first order Σ 2/N_l; a bias and other points by the moments of Ĝ at width 2·10⁸, where the orders agree. */
	@Test
	void widthsMayDiffer() {
		var expansion = expansion(Networks.mlp("identity", List.of(7, 20, 11), TestPrior.gaussian(1, 0), 1), new double[][] { { 1 } });
		assertEquals(3 * ((1 + 2.0 / 7) * (1 + 2.0 / 20) * (1 + 2.0 / 11) - 1), expansion.exactFourPoint(4, 0, 0, 0, 0).orElseThrow(), 1e-13);
		assertEquals(3 * (2.0 / 7 + 2.0 / 20 + 2.0 / 11), expansion.fourPoint(4, 0, 0, 0, 0).orElseThrow(), 1e-14);
		assertEquals(3 * ((1 + 2.0 / 7) * (1 + 2.0 / 20) - 1), expansion.exactFourPoint(3, 0, 0, 0, 0).orElseThrow(), 1e-13);
		assertEquals(7, expansion.width(2));
		assertEquals(11, expansion.width(4));
		double[][] points = { { 0.5, -1 }, { 1, 0.3 }, { 0.2, 0.2 } };
		for (String activation : List.of("identity", "relu")) {
			var wide = expansion(Networks.mlp(activation, List.of(100_000, 200_000, 50_000), TestPrior.gaussian(1.3, 0.4), 2), points);
			for (int[] i : activation.equals("relu") ? new int[][] { { 2, 2, 2, 2 } } : new int[][] { { 0, 0, 0, 0 }, { 0, 1, 1, 2 }, { 0, 0, 1, 1 } }) {
				double leading = wide.fourPoint(4, i[0], i[1], i[2], i[3]).orElseThrow();
				assertEquals(leading, wide.exactFourPoint(4, i[0], i[1], i[2], i[3]).orElseThrow(), 2e-4 * Math.abs(leading) + 1e-14);
			}
		}
	}

	/** φ = s φ_0, or a vector of weights in a random direction: E φ⁴ = 3 ρ E Ĝ² of linear networks, E Ĝ² = K² Π (1 + 2/N_l) without biases; a Gaussian output bias adds nothing. */
	@ParameterizedTest
	@ValueSource(strings = { "common-scale(9)", "radial(2)" })
	void readoutsMayDepend(String law) throws UnsuitableException {
		for (double bias : new double[] { 0, 0.7 }) {
			var prior = new TestPrior(new double[] { 1 }, new double[] { 0, 0, bias }, "gaussian", Map.of("weight-out", law));
			var network = Networks.mlp("identity", List.of(7, 20), prior, 1);
			var weights = network.laws().get(network.laws().size() - 2);
			double ratio = weights.jointMoment(2, 2).orElseThrow(), k = weights.variance();
			var expansion = expansion(network, new double[][] { { 1 }, { -0.5 } });
			assertEquals(3 * k * k * (ratio * (1 + 2 / 7.) * (1 + 2 / 20.) - 1), expansion.exactFourPoint(3, 0, 0, 0, 0).orElseThrow(), 1e-13);
			assertEquals(3 * k * k * (ratio * (1 + 2 / 7. + 2 / 20.) - 1), expansion.fourPoint(3, 0, 0, 0, 0).orElseThrow(), 1e-13);
			assertEquals(3 * k * k / 4 * (ratio * (1 + 2 / 7. + 2 / 20.) - 1), expansion.fourPoint(3, 0, 0, 1, 1).orElseThrow(), 1e-13);
			assertTrue(Math.abs(ratio - 1) > 0.01, law + ": " + ratio);
		}
	}

	@Test
	void stepsHaveNoDerivativeAndAreExpandedAllTheSame() {
		var sign = expansion(Networks.mlp("sign", List.of(50, 50), TestPrior.gaussian(1, 0.1), 2), PAIRS.get("P2"));
		assertTrue(sign.fourPoint(3, 0, 0, 1, 1).isPresent());
		assertTrue(sign.exactFourPoint(3, 0, 0, 1, 1).isEmpty());
	}

	/** Readout weights of another law: Ξ4⟨ssss⟩ - Ξ2² Wick, exact with one hidden layer, beside the one-neuron expectations. */
	@ParameterizedTest
	@ValueSource(strings = { "uniform", "rademacher", "laplace" })
	void kurtosisOfTheReadout(String law) throws UnsuitableException {
		var network = Networks.build("mlp", Map.of("activation", "relu", "width", 20L), TestPrior.gaussian(1.5, 0).with("weight-out", law), 2);
		double[][] points = { { 0.5, -1 }, { 1, 0.3 } };
		var layer = network.capability(org.physics4ml.core.network.SingleLayer.class).orElseThrow();
		double fourth = layer.moment(new Points(points), new int[] { 0, 0, 1, 1 }).orElseThrow().value(), same = layer.moment(new Points(points), new int[] { 0, 0 }).orElseThrow().value(),
				other = layer.moment(new Points(points), new int[] { 1, 1 }).orElseThrow().value(), mixed = layer.moment(new Points(points), new int[] { 0, 1 }).orElseThrow().value();
		double kurtosis = network.laws().get(2).standardisedMoment(4), expected = 1.5 * 1.5 * (kurtosis * fourth - same * other - 2 * mixed * mixed) / 20;
		assertEquals(expected, expansion(network, points).fourPoint(2, 0, 0, 1, 1).orElseThrow(), 1e-14);
		assertEquals(expected, expansion(network, points).exactFourPoint(2, 0, 0, 1, 1).orElseThrow(), 1e-14);
	}

	/** Of points far away kernels are known, in closed form; the quadratures of the corrections are not, and say so. */
	@Test
	void correctionsOfWideVariablesAreNotKnown() {
		var expansion = expansion(Networks.mlp("gelu", List.of(20, 20), TestPrior.gaussian(2, 0), 2), new double[][] { { 1e8, 0 }, { 0, 1e8 } });
		assertEquals(1e16, expansion.kernel(3, 0, 0), 1e8);
		assertEquals(OptionalDouble.empty(), expansion.meanShift(3, 0, 0));
		assertEquals(OptionalDouble.empty(), expansion.fourPoint(3, 0, 0, 0, 1));
	}

	/**
	 * Sampled kernels of every layer: mean and connected four-point functions at four points, where the next order in 1/N is below the error or allowed for. Within 5 standard errors, fixed seed:
	 * false alarm below 1e-4.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "erf", "relu", "tanh" })
	void sampledKernelsFollow(String activation) {
		double[][] points = { { 0.5, -1.2, 2 }, { 1, 0.3, -0.7 }, { 0.2, 0.6, -0.4 }, { -1, 0.5, 0.1 } };
		int k = 4, n = 80, draws = 8_000, packed = DrawSampler.packedLength(k);
		double variance = activation.equals("relu") ? 2 : 2.25;
		var network = Networks.mlp(activation, List.of(n, n, n), TestPrior.gaussian(variance, 0.09), 3);
		var expansion = expansion(network, points);
		var sampling = network.capability(ConditionalSampling.class).orElseThrow();
		assertEquals(3, sampling.kernels());
		var sampler = sampling.sampler(new Points(points), 5, Blas.java());
		double[] kernels = new double[3 * packed], last = new double[packed], one = new double[3 * packed], squares = new double[3 * packed];
		int[][] shown = { { 0, 0, 0, 0 }, { 0, 0, 1, 1 }, { 0, 1, 2, 3 }, { 1, 1, 2, 2 } };
		var fourth = new double[3][shown.length][draws];
		for (int draw = 0; draw < draws; draw++) {
			sampler.drawKernels(draw, null, 0, kernels, 0);
			for (int l = 4; l >= 2; l--) {
				int at = (4 - l) * packed;
				for (int p = 0, pair = 0; p < k; p++)
					for (int q = p; q < k; q++, pair++) {
						double deviation = kernels[at + pair] - expansion.kernel(l, p, q) - expansion.meanShift(l, p, q).orElseThrow();
						kernels[at + pair] = deviation;
						one[at + pair] += deviation / draws;
						squares[at + pair] += deviation * deviation / draws;
					}
				for (int i = 0; i < shown.length; i++) {
					int[] m = shown[i];
					fourth[4 - l][i][draw] = kernels[at + DrawSampler.index(m[0], m[1], k)] * kernels[at + DrawSampler.index(m[2], m[3], k)]
							+ kernels[at + DrawSampler.index(m[0], m[2], k)] * kernels[at + DrawSampler.index(m[1], m[3], k)]
							+ kernels[at + DrawSampler.index(m[0], m[3], k)] * kernels[at + DrawSampler.index(m[1], m[2], k)];
				}
			}
		}
		sampler.draw(draws - 1, null, 0, last, 0);
		sampler.drawKernels(draws - 1, null, 0, kernels, 0);
		for (int pair = 0; pair < packed; pair++) assertEquals(last[pair], kernels[pair]);
		for (int l = 2; l <= 4; l++) {
			int at = (4 - l) * packed;
			double next = expansion.parameter(l) * expansion.parameter(l);
			for (int p = 0, pair = 0; p < k; p++)
				for (int q = p; q < k; q++, pair++) {
					double scale = Math.sqrt(expansion.kernel(l, p, p) * expansion.kernel(l, q, q));
					assertEquals(0, one[at + pair], 5 * Math.sqrt(squares[at + pair] / draws) + (l == 2 ? 0 : next * scale));
				}
			for (int i = 0; i < shown.length; i++) {
				double mean = 0, spread = 0;
				for (double value : fourth[4 - l][i]) mean += value / draws;
				for (double value : fourth[4 - l][i]) spread += (value - mean) * (value - mean) / draws;
				int[] m = shown[i];
				double expected = expansion.fourPoint(l, m[0], m[1], m[2], m[3]).orElseThrow(), size = expansion.kernel(l, m[0], m[0]) * expansion.kernel(l, m[3], m[3]);
				assertEquals(expected, mean, 5 * Math.sqrt(spread / draws) + (l == 2 ? 0 : 6 * next * size));
			}
		}
	}

	static List<Map<String, String>> sampled() {
		return Oracle.rows("deep_vertex_mc.csv").stream().filter(row -> List.of("deepmc-relu-2-0-P2-L1-1111", "deepmc-erf-2.25-0.09-P2-L2-1111", "deepmc-tanh-2.25-0.09-P2-L2-1122",
				"deepmc-sin-2.25-0.09-P4-L2-1122").contains(row.get("id"))).toList();
	}

	/** At width 50 against another program's 40 blocks: within 4 joint standard errors, false alarm 3e-4 for the four rows; fixed seed. */
	@ParameterizedTest
	@MethodSource("sampled")
	void samplersAgreeWithAnotherProgram(Map<String, String> row) {
		int hidden = Integer.parseInt(row.get("hidden_layers")), draws = 10_000;
		var network = Networks.mlp(row.get("activation"), Collections.nCopies(hidden, 50), TestPrior.gaussian(Oracle.number(row.get("sigma_w2")), Oracle.number(row.get("sigma_b2"))),
				PAIRS.get(row.get("pair"))[0].length);
		var expansion = expansion(network, PAIRS.get(row.get("pair")));
		var sampler = network.capability(ConditionalSampling.class).orElseThrow().sampler(new Points(PAIRS.get(row.get("pair"))), 9, Blas.java());
		boolean same = row.get("correlator").equals("1111");
		assertEquals(Oracle.number(row.get("theory_N_Gc4")), 50 * (same ? expansion.fourPoint(hidden + 1, 0, 0, 0, 0) : expansion.fourPoint(hidden + 1, 0, 0, 1, 1)).orElseThrow(), 1e-6 * Oracle.number(row.get("theory_N_Gc4")));
		double[] kernel = new double[3], reference = { expansion.kernel(hidden + 1, 0, 0), expansion.kernel(hidden + 1, 0, 1), expansion.kernel(hidden + 1, 1, 1) };
		double[] values = new double[draws];
		double mean = 0, spread = 0, first = 0, second = 0, mixed = 0;
		for (int draw = 0; draw < draws; draw++) {
			sampler.draw(draw, null, 0, kernel, 0);
			for (int pair = 0; pair < 3; pair++) kernel[pair] -= reference[pair];
			first += kernel[0] / draws;
			second += kernel[2] / draws;
			mixed += kernel[1] / draws;
			values[draw] = 50 * (same ? 3 * kernel[0] * kernel[0] : kernel[0] * kernel[2] + 2 * kernel[1] * kernel[1]);
			mean += values[draw] / draws;
		}
		for (double value : values) spread += (value - mean) * (value - mean) / draws;
		double observed = mean - 50 * (same ? 3 * first * first : first * second + 2 * mixed * mixed), oracle = Oracle.number(row.get("N50")), error = Double.parseDouble(row.get("N50 se"));
		assertEquals(oracle, observed, 4 * Math.sqrt(spread / draws + error * error));
	}
}
