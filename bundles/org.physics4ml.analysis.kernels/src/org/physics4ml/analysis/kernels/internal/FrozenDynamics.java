package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.linalg.SymmetricEigen;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * Gradient flow with a tangent kernel Θ that stays as it is, of networks φ_0 ~ N(0, K), on the loss (1/n) Σ_D (φ - y)²/2 (PHYSICS 7.3, (2.49), (2.51)): with
 * T = ηt/n
 *
 * <pre>
 *   B = Θ_xD Θ_DD⁻¹ (1 - e^{-TΘ_DD}),   mean = B y,   variance = K_xx - 2 B K_Dx + B K_DD Bᵀ
 * </pre>
 *
 * over initialisations, in the basis of eigenvectors of Θ_DD: O(n³), and O(n² m) a time. Immutable.
 */
final class FrozenDynamics {

	private final int n;
	private final int m;
	private final double[] lambda;
	/** In the basis of eigenvectors: Θ_xD and K_xD (m × n), K_DD (n × n), y of each output. */
	private final double[] tangent, kernel, covariance;
	private final double[][] targets;
	private final double[] variances;

	/**
	 * @param kernel  K, packed, at the points of {@code joint}
	 * @param tangent Θ, packed
	 * @throws UnsuitableException if Θ_DD is singular
	 */
	FrozenDynamics(Joint joint, double[] kernel, double[] tangent) throws UnsuitableException {
		n = joint.size();
		m = joint.tests();
		var eigen = SymmetricEigen.of(n, joint.data(tangent));
		lambda = eigen.values();
		if (!(lambda[0] > Cholesky.tolerance(n) * lambda[n - 1]))
			throw new UnsuitableException("data.points",
					"the tangent kernel of the data is singular (eigenvalues " + Limits.rounded(lambda[0]) + " to " + Limits.rounded(lambda[n - 1]) + "): not all targets can be fitted, and (2.51) has no inverse",
					"remove points that coincide or, without biases, lie on one line with 0, or set prior.biasVariance");
		double[] vectors = eigen.vectors(), half = new double[n * n];
		Blas blas = Blas.java();
		this.tangent = new double[m * n];
		this.kernel = new double[m * n];
		covariance = new double[n * n];
		blas.multiplyTransposed(m, n, n, 1, joint.cross(tangent), 0, n, vectors, 0, n, 0, this.tangent, 0, n);
		blas.multiplyTransposed(m, n, n, 1, joint.cross(kernel), 0, n, vectors, 0, n, 0, this.kernel, 0, n);
		blas.multiply(n, n, n, 1, vectors, 0, n, joint.data(kernel), 0, n, 0, half, 0, n);
		blas.multiplyTransposed(n, n, n, 1, half, 0, n, vectors, 0, n, 0, covariance, 0, n);
		targets = new double[joint.outputs()][n];
		for (int output = 0; output < targets.length; output++) {
			double[] y = joint.targets(output);
			for (int r = 0; r < n; r++)
				for (int p = 0; p < n; p++)
					targets[output][r] = Math.fma(vectors[r * n + p], y[p], targets[output][r]);
		}
		variances = joint.variances(kernel);
	}

	double smallestEigenvalue() {
		return lambda[0];
	}

	double largestEigenvalue() {
		return lambda[n - 1];
	}

	double condition() {
		return lambda[n - 1] / lambda[0];
	}

	/** Gradient descent on the mean loss converges for η below 2n/λ_max (PHYSICS 7.4). */
	double maximumLearningRate() {
		return 2 * n / lambda[n - 1];
	}

	/** @param time ηt ≥ 0; infinity is allowed */
	Prediction at(double time) {
		double[] gain = new double[n], b = new double[m * n], product = new double[m * n];
		for (int r = 0; r < n; r++)
			gain[r] = -StrictMath.expm1(-(time / n) * lambda[r]) / lambda[r];
		for (int i = 0; i < m; i++)
			for (int r = 0; r < n; r++)
				b[i * n + r] = tangent[i * n + r] * gain[r];
		Blas.java().multiply(m, n, n, 1, b, 0, n, covariance, 0, n, 0, product, 0, n);
		double[][] mean = new double[targets.length][m];
		double[] variance = new double[m];
		for (int i = 0; i < m; i++) {
			double reduction = 0;
			for (int r = 0; r < n; r++) {
				reduction = Math.fma(b[i * n + r], product[i * n + r] - 2 * kernel[i * n + r], reduction);
				for (int output = 0; output < targets.length; output++)
					mean[output][i] = Math.fma(b[i * n + r], targets[output][r], mean[output][i]);
			}
			variance[i] = Math.max(0, variances[i] + reduction); // rounding at a point of the data
		}
		return new Prediction(mean, variance);
	}
}
