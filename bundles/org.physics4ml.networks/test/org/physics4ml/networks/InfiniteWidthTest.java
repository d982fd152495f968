package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayeredKernels;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Pointwise;

/** Kernels of infinite width against reference numbers and against sampled networks. */
class InfiniteWidthTest {

	static List<Map<String, String>> kernels() {
		return Oracle.rows("kernels.csv");
	}

	static String activation(Map<String, String> row) {
		var name = row.get("activation").replace('_', '-');
		return row.get("act_param").isEmpty() ? name : name + "(" + row.get("act_param") + ")";
	}

	/** Tolerance of PHYSICS 3. */
	private static void assertKernel(double expected, double found, double xx, double yy, int layers, String message) {
		assertEquals(expected, found, (layers == 10 ? 1e-10 : 1e-12) * Math.max(Math.abs(expected), Math.sqrt(xx * yy)), message);
	}

	@ParameterizedTest
	@MethodSource("kernels")
	void kernelsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		double[][] x = Oracle.points(row.get("x") + ";" + row.get("xp"));
		int layers = Integer.parseInt(row.get("hidden_layers"));
		var prior = TestPrior.gaussian(Oracle.number(row.get("sigma_w2")), Oracle.number(row.get("sigma_b2")));
		var limit = Networks.mlp(activation(row), Collections.nCopies(layers, 10), prior, x[0].length).capability(InfiniteWidth.class).orElseThrow();
		double xx = Oracle.number(row.get("K_xx")), yy = Oracle.number(row.get("K_xpxp")), xy = Oracle.number(row.get("K_xxp"));
		var points = new Points(x);
		var kernel = limit.nngp(points, Method.AUTO);
		assertKernel(xx, kernel.values()[0], xx, xx, layers, "K(x,x)");
		if (points.distinctCount() == 2) {
			assertKernel(xy, kernel.values()[1], xx, yy, layers, "K(x,x')");
			assertKernel(yy, kernel.values()[2], yy, yy, layers, "K(x',x')");
		}
		assertEquals(!List.of("tanh", "sigmoid", "silu", "softplus").contains(row.get("activation")), kernel.closedForm());
		assertEquals(layers == 1, limit.isMeanExact());
	}

	/** More points than a tile of the Gram product, some of them collinear, some nearly. */
	@Test
	void inputsOfManyPoints() throws UnsuitableException {
		var random = new Random(1);
		double[][] x = new double[150][3];
		for (int p = 0; p < x.length; p++)
			for (int j = 0; j < 3; j++) x[p][j] = p % 5 == 1 ? 2 * x[p - 1][j] : p % 5 == 2 ? x[p - 2][j] + 1e-9 * j : p % 5 == 3 ? -x[p - 3][j] : random.nextGaussian();
		var points = new Points(x);
		double[] covariances = probe(false).nngp(points, Method.AUTO).values(), sines = probe(true).nngp(points, Method.AUTO).values();
		for (int p = 0, at = 0; p < x.length; p++)
			for (int q = p; q < x.length; q++, at++) {
				var exact = BivariateCovariance.ofInputs(x[p], x[q], 1, 0);
				assertEquals(exact.c(), covariances[at], 1e-14 * Math.sqrt(exact.a() * exact.b()));
				double sine2 = exact.delta() / exact.a() / exact.b();
				assertEquals(sine2, sines[at], 1e-11 * sine2);
			}
	}

	/** A layer of a third party that leaves what enters, or sin²ϑ in its place. */
	private static InfiniteWidth probe(boolean angle) {
		return new LayeredKernels(List.of(new Layer() {

			@Override
			public int inputs() {
				return 3;
			}

			@Override
			public int outputs() {
				return 3;
			}

			@Override
			public ForwardMap explicit(int points, long key, Blas blas) {
				throw new AssertionError("nothing is drawn");
			}

			@Override
			public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
				return Optional.empty();
			}

			@Override
			public KernelMap kernel(KernelForm entering, boolean pairs) {
				return new KernelMap() {

					@Override
					public KernelForm leaving() {
						return entering;
					}

					@Override
					public KernelTile apply(KernelTile tile) {
						if (angle) System.arraycopy(tile.sine2(), 0, tile.covariance(), 0, tile.sine2().length);
						return tile;
					}
				};
			}
		}), 1, true);
	}

	/** Any block of any kernel, alone or among others, between lists of points of any length, has the bits of the kernel of all points. */
	@ParameterizedTest
	@ValueSource(strings = { "relu", "erf", "leaky-relu(0.2)", "gelu" })
	void blocksOfAnySizeAreTheSameToTheLastBit(String activation) throws UnsuitableException {
		int k = 150, d = 11;
		var random = new Random(3);
		double[][] x = new double[k][d];
		for (double[] point : x) for (int j = 0; j < d; j++) point[j] = random.nextGaussian();
		x[7] = x[3].clone();
		for (int j = 0; j < d; j++) x[9][j] = -2 * x[3][j];
		for (int j = 0; j < d; j++) x[10][j] = x[3][j] * (1 + 1e-9 * j);
		x[11] = new double[d];
		var limit = Networks.mlp(activation, List.of(5, 6, 7), TestPrior.gaussian(1.7, 0.1), d).capability(InfiniteWidth.class).orElseThrow();
		var all = new Points(x);
		var whole = limit.tangent(all, Method.AUTO, true);
		int n = all.distinctCount();
		int[][] shapes = { { 0, n, 0, n }, { 3, 1, 9, 1 }, { 9, 1, 3, 1 }, { 0, 13, 60, 75 }, { 100, 49, 1, 20 }, { 3, 1, 3, 1 } };
		for (int[] shape : shapes) {
			double[][] rows = new double[shape[1]][], columns = new double[shape[3]][];
			for (int r = 0; r < shape[1]; r++) rows[r] = all.distinct(shape[0] + r);
			for (int c = 0; c < shape[3]; c++) columns[c] = all.distinct(shape[2] + c);
			var blocks = List.of(limit.blocks(all, all, Method.AUTO, true, true).block(shape[0], shape[1], shape[2], shape[3]),
					limit.blocks(new Points(rows), new Points(columns), Method.AUTO, true, true).block(0, shape[1], 0, shape[3]));
			for (var block : blocks)
				for (int r = 0; r < shape[1]; r++)
					for (int c = 0; c < shape[3]; c++) {
						int p = Math.min(shape[0] + r, shape[2] + c), q = Math.max(shape[0] + r, shape[2] + c), at = DrawSampler.index(p, q, n), i = r * shape[3] + c;
						assertEquals(whole.nngp().values()[at], block.nngp()[i], 0);
						assertEquals(whole.values()[at], block.tangent()[i], 0);
						for (int g = 0; g < 8; g++) assertEquals(whole.contributions().get(g).values()[at], block.contributions().get(g)[i], 0);
					}
		}
		var diagonal = limit.blocks(all, all, Method.AUTO, true, false).diagonal(n);
		for (int p = 0; p < n; p++) {
			assertEquals(whole.nngp().values()[DrawSampler.index(p, p, n)], diagonal.nngp()[p], 0);
			assertEquals(whole.values()[DrawSampler.index(p, p, n)], diagonal.tangent()[p], 0);
		}
	}

	/** A dense layer sees all positions: pixel by pixel or as one vector, points have the same kernel, and the same Δ where they are nearly collinear. */
	@Test
	void denseLayersTakeTheMeanOverPositions() throws UnsuitableException {
		var groups = Networks.mlp("sign", List.of(5), TestPrior.gaussian(1, 0), 6).groups();
		var prior = TestPrior.gaussian(1.7, 0.1).of(groups, 2);
		var hidden = new Dense(6, 5, groups.get(0), prior.get(0), groups.get(1), prior.get(1));
		var readout = new Dense(5, 1, groups.get(2), prior.get(2), groups.get(3), prior.get(3));
		var layers = List.<Layer>of(hidden, new Pointwise(5, Networks.activation("sign"), "sign"), readout);
		double[][] x = { { 0.3, -1, 0.2, 0.7, 0.1, -0.4 }, { 0.3, -1 + 1e-9, 0.2, 0.7, 0.1, -0.4 }, { 0.6, -2, 0.4, 1.4, 0.2, -0.8 }, { -0.3, 1, -0.2, -0.7, -0.1, 0.4 }, { 0, 0, 1, 0.1, 0, 0 } };
		var expected = new LayeredKernels(layers, 1, true).nngp(new Points(x), Method.AUTO).values();
		for (int positions : new int[] { 2, 3, 6 }) {
			var found = new LayeredKernels(layers, positions, true).nngp(new Points(x), Method.AUTO).values();
			for (int i = 0; i < expected.length; i++) assertEquals(expected[i], found[i], 4e-15, positions + " positions, entry " + i);
		}
	}

	@Test
	void quadratureGivesTheClosedForms() throws UnsuitableException {
		var points = new Points(new double[][] { { 0.4, -1 }, { 1.2, 0.3 }, { 0.41, -1 }, { 0.8, -2 } });
		for (var activation : List.of("erf", "gelu", "sin", "cos", "gauss", "relu", "leaky-relu(0.2)", "abs", "gabor", "rbf(0.3)", "hermite(4)", "erf-sigmoid(1.5)")) {
			var limit = Networks.mlp(activation, List.of(5, 5), TestPrior.gaussian(1.3, 0.1), 2).capability(InfiniteWidth.class).orElseThrow();
			var closed = limit.nngp(points, Method.CLOSED_FORM);
			var quadrature = limit.nngp(points, Method.QUADRATURE);
			assertTrue(closed.closedForm());
			assertFalse(quadrature.closedForm());
			for (int i = 0; i < closed.values().length; i++) assertEquals(closed.values()[i], quadrature.values()[i], 2e-12 * Math.max(1, Math.max(Math.abs(closed.values()[i]), closed.values()[0])), activation + " " + i);
		}
	}

	/** At depth 1 the mean kernel is that of infinite width at every width. 40,000 draws, 5 standard errors for each of 30 entries: false alarm 2e-5. */
	@ParameterizedTest
	@ValueSource(strings = { "mlp", "gauss-net", "cos-net", "mlp-tanh", "mlp-uniform-readout" })
	void meanKernelAtDepthOne(String name) throws UnsuitableException {
		double[][] x = { { 1, 0.2 }, { -0.3, 0.7 }, { 0.1, 0.1 } };
		var prior = new TestPrior(new double[] { 0.4, 1.7 }, new double[] { 0.1, 0.3 }, "gaussian", Map.of());
		var ensemble = switch (name) {
		case "mlp" -> Networks.mlp("relu", List.of(3), prior, 2);
		case "mlp-tanh" -> Networks.mlp("tanh", List.of(3), prior, 2);
		case "mlp-uniform-readout" -> Networks.mlp("erf", List.of(3), prior.with("weight-out", "uniform"), 2);
		default -> Networks.build(name, Map.of("width", 3L), prior, 2);
		};
		var theory = ensemble.capability(InfiniteWidth.class).orElseThrow().nngp(new Points(x), Method.AUTO);
		boolean outputs = name.endsWith("readout");
		var sampler = (outputs ? ensemble.capability(org.physics4ml.core.network.ExplicitSampling.class).orElseThrow() : ensemble.capability(ConditionalSampling.class).orElseThrow())
				.sampler(new Points(x), 5, Blas.java());
		double[] phi = new double[3], kernel = new double[6], sum = new double[6], squares = new double[6];
		int draws = 40_000;
		for (int draw = 0; draw < draws; draw++) {
			sampler.draw(draw, phi, 0, outputs ? null : kernel, 0);
			for (int p = 0, at = 0; p < 3; p++)
				for (int q = p; q < 3; q++, at++) {
					double value = outputs ? phi[p] * phi[q] : kernel[at];
					sum[at] += value;
					squares[at] += value * value;
				}
		}
		for (int i = 0; i < 6; i++) {
			double mean = sum[i] / draws, error = Math.sqrt((squares[i] / draws - mean * mean) / draws);
			assertEquals(theory.values()[i], mean, 5 * error, name + " " + i);
		}
	}

	private static UnsuitableException refusal(Ensemble ensemble, Method method) {
		var limit = ensemble.capability(InfiniteWidth.class).orElseThrow();
		return assertThrows(UnsuitableException.class, () -> limit.nngp(new Points(new double[][] { { 1 }, { 2 } }), method));
	}

	/** E e^{2κz²} = (1 - 4κa)^{-1/2}: finite while a < 1/(4κ), at every layer. */
	@Test
	void infiniteSecondMomentsAreRefused() throws UnsuitableException {
		var point = new Points(new double[][] { { 1 } });
		for (int depth = 1; depth <= 3; depth++) {
			var prior = TestPrior.gaussian(0.5, 0.1);
			double a = 0.6, last = a;
			for (int l = 0; l < depth; l++) {
				last = a;
				a = 0.1 + 0.5 / Math.sqrt(1 - 0.8 * a);
			}
			var network = Networks.mlp("formula(exp(0.2*x^2))", Collections.nCopies(depth, 3), prior, 1).capability(InfiniteWidth.class).orElseThrow();
			assertTrue(last < 1.25);
			assertEquals(a, network.nngp(point, Method.AUTO).values()[0], 1e-11);
			// the last layer alone passes the largest variance of e^{κz²}
			double kappa = 0.26 / last;
			var refused = Networks.build("composed", Map.of("layers", layers(depth, kappa)), prior, 1).capability(InfiniteWidth.class).orElseThrow();
			var problem = assertThrows(UnsuitableException.class, () -> refused.nngp(point, Method.AUTO));
			assertTrue(problem.getMessage().contains("second moment") && problem.getMessage().contains("variance " + (depth == 1 ? "0.6" : "")) && problem.remedy().contains("sample"), problem.getMessage());
		}
		var never = Networks.mlp("formula(exp(x^4))", List.of(3), TestPrior.gaussian(1e-3, 0), 1);
		assertTrue(refusal(never, Method.AUTO).getMessage().contains("any other"));
		assertTrue(never.capability(ExplicitSampling.class).isPresent());
	}

	private static List<String> layers(int depth, double kappa) {
		var layers = new ArrayList<String>();
		for (int l = 1; l <= depth; l++) layers.addAll(List.of("dense(3)", "activation(formula(exp(" + (l < depth ? 0.2 : kappa) + "*x^2)))"));
		layers.add("dense(1)");
		return layers;
	}

	@Test
	void whatIsNotKnownIsRefusedWithARemedy() throws UnsuitableException {
		var gaussian = TestPrior.gaussian(1, 0.1);
		assertEquals("architecture.activation", refusal(Networks.mlp("tanh", List.of(3), gaussian, 1), Method.CLOSED_FORM).path());
		assertEquals("architecture.depth", refusal(Networks.mlp("exp", Collections.nCopies(10, 3), gaussian, 1), Method.AUTO).path());
		assertEquals("architecture.depth", refusal(Networks.mlp("monomial(3)", Collections.nCopies(20, 3), TestPrior.gaussian(2, 0.1), 1), Method.AUTO).path());
		assertTrue(refusal(Networks.mlp("erf", List.of(3), TestPrior.uniform(1, 0), 1), Method.AUTO).remedy().contains("weight-1"));
		assertTrue(refusal(Networks.mlp("erf", List.of(3, 3), gaussian.with("bias-2", "uniform"), 1), Method.AUTO).getMessage().contains("Gaussian"));
		assertEquals("prior.groups.weight-1", refusal(Networks.build("gauss-net", Map.of(), TestPrior.uniform(1, 0.1), 1), Method.AUTO).path());
		assertEquals("architecture", refusal(Networks.build("cos-net", Map.of(), gaussian, 1), Method.QUADRATURE).path());
	}

	/** The group whose law is at fault, or the layers. */
	@Test
	void whatKeepsFeaturesFromBeingGaussianIsNamed() throws UnsuitableException {
		var gaussian = TestPrior.gaussian(1, 0.1);
		var dense = List.of("dense(3)", "activation(erf)", "dense(4)", "activation(relu)", "dense(1)");
		var conv = List.of("conv-local(channels=3)", "activation(erf)", "conv(4)", "activation(relu)", "global-pooling", "dense(1)");
		for (var group : List.of("weight-1", "bias-1", "bias-2"))
			for (var layers : List.of(dense, conv)) {
				var refusal = refusal(Networks.build("composed", layers == conv ? Map.of("layers", layers, "inputChannels", 1L) : Map.of("layers", layers), gaussian.with(group, "uniform"), 4), Method.AUTO);
				assertEquals("prior.groups." + group, refusal.path());
				assertTrue(refusal.remedy().contains("prior.groups." + group + "=gaussian"), refusal.remedy());
			}
		for (var group : List.of("query-1", "key-1"))
			assertEquals("prior.groups." + group, refusal(Networks.build("attention", Map.of("inputChannels", 2L), gaussian.with(group, "uniform"), 4), Method.AUTO).path());
		for (var layers : List.of(List.of("dense(3)", "activation(erf)", "activation(relu)", "dense(1)"), List.of("activation(relu)", "dense(1)")))
			assertEquals("architecture.layers", refusal(Networks.build("composed", Map.of("layers", layers), gaussian, 4), Method.AUTO).path());
	}

	/** Sums over a growing number of weights are Gaussian, whatever the law of a weight: only the variance of the deeper layers counts. */
	@Test
	void lawsOfDeeperWeightsDoNotMatter() throws UnsuitableException {
		var points = new Points(new double[][] { { 1 }, { 2 } });
		var gaussian = TestPrior.gaussian(1, 0.1);
		var other = gaussian.with("weight-2", "uniform").with("weight-out", "uniform").with("bias-out", "uniform");
		var expected = Networks.mlp("erf", List.of(3, 3), gaussian, 1).capability(InfiniteWidth.class).orElseThrow().nngp(points, Method.AUTO);
		var found = Networks.mlp("erf", List.of(3, 3), other, 1).capability(InfiniteWidth.class).orElseThrow().nngp(points, Method.AUTO);
		for (int i = 0; i < 3; i++) assertEquals(expected.values()[i], found.values()[i]);
	}
}
