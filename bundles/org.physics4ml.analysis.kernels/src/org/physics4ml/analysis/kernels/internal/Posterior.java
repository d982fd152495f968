package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;

import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.linalg.SymmetricEigen;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * A Gaussian process with kernel K given data with independent Gaussian noise of variance s², A = K_DD + s² 1 (PHYSICS 19, (2.12)):
 *
 * <pre>
 *   mean(x) = K_xD A⁻¹ y,   variance(x) = K_xx - K_xD A⁻¹ K_Dx,   ln p(y) = -(1/2) yᵀ A⁻¹ y - (1/2) ln det A - (n/2) ln 2π
 * </pre>
 *
 * by the Cholesky factor A = FᵀF: O(n³ + n² m). The variance is that of the function, without the noise. Outputs are independent and their ln p add up.
 *
 * @param prediction            at the test points
 * @param logMarginalLikelihood ln p(y)
 * @param condition             condition number of A
 */
record Posterior(Prediction prediction, double logMarginalLikelihood, double condition) {

	private static final double LOG_TWO_PI = StrictMath.log(2 * StrictMath.PI);

	/**
	 * @param kernel K, packed, at the points of {@code joint}
	 * @throws UnsuitableException if A is singular
	 */
	static Posterior of(Joint joint, double[] kernel, double noiseVariance) throws UnsuitableException {
		int n = joint.size(), m = joint.tests();
		double[] a = joint.data(kernel), packed = new double[n * (n + 1) / 2], factor = new double[n * n];
		for (int p = 0, at = 0; p < n; p++) {
			a[p * n + p] += noiseVariance;
			for (int q = p; q < n; q++, at++)
				packed[at] = a[p * n + q];
		}
		double[] values = SymmetricEigen.values(n, a);
		double condition = values[0] > 0 ? values[n - 1] / values[0] : Double.POSITIVE_INFINITY;
		int[] pivots = new int[n];
		int rank = Cholesky.factor(n, packed, 0, Cholesky.tolerance(n), factor, 0, pivots, new double[n]);
		if (rank < n)
			throw singular(pivots, rank, n, condition);
		double evidence = 0;
		for (int r = 0; r < n; r++)
			evidence -= StrictMath.log(factor[r * n + pivots[r]]) + 0.5 * LOG_TWO_PI;
		evidence *= joint.outputs();
		double[][] reduced = new double[joint.outputs()][], mean = new double[joint.outputs()][m];
		for (int output = 0; output < reduced.length; output++) {
			reduced[output] = solve(factor, pivots, joint.targets(output));
			evidence -= 0.5 * dot(reduced[output], reduced[output]);
		}
		double[] cross = joint.cross(kernel), variance = joint.variances(kernel);
		for (int i = 0; i < m; i++) {
			double[] row = solve(factor, pivots, Arrays.copyOfRange(cross, i * n, (i + 1) * n));
			for (int output = 0; output < reduced.length; output++)
				mean[output][i] = dot(row, reduced[output]);
			variance[i] = Math.max(0, variance[i] - dot(row, row)); // rounding at a point of the data
		}
		return new Posterior(new Prediction(mean, variance), evidence, condition);
	}

	private static UnsuitableException singular(int[] pivots, int rank, int n, double condition) {
		boolean[] taken = new boolean[n];
		for (int r = 0; r < rank; r++)
			taken[pivots[r]] = true;
		int first = 0;
		while (taken[first])
			first++;
		return new UnsuitableException("data.points", "the kernel of the data is singular (condition number " + (condition < 1e17 ? Limits.rounded(condition) : "beyond 1e17")
				+ "): the function at point " + first + " follows from its values at others", "set noiseVariance, remove points that coincide or, without biases, lie on one line with 0, or set prior.biasVariance");
	}

	/** z with Fᵀz = b, the pivots being the order of elimination; b is overwritten. */
	private static double[] solve(double[] factor, int[] pivots, double[] b) {
		int n = b.length;
		double[] z = new double[n];
		for (int r = 0; r < n; r++) {
			z[r] = b[pivots[r]] / factor[r * n + pivots[r]];
			for (int p = 0; p < n; p++)
				b[p] = Math.fma(-factor[r * n + p], z[r], b[p]);
		}
		return z;
	}

	private static double dot(double[] x, double[] y) {
		double sum = 0;
		for (int i = 0; i < x.length; i++)
			sum = Math.fma(x[i], y[i], sum);
		return sum;
	}
}
