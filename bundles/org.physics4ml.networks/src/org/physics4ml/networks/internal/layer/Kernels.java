package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * The kernel map of a function applied to each Gaussian feature, K ← E σ(u)σ(v), Θ ← K̇ Θ.
 *
 * @param leaving what is known of the images
 */
record Kernels(ActivationKernel kernel, KernelForm leaving) implements KernelMap {

	@Override
	public KernelTile apply(KernelTile tile) {
		int columns = tile.columns();
		double[] rowImages = images(tile, tile.row()), columnImages = images(tile, tile.column()), slope = tile.tangent() == null ? null : new double[columns];
		for (int block = 0, at = 0; block < tile.blocks(); block++) {
			int a = tile.left(block), b = tile.right(block), row = tile.variances(tile.row(), a), column = tile.variances(tile.column(), b);
			for (int r = 0; r < tile.rows(); r++, at += columns) {
				kernel.map(tile.row().covariance(), rowImages, row + r, 0, tile.column().covariance(), columnImages, column, tile.covariance(), tile.sine2(), at, slope, columns);
				if (slope == null) continue;
				multiply(tile.tangent(), at, slope, columns);
				if (tile.contributions() != null) for (var term : tile.contributions()) multiply(term, at, slope, columns);
			}
		}
		side(tile, tile.row(), rowImages);
		side(tile, tile.column(), columnImages);
		return tile;
	}

	/** Variances of the images, where those of the features stand. */
	private double[] images(KernelTile tile, KernelTile.Side side) {
		var images = new double[side.covariance().length];
		for (int a = 0; a < tile.positions(); a++)
			for (int i = 0, at = tile.variances(side, a); i < side.count(); i++, at++) images[at] = kernel.variance(side.covariance()[at]);
		return images;
	}

	private void side(KernelTile tile, KernelTile.Side side, double[] images) {
		int n = side.count();
		for (int block = 0; block < tile.blocks(); block++) {
			int a = tile.left(block), b = tile.right(block);
			if (a != b)
				kernel.map(side.covariance(), images, tile.variances(side, a), 1, side.covariance(), images, tile.variances(side, b), side.covariance(), side.sine2(), block * n, null, n);
		}
		for (int a = 0; a < tile.positions(); a++) System.arraycopy(images, tile.variances(side, a), side.covariance(), tile.variances(side, a), n);
	}

	private static void multiply(double[] x, int at, double[] factor, int n) {
		for (int i = 0; i < n; i++) x[at + i] *= factor[i];
	}
}
