package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Points;

/**
 * What correlators are functions of: a site is a point together with an output. The rows of the table are multisets of sites over the experiment's points;
 * what is sampled are multisets of sites over the distinct points, with the index p·D + o.
 */
final class Sites {

	/**
	 * A row of the table.
	 *
	 * @param points  indices of points, one an argument
	 * @param outputs indices of outputs
	 * @param fields  the distinct sites, sorted: the correlator is a function of these alone
	 */
	record Row(int[] points, int[] outputs, int[] fields) {

		int order() {
			return points.length;
		}

		String label() {
			return Multisets.label(points);
		}

		String outputLabel() {
			return Multisets.label(outputs);
		}
	}

	/** Rows times subsets of their arguments; more are an oversight, and would take minutes to prepare and conclude from. */
	private static final double LARGEST_TABLE = 4e7;

	private final int outputs;
	private final int distinct;
	private final List<Row> rows = new ArrayList<>();

	/**
	 * @param order    highest order n
	 * @param labels   multisets of points asked for, e.g. {@code 0 0 1 1}; {@code all} stands for all
	 * @throws UnsuitableException if a multiset is none of these points, or there are too many
	 */
	Sites(Points points, int outputs, int order, List<String> labels) throws UnsuitableException {
		this.outputs = outputs;
		distinct = points.distinctCount();
		if (labels.equals(List.of("all"))) {
			double count = 0, subsets = 0;
			for (int n = 1; n <= order; n++) {
				double ofOrder = binomial(points.count() * outputs + n - 1, n);
				count += ofOrder;
				subsets += ofOrder * (1 << n);
			}
			if (subsets > LARGEST_TABLE)
				throw new UnsuitableException("order", (long) count + " multisets of " + points.count() + " points are too many", "lower the order, or name the multisets");
			var all = new Multisets(points.count(), order);
			for (int rank = 0; rank < all.size(); rank++)
				addOutputs(points, all.get(rank), new int[all.get(rank).length], 0);
			return;
		}
		Map<Integer, Map<String, int[]>> chosen = new TreeMap<>(); // in the order of the table, whatever the order of the request
		var multisets = new Multisets(points.count(), order);
		for (String label : labels)
			try {
				int[] indices = multisets.parse(label);
				chosen.computeIfAbsent(indices.length, n -> new TreeMap<>((a, b) -> Arrays.compare(multisets.parse(a), multisets.parse(b)))).put(Multisets.label(indices), indices);
			} catch (IllegalArgumentException e) {
				throw new UnsuitableException("multisets", e.getMessage(), "give multisets of at most " + order + " points, e.g. [\"0 0 1 1\"], or all");
			}
		for (var ofOrder : chosen.values())
			for (int[] indices : ofOrder.values())
				addOutputs(points, indices, new int[indices.length], 0);
	}

	private static double binomial(int n, int k) {
		double count = 1;
		for (int i = 1; i <= k; i++)
			count = count * (n - k + i) / i;
		return count;
	}

	/** All assignments of outputs to a multiset of points that differ as multisets of sites. */
	private void addOutputs(Points points, int[] indices, int[] assigned, int position) {
		if (position == indices.length) {
			int[] sites = new int[indices.length];
			for (int i = 0; i < sites.length; i++)
				sites[i] = indices[i] * outputs + assigned[i];
			rows.add(row(points, sites));
			return;
		}
		boolean same = position > 0 && indices[position] == indices[position - 1];
		for (int output = same ? assigned[position - 1] : 0; output < outputs; output++) {
			assigned[position] = output;
			addOutputs(points, indices, assigned, position + 1);
		}
	}

	private Row row(Points points, int[] sites) {
		int[] ofPoint = new int[sites.length], ofOutput = new int[sites.length], fields = new int[sites.length];
		for (int i = 0; i < sites.length; i++) {
			ofPoint[i] = sites[i] / outputs;
			ofOutput[i] = sites[i] % outputs;
			fields[i] = points.distinctIndex(ofPoint[i]) * outputs + ofOutput[i];
		}
		Arrays.sort(fields);
		return new Row(ofPoint, ofOutput, fields);
	}

	/** The rows of the table: n = 1 … order, within n lexicographic in the points, then in the outputs. */
	List<Row> rows() {
		return rows;
	}

	/** D */
	int outputs() {
		return outputs;
	}

	/** Number of distinct points. */
	int distinct() {
		return distinct;
	}

	int point(int field) {
		return field / outputs;
	}

	int output(int field) {
		return field % outputs;
	}
}
