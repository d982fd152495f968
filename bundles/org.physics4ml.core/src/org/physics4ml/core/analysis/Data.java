package org.physics4ml.core.analysis;

import java.util.List;

import org.physics4ml.core.network.Points;

/**
 * A data set (x_1, y_1) … (x_n, y_n), n ≥ 1. Immutable: the arrays are not to be modified.
 *
 * @param points  x; equal points are allowed
 * @param targets y: one array a point, one value an output of the network
 */
public record Data(Points points, List<double[]> targets) {

	/** @throws IllegalArgumentException if there are more or fewer targets than points */
	public Data {
		targets = List.copyOf(targets);
		if (targets.size() != points.count())
			throw new IllegalArgumentException(targets.size() + " targets for " + points.count() + " points");
	}
}
