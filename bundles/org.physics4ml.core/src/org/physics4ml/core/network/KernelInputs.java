package org.physics4ml.core.network;

import java.util.Arrays;
import java.util.function.UnaryOperator;

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
	private final Points points;

	private KernelInputs(Points points, int positions, UnaryOperator<double[]> map) {
		this.points = points;
		count = points.distinctCount();
		dimension = map.apply(points.distinct(0)).length;
		channels = dimension / positions;
		coordinates = new double[Math.multiplyExact(count, dimension)];
		squares = new double[count * positions];
		for (int p = 0; p < count; p++) System.arraycopy(map.apply(points.distinct(p)), 0, coordinates, p * dimension, dimension);
		for (int a = 0; a < positions; a++)
			for (int p = 0, i = a * channels; p < count; p++, i += dimension) squares[a * count + p] = ScalarProducts.of(channels, coordinates, i, coordinates, i) / channels;
	}

	/**
	 * @param positions P, a divisor of the number d of mapped coordinates
	 * @param map       of the coordinates of a point
	 */
	static KernelInputs of(Points points, int positions, UnaryOperator<double[]> map) {
		return new KernelInputs(points, positions, map);
	}

	/** d */
	int dimension() {
		return dimension;
	}

	/** Some inputs as the columns of any number of tiles, one after the other. For one thread. */
	final class Columns {

		private final int first, count;
		private final KernelForm form;
		private KernelTile tile;
		/** For each position, or for all together where their pairs are held. */
		private final ScalarProducts.Right[] factors;
		private final double[] products;

		private Columns(int first, int count, KernelForm form) {
			this.first = first;
			this.count = count;
			this.form = form;
			int from = first * dimension, positions = form.positions();
			factors = new ScalarProducts.Right[form.pairs() ? 1 : positions];
			products = form.pairs() ? new double[positions * count * positions] : null;
			for (int a = 0; a < factors.length; a++)
				factors[a] = form.pairs() ? ScalarProducts.right(count * positions, channels, coordinates, from, channels) : ScalarProducts.right(count, channels, coordinates, from + a * channels, dimension);
		}

		private KernelInputs inputs() {
			return KernelInputs.this;
		}

		/** Of zeros where no inputs are to stand; the last one if it is of that size, whose memory is in the cache. */
		private KernelTile tile(int rows) {
			if (tile == null || tile.rows() != rows) tile = new KernelTile(rows, count, form);
			else tile.reset();
			return tile;
		}
	}

	/** The inputs first … first + n - 1 as columns. */
	Columns columns(int first, int n, KernelForm form) {
		return new Columns(first, n, form);
	}

	/** The covariances of m inputs from {@code firstRow} on and of other inputs, in the memory of the last such tile. */
	static KernelTile tile(KernelInputs rows, int firstRow, int m, Columns right) {
		KernelInputs columns = right.inputs();
		int n = right.count, firstColumn = right.first;
		var tile = right.tile(m);
		rows.fill(tile, tile.row(), firstRow);
		columns.fill(tile, tile.column(), firstColumn);
		int d = rows.dimension, channels = rows.channels, i = firstRow * d, j = firstColumn * d, positions = tile.positions();
		double[] x = rows.coordinates, y = columns.coordinates, k = tile.covariance(), sine2 = tile.sine2();
		if (tile.pairs()) {
			// One product for all pairs of positions of a row, whose entries then go where they belong.
			double[] products = right.products;
			for (int r = 0; r < m; r++) {
				right.factors[0].multiply(positions, channels, x, i + r * d, channels, products, 0);
				for (int a = 0; a < positions; a++)
					for (int b = 0; b < positions; b++)
						for (int c = 0, at = (tile.block(a, b) * m + r) * n, from = a * n * positions + b; c < n; c++, from += positions) k[at + c] = products[from];
			}
		} else for (int a = 0; a < positions; a++) right.factors[a].multiply(m, channels, x, i + a * channels, d, k, a * m * n);
		if (channels == 1) Arrays.fill(sine2, 0); // numbers lie on a line
		for (int block = 0, at = 0; channels > 1 && block < tile.blocks(); block++) {
			int a = tile.left(block) * channels, b = tile.right(block) * channels, first = tile.variances(tile.row(), tile.left(block)), second = tile.variances(tile.column(), tile.right(block));
			double[] u = tile.row().covariance(), v = tile.column().covariance();
			for (int r = 0; r < m; r++) {
				BivariateCovariance.sine2(u, first + r, 0, v, second, k, sine2, at, n);
				for (int c = 0; c < n; c++, at++) if (sine2[at] < NEAR) sine2[at] = near(x, i + r * d + a, y, j + c * d + b, channels, u[first + r], v[second + c], k[at]);
			}
		}
		for (int r = 0, at = 0; r < m; r++)
			for (int c = 0; c < n; c++, at++)
				if (sine2[at] == 0 && Arrays.equals(rows.points.distinct(firstRow + r), columns.points.distinct(firstColumn + c))) tile.setSame(r, c);
		return tile;
	}

	private void fill(KernelTile tile, KernelTile.Side side, int first) {
		int n = side.count(), positions = tile.positions();
		for (int a = 0; a < positions; a++) System.arraycopy(squares, a * count + first, side.covariance(), tile.variances(side, a), n);
		if (!tile.pairs()) return;
		var products = new double[positions * positions];
		for (int p = 0; p < n; p++) {
			int i = (first + p) * dimension;
			ScalarProducts.multiply(positions, positions, channels, channels, coordinates, i, channels, coordinates, i, channels, products, 0);
			for (int block = 0; block < tile.blocks(); block++)
				if (tile.left(block) != tile.right(block)) side.covariance()[block * n + p] = products[block];
		}
		if (channels == 1) Arrays.fill(side.sine2(), 0);
		for (int block = 0; channels > 1 && block < tile.blocks(); block++) {
			int a = tile.left(block), b = tile.right(block), u = tile.variances(side, a), v = tile.variances(side, b);
			if (a == b) continue;
			BivariateCovariance.sine2(side.covariance(), u, 1, side.covariance(), v, side.covariance(), side.sine2(), block * n, n);
			for (int p = 0, at = block * n, i = first * dimension; p < n; p++, at++, i += dimension)
				if (side.sine2()[at] < NEAR) side.sine2()[at] = near(coordinates, i + a * channels, coordinates, i + b * channels, channels, side.covariance()[u + p], side.covariance()[v + p], side.covariance()[at]);
		}
	}

	/** From the inputs; 0 for equal ones. */
	private static double near(double[] x, int i, double[] y, int j, int channels, double a, double b, double c) {
		return a == 0 || b == 0 ? 0 : BivariateCovariance.sine2(x, i, y, j, channels, a * channels, b * channels, c * channels);
	}
}
