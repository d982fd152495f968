package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayeredKernels;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Series;

/** A network of hidden layers and an affine readout, composed of {@link Layer}s. What it can do follows from its layers and laws. */
final class LayeredEnsemble implements Ensemble {

	private final int[] sizes;
	private final List<ParameterGroup> groups;
	private final List<Law> laws;
	private final List<Layer> hidden;
	private final Dense readout;
	private final boolean even;
	private final List<Object> capabilities = new ArrayList<>();

	/**
	 * @param sizes       d, N_1 … N_L, D
	 * @param hidden      the hidden layers
	 * @param conditional whether the laws of the hidden layers given their inputs are known
	 * @param even        whether φ and -φ have the same law
	 * @param singleLayer what is known of one neuron of a single hidden layer
	 * @param convergent  whether K is a limit
	 * @param tangentConvergent whether Θ is one
	 */
	LayeredEnsemble(int[] sizes, List<ParameterGroup> groups, List<Law> laws, List<Layer> hidden, Dense readout, boolean conditional, boolean even, Optional<Neurons> singleLayer, boolean convergent, boolean tangentConvergent) {
		this.sizes = sizes.clone();
		this.groups = List.copyOf(groups);
		this.laws = List.copyOf(laws);
		this.hidden = List.copyOf(hidden);
		this.readout = readout;
		this.even = even;
		if (groups.stream().allMatch(group -> group.size() <= RandomStream.LENGTH)) capabilities.add(new Explicit());
		if (conditional && readout.isGaussian()) capabilities.add(new Conditional());
		var layers = new ArrayList<Layer>(hidden);
		layers.add(readout);
		var network = new Series(sizes[0], layers);
		if (network.isDifferentiable()) capabilities.add(new EmpiricalTangent(network));
		// Parameters that depend on each other leave no Gaussian process at infinite width, and those of the hidden layer no independent neurons.
		if (laws.stream().allMatch(Law::isIndependent)) capabilities.add(new LayeredKernels(layers, 1, sizes.length == 3, convergent, tangentConvergent));
		if (laws.subList(0, laws.size() - 2).stream().allMatch(Law::isIndependent)) singleLayer.ifPresent(capabilities::add);
	}

	/** Adds a capability, while the network is built. */
	LayeredEnsemble with(Object capability) {
		capabilities.add(capability);
		return this;
	}

	@Override
	public int inputDimension() {
		return sizes[0];
	}

	@Override
	public int outputs() {
		return readout.outputs();
	}

	@Override
	public List<Integer> widths() {
		var widths = new ArrayList<Integer>();
		for (int l = 1; l < sizes.length - 1; l++) widths.add(sizes[l]);
		return widths;
	}

	@Override
	public List<ParameterGroup> groups() {
		return groups;
	}

	@Override
	public List<Law> laws() {
		return laws;
	}

	@Override
	public boolean isEven() {
		return even;
	}

	@Override
	public <C> Optional<C> capability(Class<C> type) {
		return capabilities.stream().filter(type::isInstance).map(type::cast).findFirst();
	}

	/** What both ways to draw have in common. */
	private abstract class Drawing implements Sampling {

		/** Cost of a random number and of an activation in multiplications. */
		static final int DEVIATE = 12, ACTIVATION = 8;

		@Override
		public DrawSampler sampler(Points points, long key, Blas blas) {
			var maps = new ArrayList<Layer.ForwardMap>();
			for (var layer : hidden) maps.add(map(layer, points.distinctCount(), key, blas));
			return new LayeredSampler(points, hidden, maps, readout, map(readout, points.distinctCount(), key, blas), key, blas);
		}

		abstract Layer.ForwardMap map(Layer layer, int points, long key, Blas blas);

		@Override
		public boolean givesKernel() {
			return readout.isScaleMixture();
		}

		@Override
		public int kernels() {
			boolean all = hidden.stream().skip(1).allMatch(layer -> !(layer instanceof Dense dense) || dense.isGaussian());
			return !givesKernel() ? 0 : all ? sizes.length - 2 : 1;
		}

		@Override
		public double work(int k) {
			double work = 0;
			for (int l = 0; l + 1 < sizes.length; l++) work += affine(sizes[l], sizes[l + 1], k) + (l == 0 ? 0 : (double) ACTIVATION * k * sizes[l]);
			return work + 0.5 * k * k * sizes[sizes.length - 2];
		}

		/** Of one affine layer from n to N features. */
		abstract double affine(double n, double outputs, double k);

		@Override
		public long workspace(int k) {
			long bytes = 0;
			int widest = 0;
			for (int l = 0; l + 1 < sizes.length; l++) {
				bytes += bytes(sizes[l], sizes[l + 1], k);
				if (l > 0) widest = Math.max(widest, sizes[l]);
			}
			return bytes + (long) Double.BYTES * k * ((sizes.length > 3 ? 2L : 1L) * widest + sizes[0] + outputs() + k);
		}

		abstract long bytes(int n, int outputs, int k);
	}

	private final class Explicit extends Drawing implements ExplicitSampling {

		@Override
		Layer.ForwardMap map(Layer layer, int points, long key, Blas blas) {
			return layer.explicit(points, key, blas);
		}

		@Override
		double affine(double n, double outputs, double k) {
			return n * outputs * (k + DEVIATE);
		}

		@Override
		long bytes(int n, int outputs, int k) {
			return Dense.explicitBytes(n, outputs);
		}
	}

	private final class Conditional extends Drawing implements ConditionalSampling {

		@Override
		Layer.ForwardMap map(Layer layer, int points, long key, Blas blas) {
			return layer.conditional(points, key, blas).orElseThrow();
		}

		@Override
		double affine(double n, double outputs, double k) {
			double rank = Math.min(n + 1, k);
			return rank * outputs * (k + DEVIATE) + (n + 1 > k ? k * k * (0.5 * n + k / 3) : 0);
		}

		@Override
		long bytes(int n, int outputs, int k) {
			return Dense.conditionalBytes(outputs, k);
		}
	}
}
