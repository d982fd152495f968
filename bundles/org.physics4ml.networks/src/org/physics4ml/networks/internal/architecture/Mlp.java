package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Nonlinearity.Parity;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Plans;
import org.physics4ml.networks.internal.layer.Pointwise;

/**
 * The multilayer perceptron: affine layers with an activation between them (PHYSICS 1). Parameterisations are those of {@link Parameterisation}.
 */
public final class Mlp implements Architecture {

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
		int[] widths = widths(parameters), sizes = new int[widths.length + 2];
		sizes[0] = inputDimension;
		System.arraycopy(widths, 0, sizes, 1, widths.length);
		sizes[widths.length + 1] = (int) parameters.integer("outputs");
		var activation = parameters.specification("activation");
		var function = activations.create(activation).of(activation.parameters());
		var parameterisation = Parameterisation.of(parameters);
		var plans = new ArrayList<LayerPlan>();
		for (int l = 0; l + 1 < sizes.length; l++) plans.add(Plans.dense(Shape.flat(sizes[l]), sizes[l + 1]));
		var network = Plans.series(Shape.flat(inputDimension), plans);
		var groups = Groups.of(network);
		var law = parameterisation.laws(network.groups(), laws.of(groups, network.depth()), network.depth());
		var hidden = new ArrayList<Layer>();
		var layers = new ArrayList<Dense>();
		Dense dense = null, first = null;
		boolean gaussian = true;
		for (int l = 0; l + 1 < sizes.length; l++) {
			if (l > 0) {
				gaussian &= dense.isGaussian();
				hidden.add(dense);
				hidden.add(new Pointwise(sizes[l], function, activation.toString()));
			}
			dense = new Dense(sizes[l], sizes[l + 1], groups.get(2 * l), law.get(2 * l), groups.get(2 * l + 1), law.get(2 * l + 1));
			layers.add(dense);
			if (l == 0) first = dense;
		}
		var neurons = widths.length > 1 ? Optional.<Neurons>empty()
				: Optional.of(new Neurons(widths[0], dense.weight(), dense.bias(), List.of(activation, first.weight(), first.bias()),
						new NeuronExpectation(function, first)));
		var ensemble = new LayeredEnsemble(sizes, groups, law, hidden, dense, gaussian, isEven(law, function.parity()), neurons, parameterisation.isConvergent(network.groups()), parameterisation.isTangentConvergent(network.groups()));
		if (Growth.isKnown(layers)) ensemble.with(new Growth(first, function::value, widths.length, dense.weight().variance() / widths[widths.length - 1]));
		if (DeepExpansion.isKnown(layers)) ensemble.with(new DeepExpansion(layers, function, activation.toString()));
		repeated(layers, function).ifPresent(ensemble::with);
		var last = layers.get(layers.size() - 2);
		return last.isGaussian() && dense.isGaussian() ? ensemble.with(new LastHidden(last, function, dense, widths.length == 1)) : ensemble;
	}

	/** A list gives the widths of all hidden layers and so the depth. */
	private static int[] widths(Parameters parameters) throws UnsuitableException {
		int[] widths = Arrays.stream(parameters.integers("width")).mapToInt(Math::toIntExact).toArray();
		int depth = (int) parameters.integer("depth");
		if (!parameters.isList("width")) {
			var equal = new int[depth];
			Arrays.fill(equal, widths[0]);
			return equal;
		}
		if (depth != 1 && depth != widths.length)
			throw new UnsuitableException("architecture.width", "the list gives " + widths.length + " hidden layers, architecture.depth is " + depth, "leave architecture.depth out, or make them equal");
		return widths;
	}

	/** The layer behind the first one, if those up to the last hidden one are equal; of a single hidden layer the readout stands for it. */
	private static Optional<RepeatedLayer> repeated(List<Dense> layers, Nonlinearity function) {
		Law weight = layers.get(1).weight(), bias = layers.get(1).bias();
		for (var layer : layers.subList(1, Math.max(2, layers.size() - 1)))
			if (layer.weight().variance() != weight.variance() || layer.bias().variance() != bias.variance() || !layer.weight().isIndependent() || !layer.bias().isIndependent()) return Optional.empty();
		return Optional.of(new RepeatedLayer(function, weight, bias, layers.getFirst().weight(), layers.getFirst().bias()));
	}

	/** Whether reversing all signs in one layer gives a parameter of equal weight and the network -φ: odd activations carry the sign through the layers behind. */
	private static boolean isEven(List<Law> law, Parity parity) {
		for (int l = law.size() - 2; l >= 0; l -= 2) {
			if (!law.get(l + 1).isEven()) return false;
			if (law.get(l).isEven()) return true;
			if (parity != Parity.ODD) return false;
		}
		return false;
	}
}
