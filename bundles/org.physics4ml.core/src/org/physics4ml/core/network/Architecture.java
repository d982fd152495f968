package org.physics4ml.core.network;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * A family of networks. Contributed through the extension point {@code org.physics4ml.core.architectures}. Stateless.
 */
public interface Architecture {

	/**
	 * Builds the ensemble of random networks for given parameters and prior.
	 *
	 * @param parameters     validated parameters of this architecture
	 * @param activations    instantiates activations named in the parameters
	 * @param laws           the prior's laws
	 * @param inputDimension d
	 * @throws UnsuitableException if the parameters contradict each other or the prior
	 */
	Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException;

	/** Makes the activation that a parameter names. */
	interface Activations {

		Activation create(Parameters.Specification specification) throws UnsuitableException;
	}
}
