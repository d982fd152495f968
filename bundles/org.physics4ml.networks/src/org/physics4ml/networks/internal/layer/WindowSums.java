package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.KernelTile.Side;

/**
 * Sums of covariances over the taps of windows, K_aa' ← Σ_β K_{s(a,β) s(a',β)}, as weights that are shared by windows but independent between taps give them; with sin²ϑ. Windows without weights of their own in
 * common give 0 between each other.
 *
 * @param shared whether windows share weights
 */
record WindowSums(Windows windows, boolean shared) {

	/** Pairs with a sin²ϑ below this are near collinear: it is added up without cancellation instead of taken from 1 - c²/(ab). */
	private static final double NEAR = 1e-3;

	/** @param pairs whether pairs of different windows are wanted */
	KernelTile of(KernelTile from, boolean pairs) {
		var to = from.like(windows.count(), pairs);
		sum(from, from.row().covariance(), to, to.row().covariance(), from.rows());
		sum(from, from.column().covariance(), to, to.column().covariance(), from.columns());
		int size = from.rows() * from.columns();
		if (from.tangent() != null) sum(from, from.tangent(), to, to.tangent(), size);
		if (from.contributions() != null) for (int g = 0; g < from.contributions().size(); g++) sum(from, from.contributions().get(g), to, to.contributions().get(g), size);
		new Between(from, to, false, from.row(), from.column(), from.covariance(), from.sine2(), to.row(), to.column(), to.covariance(), to.sine2()).fill();
		if (pairs)
			for (boolean rows : new boolean[] { true, false }) {
				Side x = rows ? from.row() : from.column(), y = rows ? to.row() : to.column();
				new Between(from, to, true, x, x, x.covariance(), x.sine2(), y, y, y.covariance(), y.sine2()).fill();
			}
		return to;
	}

	/** Of n numbers a block. */
	private void sum(KernelTile from, double[] x, KernelTile to, double[] sums, int n) {
		for (int block = 0; block < to.blocks(); block++) sum(from, x, to, sums, n, block);
	}

	private void sum(KernelTile from, double[] x, KernelTile to, double[] sums, int n, int block) {
		int taps = windows.taps(), a = to.left(block), b = to.right(block);
		var source = windows.source();
		if (a != b && !shared) return;
		for (int tap = 0; tap < taps; tap++) {
			int i = source[a * taps + tap], j = source[b * taps + tap];
			if (i >= 0 && j >= 0) Rows.add(x, from.block(i, j) * n, sums, block * n, n);
		}
	}

	/** The sines between the inputs of the rows and those of the columns, and their sums while a block is in the cache; or the sines within each input. */
	private final class Between {

		private final KernelTile from, to;
		private final boolean within;
		private final Side rowTo, columnTo;
		private final double[] x, entering, sums, sine2, rowRoots, columnRoots;
		private final int each, taps = windows.taps();

		Between(KernelTile from, KernelTile to, boolean within, Side rowFrom, Side columnFrom, double[] x, double[] entering, Side rowTo, Side columnTo, double[] sums, double[] sine2) {
			this.from = from;
			this.to = to;
			this.within = within;
			this.rowTo = rowTo;
			this.columnTo = columnTo;
			this.x = x;
			this.entering = entering;
			this.sums = sums;
			this.sine2 = sine2;
			each = within ? 1 : columnTo.count();
			rowRoots = roots(rowFrom);
			columnRoots = within ? rowRoots : roots(columnFrom);
		}

		/** √a, position after position. */
		private double[] roots(Side side) {
			var roots = from.variances(side);
			for (int i = 0; i < roots.length; i++) roots[i] = Math.sqrt(roots[i]);
			return roots;
		}

		void fill() {
			int rows = rowTo.count(), n = rows * each;
			for (int block = 0; block < to.blocks(); block++) {
				int a = to.left(block), b = to.right(block), row = to.variances(rowTo, a), column = to.variances(columnTo, b);
				if (within && a == b) continue;
				if (within) BivariateCovariance.sine2(rowTo.covariance(), row, 1, columnTo.covariance(), column, sums, sine2, block * n, n);
				else {
					sum(from, x, to, sums, n, block);
					for (int r = 0; r < rows; r++) BivariateCovariance.sine2(rowTo.covariance(), row + r, 0, columnTo.covariance(), column, sums, sine2, block * n + r * each, each);
				}
				for (int i = 0, at = block * n; i < n; i++, at++) if (sine2[at] < NEAR) sine2[at] = near(a, b, i, rowTo.covariance()[row + i / each], columnTo.covariance()[column + (within ? i : i % each)], sums[at]);
			}
		}

		/**
		 * Of near collinear variables. With the norms p_β = √(a_β b_β) and e_β = p_β - |c_β|, which sin²ϑ_β gives without cancellation, AB - C² = [AB - (Σp)²] + (Σp - |C|)(Σp + |C|): the second is a product of sums of
		 * numbers ≥ 0, the first the Gram determinant of the vectors √a_β and √b_β.
		 */
		private double near(int a, int b, int i, double u, double v, double sum) {
			if (u == 0 || v == 0) return 0;
			int rows = rowTo.count(), columns = columnTo.count(), n = rows * each, r = i / each, c = within ? i : i % each;
			double norms = 0, lost = 0, sign = sum < 0 ? -1 : 1;
			boolean common = a == b || shared;
			for (int tap = 0; tap < taps; tap++) {
				int s = windows.source()[a * taps + tap], t = windows.source()[b * taps + tap];
				if (s < 0 || t < 0) continue;
				double p = rowRoots[s * rows + r] * columnRoots[t * columns + c];
				int pair = from.block(s, t) * n + i;
				double covariance = common ? sign * x[pair] : 0;
				norms += p;
				lost += !common || p == 0 ? p : covariance < 0 ? p - covariance : within && s == t ? 0 : p * entering[pair] * (p / (p + covariance));
			}
			double gram = u == v ? Math.max(gram(rowRoots, rows, r, a, columnRoots, columns, c, b, norms / u, u, v), gram(columnRoots, columns, c, b, rowRoots, rows, r, a, norms / v, v, u))
					: u > v ? gram(rowRoots, rows, r, a, columnRoots, columns, c, b, norms / u, u, v) : gram(columnRoots, columns, c, b, rowRoots, rows, r, a, norms / v, v, u);
			double scale = Math.sqrt(u) * Math.sqrt(v);
			return gram + lost / scale * ((norms + Math.abs(sum)) / scale);
		}

		/** 1 - (x·y)²/(|x|²|y|²) ≥ 0 of vectors of roots from the rest y - f x. */
		private double gram(double[] x, int n, int i, int a, double[] y, int m, int j, int b, double f, double xx, double yy) {
			double rest = 0, along = 0;
			for (int tap = 0; tap < taps; tap++) {
				int s = windows.source()[a * taps + tap], t = windows.source()[b * taps + tap];
				double p = s < 0 ? 0 : x[s * n + i], q = Math.fma(-f, p, t < 0 ? 0 : y[t * m + j]);
				rest = Math.fma(q, q, rest);
				along = Math.fma(p, q, along);
			}
			along /= Math.sqrt(xx);
			return Math.max(0, Math.fma(-along, along, rest)) / yy;
		}
	}
}
