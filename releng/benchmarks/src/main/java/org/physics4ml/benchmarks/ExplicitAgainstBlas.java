package org.physics4ml.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;

/**
 * Networks with explicit weights beside the least that they can cost: uniform prior, width 1000, two hidden layers, 16 points in three dimensions, one core. In turn, many times over: draws of the network, OpenBLAS with the
 * matrix products of as many networks on matrices that are there already, and the generator with as many random numbers. Prints medians of the time a network and the ratio of the first to the sum of the others, which is to be at
 * most 1.5.
 */
public final class ExplicitAgainstBlas {

	private static final int WIDTH = 1000, POINTS = 16, DIMENSION = 3, NETWORKS = 20, ROUNDS = 30, WARM_UP = 10;

	private final Ensemble network = Networks.mlp("uniform", "erf", WIDTH, 2, DIMENSION);
	private final Blas blas = Blas.openBlas().orElseThrow();
	private final DrawSampler sampler;
	private final double[] outputs = new double[POINTS], weights = new double[WIDTH * WIDTH], features = new double[POINTS * WIDTH], next = new double[POINTS * WIDTH];
	private long draw;

	private ExplicitAgainstBlas() {
		var random = new Random(1);
		var points = new Points(IntStream.range(0, POINTS).mapToObj(p -> random.doubles(DIMENSION, -1, 1).toArray()).toArray(double[][]::new));
		sampler = network.capability(ExplicitSampling.class).orElseThrow().sampler(points, 1, blas);
		generator();
		Arrays.setAll(features, i -> random.nextDouble());
	}

	private void networks() {
		sampler.draw(draw++, outputs, 0, null, 0);
	}

	private void products() {
		blas.multiplyTransposed(POINTS, WIDTH, DIMENSION, 1, features, 0, DIMENSION, weights, 0, DIMENSION, 0, next, 0, WIDTH);
		blas.multiplyTransposed(POINTS, WIDTH, WIDTH, 1, features, 0, WIDTH, weights, 0, WIDTH, 0, next, 0, WIDTH);
		blas.multiplyTransposed(POINTS, 1, WIDTH, 1, next, 0, WIDTH, weights, 0, WIDTH, 0, outputs, 0, 1);
	}

	private void generator() {
		for (int g = 0; g < network.groups().size(); g++) {
			var group = network.groups().get(g);
			network.laws().get(g).fill(1, draw, group.stream(), 0, weights, 0, (int) group.size());
		}
	}

	private static double micros(Runnable work) {
		long begin = System.nanoTime();
		for (int i = 0; i < NETWORKS; i++) work.run();
		return (System.nanoTime() - begin) * 1e-3 / NETWORKS;
	}

	private static double median(double[] times) {
		double[] sorted = Arrays.copyOfRange(times, WARM_UP, times.length);
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	public static void main(String[] arguments) {
		var benchmark = new ExplicitAgainstBlas();
		double[] networks = new double[WARM_UP + ROUNDS], products = networks.clone(), generator = networks.clone(), ratio = networks.clone();
		for (int round = 0; round < networks.length; round++) {
			networks[round] = micros(benchmark::networks);
			products[round] = micros(benchmark::products);
			generator[round] = micros(benchmark::generator);
			ratio[round] = networks[round] / (products[round] + generator[round]);
		}
		System.out.printf("microseconds a network: %.0f; matrix products by %s %.0f, generator %.0f; ratio to their sum %.2f (to the products %.2f)%n", median(networks), benchmark.blas.name(), median(products),
				median(generator), median(ratio), median(networks) / median(products));
	}
}
