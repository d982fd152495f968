package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.core.network.KernelTile;

/**
 * Sums of covariances over the taps of windows, K_aa' ← Σ_β K_{s(a,β) s(a',β)}, as weights that are shared by windows but independent between taps give them; with sin²ϑ. Windows without weights of their own in
 * common give 0 between each other.
 *
 * @param shared whether windows share weights
 */
record WindowSums(Windows windows, boolean shared) {

	/** Pairs with a sin²ϑ below this are near collinear: it is added up tap by tap instead of taken from 1 - c²/(ab). */
	private static final double NEAR = 1e-3;

	/** @param pairs whether pairs of different windows are wanted */
	KernelTile of(KernelTile from, boolean pairs) {
		var to = from.like(windows.count(), pairs);
		sum(from, from.row().covariance(), to, to.row().covariance(), from.rows());
		sum(from, from.column().covariance(), to, to.column().covariance(), from.columns());
		int size = from.rows() * from.columns();
		sum(from, from.covariance(), to, to.covariance(), size);
		if (from.tangent() != null) sum(from, from.tangent(), to, to.tangent(), size);
		if (from.contributions() != null) for (int g = 0; g < from.contributions().size(); g++) sum(from, from.contributions().get(g), to, to.contributions().get(g), size);
		for (int block = 0; block < to.blocks(); block++) {
			sine2(from, to, block, from.row(), from.column(), from.covariance(), from.sine2(), to.row(), to.column(), to.covariance(), to.sine2(), from.columns());
			if (pairs && to.left(block) != to.right(block)) {
				sine2(from, to, block, from.row(), from.row(), from.row().covariance(), from.row().sine2(), to.row(), to.row(), to.row().covariance(), to.row().sine2(), 0);
				sine2(from, to, block, from.column(), from.column(), from.column().covariance(), from.column().sine2(), to.column(), to.column(), to.column().covariance(), to.column().sine2(), 0);
			}
		}
		return to;
	}

	/** Of n numbers a block. */
	private void sum(KernelTile from, double[] x, KernelTile to, double[] sums, int n) {
		int taps = windows.taps();
		var source = windows.source();
		for (int block = 0; block < to.blocks(); block++) {
			int a = to.left(block), b = to.right(block);
			if (a != b && !shared) continue;
			for (int tap = 0; tap < taps; tap++) {
				int i = source[a * taps + tap], j = source[b * taps + tap];
				if (i >= 0 && j >= 0) Rows.add(x, from.block(i, j) * n, sums, block * n, n);
			}
		}
	}

	/** @param columns of the block; 0 for those of a side, where variables of one input are paired */
	private void sine2(KernelTile from, KernelTile to, int block, KernelTile.Side rowFrom, KernelTile.Side columnFrom, double[] x, double[] sine2From, KernelTile.Side rowTo, KernelTile.Side columnTo,
			double[] sums, double[] sine2, int columns) {
		int rows = rowTo.count(), each = Math.max(1, columns), taps = windows.taps(), n = rows * each, a = to.left(block), b = to.right(block);
		int row = to.variances(rowTo, a), column = to.variances(columnTo, b);
		for (int r = 0, at = block * n; r < rows; r++)
			for (int c = 0; c < each; c++, at++) {
				int second = columns == 0 ? r : c;
				double product = rowTo.covariance()[row + r] * columnTo.covariance()[column + second];
				double delta = Math.fma(-sums[at], sums[at], product);
				if (delta >= NEAR * product && product > 0) {
					sine2[at] = delta / product;
					continue;
				}
				double u = 0, v = 0, w = 0, sum = 0;
				for (int tap = 0; tap < taps; tap++) {
					int i = windows.source()[a * taps + tap], j = windows.source()[b * taps + tap], pair = i < 0 || j < 0 || a != b && !shared ? -1 : from.block(i, j) * n + at - block * n;
					double u2 = i < 0 ? 0 : rowFrom.covariance()[from.variances(rowFrom, i) + r], v2 = j < 0 ? 0 : columnFrom.covariance()[from.variances(columnFrom, j) + second];
					double w2 = pair < 0 ? 0 : x[pair], between = pair >= 0 ? within(columns, i, j) ? 0 : sine2From[pair] : u2 > 0 && v2 > 0 ? 1 : 0;
					sum = BivariateCovariance.sumSine2(u, v, w, sum, u2, v2, w2, between);
					u += u2;
					v += v2;
					w += w2;
				}
				sine2[at] = sum;
			}
	}

	/** Whether a side pairs a variable with itself. */
	private static boolean within(int columns, int i, int j) {
		return columns == 0 && i == j;
	}
}
