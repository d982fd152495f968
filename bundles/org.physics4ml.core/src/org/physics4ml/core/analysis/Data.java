package org.physics4ml.core.analysis;

import java.util.List;

import org.physics4ml.core.network.Points;

/**
 * A data set (x_1, y_1) … (x_n, y_n), n ≥ 1. Immutable: the arrays are not to be modified.
 *
 * @param points  x; equal points are allowed
 * @param targets y: one array a point, one value an output of the network; for classes 1 - 1/C at the output of the label and -1/C at the others
 * @param classes number C of classes, one an output; 0 where targets are numbers
 * @param tests   the targets at the experiment's points, to compare predictions with; empty where they are not known
 */
public record Data(Points points, List<double[]> targets, int classes, List<double[]> tests) {

	/** @throws IllegalArgumentException if there are more or fewer targets than points */
	public Data {
		targets = List.copyOf(targets);
		tests = List.copyOf(tests);
		if (targets.size() != points.count())
			throw new IllegalArgumentException(targets.size() + " targets for " + points.count() + " points");
	}

	/** Numbers, not classes, without targets at the experiment's points. */
	public Data(Points points, List<double[]> targets) {
		this(points, targets, 0, List.of());
	}
}
