package org.physics4ml.core.network;

import java.util.Arrays;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.ScalarProducts;

/**
 * Points as the inputs of kernels: the distinct ones, position-major, so that channel i &lt; d/P of position a is coordinate a·d/P + i. Their kernel is x_a·x'_a'/(d/P).
 * Immutable, thread-safe.
 */
final class KernelInputs {

	/** Pairs with sin²ϑ below this are near collinear: it is computed without the cancellation of ab - c². */
	private static final double NEAR = 1e-3;

	private final int count, dimension, channels;
	private final double[] coordinates, squares;

	private KernelInputs(Points points, int positions) {
		count = points.distinctCount();
		dimension = points.dimension();
		channels = dimension / positions;
		coordinates = new double[Math.multiplyExact(count, dimension)];
		squares = new double[count * positions];
		for (int p = 0; p < count; p++) System.arraycopy(points.distinct(p), 0, coordinates, p * dimension, dimension);
		for (int a = 0; a < positions; a++)
			for (int p = 0, i = a * channels; p < count; p++, i += dimension) squares[a * count + p] = ScalarProducts.of(channels, coordinates, i, coordinates, i) / channels;
	}

	/** @param positions P, a divisor of the points' dimension d */
	static KernelInputs of(Points points, int positions) {
		return new KernelInputs(points, positions);
	}

	/** d */
	int dimension() {
		return dimension;
	}

	/** The covariances of m inputs from {@code firstRow} on and n of other inputs from {@code firstColumn} on. */
	static KernelTile tile(KernelInputs rows, int firstRow, int m, KernelInputs columns, int firstColumn, int n, KernelForm form) {
		var tile = new KernelTile(m, n, form);
		rows.fill(tile, tile.row(), firstRow);
		columns.fill(tile, tile.column(), firstColumn);
		int d = rows.dimension, channels = rows.channels;
		double[] x = rows.coordinates, y = columns.coordinates;
		for (int block = 0, at = 0; block < tile.blocks(); block++) {
			int i = firstRow * d + tile.left(block) * channels, j = firstColumn * d + tile.right(block) * channels;
			ScalarProducts.multiply(m, n, channels, channels, x, i, d, y, j, d, tile.covariance(), at);
			int a = tile.variances(tile.row(), tile.left(block)), b = tile.variances(tile.column(), tile.right(block));
			for (int r = 0; r < m; r++)
				for (int c = 0; c < n; c++, at++)
					tile.sine2()[at] = sine2(x, i + r * d, y, j + c * d, channels, tile.row().covariance()[a + r], tile.column().covariance()[b + c], tile.covariance()[at]);
		}
		for (int r = 0, at = 0; r < m; r++)
			for (int c = 0; c < n; c++, at++) {
				int i = (firstRow + r) * d, j = (firstColumn + c) * d;
				if (tile.sine2()[at] == 0 && Arrays.equals(x, i, i + d, y, j, j + d)) tile.setSame(r, c);
			}
		return tile;
	}

	private void fill(KernelTile tile, KernelTile.Side side, int first) {
		int n = side.count();
		for (int a = 0; a < tile.positions(); a++) System.arraycopy(squares, a * count + first, side.covariance(), tile.variances(side, a), n);
		for (int block = 0; block < tile.blocks(); block++) {
			int a = tile.left(block), b = tile.right(block);
			if (a == b) continue;
			for (int p = 0, at = block * n; p < n; p++, at++) {
				int i = (first + p) * dimension + a * channels, j = (first + p) * dimension + b * channels;
				side.covariance()[at] = ScalarProducts.of(channels, coordinates, i, coordinates, j) / channels;
				side.sine2()[at] = sine2(coordinates, i, coordinates, j, channels, squares[a * count + first + p], squares[b * count + first + p], side.covariance()[at]);
			}
		}
	}

	/** From the entries, or from the inputs where they are nearly collinear; 0 for equal ones. */
	private static double sine2(double[] x, int i, double[] y, int j, int channels, double a, double b, double c) {
		double product = a * b, delta = Math.fma(-c, c, product);
		if (delta >= NEAR * product && product > 0) return delta / product;
		if (a == 0 || b == 0) return 0;
		var exact = BivariateCovariance.ofInputs(x, i, y, j, channels, 1, 0);
		return exact.delta() / (exact.a() * exact.b());
	}
}
