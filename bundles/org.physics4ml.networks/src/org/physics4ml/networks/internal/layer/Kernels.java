package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.ActivationKernel.Marginals;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * The kernel map of a function applied to each Gaussian feature, K ← E σ(u)σ(v), Θ ← K̇ Θ.
 *
 * @param largest variances have to be below, as E σ(z)² is infinite from there on
 * @param name    what the user calls σ, for messages
 * @param leaving what is known of the images
 */
record Kernels(ActivationKernel kernel, double largest, String name, KernelForm leaving) implements KernelMap {

	private static final String REMEDY = "use smaller weight and bias variances or fewer layers, an activation that grows slower, or analyses that sample finite networks, e.g. correlators, without this one";

	/** A pair of Gaussian variables by quadrature or a series, whose tables a tile shares. */
	private static final double QUADRATURE = 190;

	@Override
	public double work() {
		return leaving.closedForm() ? 0 : QUADRATURE * leaving.blocks();
	}

	@Override
	public KernelTile apply(KernelTile tile) throws UnsuitableException {
		try {
			return mapped(tile);
		} catch (ArithmeticException e) {
			throw new UnsuitableException("architecture.activation", "the kernel of " + name + " cannot be computed: " + e.getMessage(), REMEDY);
		}
	}

	private KernelTile mapped(KernelTile tile) throws UnsuitableException {
		int columns = tile.columns(), rows = tile.rows();
		Marginals left = marginals(tile, tile.row()), right = marginals(tile, tile.column());
		var slope = tile.tangent() == null ? null : new double[columns];
		for (int block = 0, at = 0; block < tile.blocks(); block++) {
			int row = tile.left(block) * rows, column = tile.right(block) * columns;
			for (int r = 0; r < rows; r++, at += columns) {
				kernel.map(left, row + r, 0, right, column, tile.covariance(), tile.sine2(), at, slope, columns);
				if (slope == null) continue;
				multiply(tile.tangent(), at, slope, columns);
				if (tile.contributions() != null) for (var term : tile.contributions()) multiply(term, at, slope, columns);
			}
		}
		side(tile, tile.row(), left);
		side(tile, tile.column(), right);
		return tile;
	}

	/** Of the variances, position after position. */
	private Marginals marginals(KernelTile tile, KernelTile.Side side) throws UnsuitableException {
		double[] variances = tile.variances(side);
		if (largest < Double.POSITIVE_INFINITY)
			for (double variance : variances)
				if (variance >= largest && Double.isFinite(variance) && variance > 0)
					throw new UnsuitableException("architecture.activation", "the kernel of infinite width does not exist for " + name + ": the second moment E σ(z)² is infinite where z has the variance "
							+ variance + (largest > 0 ? ", and finite below " + largest + " only" : ", and any other"), REMEDY);
		return kernel.marginals(variances);
	}

	private void side(KernelTile tile, KernelTile.Side side, Marginals marginals) {
		int n = side.count();
		for (int block = 0; block < tile.blocks(); block++) {
			int a = tile.left(block), b = tile.right(block);
			if (a != b) kernel.map(marginals, a * n, 1, marginals, b * n, side.covariance(), side.sine2(), block * n, null, n);
			else System.arraycopy(marginals.images(), a * n, side.covariance(), block * n, n);
		}
	}

	private static void multiply(double[] x, int at, double[] factor, int n) {
		for (int i = 0; i < n; i++) x[at + i] *= factor[i];
	}
}
