package org.physics4ml.analysis.kernels.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.MatrixFile;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Tangent;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/**
 * The kernels K and Θ of k points tile by tile, each pair of distinct points once: part n is the n-th tile of the upper triangle, row by row, and is written twice, as it is and transposed. Matrices
 * are k × k, equal points apart. An entry depends on its two points alone, so that the files are the same for tiles of any size. Thread-safe.
 */
final class KernelComputation implements Computation {

	/** K alone, or Θ beside {@link #BESIDE}. */
	static final String KERNEL = "kernel", BESIDE = "nngp";
	/** Entries of a tile in a row at most; work on a tile about, a tenth of a second; tiles in a row at least, which threads share. */
	private static final int LARGEST = 256, FEWEST = 8;
	private static final double TILE_WORK = 1e8;

	/** What is left of a kernel in a file. */
	record Stored(String quantity, String file, long rows, long bytes, double trace, double smallest, double largest) {
	}

	private final KernelBlocks blocks;
	private final Points points;
	private final boolean tangent;
	private final boolean kept;
	private final int edge;
	private final double concludingWork;
	private final long concludingBytes;
	/** The rows of the matrix that each distinct point has. */
	private final int[][] copies;
	private List<Stored> stored = List.of();
	private Tangent packed;

	/**
	 * @param blocks  kernels between the points and themselves
	 * @param tangent whether Θ is wanted beside K
	 */
	private KernelComputation(KernelBlocks blocks, Points points, boolean tangent, boolean kept, int edge, double concludingWork, long concludingBytes) {
		this.blocks = blocks;
		this.points = points;
		this.tangent = tangent;
		this.kept = kept;
		this.edge = edge;
		this.concludingWork = concludingWork;
		this.concludingBytes = concludingBytes;
		copies = new int[points.distinctCount()][];
		if (!kept)
			Arrays.setAll(copies, p -> new int[] { p });
		else {
			int[] counts = new int[copies.length];
			IntStream.range(0, points.count()).forEach(i -> counts[points.distinctIndex(i)]++);
			Arrays.setAll(copies, p -> new int[counts[p]]);
			for (int i = points.count() - 1; i >= 0; i--)
				copies[points.distinctIndex(i)][--counts[points.distinctIndex(i)]] = i;
		}
	}

	/** Kernels that stay in files. */
	static KernelComputation kept(KernelBlocks blocks, Points points, boolean tangent) {
		return kept(blocks, points, tangent, edge(blocks, points));
	}

	/** Likewise, with tiles of a given number of rows. */
	static KernelComputation kept(KernelBlocks blocks, Points points, boolean tangent, int edge) {
		return new KernelComputation(blocks, points, tangent, true, edge, 0, 0);
	}

	/**
	 * Kernels that a conclusion holds in memory.
	 *
	 * @param work  multiplications and additions of the conclusion
	 * @param bytes of what it holds
	 * @param now   whether they are computed before it, tile by tile; if not, the conclusion does it itself
	 */
	static KernelComputation held(KernelBlocks blocks, Points points, boolean tangent, double work, long bytes, boolean now) {
		return now ? new KernelComputation(blocks, points, tangent, false, edge(blocks, points), work, bytes)
				: new KernelComputation(blocks, points, tangent, false, 0, work + work(blocks, points), bytes);
	}

	/** Work on all pairs of distinct points. */
	static double work(KernelBlocks blocks, Points points) {
		return 0.5 * points.distinctCount() * (points.distinctCount() + 1.0) * blocks.work();
	}

	private static int edge(KernelBlocks blocks, Points points) {
		return (int) Math.max(1, Math.min(Math.min(LARGEST, Math.ceil(points.distinctCount() / (double) FEWEST)), Math.sqrt(TILE_WORK / blocks.work())));
	}

	/** What is in the files; empty before they are complete. */
	List<Stored> stored() {
		return stored;
	}

	/** The kernels of the distinct points; empty before they are complete, and where the conclusion has to compute them. */
	Optional<Tangent> packed() {
		return Optional.ofNullable(packed);
	}

	String method() {
		return Limits.word(blocks.closedForm());
	}

	boolean convergent() {
		return !tangent || blocks.convergent();
	}

	private int size() {
		return kept ? points.count() : points.distinctCount();
	}

	private int tiles() {
		return (points.distinctCount() + edge - 1) / edge;
	}

	@Override
	public List<Array> arrays() {
		if (edge == 0)
			return List.of();
		var kernel = new Array(KERNEL, size(), size(), kept);
		return tangent ? List.of(new Array(BESIDE, size(), size(), kept), kernel) : List.of(kernel);
	}

	@Override
	public int parts() {
		return edge == 0 ? 0 : Math.toIntExact((long) tiles() * (tiles() + 1) / 2);
	}

	@Override
	public double computingWork() {
		return edge == 0 ? 0 : work(blocks, points);
	}

	@Override
	public long bytesPerWorker() {
		return 4L * Double.BYTES * edge * edge * arrays().size();
	}

	@Override
	public double concludingWork() {
		return concludingWork;
	}

	@Override
	public long bytesKept() {
		return concludingBytes;
	}

	@Override
	public void compute(int part, List<MatrixFile> files) throws UnsuitableException, IOException {
		int tiles = tiles(), i = (int) (tiles + 0.5 - Math.sqrt((tiles + 0.5) * (tiles + 0.5) - 2.0 * part)); // up to rounding
		while (first(i, tiles) > part)
			i--;
		while (first(i + 1, tiles) <= part)
			i++;
		int row = i * edge, column = (int) (i + part - first(i, tiles)) * edge, k = points.distinctCount(), rows = Math.min(edge, k - row), columns = Math.min(edge, k - column);
		var block = blocks.block(row, rows, column, columns);
		write(files.getFirst(), row, rows, column, columns, block.nngp());
		if (tangent)
			write(files.getLast(), row, rows, column, columns, block.tangent());
	}

	/** Number of the first tile of a row of tiles. */
	private static long first(long i, long tiles) {
		return i * tiles - i * (i - 1) / 2;
	}

	private void write(MatrixFile file, int row, int rows, int column, int columns, double[] block) throws UnsuitableException, IOException {
		Limits.requireFinite(block);
		if (row == column) // an entry is that of its points in their order, whatever the tile
			for (int r = 0; r < rows; r++)
				for (int c = 0; c < r; c++)
					block[r * columns + c] = block[c * columns + r];
		put(file, row, rows, column, columns, block);
		if (row == column)
			return;
		double[] transposed = new double[block.length];
		for (int r = 0; r < rows; r++)
			for (int c = 0; c < columns; c++)
				transposed[c * rows + r] = block[r * columns + c];
		put(file, column, columns, row, rows, transposed);
	}

	/** Writes a block of distinct points to the places of all points: neighbours, but for equal ones. */
	private void put(MatrixFile file, int row, int rows, int column, int columns, double[] block) throws IOException {
		int[] places = IntStream.range(column, column + columns).flatMap(q -> Arrays.stream(copies[q])).sorted().toArray();
		double[] values = new double[places.length];
		for (int r = 0; r < rows; r++) {
			for (int n = 0; n < places.length; n++)
				values[n] = block[r * columns + (kept ? points.distinctIndex(places[n]) : places[n]) - column];
			for (int i : copies[row + r])
				for (int from = 0, to = 1; from < places.length; from = to++) {
					while (to < places.length && places[to] == places[to - 1] + 1)
						to++;
					file.write(i, places[from], values, from, to - from);
				}
		}
	}

	@Override
	public synchronized void complete(List<MatrixFile> files, List<String> names) throws IOException {
		if (kept) {
			var all = new ArrayList<Stored>();
			for (int n = 0; n < files.size(); n++)
				all.add(stored(n < files.size() - 1 || !tangent ? "K" : "Θ", files.get(n), names.get(n)));
			stored = List.copyOf(all);
			return;
		}
		packed = new Tangent(new Kernel(packed(files.getFirst()), blocks.closedForm()), tangent ? packed(files.getLast()) : null, List.of(), blocks.convergent());
	}

	private static Stored stored(String quantity, MatrixFile file, String name) throws IOException {
		double trace = 0, smallest = Double.POSITIVE_INFINITY, largest = Double.NEGATIVE_INFINITY;
		for (long i = 0; i < file.rows(); i++) {
			double entry = file.read(i, i, 1)[0];
			trace += entry;
			smallest = Math.min(smallest, entry);
			largest = Math.max(largest, entry);
		}
		return new Stored(quantity, name, file.rows(), MatrixFile.bytes(file.rows(), file.columns()), trace, smallest, largest);
	}

	private double[] packed(MatrixFile file) throws IOException {
		int k = points.distinctCount();
		double[] packed = new double[DrawSampler.packedLength(k)];
		for (int p = 0; p < k; p++)
			System.arraycopy(file.read(p, p, k - p), 0, packed, DrawSampler.index(p, p, k), k - p);
		return packed;
	}
}
