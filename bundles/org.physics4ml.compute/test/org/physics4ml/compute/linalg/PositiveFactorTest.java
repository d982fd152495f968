package org.physics4ml.compute.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveFactorTest {

	/** X Xᵀ/n + 1, eigenvalues 1 to about 5. */
	private static double[] positive(int n) {
		var random = new Random(n);
		double[] x = new double[n * n], a = new double[n * n];
		for (int i = 0; i < n * n; i++) x[i] = random.nextGaussian();
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++) {
				for (int q = 0; q < n; q++) a[i * n + j] += x[i * n + q] * x[j * n + q] / n;
				if (i == j) a[i * n + j]++;
			}
		return a;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 63, 64, 65, 200 })
	void solvesAndInverts(int n) {
		double[] a = positive(n);
		var factor = new PositiveFactor(n, a.clone(), Cholesky.tolerance(n), Blas.java());
		assertEquals(-1, factor.dependent());
		double[] inverse = factor.inverse(), b = new double[3 * n], solved = new double[3 * n], eigenvalues = SymmetricEigen.values(n, a);
		var random = new Random(1);
		for (int i = 0; i < b.length; i++) b[i] = solved[i] = random.nextGaussian();
		factor.whiten(3, solved);
		for (int row = 0; row < 3; row++) { // bᵀA⁻¹b = |L⁻¹b|²
			double square = 0, expected = 0;
			for (int i = 0; i < n; i++) {
				square += solved[row * n + i] * solved[row * n + i];
				for (int j = 0; j < n; j++) expected += b[row * n + i] * inverse[i * n + j] * b[row * n + j];
			}
			assertEquals(expected, square, 1e-12 * expected);
		}
		factor.unwhiten(3, solved);
		double log = 0;
		for (double value : eigenvalues) log += Math.log(value);
		assertEquals(log, factor.logDeterminant(), 1e-12 * n);
		for (int i = 0; i < n; i++) {
			for (int row = 0; row < 3; row++) {
				double product = 0;
				for (int j = 0; j < n; j++) product += a[i * n + j] * solved[row * n + j];
				assertEquals(b[row * n + i], product, 1e-12);
			}
			for (int j = 0; j < n; j += 7) {
				double product = 0;
				for (int q = 0; q < n; q++) product += a[i * n + q] * inverse[q * n + j];
				assertEquals(i == j ? 1 : 0, product, 1e-12);
			}
		}
	}

	@Test
	void progressIsToldAndCanEndIt() {
		int n = 200;
		double[] a = positive(n);
		List<Double> factored = new ArrayList<>(), inverted = new ArrayList<>(), whitened = new ArrayList<>();
		var factor = new PositiveFactor(n, a.clone(), Cholesky.tolerance(n), Blas.java(), factored::add);
		assertArrayEquals(factor.inverse(), factor.inverse(inverted::add));
		factor.whiten(1, new double[n], whitened::add);
		for (var told : List.of(factored, inverted, whitened)) {
			assertEquals(told.stream().sorted().toList(), told);
			assertTrue(told.size() >= 4 && told.getFirst() == 0 && told.getLast() < 1, told::toString);
		}
		assertThrows(CancellationException.class, () -> factor.inverse(done -> {
			if (done > 0.5) throw new CancellationException();
		}));
	}

	@Test
	void whatDependsIsNamed() {
		int n = 100;
		double[] a = positive(n);
		for (int q = 0; q < n; q++) a[80 * n + q] = a[3 * n + q]; // row, then column, 80 like 3
		for (int q = 0; q < n; q++) a[q * n + 80] = a[q * n + 3];
		assertEquals(80, new PositiveFactor(n, a, Cholesky.tolerance(n), Blas.java()).dependent());
		assertEquals(1, new PositiveFactor(2, new double[] { 1, 2, 2, 1 }, 0, Blas.java()).dependent());
		assertEquals(0, new PositiveFactor(1, new double[] { 0 }, 0, Blas.java()).dependent());
		assertThrows(ArithmeticException.class, () -> new PositiveFactor(1, new double[] { Double.NaN }, 0, Blas.java()));
	}
}
