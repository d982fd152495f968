package org.physics4ml.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.run.Engine;
import org.physics4ml.core.run.Planner;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunMonitor;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

/** Deep networks against the 1/N expansion, through the engine. Fixed seeds; pulls below 4 in some tens of correlated entries, for right code in one run of a hundred seeds at most. */
class NonGaussianityTest {

	private static final Registry REGISTRY = new Registry(RegistryFactory.getRegistry());

	@TempDir
	private Path folder;
	private int runs;

	private Findings run(String... edits) throws Exception {
		Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		List<String> all = new ArrayList<>(List.of("name=test", "seed=3", "inputs.points=[[1,0],[0,1]]", "architecture={\"id\":\"mlp\",\"width\":100,\"depth\":2,\"activation\":\"erf\"}",
				"prior={\"id\":\"gaussian\",\"weightVariance\":2.25,\"biasVariance\":0.09}", "analyses=[\"non-gaussianity\"]", "sampling.draws=6400"));
		all.addAll(List.of(edits));
		for (String edit : all)
			ExperimentPaths.set(experiment, edit);
		var path = folder.resolve("run" + runs++);
		var plan = Planner.plan(experiment, "test.p4ml", REGISTRY);
		RunDirectory.check(path, plan, true);
		try (var directory = RunDirectory.open(path, plan, Map.of())) {
			return Engine.run(plan, directory, 1, Blas.java(), RunMonitor.NONE).getFirst().findings();
		}
	}

	private static double number(Table table, String column, int row) {
		return table.column(column).orElseThrow().number(row);
	}

	@Test
	void everyLayerFollowsItsVertex() throws Exception {
		for (var activation : List.of("erf", "tanh", "sin")) {
			var vertex = run("architecture.activation=" + activation).table("vertex").orElseThrow();
			assertEquals(5 * 2, vertex.rows());
			for (int row = 0; row < vertex.rows(); row++) {
				assertTrue(number(vertex, "theory", row) > -1 && Math.abs(number(vertex, "pull", row)) < 4, activation + ", row " + row + ": " + number(vertex, "pull", row));
				assertEquals(number(vertex, "layer", row) == 2, Double.isFinite(number(vertex, "exact", row)));
			}
		}
	}

	/** The linear network is exact at every width, far from the leading order at L/N = 1/2. */
	@Test
	void linearNetworksAreExact() throws Exception {
		var findings = run("architecture.activation=identity", "architecture.width=4", "prior={\"id\":\"gaussian\",\"weightVariance\":1,\"biasVariance\":0.2}", "sampling.draws=40000");
		var vertex = findings.table("vertex").orElseThrow();
		boolean differs = false;
		for (int row = 0; row < vertex.rows(); row++) {
			assertTrue(Math.abs(number(vertex, "pull", row)) < 4, "row " + row);
			differs |= Math.abs(number(vertex, "theory", row) / number(vertex, "exact", row) - 1) > 0.05;
		}
		assertTrue(differs);
		assertTrue(findings.notices().stream().anyMatch(notice -> notice.startsWith("L/N = 0.5 is not small")), findings.notices().toString());
	}

	/** The mean kernel of three hidden layers at width 30 is several errors away from the limit, and agrees with the shifted one. */
	@Test
	void meanKernelIsShifted() throws Exception {
		var findings = run("analyses=[\"nngp\"]", "architecture.depth=3", "architecture.width=30", "sampling.draws=40000");
		assertEquals(Verdict.PASSED, findings.checks().getFirst().verdict(), findings.checks().getFirst().reason());
		var kernel = findings.table("kernel").orElseThrow();
		double worst = 0;
		for (int row = 0; row < kernel.rows(); row++) {
			assertTrue(Math.abs(number(kernel, "pull", row)) < 4);
			worst = Math.max(worst, Math.abs(number(kernel, "sampled", row) - number(kernel, "theory", row)) / number(kernel, "sampledError", row));
		}
		assertTrue(worst > 5, "the limit alone would have passed: " + worst);
	}

	/** A readout that is not Gaussian: plain products, and theory with its kurtosis; hidden layers that are not: no expansion, named. */
	@Test
	void otherPriors() throws Exception {
		var findings = run("prior.groups.weight-out=uniform", "architecture.width=3", "architecture.depth=1", "sampling.draws=100000");
		var vertex = findings.table("vertex").orElseThrow();
		for (int row = 0; row < vertex.rows(); row++)
			assertTrue(Math.abs(number(vertex, "pull", row)) < 4, "row " + row);
		var core = findings.table("core").orElseThrow();
		assertEquals(1.8, number(core, "kurtosis", 0), 1e-15);
		assertTrue(number(core, "core", 0) < number(core, "gaussianCore", 0));
		var unknown = run("prior=uniform", "architecture.width=[3,3]", "sampling.draws=640");
		assertTrue(unknown.notices().stream().anyMatch(notice -> notice.contains("not known for this network and prior")), unknown.notices().toString());
		assertFalse(unknown.checks().stream().anyMatch(check -> check.verdict() == Verdict.PASSED));
	}

	@Test
	void couplingFallsWithTheCutoff() throws Exception {
		var findings = run("analyses=[\"effective-action\"]", "inputs.points=[[0.2],[0.8]]", "architecture={\"id\":\"mlp\",\"width\":20,\"activation\":\"relu\"}",
				"prior={\"id\":\"gaussian\",\"weightVariance\":1,\"biasVariance\":0}");
		var coupling = findings.table("coupling").orElseThrow();
		double first = number(coupling, "coupling", 0), error = number(coupling, "couplingError", 0);
		assertEquals(7, number(coupling, "cutoff", 0));
		assertEquals(12.5 / (20 * Math.pow(7, 5)), first, 4 * error);
		assertEquals(-5, findings.scalars().stream().filter(scalar -> scalar.name().startsWith("slope")).findFirst().orElseThrow().value().orElseThrow(), 1e-12);
	}
}
