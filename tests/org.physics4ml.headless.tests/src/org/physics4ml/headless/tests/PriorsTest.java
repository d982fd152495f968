package org.physics4ml.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.RegistryFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.run.Engine;
import org.physics4ml.core.run.Planner;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunMonitor;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

/**
 * Correlators of networks with the priors that are installed: plain products beside the exact values, through the engine. Fixed seeds; a check fails beyond 4 standard errors
 * in one of 14 entries, for a right sampler in one run of a thousand.
 */
class PriorsTest {

	private static final Registry REGISTRY = new Registry(RegistryFactory.getRegistry());

	@TempDir
	private Path folder;

	private static Experiment experiment(String... edits) throws Exception {
		Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		List<String> all = new ArrayList<>(List.of("name=test", "seed=7", "inputs.points=[[0.5],[1]]", "architecture={\"id\":\"mlp\",\"width\":2}", "prior=gaussian",
				"analyses=[\"correlators\"]", "analyses.correlators.estimator=naive", "sampling.draws=200000"));
		all.addAll(List.of(edits));
		for (String edit : all)
			ExperimentPaths.set(experiment, edit);
		return experiment;
	}

	private Findings run(String... edits) throws Exception {
		var path = folder.resolve(String.join(" ", edits));
		var plan = Planner.plan(experiment(edits), "test.p4ml", REGISTRY);
		RunDirectory.check(path, plan, true);
		try (var directory = RunDirectory.open(path, plan, Map.of())) {
			return Engine.run(plan, directory, 1, Blas.java(), RunMonitor.NONE).getFirst().findings();
		}
	}

	private static Verdict verdict(Findings findings, int n) {
		return findings.checks().stream().filter(check -> check.name().equals("connected n=" + n)).findFirst().orElseThrow().verdict();
	}

	/** A readout of any shape keeps single-layer theory exact; erf is odd, so that there is no three-point function. */
	@Test
	void productsAgreeWithTheExactFourPointFunction() throws Exception {
		for (var prior : List.of("uniform", "laplace", "student-t(20)", "rademacher", "mixture", "mixture(0.5, 0)")) {
			var findings = run("prior.groups.weight-out=" + prior);
			assertEquals(Verdict.PASSED, verdict(findings, 2), prior);
			var pulls = findings.table("moments").orElseThrow().column("pull").orElseThrow();
			int seen = 0;
			for (int row = 0; row < pulls.values().size(); row++)
				if (!Double.isNaN(pulls.number(row))) {
					assertTrue(Math.abs(pulls.number(row)) < 4, prior + ", row " + row);
					seen++;
				}
			assertEquals(14, seen);
		}
	}

	/** Gc3 = N^{-1/2} 2 E σσσ: without 0 on either side. */
	@Test
	void aSkewReadoutGivesThreePointFunctions() throws Exception {
		var findings = run("architecture.activation=relu", "prior.groups.weight-out=shifted");
		assertEquals(Verdict.PASSED, verdict(findings, 3));
		var moments = findings.table("moments").orElseThrow();
		int entries = 0;
		for (int row = 0; row < moments.rows(); row++)
			if (moments.column("points").orElseThrow().values().get(row).toString().length() == 5) {
				double value = moments.column("connected").orElseThrow().number(row), error = moments.column("connectedError").orElseThrow().number(row);
				assertTrue(value > 20 * error, "row " + row);
				assertEquals(moments.column("connectedTheory").orElseThrow().number(row), value, 4 * error);
				entries++;
			}
		assertEquals(4, entries);
	}

	@Test
	void aFourPointFunctionThatDoesNotExistIsNoNumber() throws Exception {
		var findings = run("prior.groups.weight-out=student-t(3)", "sampling.draws=2000");
		assertEquals(Verdict.NOT_TESTABLE, verdict(findings, 4));
		assertTrue(findings.notices().stream().anyMatch(notice -> notice.startsWith("E w^4 of weight-out does not exist, nor do correlators of order 4")), findings.notices().toString());
		var moments = findings.table("moments").orElseThrow();
		for (int row = 0; row < moments.rows(); row++)
			for (String column : new String[] { "moment", "momentError", "momentTheory", "connected", "connectedError", "connectedTheory", "pull" })
				if (moments.column("points").orElseThrow().values().get(row).toString().length() >= 5)
					assertTrue(Double.isNaN(moments.column(column).orElseThrow().number(row)), column);
	}

	@Test
	void conditionalSamplingIsRefused() throws Exception {
		for (var prior : List.of("laplace", "student-t(7)", "rademacher", "mixture", "shifted")) {
			var experiment = experiment("prior.groups.weight-out=" + prior, "sampling.sampler=conditional", "analyses.correlators.estimator=conditional");
			var problems = assertThrows(InvalidExperimentException.class, () -> Planner.plan(experiment, "test.p4ml", REGISTRY)).problems();
			assertEquals("conditional sampling needs Gaussian weights and biases in every layer", problems.getFirst().message());
		}
	}
}
