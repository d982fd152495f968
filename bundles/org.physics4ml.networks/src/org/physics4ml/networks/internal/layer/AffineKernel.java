package org.physics4ml.networks.internal.layer;

import java.util.Arrays;

import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * The kernel map of a convolution with F taps: K_aa' ← σ_b² + (σ_w²/F) Σ_β K, Θ_aa' ← (σ_w²/F) Σ_β Θ + (g_w/F) Σ_β K + g_b. Where windows share nothing, 0 between different ones.
 *
 * @param weightVariance σ_w²
 * @param biasVariance   σ_b²
 * @param weightFactor   g_w
 * @param biasFactor     g_b
 */
record AffineKernel(WindowSums sums, double weightVariance, double biasVariance, double weightFactor, double biasFactor, KernelForm leaving) implements KernelMap {

	/** A covariance at a tap, and Θ or a term of it there. */
	private static final double TAP = 2.5, TANGENT = 1;

	@Override
	public double work() {
		return sums.windows().taps() * (double) leaving.blocks() * (TAP + (leaving.tangent() ? TANGENT : 0) + (leaving.byGroup() ? TANGENT * leaving.groups().size() : 0));
	}

	@Override
	public KernelTile apply(KernelTile entering) {
		var tile = sums.of(entering, leaving.pairs());
		double taps = sums.windows().taps(), s = weightVariance / taps, own = weightFactor / taps;
		double[] k = tile.covariance(), theta = tile.tangent();
		if (theta != null) for (int i = 0; i < k.length; i++) theta[i] = Math.fma(s, theta[i], Math.fma(own, k[i], biasFactor));
		var terms = tile.contributions();
		if (terms != null) {
			for (var term : terms) for (int i = 0; i < k.length; i++) term[i] *= s;
			double[] weight = new double[k.length], bias = new double[k.length];
			for (int i = 0; i < k.length; i++) weight[i] = own * k[i];
			Arrays.fill(bias, biasFactor);
			terms.add(weight);
			terms.add(bias);
		}
		tile.affine(s, biasVariance);
		if (!sums.shared() && tile.pairs()) separate(tile);
		return tile;
	}

	/** Different windows are independent. */
	private static void separate(KernelTile tile) {
		int rows = tile.rows(), columns = tile.columns(), n = rows * columns;
		KernelTile.Side row = tile.row(), column = tile.column();
		for (int block = 0; block < tile.blocks(); block++) {
			int a = tile.left(block), b = tile.right(block);
			if (a == b) continue;
			zero(tile.covariance(), block, n);
			if (tile.tangent() != null) zero(tile.tangent(), block, n);
			if (tile.contributions() != null) for (var term : tile.contributions()) zero(term, block, n);
			for (int r = 0; r < rows; r++)
				for (int c = 0; c < columns; c++) tile.sine2()[block * n + r * columns + c] = row.covariance()[tile.variances(row, a) + r] > 0 && column.covariance()[tile.variances(column, b) + c] > 0 ? 1 : 0;
			for (var side : new KernelTile.Side[] { row, column })
				for (int i = 0, at = block * side.count(); i < side.count(); i++, at++) {
					side.covariance()[at] = 0;
					side.sine2()[at] = side.covariance()[tile.variances(side, a) + i] > 0 && side.covariance()[tile.variances(side, b) + i] > 0 ? 1 : 0;
				}
		}
	}

	private static void zero(double[] x, int block, int n) {
		Arrays.fill(x, block * n, (block + 1) * n, 0);
	}
}
