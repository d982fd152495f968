package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.NeuronMoments;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer.Expectation;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.SpectralLayer;
import org.physics4ml.networks.internal.layer.SpectralLayer.Kind;
import org.physics4ml.networks.internal.prior.UniformLaw;

/** The networks of one hidden layer with the kernel Ξ2 e^{-σ_w²|x-y|²/(2d)} (arXiv:2008.08601; PHYSICS A6, A7). */
abstract class Spectral implements Architecture {

	private static final int BIAS_1 = 1;

	private final Kind kind;

	private Spectral(Kind kind) {
		this.kind = kind;
	}

	/** φ = N^{-1/2} Σ_i w_i exp(z_i - σ_b² - σ_w²|x|²/d) */
	public static final class GaussNet extends Spectral {
		public GaussNet() {
			super(Kind.GAUSS);
		}
	}

	/** φ = N^{-1/2} Σ_i w_i cos z_i with hidden biases uniform on (-π, π), which no prior changes. */
	public static final class CosNet extends Spectral {
		public CosNet() {
			super(Kind.COS);
		}
	}

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws prior, int inputDimension) throws UnsuitableException {
		int width = (int) parameters.integer("width"), outputs = (int) parameters.integer("outputs");
		int[] sizes = { inputDimension, width, outputs };
		var groups = Groups.of(sizes);
		List<Law> laws;
		if (kind == Kind.GAUSS) {
			laws = prior.of(groups, 2);
		} else {
			var free = new ArrayList<>(groups);
			free.remove(BIAS_1);
			laws = new ArrayList<>(prior.of(free, 2));
			laws.add(BIAS_1, UniformLaw.within(StrictMath.PI));
		}
		var preactivations = new Dense(inputDimension, width, groups.get(0), laws.get(0), groups.get(BIAS_1), laws.get(BIAS_1));
		var readout = new Dense(width, outputs, groups.get(2), laws.get(2), groups.get(3), laws.get(3));
		var hidden = new SpectralLayer(preactivations, kind);
		boolean even = readout.weight().isEven() && readout.bias().isEven();
		var network = new LayeredEnsemble(sizes, groups, laws, List.of(hidden), readout, hidden.isGaussian(), even,
				Optional.of(new Neurons(width, readout.weight(), readout.bias(), List.of(kind, preactivations.weight(), preactivations.bias()), moments(preactivations, hidden.isGaussian()))), true, true);
		boolean grows = kind == Kind.GAUSS && Growth.isKnown(List.of(preactivations, readout));
		return grows ? network.with(new Growth(preactivations, StrictMath::exp, 1, readout.weight().variance() / width)) : network;
	}

	private Neurons.Moment moments(Dense layer, boolean known) {
		return new Neurons.Moment() {

			@Override
			public Optional<Expectation> of(Points points, int[] indices) {
				return known ? Optional.of(new Expectation(moment(layer, points, indices), "closed form")) : Optional.empty();
			}

			@Override
			public OptionalDouble generating(Points points, double[] source, double deviation) {
				return known && kind == Kind.COS ? PhaseAverage.of(points, source, layer.weight().variance(), deviation) : OptionalDouble.empty();
			}
		};
	}

	private double moment(Dense layer, Points points, int[] indices) {
		int k = points.distinctCount();
		var inputs = new double[k][];
		for (int p = 0; p < k; p++) inputs[p] = points.distinct(p);
		if (kind == Kind.COS) return NeuronMoments.cosNet(layer.weight().variance(), inputs, indices);
		var covariance = new double[k][k];
		for (int p = 0; p < k; p++)
			for (int q = 0; q < k; q++) covariance[p][q] = BivariateCovariance.ofInputs(inputs[p], inputs[q], layer.weight().variance(), layer.bias().variance()).c();
		return NeuronMoments.gaussNet(covariance, indices);
	}
}
