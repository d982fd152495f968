package org.physics4ml.core.network;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;

/**
 * A family of layers. Contributed through the extension point {@code org.physics4ml.core.layers}; users name it in the architecture {@code composed}:
 * {@code conv(channels=64, filter=3)}. Stateless.
 */
public interface LayerFamily {

	/**
	 * Plans a layer of this family: what leaves it, and which parameters it has. Their laws are known only when the whole network is planned.
	 *
	 * @param parameters validated parameters of this layer
	 * @param input      shape of the features that enter
	 * @param context    makes what the parameters name
	 * @throws UnsuitableException if features of this shape cannot enter; its path is the name of a parameter of this layer, or empty
	 */
	LayerPlan plan(Parameters parameters, Shape input, Context context) throws UnsuitableException;

	/** Makes what a layer's parameters name. */
	interface Context {

		/** The activation that a parameter of type {@code activation} names. */
		Nonlinearity activation(Parameters.Specification specification) throws UnsuitableException;

		/**
		 * Plans layers one after the other.
		 *
		 * @param layers an entry of a parameter of type {@code layer}: a specification, or a list of entries; an empty list changes nothing
		 * @param input  shape of the features that enter
		 * @param path   where the entry stands, e.g. {@code branches[1]}, for messages
		 */
		LayerPlan series(Object layers, Shape input, String path) throws UnsuitableException;
	}
}
