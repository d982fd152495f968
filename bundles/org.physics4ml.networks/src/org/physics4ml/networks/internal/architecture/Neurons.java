package org.physics4ml.networks.internal.architecture;

import java.util.Optional;

import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;

/** A single hidden layer of independent neurons. */
record Neurons(int width, Law readoutWeight, Law readoutBias, Moment expectation) implements SingleLayer {

	/** {@link SingleLayer#moment} */
	@FunctionalInterface
	interface Moment {
		Optional<Expectation> of(Points points, int[] indices);
	}

	@Override
	public Optional<Expectation> moment(Points points, int[] indices) {
		return expectation.of(points, indices).filter(found -> Double.isFinite(found.value()));
	}
}
