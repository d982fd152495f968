package org.physics4ml.core.network;

/** Capability: knows sources at which the generating functional Z[J] = E e^{Σ_p J_p φ(x_p)} of one output does not exist, so that no mean over draws means anything (PHYSICS 5). */
public interface GeneratingFunctional {

	/**
	 * Whether Z[J] is known to be infinite.
	 *
	 * @param points the distinct points are used
	 * @param source J, one number a distinct point
	 * @return false where it is finite, and where nothing is known
	 */
	boolean isInfinite(Points points, double[] source);
}
