package org.physics4ml.analysis.statistics.internal;

import java.util.Arrays;
import java.util.Optional;

import org.physics4ml.compute.statistics.ConnectedEstimators;
import org.physics4ml.compute.statistics.ProductSums;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Quantity;

/**
 * Sums of products of outputs, φ_a φ_b … over draws, for the multisets asked for and all that their connected functions need; these are multivariate k-statistics,
 * exactly unbiased, of even partitions alone where odd correlators are known to vanish.
 */
final class ProductMeasurement extends CorrelatorMeasurement {

	private final boolean even;
	private final ProductSums sums;
	/** For each row: for each subset of its arguments the sum's number; odd subsets are left out where they vanish. */
	private final int[][] subsets;

	/** @param even whether odd correlators are known to vanish */
	ProductMeasurement(Estimator.Choice choice, Sites sites, SingleLayerTheory theory, Sources sources, boolean even) {
		super(choice, sites, theory, sources);
		this.even = even;
		var builder = new ProductSums.Builder();
		subsets = new int[sites.rows().size()][];
		for (int row = 0; row < subsets.length; row++) {
			int[] fields = sites.rows().get(row).fields();
			subsets[row] = new int[1 << fields.length];
			for (int set = 1; set < subsets[row].length; set++)
				if (!even || Integer.bitCount(set) % 2 == 0 || set == subsets[row].length - 1)
					subsets[row][set] = builder.add(members(fields, set));
		}
		sums = builder.build();
	}

	private static int[] members(int[] fields, int set) {
		int[] members = new int[Integer.bitCount(set)];
		for (int i = 0, at = 0; i < fields.length; i++)
			if ((set >> i & 1) == 1)
				members[at++] = fields[i];
		return members;
	}

	@Override
	public Optional<Need> need() {
		return Optional.of(new Need(choice().path(), Quantity.OUTPUTS));
	}

	@Override
	int length() {
		return sums.size();
	}

	@Override
	public double work() {
		return 2. * sums.size();
	}

	@Override
	void accumulate(Draws draws, double[] totals) {
		int outputs = sites().outputs(), k = sites().distinct(), stride = draws.outputStride();
		if (stride != outputs * k)
			throw new IllegalArgumentException("layout of the draws");
		double[] fields = draws.outputs(), tile = sums.tile(), workspace = sums.workspace();
		int[] position = new int[sums.variables()];
		for (int field = 0; field < position.length; field++)
			position[field] = sites().output(field) * k + sites().point(field);
		for (int first = 0; first < draws.count(); first += ProductSums.TILE) {
			int n = Math.min(ProductSums.TILE, draws.count() - first);
			if (n < ProductSums.TILE)
				Arrays.fill(tile, 0);
			for (int t = 0; t < n; t++)
				for (int field = 0; field < position.length; field++)
					tile[field * ProductSums.TILE + t] = fields[(first + t) * stride + position[field]];
			sums.add(tile, workspace, totals);
		}
	}

	@Override
	Values estimate(long draws, double[] totals) {
		int rows = sites().rows().size();
		double[] moments = new double[rows], connected = new double[rows];
		for (int row = 0; row < rows; row++) {
			int[] set = subsets[row];
			int n = sites().rows().get(row).order();
			moments[row] = totals[set[set.length - 1]] / draws;
			if (even && n % 2 == 1)
				connected[row] = moments[row]; // what would be subtracted are products with vanishing odd correlators
			else if (draws < (even ? n / 2 : n))
				connected[row] = Double.NaN;
			else
				connected[row] = even ? ConnectedEstimators.evenConnected(n, draws, mask -> totals[set[mask]]) : ConnectedEstimators.connected(n, draws, mask -> totals[set[mask]]);
		}
		return new Values(moments, connected);
	}
}
