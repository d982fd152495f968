package org.physics4ml.analysis.kernels.internal;

import java.util.function.DoubleConsumer;

import org.physics4ml.analysis.kernels.internal.Evidence.Fitted;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.linalg.PositiveFactor;

/**
 * A Gaussian process with kernel K given data with independent Gaussian noise of variance s², A = K_DD + s² 1 (PHYSICS 19, (2.12)):
 *
 * <pre>
 *   mean(x) = K_xD A⁻¹ y,   covariance(x, x') = K_xx' - K_xD A⁻¹ K_Dx'
 * </pre>
 *
 * by the Cholesky factor of A: O(n³ + n² m). The covariance is that of the function, without the noise. Outputs are independent and share it.
 *
 * @param prediction at the m test points
 * @param covariance m × m; null if it is not wanted
 */
record Posterior(Prediction prediction, double[] covariance) {

	/**
	 * @param kernel     K, packed, at the points of {@code joint}
	 * @param fitted     the process given the data
	 * @param covariance whether the covariances are wanted
	 * @param progress   as in {@link PositiveFactor}
	 */
	static Posterior of(Joint joint, double[] kernel, Fitted fitted, boolean covariance, DoubleConsumer progress) {
		int n = joint.size(), m = joint.tests();
		double[] cross = joint.cross(kernel), variance = joint.variances(kernel);
		double[][] mean = new double[fitted.solved().length][m];
		for (int output = 0; output < mean.length; output++)
			for (int i = 0; i < m; i++)
				for (int p = 0; p < n; p++)
					mean[output][i] = Math.fma(cross[i * n + p], fitted.solved()[output][p], mean[output][i]);
		fitted.factor().whiten(m, cross, progress);
		for (int i = 0; i < m; i++) {
			double reduction = 0;
			for (int p = i * n; p < (i + 1) * n; p++)
				reduction = Math.fma(cross[p], cross[p], reduction);
			variance[i] = Math.max(0, variance[i] - reduction); // rounding at a point of the data
		}
		if (!covariance)
			return new Posterior(new Prediction(mean, variance), null);
		double[] all = joint.tests(kernel);
		Blas.java().gram(m, n, -1, cross, 0, n, 1, all, 0, m);
		for (int i = 0; i < m; i++)
			all[i * m + i] = variance[i];
		return new Posterior(new Prediction(mean, variance), all);
	}

	/** What is known of a target from all others (Rasmussen and Williams, Gaussian processes for machine learning, 2006, (5.12)): y_i - (A⁻¹y)_i/(A⁻¹)_ii, with noise 1/(A⁻¹)_ii. */
	static Prediction leaveOneOut(Fitted fitted, double[] inverse, double[][] targets) {
		int n = targets[0].length;
		double[] variance = new double[n];
		double[][] mean = new double[targets.length][n];
		for (int i = 0; i < n; i++)
			variance[i] = 1 / inverse[i * n + i];
		for (int output = 0; output < mean.length; output++)
			for (int i = 0; i < n; i++)
				mean[output][i] = targets[output][i] - fitted.solved()[output][i] * variance[i];
		return new Prediction(mean, variance);
	}
}
