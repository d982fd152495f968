package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.GeneratingFunctional;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.internal.layer.Dense;

/**
 * Where E e^{J·φ} diverges with Gaussian weights in all layers. A readout weight w ~ N(0, s²) leaves E e^{s²(J·h)²/2} over a neuron of the last hidden layer, and the first preactivations are z = t F^T ξ̂ along a
 * direction ξ̂ with the weight e^{-t²/2}. One hidden layer: infinite as soon as J·h grows faster than t along some direction, or as g t with s² g² ≥ 1. More layers: the variance of a preactivation is itself
 * unbounded, so that linear growth is enough, whatever the size of J. Directions are sampled: what is found to diverge does, what diverges in a narrow cone only may be missed.
 *
 * @param first    the first layer
 * @param function σ of every hidden layer
 * @param layers   L
 * @param variance s², of a readout weight, width scaling included
 */
record Growth(Dense first, DoubleUnaryOperator function, int layers, double variance) implements GeneratingFunctional {

	/** Preactivations at which growth is judged: there smooth activations are what they tend to. */
	private static final double FAR = 30, FARTHER = 300;
	private static final int DIRECTIONS = 64;
	/** Powers of t that count as linear, and as more; growth beyond the threshold of a linear one. */
	private static final double LINEAR = 0.9, MORE = 1.2, BEYOND = 1.01;

	/** Whether the argument is valid: of Gaussian laws in all layers. */
	static boolean isKnown(List<Dense> layers) {
		return layers.stream().allMatch(Dense::isGaussian);
	}

	@Override
	public boolean isInfinite(Points points, double[] source) {
		int[] used = IntStream.range(0, source.length).filter(p -> source[p] != 0).toArray();
		int n = used.length;
		double[] packed = new double[n * (n + 1) / 2], factor = new double[n * n], j = Arrays.stream(used).mapToDouble(p -> source[p]).toArray();
		double largest = 0;
		for (int p = 0, at = 0; p < n; p++)
			for (int q = p; q < n; q++, at++) {
				packed[at] = BivariateCovariance.ofInputs(points.distinct(used[p]), points.distinct(used[q]), first.weight().variance(), first.bias().variance()).c();
				if (p == q) largest = Math.max(largest, packed[at]);
			}
		if (!(variance > 0 && largest > 0 && Double.isFinite(largest))) return false;
		int rank = Cholesky.factor(n, packed, 0, Cholesky.tolerance(n), factor, 0, new int[n], new double[n]);
		double far = 0, farther = 0, t = 1 / Math.sqrt(largest);
		for (double[] z : directions(n, rank, factor, j)) {
			far = Math.max(far, reached(z, FAR * t, j));
			farther = Math.max(farther, reached(z, FARTHER * t, j));
		}
		if (!(far > 0)) return false;
		double power = StrictMath.log10(farther / far) / StrictMath.log10(FARTHER / FAR), slope = farther / (FARTHER * t);
		return layers > 1 ? power >= LINEAR : power >= MORE || power >= LINEAR && variance * slope * slope >= BEYOND;
	}

	/** F^T ξ̂ for unit vectors ξ̂: those of the points, of J·z, of axes, and others. */
	private static double[][] directions(int n, int rank, double[] factor, double[] j) {
		var directions = new double[n + 1 + rank + DIRECTIONS][rank];
		for (int r = 0; r < rank; r++) {
			for (int p = 0; p < n; p++) {
				directions[p][r] = factor[r * n + p];
				directions[n][r] = Math.fma(j[p], factor[r * n + p], directions[n][r]);
			}
			directions[n + 1 + r][r] = 1;
		}
		for (int i = 0; i < DIRECTIONS; i++) RandomStream.normals(0, i, 0, 0, directions[n + 1 + rank + i], 0, rank);
		var along = new double[directions.length][n];
		for (int i = 0; i < directions.length; i++) {
			double norm = 0;
			for (double x : directions[i]) norm = Math.fma(x, x, norm);
			for (int p = 0; norm > 0 && p < n; p++)
				for (int r = 0; r < rank; r++) along[i][p] += directions[i][r] / Math.sqrt(norm) * factor[r * n + p];
		}
		return along;
	}

	/** |J·h| behind all hidden layers, whose preactivations point along what enters them or against it. */
	private double reached(double[] z, double t, double[] j) {
		double most = 0;
		for (int first = -1; first <= 1; first += 2)
			for (int sign = -1; sign <= 1; sign += 2) {
				double sum = 0;
				for (int p = 0; p < z.length; p++) {
					double h = first * t * z[p];
					for (int l = 0; l < layers; l++) h = function.applyAsDouble(l == 0 ? h : sign * h);
					sum += j[p] * h;
				}
				if (Math.abs(sum) > most) most = Math.abs(sum); // NaN, of ∞ - ∞, is left out
			}
		return most;
	}
}
