package org.physics4ml.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;

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
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;

/**
 * Milliseconds for the NNGP kernel of five hidden layers at 500 points, the Gram product of the points included, and for that product
 * alone by OpenBLAS and in pure Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KernelRecursion {

	private static final int POINTS = 500;

	@Param({ "10", "784" })
	public int dimension;

	private final double[] gram = new double[POINTS * POINTS];
	private final Blas openBlas = Blas.openBlas().orElseThrow();
	private double[] coordinates;
	private Points points;
	private InfiniteWidth erf, relu;

	@Setup
	public void setUp() {
		var random = new Random(1);
		var rows = new double[POINTS][dimension];
		coordinates = new double[POINTS * dimension];
		for (int i = 0; i < coordinates.length; i++) rows[i / dimension][i % dimension] = coordinates[i] = random.nextGaussian();
		points = new Points(rows);
		erf = Networks.mlp("erf", 100, 5, dimension).capability(InfiniteWidth.class).orElseThrow();
		relu = Networks.mlp("relu", 100, 5, dimension).capability(InfiniteWidth.class).orElseThrow();
	}

	@Benchmark
	public Kernel erf() throws UnsuitableException {
		return erf.nngp(points, Method.CLOSED_FORM);
	}

	@Benchmark
	public Kernel relu() throws UnsuitableException {
		return relu.nngp(points, Method.CLOSED_FORM);
	}

	@Benchmark
	public double[] gramByOpenBlas() {
		return gram(openBlas);
	}

	@Benchmark
	public double[] gramByJava() {
		return gram(Blas.java());
	}

	private double[] gram(Blas blas) {
		blas.gram(POINTS, dimension, 1, coordinates, 0, dimension, 0, gram, 0, POINTS);
		return gram;
	}
}
