package org.physics4ml.compute.statistics;

import java.util.List;

/**
 * Delete-one-block jackknife of a smooth function of sums over independent draws: with t_(b) the function without block b,
 *
 * <pre>
 *   se² = (B-1)/B Σ_b (t_(b) - t̄)²,   t̄ = (1/B) Σ_b t_(b)
 * </pre>
 *
 * Blocks may differ a little in size. Nothing is assumed of the distribution; the relative error of se is about 1/√(2(B-1)). doi:10.1214/aos/1176345462.
 */
public final class Jackknife {

	/**
	 * Function of sums.
	 */
	@FunctionalInterface
	public interface Function {

		/**
		 * @param draws M, number of draws
		 * @param sums  sums over them; read only
		 * @return the values, always of the same length
		 */
		double[] of(long draws, double[] sums);
	}

	/** Sums over the draws of one block. */
	public record Block(long draws, double[] sums) {
	}

	/**
	 * @param value         the function of all draws
	 * @param standardError se of each value; NaN with fewer than two blocks
	 * @param replicas      {@code replicas[b][i]}: value i without block b
	 */
	public record Estimate(double[] value, double[] standardError, double[][] replicas) {
	}

	private Jackknife() {
	}

	/**
	 * Applies the function to all draws and to all draws but a block. B + 1 evaluations. Sums without a block are added anew from the sums before and
	 * behind it, never subtracted. Deterministic.
	 *
	 * @param blocks   at least one, with sums of one length
	 * @param function the function; what it throws is passed on
	 */
	public static Estimate of(List<Block> blocks, Function function) {
		int count = blocks.size(), length = blocks.getFirst().sums().length;
		var behind = new double[count + 1][length];
		var drawsBehind = new long[count + 1];
		for (int b = count - 1; b >= 0; b--) {
			drawsBehind[b] = blocks.get(b).draws() + drawsBehind[b + 1];
			for (int i = 0; i < length; i++) behind[b][i] = blocks.get(b).sums()[i] + behind[b + 1][i];
		}
		double[] value = function.of(drawsBehind[0], behind[0].clone());
		var replicas = new double[count < 2 ? 0 : count][];
		double[] before = new double[length], without = new double[length];
		long drawsBefore = 0;
		for (int b = 0; b < replicas.length; b++) {
			for (int i = 0; i < length; i++) {
				without[i] = before[i] + behind[b + 1][i];
				before[i] += blocks.get(b).sums()[i];
			}
			replicas[b] = function.of(drawsBefore + drawsBehind[b + 1], without);
			drawsBefore += blocks.get(b).draws();
		}
		var error = new double[value.length];
		for (int i = 0; i < error.length; i++) error[i] = standardError(replicas, i);
		return new Estimate(value, error, replicas);
	}

	/**
	 * How many blocks carry the error of column i: (Σ_b d_b²)² / Σ_b d_b⁴ with d_b = t_(b) - t̄, about B/3 where the blocks are Gaussian and 1 where a
	 * single one dominates. Few of many blocks mean that the draws are dominated by rare large values: the error is then not to be trusted, as are the
	 * draws that are missing. 0 for B < 2; B where all replicas are equal.
	 */
	public static double effectiveBlocks(double[][] replicas, int i) {
		int count = replicas.length;
		if (count < 2) return 0;
		double mean = 0, second = 0, fourth = 0;
		for (double[] replica : replicas) mean += (replica[i] - replicas[0][i]) / count;
		for (double[] replica : replicas) {
			double square = replica[i] - replicas[0][i] - mean;
			square *= square;
			second += square;
			fourth += square * square;
		}
		return fourth == 0 ? count : second * second / fourth;
	}

	/** √[(B-1)/B Σ_b (t_(b) - t̄)²] of column i; NaN for B < 2. */
	public static double standardError(double[][] replicas, int i) {
		int count = replicas.length;
		if (count < 2) return Double.NaN;
		double mean = 0, squares = 0;
		for (double[] replica : replicas) mean += (replica[i] - replicas[0][i]) / count; // from the first: equal replicas give exactly 0
		for (double[] replica : replicas) {
			double deviation = replica[i] - replicas[0][i] - mean;
			squares += deviation * deviation;
		}
		return Math.sqrt(squares * (count - 1) / count);
	}
}
