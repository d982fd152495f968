package org.physics4ml.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.compute.gaussian.BivariateCovariance;

/**
 * The covariances of one feature between R inputs x_r and C inputs x'_c, at P positions a of each, as the kernel maps of the layers transform them:
 * E h_a(x_r) h_a'(x'_c). Every number depends on its own two inputs alone, so that a tile of any size gives the same bits.
 *
 * <p>
 * Layout: {@code [block(a, a') · R·C + r·C + c]}, that is an R × C matrix for each pair of positions; where pairs of different positions are not held, for each
 * position. Beside c stands sin²ϑ = 1 - c²/(ab) of the angle between the two, a = E h_a(x_r)², b = E h_a'(x'_c)², which rounded entries do not give near collinear inputs (PHYSICS 3);
 * 0 where a or b is 0. It does not change with the scale of the features, which may grow or shrink by hundreds of decades in a thousand layers.
 * Layers overwrite the arrays or make a new tile. For one thread.
 */
public final class KernelTile {

	private final int rows, columns, positions;
	private final boolean pairs;
	private final double[] covariance, sine2, tangent;
	private final List<double[]> contributions;
	private final Side row, column;
	private final boolean[] same;

	/**
	 * Covariances within each of n inputs, E h_a(x_i) h_a'(x_i), and their sin²ϑ: {@code [block(a, a') · n + i]}.
	 *
	 * @param sine2 0 for a = a'; null where pairs of different positions are not held
	 */
	public record Side(int count, double[] covariance, double[] sine2) {

		Side(int count, int blocks, boolean pairs) {
			this(count, new double[blocks * count], pairs ? new double[blocks * count] : null);
		}
	}

	/** Of zeros, of the given form, with no contributions of groups yet. */
	public KernelTile(int rows, int columns, KernelForm form) {
		this(rows, columns, form.positions(), form.pairs(), form.tangent() ? new double[form.blocks() * rows * columns] : null, form.byGroup() ? new ArrayList<>() : null,
				new boolean[rows * columns]);
	}

	private KernelTile(int rows, int columns, int positions, boolean pairs, double[] tangent, List<double[]> contributions, boolean[] same) {
		int blocks = pairs ? positions * positions : positions, length = blocks * rows * columns;
		this.rows = rows;
		this.columns = columns;
		this.positions = positions;
		this.pairs = pairs;
		covariance = new double[length];
		sine2 = new double[length];
		this.tangent = tangent;
		this.contributions = contributions;
		this.same = same;
		row = new Side(rows, blocks, pairs);
		column = new Side(columns, blocks, pairs);
	}

	/** As it was made: for the next tile of inputs. What holds no inputs yet is left. */
	void reset() {
		if (tangent != null) Arrays.fill(tangent, 0);
		if (contributions != null) contributions.clear();
		Arrays.fill(same, false);
	}

	/** Of zeros, with as many contributions of groups as this one, for a layer that leaves other positions or pairs of them. */
	public KernelTile like(int leavingPositions, boolean leavingPairs) {
		int length = (leavingPairs ? leavingPositions * leavingPositions : leavingPositions) * rows * columns;
		List<double[]> zeros = null;
		if (contributions != null) {
			zeros = new ArrayList<>();
			for (int i = 0; i < contributions.size(); i++) zeros.add(new double[length]);
		}
		return new KernelTile(rows, columns, leavingPositions, leavingPairs, tangent == null ? null : new double[length], zeros, same);
	}

	/** The same numbers, for one of several branches. */
	public KernelTile copy() {
		var copy = like(positions, pairs);
		for (var arrays : List.of(List.of(covariance, copy.covariance), List.of(sine2, copy.sine2), List.of(row.covariance, copy.row.covariance),
				List.of(column.covariance, copy.column.covariance)))
			System.arraycopy(arrays.get(0), 0, arrays.get(1), 0, arrays.get(0).length);
		if (pairs) {
			System.arraycopy(row.sine2, 0, copy.row.sine2, 0, row.sine2.length);
			System.arraycopy(column.sine2, 0, copy.column.sine2, 0, column.sine2.length);
		}
		if (tangent != null) System.arraycopy(tangent, 0, copy.tangent, 0, tangent.length);
		if (contributions != null)
			for (int i = 0; i < contributions.size(); i++) System.arraycopy(contributions.get(i), 0, copy.contributions.get(i), 0, contributions.get(i).length);
		return copy;
	}

	/** R */
	public int rows() {
		return rows;
	}

	/** C */
	public int columns() {
		return columns;
	}

	/** P */
	public int positions() {
		return positions;
	}

	/** Whether pairs of different positions are held. */
	public boolean pairs() {
		return pairs;
	}

	/** Number of blocks, P² or P. */
	public int blocks() {
		return pairs ? positions * positions : positions;
	}

	/** Which block is that of positions a, a'; a = a' unless {@link #pairs()}. */
	public int block(int a, int b) {
		return pairs ? a * positions + b : a;
	}

	/** a of a block. */
	public int left(int block) {
		return pairs ? block / positions : block;
	}

	/** a' of a block. */
	public int right(int block) {
		return pairs ? block % positions : block;
	}

	/** E h_a(x_r) h_a'(x'_c) */
	public double[] covariance() {
		return covariance;
	}

	/** sin²ϑ */
	public double[] sine2() {
		return sine2;
	}

	/** Θ, or null if it is not wanted. */
	public double[] tangent() {
		return tangent;
	}

	/** The terms of Θ, one for each parameter group so far, to which a layer with parameters adds its own; null if they are not wanted. */
	public List<double[]> contributions() {
		return contributions;
	}

	/** Whether x_r and x'_c are one and the same input. */
	public boolean same(int r, int c) {
		return same[r * columns + c];
	}

	/** Says that x_r and x'_c are one and the same input. */
	void setSame(int r, int c) {
		same[r * columns + c] = true;
	}

	/** Within the inputs x_r. */
	public Side row() {
		return row;
	}

	/** Within the inputs x'_c. */
	public Side column() {
		return column;
	}

	/** Where the variances of position a begin in the covariances of a {@link Side}. */
	public int variances(Side side, int a) {
		return block(a, a) * side.count();
	}

	/** A copy of the variances of a {@link Side}, position after position: [a · n + i]. */
	public double[] variances(Side side) {
		var variances = new double[positions * side.count];
		for (int a = 0; a < positions; a++) System.arraycopy(side.covariance, variances(side, a), variances, a * side.count, side.count);
		return variances;
	}

	/** Whether no variance overflowed, and so no covariance. */
	public boolean isFinite() {
		for (var side : List.of(row, column))
			for (int a = 0; a < positions; a++)
				for (int i = 0, at = variances(side, a); i < side.count; i++) if (!Double.isFinite(side.covariance[at + i])) return false;
		return true;
	}

	/**
	 * K ← s K + t in all blocks and sides, the covariance of √s h + √t b with a variable b of all inputs and positions. Leaves Θ.
	 *
	 * @param s ≥ 0
	 * @param t ≥ 0
	 */
	public void affine(double s, double t) {
		if (t > 0) shift(s, t);
		else map(covariance, 0, covariance.length, s, t);
		for (var side : List.of(row, column)) map(side.covariance, 0, side.covariance.length, s, t);
	}

	private static void map(double[] k, int from, int to, double s, double t) {
		for (int i = from; i < to; i++) k[i] = Math.fma(s, k[i], t);
	}

	/** Of the sides the sines alone. */
	private void shift(double s, double t) {
		double[] roots = roots(row), others = roots(column), inverses = inverses(row, s, t), otherInverses = inverses(column, s, t);
		int size = rows * columns;
		for (int block = 0, at = 0; block < blocks(); block++) {
			int a = left(block) * rows, b = right(block) * columns;
			for (int r = 0; r < rows; r++, at += columns) BivariateCovariance.shift(roots, inverses, a + r, 0, others, otherInverses, b, covariance, sine2, at, columns, s, t);
			map(covariance, at - size, at, s, t);
		}
		if (!pairs) return;
		shift(row, roots, inverses, s, t);
		shift(column, others, otherInverses, s, t);
	}

	private void shift(Side side, double[] roots, double[] inverses, double s, double t) {
		for (int block = 0; block < blocks(); block++)
			if (left(block) != right(block))
				BivariateCovariance.shift(roots, inverses, left(block) * side.count, 1, roots, inverses, right(block) * side.count, side.covariance, side.sine2, block * side.count, side.count, s, t);
	}

	/** √a of the variances, position after position. */
	private double[] roots(Side side) {
		var roots = variances(side);
		for (int i = 0; i < roots.length; i++) roots[i] = Math.sqrt(roots[i]);
		return roots;
	}

	/** 1/√(s a + t) */
	private double[] inverses(Side side, double s, double t) {
		var inverses = variances(side);
		for (int i = 0; i < inverses.length; i++) inverses[i] = 1 / Math.sqrt(Math.fma(s, inverses[i], t));
		return inverses;
	}

	/** K ← s K, Θ ← s Θ and its terms: the covariances of √s h. */
	public void scale(double s) {
		affine(s, 0);
		scale(tangent, s);
		if (contributions != null) for (var term : contributions) scale(term, s);
	}

	private static void scale(double[] x, double s) {
		if (x != null) for (int i = 0; i < x.length; i++) x[i] *= s;
	}
}
