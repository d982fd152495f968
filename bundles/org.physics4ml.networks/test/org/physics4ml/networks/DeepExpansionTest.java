package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
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
}
