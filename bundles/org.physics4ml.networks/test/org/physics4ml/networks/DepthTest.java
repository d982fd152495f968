package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.gaussian.DepthLimit;
import org.physics4ml.compute.gaussian.DepthLimit.Phase;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.RepeatedLayers;
import org.physics4ml.networks.Networks.TestPrior;

/** What networks of any architecture tend to with depth: against the perceptron's closed forms, and against very deep kernels. */
class DepthTest {

	private static final Points POINTS = new Points(new double[][] { { 1, -0.5, 0.3, 0.8 }, { 0.3, 0.1, 1, -0.4 } });

	private static RepeatedLayers repeated(String architecture, TestPrior prior, Map<String, ?> values) throws UnsuitableException {
		return Networks.build(architecture, values, prior, 4).capability(RepeatedLayers.class).orElseThrow();
	}

	private static DepthLimit limit(String architecture, TestPrior prior, Map<String, ?> values) throws UnsuitableException {
		return repeated(architecture, prior, values).limit(POINTS).orElseThrow();
	}

	private static DepthLimit composed(TestPrior prior, Object... layers) throws UnsuitableException {
		return limit("composed", prior, Map.of("layers", List.of(layers)));
	}

	private static void assertLike(DepthLimit expected, DepthLimit found) {
		assertEquals(expected.phase(), found.phase());
		double[] one = { expected.growth(), expected.fixedPoint(), expected.chi(), expected.correlation(), expected.length() }, other = { found.growth(), found.fixedPoint(), found.chi(), found.correlation(), found.length() };
		for (int i = 0; i < one.length; i++) assertTrue(Double.compare(one[i], other[i]) == 0 || Math.abs(one[i] - other[i]) <= 1e-9 * Math.abs(one[i]), expected + " " + found);
	}

	/** Circular and valid convolutions, and the layers one by one, have the map of the perceptron, in all phases. */
	@ParameterizedTest
	@CsvSource({ "erf, 0.7, 0.05", "erf, 3, 0.1", "relu, 1.5, 0.2", "relu, 2, 0", "relu, 3, 0", "tanh, 2, 0.1", "sign, 1, 0.5", "identity, 1, 0" })
	void otherDescriptionsOfThePerceptron(String activation, double weightVariance, double biasVariance) throws UnsuitableException {
		var prior = TestPrior.gaussian(weightVariance, biasVariance);
		var mlp = limit("mlp", prior, Map.of("activation", activation, "depth", 4L, "width", 9L));
		for (var padding : List.of("circular", "valid")) assertLike(mlp, limit("convolutional", prior, Map.of("activation", activation, "depth", 2L, "padding", padding, "channels", 9L, "filter", padding.equals("valid") ? 2L : 3L)));
		var sigma = "activation(" + activation + ")";
		assertLike(mlp, composed(prior, "dense(9)", sigma, "dense(9)", sigma, "dense(9)", sigma, "dense(1)"));
		assertLike(mlp, composed(prior, "dense(9)", List.of(sigma, "dense(9)"), List.of(sigma, "dense(9)"), "dense(1)"));
	}

	/** arXiv:1712.08969: rectifiers grow by 1 + σ_w²/2, and gradients with them, so that correlations are critical. */
	@Test
	void residualRectifiersGrowExponentially() throws UnsuitableException {
		var limit = limit("residual", TestPrior.gaussian(1.4, 0.3), Map.of("activation", "relu", "depth", 5L));
		assertEquals(Phase.DIVERGENT, limit.phase());
		assertEquals(1.7, limit.growth(), 1e-12);
		assertEquals(1.7, limit.chi(), 1e-12);
		assertEquals(1, limit.correlation());
		assertEquals(Double.POSITIVE_INFINITY, limit.length());
		assertTrue(limit.reason().contains("by the factor 1.700 with each block"), limit.reason());
	}

	/** Bounded functions add σ_b² + σ_w² to K with each block; the correlation comes to the root of σ_b² + σ_w² (2/π) asin c = (σ_b² + σ_w²) c, as of sign. */
	@ParameterizedTest
	@CsvSource({ "1.4, 0.3", "2, 0.9" })
	void boundedResidualNetworksGrowLinearly(double weightVariance, double biasVariance) throws UnsuitableException {
		var prior = TestPrior.gaussian(weightVariance, biasVariance);
		var limit = limit("residual", prior, Map.of("activation", "erf", "depth", 5L));
		double c = 0.5;
		for (int step = 0; step < 2000; step++) c = (biasVariance + weightVariance * 2 / StrictMath.PI * StrictMath.asin(c)) / (weightVariance + biasVariance);
		assertEquals(c, limit.correlation(), 1e-5);
		assertEquals(1, limit.growth());
		assertEquals(1, limit.chi(), 1e-5);
		assertTrue(limit.reason().contains("by about " + String.format(java.util.Locale.ROOT, "%.3g", weightVariance + biasVariance) + " with each block"), limit.reason());
		// a composed network of the same blocks, with a dense layer that stands apart
		assertLike(limit, composed(prior, "dense(7)", "sum([skip, [activation(erf), dense(7)]])", "sum([skip, [activation(erf), dense(7)]])", "activation(erf)", "dense(1)"));
	}

	/** Blocks that no perceptron has: layer-norm, dropout, two layers at once. Very deep kernels are at the limit. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "layer-norm(0.2);activation(erf);dense(9)", "activation(relu);dropout(0.7);dense(9)", "activation(erf);dropout(0.9);dense(9)", "activation(erf);dense(5);activation(relu);dense(9)",
			"layer-norm;activation(relu);dense(5)" })
	void otherBlocksAgainstDeepKernels(String block) throws UnsuitableException {
		var prior = TestPrior.gaussian(0.8, 0.3);
		var layers = new java.util.ArrayList<Object>(List.of("dense(9)"));
		for (int repeat = 0; repeat < 30; repeat++) layers.addAll(List.of(block.split(";")));
		var network = Networks.build("composed", Map.of("layers", layers), prior, 4);
		var limit = network.capability(RepeatedLayers.class).orElseThrow().limit(POINTS).orElseThrow();
		var kernel = network.capability(InfiniteWidth.class).orElseThrow().nngp(POINTS, Method.AUTO).values();
		assertEquals(limit.fixedPoint(), kernel[0], 1e-6 * kernel[0]);
		assertEquals(limit.correlation(), kernel[1] / Math.sqrt(kernel[0] * kernel[2]), 1e-5);
		assertEquals(block.contains("dropout"), limit.correlation() < 0.999);
		// the tangent kernel of the first weights grows or falls with χ a block at equal points
		double[] tangent = new double[2];
		for (int depth = 0; depth < 2; depth++) {
			var all = layers.subList(0, layers.size() - (1 - depth) * block.split(";").length);
			tangent[depth] = Networks.build("composed", Map.of("layers", all), prior, 4).capability(InfiniteWidth.class).orElseThrow().tangent(POINTS, Method.AUTO, true).contributions().getFirst().values()[0];
		}
		if (!block.contains("dropout")) assertEquals(limit.chi(), tangent[1] / tangent[0], 1e-5);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "convolutional | zero | makes positions differ", "attention | | positions of one and the same point mix" })
	void reasonsWhereThereIsNoOneMap(String architecture, String padding, String reason) throws UnsuitableException {
		var values = new HashMap<String, Object>(Map.of("depth", 3L));
		if (padding != null) values.put("padding", padding);
		else values.put("inputChannels", 2L);
		var repeated = repeated(architecture, TestPrior.gaussian(1, 0.1), values);
		var thrown = assertThrows(UnsuitableException.class, () -> repeated.limit(POINTS));
		assertTrue(thrown.getMessage().contains(reason) && !thrown.remedy().isBlank(), thrown.getMessage());
	}

	@Test
	void layersThatDifferDoNotRepeat() throws UnsuitableException {
		for (var layers : List.of(List.of("dense(9)", "activation(erf)", "dense(1)"), List.of("dense(9)", "activation(erf)", "dense(9)", "activation(relu)", "dense(9)", "activation(gelu)", "dense(1)")))
			assertFalse(Networks.build("composed", Map.of("layers", layers), TestPrior.gaussian(1, 0), 4).capability(RepeatedLayers.class).isPresent());
		var prior = new TestPrior(new double[] { 1, 1, 2, 1 }, new double[] { 0 }, "gaussian", Map.of());
		assertFalse(Networks.build("residual", Map.of("depth", 2L), prior, 4).capability(RepeatedLayers.class).isPresent());
	}
}
