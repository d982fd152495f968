package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.core.network.KernelTile;

/** sin²ϑ of tiles. */
final class Sines {

	private Sines() {
	}

	/** sin²ϑ = 1 - c²/(ab) from the entries, for sums of variables that are not independent. */
	static void fromEntries(KernelTile tile) {
		int columns = tile.columns();
		KernelTile.Side row = tile.row(), column = tile.column();
		for (int block = 0, at = 0; block < tile.blocks(); block++) {
			int a = tile.variances(row, tile.left(block)), b = tile.variances(column, tile.right(block));
			for (int r = 0; r < tile.rows(); r++, at += columns) BivariateCovariance.sine2(row.covariance(), a + r, 0, column.covariance(), b, tile.covariance(), tile.sine2(), at, columns);
			if (tile.pairs() && tile.left(block) != tile.right(block)) for (var side : new KernelTile.Side[] { row, column }) within(tile, side, block);
		}
	}

	private static void within(KernelTile tile, KernelTile.Side side, int block) {
		int a = tile.variances(side, tile.left(block)), b = tile.variances(side, tile.right(block)), n = side.count();
		BivariateCovariance.sine2(side.covariance(), a, 1, side.covariance(), b, side.covariance(), side.sine2(), block * n, n);
	}
}
