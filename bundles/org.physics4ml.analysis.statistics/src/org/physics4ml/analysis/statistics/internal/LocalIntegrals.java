package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.physics4ml.compute.gaussian.GaussLegendre;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;

/**
 * I_n(a b c d; Λ) = ∫_{[-Λ,Λ]^d} |y|^n K(x_a,y) K(x_b,y) K(x_c,y) K(x_d,y) d^d y, n = 0, 2, with the kernel of infinite width, the bias of the output included. The cube is the 2d pyramids over its faces,
 * y = s (1, v) with |v_i| ≤ 1 and dy = s^{d-1} ds dv. In s = sinh u stand Gauss-Legendre panels of about unit length in u: kernels vary on the scale of the points, and as powers of |y| beyond, so that a few nodes an
 * e-fold do; cutoffs share them. In v stand rules on boxes that are cut where the rays through ±x_i pierce the face: kernels of rectifiers have kinks along these, which lie at corners then, as those at
 * y = x_i do with panels that end there. The difference to rules of two nodes fewer in each variable is given as error; smooth kernels and rectifiers reach 1e-9 or better. Kernels by
 * quadrature come from {@link RadialKernel} in more than one dimension; where they are not isotropic there is a limit to their number. Not thread-safe.
 */
final class LocalIntegrals {

	/** Points of a batch: {@link Points} compares each with all others. */
	private static final int BATCH = 512;
	static final int MOST_DIMENSIONS = 3;
	/** By quadrature, one after another: about a minute. */
	private static final int MOST_KERNELS = 200_000;
	/** By d: nodes of a panel of full length, its length in u, and nodes along a box of v. */
	private static final int[] RADIAL = { 0, 16, 16, 14 }, ANGULAR = { 0, 0, 24, 14 };
	/** Rays nearer to each other than this are one. */
	private static final double APART = 1e-9;
	private static final double[] PANEL = { 0, 1, 1, 1.2 };

	private final InfiniteWidth limit;
	private final Points points;
	private final int[][] rows;
	/** One a distinct point; empty where kernels are computed at every node. */
	private RadialKernel[] radial = {};

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

	/** A node of a face, a coordinate ±1 and the others v, with its weight: y = s v. */
	private record Direction(double[] v, double weight) {
	}

	/**
	 * @return one for each cutoff
	 * @throws UnsuitableException if the kernel overflows, or there are too many of them by quadrature
	 */
	List<Integrals> of(double... cutoffs) throws UnsuitableException {
		double interpolation = 4 * prepare(cutoffs);
		double[][] fine = integrate(cutoffs, 0), coarse = integrate(cutoffs, 2);
		List<Integrals> integrals = new ArrayList<>();
		for (int c = 0; c < cutoffs.length; c++) {
			double error = 0;
			for (int row = 0; row < rows.length; row++)
				error = Math.max(error, Math.abs(fine[c][row] - coarse[c][row]) / Math.abs(fine[c][row]));
			integrals.add(new Integrals(fine[c], error + interpolation));
		}
		return integrals;
	}

	/** Series for kernels by quadrature: their largest error. */
	private double prepare(double[] cutoffs) throws UnsuitableException {
		int d = points.dimension(), k = points.distinctCount();
		double largest = Arrays.stream(cutoffs).max().orElseThrow(), error = 0;
		if (limit.blocks(points, points, Method.AUTO, false, false).closedForm())
			return 0;
		if (d > 1 && limit.isIsotropic()) {
			radial = new RadialKernel[k];
			for (int p = 0; p < k; p++) {
				radial[p] = new RadialKernel(limit, points, p, Math.sqrt(d) * largest * (1 + 1e-12));
				error = Math.max(error, radial[p].error());
			}
			return error;
		}
		double kernels = 2.0 * k * directions(0).size() * RADIAL[d] * (cutoffs.length + StrictMath.log(1 + largest) / PANEL[d]);
		if (kernels > MOST_KERNELS)
			throw new UnsuitableException(EffectiveAction.CUTOFFS, "these integrals need about " + (long) kernels + " kernels by quadrature of a network that is not isotropic, more than " + MOST_KERNELS,
					"give fewer and smaller cutoffs, points of lower dimension, or an activation with a closed form, e.g. erf or relu");
		return 0;
	}

	/** @param fewer nodes in each variable */
	private double[][] integrate(double[] cutoffs, int fewer) throws UnsuitableException {
		int d = points.dimension();
		double largest = Arrays.stream(cutoffs).max().orElseThrow();
		double[] ends = DoubleStream.concat(Arrays.stream(cutoffs), IntStream.range(0, points.distinctCount()).mapToDouble(p -> size(points.distinct(p)))).filter(s -> s > 0 && s <= largest).sorted().distinct()
				.toArray();
		List<Direction> directions = directions(fewer);
		double[] sums = new double[2 * rows.length], lost = new double[sums.length];
		double[][] values = new double[cutoffs.length][];
		double from = 0;
		for (double end : ends) {
			double to = StrictMath.log(end + Math.sqrt(Math.fma(end, end, 1)));
			int panels = (int) Math.ceil((to - from) / PANEL[d]), n = 5 + (int) Math.ceil((RADIAL[d] - 5) * (to - from) / panels / PANEL[d]) - fewer;
			var rule = new GaussLegendre(n);
			double[] nodes = rule.nodes(), weights = rule.weights();
			for (int panel = 0; panel < panels; panel++)
				for (int j = 0; j < n; j++) {
					double u = from + (to - from) / panels * (panel + 0.5 * (1 + nodes[j])), s = StrictMath.sinh(u), weight = 0.5 * (to - from) / panels * weights[j] * StrictMath.cosh(u);
					for (int a = 1; a < d; a++)
						weight *= s;
					shell(directions, s, weight, sums, lost);
				}
			from = to;
			for (int c = 0; c < cutoffs.length; c++)
				if (cutoffs[c] == end)
					values[c] = sums.clone();
		}
		return values;
	}

	/** max_a |x_a| */
	private static double size(double[] x) {
		return Arrays.stream(x).map(Math::abs).max().orElse(0);
	}

	/** The nodes of all faces. */
	private List<Direction> directions(int fewer) {
		int d = points.dimension();
		var rule = new GaussLegendre(Math.max(1, ANGULAR[d] - fewer));
		List<Direction> directions = new ArrayList<>();
		for (int axis = 0; axis < d; axis++)
			for (int sign = -1; sign <= 1; sign += 2) {
				List<Direction> face = List.of(new Direction(new double[d], 1));
				for (int a = 0; a < d; a++)
					face = a == axis ? along(face, a, new double[] { sign }, new double[] { 1 }) : along(face, a, rule, cuts(axis, a));
				directions.addAll(face);
			}
		return directions;
	}

	/** Sorted coordinates a at which rays through ±x_i pierce the faces ±1 of an axis, -1 and 1 among them. */
	private double[] cuts(int axis, int a) {
		var cuts = new TreeSet<>(List.of(-1.0, 1.0));
		for (int p = 0; p < points.distinctCount(); p++) {
			double[] x = points.distinct(p);
			if (Math.abs(x[axis]) != size(x) || x[axis] == 0)
				continue;
			for (int sign = -1; sign <= 1; sign += 2)
				cuts.add(sign * x[a] / x[axis]);
		}
		double[] apart = new double[cuts.size()];
		int count = 0;
		for (double cut : cuts)
			if (count == 0 || cut - apart[count - 1] > APART && (cut == 1 || 1 - cut > APART))
				apart[count++] = cut;
		return Arrays.copyOf(apart, count);
	}

	private static List<Direction> along(List<Direction> face, int a, GaussLegendre rule, double[] cuts) {
		double[] nodes = rule.nodes(), weights = rule.weights(), v = new double[(cuts.length - 1) * nodes.length], w = new double[v.length];
		for (int box = 0, at = 0; box + 1 < cuts.length; box++)
			for (int j = 0; j < nodes.length; j++, at++) {
				v[at] = 0.5 * (cuts[box + 1] + cuts[box] + (cuts[box + 1] - cuts[box]) * nodes[j]);
				w[at] = 0.5 * (cuts[box + 1] - cuts[box]) * weights[j];
			}
		return along(face, a, v, w);
	}

	private static List<Direction> along(List<Direction> face, int a, double[] v, double[] w) {
		List<Direction> product = new ArrayList<>();
		for (Direction direction : face)
			for (int j = 0; j < v.length; j++) {
				double[] node = direction.v.clone();
				node[a] = v[j];
				product.add(new Direction(node, direction.weight * w[j]));
			}
		return product;
	}

	private void shell(List<Direction> directions, double s, double weight, double[] sums, double[] lost) throws UnsuitableException {
		int d = points.dimension();
		for (int first = 0; first < directions.size(); first += BATCH) {
			int size = Math.min(BATCH, directions.size() - first);
			double[][] batch = new double[size][d];
			double[] weights = new double[size], squares = new double[size];
			for (int i = 0; i < size; i++) {
				var direction = directions.get(first + i);
				weights[i] = weight * direction.weight;
				for (int a = 0; a < d; a++) {
					batch[i][a] = s * direction.v[a];
					squares[i] = Math.fma(batch[i][a], batch[i][a], squares[i]);
				}
			}
			add(batch, weights, squares, sums, lost);
		}
	}

	private double[] kernel(double[][] batch, double[] squares) throws UnsuitableException {
		int k = points.distinctCount(), size = batch.length;
		if (radial.length == 0)
			return limit.blocks(points, new Points(batch), Method.AUTO, false, false).block(0, k, 0, size).nngp();
		double[] kernel = new double[k * size];
		for (int p = 0; p < k; p++)
			for (int i = 0; i < size; i++)
				kernel[p * size + i] = radial[p].of(batch[i], squares[i]);
		return kernel;
	}

	private void add(double[][] batch, double[] weight, double[] squares, double[] sums, double[] lost) throws UnsuitableException {
		int size = batch.length;
		double[] kernel = kernel(batch, squares);
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
