package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;

/** Draws have the same bits with the Vector API and without it. */
class SameBitsTest {

	/** Prints a hash of the bits of draws of networks with every activation, and of parameters of every prior. */
	public static void main(String[] arguments) {
		System.out.println(hash());
	}

	private static String hash() {
		var points = new Points(new double[][] { { 0.1, 0.2 }, { -1, 1 }, { 2, 0.5 }, { 0.3, -0.4 } });
		var text = new StringBuilder();
		for (var activation : Networks.REGISTRY.declarations(Kind.ACTIVATION)) {
			var network = Networks.mlp(activation.shortId(), List.of(37, 3), TestPrior.gaussian(0.5, 0.1), 2);
			for (var path : List.of(ConditionalSampling.class, ExplicitSampling.class)) {
				var sampler = network.capability(path).orElseThrow().sampler(points, 77, Blas.java());
				double[] phi = new double[4], kernel = new double[DrawSampler.packedLength(4)];
				long bits = 0;
				for (int draw = 0; draw < 5; draw++) {
					sampler.draw(draw, phi, 0, kernel, 0);
					bits = 31 * bits + Arrays.hashCode(phi) * 17L + Arrays.hashCode(kernel);
				}
				text.append(activation.shortId()).append(' ').append(Long.toHexString(bits)).append(' ');
			}
		}
		var parameters = new double[1001];
		for (var prior : Networks.REGISTRY.declarations(Kind.PRIOR)) {
			Networks.law(prior.shortId(), new ParameterGroup("weight-1", Role.WEIGHT, 0, 0, 1004), 2).fill(77, 1, 0, 3, parameters, 0, 1001);
			text.append(prior.shortId()).append(' ').append(Integer.toHexString(Arrays.hashCode(parameters))).append(' ');
		}
		return text.toString();
	}

	@Test
	void scalarAndVectorPathsAgree() throws IOException, InterruptedException {
		var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		var process = new ProcessBuilder(java, "-Dphysics4ml.simd=false", "-cp", System.getProperty("java.class.path"), SameBitsTest.class.getName()).redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
		var scalar = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		assertEquals(0, process.waitFor());
		assertEquals(scalar, hash().strip());
	}
}
