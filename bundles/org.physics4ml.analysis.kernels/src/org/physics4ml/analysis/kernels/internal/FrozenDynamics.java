package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.linalg.SymmetricEigen;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * Training with a tangent kernel Θ that stays as it is, of networks φ_0 ~ N(0, K), on the loss (1/n) Σ_D (φ - y)²/2 (PHYSICS 7.3, (2.49), (2.51)): by gradient flow with
 * T = ηt/n
 *
 * <pre>
 *   B = Θ_xD Θ_DD⁻¹ (1 - e^{-TΘ_DD}),   mean = B y,   covariance = K_xx' - B K_Dx' - K_xD Bᵀ + B K_DD Bᵀ
 * </pre>
 *
 * over initialisations, by k steps of gradient descent with (1 - ηΘ_DD/n)^k instead of the exponential, and likewise by momentum: all are functions of Θ_DD, in the
 * basis of its eigenvectors. O(n³), and O(n² m) a time. Immutable.
 *
 * <p>
 * Where Θ_DD is singular the combinations v·φ_D of its null space stay as they were initialised, at any time: Θ_DD v = 0 makes Θ_xD v = 0, as Θ is positive. Training then ends with the pseudo-inverse in the
 * place of the inverse. Eigenvalues that are not 0 but lost in rounding can still have a part in φ_t(x), up to T (Θ_xx λ)^{1/2}: it is counted at times when they have not begun to decay.
 */
final class FrozenDynamics {

	private final int n;
	private final int m;
	private final int rank;
	private final double tolerance;
	private final Dynamics dynamics;
	private final double[] lambda;
	/** In the basis of eigenvectors: Θ_xD and K_xD (m × n), K_DD (n × n), y of each output. */
	private final double[] tangent, kernel, covariance;
	private final double[][] targets;
	private final double[] variances;
	/** K_xx', m × m. */
	private final double[] tests;

	/**
	 * @param kernel    K, packed, at the points of {@code joint}
	 * @param tangent   Θ, packed
	 * @param tolerance eigenvalues up to this part of the largest are 0 to rounding
	 * @throws UnsuitableException if the steps diverge
	 */
	FrozenDynamics(Joint joint, double[] kernel, double[] tangent, double tolerance, Dynamics dynamics, Steps steps) throws UnsuitableException {
		n = joint.size();
		m = joint.tests();
		this.dynamics = dynamics;
		this.tolerance = tolerance;
		var eigen = SymmetricEigen.of(n, joint.data(tangent), steps.of(0, 0.7, "eigenvectors"));
		lambda = eigen.values();
		int zeros = 0;
		while (zeros < n && !(lambda[zeros] > tolerance * lambda[n - 1]))
			lambda[zeros++] = 0;
		rank = n - zeros;
		dynamics.requireConvergence(lambda[n - 1], n);
		steps.at(0.7, "basis of eigenvectors");
		double[] vectors = eigen.vectors(), half = new double[n * n];
		Blas blas = Blas.java();
		this.tangent = new double[m * n];
		this.kernel = new double[m * n];
		covariance = new double[n * n];
		blas.multiplyTransposed(m, n, n, 1, joint.cross(tangent), 0, n, vectors, 0, n, 0, this.tangent, 0, n);
		variances = joint.variances(kernel);
		double[] own = joint.variances(tangent);
		for (int i = 0; i < m; i++)
			for (int r = 0; r < zeros; r++)
				if (Math.abs(this.tangent[i * n + r]) <= tolerance * Math.sqrt(own[i] * lambda[n - 1]))
					this.tangent[i * n + r] = 0;
		steps.at(0.8, "basis of eigenvectors");
		blas.multiplyTransposed(m, n, n, 1, joint.cross(kernel), 0, n, vectors, 0, n, 0, this.kernel, 0, n);
		steps.at(0.85, "basis of eigenvectors");
		blas.multiplyTransposed(n, n, n, 1, vectors, 0, n, joint.data(kernel), 0, n, 0, half, 0, n);
		steps.at(0.9, "basis of eigenvectors");
		blas.multiplyTransposed(n, n, n, 1, half, 0, n, vectors, 0, n, 0, covariance, 0, n);
		targets = new double[joint.outputs()][n];
		for (int output = 0; output < targets.length; output++) {
			double[] y = joint.targets(output);
			for (int r = 0; r < n; r++)
				for (int p = 0; p < n; p++)
					targets[output][r] = Math.fma(vectors[r * n + p], y[p], targets[output][r]);
		}
		tests = joint.tests(kernel);
	}

	/** λ_0 ≤ … ≤ λ_{n-1} of Θ_DD, 0 in its null space; not to be modified. */
	double[] eigenvalues() {
		return lambda;
	}

	/** (v_r·y)² of each eigenvector, summed over outputs: how much of the targets it carries. */
	double[] weights() {
		double[] weights = new double[n];
		for (double[] y : targets)
			for (int r = 0; r < n; r++)
				weights[r] = Math.fma(y[r], y[r], weights[r]);
		return weights;
	}

	/** Number of eigenvalues that are not 0. */
	int rank() {
		return rank;
	}

	/** What is up to this part of the largest eigenvalue counts as 0. */
	double tolerance() {
		return tolerance;
	}

	/** What part of the squared targets lies in the null space of Θ_DD, where nothing is learned. */
	double unlearned() {
		double[] weights = weights();
		double all = Arrays.stream(weights).sum();
		return all == 0 ? 0 : Arrays.stream(weights, 0, n - rank).sum() / all;
	}

	/** Whether every initial function comes to fit the targets: the null space, if there is one, has neither targets nor functions. */
	boolean isFitted() {
		double functions = 0, all = 0;
		for (int r = 0; r < n; r++) {
			all += covariance[r * n + r];
			functions += r < n - rank ? covariance[r * n + r] : 0;
		}
		return unlearned() <= n * tolerance && functions <= n * tolerance * all;
	}

	/** λ_{n-1}/λ_0; NaN where λ_0 is 0. */
	double condition() {
		return rank < n ? Double.NaN : lambda[n - 1] / lambda[0];
	}

	/** See {@link Dynamics#maximumLearningRate}. */
	double maximumLearningRate() {
		return dynamics.maximumLearningRate(lambda[n - 1], n);
	}

	private double[] gains(double time) {
		double[] gain = new double[n];
		for (int r = 0; r < n; r++)
			if (r >= n - rank)
				gain[r] = dynamics.gain(lambda[r], n, time);
			else if (time < Double.POSITIVE_INFINITY) {
				double free = dynamics.gain(0, n, time);
				gain[r] = free * tolerance * lambda[n - 1] < 1 ? free : 0;
			}
		return gain;
	}

	/** B in the basis of eigenvectors, m × n. */
	private double[] response(double time) {
		double[] gain = gains(time), b = new double[m * n];
		for (int i = 0; i < m; i++)
			for (int r = 0; r < n; r++)
				b[i * n + r] = tangent[i * n + r] * gain[r];
		return b;
	}

	/** @param time ηt ≥ 0; infinity is allowed */
	Prediction at(double time) {
		double[] b = response(time), product = new double[m * n];
		Blas.java().multiplyTransposed(m, n, n, 1, b, 0, n, covariance, 0, n, 0, product, 0, n);
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

	/** The covariances of all pairs of test points, m × m. */
	double[] covariance(double time) {
		double[] b = response(time), product = new double[m * n], all = tests.clone();
		Blas blas = Blas.java();
		blas.multiplyTransposed(m, n, n, 1, b, 0, n, covariance, 0, n, 0, product, 0, n);
		for (int i = 0; i < m * n; i++)
			product[i] -= kernel[i];
		blas.multiplyTransposed(m, m, n, 1, product, 0, n, b, 0, n, 1, all, 0, m);
		blas.multiplyTransposed(m, m, n, -1, b, 0, n, kernel, 0, n, 1, all, 0, m);
		return all;
	}

	/**
	 * The loss on the data. Residuals are normal with mean μ = -(1 - λ g) y and covariance S in the basis of eigenvectors: E = (tr S + μ²)/2n, Var = (2 tr S² + 4 μᵀSμ)/4n²,
	 * summed over outputs.
	 */
	Snapshot.Loss loss(double time) {
		double[] gain = gains(time), left = new double[n];
		for (int r = 0; r < n; r++)
			left[r] = r < n - rank ? 1 : time == Double.POSITIVE_INFINITY ? 0 : 1 - lambda[r] * gain[r];
		double trace = 0, square = 0, variance = 0;
		for (int r = 0; r < n; r++) {
			trace = Math.fma(left[r] * left[r], covariance[r * n + r], trace);
			for (int s = 0; s < n; s++) {
				double entry = left[r] * covariance[r * n + s] * left[s], means = 0;
				for (double[] y : targets)
					means = Math.fma(left[r] * y[r], left[s] * y[s], means);
				variance += 2 * targets.length * entry * entry + 4 * entry * means;
			}
			for (double[] y : targets)
				square = Math.fma(left[r] * y[r], left[r] * y[r], square);
		}
		return new Snapshot.Loss((targets.length * trace + square) / (2 * n), 0, Math.sqrt(Math.max(0, variance)) / (2 * n));
	}
}
