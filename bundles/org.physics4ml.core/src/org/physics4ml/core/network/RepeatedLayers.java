package org.physics4ml.core.network;

import java.util.Optional;

import org.physics4ml.compute.gaussian.DepthLimit;
import org.physics4ml.core.contribution.UnsuitableException;

/** Capability: layers, or blocks of layers, are all alike, so that there is a limit of infinite depth beside that of infinite width. Thread-safe. */
@FunctionalInterface
public interface RepeatedLayers {

	/**
	 * What variance and correlations of preactivations tend to with ever more of these layers, from the first of the points where they are not 0.
	 *
	 * @return empty where they are 0 at all points
	 * @throws UnsuitableException where one variance and one correlation do not tell it, with the reason
	 */
	Optional<DepthLimit> limit(Points points) throws UnsuitableException;
}
