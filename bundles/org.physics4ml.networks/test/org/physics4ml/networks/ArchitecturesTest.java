package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.networks.Networks.TestPrior;

/** What architectures make of their parameters and of the prior. */
class ArchitecturesTest {

	private static final TestPrior GAUSSIAN = TestPrior.gaussian(1, 0.1);

	private static boolean has(Ensemble ensemble, Class<?> capability) {
		return ensemble.capability(capability).isPresent();
	}

	@Test
	void widthsAndDepth() throws UnsuitableException {
		assertEquals(List.of(128), Networks.build("mlp", Map.of(), GAUSSIAN, 2).widths());
		assertEquals(List.of(7, 7, 7), Networks.build("mlp", Map.of("width", 7L, "depth", 3L), GAUSSIAN, 2).widths());
		assertEquals(List.of(7, 3), Networks.build("mlp", Map.of("width", List.of(7L, 3L)), GAUSSIAN, 2).widths());
		assertEquals(List.of(7, 3), Networks.build("mlp", Map.of("width", List.of(7L, 3L), "depth", 2L), GAUSSIAN, 2).widths());
		var contradiction = assertThrows(UnsuitableException.class, () -> Networks.build("mlp", Map.of("width", List.of(7L, 3L), "depth", 3L), GAUSSIAN, 2));
		assertEquals("architecture.width", contradiction.path());
	}

	@Test
	void groupsAreNamedSizedAndAddressedApart() throws UnsuitableException {
		var ensemble = Networks.build("mlp", Map.of("width", List.of(7L, 3L), "outputs", 2L), GAUSSIAN, 5);
		assertEquals(List.of("weight-1", "bias-1", "weight-2", "bias-2", "weight-out", "bias-out"), ensemble.groups().stream().map(ParameterGroup::name).toList());
		assertEquals(List.of(35L, 7L, 21L, 3L, 6L, 2L), ensemble.groups().stream().map(ParameterGroup::size).toList());
		assertEquals(List.of(0, 0, 1, 1, 2, 2), ensemble.groups().stream().map(ParameterGroup::layer).toList());
		assertEquals(6, new HashSet<>(ensemble.groups().stream().map(ParameterGroup::stream).toList()).size());
		assertEquals(2, ensemble.outputs());
		assertEquals(5, ensemble.inputDimension());
		assertEquals(ensemble.groups().stream().map(group -> group.role() == Role.WEIGHT ? 1 : 0.1).toList(), ensemble.laws().stream().map(Law::variance).toList());
	}

	@Test
	void capabilitiesFollowFromThePrior() throws UnsuitableException {
		var deep = Networks.mlp("tanh", List.of(4, 4), GAUSSIAN, 2);
		assertTrue(has(deep, ConditionalSampling.class) && has(deep, ExplicitSampling.class) && has(deep, InfiniteWidth.class));
		assertFalse(has(deep, SingleLayer.class));
		assertTrue(deep.capability(ConditionalSampling.class).orElseThrow().givesKernel());
		for (var group : List.of("weight-1", "bias-2", "weight-out", "bias-out")) {
			var other = Networks.mlp("tanh", List.of(4, 4), GAUSSIAN.with(group, "uniform"), 2);
			assertFalse(has(other, ConditionalSampling.class), group);
			assertEquals(!group.endsWith("out"), other.capability(ExplicitSampling.class).orElseThrow().givesKernel(), group);
		}
		// a bias that is always zero has no law to mind
		assertTrue(has(Networks.mlp("tanh", List.of(4), TestPrior.gaussian(1, 0).with("bias-1", "uniform").with("bias-out", "uniform"), 2), ConditionalSampling.class));
		assertTrue(has(Networks.build("cos-net", Map.of(), GAUSSIAN, 2), ConditionalSampling.class));
		assertFalse(has(Networks.build("cos-net", Map.of(), GAUSSIAN.with("weight-1", "uniform"), 2), ConditionalSampling.class));
		assertFalse(has(Networks.build("gauss-net", Map.of(), GAUSSIAN.with("bias-1", "uniform"), 2), ConditionalSampling.class));
		// more weights than a stream has numbers
		var wide = Networks.mlp("tanh", List.of(1_000_000, 1_000_000), GAUSSIAN, 2);
		assertFalse(has(wide, ExplicitSampling.class));
		assertTrue(has(wide, ConditionalSampling.class));
	}

	@Test
	void phaseOfTheCosNetIsItsOwn() throws UnsuitableException {
		var prior = new TestPrior(new double[] { 1, 2 }, new double[] { 5, 0.3 }, "gaussian", Map.of());
		var laws = Networks.build("cos-net", Map.of("width", 3L), prior, 2).laws();
		assertEquals(StrictMath.PI * StrictMath.PI / 3, laws.get(1).variance(), 1e-15 * 4);
		assertEquals(List.of(1.0, 2.0, 0.3), List.of(laws.get(0).variance(), laws.get(2).variance(), laws.get(3).variance()));
		var phases = new double[1000];
		laws.get(1).fill(1, 2, 3, 0, phases, 0, 1000);
		for (double phase : phases) assertTrue(Math.abs(phase) < StrictMath.PI);
		assertEquals("prior.groups.bias-1", assertThrows(UnsuitableException.class, () -> Networks.build("cos-net", Map.of(), prior.with("bias-1", "gaussian"), 2)).path());
	}

	/** A law with the shape of an exponential, which is not even. */
	private record Skew(double variance) implements Law {
		@Override
		public double standardisedMoment(int n) {
			return n == 2 ? 1 : Double.NaN;
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public boolean isEven() {
			return false;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			throw new AssertionError();
		}
	}

	private static Laws skew(String... skewed) {
		return (groups, layers) -> {
			var laws = new ArrayList<>(TestPrior.uniform(1, 1).of(groups, layers));
			for (int g = 0; g < laws.size(); g++) if (List.of(skewed).contains(groups.get(g).name())) laws.set(g, new Skew(1));
			return laws;
		};
	}

	@Test
	void oddCorrelatorsVanishWhereSignsCanBeReversed() {
		assertTrue(Networks.mlp("relu", List.of(3, 3), skew("weight-1", "bias-1", "weight-2", "bias-2"), 1).isEven());
		assertFalse(Networks.mlp("relu", List.of(3, 3), skew("weight-out"), 1).isEven());
		assertFalse(Networks.mlp("relu", List.of(3, 3), skew("bias-out"), 1).isEven());
		// odd activations carry the sign of an earlier layer
		assertTrue(Networks.mlp("erf", List.of(3, 3), skew("weight-out"), 1).isEven());
		assertTrue(Networks.mlp("erf", List.of(3, 3), skew("weight-out", "weight-2"), 1).isEven());
		assertFalse(Networks.mlp("erf", List.of(3, 3), skew("weight-out", "bias-2"), 1).isEven());
		assertFalse(Networks.mlp("erf", List.of(3, 3), skew("weight-out", "bias-out"), 1).isEven());
		assertFalse(Networks.mlp("erf", List.of(3, 3), skew("weight-out", "weight-2", "weight-1"), 1).isEven());
	}

	@Test
	void parameterisationsHaveOneLaw() throws UnsuitableException {
		var points = new Points(new double[][] { { 1 }, { 2 } });
		double[] ntk = new double[2], standard = new double[2];
		Networks.build("mlp", Map.of("parameterisation", "ntk"), GAUSSIAN, 1).capability(ExplicitSampling.class).orElseThrow().sampler(points, 1, Blas.java()).draw(0, ntk, 0, null, 0);
		Networks.build("mlp", Map.of("parameterisation", "standard"), GAUSSIAN, 1).capability(ExplicitSampling.class).orElseThrow().sampler(points, 1, Blas.java()).draw(0, standard, 0, null, 0);
		assertEquals(ntk[0], standard[0]);
		assertEquals(ntk[1], standard[1]);
	}

	@Test
	void estimatesGrowWithTheNetwork() {
		var small = Networks.mlp("erf", List.of(10), GAUSSIAN, 1);
		var large = Networks.mlp("erf", List.of(1000, 1000), GAUSSIAN, 1);
		for (var path : List.of(ExplicitSampling.class, ConditionalSampling.class)) {
			assertTrue(small.capability(path).orElseThrow().work(6) > 0);
			assertTrue(large.capability(path).orElseThrow().work(6) > 100 * small.capability(path).orElseThrow().work(6));
			assertTrue(large.capability(path).orElseThrow().workspace(6) > small.capability(path).orElseThrow().workspace(6));
		}
		assertTrue(large.capability(ExplicitSampling.class).orElseThrow().work(6) > 20 * large.capability(ConditionalSampling.class).orElseThrow().work(6));
	}

	/** Overflow is not hidden: the covariance of the next layer says which point. */
	@Test
	void overflowIsNamed() {
		var network = Networks.mlp("monomial(9)", List.of(20, 20, 20, 20), TestPrior.gaussian(100, 0), 3);
		var points = new Points(new double[][] { { 1, 2, 300 }, { 1, 0, 1 } });
		DrawSampler sampler = network.capability(ConditionalSampling.class).orElseThrow().sampler(points, 1, Blas.java());
		var failure = assertThrows(ArithmeticException.class, () -> sampler.draw(0, new double[2], 0, null, 0));
		assertTrue(failure.getMessage().contains("variance of point 0"), failure.getMessage());
	}
}
