package org.physics4ml.core.network;

/** An activation function σ: R → R with what is known of it. Immutable, thread-safe. */
public interface Nonlinearity {

	/** σ(z) */
	double value(double z);
}
