package org.physics4ml.core.network;

import java.util.List;

import org.physics4ml.core.contribution.UnsuitableException;

/**
 * Kernels of infinite width between two lists of points, computed when a block of them is asked for. An entry depends on its two points alone, to the last bit,
 * whatever the block. Thread-safe.
 */
public interface KernelBlocks {

	/** Whether every Gaussian expectation is a closed form; else quadrature to 1e-12. */
	default boolean closedForm() {
		return true;
	}

	/** Whether Θ is a limit; else its leading order at the network's widths. */
	default boolean convergent() {
		return true;
	}

	/** The parameter groups, in the network's order; empty where Θ is not told by group. */
	default List<String> groups() {
		return List.of();
	}

	/** Whether kernels are sampled by quasi-Monte Carlo for lack of closed form and quadrature; blocks then have errors. */
	default boolean sampled() {
		return false;
	}

	/** Multiplications and additions of an entry, about, for plans. */
	default double work() {
		return 1000;
	}

	/**
	 * The rows firstRow … firstRow + rows - 1 and columns firstColumn … firstColumn + columns - 1, in one thread.
	 *
	 * @throws UnsuitableException if the kernel overflows
	 */
	Block block(int firstRow, int rows, int firstColumn, int columns) throws UnsuitableException;

	/**
	 * Looks whether kernels exist at a point and itself: an overflow or an expectation that is infinite shows there if anywhere, as |K(x, x')|² ≤ K(x, x) K(x', x'). For plans, which have to be quick. For lists of
	 * the same points.
	 *
	 * @throws UnsuitableException if they do not
	 */
	default void requireExistence(int point) throws UnsuitableException {
		block(point, 1, point, 1);
	}

	/** {@link #block} in pieces that cover it, each as it is computed. */
	default void pieces(int firstRow, int rows, int firstColumn, int columns, Sink sink) throws UnsuitableException {
		sink.accept(firstRow, rows, firstColumn, columns, block(firstRow, rows, firstColumn, columns));
	}

	/** Takes pieces. */
	@FunctionalInterface
	interface Sink {

		/** @param piece the rows firstRow … firstRow + rows - 1 and columns firstColumn … firstColumn + columns - 1, overwritten by the next */
		void accept(int firstRow, int rows, int firstColumn, int columns, Block piece);
	}

	/** K(x_p, x_p) and Θ(x_p, x_p) alone, one after the other: a block of one column. For lists of the same points. */
	default Block diagonal(int count) throws UnsuitableException {
		double[] nngp = new double[count], tangent = null;
		for (int p = 0; p < count; p++) {
			var entry = block(p, 1, p, 1);
			nngp[p] = entry.nngp()[0];
			if (entry.tangent() == null) continue;
			if (tangent == null) tangent = new double[count];
			tangent[p] = entry.tangent()[0];
		}
		return new Block(nngp, tangent, List.of());
	}

	/**
	 * Matrices, row by row.
	 *
	 * @param nngp          K
	 * @param tangent       Θ; null if it is not wanted
	 * @param contributions the terms of Θ, one for each of {@link KernelBlocks#groups}; empty if they are not wanted
	 * @param errors        standard errors of Θ where it is wanted, else of K; null where they are not {@link KernelBlocks#sampled}
	 */
	record Block(double[] nngp, double[] tangent, List<double[]> contributions, double[] errors) {

		/** Of kernels that are not sampled. */
		public Block(double[] nngp, double[] tangent, List<double[]> contributions) {
			this(nngp, tangent, contributions, null);
		}
	}
}
