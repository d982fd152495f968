package org.physics4ml.compute.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;

import org.apache.commons.rng.core.source32.Philox4x32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.internal.RandomLanes;
import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.math.Elementary;

class RandomStreamTest {

	/** Two-sided probability 5.7e-7 that a normal pull exceeds it. */
	private static final double PULL = 5;

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, -1, 0x123456789abcdefL, Long.MIN_VALUE })
	void wordsAreThoseOfCommonsRng(long seed) {
		long[] draws = { 0, 1, 0xffffffffL, 0x1_0000_0000L, Long.MAX_VALUE };
		int[] streams = { 0, 1, 77, -1, Integer.MIN_VALUE };
		int[] blocks = { 0, 5, 0x7ffffffe, 0x80000000, 0xffffff00 };
		for (long draw : draws) for (int stream : streams) for (int block : blocks) {
			var reference = new Philox4x32(new int[] { (int) seed, (int) (seed >>> 32), block, stream, (int) draw, (int) (draw >>> 32) });
			var actual = new double[101];
			RandomStream.uniforms(seed, draw, stream, 2 * Integer.toUnsignedLong(block), actual, 0, 101);
			for (double u : actual) assertEquals((reference.nextLong() >>> 11 | 1) * 0x1p-53, u);
		}
	}

	@Test
	void keysOfCells() {
		assertEquals(42, RandomKey.of(42, 0));
		assertEquals(-7, RandomKey.of(-7, 0));
		var reference = new Philox4x32(new int[] { 42, 0, 2, 0, -1, -1 });
		assertEquals(Integer.toUnsignedLong(reference.nextInt()) | (long) reference.nextInt() << 32, RandomKey.of(42, 3));
		var keys = new HashSet<Long>();
		for (long seed = -50; seed < 50; seed++) for (long cell = -50; cell < 50; cell++) keys.add(RandomKey.of(seed, cell));
		assertEquals(10_000, keys.size());
	}

	/** Any division of a range, from odd and even places on, gives the bits of each deviate alone. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void sliceDoesNotMatter(long seed) {
		int n = 2500;
		var lengths = new double[400];
		RandomStream.uniforms(seed, 0, 1, 0, lengths, 0, lengths.length);
		for (boolean normal : new boolean[] { false, true }) {
			var alone = new double[n];
			for (int j = 0; j < n; j++) alone[j] = normal ? RandomStream.normal(seed, 9, 4, 7 + j) : RandomStream.uniform(seed, 9, 4, 7 + j);
			var pieces = new double[n];
			int k = 0;
			for (int at = 0; at < n;) {
				int length = Math.min(n - at, (int) (lengths[k] * lengths[k++] * 120));
				fill(normal, seed, 9, 4, 7 + at, pieces, at, length);
				at += length;
			}
			assertArrayEquals(alone, pieces);
			var whole = new double[n + 2];
			fill(normal, seed, 9, 4, 7, whole, 1, n);
			assertArrayEquals(alone, Arrays.copyOfRange(whole, 1, n + 1));
			assertEquals(0, whole[0]);
			assertEquals(0, whole[n + 1]);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, -2, 0x7fffffffffffffffL, 1L << 31, 0xdeadbeefcafebabeL })
	void vectorLanesHaveTheScalarBits(long key) {
		assertTrue(Simd.AVAILABLE, "the tests run with --add-modules jdk.incubator.vector");
		Simd.begin();
		for (int pairs : new int[] { 0, 1, 7, 8, 9, 64, 511, 512, 513, 1300 }) for (long block : new long[] { 0, 3, 0x7ffffff0L, (1L << 32) - 1301 }) {
			var lanes = new double[2 * pairs + 3];
			var scalar = new double[2 * pairs + 3];
			int done = RandomLanes.uniforms(key, 1L << 33 | 5, -3, block, lanes, 3, pairs);
			assertTrue(done > pairs - 8 && done <= pairs);
			RandomStream.uniformPairs(key, 1L << 33 | 5, -3, block, scalar, 3, done);
			assertArrayEquals(scalar, lanes);
			RandomLanes.normals(key, 1L << 33 | 5, -3, block, lanes, 3, pairs);
			RandomStream.normalPairs(key, 1L << 33 | 5, -3, block, scalar, 3, done);
			assertArrayEquals(scalar, lanes);
		}
	}

	@Test
	void addressesOutsideAStreamAreRefused() {
		var out = new double[4];
		assertThrows(IllegalArgumentException.class, () -> RandomStream.normals(0, -1, 0, 0, out, 0, 4));
		assertThrows(IllegalArgumentException.class, () -> RandomStream.normals(0, 0, 0, -1, out, 0, 4));
		assertThrows(IllegalArgumentException.class, () -> RandomStream.normals(0, 0, 0, RandomStream.LENGTH - 3, out, 0, 4));
		assertThrows(IllegalArgumentException.class, () -> RandomStream.uniforms(0, 0, 0, 0, out, 0, -1));
		assertThrows(IllegalArgumentException.class, () -> RandomStream.uniform(0, 0, 0, Long.MAX_VALUE));
		assertThrows(IndexOutOfBoundsException.class, () -> RandomStream.uniforms(0, 0, 0, 0, out, 1, 4));
		assertThrows(IndexOutOfBoundsException.class, () -> RandomStream.normals(0, 0, 0, 0, out, -1, 2));
		RandomStream.normals(0, 0, 0, RandomStream.LENGTH - 4, out, 0, 4);
		assertEquals(RandomStream.normal(0, 0, 0, RandomStream.LENGTH - 1), out[3]);
	}

	/** Independent of our polynomials: Java's own functions, to a few units in the last place. */
	@Test
	void normalsAreThoseOfBoxAndMuller() {
		int n = 20_000;
		var u = new double[n];
		var z = new double[n];
		RandomStream.uniforms(11, 5, 2, 0, u, 0, n);
		RandomStream.normals(11, 5, 2, 0, z, 0, n);
		for (int j = 0; j < n; j += 2) {
			double radius = Math.sqrt(-2 * StrictMath.log(u[j]));
			assertEquals(radius * StrictMath.cos(2 * Math.PI * u[j + 1]), z[j], 1e-14);
			assertEquals(radius * StrictMath.sin(2 * Math.PI * u[j + 1]), z[j + 1], 1e-14);
		}
	}

	/** Kolmogorov and Smirnov: the limit 2.6 of D sqrt(n) is exceeded with probability 2 exp(-2 2.6^2) = 2.7e-6 in each of ten. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void distribution(long seed) {
		int n = 500_000;
		for (boolean normal : new boolean[] { false, true }) {
			var x = new double[n];
			fill(normal, seed, 0, 0, 0, x, 0, n);
			if (normal) Elementary.normalCdf(x, 0, x, 0, n);
			Arrays.sort(x);
			assertTrue(x[0] > 0 && x[n - 1] < 1);
			double d = 0;
			for (int j = 0; j < n; j++) d = Math.max(d, Math.max((j + 1.0) / n - x[j], x[j] - (double) j / n));
			assertTrue(d * Math.sqrt(n) < 2.6, "D sqrt(n) = " + d * Math.sqrt(n));
		}
	}

	/** E z^k = (k-1)!!, error from E z^2k; 5 seeds by 8 orders, nominal false-positive rate 2.3e-5 in all. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void momentsToOrderEight(long seed) {
		int n = 1_000_000;
		var z = new double[n];
		RandomStream.normals(seed, 3, 1, 0, z, 0, n);
		for (int k = 1; k <= 8; k++) {
			double sum = 0;
			for (double x : z) sum += power(x, k);
			double expected = k % 2 == 0 ? doubleFactorial(k - 1) : 0;
			double error = Math.sqrt((doubleFactorial(2 * k - 1) - expected * expected) / n);
			assertTrue(Math.abs(sum / n - expected) < PULL * error, "order " + k + ": " + sum / n + " for " + expected + " +- " + error);
		}
	}

	/** Numbers beyond t standard deviations are Poisson; each limit is exceeded with probability below 1e-6. */
	@Test
	void tails() {
		int n = 1 << 20;
		var z = new double[n];
		var beyond = new int[7];
		double largest = 0;
		for (int draw = 0; draw < 16; draw++) {
			RandomStream.normals(2024, draw, 8, 0, z, 0, n);
			for (double x : z) {
				for (int t = 1; t <= 6; t++) if (Math.abs(x) > t) beyond[t]++;
				largest = Math.max(largest, Math.abs(x));
			}
		}
		for (int t = 1; t <= 5; t++) {
			double expected = 16.0 * n * 2 * Elementary.normalCdf(-t);
			double limit = t < 5 ? PULL * Math.sqrt(expected) : 20;
			assertTrue(Math.abs(beyond[t] - expected) < limit, beyond[t] + " beyond " + t + ", expected " + expected);
		}
		assertTrue(beyond[6] <= 4 && largest > 4.9);
	}

	/**
	 * Deviates with neighbouring addresses: indices at lags to 9, streams, draws, seeds, cells; z with z, z^2 with z^2, z with
	 * z^2. 4 x 13 x 3 pulls, nominal false-positive rate 9e-5 in all.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void neighboursAreUncorrelated(long seed) {
		int n = 200_000;
		var a = new double[n + 9];
		RandomStream.normals(RandomKey.of(seed, 1), 10, 20, 0, a, 0, n + 9);
		for (int lag = 1; lag <= 9; lag++) uncorrelated(a, Arrays.copyOfRange(a, lag, n + lag), n, "lag " + lag);
		var b = new double[n];
		RandomStream.normals(RandomKey.of(seed, 1), 10, 21, 0, b, 0, n);
		uncorrelated(a, b, n, "stream");
		RandomStream.normals(RandomKey.of(seed, 1), 11, 20, 0, b, 0, n);
		uncorrelated(a, b, n, "draw");
		RandomStream.normals(RandomKey.of(seed + 1, 1), 10, 20, 0, b, 0, n);
		uncorrelated(a, b, n, "seed");
		RandomStream.normals(RandomKey.of(seed, 2), 10, 20, 0, b, 0, n);
		uncorrelated(a, b, n, "cell");
	}

	private static void uncorrelated(double[] a, double[] b, int n, String what) {
		double xy = 0, xxyy = 0, xyy = 0;
		for (int j = 0; j < n; j++) {
			double x = a[j], y = b[j];
			xy += x * y;
			xxyy += (x * x - 1) * (y * y - 1);
			xyy += x * (y * y - 1);
		}
		// Variances of the summands: 1, 4, 2.
		assertTrue(Math.abs(xy) < PULL * Math.sqrt(n), what);
		assertTrue(Math.abs(xxyy) < PULL * Math.sqrt(4.0 * n), what);
		assertTrue(Math.abs(xyy) < PULL * Math.sqrt(2.0 * n), what);
	}

	private static void fill(boolean normal, long key, long draw, int stream, long first, double[] out, int offset, int n) {
		if (normal) RandomStream.normals(key, draw, stream, first, out, offset, n);
		else RandomStream.uniforms(key, draw, stream, first, out, offset, n);
	}

	private static double power(double x, int k) {
		double p = 1;
		for (int j = 0; j < k; j++) p *= x;
		return p;
	}

	private static double doubleFactorial(int k) {
		return k <= 1 ? 1 : k * doubleFactorial(k - 2);
	}
}
