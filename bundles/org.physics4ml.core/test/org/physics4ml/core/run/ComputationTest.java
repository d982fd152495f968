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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.data.ArrayFile;
import org.physics4ml.core.data.MatrixFile;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

/** What a third party's analysis computes without draws: bits, resumption, failures, room on the disk. */
class ComputationTest {

	private static final Registry REGISTRY = TestPlugin.registry();
	private static final String MATRIX = "arrays/lattice-sines.npy";

	@TempDir
	private Path folder;

	private static Plan plan(String analysis, boolean swept, String... edits) throws InvalidExperimentException {
		Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		for (String edit : List.of("name=test", "inputs.points=[[0],[1]]", "architecture=noise", "prior=gaussian", "analyses=[" + analysis + ",\"mean\"]", "sampling.draws=100"))
			ExperimentPaths.set(experiment, edit);
		for (String edit : edits)
			ExperimentPaths.set(experiment, edit);
		if (swept)
			ExperimentPaths.sweep(experiment, "architecture.width=[1,2]");
		return Planner.plan(experiment, "test.p4ml", REGISTRY);
	}

	private static Plan plan() throws InvalidExperimentException {
		return plan("\"lattice\"", false);
	}

	private static List<AnalysisFindings> run(Plan plan, Path path, int threads, RunMonitor monitor) throws Exception {
		RunDirectory.check(path, plan, true);
		try (var directory = RunDirectory.open(path, plan, Map.of())) {
			return Engine.run(plan, directory, threads, Blas.java(), monitor);
		}
	}

	private static void assertSame(Path expected, Path actual, String... files) throws IOException {
		for (String file : files)
			assertArrayEquals(Files.readAllBytes(expected.resolve(file)), Files.readAllBytes(actual.resolve(file)), file);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 20 })
	void matricesAreWhatPartsWroteWhateverTheThreads(int threads) throws Exception {
		Path path = folder.resolve("a");
		var findings = run(plan("\"lattice\"", true), path, threads, RunMonitor.NONE).getFirst().findings();
		assertEquals(List.of("arrays/lattice-sines-0.npy", "arrays/lattice-sines-1.npy"), findings.notices());
		double sum = 0;
		for (int width = 1; width <= 2; width++) {
			var array = new ArrayFile(path.resolve("arrays/lattice-sines-" + (width - 1) + ".npy")).read(null);
			assertArrayEquals(new int[] { 9, 9 }, array.shape());
			for (int i = 0; i < 9; i++)
				for (int j = 0; j < 9; j++) {
					assertEquals(Lattice.entry(width, i, j), array.values()[9 * i + j]);
					sum += array.values()[9 * i + j];
				}
		}
		assertEquals(sum, findings.scalars().getFirst().value().orElseThrow(), 1e-13);
		try (var left = Files.list(path.resolve(RunDirectory.CHECKPOINTS))) {
			assertTrue(left.noneMatch(file -> file.toString().endsWith(".npy")), "what is not kept is deleted");
		}
	}

	@Test
	void anInterruptedComputationGoesOnWhereItWas() throws Exception {
		run(plan(), folder.resolve("whole"), 2, RunMonitor.NONE);
		Path parts = folder.resolve("parts");
		int before = Lattice.PARTS.get();
		Lattice.watcher = part -> {
			if (part == 4)
				throw new IllegalStateException("no idea");
		};
		var failure = assertThrows(RunFailure.class, () -> run(plan(), parts, 1, RunMonitor.NONE));
		assertTrue(failure.getMessage().startsWith("analyses.lattice: org.example.lattice (org.example 1.0.0) failed: IllegalStateException: no idea"), failure.getMessage());
		assertEquals(RunState.FAILED, RunDirectory.state(parts));
		assertFalse(Files.exists(parts.resolve(RunDirectory.ARRAYS)), "half a matrix is no result");
		var asked = new CountDownLatch(2); // the second time the engine has stopped what it started
		Lattice.watcher = part -> {
			if (part == 6)
				await(asked);
		};
		assertNull(run(plan(), parts, 1, () -> {
			boolean cancelled = Lattice.PARTS.get() >= before + 6; // 0 … 3 of the run that failed, 4 and 5 of this one
			if (cancelled)
				asked.countDown();
			return cancelled;
		}));
		assertEquals(RunState.CANCELLED, RunDirectory.state(parts));
		Lattice.watcher = part -> {};
		assertNotNull(run(plan(), parts, 3, RunMonitor.NONE));
		assertEquals(9, Lattice.PARTS.get() - before, "each part was computed once");
		assertSame(folder.resolve("whole"), parts, MATRIX, RunDirectory.FINDINGS, RunDirectory.DATA);
	}

	/** What is made of the matrices tells how far it is and ends as soon as it is cancelled; nothing is computed twice then. */
	@Test
	void whatFollowsTheMatricesIsCancelled() throws Exception {
		run(plan(), folder.resolve("whole"), 2, RunMonitor.NONE);
		Path parts = folder.resolve("parts");
		int before = Lattice.PARTS.get();
		List<Double> fractions = new ArrayList<>();
		Lattice.endless = true;
		try {
			assertNull(run(plan(), parts, 2, new RunMonitor() {

				@Override
				public boolean isCancelled() {
					return !fractions.isEmpty();
				}

				@Override
				public void progress(Progress progress) {
					if (progress.task().equals("lattice: sums"))
						fractions.add(progress.fraction());
				}
			}));
		} finally {
			Lattice.endless = false;
		}
		Plan plan = plan();
		assertEquals((1e3 * 81 + 0.5 * 9) / plan.work(), fractions.getFirst(), 1e-12);
		assertEquals(RunState.CANCELLED, RunDirectory.state(parts));
		assertNotNull(run(plan, parts, 1, RunMonitor.NONE));
		assertEquals(9, Lattice.PARTS.get() - before, "each part was computed once");
		assertSame(folder.resolve("whole"), parts, MATRIX, RunDirectory.FINDINGS, RunDirectory.DATA);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		} catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	/** A matrix is damaged where a part of its file is missing, a checkpoint where its checksum differs. */
	@Test
	void whatIsDamagedIsComputedAgain() throws Exception {
		run(plan(), folder.resolve("whole"), 2, RunMonitor.NONE);
		Lattice.watcher = part -> {
			if (part == 4)
				throw new IllegalStateException("no idea");
		};
		List<Path> runs = List.of(folder.resolve("a"), folder.resolve("b"));
		for (Path path : runs)
			assertThrows(RunFailure.class, () -> run(plan(), path, 1, RunMonitor.NONE));
		Lattice.watcher = part -> {};
		Path matrix = runs.get(0).resolve("checkpoints/lattice-sines.npy"), checkpoint = runs.get(1).resolve("checkpoints/computation-000000-0.bin");
		Files.write(matrix, Arrays.copyOf(Files.readAllBytes(matrix), 200));
		byte[] bytes = Files.readAllBytes(checkpoint);
		bytes[bytes.length - 9] ^= 0x70; // more parts are said to be done
		Files.write(checkpoint, bytes);
		for (Path path : runs) {
			int before = Lattice.PARTS.get();
			run(plan(), path, 1, RunMonitor.NONE);
			assertEquals(9, Lattice.PARTS.get() - before);
			assertSame(folder.resolve("whole"), path, MATRIX, RunDirectory.FINDINGS);
		}
	}

	/** A second kill, right after a lost matrix was begun again. */
	@Test
	void aCheckpointOfALostMatrixIsForgotten() throws Exception {
		Plan plan = plan();
		var task = StoredComputation.Task.of(plan).getFirst();
		try (var directory = RunDirectory.open(folder, plan, Map.of())) {
			try (var stored = new StoredComputation(task, directory)) {
				assertTrue(stored.reserve());
				task.computation().compute(0, stored.files());
				stored.done(0);
				stored.store();
			}
			try (var stored = new StoredComputation(task, directory)) {
				assertEquals(1, stored.doneParts());
				assertEquals(1, stored.missing(0));
			}
			Files.delete(folder.resolve("checkpoints/lattice-sines.npy"));
			try (var stored = new StoredComputation(task, directory)) {
				assertTrue(stored.reserve());
			}
			try (var stored = new StoredComputation(task, directory)) {
				assertEquals(0, stored.doneParts());
			}
		}
	}

	@Test
	void aFailureOfDrawingCostsNoPart() throws Exception {
		Path path = folder.resolve("a");
		var broken = plan("\"lattice\",{\"id\":\"mean\",\"name\":\"broken\",\"fails\":\"accumulate\"}", false, "sampling.draws=1000");
		assertThrows(RunFailure.class, () -> run(broken, path, 2, RunMonitor.NONE));
		int before = Lattice.PARTS.get();
		assertThrows(RunFailure.class, () -> run(broken, path, 2, RunMonitor.NONE));
		assertEquals(before, Lattice.PARTS.get());
		assertTrue(Files.exists(path.resolve(MATRIX)));
	}

	@Test
	void whatDoesNotExistIsSaidAsAProblemIs() throws Exception {
		var failure = assertThrows(RunFailure.class, () -> run(plan("{\"id\":\"lattice\",\"lost\":3}", false), folder.resolve("a"), 2, RunMonitor.NONE));
		assertEquals("architecture.width: there is no such row; take fewer", failure.getMessage());
	}

	@Test
	void thePlanCountsThem() throws Exception {
		Plan swept = plan("\"lattice\"", true), none = plan("\"mean\"", true, "analyses=[\"mean\"]");
		assertEquals(2 * (MatrixFile.bytes(9, 9) + MatrixFile.bytes(9, 1)), swept.disk());
		assertEquals(none.work() + 2 * (1e3 * 81 + 9), swept.work(), 1e-9 * swept.work());
		assertEquals(none.memory(2) + (2 << 20), swept.memory(2)); // drawing needs more for a worker than a part does
		assertEquals(0, none.disk());
	}

	@Test
	void aDiskWithoutRoomIsRefusedBeforeAnythingIsWritten() throws Exception {
		Plan large = plan("{\"id\":\"lattice\",\"size\":30000000}", false); // 7 PB
		Path path = folder.resolve("a");
		var refusal = assertThrows(RunDirectory.UnusableException.class, () -> RunDirectory.check(path, large, false));
		assertTrue(refusal.getMessage().startsWith("needs 686645") && refusal.getMessage().contains("MiB for matrices, and the disk has room for"), refusal.getMessage());
		assertFalse(Files.exists(path));
	}
}
