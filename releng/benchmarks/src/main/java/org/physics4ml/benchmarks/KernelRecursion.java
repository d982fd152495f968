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
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.InfiniteWidth.Tangent;
import org.physics4ml.core.network.Points;

/**
 * Milliseconds on all cores for NNGP and NTK of five hidden layers at {@code points} points in 784 dimensions, the symmetric half once, from the points on, and beside them for the
 * full Gram product of the points alone by OpenBLAS, the rows shared among the cores. Relu is to take 1.5 times that product at most, erf twice, tanh (no closed form) ten times relu.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KernelRecursion {

	private static final int DIMENSION = 784, DEPTH = 5;

	@Param({ "1000", "4000" })
	public int count;

	private final Blas openBlas = Blas.openBlas().orElseThrow();
	private double[] coordinates, gram;
	private Points points;
	private InfiniteWidth relu, erf, tanh;

	@Setup
	public void setUp() {
		var random = new Random(1);
		var rows = new double[count][DIMENSION];
		coordinates = new double[count * DIMENSION];
		gram = new double[count * count];
		for (int i = 0; i < coordinates.length; i++) rows[i / DIMENSION][i % DIMENSION] = coordinates[i] = random.nextGaussian();
		points = new Points(rows);
		relu = limit("relu");
		erf = limit("erf");
		tanh = limit("tanh");
	}

	private static InfiniteWidth limit(String activation) {
		return Networks.mlp(activation, 100, DEPTH, DIMENSION).capability(InfiniteWidth.class).orElseThrow();
	}

	@Benchmark
	public Tangent relu() throws UnsuitableException {
		return relu.tangent(points, Method.AUTO, false);
	}

	@Benchmark
	public Tangent erf() throws UnsuitableException {
		return erf.tangent(points, Method.AUTO, false);
	}

	@Benchmark
	public Tangent tanh() throws UnsuitableException {
		return tanh.tangent(points, Method.AUTO, false);
	}

	@Benchmark
	public double[] fullGramByOpenBlas() {
		int cores = Runtime.getRuntime().availableProcessors(), rows = (count + cores - 1) / cores;
		IntStream.range(0, cores).parallel().forEach(core -> {
			int first = core * rows, m = Math.min(rows, count - first);
			if (m > 0) openBlas.multiplyTransposed(m, count, DIMENSION, 1, coordinates, first * DIMENSION, DIMENSION, coordinates, 0, DIMENSION, 0, gram, first * count, count);
		});
		return gram;
	}
}
