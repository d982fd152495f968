package org.physics4ml.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;

/** Milliseconds for the kernel of an erf network of five hidden layers at 500 points in 784 dimensions, and for the bare Gram product of the points. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KernelRecursion {

	private static final int POINTS = 500, DIMENSION = 784;

	private final double[] coordinates = new Random(1).doubles((long) POINTS * DIMENSION).toArray(), gram = new double[POINTS * POINTS];
	private final Points points = points();
	private final InfiniteWidth limit = Networks.erf(100, 5, DIMENSION).capability(InfiniteWidth.class).orElseThrow();

	private Points points() {
		var rows = new double[POINTS][DIMENSION];
		for (int p = 0; p < POINTS; p++) System.arraycopy(coordinates, p * DIMENSION, rows[p], 0, DIMENSION);
		return new Points(rows);
	}

	@Benchmark
	public Kernel recursion() throws UnsuitableException {
		return limit.nngp(points, Method.CLOSED_FORM);
	}

	@Benchmark
	public double[] gramProduct() {
		Blas.java().gram(POINTS, DIMENSION, 1, coordinates, 0, DIMENSION, 0, gram, 0, POINTS);
		return gram;
	}
}
