package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.InfiniteWidth.Tangent;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;

/** Where powers of the width stand (PHYSICS 18), against the NTK parameterisation by hand. */
class ParameterisationTest {

	private static final TestPrior PRIOR = TestPrior.gaussian(1.7, 0);
	private static final Points POINTS = new Points(new double[][] { { 1, 0.2 }, { -0.3, 0.7 } });
	private static final List<Long> WIDTHS = List.of(8L, 8L);

	private static Ensemble mlp(List<Long> widths, String parameterisation, Object... more) throws UnsuitableException {
		var values = new HashMap<String, Object>(Map.of("activation", "erf", "width", widths, "parameterisation", parameterisation));
		for (int i = 0; i < more.length; i += 2) values.put((String) more[i], more[i + 1]);
		return Networks.build("mlp", values, PRIOR, 2);
	}

	private static Tangent tangent(Ensemble ensemble) throws UnsuitableException {
		return ensemble.capability(InfiniteWidth.class).orElseThrow().tangent(POINTS, Method.AUTO, true);
	}

	@Test
	void exponentsOfTheNtkParameterisationGiveItsLaw() throws UnsuitableException {
		Tangent ntk = tangent(mlp(WIDTHS, "ntk")), abc = tangent(mlp(WIDTHS, "abc", "a", List.of(0, 0.5, 0.5), "b", List.of(0, 0, 0)));
		assertTrue(abc.convergent());
		for (int i = 0; i < 3; i++) {
			assertEquals(ntk.nngp().values()[i], abc.nngp().values()[i], 0);
			// θ of variance σ_w² in the place of 1
			for (int g = 0; g < 6; g += 2) assertEquals(ntk.contributions().get(g).values()[i] / 1.7, abc.contributions().get(g).values()[i], 1e-14);
		}
	}

	@Test
	void readoutsOfMuPAndMeanFieldAreSmallerByTheRootOfTheWidth() throws UnsuitableException {
		Tangent ntk = tangent(mlp(WIDTHS, "ntk")), mup = tangent(mlp(WIDTHS, "mu-p")), field = tangent(mlp(WIDTHS, "mean-field"));
		assertFalse(mup.convergent());
		for (var parameterisation : List.of("ntk", "standard", "mu-p", "mean-field"))
			assertEquals(!parameterisation.startsWith("m"), mlp(WIDTHS, parameterisation).capability(InfiniteWidth.class).orElseThrow().isConvergent());
		assertFalse(field.convergent());
		double[] mupFactors = { 8, 8, 8 }, fieldFactors = { 1, 1, 1 };
		for (int i = 0; i < 3; i++) {
			assertEquals(ntk.nngp().values()[i] / 8, mup.nngp().values()[i], 1e-15);
			assertEquals(ntk.nngp().values()[i] / 8, field.nngp().values()[i], 1e-15);
			for (int g = 0; g < 3; g++) {
				double first = ntk.contributions().get(2 * g).values()[i] / 1.7;
				// (∂w/∂θ)² n/8 of each layer: mu-p n, n, 1; mean-field 1, 1, 1/n; and the readout's variance, 1/n of the NTK's, for all but the readout itself
				assertEquals(first * (g == 2 ? 1 : mupFactors[g] / 8), mup.contributions().get(2 * g).values()[i], 1e-14);
				assertEquals(first * (g == 2 ? 1.0 / 8 : fieldFactors[g] / 8), field.contributions().get(2 * g).values()[i], 1e-14);
			}
		}
	}

	/** Hidden biases are as many as the width, and trained like the first layer; those of the readout are not. */
	@Test
	void theBiasOfTheReadoutHasNoWidth() throws UnsuitableException {
		for (int width : new int[] { 8, 64 }) {
			var ensemble = Networks.build("mlp", Map.of("activation", "erf", "width", List.of((long) width, (long) width), "parameterisation", "mu-p"), TestPrior.gaussian(1.7, 0.3), 2);
			var last = tangent(ensemble).contributions().getLast();
			assertEquals("bias-out", last.group());
			for (double value : last.values()) assertEquals(1, value, 1e-14);
		}
	}

	/** 20,000 draws; products of outputs of both ways to draw within 5 standard errors of the exact mean at depth 1, 6 comparisons: false alarm 4e-6. */
	@ParameterizedTest
	@ValueSource(strings = { "mu-p", "mean-field", "standard" })
	void bothWaysToDrawHaveTheLawOfTheKernel(String parameterisation) throws UnsuitableException {
		var ensemble = mlp(List.of(5L), parameterisation);
		var theory = ensemble.capability(InfiniteWidth.class).orElseThrow().nngp(POINTS, Method.AUTO).values();
		for (var sampling : List.of(ensemble.capability(ConditionalSampling.class).orElseThrow(), ensemble.capability(ExplicitSampling.class).orElseThrow())) {
			var sampler = sampling.sampler(POINTS, 3, Blas.java());
			double[] phi = new double[2], sum = new double[3], squares = new double[3];
			int draws = 20_000;
			for (int draw = 0; draw < draws; draw++) {
				sampler.draw(draw, phi, 0, null, 0);
				double[] products = { phi[0] * phi[0], phi[0] * phi[1], phi[1] * phi[1] };
				for (int i = 0; i < 3; i++) {
					sum[i] += products[i];
					squares[i] += products[i] * products[i];
				}
			}
			for (int i = 0; i < 3; i++) {
				double mean = sum[i] / draws, error = Math.sqrt((squares[i] / draws - mean * mean) / draws);
				assertEquals(theory[i], mean, 5 * error, parameterisation + " " + i);
			}
		}
	}

	@Test
	void exponentsThatDoNotFitAreRefused() {
		assertEquals("architecture.a", assertThrows(UnsuitableException.class, () -> mlp(WIDTHS, "abc")).path());
		assertEquals("architecture.b", assertThrows(UnsuitableException.class, () -> mlp(WIDTHS, "abc", "a", List.of(0, 0.5, 0.5), "b", List.of(0, 0))).path());
		assertEquals("architecture.a", assertThrows(UnsuitableException.class, () -> mlp(WIDTHS, "ntk", "a", List.of(0, 0.5, 0.5))).path());
	}
}
