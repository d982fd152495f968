package org.physics4ml.compute.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector loops of the pure Java matrix products. Loaded only where {@link Simd#AVAILABLE}. */
public final class ProductLanes {

	/** Rows and columns of a tile: eight sums keep two multipliers busy. */
	public static final int ROWS = 4, COLUMNS = 2;

	/** Eight partial sums of each entry of a tile. */
	public static final int SUMS = 8 * ROWS * COLUMNS;

	private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() > 8 ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;
	private static final int LANES = SPECIES.length();

	private ProductLanes() {
	}

	/**
	 * sums[8 (2r + s) + l] = Σ_q a[a_r + 8q + l] b[b_s + 8q + l], l = 0 … 7, over the whole eights of k; returns how many elements that is.
	 */
	public static int scalarProducts(int k, double[] a, int a0, int a1, int a2, int a3, double[] b, int b0, int b1, double[] sums) {
		int end = k & -8;
		for (int l = 0; l < 8; l += LANES) {
			var s00 = DoubleVector.zero(SPECIES);
			var s01 = s00;
			var s10 = s00;
			var s11 = s00;
			var s20 = s00;
			var s21 = s00;
			var s30 = s00;
			var s31 = s00;
			for (int q = l; q < end; q += 8) {
				var y0 = DoubleVector.fromArray(SPECIES, b, b0 + q);
				var y1 = DoubleVector.fromArray(SPECIES, b, b1 + q);
				var x = DoubleVector.fromArray(SPECIES, a, a0 + q);
				s00 = x.fma(y0, s00);
				s01 = x.fma(y1, s01);
				x = DoubleVector.fromArray(SPECIES, a, a1 + q);
				s10 = x.fma(y0, s10);
				s11 = x.fma(y1, s11);
				x = DoubleVector.fromArray(SPECIES, a, a2 + q);
				s20 = x.fma(y0, s20);
				s21 = x.fma(y1, s21);
				x = DoubleVector.fromArray(SPECIES, a, a3 + q);
				s30 = x.fma(y0, s30);
				s31 = x.fma(y1, s31);
			}
			s00.intoArray(sums, l);
			s01.intoArray(sums, 8 + l);
			s10.intoArray(sums, 16 + l);
			s11.intoArray(sums, 24 + l);
			s20.intoArray(sums, 32 + l);
			s21.intoArray(sums, 40 + l);
			s30.intoArray(sums, 48 + l);
			s31.intoArray(sums, 56 + l);
		}
		return end;
	}

	/** c_j = α Σ_q a_q b_qj + β c_j over whole vectors; returns how many elements that is. */
	public static int combineRows(int n, int k, double alpha, double[] a, int i, double[] b, int j, int bStride, double beta, double[] c, int at) {
		int s = 0;
		for (; s <= n - 4 * LANES; s += 4 * LANES) {
			var s0 = DoubleVector.zero(SPECIES);
			var s1 = s0;
			var s2 = s0;
			var s3 = s0;
			for (int q = 0, row = j + s; q < k; q++, row += bStride) {
				var x = DoubleVector.broadcast(SPECIES, a[i + q]);
				s0 = x.fma(DoubleVector.fromArray(SPECIES, b, row), s0);
				s1 = x.fma(DoubleVector.fromArray(SPECIES, b, row + LANES), s1);
				s2 = x.fma(DoubleVector.fromArray(SPECIES, b, row + 2 * LANES), s2);
				s3 = x.fma(DoubleVector.fromArray(SPECIES, b, row + 3 * LANES), s3);
			}
			add(s0, alpha, beta, c, at + s);
			add(s1, alpha, beta, c, at + s + LANES);
			add(s2, alpha, beta, c, at + s + 2 * LANES);
			add(s3, alpha, beta, c, at + s + 3 * LANES);
		}
		for (; s <= n - LANES; s += LANES) {
			var sum = DoubleVector.zero(SPECIES);
			for (int q = 0, row = j + s; q < k; q++, row += bStride) sum = DoubleVector.broadcast(SPECIES, a[i + q]).fma(DoubleVector.fromArray(SPECIES, b, row), sum);
			add(sum, alpha, beta, c, at + s);
		}
		return s;
	}

	private static void add(DoubleVector sum, double alpha, double beta, double[] c, int at) {
		var scaled = sum.mul(alpha);
		(beta == 0 ? scaled : DoubleVector.broadcast(SPECIES, beta).fma(DoubleVector.fromArray(SPECIES, c, at), scaled)).intoArray(c, at);
	}

	/** Rows of a micro-tile of {@link #rank}: twelve sums of two vectors keep two multipliers busy and leave registers for the factors. */
	public static final int MICRO_ROWS = 6;

	/** Columns of a micro-tile of {@link #rank}. */
	public static final int MICRO_COLUMNS = 2 * LANES;

	/** out[at + r · stride + s] += Σ_q x[x_r + q] panel[p + q · MICRO_COLUMNS + s], fused, q = 0 … k - 1 in order. */
	public static void rank(int k, double[] x, int x0, int x1, int x2, int x3, int x4, int x5, double[] panel, int p, double[] out, int at, int stride) {
		var s00 = DoubleVector.zero(SPECIES);
		var s01 = s00;
		var s10 = s00;
		var s11 = s00;
		var s20 = s00;
		var s21 = s00;
		var s30 = s00;
		var s31 = s00;
		var s40 = s00;
		var s41 = s00;
		var s50 = s00;
		var s51 = s00;
		for (int q = 0; q < k; q++) {
			var y0 = DoubleVector.fromArray(SPECIES, panel, p + q * MICRO_COLUMNS);
			var y1 = DoubleVector.fromArray(SPECIES, panel, p + q * MICRO_COLUMNS + LANES);
			var a = DoubleVector.broadcast(SPECIES, x[x0 + q]);
			s00 = a.fma(y0, s00);
			s01 = a.fma(y1, s01);
			a = DoubleVector.broadcast(SPECIES, x[x1 + q]);
			s10 = a.fma(y0, s10);
			s11 = a.fma(y1, s11);
			a = DoubleVector.broadcast(SPECIES, x[x2 + q]);
			s20 = a.fma(y0, s20);
			s21 = a.fma(y1, s21);
			a = DoubleVector.broadcast(SPECIES, x[x3 + q]);
			s30 = a.fma(y0, s30);
			s31 = a.fma(y1, s31);
			a = DoubleVector.broadcast(SPECIES, x[x4 + q]);
			s40 = a.fma(y0, s40);
			s41 = a.fma(y1, s41);
			a = DoubleVector.broadcast(SPECIES, x[x5 + q]);
			s50 = a.fma(y0, s50);
			s51 = a.fma(y1, s51);
		}
		add(s00, s01, out, at);
		add(s10, s11, out, at + stride);
		add(s20, s21, out, at + 2 * stride);
		add(s30, s31, out, at + 3 * stride);
		add(s40, s41, out, at + 4 * stride);
		add(s50, s51, out, at + 5 * stride);
	}

	private static void add(DoubleVector first, DoubleVector second, double[] out, int at) {
		DoubleVector.fromArray(SPECIES, out, at).add(first).intoArray(out, at);
		DoubleVector.fromArray(SPECIES, out, at + LANES).add(second).intoArray(out, at + LANES);
	}
}
