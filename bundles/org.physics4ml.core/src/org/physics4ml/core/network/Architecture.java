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

	/** Makes the activations, and the layers, that parameters name. */
	interface Activations {

		Activation create(Parameters.Specification specification) throws UnsuitableException;

		/** The family of a layer that a parameter names. */
		default LayerFamily layer(Parameters.Specification specification) throws UnsuitableException {
			throw new UnsuitableException("architecture", "layers cannot be made here", "use an architecture without a list of layers");
		}
	}
}
