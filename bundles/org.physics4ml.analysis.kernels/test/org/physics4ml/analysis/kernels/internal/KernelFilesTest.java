package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.ArrayFile;
import org.physics4ml.core.data.MatrixFile;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.run.Engine;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunFailure;
import org.physics4ml.core.run.RunMonitor;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;

/** Kernels in files, tile by tile: the same numbers as in tables, the same bits for any tiles, threads and interruptions. */
class KernelFilesTest {

	@TempDir
	private Path folder;

	private static double[][] coordinates(int count) {
		double[] values = new double[2 * count];
		RandomStream.normals(1, 0, 0, 0, values, 0, values.length);
		double[][] points = new double[count][];
		Arrays.setAll(points, i -> new double[] { values[2 * i], values[2 * i + 1] });
		return points;
	}

	private static String inputs(double[][] points) {
		return "inputs.points=" + Arrays.deepToString(points);
	}

	private static Plan plan(String... edits) throws InvalidExperimentException {
		return TestPlugin.plan(TestPlugin.experiment(edits));
	}

	private static Findings run(Plan plan, Path path, int threads, RunMonitor monitor) throws Exception {
		RunDirectory.check(path, plan, true);
		try (var directory = RunDirectory.open(path, plan, Map.of())) {
			var findings = Engine.run(plan, directory, threads, Blas.java(), monitor);
			return findings == null ? null : findings.getFirst().findings();
		}
	}

	private static double[] values(Path run, String file) throws IOException {
		return new ArrayFile(run.resolve(file)).read(null).values();
	}

	@ParameterizedTest
	@CsvSource({ "nngp,K,kernel,theory", "ntk,K,nngp,nngp", "ntk,Θ,kernel,theory" })
	void aFileHasTheNumbersOfTheTable(String analysis, String quantity, String name, String column) throws Exception {
		double[][] points = coordinates(11);
		points[7] = points[2]; // equal points have rows of their own
		points[10] = points[2];
		var table = TestPlugin.run("analyses=[{\"id\":\"" + analysis + "\",\"store\":\"table\",\"sampled\":false}]", inputs(points), "architecture.depth=2");
		var findings = run(plan("analyses=[{\"id\":\"" + analysis + "\",\"store\":\"file\"}]", inputs(points), "architecture.depth=2"), folder, 2, RunMonitor.NONE);
		String file = "arrays/" + analysis + "-" + name + ".npy";
		var where = Map.of("quantity", quantity);
		assertTrue(Tables.column(findings, "files", "file").contains(file));
		assertEquals(11, Tables.number(findings, "files", "rows", where));
		assertEquals(11, Tables.number(findings, "files", "columns", where));
		assertEquals(Files.size(folder.resolve(file)), Tables.number(findings, "files", "bytes", where));
		double[] values = values(folder, file);
		double trace = 0, smallest = Double.POSITIVE_INFINITY, largest = 0;
		for (int i = 0; i < 11; i++) {
			for (int j = 0; j < 11; j++)
				assertEquals(Tables.number(table, "kernel", column, Map.of("i", Math.min(i, j), "j", Math.max(i, j))), values[11 * i + j], i + " " + j);
			trace += values[12 * i];
			smallest = Math.min(smallest, values[12 * i]);
			largest = Math.max(largest, values[12 * i]);
		}
		assertEquals(trace, Tables.number(findings, "files", "trace", where), 1e-13 * trace);
		assertEquals(smallest, Tables.number(findings, "files", "smallestDiagonal", where));
		assertEquals(largest, Tables.number(findings, "files", "largestDiagonal", where));
		assertEquals(List.of("closed-form"), Tables.column(findings, "files", "method").stream().distinct().toList());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 11, 100 })
	void tilesOfAnySizeInAnyOrderGiveTheSameBits(int edge) throws Exception {
		double[][] coordinates = coordinates(11);
		coordinates[4] = coordinates[9];
		var points = new Points(coordinates);
		var limit = TestPlugin.ensemble("architecture.activation=relu").capability(InfiniteWidth.class).orElseThrow();
		var expected = limit.tangent(points, Method.AUTO, false);
		var computation = KernelComputation.kept(limit.blocks(points, points, Method.AUTO, true, false), points, Quantities.BOTH, edge);
		List<MatrixFile> files = new ArrayList<>();
		for (var array : computation.arrays())
			files.add(MatrixFile.create(folder.resolve(array.name()), array.rows(), array.columns()));
		for (int part = computation.parts() - 1; part >= 0; part--)
			computation.compute(part, files);
		computation.compute(0, files); // once more, as after a kill
		for (int i = 0; i < 11; i++)
			for (int j = 0; j < 11; j++) {
				int p = points.distinctIndex(i), q = points.distinctIndex(j), pair = DrawSampler.index(Math.min(p, q), Math.max(p, q), points.distinctCount());
				assertEquals(expected.nngp().values()[pair], files.getFirst().read(i, j, 1)[0]);
				assertEquals(expected.values()[pair], files.getLast().read(i, j, 1)[0]);
			}
		for (MatrixFile file : files)
			file.close();
	}

	@Test
	void threadsAndInterruptionsLeaveTheSameBytes() throws Exception {
		Plan plan = plan("analyses=[{\"id\":\"ntk\",\"store\":\"file\"}]", inputs(coordinates(40)));
		run(plan, folder.resolve("one"), 1, RunMonitor.NONE);
		run(plan, folder.resolve("two"), 2, RunMonitor.NONE);
		run(plan, folder.resolve("three"), 3, RunMonitor.NONE);
		var blocks = new AtomicInteger();
		TestPlugin.watcher = () -> {
			if (blocks.incrementAndGet() > 10)
				throw new IllegalStateException("interrupted");
		};
		assertThrows(RunFailure.class, () -> run(plan, folder.resolve("resumed"), 1, RunMonitor.NONE));
		blocks.set(-100);
		TestPlugin.watcher = blocks::incrementAndGet;
		run(plan, folder.resolve("resumed"), 2, RunMonitor.NONE);
		TestPlugin.watcher = () -> {};
		assertEquals(26 - 100, blocks.get(), "10 of 36 tiles were there");
		for (String other : List.of("two", "three", "resumed"))
			for (String file : List.of("arrays/ntk-kernel.npy", "arrays/ntk-nngp.npy", RunDirectory.FINDINGS, RunDirectory.DATA))
				assertArrayEquals(Files.readAllBytes(folder.resolve("one").resolve(file)), Files.readAllBytes(folder.resolve(other).resolve(file)), other + " " + file);
	}

	@Test
	void manyPointsGoToFilesUnlessATableIsAskedFor() throws Exception {
		var few = plan("analyses=[{\"id\":\"nngp\",\"sampled\":false}]", inputs(coordinates(500)));
		assertEquals(0, few.disk());
		String many = inputs(coordinates(501));
		Plan plan = plan("analyses=[{\"id\":\"nngp\",\"sampled\":false}]", many);
		assertEquals(MatrixFile.bytes(501, 501), plan.disk());
		assertTrue(plan.memory(2) < 10 << 20);
		assertEquals(501 * 502 / 2 * 1000.0, plan.work(), "what a contribution says of its kernels");
		assertEquals(0, plan("analyses=[{\"id\":\"nngp\",\"store\":\"table\",\"sampled\":false}]", many).disk());
		var findings = run(plan, folder, 2, RunMonitor.NONE);
		assertTrue(findings.table("kernel").isEmpty());
		assertEquals(501L, Tables.column(findings, "files", "rows").getFirst());
	}

	@Test
	void cellsOfASweepHaveFilesOfTheirOwn() throws Exception {
		var experiment = TestPlugin.experiment("analyses=[{\"id\":\"nngp\",\"sampled\":false}]");
		ExperimentPaths.sweep(experiment, "analyses.nngp.store=[\"file\",\"table\"]");
		ExperimentPaths.sweep(experiment, "architecture.depth=[1,2]");
		var findings = run(TestPlugin.plan(experiment), folder, 2, RunMonitor.NONE);
		assertEquals(List.of("arrays/nngp-kernel-0.npy", "arrays/nngp-kernel-1.npy"), Tables.column(findings, "files", "file"));
		assertEquals(20, findings.table("kernel").orElseThrow().rows(), "cells with a table have it");
		for (int depth = 1; depth <= 2; depth++)
			assertEquals(Tables.number(findings, "kernel", "theory", Map.of("architecture.depth", depth, "i", 1, "j", 2)), values(folder, "arrays/nngp-kernel-" + (depth - 1) + ".npy")[6]);
	}

	@Test
	void whatHasNoTangentKernelIsRefusedByThePlan() {
		for (String store : List.of("file", "table"))
			assertEquals("architecture.activation", assertThrows(InvalidExperimentException.class,
					() -> plan("analyses=[{\"id\":\"ntk\",\"store\":\"" + store + "\"}]", "architecture.activation=jump")).problems().getFirst().path());
	}

	private static String[] costly(String analysis) {
		return new String[] { "analyses=[{\"id\":\"" + analysis + (analysis.equals("gp-inference") ? "\",\"gradient\":false,\"noiseVariance\":0.1}]" : "\"}]"), inputs(coordinates(20)), "architecture.work=1e7", "data.points=[[-1,0.5],[0.3,-0.8],[1.2,0.4],[-0.2,1.1],[0.3,-0.8]]",
				"data.targets=[[0.7],[-1.3],[0.2],[0.9],[-1]]" };
	}

	/** Kernels that take long are computed part by part, and kept for a run that goes on; they are those that a quick run computes. */
	@ParameterizedTest
	@CsvSource({ "nngp, 20, 1", "ntk, 20, 6", "gp-inference, 24, 1", "frozen-ntk, 24, 2" })
	void kernelsThatTakeLongAreComputedInParts(String analysis, int distinct, int kernels) throws Exception {
		Plan plan = plan(costly(analysis));
		assertEquals(MatrixFile.bytes((long) kernels * distinct, distinct), plan.disk());
		double entries = 0.5 * distinct * (distinct + 1) - (distinct > 20 ? 0.5 * 20 * 19 : 0); // of test points of inference variances suffice
		assertTrue(plan.memory(1) > 8 * kernels * entries && plan.work() > entries * 1e7 && plan.work() < 1.01 * entries * 1e7);
		var blocks = new AtomicInteger();
		TestPlugin.watcher = () -> {
			if (blocks.incrementAndGet() > 7)
				throw new IllegalStateException("interrupted");
		};
		try {
			assertThrows(RunFailure.class, () -> run(plan, folder, 1, RunMonitor.NONE));
			blocks.set(-1000);
			run(plan, folder.resolve("whole"), 1, RunMonitor.NONE);
			int all = blocks.get();
			blocks.set(-1000);
			var findings = run(plan, folder, 2, RunMonitor.NONE);
			assertEquals(all - 7, blocks.get(), "7 of the parts were there");
			String[] quick = costly(analysis);
			quick[2] = "architecture.work=1e3";
			assertEquals(0, plan(quick).disk());
			assertEquals(TestPlugin.run(quick), findings);
		} finally {
			TestPlugin.watcher = () -> {};
		}
		assertFalse(Files.exists(folder.resolve(RunDirectory.ARRAYS)), "kernels of tables and inference are no files");
		assertTrue(Files.readString(folder.resolve(RunDirectory.LOG)).contains(analysis + ": 0 of " + (distinct > 20 ? 36 : 28) + " parts are there"));
	}

	/** What is found in the middle of a run is said as in a plan. */
	@Test
	void anOverflowThatThePlanMissesIsNamed() throws Exception {
		var points = new Points(coordinates(3));
		KernelBlocks blocks = (firstRow, rows, firstColumn, columns) -> {
			double[] nngp = new double[rows * columns];
			nngp[0] = Double.POSITIVE_INFINITY;
			return new KernelBlocks.Block(nngp, null, List.of());
		};
		var computation = KernelComputation.kept(blocks, points, Quantities.NNGP, 2);
		try (var file = MatrixFile.create(folder.resolve("k"), 3, 3)) {
			assertTrue(assertThrows(UnsuitableException.class, () -> computation.compute(0, List.of(file))).getMessage().contains("overflows"));
		}
	}
}
