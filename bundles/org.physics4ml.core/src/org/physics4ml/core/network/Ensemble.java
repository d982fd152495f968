package org.physics4ml.core.network;

import java.util.List;
import java.util.Optional;

/**
 * A network with the prior of its parameters: a random function φ_θ: R^d → R^D. What it can do it says through
 * <em>capabilities</em>, small interfaces: {@link ExplicitSampling}, {@link ConditionalSampling}, {@link InfiniteWidth},
 * {@link SingleLayer}. Analyses and the planner ask for capabilities; nothing ever tests for a class. Immutable, thread-safe.
 */
public interface Ensemble {

	/** d */
	int inputDimension();

	/** D */
	int outputs();

	/** Widths N_1 … N_L of the hidden layers. */
	List<Integer> widths();

	/** All parameter groups, first layer first. */
	List<ParameterGroup> groups();

	/** The law of a group; same order as {@link #groups()}. */
	List<Law> laws();

	/** Whether φ and -φ have the same law, so that all odd correlators vanish. */
	boolean isEven();

	/** The capability, empty where this network and prior lack it. */
	default <C> Optional<C> capability(Class<C> type) {
		return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
	}
}
