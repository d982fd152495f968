package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.DepthLimit;
import org.physics4ml.compute.gaussian.DepthLimit.Phase;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;

/**
 * Why a kernel matrix is singular to rounding, and what to do about it.
 *
 * @param reason in words, e.g. {@code points 0 and 2 lie on a line with 0, and without biases their functions are proportional}
 * @param remedy likewise
 */
record Singular(String reason, String remedy) {

	/** Functions at two points are one to rounding where sin²ϑ of the kernel is below. */
	private static final double SAME = 1e-13;
	/** Inputs are close, or on one line with 0, where their squared distance or sin²ϑ is below. */
	private static final double CLOSE = 1e-10;
	private static final double FADED = 1e-100;
	private static final String SHALLOW = "use fewer layers, or variances at the critical point χ = 1 or beyond";
	/** In layers of the length over which correlations approach 1. */
	private static final double DEEP = 8;

	/**
	 * @param points of which the first n
	 * @param kernel at their distinct points, packed
	 * @param rank   of the matrix; -1 if it is not known
	 * @param limit  at infinite depth; null if it is not known
	 * @param depth  number of layers behind the first
	 */
	static Singular of(Points points, int n, double[] kernel, int rank, DepthLimit limit, int depth) {
		int k = points.distinctCount(), faded = -1;
		double largest = 0, smallest = Double.POSITIVE_INFINITY;
		int[] near = null, collinear = null, merged = null;
		for (int i = 0; i < n; i++) {
			int p = points.distinctIndex(i);
			double a = kernel[DrawSampler.index(p, p, k)];
			largest = Math.max(largest, a);
			if (a < smallest) {
				smallest = a;
				faded = i;
			}
			for (int j = i + 1; j < n; j++) {
				int q = points.distinctIndex(j);
				if (p == q)
					return new Singular("points " + i + " and " + j + " are equal", "remove one of them, or give noise");
				double b = kernel[DrawSampler.index(q, q, k)], c = kernel[DrawSampler.index(Math.min(p, q), Math.max(p, q), k)];
				if (merged != null || !(a > 0 && b > 0 && a * b - c * c <= SAME * a * b))
					continue;
				int[] pair = { i, j };
				var inputs = BivariateCovariance.ofInputs(points.get(i), points.get(j), 1, 0);
				if (inputs.squaredDistance() <= CLOSE * (inputs.a() + inputs.b()))
					near = near == null ? pair : near;
				else if (inputs.delta() <= CLOSE * inputs.a() * inputs.b())
					collinear = collinear == null ? pair : collinear;
				else
					merged = pair;
			}
		}
		boolean deep = limit != null && limit.phase() == Phase.ORDERED && depth > DEEP * limit.length();
		if (largest == 0 || limit != null && limit.fixedPoint() == 0 && largest < FADED)
			return new Singular("the kernel fades to 0 with depth", "use fewer layers, larger weight variances, or biases");
		if (smallest <= SAME * SAME * largest)
			return new Singular("the kernel is 0 at point " + faded + ": without biases the function is 0 at the input 0", "remove the point, or set prior.biasVariance");
		if (deep)
			return new Singular("the network is in the ordered phase, χ = " + Limits.rounded(limit.chi()) + ": after " + depth + " layers, " + Limits.rounded(depth / limit.length())
					+ " correlation lengths, all inputs have become one", SHALLOW);
		if (merged != null)
			return new Singular("the layers have made one of points " + merged[0] + " and " + merged[1] + ", which are far apart: the network is ordered, or critical and deep", SHALLOW);
		if (collinear != null)
			return new Singular("points " + collinear[0] + " and " + collinear[1] + " lie on one line with 0, and without biases the function at one follows from that at the other", "set prior.biasVariance, or remove one of each such pair");
		if (near != null)
			return new Singular("points " + near[0] + " and " + near[1] + " nearly coincide", "remove one of them, or give noise where the kernel is inverted");
		int d = points.dimension();
		if (rank >= 0 && rank <= d + 1)
			return new Singular("its rank " + rank + " is that of functions linear in the " + d + (d == 1 ? " coordinate" : " coordinates") + " of a point, as of the activation identity",
					"use another activation, at most " + rank + " points, or noise where the kernel is inverted");
		return new Singular("points lie closer together than the functions vary (eigenvalues of smooth kernels fall geometrically), or the activation is a polynomial, whose functions have few dimensions",
				"use fewer points or points further apart, larger weight variances, an activation with a kink, or noise where the kernel is inverted");
	}

	String words() {
		return reason + "; " + remedy;
	}
}
