package org.physics4ml.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;

import com.sun.management.OperatingSystemMXBean;

/**
 * NNGP and NTK of five hidden layers at many points in 784 dimensions beside a plain implementation and the least that it can cost. In turn, a few times over: the full Gram product of the points by OpenBLAS; a plain
 * implementation, that product and then layer after layer over whole matrices with the functions of {@link Math}; and the workbench's kernels, the symmetric half once, from the points on. All on all cores, OpenBLAS with its
 * rows shared among them; {@code -XX:ActiveProcessorCount=1} for one. Prints medians of the processor time and of the time, and the ratios of processor time to the Gram product and to relu: relu is to take 1.5 times the Gram
 * product at most, erf twice, tanh, which has no closed form, ten times relu.
 *
 * <p>
 * Arguments: points [4000], rounds [3], activations [relu erf tanh].
 */
public final class KernelRecursion {

	private static final int DIMENSION = 784, DEPTH = 5, BLOCK = 500;
	/** σ_w², σ_b² of {@link Networks}. */
	private static final double WEIGHT = 2.25, BIAS = 0.09;

	private final int count;
	private final double[] coordinates, gram;
	private final Points points;
	private final Blas blas = Blas.openBlas().orElseThrow();
	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private KernelRecursion(int count) {
		this.count = count;
		var random = new Random(1);
		var rows = new double[count][DIMENSION];
		coordinates = new double[count * DIMENSION];
		gram = new double[count * count];
		for (int i = 0; i < coordinates.length; i++) rows[i / DIMENSION][i % DIMENSION] = coordinates[i] = random.nextGaussian();
		points = new Points(rows);
	}

	/** In blocks that OpenBLAS takes in one call each. */
	private void gram() {
		int edge = (count + BLOCK - 1) / BLOCK;
		IntStream.range(0, edge).parallel().forEach(row -> {
			int i = row * BLOCK, m = Math.min(BLOCK, count - i);
			for (int j = 0; j < count; j += BLOCK)
				blas.multiplyTransposed(m, Math.min(BLOCK, count - j), DIMENSION, 1.0 / DIMENSION, coordinates, i * DIMENSION, DIMENSION, coordinates, j * DIMENSION, DIMENSION, 0, gram, i * count + j, count);
		});
	}

	/** K and Θ by the formulas as they stand in the literature, whole matrices at a time. */
	private double[] plain(boolean relu) {
		gram();
		double[] k = gram, tangent = new double[k.length];
		IntStream.range(0, count).parallel().forEach(r -> {
			for (int i = r * count; i < (r + 1) * count; i++) tangent[i] = k[i] = Math.fma(WEIGHT, k[i], BIAS);
		});
		for (int layer = 0; layer < DEPTH; layer++) {
			double[] variances = IntStream.range(0, count).mapToDouble(i -> k[i * count + i]).toArray();
			IntStream.range(0, count).parallel().forEach(r -> {
				for (int c = 0, i = r * count; c < count; c++, i++) {
					double image, slope, a = variances[r], b = variances[c];
					if (relu) {
						double root = Math.sqrt(a * b), cosine = Math.clamp(k[i] / root, -1.0, 1.0), angle = Math.acos(cosine);
						image = root * (Math.sqrt(1 - cosine * cosine) + (Math.PI - angle) * cosine) / (2 * Math.PI);
						slope = (Math.PI - angle) / (2 * Math.PI);
					} else {
						double product = (1 + 2 * a) * (1 + 2 * b);
						image = 2 / Math.PI * Math.asin(2 * k[i] / Math.sqrt(product));
						slope = 4 / Math.PI / Math.sqrt(product - 4 * k[i] * k[i]);
					}
					k[i] = Math.fma(WEIGHT, image, BIAS);
					tangent[i] = k[i] + WEIGHT * slope * tangent[i];
				}
			});
		}
		return tangent;
	}

	private static InfiniteWidth limit(String activation) {
		return Networks.mlp(activation, 100, DEPTH, DIMENSION).capability(InfiniteWidth.class).orElseThrow();
	}

	private void ours(InfiniteWidth limit) {
		try {
			limit.tangent(points, Method.AUTO, false);
		} catch (UnsuitableException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Appends processor time and time of work, in seconds. */
	private void measure(double[][] times, int round, Runnable work) {
		long processor = system.getProcessCpuTime(), begin = System.nanoTime();
		work.run();
		times[0][round] = (system.getProcessCpuTime() - processor) * 1e-9;
		times[1][round] = (System.nanoTime() - begin) * 1e-9;
	}

	private static double median(double[] times) {
		double[] sorted = times.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	public static void main(String[] arguments) {
		int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4000, rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
		var activations = arguments.length > 2 ? Arrays.copyOfRange(arguments, 2, arguments.length) : new String[] { "relu", "erf", "tanh" };
		var small = new KernelRecursion(Math.min(count, 600));
		var benchmark = new KernelRecursion(count);
		var limits = Arrays.stream(activations).map(KernelRecursion::limit).toList();
		for (int warm = 0; warm < 4; warm++) {
			small.gram();
			small.plain(true);
			small.plain(false);
			limits.forEach(small::ours);
		}
		var times = new double[3 + activations.length][2][rounds];
		for (int round = 0; round < rounds; round++) {
			benchmark.measure(times[0], round, benchmark::gram);
			benchmark.measure(times[1], round, () -> benchmark.plain(true));
			benchmark.measure(times[2], round, () -> benchmark.plain(false));
			for (int i = 0; i < activations.length; i++) {
				var limit = limits.get(i);
				benchmark.measure(times[3 + i], round, () -> benchmark.ours(limit));
			}
		}
		System.out.printf("NNGP and NTK of %d points, d = %d, depth %d, %d cores, %s; median of %d%n", count, DIMENSION, DEPTH, Runtime.getRuntime().availableProcessors(), benchmark.blas.name(), rounds);
		System.out.printf("%-28s %12s %8s %14s %8s%n", "", "processor s", "time s", "/ Gram product", "/ relu");
		double gram = median(times[0][0]), relu = median(times[3][0]);
		for (int i = 0; i < times.length; i++) {
			String name = i == 0 ? "Gram product" : i < 3 ? "plain, " + (i == 1 ? "relu" : "erf") : activations[i - 3];
			System.out.printf("%-28s %12.3f %8.3f %14.2f %8.2f%n", name, median(times[i][0]), median(times[i][1]), median(times[i][0]) / gram, median(times[i][0]) / relu);
		}
	}
}
