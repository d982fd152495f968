package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.physics4ml.analysis.kernels.internal.InferenceTest.sum;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;
import org.physics4ml.model.InvalidExperimentException;

/** Training with a tangent kernel of rank 3 at 5 data, against the flow on data and test points integrated by Runge-Kutta, φ_t = A φ_0 + c: mean c, covariance A K Aᵀ. */
class SingularTrainingTest {

	private static final int N = 5, M = 3, ALL = N + M, RANK = 3;

	private final double[][] theta = gram(RANK, 1), kernel = gram(ALL, 2);
	private final double[] targets = { 0.7, -1.3, 0.2, 0.9, -0.4 };
	private final Joint joint;

	SingularTrainingTest() {
		double[][] points = new double[ALL][];
		Arrays.setAll(points, i -> new double[] { i });
		joint = new Joint(new Points(points), new Data(new Points(Arrays.copyOf(points, N)), Arrays.stream(targets).mapToObj(y -> new double[] { y }).toList()), M);
	}

	/** A positive matrix of all points of a given rank. */
	private static double[][] gram(int rank, int seed) {
		var random = new SplittableRandom(seed);
		double[][] features = new double[ALL][rank], gram = new double[ALL][ALL];
		for (double[] row : features)
			Arrays.setAll(row, r -> random.nextGaussian());
		for (int i = 0; i < ALL; i++)
			for (int j = 0; j < ALL; j++)
				for (int r = 0; r < rank; r++)
					gram[i][j] += features[i][r] * features[j][r];
		return gram;
	}

	private static double[] packed(double[][] matrix) {
		double[] packed = new double[DrawSampler.packedLength(ALL)];
		for (int p = 0; p < ALL; p++)
			for (int q = p; q < ALL; q++)
				packed[DrawSampler.index(p, q, ALL)] = matrix[p][q];
		return packed;
	}

	private FrozenDynamics frozen(Dynamics rule) throws UnsuitableException {
		return new FrozenDynamics(joint, packed(kernel), packed(theta), Spectrum.tolerance(N, true), rule, Steps.NONE);
	}

	private double[][] slope(double[][] state) {
		double[][] slope = new double[ALL][ALL + 1];
		for (int i = 0; i < ALL; i++)
			for (int j = 0; j < N; j++)
				for (int c = 0; c <= ALL; c++)
					slope[i][c] -= theta[i][j] / N * (state[j][c] - (c == ALL ? targets[j] : 0));
		return slope;
	}

	private static double[][] start() {
		double[][] state = new double[ALL][ALL + 1];
		for (int i = 0; i < ALL; i++)
			state[i][i] = 1;
		return state;
	}

	private double[][] flow(double time, int steps) {
		double[][] state = start();
		double h = time / steps;
		for (int step = 0; step < steps; step++) {
			double[][] k1 = slope(state), k2 = slope(sum(state, h / 2, k1)), k3 = slope(sum(state, h / 2, k2)), k4 = slope(sum(state, h, k3));
			state = sum(sum(sum(sum(state, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
		}
		return state;
	}

	private void assertIs(double[][] state, FrozenDynamics dynamics, double time) {
		var prediction = dynamics.at(time);
		double[] covariances = dynamics.covariance(time);
		for (int t = 0; t < M; t++) {
			assertEquals(state[N + t][ALL], prediction.mean()[0][t], 1e-10);
			for (int u = 0; u < M; u++) {
				double covariance = 0;
				for (int i = 0; i < ALL; i++)
					for (int j = 0; j < ALL; j++)
						covariance += state[N + t][i] * kernel[i][j] * state[N + u][j];
				assertEquals(covariance, covariances[t * M + u], 1e-10);
				if (t == u)
					assertEquals(covariance, prediction.variance()[t], 1e-10);
			}
		}
		double loss = 0;
		for (int d = 0; d < N; d++) { // E (φ - y)² = (c - y)² + (A K Aᵀ)_dd
			loss += (state[d][ALL] - targets[d]) * (state[d][ALL] - targets[d]);
			for (int i = 0; i < ALL; i++)
				for (int j = 0; j < ALL; j++)
					loss += state[d][i] * kernel[i][j] * state[d][j];
		}
		assertEquals(loss / (2 * N), dynamics.loss(time).mean(), 1e-10);
	}

	@ParameterizedTest
	@CsvSource({ "0.01, 20", "1, 400", "7, 2000" })
	void finiteTimes(double time, int steps) throws UnsuitableException {
		assertIs(flow(time, steps), frozen(Dynamics.FLOW), time);
	}

	/** The end of training is where the flow comes to rest: the slowest mode has decayed by e^{-λt/n} below 1e-14. */
	@Test
	void theInfiniteTimeIsTheLimit() throws UnsuitableException {
		var dynamics = frozen(Dynamics.FLOW);
		assertEquals(RANK, dynamics.rank());
		assertEquals(0, dynamics.eigenvalues()[N - RANK - 1]);
		assertTrue(Double.isNaN(dynamics.condition()) && !dynamics.isFitted() && dynamics.unlearned() > 0.01 && dynamics.unlearned() < 0.99);
		double time = 33 * N / dynamics.eigenvalues()[N - RANK];
		double[][] rest = flow(time, (int) (time * dynamics.eigenvalues()[N - 1] / N));
		assertIs(rest, dynamics, Double.POSITIVE_INFINITY);
		assertIs(rest, dynamics, 1e9);
		// the null space has kept initial functions and misses the targets: the residual of the mean there is y itself
		double missed = 0, all = 0;
		for (int d = 0; d < N; d++) {
			missed += (rest[d][ALL] - targets[d]) * (rest[d][ALL] - targets[d]);
			all += targets[d] * targets[d];
		}
		assertEquals(missed / all, dynamics.unlearned(), 1e-12);
	}

	@ParameterizedTest
	@CsvSource({ "DESCENT, 0", "MOMENTUM, 0.8" })
	void steps(Dynamics.Rule rule, double momentum) throws UnsuitableException {
		double rate = 0.3;
		double[][] state = start(), moving = new double[ALL][ALL + 1];
		for (int step = 0; step < 40; step++) {
			moving = sum(slope(state), momentum, moving);
			state = sum(state, rate, moving);
		}
		assertIs(state, frozen(new Dynamics(rule, rate, momentum, 1)), 40 * rate);
	}

	/** Θ_DD = diag(1, 1e-16) and Θ_xD = (0, 1e-8): the second function decays at no time in reach, but moves the test point, by 1e-8 y T. */
	@Test
	void whatIsLostInRoundingStillMoves() throws UnsuitableException {
		var points = new Points(new double[][] { { 0 }, { 1 }, { 2 } });
		var two = new Joint(points, new Data(new Points(new double[][] { { 0 }, { 1 } }), List.of(new double[] { 3 }, new double[] { 5 })), 1);
		var dynamics = new FrozenDynamics(two, new double[6], new double[] { 1, 0, 0, 1e-16, 1e-8, 2 }, Spectrum.tolerance(2, true), Dynamics.FLOW, Steps.NONE);
		assertEquals(1, dynamics.rank());
		for (double time : new double[] { 0.5, 2000 })
			assertEquals(1e-8 * 5 * time / 2, dynamics.at(time).mean()[0][0], 1e-12 * time * 1e-8);
		assertEquals(0, dynamics.at(Double.POSITIVE_INFINITY).mean()[0][0]);
	}

	/** Huber's loss has the end of the squared one only where the data can be fitted. */
	@Test
	void hubersLossEndsWhereDataAreFitted() throws InvalidExperimentException {
		String huber = "analyses=[{\"id\":\"frozen-ntk\",\"loss\":\"huber\",\"initialisations\":8}]", twice = "data.points=[[1,0.5],[1,0.5]]";
		var fitted = TestPlugin.run(huber, twice, "data.targets=[[1],[1]]");
		assertNotNull(Tables.column(fitted, "prediction", "mean").getFirst());
		assertFalse(fitted.notices().toString().contains("known end"));
		var torn = TestPlugin.run(huber, twice, "data.targets=[[1],[3]]");
		assertNull(Tables.column(torn, "prediction", "mean").getFirst());
		assertTrue(torn.notices().toString().contains("known end"), torn.notices().toString());
		Tables.assertDrawable(torn);
		assertEquals(List.of("i", "time", "mean", "variance"), Tables.columns(fitted, "prediction"));
	}
}
