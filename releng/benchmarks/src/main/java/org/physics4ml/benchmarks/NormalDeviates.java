package org.physics4ml.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.apache.commons.rng.core.source32.Philox4x32;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.physics4ml.compute.random.RandomStream;

/** Normal deviates per microsecond on one core, written to an array. */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(NormalDeviates.LENGTH)
public class NormalDeviates {

	static final int LENGTH = 1000;

	private final double[] out = new double[LENGTH];
	private final SplittableRandom splittable = new SplittableRandom(1);
	private final SharedStateContinuousSampler ziggurat = ZigguratSampler.NormalizedGaussian.of(new Philox4x32(new int[] { 1, 2, 3, 4, 5, 6 }));
	private long draw;

	@Benchmark
	public double[] physics4ml() {
		RandomStream.normals(1, draw++, 0, 0, out, 0, LENGTH);
		return out;
	}

	@Benchmark
	@Fork(value = 2, jvmArgsAppend = "-Dphysics4ml.simd=false")
	public double[] physics4mlScalar() {
		return physics4ml();
	}

	@Benchmark
	public double[] splittableRandom() {
		for (int j = 0; j < LENGTH; j++) out[j] = splittable.nextGaussian();
		return out;
	}

	@Benchmark
	public double[] commonsRngPhiloxZiggurat() {
		for (int j = 0; j < LENGTH; j++) out[j] = ziggurat.sample();
		return out;
	}
}
