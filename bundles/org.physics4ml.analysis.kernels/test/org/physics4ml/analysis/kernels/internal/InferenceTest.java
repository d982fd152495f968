package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;

/** Posterior and frozen dynamics of arbitrary kernels against other ways to compute them. */
class InferenceTest {

	private static final int N = 6, M = 3, D = 2;
	private static final double NOISE = 0.05;

	private final Random random = new Random(11);
	private final double[][] points = points();
	private final double[][] targets = normals(N, D);
	private final double[] kernel = positive(), tangent = positive();
	private final Joint joint = joint(0, 1, 2, 3, 4, 5);

	/** Data 0 … N - 1, then test points; the last test point is the data point 2. */
	private static double[][] points() {
		double[][] points = new double[N + M][];
		for (int i = 0; i < N + M; i++)
			points[i] = new double[] { i == N + M - 1 ? 2 : i };
		return points;
	}

	private double[][] normals(int rows, int columns) {
		double[][] normals = new double[rows][columns];
		for (double[] row : normals)
			for (int j = 0; j < columns; j++)
				row[j] = random.nextGaussian();
		return normals;
	}

	/** A positive kernel at the N + M - 1 distinct points. */
	private double[] positive() {
		int k = N + M - 1;
		double[][] x = normals(k, k);
		double[] packed = new double[DrawSampler.packedLength(k)];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				packed[at] = p == q ? 0.5 : 0;
				for (int j = 0; j < k; j++)
					packed[at] += x[p][j] * x[q][j] / k;
			}
		return packed;
	}

	/** The joint points with the data in another order; kernels follow by {@link #reordered}. */
	private Joint joint(int... order) {
		double[][] all = points.clone(), y = new double[N][];
		for (int i = 0; i < N; i++) {
			all[i] = points[order[i]];
			y[i] = targets[order[i]];
		}
		return new Joint(new Points(all), new Data(new Points(Arrays.copyOf(all, N)), List.of(y)), M);
	}

	private static double[] reordered(double[] packed, int... order) {
		int k = N + M - 1;
		double[] result = new double[packed.length];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				int i = p < N ? order[p] : p, j = q < N ? order[q] : q;
				result[at] = packed[DrawSampler.index(Math.min(i, j), Math.max(i, j), k)];
			}
		return result;
	}

	private static double entry(double[] packed, int i, int j) {
		int p = i == N + M - 1 ? 2 : i, q = j == N + M - 1 ? 2 : j;
		return packed[DrawSampler.index(Math.min(p, q), Math.max(p, q), N + M - 1)];
	}

	/** Inverse and, at the end, determinant, by Gauss-Jordan elimination. */
	private static double[][] inverse(double[][] matrix) {
		int n = matrix.length;
		double[][] a = new double[n][2 * n];
		double determinant = 1;
		for (int i = 0; i < n; i++) {
			System.arraycopy(matrix[i], 0, a[i], 0, n);
			a[i][n + i] = 1;
		}
		for (int c = 0; c < n; c++) {
			determinant *= a[c][c];
			double pivot = a[c][c];
			for (int j = 0; j < 2 * n; j++)
				a[c][j] /= pivot;
			for (int i = 0; i < n; i++) {
				double factor = a[i][c];
				for (int j = 0; i != c && j < 2 * n; j++)
					a[i][j] -= factor * a[c][j];
			}
		}
		double[][] inverse = new double[n + 1][];
		for (int i = 0; i < n; i++)
			inverse[i] = Arrays.copyOfRange(a[i], n, 2 * n);
		inverse[n] = new double[] { determinant };
		return inverse;
	}

	/** The process given the data, as the kernel of the joint points has it. */
	private static Evidence.Fitted fitted(Joint joint, double[] kernel, double noise) throws UnsuitableException {
		double[] packed = new double[N * (N + 1) / 2];
		for (int i = 0, at = 0; i < N; i++)
			for (int j = i; j < N; j++, at++)
				packed[at] = entry(kernel, i, j);
		return Evidence.of(joint.data(), packed, new double[] { noise }, true, done -> {});
	}

	private static FrozenDynamics frozen(Joint joint, double[] kernel, double[] tangent, Dynamics dynamics) throws UnsuitableException {
		return new FrozenDynamics(joint, kernel, tangent, Spectrum.tolerance(N, true), dynamics, Steps.NONE);
	}

	private static Prediction posterior(Joint joint, double[] kernel, double noise) throws UnsuitableException {
		return Posterior.of(joint, kernel, fitted(joint, kernel, noise), false, done -> {}).prediction();
	}

	private double[][] noisy(double noise) {
		double[][] a = new double[N][N];
		for (int i = 0; i < N; i++)
			for (int j = 0; j < N; j++)
				a[i][j] = entry(kernel, i, j) + (i == j ? noise : 0);
		return a;
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, NOISE })
	void posteriorIsThatOfConditioning(double noise) throws UnsuitableException {
		var fitted = fitted(joint, kernel, noise);
		var posterior = Posterior.of(joint, kernel, fitted, true, done -> {});
		double[][] inverse = inverse(noisy(noise));
		double evidence = 0;
		for (int output = 0; output < D; output++) {
			double square = 0;
			for (int i = 0; i < N; i++)
				for (int j = 0; j < N; j++)
					square += targets[i][output] * inverse[i][j] * targets[j][output];
			evidence -= 0.5 * (square + Math.log(inverse[N][0]) + N * Math.log(2 * Math.PI));
		}
		assertEquals(evidence, fitted.log(), 1e-12 * Math.abs(evidence));
		for (int t = 0; t < M; t++) {
			double variance = entry(kernel, N + t, N + t);
			double[] mean = new double[D];
			for (int i = 0; i < N; i++)
				for (int j = 0; j < N; j++) {
					variance -= entry(kernel, N + t, i) * inverse[i][j] * entry(kernel, j, N + t);
					for (int output = 0; output < D; output++)
						mean[output] += entry(kernel, N + t, i) * inverse[i][j] * targets[j][output];
				}
			assertEquals(variance, posterior.prediction().variance()[t], 1e-12);
			for (int output = 0; output < D; output++)
				assertEquals(mean[output], posterior.prediction().mean()[output][t], 1e-12);
			for (int u = 0; u < M; u++) {
				double covariance = entry(kernel, N + t, N + u);
				for (int i = 0; i < N; i++)
					for (int j = 0; j < N; j++)
						covariance -= entry(kernel, N + t, i) * inverse[i][j] * entry(kernel, j, N + u);
				assertEquals(covariance, posterior.covariance()[t * M + u], 1e-12);
			}
		}
	}

	@Test
	void aPointOfTheDataIsKnownWithoutNoise() throws UnsuitableException {
		for (var prediction : List.of(posterior(joint, kernel, 0), frozen(joint, kernel, tangent, Dynamics.FLOW).at(Double.POSITIVE_INFINITY))) {
			assertEquals(0, prediction.variance()[M - 1], 1e-13);
			for (int output = 0; output < D; output++)
				assertEquals(targets[2][output], prediction.mean()[output][M - 1], 1e-13);
		}
	}

	@Test
	void aSecondLookAtTheSameNumbers() throws UnsuitableException {
		int[] order = { 3, 0, 5, 1, 4, 2 };
		var permuted = joint(order);
		double[] otherKernel = reordered(kernel, order), otherTangent = reordered(tangent, order);
		assertEquals(fitted(joint, kernel, NOISE).log(), fitted(permuted, otherKernel, NOISE).log(), 1e-12);
		assertPrediction(posterior(joint, kernel, NOISE), posterior(permuted, otherKernel, NOISE), 1e-13);
		for (double time : new double[] { 0, 1, Double.POSITIVE_INFINITY })
			assertPrediction(frozen(joint, kernel, tangent, Dynamics.FLOW).at(time), frozen(permuted, otherKernel, otherTangent, Dynamics.FLOW).at(time), 1e-13);
	}

	private static void assertPrediction(Prediction expected, Prediction found, double tolerance) {
		assertArrayEquals(expected.variance(), found.variance(), tolerance);
		for (int output = 0; output < expected.mean().length; output++)
			assertArrayEquals(expected.mean()[output], found.mean()[output], tolerance);
	}

	/** With Θ = K, training ends in the posterior: as if the last layer alone were trained. */
	@Test
	void trainingWithTheKernelItselfEndsInThePosterior() throws UnsuitableException {
		assertPrediction(posterior(joint, kernel, 0), frozen(joint, kernel, kernel, Dynamics.FLOW).at(Double.POSITIVE_INFINITY), 1e-12);
	}

	@Test
	void limitsOfTime() throws UnsuitableException {
		var dynamics = frozen(joint, kernel, tangent, Dynamics.FLOW);
		var begin = dynamics.at(0);
		for (int t = 0; t < M; t++) {
			assertEquals(entry(kernel, N + t, N + t), begin.variance()[t], 1e-14);
			for (int output = 0; output < D; output++)
				assertEquals(0, begin.mean()[output][t], 0);
		}
		assertPrediction(dynamics.at(Double.POSITIVE_INFINITY), dynamics.at(1e6), 1e-12);
		double small = 1e-9;
		for (int t = 0; t < M; t++) {
			double slope = 0;
			for (int j = 0; j < N; j++)
				slope += entry(tangent, N + t, j) * targets[j][0] / N;
			assertEquals(slope, dynamics.at(small).mean()[0][t] / small, 1e-7 * Math.abs(slope));
		}
	}

	/**
	 * The flow dφ/dt = -(1/n) Θ_xD (φ_D - y) of joint test and data points by Runge-Kutta: φ_t = A φ_0 + c, so that mean = c, covariance = A K Aᵀ. Its error at 4,000
	 * steps is (h λ/n)⁴ λ t/n/120, below 1e-12.
	 */
	@Test
	void finiteTimesSolveTheFlow() throws UnsuitableException {
		double time = 3;
		int k = N + M, steps = 4000;
		double[][] state = new double[k][k + 1]; // A, and c for output 1
		for (int i = 0; i < k; i++)
			state[i][i] = 1;
		double h = time / steps;
		for (int step = 0; step < steps; step++) {
			double[][] k1 = slope(state), k2 = slope(sum(state, h / 2, k1)), k3 = slope(sum(state, h / 2, k2)), k4 = slope(sum(state, h, k3));
			state = sum(sum(sum(sum(state, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
		}
		var dynamics = frozen(joint, kernel, tangent, Dynamics.FLOW);
		var prediction = dynamics.at(time);
		for (int t = 0; t < M; t++) {
			assertEquals(state[N + t][k], prediction.mean()[1][t], 1e-11);
			double variance = 0;
			for (int i = 0; i < k; i++)
				for (int j = 0; j < k; j++)
					variance += state[N + t][i] * entry(kernel, i, j) * state[N + t][j];
			assertEquals(variance, prediction.variance()[t], 1e-11);
			for (int u = 0; u < M; u++) {
				double covariance = 0;
				for (int i = 0; i < k; i++)
					for (int j = 0; j < k; j++)
						covariance += state[N + t][i] * entry(kernel, i, j) * state[N + u][j];
				assertEquals(covariance, dynamics.covariance(time)[t * M + u], 1e-11);
			}
		}
	}

	private double[][] slope(double[][] state) {
		int k = N + M;
		double[][] slope = new double[k][k + 1];
		for (int i = 0; i < k; i++)
			for (int j = 0; j < N; j++)
				for (int c = 0; c <= k; c++)
					slope[i][c] -= entry(tangent, i, j) / N * (state[j][c] - (c == k ? targets[j][1] : 0));
		return slope;
	}

	static double[][] sum(double[][] x, double factor, double[][] y) {
		double[][] sum = new double[x.length][x[0].length];
		for (int i = 0; i < x.length; i++)
			for (int j = 0; j < x[0].length; j++)
				sum[i][j] = x[i][j] + factor * y[i][j];
		return sum;
	}

	/** Gradient descent on the data, Δφ = -(η/n) Θ (φ - y), from φ = 0: bounded just below the largest stable rate, unbounded just above. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.999, 1.001 })
	void gradientDescentIsStableUpToTheMaximumLearningRate(double fraction) throws UnsuitableException {
		double rate = fraction * frozen(joint, kernel, tangent, Dynamics.FLOW).maximumLearningRate();
		double[] residual = new double[N];
		for (int i = 0; i < N; i++)
			residual[i] = -targets[i][0];
		for (int step = 0; step < 20_000; step++) {
			double[] next = residual.clone();
			for (int i = 0; i < N; i++)
				for (int j = 0; j < N; j++)
					next[i] -= rate / N * entry(tangent, i, j) * residual[j];
			residual = next;
		}
		double size = Arrays.stream(residual).map(Math::abs).max().orElseThrow();
		assertTrue(fraction < 1 ? size < 1e-6 : size > 1e6, "residual " + size);
	}

	/** Steps made one by one on the joint points from φ = 0, the mean, and on A with φ = A φ_0, which gives the covariance A K Aᵀ. */
	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.8 })
	void stepsAreThoseOfTheRule(double momentum) throws UnsuitableException {
		int k = N + M, steps = 37;
		double rate = 0.4;
		var rule = new Dynamics(momentum == 0 ? Dynamics.Rule.DESCENT : Dynamics.Rule.MOMENTUM, rate, momentum, 1);
		double[][] state = new double[k][k + 1], moving = new double[k][k + 1];
		for (int i = 0; i < k; i++)
			state[i][i] = 1;
		for (int step = 0; step < steps; step++) {
			double[][] slope = slope(state);
			moving = sum(slope, momentum, moving);
			state = sum(state, rate, moving);
		}
		var dynamics = frozen(joint, kernel, tangent, rule);
		var prediction = dynamics.at(steps * rate);
		for (int t = 0; t < M; t++) {
			assertEquals(state[N + t][k], prediction.mean()[1][t], 1e-12);
			double variance = 0;
			for (int i = 0; i < k; i++)
				for (int j = 0; j < k; j++)
					variance += state[N + t][i] * entry(kernel, i, j) * state[N + t][j];
			assertEquals(variance, prediction.variance()[t], 1e-12);
		}
		assertPrediction(frozen(joint, kernel, tangent, Dynamics.FLOW).at(Double.POSITIVE_INFINITY), dynamics.at(5000 * rate), 1e-10);
	}

	/** The distance to the flow halves with η: first order. */
	@Test
	void smallStepsFollowTheFlow() throws UnsuitableException {
		double flow = frozen(joint, kernel, tangent, Dynamics.FLOW).at(2).mean()[0][0];
		double[] distances = new double[2];
		for (int half = 0; half < 2; half++)
			distances[half] = frozen(joint, kernel, tangent, new Dynamics(Dynamics.Rule.DESCENT, 1e-3 / (1 << half), 0, 1)).at(2).mean()[0][0] - flow;
		assertEquals(2, distances[0] / distances[1], 0.01);
		assertTrue(Math.abs(distances[0]) > 1e-8 && Math.abs(distances[0]) < 1e-2);
	}

	@Test
	void momentumIsStableUpToItsMaximumLearningRate() throws UnsuitableException {
		double momentum = 0.5, rate = frozen(joint, kernel, tangent, new Dynamics(Dynamics.Rule.MOMENTUM, 1e-3, momentum, 1)).maximumLearningRate();
		for (double fraction : new double[] { 0.999, 1.001 }) {
			double[] residual = new double[N], moving = new double[N];
			for (int i = 0; i < N; i++)
				residual[i] = -targets[i][0];
			for (int step = 0; step < 60_000; step++) {
				for (int i = 0; i < N; i++) {
					moving[i] *= momentum;
					for (int j = 0; j < N; j++)
						moving[i] += entry(tangent, i, j) * residual[j] / N;
				}
				for (int i = 0; i < N; i++)
					residual[i] -= fraction * rate * moving[i];
			}
			double size = Arrays.stream(residual).map(Math::abs).max().orElseThrow();
			assertTrue(fraction < 1 ? size < 1e-6 : !(size < 1e6), "residual " + size);
		}
		assertThrows(UnsuitableException.class, () -> frozen(joint, kernel, tangent, new Dynamics(Dynamics.Rule.MOMENTUM, 1.001 * rate, momentum, 1)));
	}

	/** Mean and spread of the loss from their definitions, over initialisations that are drawn: 4 or 4.5 standard errors wide, one failure in 3,000 at another seed. */
	@Test
	void lossOverInitialisations() throws UnsuitableException {
		var dynamics = frozen(joint, kernel, tangent, Dynamics.FLOW);
		var sampled = new SampledDynamics(joint, kernel, tangent, new Objective(Objective.Kind.SQUARED, 1), Dynamics.FLOW, 10_000, dynamics.eigenvalues()[N - 1], 5, Steps.NONE).at(new double[] { 0, 2 });
		for (int t = 0; t < 2; t++) {
			var exact = dynamics.loss(2 * t);
			assertEquals(exact.mean(), sampled.get(t).loss().mean(), 4 * sampled.get(t).loss().error());
			assertEquals(exact.deviation(), sampled.get(t).loss().deviation(), 0.05 * exact.deviation());
			var prediction = dynamics.at(2 * t);
			for (int i = 0; i < M; i++)
				for (int output = 0; output < D; output++) {
					assertEquals(prediction.mean()[output][i], sampled.get(t).mean()[output][i], 4.5 * sampled.get(t).meanError()[output][i] + 1e-12);
					assertEquals(prediction.variance()[i], sampled.get(t).variance()[output][i], 4.5 * sampled.get(t).varianceError()[output][i] + 1e-12);
				}
		}
	}

	@Test
	void singularKernelsAreNamed() {
		double[] singular = kernel.clone();
		int k = N + M - 1;
		for (int q = 0; q < k; q++) // the function at 4 is twice that at 1
			if (q != 4)
				singular[DrawSampler.index(Math.min(4, q), Math.max(4, q), k)] = 2 * entry(kernel, 1, q);
		singular[DrawSampler.index(4, 4, k)] = 4 * entry(kernel, 1, 1);
		var problem = assertThrows(UnsuitableException.class, () -> fitted(joint, singular, 0));
		assertEquals("data.points", problem.path());
		assertTrue(problem.getMessage().contains("condition number") && problem.getMessage().matches(".*at point [14] follows.*"), problem.getMessage());
		assertTrue(problem.remedy().contains("noiseVariance"));
	}
}
