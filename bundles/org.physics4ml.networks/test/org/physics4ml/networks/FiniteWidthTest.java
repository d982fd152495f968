package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;

/**
 * Mean and variance of the kernel of deep linear and ReLU networks, known exactly at finite width: Var Ĝ = (1 + 2/N)^L - 1 and (1 + 5/N)^L - 1. Within 4 standard errors, fixed seed: false
 * alarm 1e-3 for all rows.
 */
class FiniteWidthTest {

	static List<Map<String, String>> networks() {
		return Oracle.rows("deep_exact_finiteN.csv");
	}

	@ParameterizedTest
	@MethodSource("networks")
	void kernelFluctuatesAsItShould(Map<String, String> row) {
		int width = Integer.parseInt(row.get("N")), layers = Integer.parseInt(row.get("hidden_layers"));
		boolean relu = row.get("net").startsWith("relu");
		double variance = relu ? 2 : 1;
		var network = Networks.mlp(relu ? "relu" : "identity", Collections.nCopies(layers, width), TestPrior.gaussian(variance, 0), 1);
		// K¹ = σ_w² x² = 1
		var sampler = network.capability(ConditionalSampling.class).orElseThrow().sampler(new Points(new double[][] { { Math.sqrt(1 / variance) } }), 11, Blas.java());
		int draws = width == 1000 ? 8_000 : 40_000;
		double[] kernel = new double[1], powers = new double[5];
		for (int draw = 0; draw < draws; draw++) {
			sampler.draw(draw, null, 0, kernel, 0);
			double centred = kernel[0] - 1, power = 1;
			for (int n = 0; n < 5; n++, power *= centred) powers[n] += power;
		}
		for (int n = 1; n < 5; n++) powers[n] /= draws;
		double expected = Oracle.number(row.get("Var_kernel_exact"));
		assertEquals(Oracle.number(row.get("mean_kernel")), 1 + powers[1], 4 * Math.sqrt(powers[2] / draws));
		// the mean is known, so that the second moment about it is the variance
		assertEquals(expected, powers[2], 4 * Math.sqrt((powers[4] - powers[2] * powers[2]) / draws));
	}
}
