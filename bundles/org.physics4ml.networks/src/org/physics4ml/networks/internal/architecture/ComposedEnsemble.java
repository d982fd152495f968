package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.LayeredKernels;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.internal.layer.Plans;
import org.physics4ml.networks.internal.layer.Series;

/** A network composed of any layers, of which the last is the readout. What it can do follows from its layers and laws. */
final class ComposedEnsemble implements Ensemble {

	/** First stream of random numbers that are no parameters, beyond those of all groups and of conditional draws. */
	private static final int OWN_STREAMS = 1 << 18;
	/** Realisations of sampled kernels, for their errors. */
	private static final int REALISATIONS = 8;
	/** Points for which both ways to draw are compared. */
	private static final int TYPICAL_POINTS = 4;

	private final List<Integer> widths;
	private final List<ParameterGroup> groups;
	private final List<Law> laws;
	private final Layer hidden, readout;
	private final Series network;
	private final List<Object> capabilities = new ArrayList<>();

	/**
	 * @param input shape of a point's coordinates
	 * @param plans at least one layer, the last of which is the readout
	 * @param repetition the part of the plans that repeats
	 * @throws UnsuitableException if the prior or exponents do not fit the layers
	 */
	static ComposedEnsemble of(Shape input, List<LayerPlan> plans, Repetition repetition, Parameterisation parameterisation, Laws prior) throws UnsuitableException {
		var whole = Plans.series(input, plans);
		var groups = Groups.of(whole);
		var ensemble = new ComposedEnsemble(input, plans, whole, groups, parameterisation.laws(whole.groups(), prior.of(groups, whole.depth()), whole.depth()), parameterisation.isConvergent(whole.groups()), parameterisation.isTangentConvergent(whole.groups()));
		if (repetition.times() > 0 && ensemble.capability(InfiniteWidth.class).isPresent() && repetition.isOfOneLaw(plans, ensemble.laws))
			ensemble.capabilities.add(new RepeatedBlock(input.positionCount(), ensemble.network.layers(), repetition.first(), repetition.period()));
		return ensemble;
	}

	private ComposedEnsemble(Shape input, List<LayerPlan> plans, LayerPlan whole, List<ParameterGroup> groups, List<Law> laws, boolean convergent, boolean tangentConvergent) {
		this.groups = List.copyOf(groups);
		this.laws = List.copyOf(laws);
		var layers = layers(plans, OWN_STREAMS);
		var all = new ArrayList<Integer>();
		for (var plan : plans) all.addAll(plan.widths());
		widths = List.copyOf(all.subList(0, Math.max(0, all.size() - 1)));
		network = new Series(input.size(), layers);
		hidden = new Series(input.size(), layers.subList(0, layers.size() - 1));
		readout = layers.getLast();
		boolean addressable = groups.stream().allMatch(group -> group.size() <= RandomStream.LENGTH);
		if (addressable) capabilities.add(new Explicit());
		if (addressable && network.isDifferentiable()) capabilities.add(new EmpiricalTangent(network));
		boolean conditional = hidden.conditional(1, 0, Blas.java()).isPresent() && readout.conditional(1, 0, Blas.java()).isPresent() && givesKernel();
		if (conditional && (!addressable || network.cost(TYPICAL_POINTS, true).work() < network.cost(TYPICAL_POINTS, false).work())) capabilities.add(new Conditional());
		// What enters the first weights is known, and the mean of what the last make of theirs is linear in it; between stand functions of covariances that fluctuate.
		boolean exact = whole.isMeanExact() && whole.groups().stream().allMatch(group -> group.first() || group.last());
		// Parameters that depend on each other leave no Gaussian process at infinite width.
		if (plans.getLast().output().positionCount() == 1 && laws.stream().allMatch(Law::isIndependent)) capabilities.add(limit(input, plans, layers, exact, convergent, tangentConvergent));
	}

	private List<Layer> layers(List<LayerPlan> plans, int firstStream) {
		var layers = new ArrayList<Layer>();
		int first = 0, stream = firstStream;
		for (var plan : plans) {
			int end = first + plan.groups().size();
			layers.add(plan.build(groups.subList(first, end), laws.subList(first, end), stream));
			first = end;
			stream += plan.streams();
		}
		return layers;
	}

	private InfiniteWidth limit(Shape input, List<LayerPlan> plans, List<Layer> layers, boolean exact, boolean convergent, boolean tangentConvergent) {
		if (plans.stream().noneMatch(LayerPlan::isKernelSampled)) return new LayeredKernels(layers, input.positionCount(), exact, convergent, tangentConvergent);
		var realisations = new ArrayList<InfiniteWidth>();
		for (int r = 0; r < REALISATIONS; r++) realisations.add(new LayeredKernels(layers(plans, OWN_STREAMS * (r + 1)), input.positionCount(), false, convergent, tangentConvergent));
		return new SampledKernels(realisations);
	}

	private boolean givesKernel() {
		return readout.covariance(1, Blas.java()).isPresent();
	}

	@Override
	public int inputDimension() {
		return network.inputs();
	}

	@Override
	public int outputs() {
		return network.outputs();
	}

	@Override
	public List<Integer> widths() {
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
		return network.isSymmetric();
	}

	@Override
	public <C> Optional<C> capability(Class<C> type) {
		return capabilities.stream().filter(type::isInstance).map(type::cast).findFirst();
	}

	/** What both ways to draw have in common. */
	private abstract class Drawing implements Sampling {

		@Override
		public DrawSampler sampler(Points points, long key, Blas blas) {
			int k = points.distinctCount();
			return new ComposedSampler(points, map(hidden, k, key, blas), hidden.outputs(), map(readout, k, key, blas), outputs(), readout.covariance(k, blas));
		}

		abstract Layer.ForwardMap map(Layer layer, int points, long key, Blas blas);

		abstract boolean isConditional();

		@Override
		public boolean givesKernel() {
			return ComposedEnsemble.this.givesKernel();
		}

		@Override
		public double work(int k) {
			return network.cost(k, isConditional()).work() + 0.5 * k * k * readout.inputs();
		}

		@Override
		public long workspace(int k) {
			return network.cost(k, isConditional()).bytes() + (long) Double.BYTES * k * (network.inputs() + readout.inputs() + outputs() + (long) k);
		}
	}

	private final class Explicit extends Drawing implements ExplicitSampling {

		@Override
		Layer.ForwardMap map(Layer layer, int points, long key, Blas blas) {
			return layer.explicit(points, key, blas);
		}

		@Override
		boolean isConditional() {
			return false;
		}
	}

	private final class Conditional extends Drawing implements ConditionalSampling {

		@Override
		Layer.ForwardMap map(Layer layer, int points, long key, Blas blas) {
			return layer.conditional(points, key, blas).orElseThrow();
		}

		@Override
		boolean isConditional() {
			return true;
		}
	}
}
