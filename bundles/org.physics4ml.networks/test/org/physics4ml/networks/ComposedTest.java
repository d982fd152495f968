package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.Networks.TestPrior;

/** Networks composed of layers: the same as architectures of their own, plain loops, what does not fit. */
class ComposedTest {

	private static final long KEY = 77;
	private static final TestPrior PRIOR = TestPrior.gaussian(1.5, 0.2);
	private static final Points POINTS = new Points(new double[][] { { 0.1, 0.2, -0.3, 1 }, { -1, 1, 0.4, 0.2 }, { 2, 0.5, 1, -0.7 } });

	private static Ensemble composed(Map<String, ?> parameters, int dimension) throws UnsuitableException {
		return Networks.build("composed", parameters, PRIOR, dimension);
	}

	private static double[] draw(Ensemble network, Class<? extends Sampling> path, Points points, long draw) {
		int k = points.distinctCount();
		double[] values = new double[network.outputs() * k + DrawSampler.packedLength(k)];
		network.capability(path).orElseThrow().sampler(points, KEY, Blas.java()).draw(draw, values, 0, values, network.outputs() * k);
		return values;
	}

	@Test
	void aPerceptronOfLayersIsThePerceptron() throws UnsuitableException {
		var mlp = Networks.mlp("erf", List.of(7, 9), PRIOR, 4);
		var composed = composed(Map.of("layers", List.of("dense(7)", "activation(erf)", "dense(9)", "activation(erf)", "dense(1)")), 4);
		assertEquals(mlp.groups(), composed.groups());
		assertEquals(mlp.widths(), composed.widths());
		assertEquals(mlp.isEven(), composed.isEven());
		for (int draw = 0; draw < 3; draw++)
			for (var path : List.of(ExplicitSampling.class, ConditionalSampling.class)) assertArrayEquals(draw(mlp, path, POINTS, draw), draw(composed, path, POINTS, draw), path.getName());
	}

	@Test
	void architecturesAreCompositions() throws UnsuitableException {
		var same = Map.of(
				Networks.build("residual", Map.of("width", 6L, "depth", 2L, "activation", "relu"), PRIOR, 4),
				composed(Map.of("layers", List.of("dense(6)", "sum([skip, [activation(relu), dense(6)]])", "sum([skip, [activation(relu), dense(6)]])", "activation(relu)", "dense(1)")), 4),
				Networks.build("convolutional", Map.of("channels", List.of(5L, 3L), "filter", 2L, "readout", "average", "padding", "circular", "outputs", 2L), PRIOR, 4),
				composed(Map.of("inputChannels", 1L, "layers", List.of("conv(5, 2, padding=circular)", "activation(erf)", "conv(3, 2, padding=circular)", "activation(erf)", "global-pooling", "dense(2)")), 4),
				Networks.build("attention", Map.of("heads", 2L, "keyDimension", 3L, "channels", 5L, "inputChannels", 2L, "depth", 2L, "scaling", "1/d"), PRIOR, 4),
				composed(Map.of("shape", 2L, "layers", List.of("self-attention(5, 2, 3, 1/d)", "self-attention(5, 2, 3, 1/d)", "flatten", "dense(1)")), 4));
		same.forEach((one, other) -> {
			assertEquals(one.groups(), other.groups());
			assertEquals(one.isEven(), other.isEven());
			assertArrayEquals(draw(one, ExplicitSampling.class, POINTS, 5), draw(other, ExplicitSampling.class, POINTS, 5));
		});
	}

	@ParameterizedTest
	@CsvSource({ "zero, 1, 1", "zero, 2, 1", "circular, 1, 1", "circular, 2, 3", "valid, 1, 1", "valid, 2, 2" })
	void convolutionIsThePlainSum(String padding, int strideRows, int strideColumns) {
		int rows = 4, columns = 5, channels = 2, outs = 3, filterRows = 3, filterColumns = 2;
		var plan = Networks.plan(new Shape(List.of(rows, columns), channels), "conv(3, filter=[3, 2], stride=[" + strideRows + ", " + strideColumns + "], padding=" + padding + ")");
		var layer = Networks.layer(plan, PRIOR);
		double[] x = new double[rows * columns * channels], w = new double[outs * filterRows * filterColumns * channels], b = new double[outs], out = new double[layer.outputs()];
		RandomStream.normals(1, 0, 9, 0, x, 0, x.length);
		Networks.law("gaussian", group(0), 1.5).fill(KEY, 2, 0, 0, w, 0, w.length);
		Networks.law("gaussian", group(1), 0.2).fill(KEY, 2, 1, 0, b, 0, outs);
		var map = layer.explicit(1, KEY, Blas.java());
		map.input(x);
		map.apply(2, out);
		boolean valid = padding.equals("valid");
		int heights = valid ? (rows - filterRows) / strideRows + 1 : (rows + strideRows - 1) / strideRows, widths = valid ? (columns - filterColumns) / strideColumns + 1 : (columns + strideColumns - 1) / strideColumns;
		assertEquals(List.of(heights, widths), plan.output().positions());
		int above = valid ? 0 : Math.max(0, (heights - 1) * strideRows + filterRows - rows) / 2, left = valid ? 0 : Math.max(0, (widths - 1) * strideColumns + filterColumns - columns) / 2;
		for (int i = 0; i < heights; i++)
			for (int j = 0; j < widths; j++)
				for (int o = 0; o < outs; o++) {
					double sum = 0;
					for (int r = 0; r < filterRows; r++)
						for (int s = 0; s < filterColumns; s++)
							for (int c = 0; c < channels; c++) {
								int y = i * strideRows + r - above, z = j * strideColumns + s - left;
								if (padding.equals("circular")) {
									y = Math.floorMod(y, rows);
									z = Math.floorMod(z, columns);
								}
								if (y >= 0 && y < rows && z >= 0 && z < columns) sum += w[((o * filterRows + r) * filterColumns + s) * channels + c] * x[(y * columns + z) * channels + c];
							}
					assertEquals(sum / Math.sqrt(channels * filterRows * filterColumns) + b[o], out[(i * widths + j) * outs + o], 1e-13);
				}
	}

	private static ParameterGroup group(int index) {
		return new ParameterGroup(index == 0 ? "weight-1" : "bias-1", index == 0 ? ParameterGroup.Role.WEIGHT : ParameterGroup.Role.BIAS, 0, index, 1000);
	}

	/** ⟨y, conv x⟩ = ⟨conv-transposed y, x⟩ with one input and one output channel and the same weights. */
	@ParameterizedTest
	@CsvSource({ "6, 3, 1, zero", "6, 3, 2, zero", "6, 2, 3, zero", "7, 3, 2, valid", "6, 3, 2, circular", "6, 3, 1, circular" })
	void transposedConvolutionIsTheAdjoint(int extent, int filter, int stride, String padding) {
		var prior = TestPrior.gaussian(1, 0);
		var arguments = "(1, " + filter + ", " + stride + ", " + padding + ")";
		var plan = Networks.plan(new Shape(List.of(extent), 1), "conv" + arguments);
		var adjoint = Networks.plan(plan.output(), "conv-transposed" + arguments);
		assertEquals(List.of(extent), adjoint.output().positions());
		double[] x = new double[extent], y = new double[plan.output().size()], out = new double[y.length], back = new double[extent];
		RandomStream.normals(1, 0, 9, 0, x, 0, extent);
		RandomStream.normals(1, 0, 10, 0, y, 0, y.length);
		var map = Networks.layer(plan, prior).explicit(1, KEY, Blas.java());
		map.input(x);
		map.apply(0, out);
		var transposed = Networks.layer(adjoint, prior).explicit(1, KEY, Blas.java());
		transposed.input(y);
		transposed.apply(0, back);
		double one = 0, other = 0;
		for (int i = 0; i < y.length; i++) one += y[i] * out[i];
		for (int i = 0; i < extent; i++) other += back[i] * x[i];
		assertEquals(one, other, 1e-13);
	}

	@Test
	void namesGroupsLayerByLayer() throws UnsuitableException {
		var network = composed(Map.of("shape", 2L, "layers", List.of("self-attention(3, 2, 4)", "sum([skip, conv(3, 1)])", "flatten", "dense(1)")), 4);
		assertEquals(List.of("query-1", "key-1", "value-2", "weight-2", "weight-3", "bias-3", "weight-out", "bias-out"), network.groups().stream().map(ParameterGroup::name).toList());
		assertEquals(List.of(4, 2, 3), network.widths());
		assertEquals(8, network.groups().stream().mapToInt(ParameterGroup::stream).distinct().count());
	}

	@Test
	void parityFollowsFromTheLayers() throws UnsuitableException {
		assertTrue(composed(Map.of("layers", List.of("dense(3)", "activation(relu)", "dense(1)")), 4).isEven());
		assertTrue(composed(Map.of("layers", List.of("dense(3)", "activation(erf)")), 4).isEven());
		assertFalse(composed(Map.of("layers", List.of("dense(3)", "activation(relu)")), 4).isEven());
		assertTrue(composed(Map.of("layers", List.of("dense(3)", "sum([skip, [activation(erf), dense(3)]])", "activation(tanh)")), 4).isEven());
		assertFalse(composed(Map.of("layers", List.of("dense(3)", "sum([skip, [activation(relu), dense(3)]])")), 4).isEven());
		assertFalse(composed(Map.of("layers", List.of("dense(3)", "activation(erf)", "product([skip, skip])")), 4).isEven());
	}

	@Test
	void conditionalDrawsAreOfferedWhereTheyAreCheaper() throws UnsuitableException {
		var few = composed(Map.of("inputChannels", 1L, "layers", List.of("conv(200)", "activation(erf)", "conv(200)", "activation(erf)", "flatten", "dense(1)")), 4);
		assertTrue(few.capability(ConditionalSampling.class).isPresent());
		var many = composed(Map.of("inputChannels", 1L, "layers", List.of("conv(8)", "activation(erf)", "conv(8)", "activation(erf)", "flatten", "dense(1)")), 400);
		assertFalse(many.capability(ConditionalSampling.class).isPresent());
		assertFalse(composed(Map.of("layers", List.of("dense(3)", "activation(relu)")), 4).capability(ExplicitSampling.class).orElseThrow().givesKernel());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"architecture.layers[0]        | {\"layers\": [\"conv(3)\"]}",
			"architecture.layers[0].filter | {\"inputChannels\": 1, \"layers\": [\"conv(3, 5)\"]}",
			"architecture.layers[0].stride | {\"inputChannels\": 1, \"layers\": [\"conv(3, 3, 5)\"]}",
			"architecture.layers[0].filter | {\"inputChannels\": 1, \"layers\": [\"conv(3, filter=[3, 3])\"]}",
			"architecture.layers[1].window | {\"inputChannels\": 1, \"layers\": [\"conv(3)\", \"average-pooling(7)\"]}",
			"architecture.layers[1].branches[1] | {\"layers\": [\"dense(3)\", \"sum([skip, [activation(relu), dense(4)]])\", \"dense(1)\"]}",
			"architecture.layers[1].branches[1][0].filter | {\"shape\": [2, 2], \"layers\": [\"conv(3, 2)\", {\"id\": \"sum\", \"branches\": [\"skip\", [\"conv(3, 9)\"]]}]}",
			"architecture.layers[0].branches | {\"layers\": [\"sum\"]}",
			"architecture.layers[0].adjacency | {\"inputChannels\": 2, \"layers\": [\"graph([[1, 0], [1]])\"]}",
			"architecture.layers[0]        | {\"inputChannels\": 1, \"layers\": [\"layer-norm\"]}",
			"architecture.shape            | {\"shape\": [3], \"layers\": [\"conv(3)\"]}",
			"architecture.inputChannels    | {\"inputChannels\": 3, \"layers\": [\"conv(3)\"]}" })
	void namesWhatDoesNotFit(String path, String parameters) {
		@SuppressWarnings("unchecked")
		var map = (Map<String, ?>) org.physics4ml.model.Json.parse(parameters);
		var thrown = assertThrows(UnsuitableException.class, () -> composed(map, 4));
		assertEquals(path, thrown.path());
		assertFalse(thrown.remedy().isBlank());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "architecture.filter | {\"filter\": 5}", "architecture.stride | {\"stride\": 5}", "architecture.filter | {\"depth\": 3, \"padding\": \"valid\", \"filter\": 2, \"stride\": 2}",
			"architecture.channels | {\"channels\": [3, 4], \"depth\": 3}", "architecture.shape | {\"shape\": [2, 3]}", "architecture.shape | {\"shape\": [2, 2], \"inputChannels\": 2}" })
	void convolutionalNamesWhatDoesNotFit(String path, String parameters) {
		@SuppressWarnings("unchecked")
		var map = (Map<String, ?>) org.physics4ml.model.Json.parse(parameters);
		assertEquals(path, assertThrows(UnsuitableException.class, () -> Networks.build("convolutional", map, PRIOR, 4)).path());
	}

	@Test
	void drawsAreAddressable() throws UnsuitableException {
		var network = composed(Map.of("inputChannels", 1L, "layers", List.of("conv(3)", "activation(erf)", "dropout(0.5)", "self-attention(4, 2, 2)", "layer-norm", "global-pooling", "dense(2)")), 4);
		var sampler = network.capability(ExplicitSampling.class).orElseThrow().sampler(POINTS, KEY, Blas.java());
		double[] first = new double[6], again = new double[6], other = new double[6];
		sampler.draw(11, first, 0, null, 0);
		sampler.draw(12, other, 0, null, 0);
		sampler.draw(11, again, 0, null, 0);
		assertArrayEquals(first, again);
		assertFalse(Arrays.equals(first, other));
	}
}
