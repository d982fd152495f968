package org.physics4ml.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Layer.Beginning;

/**
 * The kernels of infinite width of a network of layers, tile by tile: the Gram product of a few inputs, x_a·x'_a'/(d/P), then all layers while the tile is in the
 * cache. For any architecture of layers, those of third parties too. Thread-safe.
 */
public final class LayeredKernels implements InfiniteWidth {

	/** Numbers of a tile in one array, so that its arrays stay in a core's cache of the second level, and if there are many pairs of positions in that of the third. */
	private static final int TILE = 1 << 12, LARGE = 1 << 20;
	/** Rows and columns of a tile are to be a few vectors, and not few beside the inputs' own covariances. */
	private static final int VECTORS = 8;

	/**
	 * Nanoseconds of a core, that is multiplications and additions as plans count them: a coordinate in a product of matrices; a covariance in a layer, in tiles of the second-level cache and in larger ones that hold
	 * pairs of positions; a term of Θ there. Measured on two busy cores of an AMD EPYC.
	 */
	private static final double PRODUCT = 0.1, ENTRY = 6, ENTRY_OF_PAIRS = 18, TERM = 1.5;

	private final List<Layer> layers;
	private final int positions;
	private final boolean meanExact, convergent, tangentConvergent;

	/**
	 * @param layers    in series, the readout included
	 * @param positions P of the inputs, pixels or tokens; 1 for fully connected networks
	 * @param meanExact see {@link #isMeanExact}
	 */
	public LayeredKernels(List<Layer> layers, int positions, boolean meanExact) {
		this(layers, positions, meanExact, true, true);
	}

	/**
	 * @param convergent        see {@link #isConvergent}
	 * @param tangentConvergent see {@link KernelBlocks#convergent}
	 */
	public LayeredKernels(List<Layer> layers, int positions, boolean meanExact, boolean convergent, boolean tangentConvergent) {
		this.layers = List.copyOf(layers);
		this.positions = positions;
		this.meanExact = meanExact;
		this.convergent = convergent;
		this.tangentConvergent = tangentConvergent;
	}

	@Override
	public boolean isMeanExact() {
		return meanExact;
	}

	@Override
	public boolean isConvergent() {
		return convergent;
	}

	@Override
	public boolean isIsotropic() {
		return positions == 1;
	}

	@Override
	public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException {
		return recursion(rows, columns, method, tangent, byGroup);
	}

	private Recursion recursion(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException {
		var layers = new ArrayList<>(this.layers);
		UnaryOperator<double[]> map = UnaryOperator.identity();
		int positions = this.positions;
		var pairs = pairs(layers);
		for (Optional<Beginning> beginning; pairs[0] && positions > 1 && (beginning = layers.getFirst().beginning()).isPresent(); pairs = pairs(layers)) {
			UnaryOperator<double[]> before = map, next = beginning.get().map();
			map = x -> next.apply(before.apply(x));
			positions = beginning.get().positions();
			layers.removeFirst();
			beginning.get().rest().ifPresent(layers::addFirst);
		}
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
		var left = KernelInputs.of(rows, positions, map);
		return new Recursion(tangentConvergent, entering, form, List.copyOf(maps), edge(most), left, columns == rows ? left : KernelInputs.of(columns, positions, map), p -> requireExistence(rows.distinct(p), method, tangent));
	}

	/** Without covariances between positions, which variances bound: up to the first layer that needs them, as pooling and attention do, which take means of what enters. */
	private void requireExistence(double[] x, Method method, boolean tangent) throws UnsuitableException {
		var form = KernelForm.ofInputs(positions, false, tangent, false, method);
		var input = KernelInputs.of(new Points(new double[][] { x }), positions, UnaryOperator.identity());
		var tile = KernelInputs.tile(input, 0, 1, input.columns(0, 1, form));
		for (var layer : layers) {
			if (form.positions() > 1 && layer.needsPairs(false)) return;
			var map = layer.kernel(form, false);
			tile = finite(map.apply(tile));
			form = map.leaving();
		}
	}

	private static KernelTile finite(KernelTile tile) throws UnsuitableException {
		if (!tile.isFinite()) throw overflow();
		return tile;
	}

	/** See {@link KernelBlocks#requireExistence}. */
	@FunctionalInterface
	private interface Existence {

		void require(int point) throws UnsuitableException;
	}

	private static boolean[] pairs(List<Layer> layers) {
		var pairs = new boolean[layers.size() + 1];
		for (int l = layers.size() - 1; l >= 0; l--) pairs[l] = layers.get(l).needsPairs(pairs[l + 1]);
		return pairs;
	}

	/** Rows and columns of a tile of so many pairs of positions. */
	private static int edge(int blocks) {
		int small = (int) Math.sqrt(TILE / (double) blocks), large = Math.min(2 * VECTORS, (int) Math.sqrt(LARGE / (double) blocks));
		return Math.max(1, small >= 2 * VECTORS ? small : large >= VECTORS ? large / VECTORS * VECTORS : large);
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
		recursion.tile(0, k, recursion.columns.columns(0, k, recursion.entering), tile -> tiles.add(tile.copy()));
		return tiles;
	}

	private record Recursion(boolean convergent, KernelForm entering, KernelForm leaving, List<KernelMap> maps, int edge, KernelInputs rows, KernelInputs columns, Existence existence) implements KernelBlocks {

		@Override
		public void requireExistence(int point) throws UnsuitableException {
			existence.require(point);
		}

		@Override
		public boolean closedForm() {
			return leaving.closedForm();
		}

		@Override
		public double work() {
			double work = entering.blocks() * ((double) rows.dimension() / entering.positions() * PRODUCT + entry(entering));
			for (var map : maps) {
				double sides = map.leaving().pairs() ? 2.0 / edge : 0; // the pairs within each input of a tile
				work += (1 + sides) * (map.leaving().blocks() * (entry(map.leaving()) + (leaving.byGroup() ? leaving.groups().size() * TERM : 0)) + map.work());
			}
			return work;
		}

		private static double entry(KernelForm form) {
			return form.pairs() ? ENTRY_OF_PAIRS : ENTRY;
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
			pieces(firstRow, rowCount, firstColumn, columnCount, (row, m, column, n, piece) -> {
				int at = (row - firstRow) * columnCount + column - firstColumn;
				copy(piece.nngp(), m, n, nngp, at, columnCount);
				if (tangent != null) copy(piece.tangent(), m, n, tangent, at, columnCount);
				for (int g = 0; g < terms.size(); g++) copy(piece.contributions().get(g), m, n, terms.get(g), at, columnCount);
			});
			return new Block(nngp, tangent, terms);
		}

		@Override
		public void pieces(int firstRow, int rowCount, int firstColumn, int columnCount, Sink sink) throws UnsuitableException {
			for (int c = 0; c < columnCount; c += edge) {
				int n = Math.min(edge, columnCount - c);
				var strip = columns.columns(firstColumn + c, n, entering);
				for (int r = 0; r < rowCount; r += edge) {
					int m = Math.min(edge, rowCount - r);
					var tile = tile(firstRow + r, m, strip, leaving -> {});
					sink.accept(firstRow + r, m, firstColumn + c, n, new Block(tile.covariance(), tile.tangent(), leaving.byGroup() ? tile.contributions() : List.of()));
				}
			}
		}

		private static void copy(double[] tile, int m, int n, double[] block, int at, int stride) {
			for (int r = 0; r < m; r++) System.arraycopy(tile, r * n, block, at + r * stride, n);
		}

		private KernelTile tile(int firstRow, int m, KernelInputs.Columns strip, Consumer<KernelTile> afterLayer) throws UnsuitableException {
			var tile = KernelInputs.tile(rows, firstRow, m, strip);
			for (var map : maps) {
				tile = finite(map.apply(tile));
				afterLayer.accept(tile);
			}
			return tile;
		}
	}

	/** What is wrong with kernels that are not finite. */
	private static UnsuitableException overflow() {
		return new UnsuitableException("architecture.depth", "the kernel of infinite width overflows: with this activation it grows without bound from layer to layer",
				"use fewer layers, smaller variances, or another activation");
	}
}
