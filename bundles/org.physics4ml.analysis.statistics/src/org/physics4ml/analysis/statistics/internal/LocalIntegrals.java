package org.physics4ml.analysis.statistics.internal;

import java.util.Arrays;

import org.physics4ml.compute.gaussian.GaussLegendre;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;

/**
 * I_n(a b c d; Λ) = ∫_{[-Λ,Λ]^d} |y|^n K(x_a,y) K(x_b,y) K(x_c,y) K(x_d,y) d^d y, n = 0, 2, with the kernel of infinite width, the bias of the output included. In each coordinate y = sinh u with Gauss-Legendre on panels of
 * about unit length in u on either side of 0: kernels vary on the scale of the points, and as powers of |y| beyond, so that a few nodes an e-fold do; kinks at the origin, as those of rectifiers in
 * one dimension, stand between panels. The difference to the rule with two nodes fewer on a panel is given as error. One dimension 1e-12, more of them as the kernel's kinks allow.
 */
final class LocalIntegrals {

	/** Points of a batch: {@link Points} compares each with all others. */
	private static final int BATCH = 512;
	static final int MOST_DIMENSIONS = 3;
	private static final int[] NODES = { 0, 16, 12, 8 };
	private static final double[] PANEL = { 0, 1, 1, 1.6 };

	private final InfiniteWidth limit;
	private final Points points;
	private final int[][] rows;

	/** @param rows multisets of four distinct points */
	LocalIntegrals(InfiniteWidth limit, Points points, int[][] rows) {
		this.limit = limit;
		this.points = points;
		this.rows = rows;
	}

	/**
	 * @param values I_0 of each row, then I_2 of each row
	 * @param error  largest relative error of I_0
	 */
	record Integrals(double[] values, double error) {
	}

	Integrals of(double cutoff) throws UnsuitableException {
		int n = NODES[points.dimension()];
		double[] fine = integrate(cutoff, n), coarse = integrate(cutoff, n - 2);
		double error = 0;
		for (int row = 0; row < rows.length; row++)
			error = Math.max(error, Math.abs(fine[row] - coarse[row]) / Math.abs(fine[row]));
		return new Integrals(fine, error);
	}

	private double[] integrate(double cutoff, int n) throws UnsuitableException {
		int d = points.dimension();
		double end = StrictMath.log(cutoff + Math.sqrt(Math.fma(cutoff, cutoff, 1)));
		int panels = (int) Math.ceil(end / PANEL[d]), half = panels * n;
		var rule = new GaussLegendre(n);
		double[] nodes = rule.nodes(), weights = rule.weights(), y = new double[2 * half], w = new double[2 * half];
		for (int panel = 0, at = half; panel < panels; panel++)
			for (int j = 0; j < n; j++, at++) {
				double u = end / panels * (panel + 0.5 * (1 + nodes[j]));
				y[at] = StrictMath.sinh(u);
				w[at] = 0.5 * end / panels * weights[j] * StrictMath.cosh(u);
				y[2 * half - 1 - at] = -y[at];
				w[2 * half - 1 - at] = w[at];
			}
		double[] sums = new double[2 * rows.length], lost = new double[sums.length];
		long count = 1;
		for (int a = 0; a < d; a++)
			count *= y.length;
		int[] index = new int[d];
		for (long done = 0; done < count;) {
			int size = (int) Math.min(BATCH, count - done);
			double[][] batch = new double[size][d];
			double[] weight = new double[size], squares = new double[size];
			for (int i = 0; i < size; i++) {
				weight[i] = 1;
				for (int a = 0; a < d; a++) {
					batch[i][a] = y[index[a]];
					weight[i] *= w[index[a]];
					squares[i] = Math.fma(batch[i][a], batch[i][a], squares[i]);
				}
				for (int a = d - 1; a >= 0 && ++index[a] == y.length; a--)
					index[a] = 0;
			}
			add(batch, weight, squares, sums, lost);
			done += size;
		}
		return sums;
	}

	private void add(double[][] batch, double[] weight, double[] squares, double[] sums, double[] lost) throws UnsuitableException {
		int k = points.distinctCount(), size = batch.length;
		double[] kernel = limit.blocks(points, new Points(batch), Method.AUTO, false, false).block(0, k, 0, size).nngp();
		for (int row = 0; row < rows.length; row++) {
			int[] m = rows[row];
			double zeroth = 0, second = 0;
			for (int i = 0; i < size; i++) {
				double term = weight[i] * kernel[m[0] * size + i] * kernel[m[1] * size + i] * kernel[m[2] * size + i] * kernel[m[3] * size + i];
				zeroth += term;
				second = Math.fma(squares[i], term, second);
			}
			compensated(sums, lost, row, zeroth);
			compensated(sums, lost, rows.length + row, second);
		}
	}

	private static void compensated(double[] sums, double[] lost, int i, double term) {
		double corrected = term - lost[i], next = sums[i] + corrected;
		lost[i] = next - sums[i] - corrected;
		sums[i] = next;
	}

	/** Refuses what cannot be integrated within seconds. */
	static void check(double[] cutoffs, int dimension) throws UnsuitableException {
		if (dimension > MOST_DIMENSIONS)
			throw new UnsuitableException("inputs", "integrals over [-Λ, Λ]^d are computed for d ≤ " + MOST_DIMENSIONS + ", the points have d = " + dimension, "give points of lower dimension");
		if (cutoffs.length == 0 || Arrays.stream(cutoffs).anyMatch(cutoff -> !(cutoff > 0 && cutoff < 1e60)))
			throw new UnsuitableException(EffectiveAction.CUTOFFS, "cutoffs are positive numbers, one or more", "give e.g. [10, 100, 1000]");
	}
}
