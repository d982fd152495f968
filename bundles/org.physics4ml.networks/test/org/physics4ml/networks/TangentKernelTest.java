package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelState;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Pointwise;

/** The kernel maps of the layers carry the tangent kernel Θ ← K + σ_w² K̇ Θ along. */
class TangentKernelTest {

	static List<Map<String, String>> kernels() {
		return Oracle.rows("kernels.csv").stream().filter(row -> !row.get("NTK_xxp").isEmpty()).toList();
	}

	@ParameterizedTest
	@MethodSource("kernels")
	void tangentKernelsAreThoseComputedIndependently(Map<String, String> row) throws UnsuitableException {
		var points = new Points(Oracle.points(row.get("x") + ";" + row.get("xp")));
		int layers = Integer.parseInt(row.get("hidden_layers"));
		var ensemble = Networks.mlp("erf", java.util.Collections.nCopies(layers, 10), TestPrior.gaussian(Oracle.number(row.get("sigma_w2")), Oracle.number(row.get("sigma_b2"))), points.dimension());
		var activation = new Pointwise(10, Networks.activation(InfiniteWidthTest.activation(row)), "σ");
		var state = KernelState.ofInputs(points, true);
		for (int l = 0; l <= layers; l++) {
			Layer dense = new Dense(10, 10, ensemble.groups().get(2 * l), ensemble.laws().get(2 * l), ensemble.groups().get(2 * l + 1), ensemble.laws().get(2 * l + 1));
			state = dense.kernel(l == 0 ? state : activation.kernel(state, Method.AUTO), Method.AUTO);
		}
		double xx = Oracle.number(row.get("NTK_xx")), yy = Oracle.number(row.get("NTK_xpxp")), xy = Oracle.number(row.get("NTK_xxp"));
		double tolerance = layers == 10 ? 1e-10 : 1e-12;
		assertEquals(xx, state.tangent()[0], tolerance * xx);
		if (points.distinctCount() == 2) {
			assertEquals(xy, state.tangent()[1], tolerance * Math.max(Math.abs(xy), Math.sqrt(xx * yy)));
			assertEquals(yy, state.tangent()[2], tolerance * yy);
		}
	}
}
