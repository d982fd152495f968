package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;

/** Tables, scalars, figures and refusals of the analyses, planned as the engine does. */
class AnalysesTest {

	private static final String NTK = "analyses=[\"ntk\"]", INFERENCE = "analyses=[\"gp-inference\"]", FROZEN = "analyses=[\"frozen-ntk\"]";

	private static double sum(List<Object> values) {
		return values.stream().mapToDouble(value -> (Double) value).sum();
	}

	@Test
	void tangentKernelOfALinearNetwork() throws InvalidExperimentException {
		// Θ = (L + 1) σ_w^{2L+2} x·x'/d without biases
		var findings = TestPlugin.run(NTK, "architecture.activation=identity", "architecture.depth=3", "prior.biasVariance=0", "inputs.points=[[1,2],[0.5,-1],[1,2]]");
		assertEquals(List.of("i", "j", "nngp", "theory", "method", "sampled", "sampledError", "pull"), Tables.columns(findings, "kernel"));
		assertEquals(List.of("i", "j", "group", "contribution"), Tables.columns(findings, "layers"));
		assertEquals(Arrays.asList(0L, 0L, 0L, 1L, 1L, 2L), Tables.column(findings, "kernel", "i"));
		assertEquals(Arrays.asList(0L, 1L, 2L, 1L, 2L, 2L), Tables.column(findings, "kernel", "j"));
		double[] products = { 2.5, -0.75, 2.5, 0.625, -0.75, 2.5 };
		for (int row = 0; row < 6; row++) {
			double nngp = Math.pow(2.25, 4) * products[row];
			assertEquals(nngp, (Double) Tables.column(findings, "kernel", "nngp").get(row), 1e-13 * Math.abs(nngp));
			assertEquals(4 * nngp, (Double) Tables.column(findings, "kernel", "theory").get(row), 4e-13 * Math.abs(nngp));
			assertEquals("closed-form", Tables.column(findings, "kernel", "method").get(row));
			for (String empty : List.of("sampled", "sampledError", "pull"))
				assertNull(Tables.column(findings, "kernel", empty).get(row));
		}
		assertEquals(List.of("weight-1", "bias-1", "weight-2", "bias-2", "weight-3", "bias-3", "weight-out", "bias-out"), Tables.column(findings, "layers", "group").subList(0, 8));
		assertEquals(48, findings.table("layers").orElseThrow().rows());
		assertEquals(Math.pow(2.25, 4) * -0.75, Tables.number(findings, "layers", "contribution", Map.of("i", 0, "j", 1, "group", "weight-2")), 1e-12);
		assertEquals(0, Tables.number(findings, "layers", "contribution", Map.of("i", 0, "j", 1, "group", "bias-out")), 0);
		Tables.assertDrawable(findings);
	}

	@Test
	void contributionsAddUpToTheKernel() throws InvalidExperimentException {
		var findings = TestPlugin.run(NTK, "architecture.activation=gelu", "architecture.depth=2");
		assertEquals(sum(Tables.column(findings, "kernel", "theory")), sum(Tables.column(findings, "layers", "contribution")), 1e-12);
		var bare = TestPlugin.run("analyses=[{\"id\":\"ntk\",\"layers\":false}]", "architecture.activation=gelu", "architecture.depth=2");
		assertTrue(bare.table("layers").isEmpty());
		assertEquals(findings.table("kernel"), bare.table("kernel"));
		Tables.assertDrawable(bare);
	}

	@Test
	void aKernelWithoutALimitIsSaidToBeThat() throws InvalidExperimentException {
		assertTrue(TestPlugin.run(NTK, "architecture.convergent=false").notices().toString().contains("leading order at the widths"));
		assertTrue(TestPlugin.run(FROZEN, "architecture.convergent=false").notices().toString().contains("leading order at the widths"));
		assertTrue(!TestPlugin.run(NTK).notices().toString().contains("leading order at the widths"));
	}

	@Test
	void posteriorHasItsNames() throws InvalidExperimentException {
		var findings = TestPlugin.run(INFERENCE);
		assertEquals(List.of("i", "mean", "variance"), Tables.columns(findings, "posterior"));
		assertEquals(List.of(0L, 1L, 2L, 3L), Tables.column(findings, "posterior", "i"));
		assertEquals(List.of("logMarginalLikelihood", "conditionNumber", "leaveOneOutRootMeanSquaredError", "leaveOneOutLogPredictiveDensity"),
				findings.scalars().stream().map(scalar -> scalar.name()).toList());
		assertTrue(findings.scalars().stream().limit(2).allMatch(scalar -> scalar.standardError().isEmpty()));
		assertTrue(findings.scalars().stream().skip(2).allMatch(scalar -> scalar.standardError().orElseThrow() > 0));
		Tables.assertDrawable(findings);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			[10, 0.5, 0] | 10.0 0.5 0.0 null
			2            | 2.0 null
			[]           | null
			null         | null
			""")
	void timesComeInTheOrderGivenAndTheirEndLast(String given, String expected) throws InvalidExperimentException {
		var findings = TestPlugin.run("analyses=[{\"id\":\"frozen-ntk\",\"times\":" + given + "}]");
		assertEquals(List.of("i", "time", "mean", "variance"), Tables.columns(findings, "prediction"));
		List<Object> times = Tables.column(findings, "prediction", "time");
		assertEquals(expected, String.join(" ", IntStream.range(0, times.size() / 4).mapToObj(t -> Objects.toString(times.get(4 * t))).toList()));
		for (int row = 0; row < times.size(); row++) {
			assertEquals(times.get(row - row % 4), times.get(row));
			assertEquals((long) row % 4, Tables.column(findings, "prediction", "i").get(row));
		}
		Tables.assertDrawable(findings);
	}

	@Test
	void scalarsOfTheSpectrum() throws InvalidExperimentException {
		var findings = TestPlugin.run(FROZEN);
		assertEquals(List.of("lambdaMin", "lambdaMax", "conditionNumber", "maximumLearningRate"), findings.scalars().stream().map(scalar -> scalar.name()).toList());
		double smallest = Tables.scalar(findings, "lambdaMin"), largest = Tables.scalar(findings, "lambdaMax");
		assertEquals(largest / smallest, Tables.scalar(findings, "conditionNumber"));
		assertEquals(8 / largest, Tables.scalar(findings, "maximumLearningRate"));
		// the trace is the sum of the diagonal of Θ_DD
		var kernel = TestPlugin.run(NTK, "inputs.points=[[-1,0.5],[0.3,-0.8],[1.2,0.4],[-0.2,1.1]]");
		double trace = 0;
		for (int i = 0; i < 4; i++)
			trace += Tables.number(kernel, "kernel", "theory", Map.of("i", i, "j", i));
		assertTrue(smallest > 0 && smallest + largest < trace && smallest * 3 + largest < trace);
	}

	/** Outputs are independent processes with one kernel. */
	@ParameterizedTest
	@CsvSource({ "gp-inference,posterior", "frozen-ntk,prediction" })
	void severalOutputs(String analysis, String table) throws InvalidExperimentException {
		String asked = "analyses=[\"" + analysis + "\"]";
		var both = TestPlugin.run(asked, "architecture.outputs=2", "data.targets=[[0.7,1],[-1.3,2],[0.2,-1],[0.9,0.5]]");
		Findings[] each = { TestPlugin.run(asked), TestPlugin.run(asked, "data.targets=[[1],[2],[-1],[0.5]]") };
		for (int i = 0; i < 4; i++)
			for (int output = 0; output < 2; output++)
				for (String column : List.of("mean", "variance"))
					assertEquals(Tables.number(each[output], table, column, Map.of("i", i)), Tables.number(both, table, column, Map.of("i", i, "output", output)));
		if (analysis.equals("gp-inference"))
			assertEquals(Tables.scalar(each[0], "logMarginalLikelihood") + Tables.scalar(each[1], "logMarginalLikelihood"), Tables.scalar(both, "logMarginalLikelihood"), 1e-12);
		Tables.assertDrawable(both);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			ntk; kernel
			gp-inference; posterior
			{"id":"frozen-ntk","times":[1,2]}; prediction
			""")
	void aSweepPutsItsAxesFirst(String analysis, String table) throws InvalidExperimentException {
		String asked = "analyses=[" + (analysis.startsWith("{") ? analysis : "\"" + analysis + "\"") + "]";
		var experiment = TestPlugin.experiment(asked);
		ExperimentPaths.sweep(experiment, "architecture.depth=[1,3]");
		ExperimentPaths.sweep(experiment, "prior.biasVariance=[0.1,0.2]");
		var swept = TestPlugin.run(experiment);
		assertEquals(List.of("architecture.depth", "prior.biasVariance"), Tables.columns(swept, table).subList(0, 2));
		assertEquals(List.of(), swept.scalars());
		Tables.assertDrawable(swept);
		var one = TestPlugin.run(asked, "architecture.depth=3", "prior.biasVariance=0.1");
		String column = table.equals("kernel") ? "theory" : "mean";
		List<Object> expected = Tables.column(one, table, column), found = Tables.column(swept, table, column);
		assertEquals(expected, found.subList(2 * expected.size(), 3 * expected.size()));
		var line = TestPlugin.experiment(asked, "inputs.points=[[1],[-0.5]]", "data.points=[[0.2],[2]]", "data.targets=[[1],[2]]");
		ExperimentPaths.sweep(line, "architecture.depth=[1,3]");
		Tables.assertDrawable(TestPlugin.run(line));
	}

	/** In one dimension the mean is drawn over x, in its order. */
	@Test
	void functionsOfOneVariable() throws InvalidExperimentException {
		for (String asked : List.of(INFERENCE, FROZEN)) {
			var findings = TestPlugin.run(asked, "inputs.points=[[1],[-2],[0.5]]", "data.points=[[0.2],[2]]", "data.targets=[[1],[-3]]");
			assertEquals(List.of(-2.0, 0.5, 1.0), Tables.column(findings, "function", "x"));
			assertEquals(List.of(1L, 2L, 0L), Tables.column(findings, "function", "i"));
			assertEquals(List.of(1.0, -3.0), Tables.column(findings, "data", "target"));
			Tables.assertDrawable(findings);
		}
	}

	@Test
	void noiseLetsDataRepeat() throws InvalidExperimentException {
		// two measurements of variance s² at one point are one of variance s²/2 of their mean
		String[] twice = { "data.points=[[1,0.5],[1,0.5]]", "data.targets=[[1],[3]]" };
		var findings = TestPlugin.run(twice[0], twice[1], "analyses=[{\"id\":\"gp-inference\",\"noiseVariance\":0.2}]");
		var merged = TestPlugin.run("data.points=[[1,0.5]]", "data.targets=[[2]]", "analyses=[{\"id\":\"gp-inference\",\"noiseVariance\":0.1}]");
		for (int i = 0; i < 4; i++)
			for (String column : List.of("mean", "variance"))
				assertEquals(Tables.number(merged, "posterior", column, Map.of("i", i)), Tables.number(findings, "posterior", column, Map.of("i", i)), 1e-13);
		assertEquals("data.points", problem(INFERENCE, twice[0], twice[1]).path());
		// training comes to the mean of the two, as of one measurement
		var trained = TestPlugin.run(twice[0], twice[1], FROZEN);
		var mean = TestPlugin.run("data.points=[[1,0.5]]", "data.targets=[[2]]", FROZEN);
		for (int i = 0; i < 4; i++)
			for (String column : List.of("mean", "variance"))
				assertEquals(Tables.number(mean, "prediction", column, Map.of("i", i)), Tables.number(trained, "prediction", column, Map.of("i", i)), 1e-13);
		assertTrue(trained.notices().toString().contains("rank 1 of 2"), trained.notices().toString());
		assertTrue(trained.scalars().stream().anyMatch(scalar -> scalar.name().equals("conditionNumber") && scalar.value().isEmpty()));
		Tables.assertDrawable(trained);
	}

	@Test
	void nearlySingularKernelsAreSaidToBeThat() throws InvalidExperimentException {
		String[] near = { "data.points=[[1,0.5],[1,0.500001],[-1,2]]", "data.targets=[[1],[1],[2]]" };
		for (String asked : List.of(INFERENCE, FROZEN)) {
			var findings = TestPlugin.run(asked, near[0], near[1]);
			assertTrue(Tables.scalar(findings, "conditionNumber") > 1e10);
			assertTrue(findings.notices().toString().contains("digits are right"), findings.notices().toString());
			assertTrue(!TestPlugin.run(asked).notices().toString().contains("digits are right"));
		}
	}

	private static Problem problem(String... edits) {
		var problems = assertThrows(InvalidExperimentException.class, () -> TestPlugin.run(edits)).problems();
		assertEquals(1, problems.size(), problems.toString());
		return problems.getFirst();
	}

	/** Draws made elsewhere are such a network. */
	@Test
	void twoPointFunctionOfANetworkWithoutALimit() throws InvalidExperimentException {
		String[] asked = { "analyses=[\"nngp\"]", "architecture=narrow", "inputs.points=[[0.5,1],[-2,0],[0.5,1],[3,3]]", "sampling.draws=64" };
		var findings = TestPlugin.drawn(32, asked);
		double[] x = { 0.5, -2, 0.5, 3 };
		for (int i = 0; i < 4; i++)
			for (int j = i; j < 4; j++) {
				assertEquals(x[i] * x[j], Tables.number(findings, "kernel", "sampled", Map.of("i", i, "j", j)), 0);
				assertEquals(0, Tables.number(findings, "kernel", "sampledError", Map.of("i", i, "j", j)), 0);
			}
		for (String empty : List.of("theory", "method", "correction", "pull"))
			assertTrue(Tables.column(findings, "kernel", empty).stream().allMatch(Objects::isNull), empty);
		assertEquals(Verdict.NOT_TESTABLE, findings.checks().getFirst().verdict());
		Tables.assertDrawable(findings);
		for (String nothing : List.of("sampling.draws=0", "analyses.nngp.sampled=false", "analyses.nngp.method=quadrature"))
			assertEquals("architecture", problem(Stream.concat(Arrays.stream(asked), Stream.of(nothing)).toArray(String[]::new)).path(), nothing);
	}

	@Test
	void badInputIsRefused() throws InvalidExperimentException {
		for (String asked : List.of(NTK, FROZEN)) {
			assertEquals("architecture.activation", problem(asked, "architecture.activation=jump").path());
			assertEquals("architecture", problem(asked, "architecture=narrow").path());
		}
		TestPlugin.run(INFERENCE, "architecture.activation=jump", "data.points=[[1,0]]", "data.targets=[[1]]"); // no derivative is needed
		assertEquals("analyses.gp-inference.noiseVariance", problem("analyses=[{\"id\":\"gp-inference\",\"noiseVariance\":-0.1}]").path());
		assertEquals("analyses.frozen-ntk.times[1]", problem("analyses=[{\"id\":\"frozen-ntk\",\"times\":[1,-1]}]").path());
		for (String asked : List.of(INFERENCE, FROZEN))
			assertEquals("data", problem(asked, "data=null").path());
		assertEquals("architecture.depth", problem(NTK, "architecture.activation=identity", "prior.weightVariance=1e300", "architecture.depth=2").path());
	}
}
