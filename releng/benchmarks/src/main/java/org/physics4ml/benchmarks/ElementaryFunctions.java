package org.physics4ml.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;

/** Activations per microsecond on one core, of normal deviates in an array. */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(ElementaryFunctions.LENGTH)
public class ElementaryFunctions {

	static final int LENGTH = 1000;

	private final double[] x = new double[LENGTH];
	private final double[] y = new double[LENGTH];

	@Setup
	public void deviates() {
		RandomStream.normals(1, 0, 0, 0, x, 0, LENGTH);
	}

	@Benchmark
	public double[] erf() {
		Elementary.erf(x, 0, y, 0, LENGTH);
		return y;
	}

	@Benchmark
	@Fork(value = 2, jvmArgsAppend = "-Dphysics4ml.simd=false")
	public double[] erfScalar() {
		return erf();
	}

	@Benchmark
	public double[] gelu() {
		Elementary.gelu(x, 0, y, 0, LENGTH);
		return y;
	}

	@Benchmark
	public double[] tanh() {
		Elementary.tanh(x, 0, y, 0, LENGTH);
		return y;
	}

	@Benchmark
	public double[] tanhOfTheLibrary() {
		for (int j = 0; j < LENGTH; j++) y[j] = Math.tanh(x[j]);
		return y;
	}
}
