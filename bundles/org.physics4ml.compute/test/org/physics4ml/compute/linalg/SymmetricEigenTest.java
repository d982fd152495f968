package org.physics4ml.compute.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eigenvalues against closed forms, eigenvectors against their definition. */
class SymmetricEigenTest {

	/** A V = V Λ, Vᵀ V = 1 within rounding, values ascending. */
	private static SymmetricEigen check(int n, double[] a) {
		var original = a.clone();
		var eigen = SymmetricEigen.of(n, a);
		assertArrayEquals(original, a);
		double norm = 0;
		for (double value : eigen.values()) norm = Math.max(norm, Math.abs(value));
		double[] v = eigen.vectors();
		for (int r = 0; r < n; r++) {
			if (r > 0) assertTrue(eigen.values()[r - 1] <= eigen.values()[r]);
			for (int p = 0; p < n; p++) {
				double product = -eigen.values()[r] * v[r * n + p];
				for (int q = 0; q < n; q++) product += a[p * n + q] * v[r * n + q];
				assertEquals(0, product, 1e-15 * (n + 10) * norm);
			}
			for (int s = 0; s <= r; s++) {
				double overlap = 0;
				for (int p = 0; p < n; p++) overlap += v[r * n + p] * v[s * n + p];
				assertEquals(r == s ? 1 : 0, overlap, 1e-15 * (n + 10));
			}
		}
		assertArrayEquals(eigen.values(), SymmetricEigen.values(n, a));
		return eigen;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 10, 61, 120 })
	void randomMatrices(int n) {
		var random = new Random(n);
		double[] a = new double[n * n];
		for (int p = 0; p < n; p++) for (int q = p; q < n; q++) a[p * n + q] = a[q * n + p] = random.nextGaussian();
		var eigen = check(n, a);
		double trace = 0, sum = 0;
		for (int p = 0; p < n; p++) {
			trace += a[p * n + p];
			sum += eigen.values()[p];
		}
		assertEquals(trace, sum, 1e-13 * n);
	}

	/** The chain 2, -1: λ_r = 4 sin²(π(r+1)/(2(n+1))). */
	@ParameterizedTest
	@ValueSource(ints = { 5, 40, 200 })
	void chain(int n) {
		double[] a = new double[n * n];
		for (int p = 0; p < n; p++) {
			a[p * n + p] = 2;
			if (p > 0) a[p * n + p - 1] = a[(p - 1) * n + p] = -1;
		}
		double[] values = SymmetricEigen.values(n, a);
		for (int r = 0; r < n; r++) assertEquals(4 * Math.pow(Math.sin(Math.PI * (r + 1) / (2 * (n + 1))), 2), values[r], 1e-15 * n);
	}

	@Test
	void degenerateSingularAndSparseMatrices() {
		int n = 12;
		check(n, new double[n * n]);
		double[] ones = new double[n * n], mixed = new double[n * n], far = new double[n * n];
		java.util.Arrays.fill(ones, 1);
		assertEquals(n, check(n, ones).values()[n - 1], 1e-14 * n);
		for (int p = 0; p < n; p++) mixed[p * n + p] = p % 3;
		assertEquals(2, check(n, mixed).values()[n - 1], 0);
		far[n - 1] = far[(n - 1) * n] = 3; // eigenvalues ±3 and zeros
		var values = check(n, far).values();
		assertEquals(-3, values[0], 1e-15);
		assertEquals(3, values[n - 1], 1e-15);
		assertEquals(0, values[5], 1e-15);
	}

	/** Scaling by a power of two scales the eigenvalues and nothing else, up to the ends of the exponents. */
	@ParameterizedTest
	@ValueSource(ints = { -900, 900 })
	void hugeAndTinyMatrices(int exponent) {
		int n = 9;
		var random = new Random(3);
		double[] a = new double[n * n], scaled = new double[n * n];
		for (int p = 0; p < n; p++)
			for (int q = p; q < n; q++) {
				a[p * n + q] = a[q * n + p] = random.nextGaussian();
				scaled[p * n + q] = scaled[q * n + p] = Math.scalb(a[p * n + q], exponent);
			}
		var eigen = SymmetricEigen.of(n, a);
		var other = SymmetricEigen.of(n, scaled);
		assertArrayEquals(eigen.vectors(), other.vectors());
		for (int r = 0; r < n; r++) assertEquals(Math.scalb(eigen.values()[r], exponent), other.values()[r]);
	}

	@Test
	void refusesWhatIsNotFinite() {
		assertThrows(ArithmeticException.class, () -> SymmetricEigen.of(2, new double[] { 1, Double.NaN, Double.NaN, 1 }));
		assertThrows(ArithmeticException.class, () -> SymmetricEigen.of(2, new double[] { 1, 0, 0, Double.POSITIVE_INFINITY }));
	}

	/** Progress rises to 1, and what it throws ends the work. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void progressIsToldAndCanEndIt(boolean vectors) {
		int n = 70;
		var random = new Random(5);
		double[] a = new double[n * n];
		for (int p = 0; p < n; p++) for (int q = p; q < n; q++) a[p * n + q] = a[q * n + p] = random.nextGaussian();
		var told = new ArrayList<Double>();
		if (vectors) assertArrayEquals(SymmetricEigen.of(n, a).vectors(), SymmetricEigen.of(n, a, told::add).vectors());
		else assertArrayEquals(SymmetricEigen.values(n, a), SymmetricEigen.values(n, a, told::add));
		assertEquals(told.stream().sorted().toList(), told);
		assertTrue(told.size() >= n - 1 && told.getFirst() == 0 && told.getLast() > 0.99 && told.getLast() <= 1, told::toString);
		assertThrows(CancellationException.class, () -> SymmetricEigen.of(n, a, done -> {
			if (done > (vectors ? 0.7 : 0.1)) throw new CancellationException();
		}));
	}
}
