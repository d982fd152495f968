package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.compute.statistics.ConnectedEstimators;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Sums;

/**
 * Sums of products of outputs, φ_a φ_b … over draws, for the multisets asked for and all that their connected functions need. Each product is that of a
 * smaller multiset times one field: one multiplication and one addition a draw and product.
 */
final class ProductMeasurement extends CorrelatorMeasurement {

	private final boolean even;
	private final Map<List<Integer>, Integer> products = new HashMap<>();
	private final int[] parent;
	private final int[] factor;
	/** For each row: for each subset of its arguments the product's number. */
	private final int[][] subsets;

	/** @param even whether odd correlators are known to vanish */
	ProductMeasurement(Estimator.Choice choice, Sites sites, SingleLayerTheory theory, boolean even) {
		super(choice, sites, theory);
		this.even = even;
		List<int[]> found = new ArrayList<>();
		subsets = new int[sites.rows().size()][];
		for (int row = 0; row < subsets.length; row++) {
			int[] fields = sites.rows().get(row).fields();
			subsets[row] = new int[1 << fields.length];
			for (int set = 1; set < subsets[row].length; set++)
				subsets[row][set] = product(fields, set, found);
		}
		parent = found.stream().mapToInt(pair -> pair[0]).toArray();
		factor = found.stream().mapToInt(pair -> pair[1]).toArray();
	}

	/** The number of a product; smaller ones get smaller numbers. */
	private int product(int[] fields, int set, List<int[]> found) {
		List<Integer> key = new ArrayList<>();
		int highest = 0;
		for (int i = 0; i < fields.length; i++)
			if ((set >> i & 1) == 1) {
				key.add(fields[i]);
				highest = i;
			}
		Integer known = products.get(key);
		if (known != null)
			return known;
		int rest = set & ~(1 << highest);
		int smaller = rest == 0 ? -1 : product(fields, rest, found);
		found.add(new int[] { smaller, fields[highest] });
		products.put(key, found.size() - 1);
		return found.size() - 1;
	}

	@Override
	public Optional<Need> need() {
		return Optional.of(new Need(choice().path(), Quantity.OUTPUTS));
	}

	@Override
	int length() {
		return parent.length;
	}

	@Override
	public void accumulate(Draws draws, Sums statistic) {
		int outputs = sites().outputs(), k = sites().distinct();
		double[] fields = draws.outputs(), values = new double[length()], sums = new double[length()];
		int[] position = Arrays.stream(factor).map(field -> sites().output(field) * k + sites().point(field)).toArray();
		if (draws.outputStride() != outputs * k)
			throw new IllegalArgumentException("layout of the draws");
		for (int i = 0, offset = 0; i < draws.count(); i++, offset += draws.outputStride())
			for (int product = 0; product < values.length; product++) {
				double field = fields[offset + position[product]];
				double value = parent[product] < 0 ? field : values[parent[product]] * field;
				values[product] = value;
				sums[product] += value;
			}
		statistic.add(draws.count(), sums);
	}

	@Override
	Values estimate(long draws, double[] sums) {
		int rows = sites().rows().size();
		double[] moments = new double[rows], connected = new double[rows];
		for (int row = 0; row < rows; row++) {
			int[] set = subsets[row];
			int n = sites().rows().get(row).order();
			moments[row] = sums[set[set.length - 1]] / draws;
			if (even && n <= 3)
				connected[row] = moments[row]; // what would be subtracted is a product with a vanishing odd correlator
			else if (draws < n)
				connected[row] = Double.NaN;
			else if (even && n == 4)
				connected[row] = ConnectedEstimators.evenFourth(draws, sums[set[15]], sums[set[0b0011]], sums[set[0b1100]], sums[set[0b0101]], sums[set[0b1010]],
						sums[set[0b1001]], sums[set[0b0110]]);
			else
				connected[row] = ConnectedEstimators.connected(n, draws, mask -> sums[set[mask]]);
		}
		return new Values(moments, connected);
	}
}
