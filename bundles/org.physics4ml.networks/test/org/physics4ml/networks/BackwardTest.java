package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.Networks.TestPrior;

/** Vector-Jacobian products of every layer by central differences, and the tangent kernel by the whole Jacobian. */
class BackwardTest {

	private static final long KEY = 20260724, DRAW = 3;
	private static final int POINTS = 3;
	private static final double STEP = 1e-5;
	private static final TestPrior PRIOR = TestPrior.gaussian(1.7, 0.3);

	/** @param layers as users type them */
	record Case(Shape input, List<Object> layers) {

		LayerPlan plan() {
			return Networks.plan(input, layers.toArray());
		}

		@Override
		public String toString() {
			return layers + " on " + input;
		}
	}

	private static Case of(Shape input, Object... layers) {
		return new Case(input, List.of(layers));
	}

	private static final Shape FLAT = Shape.flat(5), SEQUENCE = new Shape(List.of(6), 2), IMAGE = new Shape(List.of(4, 5), 2);

	static List<Case> cases() {
		return List.of(of(FLAT, "dense(4)"), of(SEQUENCE, "dense(4)"), of(FLAT, "activation(tanh)"), of(FLAT, "activation(gelu)"), of(SEQUENCE, "conv(3, 3)"),
				of(IMAGE, "conv(channels=3, filter=[2, 3], stride=[2, 1], padding=circular)"), of(IMAGE, "conv(3, filter=3, stride=2, padding=valid)"), of(IMAGE, "conv(3, 3, 2, zero)"),
				of(SEQUENCE, "conv-transposed(3, 3, 2, zero)"), of(IMAGE, "conv-transposed(2, 2, 2, valid)"), of(SEQUENCE, "conv-transposed(2, 3, 1, circular)"), of(SEQUENCE, "conv-local(3, 3)"),
				of(IMAGE, "conv-local(2, 2, 2, circular)"), of(IMAGE, "average-pooling(2)"), of(SEQUENCE, "average-pooling(3, 1, zero)"), of(IMAGE, "sum-pooling(window=[2, 1], stride=1)"),
				of(IMAGE, "max-pooling(2)"), of(SEQUENCE, "global-pooling"), of(IMAGE, "global-pooling(sum)"), of(IMAGE, "global-pooling(max)"), of(IMAGE, "flatten"), of(FLAT, "layer-norm(0.1)"),
				of(SEQUENCE, "layer-norm(0.1)"), of(SEQUENCE, "dropout(0.7)"), of(SEQUENCE, "self-attention(3, heads=2, keyDimension=3)"),
				of(SEQUENCE, "self-attention(3, heads=2, keyDimension=3, scaling=1/d)"), of(SEQUENCE, "self-attention(3, heads=2, keyDimension=3, weights=identity)"),
				of(SEQUENCE, "self-attention(2, heads=1, keyDimension=2, scaling=1/d, weights=identity)"),
				of(new Shape(List.of(2), 3), "graph([[0, 1], [0.5, 2]])"), of(FLAT, "skip"), of(FLAT, "sum([skip, [activation(erf), dense(5)]])"), of(FLAT, "product([dense(3), [dense(4), activation(sin), dense(3)], dense(3)])"),
				of(SEQUENCE, "concatenate([skip, conv(3), [dense(2), activation(tanh)]])"),
				of(IMAGE, "conv(2, 3)", "activation(tanh)", "average-pooling(2, padding=zero)", "sum([skip, [layer-norm(0.1), conv(2, [1, 2]), activation(erf)]])", "flatten", "dense(2)"),
				of(SEQUENCE, "self-attention(3, 2, 2)", "sum([skip, [layer-norm(0.1), self-attention(3, 1, 2)]])", "global-pooling", "dense(1)"));
	}

	@Test
	void everyLayerIsThere() {
		var text = cases().toString();
		for (var layer : Networks.REGISTRY.declarations(Kind.LAYER)) assertEquals(true, text.contains(layer.shortId()), layer.shortId());
		assertEquals(18, Networks.REGISTRY.declarations(Kind.LAYER).stream().map(Declaration::shortId).distinct().count());
	}

	/** The laws of a prior with one parameter moved: by a multiple of its deviation. */
	private record Moved(int group, long index, double step) implements Laws {

		@Override
		public List<Law> of(List<org.physics4ml.core.network.ParameterGroup> groups, int layers) {
			var laws = new ArrayList<Law>();
			try {
				laws.addAll(PRIOR.of(groups, layers));
			} catch (Exception e) {
				throw new AssertionError(e);
			}
			if (group >= 0) laws.set(group, new MovedLaw(laws.get(group), index, step));
			return laws;
		}
	}

	private record MovedLaw(Law law, long index, double step) implements Law {

		@Override
		public double variance() {
			return law.variance();
		}

		@Override
		public double standardisedMoment(int n) {
			return law.standardisedMoment(n);
		}

		@Override
		public boolean isGaussian() {
			return true;
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			law.fill(key, draw, stream, firstIndex, out, offset, length);
			if (index >= firstIndex && index < firstIndex + length) out[offset + (int) (index - firstIndex)] += step * Math.sqrt(law.variance());
		}
	}

	private static double[] numbers(int stream, int n) {
		var numbers = new double[n];
		RandomStream.normals(KEY, 0, 1000 + stream, 0, numbers, 0, n);
		return numbers;
	}

	/** Σ c h' */
	private static double loss(Layer layer, double[] input, double[] weights) {
		var map = layer.explicit(POINTS, KEY, Blas.java());
		var out = new double[weights.length];
		map.input(input);
		map.apply(DRAW, out);
		double sum = 0;
		for (int i = 0; i < out.length; i++) sum += weights[i] * out[i];
		return sum;
	}

	private static void assertGradient(double[] expected, double[] found, String what) {
		double scale = Math.max(1e-3, Arrays.stream(expected).map(Math::abs).max().orElse(0));
		for (int i = 0; i < expected.length; i++) assertEquals(expected[i], found[i], 1e-7 * scale, what + " " + i);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void derivativesAgreeWithCentralDifferences(Case test) {
		var plan = test.plan();
		var layer = Networks.layer(plan, new Moved(-1, 0, 0));
		double[] input = numbers(0, POINTS * layer.inputs()), weights = numbers(1, POINTS * layer.outputs());
		double[] inGradient = new double[input.length], gradient = new double[(int) layer.parameters() + 2], expected = new double[input.length];
		layer.backward(POINTS, KEY, Blas.java()).orElseThrow().apply(DRAW, input.clone(), weights, inGradient, gradient, 1, null);
		for (int i = 0; i < input.length; i++) {
			double[] up = input.clone(), down = input.clone();
			up[i] += STEP;
			down[i] -= STEP;
			expected[i] = (loss(layer, up, weights) - loss(layer, down, weights)) / (up[i] - down[i]);
		}
		assertGradient(expected, inGradient, "∂L/∂h");
		var parameters = new double[gradient.length];
		int at = 1;
		for (int group = 0; group < plan.groups().size(); group++)
			for (long index = 0; index < plan.groups().get(group).size(); index++)
				parameters[at++] = (loss(Networks.layer(plan, new Moved(group, index, STEP)), input, weights) - loss(Networks.layer(plan, new Moved(group, index, -STEP)), input, weights)) / (2 * STEP);
		assertEquals(gradient.length - 1, at);
		assertGradient(parameters, gradient, "∂L/∂θ");
	}

	@ParameterizedTest
	@MethodSource("cases")
	void theTangentKernelIsTheJacobianTimesItsTranspose(Case test) {
		var layer = Networks.layer(test.plan(), PRIOR);
		int outputs = layer.outputs(), parameters = (int) layer.parameters();
		double[] input = numbers(0, POINTS * layer.inputs()), weights = numbers(1, POINTS * outputs), kernel = new double[DrawSampler.packedLength(POINTS)];
		var map = layer.backward(POINTS, KEY, Blas.java()).orElseThrow();
		map.apply(DRAW, input, weights, null, null, 0, kernel);
		var jacobian = new double[POINTS][parameters];
		for (int p = 0; p < POINTS; p++) {
			var row = new double[weights.length];
			System.arraycopy(weights, p * outputs, row, p * outputs, outputs);
			map.apply(DRAW, input, row, null, jacobian[p], 0, null);
		}
		for (int p = 0; p < POINTS; p++)
			for (int q = p; q < POINTS; q++) {
				double sum = 0, scale = 0;
				for (int i = 0; i < parameters; i++) {
					sum += jacobian[p][i] * jacobian[q][i];
					scale += Math.abs(jacobian[p][i] * jacobian[q][i]);
				}
				assertEquals(sum, kernel[DrawSampler.index(p, q, POINTS)], 1e-13 * Math.max(1, scale));
			}
	}

}
