package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.field.Propagator;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.LayeredKernels;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.SingleLayer.Expectation;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.PlaneWaves;
import org.physics4ml.networks.internal.prior.Gaussian;
import org.physics4ml.networks.internal.prior.MomentumLaw;
import org.physics4ml.networks.internal.prior.Rademacher;
import org.physics4ml.networks.internal.prior.UniformLaw;

/** The free scalar field as a network of one hidden layer: N plane waves with random momenta, phases and amplitudes (arXiv:2307.03223; PHYSICS 13.1, 13.2). */
public final class ScalarField implements Architecture {

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws prior, int inputDimension) throws UnsuitableException {
		if (inputDimension > Propagator.DIMENSIONS)
			throw new UnsuitableException("inputs", "the points have " + inputDimension + " coordinates, and the scalar field is known in one to " + Propagator.DIMENSIONS + " dimensions",
					"give points of at most " + Propagator.DIMENSIONS + " coordinates");
		int width = (int) parameters.integer("width"), outputs = (int) parameters.integer("outputs");
		int[] sizes = { inputDimension, width, outputs };
		List<ParameterGroup> groups = Groups.of(sizes), own = groups.subList(0, 2), free = groups.subList(2, 4);
		var momentum = new MomentumLaw(inputDimension, parameters.real("mass"), parameters.real("cutoff"), parameters.text("momenta").equals("weighted"));
		Law phase = UniformLaw.within(StrictMath.PI), amplitude, constant;
		var given = prior.of(free, 2);
		amplitude = switch (parameters.text("amplitudes")) {
		case "signs" -> new Rademacher().law(free.get(0), 1, Parameters.NONE);
		case "gaussian" -> new Gaussian().law(free.get(0), 1, Parameters.NONE);
		default -> given.get(0);
		};
		constant = given.get(1);
		var waves = new PlaneWaves(width, momentum, own.get(0), phase, own.get(1));
		var readout = new Dense(width, outputs, free.get(0), amplitude, free.get(1), constant);
		var ensemble = new LayeredEnsemble(sizes, groups, List.of(momentum, phase, amplitude, constant), List.of(waves), readout, true, amplitude.isEven() && constant.isEven(), Optional.empty(), true, true);
		if (amplitude.isIndependent()) ensemble.with(new LayeredKernels(List.of(waves, readout), 1, true));
		return ensemble.with(new Neurons(width, amplitude, constant, momentum, (points, indices) -> {
			double value = waves.moment(Arrays.stream(indices).mapToObj(points::distinct).toArray(double[][]::new));
			return Optional.of(new Expectation(value, indices.length % 2 == 1 ? "closed form" : "quadrature (Fourier integral over momenta)"));
		}));
	}
}
