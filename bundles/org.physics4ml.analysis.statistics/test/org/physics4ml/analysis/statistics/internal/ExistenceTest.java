package org.physics4ml.analysis.statistics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;

/** Moments of the prior that do not exist are named, and what needs them is left empty. */
class ExistenceTest {

	private static final Points POINTS = new Points(new double[][] { { 1 } });

	/** A uniform law of variance 1 that says it has no moments from order {@code limit} on. */
	private record Tail(int limit, double variance) implements Law {

		@Override
		public double standardisedMoment(int n) {
			return n >= limit ? Double.NaN : n % 2 == 1 ? 0 : StrictMath.pow(3, n / 2) / (n + 1);
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			throw new AssertionError("the test draws itself");
		}
	}

	/** φ_o = w_o: one neuron that is 1. */
	private record Constant(int outputs, Law hidden, Law readoutWeight, Law readoutBias) implements Ensemble, SingleLayer, ExplicitSampling {

		@Override
		public int inputDimension() {
			return 1;
		}

		@Override
		public List<Integer> widths() {
			return List.of(1);
		}

		@Override
		public List<ParameterGroup> groups() {
			return List.of(new ParameterGroup("weight-1", Role.WEIGHT, 0, 0, 1), new ParameterGroup("weight-out", Role.WEIGHT, 1, 1, outputs),
					new ParameterGroup("bias-out", Role.BIAS, 1, 2, outputs));
		}

		@Override
		public List<Law> laws() {
			return List.of(hidden, readoutWeight, readoutBias);
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public int width() {
			return 1;
		}

		@Override
		public Object neuron() {
			return getClass();
		}

		@Override
		public Optional<Expectation> moment(Points points, int[] indices) {
			return Optional.of(new Expectation(1, "closed form"));
		}

		@Override
		public boolean givesKernel() {
			return false;
		}

		@Override
		public DrawSampler sampler(Points points, long key, Blas blas) {
			throw new AssertionError("the test draws itself");
		}

		@Override
		public double work(int k) {
			return 1;
		}

		@Override
		public long workspace(int k) {
			return 0;
		}
	}

	private static final Law LIGHT = new Tail(100, 1), NONE = new Tail(3, 0);

	private static Findings findings(Ensemble ensemble, String estimator) throws Exception {
		return findings(ensemble, new Parameters(Map.of("order", 4L, "estimator", estimator, "multisets", "all")));
	}

	private static Findings findings(Ensemble ensemble, Parameters parameters) throws Exception {
		return findings(ensemble, parameters, new Correlators());
	}

	private static Findings findings(Ensemble ensemble, Parameters parameters, Analysis<Sums> analysis) throws Exception {
		var cell = new Cell(0, Map.of(), ensemble, POINTS, Optional.empty(), 6400, Optional.empty());
		Measurement<Sums> measurement = analysis.prepare(parameters, cell);
		List<Sums> blocks = new ArrayList<>();
		for (int block = 0; block < 64 && measurement.need().isPresent(); block++) {
			Sums sums = measurement.empty();
			int outputs = ensemble.outputs(), draws = 100;
			double[] fields = new double[draws * outputs];
			RandomStream.uniforms(11, block, 0, 0, fields, 0, fields.length);
			for (int i = 0; i < fields.length; i++)
				fields[i] = Math.sqrt(3) * (2 * fields[i] - 1);
			measurement.accumulate(new Draws(block * draws, draws, fields, outputs, null, 0), sums);
			blocks.add(sums);
		}
		var result = new Result<>(cell, measurement, blocks);
		assertTrue(Double.isFinite(analysis.relativeError(parameters, result).orElse(0)), "absent correlators set no target");
		return analysis.conclude("correlators", parameters, List.of(result));
	}

	private static List<String> filled(Findings findings, String column) {
		var table = findings.table("moments").orElseThrow();
		List<String> filled = new ArrayList<>();
		for (int row = 0; row < table.rows(); row++)
			if (!Double.isNaN(table.column(column).orElseThrow().number(row)))
				filled.add(table.column("points").orElseThrow().values().get(row).toString());
		return filled;
	}

	private static Check check(Findings findings, int n) {
		return findings.checks().stream().filter(check -> check.name().equals("connected n=" + n)).findFirst().orElseThrow();
	}

	@Test
	void whatDoesNotExistIsLeftEmptyAndNamed() throws Exception {
		for (String estimator : new String[] { "naive", "exact" }) {
			var findings = findings(new Constant(1, LIGHT, new Tail(3, 1), NONE), estimator);
			for (String column : new String[] { "moment", "connected", "momentTheory", "connectedTheory" })
				assertEquals(List.of("0", "0 0"), filled(findings, column), estimator + " " + column);
			var deviation = findings.table("deviation").orElseThrow();
			for (String column : new String[] { "connected", "noiseFloor", "deviation", "deviationFloor", "deviationTheory" })
				assertTrue(Double.isNaN(deviation.column(column).orElseThrow().number(0)), column);
			assertEquals(Verdict.NOT_TESTABLE, check(findings, 3).verdict());
			assertEquals(Verdict.NOT_TESTABLE, check(findings, 4).verdict());
			assertTrue(check(findings, 4).reason().equals("E w^4 of weight-out does not exist"), check(findings, 4).reason());
			assertTrue(findings.notices().stream().anyMatch(notice -> notice.startsWith("E w^4 of weight-out does not exist, nor do correlators of order 4")));
			assertTrue(findings.notices().stream().anyMatch(notice -> notice.startsWith("E w^3 of weight-out does not exist, nor do correlators of order 3")));
		}
	}

	/** A statistic of fourth moments has nothing to estimate; what can be measured without a kernel of infinite width stays. */
	@Test
	void normalityAndEffectiveActionWithoutMoments() throws Exception {
		for (boolean exists : new boolean[] { true, false }) {
			var ensemble = new Constant(1, LIGHT, new Tail(exists ? 5 : 4, 1), NONE);
			var findings = findings(ensemble, new Parameters(Map.of("order", 4L, "multisets", "all", "normality", true)), new NonGaussianity());
			var table = findings.table("normality").orElseThrow();
			for (int row = 0; row < table.rows(); row++) {
				String name = table.column("test").orElseThrow().values().get(row).toString();
				assertEquals(exists || !name.equals("Mardia kurtosis"), Double.isFinite(table.column("statistic").orElseThrow().number(row)), name);
			}
			assertEquals(exists ? 0 : 1, findings.notices().stream().filter(notice -> notice.startsWith("E w^4 of weight-out does not exist, and Mardia kurtosis")).count());
			var action = findings(ensemble, new Parameters(Map.of("cutoffs", List.of(10.), "multisets", "all")), new EffectiveAction());
			assertTrue(action.notices().stream().anyMatch(notice -> notice.startsWith("no couplings: the kernel of infinite width is not known")), action.notices().toString());
			assertEquals(1, action.table("coupling").orElseThrow().rows());
			assertTrue(Double.isNaN(action.table("coupling").orElseThrow().column("theory").orElseThrow().number(0)));
			var rebuilt = action.table("reconstruction").orElseThrow();
			for (int row = 0; row < rebuilt.rows(); row++)
				assertEquals(exists && rebuilt.column("points").orElseThrow().values().get(row).toString().length() < 11, Double.isFinite(rebuilt.column("measured").orElseThrow().number(row)), "row " + row);
		}
	}

	@Test
	void anErrorBarNeedsTheMomentOfTwiceTheOrder() throws Exception {
		var findings = findings(new Constant(1, LIGHT, new Tail(7, 1), NONE), "naive");
		assertEquals(4, filled(findings, "connected").size());
		assertEquals(Verdict.INCONCLUSIVE, check(findings, 4).verdict());
		assertEquals(List.of("E w^8 of weight-out does not exist: products of 4 fields have no variance, their error bars mean nothing; "
				+ "choose a prior with lighter tails, or the estimator exact"), findings.notices().stream().filter(notice -> notice.startsWith("E ")).toList());
		var light = findings(new Constant(1, LIGHT, new Tail(9, 1), NONE), "naive");
		assertEquals(Verdict.PASSED, check(light, 4).verdict());
		assertFalse(light.notices().stream().anyMatch(notice -> notice.startsWith("E ")));
	}

	@Test
	void biasesCountAndHiddenLayersAreNamed() throws Exception {
		var biased = findings(new Constant(1, LIGHT, LIGHT, new Tail(3, 1)), "naive");
		assertEquals("E b^4 of bias-out does not exist", check(biased, 4).reason());
		var hidden = findings(new Constant(1, new Tail(4, 1), LIGHT, NONE), "naive");
		assertEquals(Verdict.PASSED, check(hidden, 4).verdict());
		assertEquals(List.of("E w^4 of weight-1 does not exist: correlators of order 4 are sure to exist only for a bounded activation; choose a prior with lighter tails for the hidden layers"),
				hidden.notices().stream().filter(notice -> notice.startsWith("E ")).toList());
	}

	/** φ_0 φ_0 φ_1 φ_1 has no more than two parameters of one output in it. */
	@Test
	void outputsShareTheTails() throws Exception {
		var findings = findings(new Constant(2, LIGHT, new Tail(3, 1), NONE), "exact");
		var table = findings.table("moments").orElseThrow();
		for (int row = 0; row < table.rows(); row++) {
			String outputs = table.column("outputs").orElseThrow().values().get(row).toString();
			boolean exists = outputs.length() <= 3 || !outputs.matches("(0 0 0.*|.*1 1 1)");
			assertEquals(exists, !Double.isNaN(table.column("momentTheory").orElseThrow().number(row)), outputs);
			if (outputs.equals("0 0 1 1"))
				assertEquals(1, table.column("momentTheory").orElseThrow().number(row));
		}
	}

	/** Z[J] = E e^{Jw}: e^{Jw} has a mean for any J, or for J = 0 only. */
	@Test
	void generatingFunctionalNeedsAllMoments() throws Exception {
		var parameters = new Parameters(Map.of("order", 2L, "estimator", "naive", "multisets", "all", "sources", List.of(List.of(0.5), List.of(0.0))));
		for (boolean exists : new boolean[] { true, false }) {
			var findings = findings(new Constant(1, LIGHT, new Tail(exists ? 1000 : 100, 1), NONE), parameters);
			var table = findings.table("sources").orElseThrow();
			for (String column : List.of("z", "zError", "w", "wError")) {
				assertEquals(exists, Double.isFinite(table.column(column).orElseThrow().number(0)), column);
				assertEquals(column.equals("z") ? 1 : 0, table.column(column).orElseThrow().number(1), column);
			}
			assertEquals(0, table.column("wTheory").orElseThrow().number(1));
			assertEquals(exists ? 0 : 1, findings.notices().stream().filter(notice -> notice.startsWith("source 0.5: Z[J] does not exist")).count());
		}
	}

	/** κ_6 = 64 √3⁶/252 of a uniform weight, measured by plain products; empty, and named, where E w⁶ does not exist. */
	@Test
	void sixPointFunctionsOfPlainProducts() throws Exception {
		var parameters = new Parameters(Map.of("order", 6L, "multisets", "all", "normality", false));
		for (boolean exists : new boolean[] { true, false }) {
			var findings = findings(new Constant(1, LIGHT, new Tail(exists ? 100 : 6, 1), NONE), parameters, new NonGaussianity());
			var table = findings.table("sixth").orElseThrow();
			double estimate = table.column("estimate").orElseThrow().number(0), error = table.column("estimateError").orElseThrow().number(0), exact = 64 * 27 / 252.;
			assertEquals(exists ? 0 : 1, findings.notices().stream().filter(notice -> notice.startsWith("E w^6 of weight-out does not exist, nor do six-point functions")).count());
			assertEquals(exists, Double.isFinite(estimate));
			if (exists) {
				assertEquals(exact, table.column("exact").orElseThrow().number(0), 1e-12);
				assertEquals(exact, estimate, 4 * error); // one failure in 16,000 at another seed
				assertTrue(error < 0.1 * exact, "the test sees the six-point function");
			}
		}
	}
}
