package org.physics4ml.core.network;

/**
 * A rule that moves parameters against the gradient of a loss. Contributed through the extension point
 * {@code org.physics4ml.core.optimisers}. Stateless: what a rule remembers between steps lives in the state that it is handed.
 */
public interface Optimiser {

	/** Number of state vectors of the parameters' length, e.g. 1 for a momentum, 2 for Adam. */
	int stateVectors();

	/**
	 * One step: updates parameters and state in place.
	 *
	 * @param step         number of the step, from 0
	 * @param learningRate η
	 * @param gradient     ∂L/∂θ at the parameters
	 * @param parameters   θ
	 * @param state        {@link #stateVectors()} vectors of the parameters' length, zero before step 0
	 */
	void step(long step, double learningRate, double[] gradient, double[] parameters, double[][] state);
}
