package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.core.network.KernelTile;

/** Δ of tiles. */
final class Deltas {

	private Deltas() {
	}

	/** Δ = ab - c² from the entries, for sums of variables that are not independent. */
	static void fromEntries(KernelTile tile) {
		int columns = tile.columns();
		KernelTile.Side row = tile.row(), column = tile.column();
		for (int block = 0, at = 0; block < tile.blocks(); block++) {
			int a = tile.variances(row, tile.left(block)), b = tile.variances(column, tile.right(block));
			for (int r = 0; r < tile.rows(); r++)
				for (int c = 0; c < columns; c++, at++) tile.delta()[at] = BivariateCovariance.of(row.covariance()[a + r], column.covariance()[b + c], tile.covariance()[at]).delta();
			if (tile.pairs() && tile.left(block) != tile.right(block)) for (var side : new KernelTile.Side[] { row, column }) within(tile, side, block);
		}
	}

	private static void within(KernelTile tile, KernelTile.Side side, int block) {
		int a = tile.variances(side, tile.left(block)), b = tile.variances(side, tile.right(block));
		for (int i = 0, at = block * side.count(); i < side.count(); i++, at++)
			side.delta()[at] = BivariateCovariance.of(side.covariance()[a + i], side.covariance()[b + i], side.covariance()[at]).delta();
	}
}
