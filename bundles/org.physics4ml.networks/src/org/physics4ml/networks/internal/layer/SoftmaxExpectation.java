package org.physics4ml.networks.internal.layer;

import java.util.Arrays;

import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;

/**
 * M_bj = E A_ab(x) A_ij(x') and D_ck = Σ_bj K_bj E ∂A_ab/∂G_ac ∂A_ij/∂G_ik of the softmax A = ζ(G) over T tokens: Gaussian expectations in 2T dimensions, by quasi-Monte Carlo. The points are a Kronecker sequence with the square roots of primes
 * (Niederreiter, doi:10.1137/1.9781611970081, 1992), folded (baker's transform) and shifted at random: with n points of each of several shifts the mean is unbiased and its error falls about as 1/n for a given T. No
 * accuracy is promised: the spread of the shifts tells it. Thread-safe.
 */
final class SoftmaxExpectation {

	/** Points of one shift. */
	private static final int COUNT = 4096;

	private final int tokens, dimension;
	/** Deviates of point m at m·2T. */
	private final double[] normals;

	/** @param stream of the random shift, in a realm of keys of its own */
	SoftmaxExpectation(int tokens, int stream) {
		this.tokens = tokens;
		dimension = 2 * tokens;
		double[] shift = new double[dimension], steps = new double[dimension];
		RandomStream.uniforms(0x736f66746d6178L, 0, stream, 0, shift, 0, dimension);
		for (int d = 0, prime = 2; d < dimension; prime++) if (isPrime(prime)) steps[d++] = Math.sqrt(prime) % 1;
		normals = new double[COUNT * dimension];
		for (int m = 0, at = 0; m < COUNT; m++, at += dimension)
			for (int d = 0; d < dimension; d += 2) {
				double radius = Math.sqrt(-2 * Elementary.log(folded(m, steps[d], shift[d]))), turns = folded(m, steps[d + 1], shift[d + 1]);
				normals[at + d] = radius * Elementary.cosTurns(turns);
				normals[at + d + 1] = radius * Elementary.sinTurns(turns);
			}
	}

	private static boolean isPrime(int n) {
		for (int divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor == 0) return false;
		return true;
	}

	/** In (0, 1). */
	private static double folded(int m, double step, double shift) {
		double u = (m * step + shift) % 1;
		return Math.clamp(1 - Math.abs(2 * u - 1), 0x1p-53, 1 - 0x1p-53);
	}

	/** Multiplications and additions of an expectation, as plans count them: 2T Gaussian logits and their exponentials a point. */
	double work() {
		return COUNT * tokens * (27.0 + 8 * tokens);
	}

	/** What is needed for one pair of inputs after the other. For one thread. */
	final class Work {

		private final double[] covariance = new double[dimension * dimension], factor = new double[dimension * dimension], logits = new double[dimension], seen = new double[dimension], turned = new double[tokens * tokens];

		/**
		 * The expectations; the same bits with the two inputs exchanged, and the matrices transposed.
		 *
		 * @param scale   σ_QK²
		 * @param left    K(x, x), T × T
		 * @param right   K(x', x')
		 * @param between K(x, x')
		 * @param weights where to write M, T × T
		 * @param slopes  where to write D, T × T; null if it is not wanted
		 */
		void of(double scale, double[] left, double[] right, double[] between, int a, int i, double[] weights, double[] slopes) {
			boolean exchange = isExchanged(left, right, between, a, i);
			double[] x = exchange ? right : left, y = exchange ? left : right, k = exchange ? transposed(between) : between;
			int p = exchange ? i : a, q = exchange ? a : i;
			double mixed = scale * between[a * tokens + i], u = scale * x[p * tokens + p], v = scale * y[q * tokens + q];
			for (int b = 0; b < tokens; b++)
				for (int j = 0; j < tokens; j++) {
					covariance[b * dimension + j] = u * x[b * tokens + j];
					covariance[(tokens + b) * dimension + tokens + j] = v * y[b * tokens + j];
					covariance[b * dimension + tokens + j] = mixed * k[b * tokens + j];
					covariance[(tokens + j) * dimension + b] = mixed * k[b * tokens + j];
				}
			factor();
			Arrays.fill(weights, 0);
			if (slopes != null) Arrays.fill(slopes, 0);
			for (int m = 0; m < COUNT; m++) {
				for (int b = 0; b < dimension; b++) {
					double logit = 0;
					for (int r = 0; r <= b; r++) logit = Math.fma(factor[b * dimension + r], normals[m * dimension + r], logit);
					logits[b] = logit;
				}
				softmax(0);
				softmax(tokens);
				for (int b = 0; b < tokens; b++)
					for (int j = 0; j < tokens; j++) weights[b * tokens + j] = Math.fma(logits[b], logits[tokens + j], weights[b * tokens + j]);
				if (slopes != null) slopes(k, slopes);
			}
			finish(weights, exchange);
			if (slopes != null) finish(slopes, exchange);
		}

		/** ∂A_b/∂G_c = A_b (δ_bc - A_c), so that each sample adds A_c A'_k (K_ck - (Aᵀ K)_k - (K A')_c + Aᵀ K A'). */
		private void slopes(double[] k, double[] slopes) {
			double all = 0;
			Arrays.fill(seen, 0);
			for (int c = 0; c < tokens; c++)
				for (int j = 0; j < tokens; j++) {
					seen[c] = Math.fma(k[c * tokens + j], logits[tokens + j], seen[c]);
					seen[tokens + j] = Math.fma(logits[c], k[c * tokens + j], seen[tokens + j]);
				}
			for (int c = 0; c < tokens; c++) all = Math.fma(logits[c], seen[c], all);
			for (int c = 0; c < tokens; c++)
				for (int j = 0; j < tokens; j++) slopes[c * tokens + j] = Math.fma(logits[c] * logits[tokens + j], k[c * tokens + j] - seen[tokens + j] - seen[c] + all, slopes[c * tokens + j]);
		}

		private void finish(double[] sums, boolean exchange) {
			for (int b = 0; b < sums.length; b++) sums[b] /= COUNT;
			if (!exchange) return;
			for (int b = 0; b < tokens; b++)
				for (int j = 0; j < b; j++) {
					double sum = sums[b * tokens + j];
					sums[b * tokens + j] = sums[j * tokens + b];
					sums[j * tokens + b] = sum;
				}
		}

		private double[] transposed(double[] matrix) {
			for (int b = 0; b < tokens; b++)
				for (int j = 0; j < tokens; j++) turned[b * tokens + j] = matrix[j * tokens + b];
			return turned;
		}

		private void softmax(int at) {
			double largest = logits[at], sum = 0;
			for (int b = 1; b < tokens; b++) largest = Math.max(largest, logits[at + b]);
			for (int b = 0; b < tokens; b++) logits[at + b] -= largest;
			Elementary.exp(logits, at, logits, at, tokens);
			for (int b = 0; b < tokens; b++) sum += logits[at + b];
			for (int b = 0; b < tokens; b++) logits[at + b] /= sum;
		}

		/** Lower triangle F with F Fᵀ the covariance; columns without variance of their own are 0. */
		private void factor() {
			Arrays.fill(factor, 0);
			for (int c = 0; c < dimension; c++) {
				double pivot = covariance[c * dimension + c];
				for (int r = 0; r < c; r++) pivot -= factor[c * dimension + r] * factor[c * dimension + r];
				if (!(pivot > 1e-14 * covariance[c * dimension + c])) continue;
				double root = Math.sqrt(pivot);
				factor[c * dimension + c] = root;
				for (int b = c + 1; b < dimension; b++) {
					double entry = covariance[b * dimension + c];
					for (int r = 0; r < c; r++) entry -= factor[b * dimension + r] * factor[c * dimension + r];
					factor[b * dimension + c] = entry / root;
				}
			}
		}
	}

	/** Whether (x', x) comes before (x, x') in an order of their numbers. */
	private boolean isExchanged(double[] left, double[] right, double[] between, int a, int i) {
		int order = Arrays.compare(left, right);
		if (order == 0) order = Integer.compare(a, i);
		for (int b = 0; order == 0 && b < tokens; b++)
			for (int j = 0; order == 0 && j < b; j++) order = Double.compare(between[b * tokens + j], between[j * tokens + b]);
		return order > 0;
	}
}
