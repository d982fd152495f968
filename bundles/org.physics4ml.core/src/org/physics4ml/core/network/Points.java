package org.physics4ml.core.network;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Input points x_0 … x_{k-1} in R^d. Equal points keep their own indices but are sampled once: the distinct points, in the order
 * of their first appearance, are what networks see. Immutable, thread-safe.
 */
public final class Points {

	private final double[][] all;
	private final double[][] distinct;
	private final int[] distinctIndex;

	/**
	 * @param points k ≥ 1 points of one dimension d ≥ 1, finite coordinates; copied
	 * @throws IllegalArgumentException if there is none, or the dimensions differ
	 */
	public Points(double[][] points) {
		if (points.length == 0 || points[0].length == 0)
			throw new IllegalArgumentException("no points");
		all = new double[points.length][];
		distinctIndex = new int[points.length];
		List<double[]> found = new ArrayList<>();
		Map<DoubleBuffer, Integer> indices = new HashMap<>();
		for (int i = 0; i < points.length; i++) {
			if (points[i].length != points[0].length)
				throw new IllegalArgumentException("point " + i + " has dimension " + points[i].length + ", not " + points[0].length);
			all[i] = points[i].clone();
			for (int j = 0; j < all[i].length; j++)
				all[i][j] += 0.0; // -0 and 0 are one point
			Integer same = indices.putIfAbsent(DoubleBuffer.wrap(all[i]), found.size());
			distinctIndex[i] = same == null ? found.size() : same;
			if (same == null)
				found.add(all[i]);
		}
		distinct = found.toArray(double[][]::new);
	}

	/** Number k of points. */
	public int count() {
		return all.length;
	}

	/** Number of distinct points. */
	public int distinctCount() {
		return distinct.length;
	}

	/** Dimension d. */
	public int dimension() {
		return all[0].length;
	}

	/** Coordinates of point i; not to be modified. */
	public double[] get(int i) {
		return all[i];
	}

	/** Coordinates of the distinct point p; not to be modified. */
	public double[] distinct(int p) {
		return distinct[p];
	}

	/** The distinct points alone. */
	public Points distinctOnly() {
		return distinct.length == all.length ? this : new Points(distinct);
	}

	/** Which distinct point the point i is. */
	public int distinctIndex(int i) {
		return distinctIndex[i];
	}
}
