package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Shape;
import org.physics4ml.core.network.TangentSampling;
import org.physics4ml.networks.Networks.TestPrior;

/**
 * Mean kernels and tangent kernels of finite composed networks against those of infinite width, drawn with explicit weights, and from conditional laws where these are offered. Fixed seeds; with others about
 * one in a thousand runs of all comparisons would fail by chance.
 */
class FiniteCompositionsTest {

	private static final double[] CNN_X = { .5, -.3, 1, .2, -.8, .4, .1, .9 }, CNN_Y = { -.2, .6, .7, .7, .3, -1, -.5, .4 };
	private static final double[] TOKENS_X = { .5, -.3, 1, 1, .2, -.4 }, TOKENS_Y = { -.2, .6, .3, .7, .7, -1.1 };
	private static final double[] IMAGE = { 0.3, -1, 0.8, 0.1, 0.9, -0.4, 0.2, 1.1, -0.6 }, OTHER = { -0.2, 0.7, 0.5, -0.9, 0.4, 0.6, 0.1, -0.3, 0.8 };

	private static InfiniteWidth limit(Ensemble network) {
		return network.capability(InfiniteWidth.class).orElseThrow();
	}

	/** @param factor 4.5 errors, and what the width leaves: a share of the kernel */
	private record Sample(String layers, int draws, double bias) {
	}

	static List<Sample> samples() {
		return List.of(new Sample("[\"conv(20)\", \"activation(erf)\", \"flatten\", \"dense(1)\"]", 1000, 0), new Sample("[\"conv(20, 2, 2, circular)\", \"activation(relu)\", \"global-pooling\", \"dense(1)\"]", 1000, 0),
				new Sample("[\"conv-local(20)\", \"activation(relu)\", \"global-pooling\", \"dense(1)\"]", 1000, 0), new Sample("[\"conv-transposed(20, 2, 2)\", \"activation(erf)\", \"average-pooling(2)\", \"flatten\", \"dense(1)\"]", 1000, 0),
				new Sample("[\"dense(20)\", \"activation(erf)\", \"graph([1,1,0,0, 1,1,1,0, 0,1,1,1, 0,0,1,1])\", \"sum-pooling(2, 1)\", \"flatten\", \"dense(1)\"]".replace("[1,1,0,0, 1,1,1,0, 0,1,1,1, 0,0,1,1]", graph()), 1000, 0),
				new Sample("[\"dense(100)\", \"sum([skip, [activation(relu), dense(100)]])\", \"activation(erf)\", \"flatten\", \"dense(1)\"]", 500, 0.04),
				new Sample("[\"dense(100)\", \"layer-norm\", \"activation(relu)\", \"flatten\", \"dense(1)\"]", 500, 0.04), new Sample("[\"product([[dense(100), activation(sigmoid)], dense(100)])\", \"flatten\", \"dense(1)\"]", 500, 0.03),
				new Sample("[\"dense(80)\", \"concatenate([[activation(erf)], [activation(relu), dense(40)]])\", \"global-pooling\", \"dense(1)\"]", 500, 0.03),
				// the mean is that of infinite width where weights are the first or the last, whatever stands between; else it is not
				new Sample("[\"dense(8)\", \"concatenate([activation(erf), activation(relu)])\", \"flatten\", \"dense(1)\"]", 1000, 0),
				new Sample("[\"dense(20)\", \"activation(erf)\", \"dropout(0.6)\", \"global-pooling\", \"dense(1)\"]", 1000, 0));
	}

	private static String graph() {
		var matrix = new StringBuilder("[");
		for (int a = 0; a < 9; a++)
			for (int b = 0; b < 9; b++) matrix.append(b > 0 ? ", " : a == 0 ? "[" : "], [").append(Math.abs(a - b) <= 1 ? "1" : "0");
		return matrix + "]]";
	}

	/** Mean kernels and tangent kernels of finite networks. */
	@ParameterizedTest
	@MethodSource("samples")
	void finiteNetworksHaveTheMeanOfTheory(Sample sample) throws UnsuitableException {
		var network = Networks.build("composed", Map.of("shape", List.of(3L, 3L), "layers", org.physics4ml.model.Json.parse(sample.layers)), TestPrior.gaussian(1.7, 0.3), 9);
		compare(network, new Points(new double[][] { IMAGE, OTHER }), sample.draws, sample.bias, sample.bias);
		assertEquals(sample.bias == 0, limit(network).isMeanExact());
	}

	/** A sum of readouts is one; layers that a list puts together at the end are several. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "true | [\"dense(9)\", \"activation(erf)\", \"flatten\", \"sum([dense(1), dense(1)])\"]", "false | [\"dense(9)\", \"activation(erf)\", \"flatten\", [\"dense(9)\", \"activation(relu)\", \"dense(1)\"]]" })
	void meansAreExactWhereWeightsAreTheFirstOrTheLast(boolean exact, String layers) throws UnsuitableException {
		assertEquals(exact, limit(Networks.build("composed", Map.of("layers", org.physics4ml.model.Json.parse(layers)), TestPrior.gaussian(1.7, 0.3), 9)).isMeanExact());
	}

	private static void compare(Ensemble network, Points points, int draws, double bias, double tangentBias) throws UnsuitableException {
		var theory = limit(network).tangent(points, Method.AUTO, false);
		var sampler = network.capability(ExplicitSampling.class).orElseThrow().sampler(points, 9, Blas.java());
		compare(theory.nngp().values(), draws, bias, (draw, out) -> sampler.draw(draw, null, 0, out, 0));
		var conditional = network.capability(ConditionalSampling.class);
		if (conditional.isPresent()) {
			var other = conditional.get().sampler(points, 10, Blas.java());
			compare(theory.nngp().values(), draws, bias, (draw, out) -> other.draw(draw, null, 0, out, 0));
		}
		var tangents = network.capability(TangentSampling.class).orElseThrow().sampler(points, 11, Blas.java());
		compare(theory.values(), draws, tangentBias, (draw, out) -> tangents.draw(draw, out, 0));
	}

	private interface Draw {
		void of(long draw, double[] out);
	}

	private static void compare(double[] theory, int draws, double bias, Draw sampler) {
		double[] out = new double[theory.length], sum = new double[theory.length], squares = new double[theory.length];
		for (int draw = 0; draw < draws; draw++) {
			sampler.of(draw, out);
			for (int i = 0; i < out.length; i++) {
				double difference = out[i] - theory[i];
				sum[i] += difference;
				squares[i] += difference * difference;
			}
		}
		for (int i = 0; i < theory.length; i++) {
			double error = Math.sqrt((squares[i] / draws - sum[i] / draws * (sum[i] / draws)) / draws), scale = Math.sqrt(theory[0] * theory[theory.length - 1]);
			assertEquals(0, sum[i] / draws, 4.5 * error + bias * scale, "entry " + i + " of " + theory[i] + " ± " + error);
			assertTrue(error < 0.1 * scale, "error " + error + " of " + scale);
		}
	}

	/** PHYSICS 6: two convolutions of erf with zero padding, flatten and average. */
	@ParameterizedTest
	@ValueSource(strings = { "flatten", "average" })
	void twoConvolutions(String readout) throws UnsuitableException {
		var network = Networks.build("convolutional", Map.of("channels", 100L, "depth", 2L, "inputChannels", 2L, "readout", readout), TestPrior.gaussian(2.25, 0.09), 8);
		compare(network, new Points(new double[][] { CNN_X, CNN_Y }), 300, 0.02, 0.04);
	}

	/** Heads and d_k both shift the mean. */
	@ParameterizedTest
	@CsvSource({ "1/d, softmax, 20, 100", "1/d, identity, 20, 100", "1/sqrt(d), identity, 60, 40", "1/sqrt(d), softmax, 60, 40" })
	void attentionOfFiniteHeads(String scaling, String weights, int heads, int size) throws UnsuitableException {
		Map<String, Object> parameters = new LinkedHashMap<>(Map.of("heads", (long) heads, "keyDimension", (long) size, "channels", 1L, "inputChannels", 3L, "scaling", scaling, "weights", weights));
		parameters.put("channels", 30L);
		var network = Networks.build("attention", parameters, new TestPrior(new double[] { 1.5, 1.2, 1 }, new double[] { 0, 0, 0.1 }, "gaussian", Map.of()), 6);
		assertFalse(limit(network).isMeanExact());
		compare(network, new Points(new double[][] { TOKENS_X, TOKENS_Y }), 300, 0.03, 0.06);
	}

	/** Three tokens: the kernel is sampled too, and tells its error. */
	@Test
	void attentionOfThreeTokens() throws UnsuitableException {
		var points = new Points(new double[][] { { .5, -.3, 1, 1, .2, -.4, .3, -1, .7 }, { -.2, .6, .3, .7, .7, -1.1, 1, .1, .2 } });
		var network = Networks.build("attention", Map.of("heads", 60L, "keyDimension", 40L, "channels", 30L, "inputChannels", 3L), new TestPrior(new double[] { 2, 1.2, 1 }, new double[] { 0, 0, 0.1 }, "gaussian", Map.of()), 9);
		var blocks = limit(network).blocks(points, points, Method.AUTO, false, false);
		assertTrue(blocks.sampled());
		var theory = blocks.block(0, 2, 0, 2);
		for (double error : theory.errors()) assertTrue(error > 0 && error < 3e-3 * theory.nngp()[0], "error " + error);
		double[] kernel = { theory.nngp()[0], theory.nngp()[1], theory.nngp()[3] };
		assertArrayEquals(kernel, limit(network).nngp(points, Method.AUTO).values(), 1e-15);
		var sampler = network.capability(ExplicitSampling.class).orElseThrow().sampler(points, 9, Blas.java());
		compare(kernel, 300, 0.03, (draw, out) -> sampler.draw(draw, null, 0, out, 0));
		assertThrows(UnsuitableException.class, () -> limit(network).tangent(points, Method.QUADRATURE, false));
	}
}
