package org.physics4ml.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.InfiniteWidth.Contribution;

/**
 * The covariances of one feature at all pairs of k points, as the kernel maps of the layers transform them. Matrices are packed, see
 * {@link DrawSampler#index}; of a pair (p, q) the entries (p, p), (q, q), (p, q) are a, b, c and {@link #delta} carries Δ = ab - c² beside them,
 * which rounded entries do not give near collinear points (PHYSICS 3). The arrays are not copied: a layer makes new ones.
 *
 * @param count         number k of points
 * @param covariance    E h(x_p) h(x_q)
 * @param delta         Δ of each pair, 0 on the diagonal
 * @param tangent       the tangent kernel Θ = Σ_θ ∂h/∂θ ∂h'/∂θ of one feature, or null if it is not wanted
 * @param contributions the terms of Θ, one for each parameter group so far, first layer first; null if they are not wanted
 * @param gaussian      whether the features are jointly Gaussian
 * @param closedForm    whether every Gaussian expectation so far was a closed form
 */
public record KernelState(int count, double[] covariance, double[] delta, double[] tangent, List<Contribution> contributions, boolean gaussian, boolean closedForm) {

	/** Points with Δ/(ab) below this are near collinear: Δ is computed without the cancellation of ab - c². */
	private static final double NEAR = 1e-3;
	/** Rows of a tile of the Gram product. */
	private static final int TILE = 64;

	/**
	 * The state that enters the first layer: covariances x_p·x_q/d, no tangent kernel yet. A Gram product, O(k² d).
	 *
	 * @param points      the distinct points are used
	 * @param withTangent whether the tangent kernel is wanted
	 * @param byGroup     whether the contributions of the parameter groups to it are wanted
	 */
	public static KernelState ofInputs(Points points, boolean withTangent, boolean byGroup) {
		int k = points.distinctCount(), d = points.dimension(), length = DrawSampler.packedLength(k);
		double[] covariance = new double[length], delta = new double[length], coordinates = new double[k * d], tile = new double[Math.min(TILE, k) * k], squares = new double[k];
		for (int p = 0; p < k; p++) System.arraycopy(points.distinct(p), 0, coordinates, p * d, d);
		for (int first = 0, at = 0; first < k; first += TILE) {
			int rows = Math.min(TILE, k - first), columns = k - first;
			Blas.java().multiplyTransposed(rows, columns, d, 1.0 / d, coordinates, first * d, d, coordinates, first * d, d, 0, tile, 0, columns);
			for (int p = first; p < first + rows; p++)
				for (int q = p; q < k; q++, at++) covariance[at] = tile[(p - first) * columns + q - first];
		}
		for (int p = 0; p < k; p++) squares[p] = covariance[DrawSampler.index(p, p, k)];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				if (q == p) continue;
				double product = squares[p] * squares[q];
				delta[at] = Math.fma(-covariance[at], covariance[at], product);
				if (!(delta[at] >= NEAR * product)) delta[at] = BivariateCovariance.ofInputs(points.distinct(p), points.distinct(q), 1, 0).delta();
			}
		return new KernelState(k, covariance, delta, withTangent ? new double[length] : null, byGroup ? List.of() : null, false, true);
	}

	/** Variance at point p. */
	public double variance(int p) {
		return covariance[DrawSampler.index(p, p, count)];
	}

	/** Whether no entry overflowed. */
	public boolean isFinite() {
		return Stream.of(covariance, tangent == null ? new double[0] : tangent).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
	}
}
