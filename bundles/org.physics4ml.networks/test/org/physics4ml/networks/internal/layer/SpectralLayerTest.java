package org.physics4ml.networks.internal.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.networks.internal.layer.SpectralLayer.Kind;
import org.physics4ml.networks.internal.prior.UniformLaw;

class SpectralLayerTest {

	/** ∂L/∂x of L = Σ_i g_i h_i(x), against differences. */
	@ParameterizedTest
	@EnumSource(Kind.class)
	void gradientsOfInputs(Kind kind) {
		int d = 3, n = 5;
		var weights = new ParameterGroup("weight-1", Role.WEIGHT, 0, 0, d * n);
		var biases = new ParameterGroup("bias-1", Role.BIAS, 0, 1, n);
		var layer = new SpectralLayer(new Dense(d, n, weights, UniformLaw.within(1.2), biases, UniformLaw.within(0.7)), kind);
		double[] x = { 0.3, -0.8, 1.1 }, g = { 1, -0.5, 2, 0.3, -1.7 }, gradient = new double[d];
		layer.backward(1, 7, Blas.java()).orElseThrow().apply(4, x, g, gradient, null, 0, null);
		for (int j = 0; j < d; j++) {
			double h = 1e-4, slope = 0;
			for (int step : new int[] { -2, -1, 1, 2 }) {
				double[] moved = x.clone(), out = new double[n];
				moved[j] += step * h;
				var map = layer.explicit(1, 7, Blas.java());
				map.input(moved);
				map.apply(4, out);
				double value = 0;
				for (int i = 0; i < n; i++) value += g[i] * out[i];
				slope += value * (step == 1 ? 8 : step == -1 ? -8 : step == 2 ? -1 : 1) / (12 * h);
			}
			assertEquals(slope, gradient[j], 1e-9);
		}
	}
}
