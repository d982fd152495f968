package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Contribution;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.InfiniteWidth.Tangent;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;

/** Tangent kernels of infinite width and the contributions of the parameter groups. */
class TangentKernelTest {

	private static final int WIDTH = 10;
	/** The pairs that ntk_layers.csv names. */
	private static final Map<String, String> PAIRS = Map.of("P4", "0.5 -1.2 2;1 0.3 -0.7", "P5",
			"-4/5 -3/5 -2/5 -1/5 0 1/5 2/5 3/5 4/5 1;-1/10 1/5 -3/10 2/5 -1/2 3/5 -7/10 4/5 -9/10 1");

	static List<Map<String, String>> kernels() {
		return Oracle.rows("kernels.csv").stream().filter(row -> !row.get("NTK_xxp").isEmpty()).toList();
	}

	static List<Map<String, String>> layers() {
		return Oracle.rows("ntk_layers.csv");
	}

	private static Tangent tangent(Ensemble ensemble, Points points, Method method, boolean byGroup) throws UnsuitableException {
		return ensemble.capability(InfiniteWidth.class).orElseThrow().tangent(points, method, byGroup);
	}

	private static TestPrior prior(Map<String, String> row) {
		return TestPrior.gaussian(Oracle.number(row.get("sigma_w2")), Oracle.number(row.get("sigma_b2")));
	}

	@ParameterizedTest
	@MethodSource("kernels")
	void tangentKernelsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var points = new Points(Oracle.points(row.get("x") + ";" + row.get("xp")));
		int layers = Integer.parseInt(row.get("hidden_layers"));
		var ensemble = Networks.mlp(InfiniteWidthTest.activation(row), Collections.nCopies(layers, WIDTH), prior(row), points.dimension());
		var tangent = tangent(ensemble, points, Method.AUTO, true);
		double xx = Oracle.number(row.get("NTK_xx")), yy = Oracle.number(row.get("NTK_xpxp")), xy = Oracle.number(row.get("NTK_xxp"));
		double tolerance = layers == 10 ? 1e-10 : 1e-12;
		assertTrue(tangent.convergent());
		assertEquals(xx, tangent.values()[0], tolerance * xx);
		if (points.distinctCount() == 2) {
			assertEquals(xy, tangent.values()[1], tolerance * Math.max(Math.abs(xy), Math.sqrt(xx * yy)));
			assertEquals(yy, tangent.values()[2], tolerance * yy);
		}
		assertEquals(2 * layers + 2, tangent.contributions().size());
		for (int i = 0; i < tangent.values().length; i++) assertEquals(tangent.values()[i], sum(tangent, i), 1e-14 * layers * xx + 1e-14 * layers * yy);
		assertEquals(Oracle.number(row.get("K_xx")), tangent.nngp().values()[0], tolerance * Oracle.number(row.get("K_xx")));
	}

	private static double sum(Tangent tangent, int entry) {
		return tangent.contributions().stream().mapToDouble(contribution -> contribution.values()[entry]).sum();
	}

	/** In standard parameterisation a weight group counts its coefficient times the number of features that enter the layer, PHYSICS 7. */
	@ParameterizedTest
	@MethodSource("layers")
	void contributionsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var points = new Points(Oracle.points(PAIRS.get(row.get("pair"))));
		int layers = Integer.parseInt(row.get("hidden_layers")), layer = Integer.parseInt(row.get("layer"));
		var widths = List.of(10, 20, 30);
		var tangent = tangent(Networks.mlp(row.get("activation"), widths, prior(row), points.dimension()), points, Method.AUTO, true);
		double expected = Oracle.number(row.get("contribution_xxp")), scale = Math.sqrt(tangent.values()[0] * tangent.values()[2]);
		if (row.get("group").equals("total")) {
			assertEquals(expected, tangent.values()[1], 1e-12 * scale);
			return;
		}
		var name = row.get("group") + "-" + (layer > layers ? "out" : layer);
		assertEquals(expected, find(tangent, name).values()[1], 1e-12 * scale);
		var standard = tangent(Networks.build("mlp", Map.of("activation", row.get("activation"), "width", List.of(10L, 20L, 30L), "parameterisation", "standard"), prior(row), points.dimension()),
				points, Method.AUTO, true);
		assertFalse(standard.convergent());
		double entering = row.get("group").equals("bias") ? 1 : layer == 1 ? points.dimension() : widths.get(layer - 2);
		var found = find(standard, name).values();
		assertEquals(entering * Oracle.number(row.get("std_param_coefficient")), found[1], 1e-12 * Math.sqrt(found[0] * found[2]));
		assertEquals(sum(standard, 1), standard.values()[1], 1e-12 * Math.sqrt(standard.values()[0] * standard.values()[2]));
		assertEquals(tangent.nngp().values()[1], standard.nngp().values()[1]);
	}

	private static Contribution find(Tangent tangent, String group) {
		return tangent.contributions().stream().filter(contribution -> contribution.group().equals(group)).findFirst().orElseThrow();
	}

	@Test
	void groupsComeInTheOrderOfTheNetwork() throws UnsuitableException {
		var ensemble = Networks.mlp("erf", List.of(WIDTH, WIDTH), TestPrior.gaussian(1, 0.1), 1);
		var tangent = tangent(ensemble, new Points(new double[][] { { 1 } }), Method.AUTO, true);
		assertEquals(List.of("weight-1", "bias-1", "weight-2", "bias-2", "weight-out", "bias-out"), tangent.contributions().stream().map(Contribution::group).toList());
		assertEquals(List.of(), tangent(ensemble, new Points(new double[][] { { 1 } }), Method.AUTO, false).contributions());
	}

	/** A list of variances: with one hidden layer Θ = σ_b'² + σ_w'² E σσ' + σ_w'² E σ'σ' (σ_b² + σ_w² x·x'/d), for erf in closed form. */
	@Test
	void everyLayerHasItsOwnVariances() throws UnsuitableException {
		var prior = new TestPrior(new double[] { 0.4, 1.7 }, new double[] { 0.1, 0.3 }, "gaussian", Map.of());
		var tangent = tangent(Networks.mlp("erf", List.of(WIDTH), prior, 2), new Points(new double[][] { { 1, 0.2 }, { -0.3, 0.7 } }), Method.AUTO, true);
		double a = 0.1 + 0.4 * 1.04 / 2, b = 0.1 + 0.4 * 0.58 / 2, c = 0.1 + 0.4 * -0.16 / 2, root = Math.sqrt((1 + 2 * a) * (1 + 2 * b));
		double kernel = 0.3 + 1.7 * 2 / Math.PI * Math.asin(2 * c / root), slope = 1.7 * 4 / Math.PI / Math.sqrt(root * root - 4 * c * c);
		assertEquals(kernel, tangent.nngp().values()[1], 1e-14);
		assertEquals(kernel + slope * c, tangent.values()[1], 1e-14);
		assertEquals(slope * (c - 0.1), find(tangent, "weight-1").values()[1], 1e-14);
		assertEquals(slope * 0.1, find(tangent, "bias-1").values()[1], 1e-14);
		assertEquals(kernel - 0.3, find(tangent, "weight-out").values()[1], 1e-14);
		assertEquals(0.3, find(tangent, "bias-out").values()[1], 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "erf", "gelu", "sin", "relu", "leaky-relu(0.2)", "abs", "gauss", "hermite(3)" })
	void quadratureGivesTheClosedForms(String activation) throws UnsuitableException {
		var points = new Points(new double[][] { { 0.4, -1 }, { 1.2, 0.3 }, { 0.8, -2 } });
		var ensemble = Networks.mlp(activation, List.of(WIDTH, WIDTH), TestPrior.gaussian(1.3, 0.1), 2);
		var closed = tangent(ensemble, points, Method.CLOSED_FORM, false);
		var quadrature = tangent(ensemble, points, Method.QUADRATURE, false);
		assertTrue(closed.nngp().closedForm());
		assertFalse(quadrature.nngp().closedForm());
		double scale = Arrays.stream(closed.values()).map(Math::abs).max().orElseThrow();
		for (int i = 0; i < closed.values().length; i++) assertEquals(closed.values()[i], quadrature.values()[i], 4e-12 * scale);
	}

	/**
	 * Of a Gauss-net σ' = σ = exp(z - s), so that E σ'σ' = E σσ = e = exp(-σ_w²|x-y|²/(2d)); of a cos-net E σ'σ' = E sin sin = E cos cos = e/2, and the biases have
	 * variance π²/3.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "gauss-net", "cos-net" })
	void spectralNetworks(String architecture) throws UnsuitableException {
		var prior = new TestPrior(new double[] { 0.8, 1.5 }, new double[] { 0.2, 0.3 }, "gaussian", Map.of());
		var tangent = tangent(Networks.build(architecture, Map.of(), prior, 2), new Points(new double[][] { { 1, 0.2 }, { -0.3, 0.7 } }), Method.AUTO, true);
		boolean cos = architecture.equals("cos-net");
		double e = Math.exp(-0.8 * (1.3 * 1.3 + 0.25) / 4) * (cos ? 0.5 : 1), bias = cos ? Math.PI * Math.PI / 3 : 0.2;
		assertEquals(0.3 + 1.5 * e, tangent.nngp().values()[1], 1e-14);
		assertEquals(0.3 + 1.5 * e + 1.5 * e * (0.8 * -0.16 / 2 + bias), tangent.values()[1], 1e-13);
		assertEquals(1.5 * e * bias, find(tangent, "bias-1").values()[1], 1e-13);
	}

	@ParameterizedTest
	@ValueSource(strings = { "step", "sign" })
	void jumpsHaveNoTangentKernel(String activation) throws UnsuitableException {
		var ensemble = Networks.mlp(activation, List.of(WIDTH), TestPrior.gaussian(1, 0), 1);
		var points = new Points(new double[][] { { 1 }, { 2 } });
		for (var method : Method.values()) assertEquals("architecture.activation", assertThrows(UnsuitableException.class, () -> tangent(ensemble, points, method, false)).path());
		assertEquals(3, ensemble.capability(InfiniteWidth.class).orElseThrow().nngp(points, Method.AUTO).values().length);
	}
}
