package org.physics4ml.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.statistics.ConnectedEstimators;
import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;

/**
 * How long the connected four-point function takes to 5 % on one core: an erf net of width 1000 with two hidden layers, variances 2.25 and 0.09, at two points in three dimensions, entries "0 0 0 0" and "0 0 1 1". The
 * Rao-Blackwell estimator on conditional draws runs until the error is there, from a cold start of the virtual machine and compiled, each with other draws. The same error by plain products of networks with explicit weights is extrapolated from
 * their measured variance and time. Prints
 * seconds of one core and their ratio.
 */
public final class FourPointFunction {

	private static final double TARGET = 0.05;
	private static final int BLOCKS = 64, NAIVE_DRAWS = 64 * 16, WARM_UP = 64, REPETITIONS = 15, LONGEST = 1 << 20;
	private static final Points POINTS = new Points(new double[][] { { 0.5, -1.2, 2 }, { 1, 0.3, -0.7 } });
	/** The entry and its pairings, as packed pairs of points. */
	private static final String[] ENTRIES = { "0 0 0 0", "0 0 1 1" };
	private static final int[][] FIELDS = { { 0, 0, 0, 0 }, { 0, 0, 1, 1 } };
	private static final int[][][] PAIRINGS = { { { 0, 0 }, { 0, 0 }, { 0, 0 } }, { { 0, 2 }, { 1, 1 }, { 1, 1 } } };

	private FourPointFunction() {
	}

	/** Processor time of the process, compiler included: what one core has to do, whatever else runs on the machine. */
	private static double seconds() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
	}

	private record Found(double value, double error, long draws, double seconds) {
	}

	/** Σ Ĝ_ab, Σ Ĝ_cd, Σ Ĝ_ab Ĝ_cd for the three pairings, in blocks that grow together until the error is there. */
	private static Found raoBlackwell(DrawSampler sampler, int[][] pairings, long first) {
		double begin = seconds();
		double[][] sums = new double[BLOCKS][9];
		double[] kernel = new double[3];
		long draws = 0;
		for (int size = 2;; size *= 2) {
			for (double[] block : sums)
				for (long end = draws + size / 2; draws < end; draws++) {
					sampler.draw(first + draws, null, 0, kernel, 0);
					for (int i = 0; i < 3; i++) {
						double a = kernel[pairings[i][0]], b = kernel[pairings[i][1]];
						block[3 * i] += a;
						block[3 * i + 1] += b;
						block[3 * i + 2] += a * b;
					}
				}
			List<Jackknife.Block> blocks = new ArrayList<>();
			for (double[] block : sums) blocks.add(new Jackknife.Block(draws / BLOCKS, block));
			var estimate = Jackknife.of(blocks, (count, s) -> {
				double sum = 0;
				for (int i = 0; i < 9; i += 3) sum += ConnectedEstimators.covariance(count, s[i + 2], s[i], s[i + 1]);
				return new double[] { sum };
			});
			double value = estimate.value()[0], error = estimate.standardError()[0];
			if (error <= TARGET * value || draws > LONGEST) return new Found(value, error, draws, seconds() - begin);
		}
	}

	/** Plain products of a fixed number of networks. */
	private static Found naive(DrawSampler sampler, int[] fields) {
		double[] outputs = new double[2];
		for (int draw = 0; draw < WARM_UP; draw++) sampler.draw(-1L - draw & Long.MAX_VALUE, outputs, 0, null, 0);
		double begin = seconds();
		List<Jackknife.Block> blocks = new ArrayList<>();
		for (int block = 0, draw = 0; block < BLOCKS; block++) {
			double[] sums = new double[16];
			for (int i = 0; i < NAIVE_DRAWS / BLOCKS; i++) {
				sampler.draw(draw++, outputs, 0, null, 0);
				for (int set = 1; set < 16; set++) {
					double product = 1;
					for (int a = 0; a < 4; a++) if ((set >> a & 1) == 1) product *= outputs[fields[a]];
					sums[set] += product;
				}
			}
			blocks.add(new Jackknife.Block(NAIVE_DRAWS / BLOCKS, sums));
		}
		var estimate = Jackknife.of(blocks, (count, s) -> new double[] { ConnectedEstimators.evenConnected(4, count, set -> s[set]) });
		return new Found(estimate.value()[0], estimate.standardError()[0], NAIVE_DRAWS, seconds() - begin);
	}

	public static void main(String[] arguments) {
		var blas = Blas.openBlas().orElseThrow();
		var network = Networks.mlp("erf", 1000, 2, 3);
		var conditional = network.capability(ConditionalSampling.class).orElseThrow().sampler(POINTS, 1, blas);
		var explicit = network.capability(ExplicitSampling.class).orElseThrow().sampler(POINTS, 1, blas);
		for (int entry = 0; entry < ENTRIES.length; entry++) {
			var cold = raoBlackwell(conditional, PAIRINGS[entry], 0);
			List<Found> warm = new ArrayList<>();
			for (int repetition = 1; repetition <= REPETITIONS; repetition++) warm.add(raoBlackwell(conditional, PAIRINGS[entry], (long) repetition * LONGEST));
			warm.sort(Comparator.comparingDouble(Found::seconds));
			var ours = warm.get(REPETITIONS / 2);
			System.out.printf("Gc(%s), Rao-Blackwell: %.4g ± %.2g from %d networks in %.3f s, at first %.2f s%n", ENTRIES[entry], ours.value(), ours.error(), ours.draws(), ours.seconds(), cold.seconds());
			var plain = naive(explicit, FIELDS[entry]);
			double needed = plain.draws() * (plain.error() / (TARGET * ours.value())) * (plain.error() / (TARGET * ours.value()));
			double seconds = needed * plain.seconds() / plain.draws();
			System.out.printf("  explicit weights: error %.2g from %d networks in %.2f s; %.0f %% take %.2g networks and %.2g s: %.2g times as long%n", plain.error(), plain.draws(), plain.seconds(),
					100 * TARGET, needed, seconds, seconds / ours.seconds());
		}
	}
}
