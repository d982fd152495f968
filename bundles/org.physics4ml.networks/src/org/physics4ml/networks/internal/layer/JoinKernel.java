package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * The kernel map of branches. Sum and concatenation: K ← Σ_b w_b K_b, Θ ← Σ_b w_b Θ_b, with weights 1 or the shares of channels. Product: K ← Π_b K_b, Θ ← Σ_b Θ_b Π_{c≠b} K_c.
 *
 * @param branches their kernel maps
 * @param weights  w_b; empty for the product
 * @param entering number of parameter groups before the branches
 */
record JoinKernel(List<KernelMap> branches, double[] weights, int entering, KernelForm leaving) implements KernelMap {

	@Override
	public double work() {
		return branches.stream().mapToDouble(KernelMap::work).sum();
	}

	@Override
	public KernelTile apply(KernelTile tile) throws UnsuitableException {
		var like = tile.like(leaving.positions(), leaving.pairs());
		var tiles = new ArrayList<KernelTile>();
		for (int b = 0; b < branches.size(); b++) tiles.add(branches.get(b).apply(b + 1 < branches.size() ? tile.copy() : tile));
		int size = tile.rows() * tile.columns();
		if (weights.length == 0) {
			// Derivatives first: they need the kernels of the other branches.
			if (like.tangent() != null) for (int b = 0; b < tiles.size(); b++) derivative(tiles, b, tiles.get(b).tangent(), like, like.tangent(), size);
			contributions(tiles, like, size);
			multiply(tiles, like);
			Sines.fromEntries(like);
			return like;
		}
		for (int b = 0; b < tiles.size(); b++) add(tiles.get(b), like, weights[b]);
		if (like.tangent() != null) for (int b = 0; b < tiles.size(); b++) derivative(tiles, b, tiles.get(b).tangent(), like, like.tangent(), size);
		contributions(tiles, like, size);
		return like;
	}

	private void contributions(List<KernelTile> tiles, KernelTile like, int size) {
		if (like.contributions() == null) return;
		for (int b = 0; b < tiles.size(); b++) {
			var own = tiles.get(b).contributions();
			for (int g = 0; g < own.size(); g++) {
				if (g >= entering) like.contributions().add(new double[like.covariance().length]);
				derivative(tiles, b, own.get(g), like, g < entering ? like.contributions().get(g) : like.contributions().getLast(), size);
			}
		}
	}

	/** Adds w_b times, or the product of the other kernels times, what branch b gives. */
	private void derivative(List<KernelTile> tiles, int b, double[] x, KernelTile to, double[] sum, int n) {
		var from = tiles.get(b);
		var factor = new double[n];
		for (int block = 0; block < to.blocks(); block++) {
			int at = from.block(to.left(block), to.right(block)) * n;
			Arrays.fill(factor, weights.length == 0 ? 1 : weights[b]);
			if (weights.length == 0)
				for (int c = 0; c < tiles.size(); c++) {
					if (c == b) continue;
					var other = tiles.get(c);
					int place = other.block(to.left(block), to.right(block)) * n;
					for (int i = 0; i < n; i++) factor[i] *= other.covariance()[place + i];
				}
			for (int i = 0; i < n; i++) sum[block * n + i] = Math.fma(factor[i], x[at + i], sum[block * n + i]);
		}
	}

	private static void multiply(List<KernelTile> tiles, KernelTile to) {
		for (int b = 0; b < tiles.size(); b++) {
			var from = tiles.get(b);
			multiply(from, from.covariance(), to, to.covariance(), to.rows() * to.columns(), b == 0);
			multiply(from, from.row().covariance(), to, to.row().covariance(), to.rows(), b == 0);
			multiply(from, from.column().covariance(), to, to.column().covariance(), to.columns(), b == 0);
		}
	}

	private static void multiply(KernelTile from, double[] x, KernelTile to, double[] product, int n, boolean first) {
		for (int block = 0; block < to.blocks(); block++) {
			int at = from.block(to.left(block), to.right(block)) * n;
			for (int i = 0; i < n; i++) product[block * n + i] = first ? x[at + i] : product[block * n + i] * x[at + i];
		}
	}

	/** Adds covariances w K and their sin²ϑ, those within inputs last, since variances are read before. */
	private static void add(KernelTile from, KernelTile to, double w) {
		int columns = to.columns(), n = to.rows() * columns;
		KernelTile.Side row = to.row(), column = to.column();
		for (int block = 0; block < to.blocks(); block++) {
			int a = to.left(block), b = to.right(block), at = from.block(a, b) * n;
			int u = to.variances(row, a), v = to.variances(column, b), u2 = from.variances(from.row(), a), v2 = from.variances(from.column(), b);
			for (int r = 0, i = block * n; r < to.rows(); r++)
				for (int c = 0; c < columns; c++, i++, at++) {
					to.sine2()[i] = BivariateCovariance.sumSine2(row.covariance()[u + r], column.covariance()[v + c], to.covariance()[i], to.sine2()[i], w * from.row().covariance()[u2 + r],
							w * from.column().covariance()[v2 + c], w * from.covariance()[at], from.sine2()[at]);
					to.covariance()[i] += w * from.covariance()[at];
				}
		}
		add(from, from.row(), to, row, w);
		add(from, from.column(), to, column, w);
	}

	private static void add(KernelTile from, KernelTile.Side x, KernelTile to, KernelTile.Side sum, double w) {
		int n = sum.count();
		for (int block = 0; block < to.blocks(); block++) {
			int a = to.left(block), b = to.right(block), at = from.block(a, b) * n;
			if (a == b) continue;
			for (int i = 0, s = block * n; i < n; i++, s++, at++) {
				sum.sine2()[s] = BivariateCovariance.sumSine2(sum.covariance()[to.variances(sum, a) + i], sum.covariance()[to.variances(sum, b) + i], sum.covariance()[s], sum.sine2()[s],
						w * x.covariance()[from.variances(x, a) + i], w * x.covariance()[from.variances(x, b) + i], w * x.covariance()[at], x.sine2()[at]);
				sum.covariance()[s] += w * x.covariance()[at];
			}
		}
		for (int a = 0; a < to.positions(); a++)
			for (int i = 0, s = to.variances(sum, a), at = from.variances(x, a); i < n; i++, s++, at++) sum.covariance()[s] += w * x.covariance()[at];
	}
}
