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
 * Kernels of composed networks: against numbers computed independently, against each other and against formulas.
 */
class ComposedKernelTest {

	private static final double[] CNN_X = { .5, -.3, 1, .2, -.8, .4, .1, .9 }, CNN_Y = { -.2, .6, .7, .7, .3, -1, -.5, .4 };
	private static final double[] TOKENS_X = { .5, -.3, 1, 1, .2, -.4 }, TOKENS_Y = { -.2, .6, .3, .7, .7, -1.1 };

	private static InfiniteWidth limit(Ensemble network) {
		return network.capability(InfiniteWidth.class).orElseThrow();
	}

	static List<Map<String, String>> cnn() {
		return Oracle.rows("cnn_attention.csv").stream().filter(row -> row.get("id").startsWith("cnn-")).toList();
	}

	/** cnn-erf-2conv-zero-xy-flatten: activation, convolutions, padding, points, readout. */
	@ParameterizedTest
	@MethodSource("cnn")
	void convolutionalKernelsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var words = row.get("id").split("-");
		var network = Networks.build("convolutional", Map.of("activation", words[1], "depth", Long.parseLong(words[2].substring(0, 1)), "padding", words[3], "inputChannels", 2L, "readout",
				words[5].equals("gap") ? "average" : "flatten"), TestPrior.gaussian(Oracle.number(row.get("sigma_w2")), Oracle.number(row.get("sigma_b2"))), 8);
		var kernel = limit(network).nngp(new Points(new double[][] { CNN_X, CNN_Y }), Method.AUTO);
		double value = kernel.values()[words[4].equals("xx") ? 0 : words[4].equals("xy") ? 1 : 2];
		assertEquals(Oracle.number(row.get("value")), value, 1e-12 * Math.sqrt(kernel.values()[0] * kernel.values()[2]));
		assertTrue(kernel.closedForm());
	}

	/** One window over all of an input is a dense layer, of inputs that are collinear up to 1e-7, too, where the sign tells their angle; whether window sums or patches of the points are taken. */
	@ParameterizedTest
	@ValueSource(strings = { "flatten", "average" })
	void aWindowOverAllIsADenseLayer(String readout) throws UnsuitableException {
		var near = CNN_X.clone();
		for (int i = 0; i < near.length; i++) near[i] = 1.3 * near[i] + 1e-7 * CNN_Y[i];
		var points = new Points(new double[][] { CNN_X, CNN_Y, near });
		for (double bias : new double[] { 0, 0.3 }) {
			var prior = TestPrior.gaussian(1.7, bias);
			var dense = limit(Networks.build("mlp", Map.of("activation", "sign", "depth", 1L), prior, 8)).nngp(points, Method.AUTO);
			var conv = limit(Networks.build("convolutional", Map.of("activation", "sign", "depth", 1L, "filter", List.of(8L), "padding", "valid", "inputChannels", 1L, "readout", readout), prior, 8)).nngp(points, Method.AUTO);
			assertArrayEquals(dense.values(), conv.values(), 1e-13);
		}
	}

	/** In a block of many inputs, where vectors of pairs are computed, each pair has the bits that it has alone. */
	@ParameterizedTest
	@ValueSource(strings = { "flatten", "average" })
	void aBlockOfConvolutionalKernelsIsThePairsToTheLastBit(String readout) throws UnsuitableException {
		int n = 19;
		var rows = new double[n][16];
		for (int p = 0; p < n; p++) for (int i = 0; i < 16; i++) rows[p][i] = p % 5 == 1 && i < 9 ? 0.5 : StrictMath.sin(1.7 * p * p + 2.3 * i + p);
		var points = new Points(rows);
		for (String activation : List.of("relu", "tanh")) {
			var network = Networks.build("convolutional", Map.of("activation", activation, "depth", 2L, "shape", List.of(4L, 4L), "inputChannels", 1L, "readout", readout), TestPrior.gaussian(1.5, 0.1), 16);
			var blocks = limit(network).blocks(points, points, Method.AUTO, true, false);
			var whole = blocks.block(0, n, 0, n);
			for (int i = 0; i < n; i++)
				for (int j = i % 4; j < n; j += 4) {
					var one = blocks.block(i, 1, j, 1);
					assertEquals(one.nngp()[0], whole.nngp()[i * n + j], 0);
					assertEquals(one.tangent()[0], whole.tangent()[i * n + j], 0);
					assertEquals(whole.nngp()[j * n + i], whole.nngp()[i * n + j], 0);
				}
		}
	}

	static List<Map<String, String>> attention() {
		return Oracle.rows("cnn_attention.csv").stream().filter(row -> row.get("id").startsWith("attn-")).toList();
	}

	/** attn-sqrt-softmax-2-xy-01: scaling, weights, σ_Q σ_K, points, tokens. */
	@ParameterizedTest
	@MethodSource("attention")
	void attentionKernelsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var words = row.get("id").replace("linear-tied", "linear").split("-");
		double logits = Double.parseDouble(words[3]);
		var plan = Networks.plan(new Shape(List.of(2), 3), "self-attention(scaling=" + (words[1].equals("linear") ? "1/d" : "1/sqrt(d)") + ", weights=" + words[2] + ")");
		var layer = Networks.layer(plan, new TestPrior(new double[] { logits, 1 }, new double[] { 0 }, "gaussian", Map.of()));
		double[] x = words[4].startsWith("y") ? TOKENS_Y : TOKENS_X, y = words[4].endsWith("y") ? TOKENS_Y : TOKENS_X;
		var block = tokens(layer, x, y);
		int a = words[5].charAt(0) - '0', b = words[5].charAt(1) - '0';
		assertEquals(Oracle.number(row.get("value")), block[2 * a + b], 1e-12 * Math.sqrt(tokens(layer, x, x)[3 * a] * tokens(layer, y, y)[3 * b]));
	}

	/** The kernel of a layer on two tokens, through flatten's complement: a graph that picks one token of each. */
	private static double[] tokens(Layer layer, double[] x, double[] y) throws UnsuitableException {
		var map = layer.kernel(KernelForm.ofInputs(2, true, false, false, Method.AUTO), true);
		var tile = Networks.inputs(x, y, 2);
		return map.apply(tile).covariance();
	}

	@Test
	void aPerceptronOfLayersHasTheKernelsOfThePerceptron() throws UnsuitableException {
		var prior = TestPrior.gaussian(1.5, 0.2);
		var points = new Points(new double[][] { { 0.1, 0.2, -0.3 }, { -1, 1, 0.4 }, { 2, 0.5, 1 } });
		var mlp = limit(Networks.mlp("relu", List.of(7, 9), prior, 3)).tangent(points, Method.AUTO, true);
		for (var layers : List.of(List.of("dense(7)", "activation(relu)", "dense(9)", "activation(relu)", "dense(1)"), List.of("dense(7)", "activation(relu)", List.of("dense(9)", "activation(relu)"), "flatten", "dense(1)"))) {
			var composed = limit(Networks.build("composed", Map.of("layers", layers), prior, 3)).tangent(points, Method.AUTO, true);
			assertArrayEquals(mlp.nngp().values(), composed.nngp().values(), 1e-15);
			assertArrayEquals(mlp.values(), composed.values(), 1e-14);
			for (int g = 0; g < 6; g++) {
				assertEquals(mlp.contributions().get(g).group(), composed.contributions().get(g).group());
				assertArrayEquals(mlp.contributions().get(g).values(), composed.contributions().get(g).values(), 1e-14);
			}
		}
	}

	private static final double[] IMAGE = { 0.3, -1, 0.8, 0.1, 0.9, -0.4, 0.2, 1.1, -0.6 }, OTHER = { -0.2, 0.7, 0.5, -0.9, 0.4, 0.6, 0.1, -0.3, 0.8 };

	/** Different descriptions of one network. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// a filter over all positions without padding is flatten and dense
			"[\"conv(8, 3, padding=valid)\", \"activation(erf)\", \"dense(1)\"] | [\"flatten\", \"dense(8)\", \"activation(erf)\", \"dense(1)\"]",
			// pooling over all positions is global, and a graph of equal weights too
			"[\"conv(8)\", \"activation(relu)\", \"average-pooling(3)\", \"flatten\", \"dense(1)\"] | [\"conv(8)\", \"activation(relu)\", \"global-pooling\", \"dense(1)\"]",
			"[\"conv(8)\", \"activation(relu)\", \"sum-pooling(3)\", \"flatten\", \"dense(1)\"] | [\"conv(8)\", \"activation(relu)\", \"global-pooling(sum)\", \"dense(1)\"]",
			// without pooling weight sharing is invisible
			"[\"conv(8)\", \"activation(relu)\", \"conv(8)\", \"activation(erf)\", \"flatten\", \"dense(1)\"] | [\"conv-local(8)\", \"activation(relu)\", \"conv-local(8)\", \"activation(erf)\", \"flatten\", \"dense(1)\"]",
			// concatenation of equal branches, a branch of a skip, a filter of one
			"[\"conv(8)\", \"concatenate([[activation(erf)], [activation(erf)]])\", \"flatten\", \"dense(1)\"] | [\"conv(8)\", \"activation(erf)\", \"flatten\", \"dense(1)\"]",
			"[\"conv(8, 1)\", \"activation(erf)\", \"sum([skip])\", \"global-pooling\", \"dense(1)\"] | [\"dense(8)\", \"activation(erf)\", \"global-pooling\", \"dense(1)\"]",
			// keeping everything
			"[\"conv(8)\", \"activation(erf)\", \"dropout(1)\", \"flatten\", \"dense(1)\"] | [\"conv(8)\", \"activation(erf)\", \"flatten\", \"dense(1)\"]",
			// a transposed convolution of stride 1 with circular padding is a convolution
			"[\"conv(8, 3, padding=circular)\", \"activation(relu)\", \"global-pooling\", \"dense(1)\"] | [\"conv-transposed(8, 3, padding=circular)\", \"activation(relu)\", \"global-pooling\", \"dense(1)\"]" })
	void descriptionsOfOneNetworkHaveOneKernel(String one, String other) throws UnsuitableException {
		var points = new Points(new double[][] { IMAGE, OTHER });
		var tangents = new ArrayList<InfiniteWidth.Tangent>();
		for (var layers : List.of(one, other))
			tangents.add(limit(Networks.build("composed", Map.of("shape", List.of(3L, 3L), "layers", org.physics4ml.model.Json.parse(layers)), TestPrior.gaussian(1.7, 0.3), 9)).tangent(points, Method.AUTO, true));
		assertArrayEquals(tangents.get(0).nngp().values(), tangents.get(1).nngp().values(), 1e-14);
		if (!one.contains("local")) assertArrayEquals(tangents.get(0).values(), tangents.get(1).values(), 1e-13);
		for (var tangent : tangents)
			for (int i = 0; i < 3; i++) {
				int at = i;
				assertEquals(tangent.values()[i], tangent.contributions().stream().mapToDouble(contribution -> contribution.values()[at]).sum(), 1e-13 * Math.abs(tangent.values()[0]));
			}
	}

	/** Branches: ready formulas from the kernels of their parts. */
	@Test
	void sumsAddAndProductsMultiply() throws UnsuitableException {
		var points = new Points(new double[][] { { 0.3, -1, 0.8 }, { 0.4, 0.1, -0.7 } });
		var prior = TestPrior.gaussian(1.7, 0);
		double[] branch = nngp(prior, points, "dense(9)", "activation(relu)", "dense(5)"), dense = nngp(prior, points, "dense(5)");
		double[] sum = nngp(prior, points, "dense(9)", "sum([[activation(relu), dense(9)], dense(9), skip])"), product = nngp(prior, points, "product([[dense(9), activation(relu), dense(5)], dense(5), skip])".replace("dense(5), skip", "dense(5)"));
		for (int i = 0; i < 3; i++) {
			assertEquals(branch[i] + 1.7 * dense[i] + dense[i], sum[i], 1e-15);
			assertEquals(branch[i] * dense[i], product[i], 1e-15);
		}
		double[] twice = nngp(prior, points, "dense(4)", "concatenate([[activation(relu)], [activation(erf)], [activation(erf)]])", "dense(1)"), relu = nngp(prior, points, "dense(9)", "activation(relu)", "dense(1)"),
				erf = nngp(prior, points, "dense(9)", "activation(erf)", "dense(1)");
		for (int i = 0; i < 3; i++) assertEquals((relu[i] + 2 * erf[i]) / 3, twice[i], 1e-15);
		double[] norm = nngp(prior, points, "dense(9)", "layer-norm(0.1)", "dense(1)");
		assertEquals(1.7 * dense[1] / Math.sqrt((dense[0] + 0.1) * (dense[2] + 0.1)), norm[1], 1e-15);
		double[] drop = nngp(prior, points, "dense(9)", "activation(erf)", "dropout(0.8)", "dense(1)");
		assertArrayEquals(new double[] { erf[0] / 0.8, erf[1], erf[2] / 0.8 }, drop, 1e-15);
	}

	private static double[] nngp(TestPrior prior, Points points, Object... layers) throws UnsuitableException {
		return limit(Networks.build("composed", Map.of("layers", List.of(layers)), prior, points.dimension())).nngp(points, Method.AUTO).values();
	}

	/** Two inputs that the network cannot tell apart are two all the same: their masks are independent. */
	@Test
	void dropoutTellsInputsApart() throws UnsuitableException {
		var kernel = nngp(TestPrior.gaussian(2, 0), new Points(new double[][] { { 1, 0.5 }, { -1, -0.5 } }), "dense(9)", "activation(abs)", "dropout(0.5)", "dense(1)");
		assertEquals(2, kernel[0] / kernel[1], 1e-14);
	}

	/** K(x,y) = K(y,x), and an entry does not depend on the others, to the last bit. */
	@ParameterizedTest
	@ValueSource(strings = {
			"[\"conv(8, [2, 3], [1, 2])\", \"activation(relu)\", \"sum([skip, [conv(8, 2), activation(erf), conv(8, 1)]])\", \"average-pooling(2, 1)\", \"dense(4)\", \"layer-norm\", \"activation(erf)\", \"graph([[1, 0.5], [0, 2]])\", \"global-pooling\", \"dense(1)\"]",
			"[\"conv(8, 2, 2)\", \"activation(relu)\", \"self-attention(4, scaling=1/d)\", \"self-attention(weights=identity)\", \"product([dense(4), conv-local(4, 1)])\", \"flatten\", \"dense(1)\"]",
			"[\"conv-transposed(8, 2, 2)\", \"activation(erf)\", \"conv(3, 3, 3, valid)\", \"concatenate([activation(relu), conv(2, 2)])\", \"dropout(0.7)\", \"flatten\", \"dense(1)\"]" })
	void entriesAreTheSameToTheLastBit(String layers) throws UnsuitableException {
		var third = new double[9];
		third[4] = 1;
		double[][] x = { IMAGE, OTHER, third };
		var network = Networks.build("composed", Map.of("shape", List.of(3L, 3L), "layers", org.physics4ml.model.Json.parse(layers)), TestPrior.gaussian(1.7, 0.3), 9);
		var all = limit(network).blocks(new Points(x), new Points(x), Method.AUTO, true, false);
		var whole = all.block(0, 3, 0, 3);
		for (int i = 0; i < 3; i++)
			for (int j = 0; j < 3; j++) {
				assertEquals(whole.nngp()[3 * i + j], whole.nngp()[3 * j + i]);
				assertEquals(whole.tangent()[3 * i + j], whole.tangent()[3 * j + i]);
				var single = limit(network).blocks(new Points(new double[][] { x[i] }), new Points(new double[][] { x[j] }), Method.AUTO, true, false).block(0, 1, 0, 1);
				assertEquals(whole.nngp()[3 * i + j], single.nngp()[0]);
				assertEquals(whole.tangent()[3 * i + j], single.tangent()[0]);
			}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "max-pooling | [\"conv(4)\", \"max-pooling(2)\", \"flatten\", \"dense(1)\"]", "branches | [\"dense(4)\", \"sum([skip, [activation(erf)]])\", \"flatten\", \"dense(1)\"]",
			"branches | [\"dense(4)\", \"product([skip, skip])\", \"flatten\", \"dense(1)\"]", "layer-norm | [\"conv(4)\", \"activation(relu)\", \"layer-norm\", \"flatten\", \"dense(1)\"]",
			"Gaussian | [\"conv(4)\", \"flatten\", \"activation(relu)\", \"dense(1)\"]" })
	void namesKernelsThatAreNotKnown(String word, String layers) throws UnsuitableException {
		var network = Networks.build("composed", Map.of("shape", List.of(3L, 3L), "layers", org.physics4ml.model.Json.parse(layers)), TestPrior.gaussian(1, 0), 9);
		var points = new Points(new double[][] { IMAGE });
		var thrown = assertThrows(UnsuitableException.class, () -> limit(network).nngp(points, Method.AUTO));
		assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
		assertFalse(thrown.remedy().isBlank());
		assertTrue(network.capability(ExplicitSampling.class).isPresent());
	}
}
