package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.gaussian.DepthLimit;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayeredKernels;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.RepeatedLayers;
import org.physics4ml.networks.internal.layer.Parallel;
import org.physics4ml.networks.internal.layer.Series;

/**
 * A block of any layers that repeats. Its map of one variance K and one correlation c is that of its kernel map for inputs of which all positions have the variance K, and the same positions of the two
 * inputs the correlation c; where positions mix or come to differ, there is no such map.
 *
 * @param positions P, of the points
 * @param layers    of the whole network
 * @param first     number of the first layer of the block
 * @param count     number of layers in the block
 */
record RepeatedBlock(int positions, List<Layer> layers, int first, int count) implements RepeatedLayers {

	/** Positions differ if their variances do by more than this part. */
	private static final double EQUAL = 1e-12;
	/** Positions at which expectations by quadrature take seconds. */
	private static final int MANY = 32;

	@Override
	public Optional<DepthLimit> limit(Points points) throws UnsuitableException {
		var block = new Series(layers.get(first).inputs(), layers.subList(first, first + count));
		if (block.needsPairs(false))
			throw new UnsuitableException("architecture", "positions of one and the same point mix in the repeated block, as tokens in attention, so that their correlations change with depth as well, and no single χ tells it",
					"compare kernels of a few depths, e.g. with a sweep");
		double start = 0;
		int there = 1;
		for (int p = 0; p < points.distinctCount() && !(start > 0); p++) {
			var tiles = new LayeredKernels(layers, positions, false).afterEachLayer(new Points(new double[][] { points.distinct(p) }), Method.AUTO);
			// what begins the network may have been done to the points already
			int entering = first - 1 - layers.size() + tiles.size();
			if (entering < 0) throw new UnsuitableException("architecture", "the repeated block stands on the coordinates of the points", "put a layer with weights before it");
			var tile = tiles.get(entering);
			there = tile.positions();
			for (int a = 0; a < there; a++) start += tile.row().covariance()[tile.variances(tile.row(), a)] / there;
		}
		if (start == 0) return Optional.empty();
		int skips = 0;
		Layer branches = block;
		if (count == 1 && layers.get(first) instanceof Parallel parallel && parallel.join() == Parallel.Join.SUM) {
			var rest = parallel.branches().stream().filter(branch -> !isSkip(branch)).toList();
			if (rest.isEmpty()) return Optional.empty();
			skips = parallel.branches().size() - rest.size();
			branches = new Parallel(rest, parallel.join(), parallel.positions());
		}
		return Optional.of(DepthLimit.of(map(branches, there, start), skips, start));
	}

	private static boolean isSkip(Layer layer) {
		return layer instanceof Series series && series.layers().isEmpty();
	}

	private static Map map(Layer block, int positions, double start) throws UnsuitableException {
		KernelMap map;
		boolean differentiable = true;
		try {
			map = block.kernel(form(positions, true), false);
		} catch (UnsuitableException jumps) {
			map = block.kernel(form(positions, false), false);
			differentiable = false;
		}
		if (positions > MANY && !map.leaving().closedForm())
			throw new UnsuitableException("architecture", "its layers repeat, but their fixed point is not looked for by quadrature at " + positions + " positions", "use an activation whose kernel is a closed form, or at most " + MANY + " positions");
		var tile = new Map(map, positions, differentiable).tile(start, 0.5);
		double least = Double.POSITIVE_INFINITY, most = 0;
		for (int a = 0; a < tile.positions(); a++) {
			double k = tile.row().covariance()[tile.variances(tile.row(), a)];
			least = Math.min(least, k);
			most = Math.max(most, k);
		}
		if (most - least > EQUAL * most)
			throw new UnsuitableException("architecture", "the repeated block makes positions differ, as zeros beside an image do, so that there is no single variance K* for all of them", "use padding circular or valid");
		return new Map(map, positions, differentiable);
	}

	private static KernelForm form(int positions, boolean tangent) {
		return new KernelForm(positions, false, "", true, tangent, tangent, List.of("entering"), Method.AUTO);
	}

	/** The kernel map of a block on homogeneous inputs. */
	private record Map(KernelMap map, int positions, boolean differentiable) implements DepthLimit.Block {

		KernelTile tile(double k, double c) {
			var tile = new KernelTile(1, 1, form(positions, differentiable));
			Arrays.fill(tile.row().covariance(), k);
			Arrays.fill(tile.column().covariance(), k);
			Arrays.fill(tile.covariance(), c * k);
			Arrays.fill(tile.sine2(), (1 - c) * (1 + c));
			if (differentiable) {
				var ones = new double[tile.blocks()];
				Arrays.fill(ones, 1);
				tile.contributions().add(ones);
			}
			try {
				return map.apply(tile);
			} catch (UnsuitableException infinite) {
				throw new ArithmeticException(infinite.getMessage());
			}
		}

		@Override
		public double variance(double k) {
			return tile(k, 1).row().covariance()[0];
		}

		@Override
		public double covariance(double k, double c) {
			return tile(k, c).covariance()[0];
		}

		@Override
		public double slope(double k, double c) {
			return differentiable ? tile(k, c).contributions().getFirst()[0] : c == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
		}

		@Override
		public boolean closedForm() {
			return map.leaving().closedForm();
		}
	}
}
