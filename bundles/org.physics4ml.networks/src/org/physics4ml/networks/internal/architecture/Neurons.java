package org.physics4ml.networks.internal.architecture;

import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;

/**
 * A single hidden layer of independent neurons.
 *
 * @param neuron {@link SingleLayer#neuron}: activation and laws of the hidden parameters
 */
record Neurons(int width, Law readoutWeight, Law readoutBias, Object neuron, Moment expectation) implements SingleLayer {

	/** {@link SingleLayer#moment} */
	interface Moment {
		Optional<Expectation> of(Points points, int[] indices);

		/** {@link SingleLayer#generating} for a readout weight of the deviation √(Ξ2/N). */
		default OptionalDouble generating(Points points, double[] source, double deviation) {
			return OptionalDouble.empty();
		}

		/** The same for a readout weight w/√N of any law, scale 1/√N. */
		default OptionalDouble generating(Points points, double[] source, double scale, Law readout) {
			return OptionalDouble.empty();
		}
	}

	@Override
	public Optional<Expectation> moment(Points points, int[] indices) {
		return expectation.of(points, indices).filter(found -> Double.isFinite(found.value()));
	}

	@Override
	public OptionalDouble generating(Points points, double[] source) {
		return readoutWeight.isGaussian() ? expectation.generating(points, source, Math.sqrt(readoutWeight.variance() / width))
				: readoutWeight.isIndependent() ? expectation.generating(points, source, 1 / Math.sqrt(width), readoutWeight) : OptionalDouble.empty();
	}
}
