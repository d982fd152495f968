package org.physics4ml.core.network;

/** Capability: draws all parameters and evaluates the network. The same draw has the same weights at any points. */
public interface ExplicitSampling extends Sampling {
}
