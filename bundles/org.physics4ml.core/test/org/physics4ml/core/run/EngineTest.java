package org.physics4ml.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.findings.Table;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

/** The engine with a third party's plug-in: bits, resumption, failures. */
class EngineTest {

	private static final Registry REGISTRY = TestPlugin.registry();

	@TempDir
	private Path folder;

	private static Experiment experiment(String... edits) throws InvalidExperimentException {
		Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		List<String> all = new ArrayList<>(List.of("name=test", "inputs.points=[[0],[1],[2]]", "architecture=noise", "prior=gaussian", "analyses=[\"mean\"]", "sampling.draws=1000"));
		all.addAll(List.of(edits));
		for (String edit : all)
			ExperimentPaths.set(experiment, edit);
		return experiment;
	}

	private static Plan plan(Experiment experiment) throws InvalidExperimentException {
		return Planner.plan(experiment, "test.p4ml", REGISTRY);
	}

	private static Plan sweep(String... edits) throws InvalidExperimentException {
		Experiment experiment = experiment(edits);
		ExperimentPaths.sweep(experiment, "architecture.width=[1,2,3]");
		return plan(experiment);
	}

	private static List<AnalysisFindings> run(Plan plan, Path path, int threads, RunMonitor monitor) throws Exception {
		RunDirectory.check(path, plan, true);
		try (var directory = RunDirectory.open(path, plan, Map.of())) {
			return Engine.run(plan, directory, threads, Blas.java(), monitor);
		}
	}

	private static void assertSameResults(Path expected, Path actual) throws IOException {
		assertEquals(Files.readString(expected.resolve(RunDirectory.FINDINGS)), Files.readString(actual.resolve(RunDirectory.FINDINGS)));
		assertArrayEquals(Files.readAllBytes(expected.resolve(RunDirectory.DATA)), Files.readAllBytes(actual.resolve(RunDirectory.DATA)));
		assertArrayEquals(Files.readAllBytes(expected.resolve(BlockValues.FILE)), Files.readAllBytes(actual.resolve(BlockValues.FILE)));
	}

	@Test
	void aParameterOfAnAnalysisCanBeSweptButNotTheAnalysis() throws Exception {
		Experiment good = experiment();
		ExperimentPaths.sweep(good, "analyses.mean.fails=[\"never\",\"prepare\"]");
		var problem = assertThrows(InvalidExperimentException.class, () -> plan(good)).problems().getFirst();
		assertTrue(problem.message().contains("no idea"), problem::message); // the second cell was prepared with its own value
		Experiment bad = experiment("analyses=[]");
		ExperimentPaths.sweep(bad, "analyses=[[],[\"mean\"]]");
		assertEquals("sweep", assertThrows(InvalidExperimentException.class, () -> plan(bad)).problems().getFirst().path());
	}

	@Test
	void everyDrawCountsOnceAndTheMeanIsRight() throws Exception {
		var findings = run(sweep("prior.weightVariance=4"), folder.resolve("a"), 2, RunMonitor.NONE);
		Table table = findings.getFirst().findings().tables().getFirst();
		assertEquals(9, table.rows());
		for (int row = 0; row < 9; row++) {
			assertEquals(1000, table.column("draws").orElseThrow().number(row));
			double mean = table.column("mean").orElseThrow().number(row), error = table.column("meanError").orElseThrow().number(row);
			assertEquals(2 / Math.sqrt(1000), error, 0.3 * error); // jackknife over 64 blocks: 9 %, so 3 sigma
			assertTrue(Math.abs(mean) < 5 * error); // false-positive rate 5e-6 for nine entries
		}
		// cells are independent
		assertFalse(table.column("mean").orElseThrow().number(0) == table.column("mean").orElseThrow().number(3));
	}

	@Test
	void blockValuesGiveTheErrorsAgainAndTellWhetherRunsAgree() throws Exception {
		run(sweep("seed=1"), folder.resolve("one"), 2, RunMonitor.NONE);
		run(sweep("seed=2"), folder.resolve("two"), 2, RunMonitor.NONE);
		List<StoredRun> stored = List.of(StoredRun.load(folder.resolve("one")), StoredRun.load(folder.resolve("two")));
		Table table = stored.getFirst().findings().analyses().getFirst().findings().tables().getFirst();
		double[][] blocks = BlockValues.read(folder.resolve("one")).orElseThrow().column("mean", table.name(), "mean").orElseThrow();
		assertEquals(64, blocks.length);
		for (int row = 0; row < table.rows(); row++) {
			double mean = 0, sum = 0;
			for (double[] block : blocks)
				mean += block[row] / blocks.length;
			for (double[] block : blocks)
				sum += (block[row] - mean) * (block[row] - mean);
			double error = Math.sqrt(sum * (blocks.length - 1) / blocks.length);
			assertEquals(table.column("meanError").orElseThrow().number(row), error, 1e-12 * error);
		}
		var agreement = RunComparison.of(stored).agreements().getFirst();
		assertEquals("", agreement.reason());
		assertEquals(9, agreement.shared());
		assertEquals(9, agreement.compared());
		assertEquals(RunComparison.Method.COVARIANCE, agreement.method());
		assertTrue(agreement.pValue() > 1e-4, () -> "p = " + agreement.pValue()); // false-positive rate 1e-4, fixed seeds
		double independent = RunComparison.of(stored).entries().stream().filter(entry -> entry.quantity().equals("mean")).mapToDouble(entry -> entry.pulls().get(1) * entry.pulls().get(1)).sum();
		assertEquals(independent, agreement.chiSquared(), 0.6 * independent, "the entries are independent, so chi-squared is near the sum of squared pulls");
		Files.delete(folder.resolve("two").resolve(BlockValues.FILE));
		var blind = RunComparison.of(stored).agreements().getFirst();
		assertTrue(blind.reason().contains("run 2 has no block values") && Double.isNaN(blind.pValue()), blind::reason);
	}

	/** 30 independent entries of 64 blocks: the sum of squared pulls is that of the entries. False-positive rate 1e-4, fixed seeds. */
	@Test
	void moreEntriesThanTheBlocksTellApartAreComparedByTheirPulls() throws Exception {
		List<StoredRun> stored = new ArrayList<>();
		for (String seed : List.of("seed=1", "seed=2")) {
			run(sweep(seed, "inputs.points=[[0],[1],[2],[3],[4],[5],[6],[7],[8],[9]]"), folder.resolve(seed), 2, RunMonitor.NONE);
			stored.add(StoredRun.load(folder.resolve(seed)));
		}
		var comparison = RunComparison.of(stored);
		var agreement = comparison.agreements().getFirst();
		assertEquals(RunComparison.Method.PULLS, agreement.method());
		assertEquals(30, agreement.compared());
		assertEquals(30, agreement.degrees(), 6, "the entries are independent");
		double squares = comparison.entries().stream().filter(entry -> entry.quantity().equals("mean")).mapToDouble(entry -> entry.pulls().get(1) * entry.pulls().get(1)).sum();
		assertEquals(squares, agreement.chiSquared(), 1e-9 * squares);
		assertTrue(agreement.pValue() > 1e-4 && agreement.pValue() < 1 - 1e-4, () -> "p = " + agreement.pValue());
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 7 })
	void threadsDoNotMatter(int threads) throws Exception {
		run(sweep(), folder.resolve("one"), 1, RunMonitor.NONE);
		run(sweep(), folder.resolve("many"), threads, RunMonitor.NONE);
		assertSameResults(folder.resolve("one"), folder.resolve("many"));
	}

	@Test
	void aCancelledRunResumesToTheSameBits() throws Exception {
		String[] slow = { "architecture.pause=0.2" };
		run(sweep(slow), folder.resolve("whole"), 2, RunMonitor.NONE);
		Path parts = folder.resolve("parts");
		int attempts = 0;
		List<AnalysisFindings> findings = null;
		while (findings == null && attempts++ < 100) {
			long until = TestPlugin.DRAWN.get() + 700;
			findings = run(sweep(slow), parts, 2, () -> TestPlugin.DRAWN.get() > until);
			assertEquals(findings == null ? RunState.CANCELLED : RunState.DONE, RunDirectory.state(parts));
			assertEquals(findings != null, Files.exists(parts.resolve(RunDirectory.FINDINGS)));
		}
		assertTrue(attempts > 2, "the run was never interrupted");
		assertSameResults(folder.resolve("whole"), parts);
	}

	@Test
	void aDamagedCheckpointCostsTimeOnly() throws Exception {
		run(sweep(), folder.resolve("whole"), 2, RunMonitor.NONE);
		run(sweep(), folder.resolve("again"), 2, RunMonitor.NONE);
		Path again = folder.resolve("again");
		Files.delete(again.resolve(RunDirectory.FINDINGS));
		Path checkpoint = again.resolve(RunDirectory.CHECKPOINTS).resolve("cell-000001.bin");
		byte[] bytes = Files.readAllBytes(checkpoint);
		bytes[bytes.length / 2] ^= 1;
		Files.write(checkpoint, bytes);
		Files.write(again.resolve(RunDirectory.CHECKPOINTS).resolve("cell-000002.bin"), new byte[3]);
		long before = TestPlugin.DRAWN.get();
		run(sweep(), again, 2, RunMonitor.NONE);
		assertEquals(2000, TestPlugin.DRAWN.get() - before); // cell 0 was not drawn again
		assertSameResults(folder.resolve("whole"), again);
	}

	@Test
	void endsEarlyAtTheTargetErrorAndTheSameWayEachTime() throws Exception {
		Plan plan = plan(experiment("sampling.draws=100000", "sampling.targetError=0.05"));
		var findings = run(plan, folder.resolve("a"), 1, RunMonitor.NONE);
		double draws = findings.getFirst().findings().tables().getFirst().column("draws").orElseThrow().number(0);
		assertTrue(draws >= 500 && draws < 10000, draws + " draws"); // the variance of normal deviates: √(2/M) = 5 % at 800
		run(plan, folder.resolve("b"), 3, RunMonitor.NONE);
		assertSameResults(folder.resolve("a"), folder.resolve("b"));
	}

	/** Normal deviates: the variance of M of them has the relative error √(2/M), 1 % at 20,000. */
	@Test
	void saysWhatTheTargetErrorCostsAndThatItWasMissed() throws Exception {
		List<String> forecasts = new ArrayList<>();
		var findings = run(plan(experiment("sampling.draws=4000", "sampling.targetError=0.01")), folder.resolve("a"), 1, new RunMonitor() {

			@Override
			public boolean isCancelled() {
				return false;
			}

			@Override
			public void forecast(String line) {
				forecasts.add(line);
			}
		});
		assertEquals(1, forecasts.size());
		assertTrue(forecasts.getFirst().endsWith(", and is out of reach: sampling.draws is 4000"), forecasts.getFirst());
		String notice = findings.getFirst().findings().notices().getLast();
		var numbers = Pattern.compile("the relative error 1 % that sampling.targetError asks for was not reached: it is ([0-9.]+) % after 4000 draws, about ([0-9]+) are needed; .*").matcher(notice);
		assertTrue(numbers.matches(), notice);
		assertEquals(2.2, Double.parseDouble(numbers.group(1)), 0.7);
		assertEquals(20000, Double.parseDouble(numbers.group(2)), 12000);
		var reached = run(plan(experiment("sampling.draws=4000", "sampling.targetError=0.1")), folder.resolve("b"), 1, RunMonitor.NONE);
		assertTrue(reached.getFirst().findings().notices().isEmpty());
	}

	@Test
	void chainsAreToldAndCounted() throws Exception {
		Plan plain = plan(experiment("sampling.draws=64")), chains = plan(experiment("sampling.draws=64", "prior.weightVariance=3"));
		assertEquals(64e6, chains.work() - plain.work(), 1);
		assertEquals(List.of("prior of weight-1: chains"), run(chains, folder.resolve("a"), 1, RunMonitor.NONE).getFirst().findings().notices());
		assertTrue(run(plan(experiment("sampling.draws=0", "prior.weightVariance=3")), folder.resolve("b"), 1, RunMonitor.NONE).getFirst().findings().notices().isEmpty());
	}

	@Test
	void zeroDrawsConcludeWithoutDrawing() throws Exception {
		long before = TestPlugin.DRAWN.get();
		var findings = run(plan(experiment("sampling.draws=0")), folder.resolve("a"), 2, RunMonitor.NONE);
		assertEquals(before, TestPlugin.DRAWN.get());
		assertNull(findings.getFirst().findings().tables().getFirst().column("mean").orElseThrow().values().getFirst());
	}

	@Test
	void partialFindingsAreThoseOfTheDrawsSoFar() throws Exception {
		List<Double> seen = new ArrayList<>();
		run(plan(experiment("architecture.pause=2", "sampling.draws=2000")), folder.resolve("a"), 2, new RunMonitor() {

			@Override
			public boolean isCancelled() {
				return false;
			}

			@Override
			public void partial(Supplier<List<AnalysisFindings>> findings) {
				seen.add(findings.get().getFirst().findings().tables().getFirst().column("draws").orElseThrow().number(0));
			}
		});
		assertFalse(seen.isEmpty());
		for (int i = 1; i < seen.size(); i++)
			assertTrue(seen.get(i) >= seen.get(i - 1));
		assertTrue(seen.getLast() <= 2000);
	}

	@Test
	void anAnalysisThatThrowsWhileItIsPreparedIsAProblem() throws Exception {
		Experiment experiment = experiment("analyses.mean.fails=prepare");
		var problems = assertThrows(InvalidExperimentException.class, () -> plan(experiment)).problems();
		assertEquals(1, problems.size());
		assertEquals("analyses.mean", problems.getFirst().path());
		assertTrue(problems.getFirst().message().contains("org.example.mean (org.example 1.0.0) failed: IllegalStateException: no idea"), problems.toString());
	}

	@Test
	void anAnalysisThatThrowsWhileItAccumulatesLeavesAResumableRun() throws Exception {
		Path path = folder.resolve("a");
		var failure = assertThrows(RunFailure.class, () -> run(plan(experiment("analyses.mean.fails=accumulate")), path, 2, RunMonitor.NONE));
		assertTrue(failure.getMessage().startsWith("analyses.mean: org.example.mean (org.example 1.0.0) failed: NoClassDefFoundError: org/example/Lost"), failure.getMessage());
		assertEquals(RunState.FAILED, RunDirectory.state(path));
		assertTrue(Files.readString(path.resolve(RunDirectory.LOG)).contains("at org.physics4ml.core.run.TestPlugin"));
	}

	@Test
	void anAnalysisThatCannotConcludeDoesNotKeepTheOthersFromIt() throws Exception {
		Path path = folder.resolve("a");
		var experiment = experiment("analyses=[{\"id\":\"mean\",\"name\":\"broken\",\"fails\":\"conclude\"},\"mean\"]");
		var failure = assertThrows(RunFailure.class, () -> run(plan(experiment), path, 2, RunMonitor.NONE));
		assertTrue(failure.getMessage().startsWith("analyses.broken:"), failure.getMessage());
		var document = FindingsDocument.fromJson(Json.parse(Files.readString(path.resolve(RunDirectory.FINDINGS))));
		assertEquals(List.of("mean"), document.analyses().stream().map(AnalysisFindings::name).toList());
		assertEquals(RunState.FAILED, RunDirectory.state(path));
	}

	@Test
	void aNetworkThatIsNotFiniteIsNamed() throws Exception {
		var failure = assertThrows(RunFailure.class, () -> run(plan(experiment("architecture.bad=321")), folder.resolve("a"), 2, RunMonitor.NONE));
		assertTrue(failure.getMessage().contains("φ is NaN in draw 321"), failure.getMessage());
	}

	@Test
	void variancesOfAnotherNumberOfLayersAreAProblemInEveryCell() throws Exception {
		var problems = assertThrows(InvalidExperimentException.class, () -> plan(experiment("prior.weightVariance=[1,2,3]"))).problems();
		assertEquals("prior.weightVariance", problems.getFirst().path());
		problems = assertThrows(InvalidExperimentException.class, () -> plan(experiment("prior.groups.weight-7=gaussian"))).problems();
		assertEquals("prior.groups.weight-7", problems.getFirst().path());
	}

	@Test
	void aDirectoryTakesOneExperimentOnly() throws Exception {
		Path path = folder.resolve("a");
		run(plan(experiment()), path, 1, RunMonitor.NONE);
		assertThrows(RunDirectory.UnusableException.class, () -> RunDirectory.check(path, plan(experiment()), false));
		RunDirectory.check(path, plan(experiment()), true);
		var other = assertThrows(RunDirectory.UnusableException.class, () -> RunDirectory.check(path, plan(experiment("seed=2")), true));
		assertTrue(other.getMessage().contains("seed"), other.getMessage());
		Files.writeString(path.resolve(RunDirectory.EXPERIMENT), "<experiment");
		RunDirectory.check(path, plan(experiment("seed=2")), true); // without a complete experiment it counts as empty
	}

	@Test
	void oneProcessWritesAtATime() throws Exception {
		Plan plan = plan(experiment());
		Path path = folder.resolve("a");
		try (var first = RunDirectory.open(path, plan, Map.of())) {
			assertNotNull(first);
			assertThrows(RunDirectory.UnusableException.class, () -> RunDirectory.open(path, plan, Map.of()));
		}
		run(plan, path, 1, RunMonitor.NONE);
	}

	@Test
	void thePlanIsThatOfTheExperimentNotOfTheFile() throws Exception {
		assertEquals(Planner.plan(experiment(), "a.p4ml", REGISTRY).hash(), Planner.plan(experiment(), "b.p4ml", REGISTRY).hash());
		assertFalse(plan(experiment()).hash().equals(plan(experiment("seed=2")).hash()));
	}

	@Test
	void findingsReadBackAsTheyWere() throws Exception {
		var findings = run(sweep(), folder.resolve("a"), 1, RunMonitor.NONE);
		var document = FindingsDocument.fromJson(Json.parse(Files.readString(folder.resolve("a").resolve(RunDirectory.FINDINGS))));
		assertEquals(findings, document.analyses());
	}
}
