package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.statistics.Cumulants;
import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.compute.statistics.SetPartitions;

class NeuronMomentsTest {

	private static double[][] random(long seed, int n, double scale) {
		var random = new Random(seed);
		var points = new double[n][];
		for (int p = 0; p < n; p++) points[p] = random.doubles(n, -1, 1).map(x -> scale * x).toArray();
		return GaussianMomentsTest.covariance(points, 1, 0);
	}

	private static int[] all(int n) {
		return IntStream.range(0, n).toArray();
	}

	@Test
	void isserlis() {
		for (int n = 1; n <= 8; n++) {
			var sigma = random(n, n, 1);
			double sum = 0, scale = 0;
			for (var pairs : SetPartitions.pairings(n)) {
				double term = 1;
				for (int pair : pairs) term *= sigma[Integer.numberOfTrailingZeros(pair)][31 - Integer.numberOfLeadingZeros(pair)];
				sum += term;
				scale += Math.abs(term);
			}
			assertEquals(sum, NeuronMoments.identity(sigma, all(n)), 1e-14 * scale);
		}
		assertEquals(10395, NeuronMoments.monomial(3, new double[][] { { 1 } }, 0, 0, 0, 0), "11!!");
		assertEquals(1, NeuronMoments.identity(new double[0][0]));
		var pair = new double[][] { { 1.2, 0.4 }, { 0.4, 0.9 } };
		assertEquals(ActivationKernels.monomial(5).map(BivariateCovariance.of(1.2, 0.9, 0.4)).covariance().c(), NeuronMoments.monomial(5, pair, 0, 1), 1e-11);
	}

	/** The two forms of E Π sin meet where one gives way to the other, and equal arguments give E sin^n z. */
	@Test
	void sines() {
		for (int n = 2; n <= 8; n += 2) {
			for (double a : new double[] { 0.2, 0.3, 0.5, 1, 2, 30 }) {
				double expected = 0, largest = 0; // 2^-n Σ_k C(n,k) (-1)^{k+n/2} e^{-(n-2k)² a/2}
				double binomial = 1;
				for (int k = 0; k <= n; k++) {
					double term = Math.scalb(binomial * StrictMath.exp(-0.5 * (n - 2 * k) * (n - 2 * k) * a), -n);
					expected += (k + n / 2) % 2 == 0 ? term : -term;
					largest = Math.max(largest, term);
					binomial = binomial * (n - k) / (k + 1);
				}
				assertEquals(expected, NeuronMoments.sin(new double[][] { { a } }, new int[n]), 1e-14 * largest, n + " " + a);
			}
		}
		// small arguments: E z^n (1 - n/6 z² …)
		double a = 1e-7;
		assertEquals(3 * a * a - 4.0 / 6 * 15 * a * a * a, NeuronMoments.sin(new double[][] { { a } }, 0, 0, 0, 0), 1e-12 * a * a);
		assertEquals(105 * a * a * a * a, NeuronMoments.sin(new double[][] { { a } }, new int[8]), 105 * a * a * a * a * 2e-6);
		assertEquals(0, NeuronMoments.sin(random(1, 3, 1), 0, 1, 2));
	}

	/** Two-point functions are the kernel maps, and E sin² + E cos² = 1. */
	@Test
	void pairs() {
		var sigma = random(5, 4, 2);
		double c = NeuronMoments.cos(sigma, 0, 0), s = NeuronMoments.sin(sigma, 0, 0);
		assertEquals(1, c + s, 1e-15);
		assertEquals(ActivationKernels.sin().map(BivariateCovariance.of(sigma[0][0], sigma[1][1], sigma[0][1])).covariance().c(), NeuronMoments.sin(sigma, 0, 1), 1e-14);
		assertEquals(ActivationKernels.cos().map(BivariateCovariance.of(sigma[0][0], sigma[1][1], sigma[0][1])).covariance().c(), NeuronMoments.cos(sigma, 0, 1), 1e-14);
		assertEquals(ActivationKernels.gauss().map(BivariateCovariance.of(sigma[0][0], sigma[1][1], sigma[0][1])).covariance().c(), NeuronMoments.gauss(sigma, 0, 1), 1e-14);
		assertEquals(ActivationKernels.exp().map(BivariateCovariance.of(sigma[0][0], sigma[1][1], sigma[0][1])).covariance().c(), NeuronMoments.exp(sigma, 0, 1), 1e-13);
	}

	/** N² Gc6 = κ_6(w φ) for Gaussian w with variance 1: E w² = 1, E w⁴ = 3, E w⁶ = 15. */
	@Test
	void sixPointOracles() {
		var multisets = new Multisets(6, 6);
		var cumulants = new Cumulants(multisets);
		double[] weight = { 0, 1, 0, 3, 0, 15 };
		for (var row : Oracle.rows("onelayer_6pt.csv")) {
			double[] x = Oracle.numbers(row.get("points"));
			var points = new double[6][];
			for (int p = 0; p < 6; p++) points[p] = new double[] { x[p] };
			var sigma = GaussianMomentsTest.covariance(points, 1, 1);
			boolean cos = row.get("net").equals("cos_uniform_phase");
			var moments = new double[multisets.size()];
			for (int s = 0; s < moments.length; s++) {
				var indices = multisets.get(s);
				double w = weight[indices.length - 1];
				moments[s] = w == 0 ? 0 : w * (cos ? NeuronMoments.cosNet(1, points, indices) : NeuronMoments.gaussNet(sigma, indices));
			}
			var connected = cumulants.fromMoments(moments);
			double four = Oracle.number(row, "N_times_Gc4_first4"), six = Oracle.number(row, "N2_times_Gc6");
			assertEquals(four, connected[multisets.rank(0, 1, 2, 3)], 1e-12 * Math.abs(four), row.get("id"));
			// relative to the sum of absolute terms (PHYSICS 20.3)
			assertEquals(six, connected[multisets.rank(0, 1, 2, 3, 4, 5)], 1e-12 * (cos ? 1 : six), row.get("id"));
		}
	}

	@Test
	void refusesTooMany() {
		assertThrows(IllegalArgumentException.class, () -> NeuronMoments.cos(new double[][] { { 1 } }, new int[9]));
	}
}
