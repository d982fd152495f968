package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.networks.Networks.TestPrior;

/**
 * Both ways to draw have one law: mean and second moments of the kernel, two- and four-point functions, the distribution of single outputs and of their sum over points. Fixed seeds; a
 * comparison fails beyond 5 standard errors (6e-7), the distributions at a Kolmogorov-Smirnov probability of 1e-6. With some 1600 comparisons a right sampler fails with
 * probability 1e-3.
 */
class SameLawTest {

	private static final int DRAWS = 20_000;
	private static final double[][] LINE = { { -1 }, { -0.6 }, { -0.2 }, { 0.2 }, { 0.6 }, { 1 } };
	private static final double[][] PLANE = { { 1, 0 }, { -1, 0 }, { 0.5, 1.1 }, { 0.5, 1.1 }, { 2, 0 }, { 0.1, -0.3 } };
	private static final double[][] SPACE = { { 1, 2, 0.5, -1 }, { 0.3, -0.2, 1, 0 } };

	static Stream<Arguments> networks() {
		var perLayer = new TestPrior(new double[] { 1.5, 1.1, 0.7 }, new double[] { 0.3, 0, 0.2 }, "gaussian", Map.of());
		return Stream.of(
				Arguments.of("fewer neurons than points", Networks.mlp("erf", List.of(2), TestPrior.gaussian(1.5, 0.5), 1), LINE),
				Arguments.of("more neurons than points", Networks.mlp("erf", List.of(50), TestPrior.gaussian(1.5, 0.5), 1), LINE),
				Arguments.of("layers on both sides of the number of points", Networks.mlp("tanh", List.of(3, 20), perLayer, 2), PLANE),
				Arguments.of("as many neurons as points less one", Networks.mlp("erf", List.of(4, 5, 6), TestPrior.gaussian(2, 0.2), 2), PLANE),
				Arguments.of("more inputs than points", Networks.mlp("gelu", List.of(8, 2), TestPrior.gaussian(1, 0.1), 4), SPACE),
				Arguments.of("layers that die", Networks.mlp("relu", List.of(2, 3, 2), TestPrior.gaussian(1, 0), 1), LINE),
				Arguments.of("layers that die, more neurons than points", Networks.mlp("relu", List.of(5, 5), TestPrior.gaussian(1, 0), 4), SPACE),
				Arguments.of("one point", Networks.mlp("sign", List.of(3, 4), TestPrior.gaussian(1, 0.1), 2), new double[][] { { 1, 2 } }),
				Arguments.of("no weights", Networks.mlp("cos", List.of(4), new TestPrior(new double[] { 0, 1 }, new double[] { 1, 0 }, "gaussian", Map.of()), 1), LINE),
				Arguments.of("several outputs", build("mlp", Map.of("width", 3L, "outputs", 2L), TestPrior.gaussian(1.5, 0.2), 1), LINE),
				Arguments.of("gauss-net", build("gauss-net", Map.of("width", 20L), TestPrior.gaussian(0.3, 0.05), 2), PLANE),
				Arguments.of("cos-net", build("cos-net", Map.of("width", 3L), TestPrior.gaussian(1, 0.3), 2), PLANE),
				Arguments.of("cos-net, more inputs than points", build("cos-net", Map.of("width", 10L), TestPrior.gaussian(1, 0.3), 4), SPACE));
	}

	private static Ensemble build(String architecture, Map<String, ?> parameters, TestPrior prior, int dimension) {
		try {
			return Networks.build(architecture, parameters, prior, dimension);
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("networks")
	void conditionalDrawsHaveTheLawOfExplicitWeights(String name, Ensemble ensemble, double[][] inputs) {
		var points = new Points(inputs);
		var conditional = new Statistics(ensemble.capability(ConditionalSampling.class).orElseThrow(), points, ensemble.outputs());
		var explicit = new Statistics(ensemble.capability(ExplicitSampling.class).orElseThrow(), points, ensemble.outputs());
		conditional.compare(explicit);
	}

	/** One draw's monomials of kernel and outputs, averaged, and the outputs themselves. */
	private static final class Statistics {

		final double[] sums, squares;
		final double[][] values;

		Statistics(Sampling sampling, Points points, int outputs) {
			int k = points.distinctCount(), pairs = DrawSampler.packedLength(k), fields = outputs * k;
			var sampler = sampling.sampler(points, 42, Blas.java());
			assertTrue(sampler.givesKernel());
			double[] phi = new double[fields], kernel = new double[pairs];
			sums = new double[2 * pairs + fields * (fields + 1)];
			squares = new double[sums.length];
			values = new double[fields + 1][DRAWS];
			for (int draw = 0; draw < DRAWS; draw++) {
				sampler.draw(draw, phi, 0, kernel, 0);
				int at = 0;
				for (double g : kernel) {
					add(at++, g);
					add(at++, g * g);
				}
				for (int a = 0; a < fields; a++) {
					for (int b = a; b < fields; b++) {
						add(at++, phi[a] * phi[b]);
						add(at++, phi[a] * phi[a] * phi[b] * phi[b]);
					}
					values[a][draw] = phi[a];
					values[fields][draw] += phi[a];
				}
			}
		}

		private void add(int i, double value) {
			sums[i] += value;
			squares[i] += value * value;
		}

		void compare(Statistics other) {
			for (int i = 0; i < sums.length; i++) {
				double mean = sums[i] / DRAWS, otherMean = other.sums[i] / DRAWS;
				double error = Math.sqrt(Math.max(0, squares[i] / DRAWS - mean * mean + other.squares[i] / DRAWS - otherMean * otherMean) / DRAWS);
				assertEquals(otherMean, mean, 5 * error + 1e-13, "statistic " + i);
			}
			for (int a = 0; a < values.length; a++) assertTrue(distance(values[a], other.values[a]) * Math.sqrt(DRAWS / 2.0) < 2.7, "distribution " + a);
		}

		/** Largest difference of the distribution functions of two samples of equal size; 2 exp(-2·2.7²) = 1e-6. */
		private static double distance(double[] x, double[] y) {
			double[] a = x.clone(), b = y.clone();
			Arrays.sort(a);
			Arrays.sort(b);
			double largest = 0;
			for (int i = 0, j = 0; i < a.length && j < b.length;) {
				double value = Math.min(a[i], b[j]);
				while (i < a.length && a[i] == value) i++;
				while (j < b.length && b[j] == value) j++;
				largest = Math.max(largest, Math.abs(i - j) / (double) a.length);
			}
			return largest;
		}
	}

	@Test
	void aDrawIsTheSameAloneAndInSequence() {
		var deep = Networks.mlp("erf", List.of(600, 3, 70), TestPrior.gaussian(1.5, 0.5), 1);
		for (var path : List.of(ConditionalSampling.class, ExplicitSampling.class)) {
			Sampling sampling = deep.capability(path).orElseThrow();
			var points = new Points(LINE);
			int k = LINE.length, pairs = DrawSampler.packedLength(k);
			double[] phi = new double[k + 2], kernel = new double[pairs + 5], alone = new double[k], aloneKernel = new double[pairs];
			var sampler = sampling.sampler(points, 9, Blas.java());
			for (int draw = 0; draw < 12; draw++) {
				sampler.draw(draw, draw % 3 == 0 ? null : phi, 2, draw % 2 == 0 ? null : kernel, 5);
				if (draw != 7) continue;
				sampling.sampler(points, 9, Blas.java()).draw(7, alone, 0, aloneKernel, 0);
				assertEquals(Arrays.toString(alone), Arrays.toString(Arrays.copyOfRange(phi, 2, k + 2)));
				assertEquals(Arrays.toString(aloneKernel), Arrays.toString(Arrays.copyOfRange(kernel, 5, pairs + 5)));
			}
		}
	}

	@Test
	void bothBackendsAgreeToRounding() {
		var blas = Blas.openBlas();
		assumeTrue(blas.isPresent(), Blas.openBlasAbsence());
		var deep = Networks.mlp("erf", List.of(100, 30), TestPrior.gaussian(1.5, 0.5), 4);
		for (var path : List.of(ConditionalSampling.class, ExplicitSampling.class)) {
			Sampling sampling = deep.capability(path).orElseThrow();
			double[] first = new double[2], second = new double[2], kernel = new double[3], otherKernel = new double[3];
			sampling.sampler(new Points(SPACE), 9, Blas.java()).draw(3, first, 0, kernel, 0);
			sampling.sampler(new Points(SPACE), 9, blas.get()).draw(3, second, 0, otherKernel, 0);
			for (int i = 0; i < 2; i++) assertEquals(first[i], second[i], 1e-12);
			for (int i = 0; i < 3; i++) assertEquals(kernel[i], otherKernel[i], 1e-12);
		}
	}
}
