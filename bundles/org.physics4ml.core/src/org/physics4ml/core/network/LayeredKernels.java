package org.physics4ml.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * The kernels of infinite width of a network of layers, tile by tile: the Gram product of a few inputs, x_a·x'_a'/(d/P), then all layers while the tile is in the
 * cache. For any architecture of layers, those of third parties too. Thread-safe.
 */
public final class LayeredKernels implements InfiniteWidth {

	/** Numbers of a tile in one array, so that its arrays stay in a core's cache of the second level. */
	private static final int TILE = 1 << 12;

	private final List<Layer> layers;
	private final int positions;
	private final boolean meanExact;

	/**
	 * @param layers    in series, the readout included
	 * @param positions P of the inputs, pixels or tokens; 1 for fully connected networks
	 * @param meanExact see {@link #isMeanExact}
	 */
	public LayeredKernels(List<Layer> layers, int positions, boolean meanExact) {
		this.layers = List.copyOf(layers);
		this.positions = positions;
		this.meanExact = meanExact;
	}

	@Override
	public boolean isMeanExact() {
		return meanExact;
	}

	@Override
	public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException {
		return recursion(rows, columns, method, tangent, byGroup);
	}

	private Recursion recursion(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException {
		var pairs = new boolean[layers.size() + 1];
		for (int l = layers.size() - 1; l >= 0; l--) pairs[l] = layers.get(l).needsPairs(pairs[l + 1]);
		var entering = KernelForm.ofInputs(positions, pairs[0] && positions > 1, tangent, byGroup, method);
		var form = entering;
		var maps = new ArrayList<KernelMap>();
		int most = form.blocks();
		for (int l = 0; l < pairs.length - 1; l++) {
			maps.add(layers.get(l).kernel(form, pairs[l + 1]));
			form = maps.getLast().leaving();
			most = Math.max(most, form.blocks());
		}
		if (form.positions() != 1) throw new IllegalStateException(form.positions() + " positions leave the readout");
		var left = Inputs.of(rows, positions);
		return new Recursion(entering, form, List.copyOf(maps), Math.max(1, (int) Math.sqrt(TILE / (double) most)), left, columns == rows ? left : Inputs.of(columns, positions));
	}

	/**
	 * The covariances of all pairs of distinct points as they leave each layer, for what is expanded about them. O(L k²) memory.
	 *
	 * @return one tile a layer, each with all points as rows and as columns
	 * @throws UnsuitableException as {@link #blocks}
	 */
	public List<KernelTile> afterEachLayer(Points points, Method method) throws UnsuitableException {
		var recursion = recursion(points, points, method, false, false);
		int k = points.distinctCount();
		var tiles = new ArrayList<KernelTile>();
		recursion.tile(0, k, 0, k, tile -> tiles.add(tile.copy()));
		return tiles;
	}

	/**
	 * Distinct points, one after the other.
	 *
	 * @param squares x_a·x_a/(d/P) of point p at a·k + p
	 */
	private record Inputs(int count, int dimension, double[] coordinates, double[] squares) {

		static Inputs of(Points points, int positions) {
			int k = points.distinctCount(), d = points.dimension(), channels = d / positions;
			double[] coordinates = new double[Math.multiplyExact(k, d)], squares = new double[k * positions];
			for (int p = 0; p < k; p++) System.arraycopy(points.distinct(p), 0, coordinates, p * d, d);
			for (int a = 0; a < positions; a++)
				for (int p = 0; p < k; p++) product(coordinates, p * d + a * channels, p * d + a * channels, channels, squares, a * k + p);
			return new Inputs(k, d, coordinates, squares);
		}
	}

	/** The scalar product of n numbers over n, as matrix products compute it. */
	private static void product(double[] x, int i, int j, int n, double[] to, int at) {
		Blas.java().multiplyTransposed(1, 1, n, 1.0 / n, x, i, n, x, j, n, 0, to, at, 1);
	}

	private record Recursion(KernelForm entering, KernelForm leaving, List<KernelMap> maps, int edge, Inputs rows, Inputs columns) implements KernelBlocks {

		/** Pairs with Δ/(ab) below this are near collinear: Δ is computed without the cancellation of ab - c². */
		private static final double NEAR = 1e-3;

		@Override
		public boolean closedForm() {
			return leaving.closedForm();
		}

		@Override
		public boolean convergent() {
			return leaving.convergent();
		}

		@Override
		public List<String> groups() {
			return leaving.groups();
		}

		@Override
		public Block block(int firstRow, int rowCount, int firstColumn, int columnCount) throws UnsuitableException {
			var nngp = new double[Math.multiplyExact(rowCount, columnCount)];
			var tangent = leaving.tangent() ? new double[nngp.length] : null;
			var terms = new ArrayList<double[]>();
			if (leaving.byGroup()) for (int g = 0; g < leaving.groups().size(); g++) terms.add(new double[nngp.length]);
			for (int r = 0; r < rowCount; r += edge)
				for (int c = 0; c < columnCount; c += edge) {
					int m = Math.min(edge, rowCount - r), n = Math.min(edge, columnCount - c), at = r * columnCount + c;
					var tile = tile(firstRow + r, m, firstColumn + c, n, leaving -> {});
					copy(tile.covariance(), m, n, nngp, at, columnCount);
					if (tangent != null) copy(tile.tangent(), m, n, tangent, at, columnCount);
					for (int g = 0; g < terms.size(); g++) copy(tile.contributions().get(g), m, n, terms.get(g), at, columnCount);
				}
			return new Block(nngp, tangent, terms);
		}

		private static void copy(double[] tile, int m, int n, double[] block, int at, int stride) {
			for (int r = 0; r < m; r++) System.arraycopy(tile, r * n, block, at + r * stride, n);
		}

		private KernelTile tile(int firstRow, int m, int firstColumn, int n, Consumer<KernelTile> afterLayer) throws UnsuitableException {
			var tile = inputs(firstRow, m, firstColumn, n);
			for (var map : maps) {
				tile = map.apply(tile);
				if (!isFinite(tile, tile.row()) || !isFinite(tile, tile.column()))
					throw new UnsuitableException("architecture.depth", "the kernel of infinite width overflows: with this activation it grows without bound from layer to layer",
							"use fewer layers, smaller variances, or another activation");
				afterLayer.accept(tile);
			}
			return tile;
		}

		/** Of the variances, which bound the covariances. */
		private static boolean isFinite(KernelTile tile, KernelTile.Side side) {
			for (int a = 0; a < tile.positions(); a++)
				for (int i = 0, at = tile.variances(side, a); i < side.count(); i++) if (!Double.isFinite(side.covariance()[at + i])) return false;
			return true;
		}

		private KernelTile inputs(int firstRow, int m, int firstColumn, int n) {
			var tile = new KernelTile(m, n, entering);
			side(tile, tile.row(), rows, firstRow);
			side(tile, tile.column(), columns, firstColumn);
			int d = rows.dimension, channels = d / entering.positions();
			double[] x = rows.coordinates, y = columns.coordinates;
			for (int r = 0; r < m; r++)
				for (int c = 0; c < n; c++)
					if (Arrays.equals(x, (firstRow + r) * d, (firstRow + r + 1) * d, y, (firstColumn + c) * d, (firstColumn + c + 1) * d)) tile.setSame(r, c);
			for (int block = 0, at = 0; block < tile.blocks(); block++) {
				int i = firstRow * d + tile.left(block) * channels, j = firstColumn * d + tile.right(block) * channels;
				Blas.java().multiplyTransposed(m, n, channels, 1.0 / channels, x, i, d, y, j, d, 0, tile.covariance(), at, n);
				int a = tile.variances(tile.row(), tile.left(block)), b = tile.variances(tile.column(), tile.right(block));
				for (int r = 0; r < m; r++)
					for (int c = 0; c < n; c++, at++) delta(x, i + r * d, y, j + c * d, channels, tile.row().covariance()[a + r], tile.column().covariance()[b + c], tile.covariance(), tile.delta(), at);
			}
			return tile;
		}

		private void side(KernelTile tile, KernelTile.Side side, Inputs inputs, int first) {
			int channels = inputs.dimension / entering.positions(), n = side.count();
			var x = inputs.coordinates;
			for (int a = 0; a < tile.positions(); a++) System.arraycopy(inputs.squares, a * inputs.count + first, side.covariance(), tile.variances(side, a), n);
			for (int block = 0; block < tile.blocks(); block++) {
				int a = tile.left(block), b = tile.right(block);
				if (a == b) continue;
				for (int p = 0, at = block * n, i = first * inputs.dimension; p < n; p++, at++, i += inputs.dimension) {
					product(x, i + a * channels, i + b * channels, channels, side.covariance(), at);
					delta(x, i + a * channels, x, i + b * channels, channels, side.covariance()[tile.variances(side, a) + p], side.covariance()[tile.variances(side, b) + p], side.covariance(), side.delta(), at);
				}
			}
		}

		/** Δ from the entries, or from the inputs where they are nearly collinear; 0 for equal ones. */
		private static void delta(double[] x, int i, double[] y, int j, int channels, double a, double b, double[] covariance, double[] delta, int at) {
			double product = a * b, value = Math.fma(-covariance[at], covariance[at], product);
			if (!(value >= NEAR * product)) value = BivariateCovariance.ofInputs(x, i, y, j, channels, 1, 0).delta();
			delta[at] = value;
		}
	}
}
