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
			for (int r = 0; r < tile.rows(); r++)
				for (int c = 0; c < columns; c++, at++) tile.sine2()[at] = of(row.covariance()[a + r], column.covariance()[b + c], tile.covariance()[at]);
			if (tile.pairs() && tile.left(block) != tile.right(block)) for (var side : new KernelTile.Side[] { row, column }) within(tile, side, block);
		}
	}

	private static void within(KernelTile tile, KernelTile.Side side, int block) {
		int a = tile.variances(side, tile.left(block)), b = tile.variances(side, tile.right(block));
		for (int i = 0, at = block * side.count(); i < side.count(); i++, at++)
			side.sine2()[at] = of(side.covariance()[a + i], side.covariance()[b + i], side.covariance()[at]);
	}

	private static double of(double a, double b, double c) {
		double product = a * b;
		return product == 0 ? 0 : BivariateCovariance.of(a, b, c).delta() / product;
	}
}
