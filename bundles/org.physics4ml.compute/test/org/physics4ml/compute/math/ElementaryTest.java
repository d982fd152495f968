package org.physics4ml.compute.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.internal.ElementaryLanes;
import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.random.RandomStream;

class ElementaryTest {

	interface Slices {
		void apply(double[] x, int i, double[] y, int j, int n);
	}

	interface Lanes {
		int apply(double[] x, int i, double[] y, int j, int n);
	}

	/** @param ulps bound of the error in units in the last place */
	record Case(String name, DoubleUnaryOperator scalar, Slices slices, Lanes lanes, double ulps) {
		@Override
		public String toString() {
			return name;
		}
	}

	static Stream<Case> cases() {
		return Stream.of( //
				new Case("exp", Elementary::exp, Elementary::exp, ElementaryLanes::exp, 1.2), //
				new Case("expm1", Elementary::expm1, Elementary::expm1, ElementaryLanes::expm1, 2.6), //
				new Case("log", Elementary::log, Elementary::log, ElementaryLanes::log, 0.8), //
				new Case("log1p", Elementary::log1p, Elementary::log1p, ElementaryLanes::log1p, 1.3), //
				new Case("sin", Elementary::sin, Elementary::sin, ElementaryLanes::sin, 0.85), //
				new Case("cos", Elementary::cos, Elementary::cos, ElementaryLanes::cos, 0.85), //
				new Case("tanh", Elementary::tanh, Elementary::tanh, ElementaryLanes::tanh, 4), //
				new Case("erf", Elementary::erf, Elementary::erf, ElementaryLanes::erf, 2.2), //
				new Case("erfc", Elementary::erfc, Elementary::erfc, ElementaryLanes::erfc, 4.3), //
				new Case("normalCdf", Elementary::normalCdf, Elementary::normalCdf, ElementaryLanes::normalCdf, 5.5), //
				new Case("gaussian", Elementary::gaussian, Elementary::gaussian, ElementaryLanes::gaussian, 1.3), //
				new Case("gelu", Elementary::gelu, Elementary::gelu, ElementaryLanes::gelu, 6), //
				new Case("sigmoid", Elementary::sigmoid, Elementary::sigmoid, ElementaryLanes::sigmoid, 2.2), //
				new Case("softplus", Elementary::softplus, Elementary::softplus, ElementaryLanes::softplus, 2.2), //
				new Case("silu", Elementary::silu, Elementary::silu, ElementaryLanes::silu, 2.7));
	}

	/** {@code elementary.csv} is written by releng/coefficients/references.py, which computes with 60 digits. */
	@ParameterizedTest
	@MethodSource("cases")
	void agreesWithHighPrecision(Case c) throws IOException {
		int rows = 0;
		for (String[] row : references()) {
			if (!row[0].equals(c.name)) continue;
			double x = Double.parseDouble(row[1]), high = Double.parseDouble(row[2]), low = Double.parseDouble(row[3]);
			double error = Math.abs(c.scalar.applyAsDouble(x) - high - low);
			assertTrue(error <= c.ulps * Math.ulp(high), () -> c + "(" + x + ") is off by " + error / Math.ulp(high) + " ulp");
			assertTrue(error <= 1e-15 * Math.abs(high) || Math.abs(high) < 1e-300, () -> c + "(" + x + ")");
			rows++;
		}
		assertTrue(rows > 150, c + ": " + rows + " rows");
	}

	/** Every exponent, both signs, the borders of every branch, the special values, at every offset in a vector. */
	@ParameterizedTest
	@MethodSource("cases")
	void vectorLanesHaveTheScalarBits(Case c) {
		assertTrue(Simd.AVAILABLE, "the tests run with --add-modules jdk.incubator.vector");
		Simd.begin();
		var x = arguments();
		int n = x.length;
		var expected = new double[n];
		for (int k = 0; k < n; k++) expected[k] = c.scalar.applyAsDouble(x[k]);
		var y = new double[n];
		int done = c.lanes.apply(x, 0, y, 0, n);
		assertTrue(done > n - 64);
		for (int k = 0; k < done; k++) assertEquals(expected[k], y[k], 0.0, c.name + "(" + x[k] + ")");
		for (int k = 0; k < done; k++) assertEquals(Double.doubleToLongBits(expected[k]), Double.doubleToLongBits(y[k]), c.name + "(" + x[k] + ")");
		for (int offset = 0; offset < 9; offset++) for (int length : new int[] { 0, 1, 7, 8, 9, 100, n - 20 }) {
			var shifted = new double[n + 3];
			c.slices.apply(x, offset, shifted, offset + 3, length);
			for (int k = 0; k < n + 3; k++) {
				boolean inside = k >= offset + 3 && k < offset + 3 + length;
				assertEquals(inside ? expected[k - 3] : 0, shifted[k]);
			}
		}
		var inPlace = x.clone();
		c.slices.apply(inPlace, 0, inPlace, 0, n);
		assertArrayEquals(expected, inPlace);
		assertThrows(IndexOutOfBoundsException.class, () -> c.slices.apply(x, 1, y, 0, n));
		assertThrows(IndexOutOfBoundsException.class, () -> c.slices.apply(x, 0, y, 1, n));
	}

	@Test
	void specialValues() {
		double inf = Double.POSITIVE_INFINITY, nan = Double.NaN;
		var in = new double[] { inf, -inf, nan, 0.0, -0.0, 1e300, -1e300, Double.MIN_VALUE, -Double.MIN_VALUE };
		check(Elementary::exp, in, inf, 0, nan, 1, 1, inf, 0, 1, 1);
		check(Elementary::expm1, in, inf, -1, nan, 0.0, -0.0, inf, -1, Double.MIN_VALUE, -Double.MIN_VALUE);
		check(Elementary::log, in, inf, nan, nan, -inf, -inf, StrictMath.log(1e300), nan, StrictMath.log(Double.MIN_VALUE), nan);
		check(Elementary::log1p, in, inf, nan, nan, 0.0, -0.0, StrictMath.log(1e300), nan, Double.MIN_VALUE, -Double.MIN_VALUE);
		check(Elementary::sin, in, nan, nan, nan, 0.0, -0.0, StrictMath.sin(1e300), StrictMath.sin(-1e300), Double.MIN_VALUE, -Double.MIN_VALUE);
		check(Elementary::cos, in, nan, nan, nan, 1, 1, StrictMath.cos(1e300), StrictMath.cos(1e300), 1, 1);
		check(Elementary::tanh, in, 1, -1, nan, 0.0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE);
		check(Elementary::erf, in, 1, -1, nan, 0.0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE);
		check(Elementary::erfc, in, 0, 2, nan, 1, 1, 0, 2, 1, 1);
		check(Elementary::normalCdf, in, 1, 0, nan, 0.5, 0.5, 1, 0, 0.5, 0.5);
		check(Elementary::gaussian, in, 0, 0, nan, 1, 1, 0, 0, 1, 1);
		check(Elementary::gelu, in, inf, -0.0, nan, 0.0, -0.0, 1e300, -0.0, 0, -0.0);
		check(Elementary::sigmoid, in, 1, 0, nan, 0.5, 0.5, 1, 0, 0.5, 0.5);
		double ln2 = StrictMath.log(2);
		check(Elementary::softplus, in, inf, 0, nan, ln2, ln2, 1e300, 0, ln2, ln2);
		check(Elementary::silu, in, inf, -0.0, nan, 0.0, -0.0, 1e300, -0.0, 0, -0.0);
		check(Elementary::log, new double[] { 1, -1 }, 0, nan);
		check(Elementary::log1p, new double[] { -1, -2 }, -inf, nan);
		check(Elementary::exp, new double[] { 709.8, -745.2, 709.782712893384, -745.13 }, inf, 0, 0x1.fffffffffff2ap1023, Double.MIN_VALUE);
	}

	private static void check(DoubleUnaryOperator f, double[] in, double... expected) {
		for (int k = 0; k < in.length; k++) {
			double y = f.applyAsDouble(in[k]);
			if (Double.isFinite(expected[k]) && expected[k] != 0 && Math.abs(expected[k]) > Double.MIN_NORMAL) assertEquals(expected[k], y, 2 * Math.ulp(expected[k]));
			else assertEquals(expected[k], y, "at " + in[k]);
		}
	}

	/** Exact relations that no error bound covers. */
	@Test
	void symmetries() {
		for (double x : arguments()) {
			assertEquals(-Elementary.sin(x), Elementary.sin(-x));
			assertEquals(Elementary.cos(x), Elementary.cos(-x));
			assertEquals(-Elementary.tanh(x), Elementary.tanh(-x));
			assertEquals(-Elementary.erf(x), Elementary.erf(-x));
			assertEquals(Elementary.gaussian(x), Elementary.gaussian(-x));
			assertTrue(!(Math.abs(Elementary.sin(x)) > 1) && !(Math.abs(Elementary.cos(x)) > 1) && !(Math.abs(Elementary.tanh(x)) > 1) && !(Math.abs(Elementary.erf(x)) > 1));
		}
	}

	@Test
	void turns() {
		for (int k = -8; k <= 8; k++) {
			assertEquals(new double[] { 0, 1, 0, -1 }[k & 3], Elementary.sinTurns(k / 4.0), 0.0);
			assertEquals(new double[] { 1, 0, -1, 0 }[k & 3], Elementary.cosTurns(k / 4.0), 0.0);
		}
		var u = new double[10_000];
		RandomStream.uniforms(3, 0, 0, 0, u, 0, u.length);
		for (double x : u) {
			assertEquals(StrictMath.sin(2 * Math.PI * x), Elementary.sinTurns(x), 1e-15);
			assertEquals(StrictMath.cos(2 * Math.PI * x), Elementary.cosTurns(x), 1e-15);
		}
	}

	private static double[] arguments() {
		var list = new ArrayList<Double>();
		for (double x : new double[] { 0, Double.MIN_VALUE, Double.MIN_NORMAL, 1, Math.PI, 709.78, 710, 711, 745.13, 746, 747, 60, 40, 22, 6, 28, 39, 0x1p30, 1e9, 1.5e9, Double.MAX_VALUE,
				Double.POSITIVE_INFINITY, Double.NaN, Math.sqrt(0.5) }) {
			for (double y : new double[] { x, -x, Math.nextUp(x), -Math.nextUp(x), Math.nextDown(x), -Math.nextDown(x) }) list.add(y);
		}
		var u = new double[2100];
		for (int scale = 0; scale < 3; scale++) {
			RandomStream.normals(17, scale, 0, 0, u, 0, u.length);
			for (double x : u) list.add(scale == 0 ? x : scale == 1 ? 10 * x : 300 * x);
		}
		RandomStream.uniforms(17, 3, 0, 0, u, 0, u.length);
		for (int e = -1060; e < 1023; e++) list.add(Math.scalb(u[e + 1060], e) * ((e & 1) == 0 ? 1 : -1));
		return list.stream().mapToDouble(Double::doubleValue).toArray();
	}

	private static List<String[]> references() throws IOException {
		try (var in = new BufferedReader(new InputStreamReader(ElementaryTest.class.getResourceAsStream("elementary.csv"), StandardCharsets.US_ASCII))) {
			return in.lines().map(line -> line.split(",")).toList();
		}
	}
}
