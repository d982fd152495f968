package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.core.network.TangentSampling;
import org.physics4ml.networks.Networks.TestPrior;

class RandomFeaturesTest {

	private static final Points POINTS = new Points(new double[][] { { 0.5 }, { -1 } });

	/** The same draws as the perceptron, and the tangent kernel of its readout. */
	@Test
	void onlyTheReadoutLearns() throws Exception {
		var prior = TestPrior.gaussian(1.5, 0.2);
		var features = Networks.build("random-features", Map.of("width", 6L, "activation", "softplus"), prior, 1);
		var perceptron = Networks.mlp("softplus", List.of(6), prior, 1);
		double[] phi = new double[2], expected = new double[2];
		features.capability(ExplicitSampling.class).orElseThrow().sampler(POINTS, 3, Blas.java()).draw(4, phi, 0, null, 0);
		perceptron.capability(ExplicitSampling.class).orElseThrow().sampler(POINTS, 3, Blas.java()).draw(4, expected, 0, null, 0);
		assertArrayEquals(expected, phi);
		assertEquals(perceptron.groups(), features.groups());
		assertTrue(features.capability(SingleLayer.class).isPresent() && features.capability(TangentSampling.class).isEmpty());
		var tangent = features.capability(InfiniteWidth.class).orElseThrow().tangent(POINTS, Method.AUTO, true);
		var whole = perceptron.capability(InfiniteWidth.class).orElseThrow().tangent(POINTS, Method.AUTO, true);
		assertArrayEquals(whole.nngp().values(), tangent.nngp().values(), 1e-15);
		for (int group = 0; group < 4; group++) {
			var ofPerceptron = whole.contributions().get(group);
			assertEquals(ofPerceptron.group(), tangent.contributions().get(group).group());
			assertArrayEquals(group < 2 ? new double[3] : ofPerceptron.values(), tangent.contributions().get(group).values(), 1e-13);
		}
		assertArrayEquals(tangent.nngp().values(), tangent.values(), 0);
	}
}
