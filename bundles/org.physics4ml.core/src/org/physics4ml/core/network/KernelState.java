package org.physics4ml.core.network;

import java.util.Arrays;

import org.physics4ml.compute.gaussian.BivariateCovariance;

/**
 * The covariances of one feature at all pairs of k points, as the kernel maps of the layers transform them. Matrices are packed, see
 * {@link DrawSampler#index}; of a pair (p, q) the entries (p, p), (q, q), (p, q) are a, b, c and {@link #delta} carries Δ = ab - c² beside them,
 * which rounded entries do not give near collinear points (PHYSICS 3). The arrays are not copied: a layer makes new ones.
 *
 * @param count      number k of points
 * @param covariance E h(x_p) h(x_q)
 * @param delta      Δ of each pair, 0 on the diagonal
 * @param tangent    the tangent kernel Θ in NTK parameterisation, or null if it is not wanted
 * @param gaussian   whether the features are jointly Gaussian
 * @param closedForm whether every Gaussian expectation so far was a closed form
 */
public record KernelState(int count, double[] covariance, double[] delta, double[] tangent, boolean gaussian, boolean closedForm) {

	/**
	 * The state that enters the first layer: covariances x_p·x_q/d, no tangent kernel yet.
	 *
	 * @param points      the distinct points are used
	 * @param withTangent whether the tangent kernel is wanted
	 */
	public static KernelState ofInputs(Points points, boolean withTangent) {
		int k = points.distinctCount(), length = DrawSampler.packedLength(k);
		var covariance = new double[length];
		var delta = new double[length];
		int at = 0;
		for (int p = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				var pair = BivariateCovariance.ofInputs(points.distinct(p), points.distinct(q), 1, 0);
				covariance[at] = pair.c();
				delta[at] = p == q ? 0 : pair.delta();
			}
		return new KernelState(k, covariance, delta, withTangent ? new double[length] : null, false, true);
	}

	/** Variance at point p. */
	public double variance(int p) {
		return covariance[DrawSampler.index(p, p, count)];
	}

	/** Whether no entry overflowed. */
	public boolean isFinite() {
		return Arrays.stream(covariance).allMatch(Double::isFinite);
	}
}
