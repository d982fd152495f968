package org.physics4ml.core.network;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * A family of activation functions. Contributed through the extension point {@code org.physics4ml.core.activations}; its parameters are the
 * arguments in parentheses, {@code leaky-relu(0.1)}. Stateless.
 */
public interface Activation {

	/** @throws UnsuitableException if the arguments contradict each other */
	Nonlinearity of(Parameters parameters) throws UnsuitableException;
}
