package org.physics4ml.analysis.kernels.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.MatrixFile;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/**
 * The kernels of k points tile by tile, each pair of distinct points once. They are results of the run, in files of k × k entries, equal points apart, or are kept in memory for the conclusion; these go to
 * the disk only where they take long, so that an interrupted run has them. An entry depends on its two points alone, so that bits are the same for tiles of any size. Thread-safe.
 */
final class KernelComputation implements Computation {

	/** K alone, or Θ beside {@link #BESIDE}. */
	static final String KERNEL = "kernel", BESIDE = "nngp";
	/** Multiplications and additions, a second or so, up to which it is quicker to compute kernels again than to keep them on the disk. */
	private static final double QUICK = 1e9;

	/** What is left of a kernel in a file. */
	record Stored(String quantity, String file, long rows, long bytes, double trace, double smallest, double largest) {
	}

	/** What follows from kernels in memory. */
	interface Completion {

		void of(Kernels kernels, Steps steps) throws UnsuitableException;
	}

	/**
	 * Kernels in memory.
	 *
	 * @param whole      of the distinct points from here on covariances with each other are not wanted, variances suffice
	 * @param completion what is made of them
	 * @param work       multiplications and additions of that
	 * @param bytes      that kernels and completion hold
	 */
	record Held(int whole, Completion completion, double work, long bytes) {
	}

	private final KernelBlocks blocks;
	private final Points points;
	private final Quantities wanted;
	/** Null for files that are results. */
	private final Held held;
	private final Tiles tiles;
	/** The rows of the matrix that each distinct point has. */
	private final int[][] copies;
	private List<Stored> stored = List.of();

	private KernelComputation(KernelBlocks blocks, Points points, Quantities wanted, Held held, Tiles tiles) {
		this.blocks = blocks;
		this.points = points;
		this.wanted = wanted;
		this.held = held;
		this.tiles = tiles;
		copies = new int[points.distinctCount()][];
		if (held != null)
			return;
		int[] counts = new int[copies.length];
		IntStream.range(0, points.count()).forEach(i -> counts[points.distinctIndex(i)]++);
		Arrays.setAll(copies, p -> new int[counts[p]]);
		for (int i = points.count() - 1; i >= 0; i--)
			copies[points.distinctIndex(i)][--counts[points.distinctIndex(i)]] = i;
	}

	/**
	 * Kernels that stay in files.
	 *
	 * @param blocks between the points and themselves
	 */
	static KernelComputation kept(KernelBlocks blocks, Points points, Quantities wanted) {
		return kept(blocks, points, wanted, Tiles.of(blocks, points.distinctCount()).edge());
	}

	/** Likewise, with tiles of a given number of rows. */
	static KernelComputation kept(KernelBlocks blocks, Points points, Quantities wanted, int edge) {
		return new KernelComputation(blocks, points, wanted, null, new Tiles(points.distinctCount(), edge));
	}

	/** Kernels of which the conclusion needs what they are completed to. */
	static KernelComputation held(KernelBlocks blocks, Points points, Quantities wanted, Held held) {
		return new KernelComputation(blocks, points, wanted, held, work(blocks, points, held.whole) > QUICK ? Tiles.of(blocks, points.distinctCount()) : null);
	}

	/** Work on all pairs of distinct points. */
	static double work(KernelBlocks blocks, Points points) {
		return 0.5 * points.distinctCount() * (points.distinctCount() + 1.0) * blocks.work();
	}

	/** Likewise, without pairs of those from {@code whole} on. */
	private static double work(KernelBlocks blocks, Points points, int whole) {
		double rest = points.distinctCount() - whole;
		return work(blocks, points) - 0.5 * rest * (rest - 1) * blocks.work();
	}

	private double work() {
		return work(blocks, points, held == null ? points.distinctCount() : held.whole);
	}

	/** What is in the files; empty before they are complete. */
	List<Stored> stored() {
		return stored;
	}

	String method() {
		return Limits.word(blocks.closedForm());
	}

	boolean convergent() {
		return !wanted.tangent() || blocks.convergent();
	}

	@Override
	public List<Array> arrays() {
		long k = points.distinctCount(), n = points.count();
		if (held != null)
			return tiles == null ? List.of() : List.of(new Array(KERNEL, wanted.count(blocks) * k, k, false)); // one below the other
		var kernel = new Array(KERNEL, n, n, true);
		return wanted.tangent() ? List.of(new Array(BESIDE, n, n, true), kernel) : List.of(kernel);
	}

	@Override
	public int parts() {
		return tiles == null ? 0 : tiles.count();
	}

	@Override
	public double computingWork() {
		return tiles == null ? 0 : work();
	}

	@Override
	public long bytesPerWorker() {
		return tiles == null ? 0 : 4L * Double.BYTES * tiles.edge() * tiles.edge() * wanted.count(blocks);
	}

	@Override
	public double completingWork() {
		return (held == null ? 0 : held.work) + (tiles == null ? work() : 0);
	}

	@Override
	public long bytesKept() {
		return held == null ? 0 : held.bytes;
	}

	@Override
	public void compute(int part, List<MatrixFile> files) throws UnsuitableException, IOException {
		if (held != null && !tiles.isWanted(part, held.whole))
			return;
		int row = tiles.row(part), rows = tiles.length(row), column = tiles.column(part), columns = tiles.length(column);
		var matrices = wanted.of(blocks.block(row, rows, column, columns));
		for (int n = 0; n < matrices.size(); n++) {
			if (held == null) {
				Limits.requireFinite(matrices.get(n));
				write(files.get(n), row, rows, column, columns, matrices.get(n));
			} else
				for (int r = 0; r < rows; r++)
					files.getFirst().write((long) n * points.distinctCount() + row + r, column, matrices.get(n), r * columns, columns);
		}
	}

	private void write(MatrixFile file, int row, int rows, int column, int columns, double[] block) throws IOException {
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
				values[n] = block[r * columns + points.distinctIndex(places[n]) - column];
			for (int i : copies[row + r])
				for (int from = 0, to = 1; from < places.length; from = to++) {
					while (to < places.length && places[to] == places[to - 1] + 1)
						to++;
					file.write(i, places[from], values, from, to - from);
				}
		}
	}

	@Override
	public synchronized void complete(List<MatrixFile> files, List<String> names, Steps steps) throws UnsuitableException, IOException {
		if (held == null) {
			var all = new ArrayList<Stored>();
			for (int n = 0; n < files.size(); n++)
				all.add(stored(n < files.size() - 1 || !wanted.tangent() ? "K" : "Θ", files.get(n), names.get(n)));
			stored = List.copyOf(all);
			return;
		}
		double part = tiles == null ? work() / completingWork() : 0;
		var kernels = tiles == null ? Kernels.of(blocks, points.distinctCount(), held.whole, wanted, steps.of(0, part)) : packed(files.getFirst());
		held.completion.of(kernels, steps.of(part, 1));
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

	private Kernels packed(MatrixFile file) throws IOException {
		int k = points.distinctCount();
		List<double[]> all = new ArrayList<>();
		for (int n = 0; n < wanted.count(blocks); n++) {
			double[] packed = new double[DrawSampler.packedLength(k)];
			for (int p = 0; p < k; p++)
				System.arraycopy(file.read((long) n * k + p, p, k - p), 0, packed, DrawSampler.index(p, p, k), k - p);
			all.add(packed);
		}
		return wanted.kernels(blocks, all);
	}
}
