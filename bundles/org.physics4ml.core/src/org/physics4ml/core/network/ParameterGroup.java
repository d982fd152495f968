package org.physics4ml.core.network;

/**
 * A group of parameters with one law, e.g. all weights of a layer.
 *
 * @param name   {@code weight-1}, {@code bias-1}, … {@code weight-out}, {@code bias-out}
 * @param role   weight or bias
 * @param layer  0 for the first layer … L for the readout: the index into a list of variances
 * @param stream number that addresses the group's random numbers, unique in its network and not negative: a law that takes two deviates a parameter has the stream
 *               -1-stream too
 * @param size   number of parameters
 */
public record ParameterGroup(String name, Role role, int layer, int stream, long size) {

	/** What a parameter does. */
	public enum Role {
		WEIGHT, BIAS
	}
}
