package org.physics4ml.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.PluginSource;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.Engine;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunMonitor;

/**
 * Microseconds a chunk: of a run whose chunks are one draw of a network that does nothing, of the same draws and sums in a bare loop, and of the
 * cheapest chunk of a real run, {@value #DRAWS} kernels of an erf network of width 10 at one point. What the engine adds to a chunk is the first less the second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineOverhead {

	static final int CHUNKS = 100_000;
	static final int DRAWS = 2048;

	private final double[] kernels = new double[DRAWS];
	private Path folder;
	private Plan plan;
	private DrawSampler erf;
	private long runs, draw;

	@Setup
	public void setUp() throws Exception {
		folder = Files.createTempDirectory("physics4ml-benchmark");
		plan = Networks.plan(new PluginSource("org.example", "1.0.0", Idle.PLUGIN, getClass().getClassLoader()), "inputs.points=[[1]]", "architecture=idle", "prior=gaussian",
				"analyses=[\"mean\"]", "sampling.draws=" + CHUNKS);
		erf = Networks.mlp("erf", 10, 1, 1).capability(ConditionalSampling.class).orElseThrow().sampler(new Points(new double[][] { { 1 } }), 1, Blas.java());
	}

	@TearDown(Level.Iteration)
	public void delete() throws IOException {
		try (var files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList())
				if (!file.equals(folder))
					Files.delete(file);
		}
	}

	@TearDown
	public void deleteFolder() throws IOException {
		Files.delete(folder);
	}

	@Benchmark
	@OperationsPerInvocation(CHUNKS)
	public List<AnalysisFindings> engine() throws Exception {
		try (var directory = RunDirectory.open(folder.resolve("run-" + runs++), plan, Map.of())) {
			return Engine.run(plan, directory, 1, Blas.java(), RunMonitor.NONE);
		}
	}

	@Benchmark
	@OperationsPerInvocation(CHUNKS)
	public Sums loop() {
		var cell = plan.cells().getFirst().cell();
		var sampler = cell.ensemble().capability(ExplicitSampling.class).orElseThrow().sampler(cell.points(), 1, Blas.java());
		var measurement = new Idle.Mean().prepare(null, cell);
		var sums = measurement.empty();
		double[] outputs = new double[1];
		for (int i = 0; i < CHUNKS; i++) {
			sampler.draw(i, outputs, 0, null, 0);
			measurement.accumulate(new Draws(i, 1, outputs, 1, null, 1), sums);
		}
		return sums;
	}

	@Benchmark
	public double[] chunkOfErfNetworks() {
		for (int i = 0; i < DRAWS; i++) erf.draw(draw++, null, 0, kernels, i);
		return kernels;
	}
}
