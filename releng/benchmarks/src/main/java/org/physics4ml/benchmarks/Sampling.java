package org.physics4ml.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;

/** Microseconds a draw on one core: the kernel of an erf network at some points in three dimensions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Sampling {

	@Param({ "10", "100", "1000" })
	public int width;

	@Param({ "1", "3" })
	public int depth;

	@Param({ "2", "6" })
	public int points;

	private double[] kernel;
	private DrawSampler conditional, explicit;
	private long draw;

	@Setup
	public void setUp() {
		var network = Networks.mlp("erf", width, depth, 3);
		var random = new Random(1);
		var inputs = new Points(IntStream.range(0, points).mapToObj(p -> random.doubles(3, -1, 1).toArray()).toArray(double[][]::new));
		var blas = Blas.openBlas().orElseThrow();
		kernel = new double[DrawSampler.packedLength(points)];
		conditional = network.capability(ConditionalSampling.class).orElseThrow().sampler(inputs, 1, blas);
		explicit = network.capability(ExplicitSampling.class).orElseThrow().sampler(inputs, 1, blas);
	}

	@Benchmark
	public double[] conditional() {
		conditional.draw(draw++, null, 0, kernel, 0);
		return kernel;
	}

	@Benchmark
	public double[] explicit() {
		explicit.draw(draw++, null, 0, kernel, 0);
		return kernel;
	}
}
