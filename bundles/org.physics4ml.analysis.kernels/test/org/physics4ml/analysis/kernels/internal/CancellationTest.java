package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.Engine;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.Progress;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunMonitor;
import org.physics4ml.core.run.RunState;

/** Factors, eigenvalues, integrations and fits tell how far they are, and end where they are cancelled. */
class CancellationTest {

	@TempDir
	private Path folder;

	/** What the analysis does with kernels: each of it is told, and a cancellation there ends it. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			"id":"nngp"; kernel, part|eigenvalues
			"id":"ntk"; kernel, part|eigenvalues
			"id":"gp-inference","noiseVariance":0.1,"samples":2; kernel, part|Cholesky factor|inverse|derivative with respect to weightVariance|condition number|posterior|random functions
			"id":"gp-inference","noiseVariance":0.1,"fit":["weightVariance"]; kernel, part|fit, point|Cholesky factor|condition number
			"id":"frozen-ntk","times":[1,2]; kernel, part|eigenvectors|basis of eigenvectors|time 1.0|time 2.0
			"id":"frozen-ntk","times":[1],"loss":"huber","initialisations":8; kernel, part|eigenvectors|initial functions|flow
			"id":"frozen-ntk","times":[1],"loss":"huber","initialisations":8,"dynamics":"gradient-descent","learningRate":0.5; initial functions|step 1
			""")
	void everyStageIsToldAndEnds(String analysis, String stages) throws Exception {
		var experiment = TestPlugin.experiment("analyses=[{" + analysis + "}]");
		Set<String> told = new LinkedHashSet<>();
		List<Double> fractions = new ArrayList<>();
		Measurement<?> measurement = measurement(TestPlugin.plan(experiment));
		measurement.computation().orElseThrow().complete(List.of(), List.of(), (done, what) -> {
			synchronized (told) {
				told.add(what);
				fractions.add(done);
			}
		});
		assertTrue(fractions.stream().allMatch(done -> done >= 0 && done <= 1), fractions::toString);
		for (String stage : stages.split("\\|")) {
			assertTrue(told.stream().anyMatch(what -> what.startsWith(stage)), stage + " in " + told);
			var cancelled = measurement(TestPlugin.plan(experiment)).computation().orElseThrow();
			var after = new AtomicInteger();
			assertThrows(CancellationException.class, () -> cancelled.complete(List.of(), List.of(), (done, what) -> {
				if (what.startsWith(stage) || after.get() > 0) {
					after.incrementAndGet();
					throw new CancellationException(what);
				}
			}), stage);
			assertTrue(after.get() <= 64, "parallel parts may have begun, nothing else");
			cancelled.complete(List.of(), List.of(), Steps.NONE); // as a run that goes on does
		}
	}

	private static Measurement<?> measurement(Plan plan) {
		return plan.cells().getFirst().measurements().getFirst();
	}

	private static List<AnalysisFindings> run(Plan plan, Path path, RunMonitor monitor) throws Exception {
		RunDirectory.check(path, plan, true);
		try (var directory = RunDirectory.open(path, plan, Map.of())) {
			return Engine.run(plan, directory, 2, Blas.java(), monitor);
		}
	}

	/** A run that is cancelled in the middle of a fit is left as one that goes on, to the same bits. */
	@Test
	void aFitIsCancelledAndTheRunGoesOn() throws Exception {
		Plan plan = TestPlugin.plan(TestPlugin.experiment("analyses=[{\"id\":\"gp-inference\",\"noiseVariance\":0.1,\"fit\":[\"weightVariance\",\"noiseVariance\"]}]"));
		assertNotNull(run(plan, folder.resolve("whole"), RunMonitor.NONE));
		var told = new CountDownLatch(2); // the second time the engine has passed the cancellation on
		var fits = new AtomicInteger();
		List<String> tasks = new ArrayList<>();
		TestPlugin.watcher = () -> {
			if (fits.incrementAndGet() > 200) // some kernels further
				try {
					told.await();
				} catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
		};
		try {
			assertNull(run(plan, folder.resolve("cancelled"), new RunMonitor() {

				@Override
				public boolean isCancelled() {
					if (fits.get() > 200)
						told.countDown();
					return fits.get() > 200;
				}

				@Override
				public void progress(Progress progress) {
					tasks.add(progress.task());
				}
			}));
		} finally {
			TestPlugin.watcher = () -> {};
		}
		assertEquals(RunState.CANCELLED, RunDirectory.state(folder.resolve("cancelled")));
		assertTrue(tasks.getLast().startsWith("gp-inference: fit, point "), tasks::toString);
		assertNotNull(run(plan, folder.resolve("cancelled"), RunMonitor.NONE));
		for (String file : List.of(RunDirectory.FINDINGS, RunDirectory.DATA))
			assertArrayEquals(Files.readAllBytes(folder.resolve("whole").resolve(file)), Files.readAllBytes(folder.resolve("cancelled").resolve(file)), file);
	}
}
