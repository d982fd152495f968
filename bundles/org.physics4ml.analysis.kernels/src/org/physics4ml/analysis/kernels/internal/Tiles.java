package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.core.network.KernelBlocks;

/**
 * The upper triangle of a matrix of pairs of points in square tiles, row by row.
 *
 * @param size rows of the matrix
 * @param edge rows of a tile
 */
record Tiles(int size, int edge) {

	/** Entries of a tile in a row at most; tiles in a row at least, which threads share; work on a tile about, a tenth of a second. */
	private static final int LARGEST = 256, FEWEST = 8;
	private static final double TILE_WORK = 1e8;

	static Tiles of(KernelBlocks blocks, int size) {
		return new Tiles(size, (int) Math.max(1, Math.min(Math.min(LARGEST, Math.ceil(size / (double) FEWEST)), Math.sqrt(TILE_WORK / blocks.work()))));
	}

	/** Tiles in a row. */
	private int across() {
		return (size + edge - 1) / edge;
	}

	int count() {
		return Math.toIntExact((long) across() * (across() + 1) / 2);
	}

	/** Number of the first tile of a row of tiles. */
	private long first(long i) {
		return i * across() - i * (i - 1) / 2;
	}

	private int tileRow(int tile) {
		double half = across() + 0.5;
		int i = (int) (half - Math.sqrt(half * half - 2.0 * tile)); // up to rounding
		while (first(i) > tile)
			i--;
		while (first(i + 1) <= tile)
			i++;
		return i;
	}

	/** The first row of a tile. */
	int row(int tile) {
		return tileRow(tile) * edge;
	}

	/** Its first column. */
	int column(int tile) {
		int i = tileRow(tile);
		return (int) (i + tile - first(i)) * edge;
	}

	/** Whether a tile is wanted, where of the rows from {@code whole} on the diagonal suffices. */
	boolean isWanted(int tile, int whole) {
		return row(tile) < whole || row(tile) == column(tile);
	}

	/** Number of rows from the first of a tile, or of columns. */
	int length(int first) {
		return Math.min(edge, size - first);
	}
}
