package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.core.network.SingleLayer.Expectation;

/**
 * Moments and connected functions of one hidden layer at any width: Gc(1…n) = N^{1-n/2} κ_n(wϕ_1, …, wϕ_n) + κ_n(b), from expectations over one neuron
 * (PHYSICS 8.1); with readout weights that depend on each other by {@link ExchangeableSum}. For other ensembles only what symmetry says: odd correlators of an ensemble that is even in φ vanish. Values are computed when they are
 * first asked for, and kept. Thread-safe.
 */
final class SingleLayerTheory {

	/**
	 * @param moment    G
	 * @param connected Gc
	 * @param source    how the expectations were computed
	 */
	record Value(double moment, double connected, String source) {
	}

	private static final String CLOSED_FORM = "closed form";

	private final Ensemble ensemble;
	private final Optional<SingleLayer> layer;
	private final Points points;
	private final Sites sites;
	private final Existence existence;
	private final Map<List<Object>, Optional<Expectation>> expectations;
	private final Map<String, Optional<Value>> values = new HashMap<>();

	/** @param expectations of neurons at points, shared by the cells of a sweep; safe for several threads */
	SingleLayerTheory(Ensemble ensemble, Points points, Sites sites, Map<List<Object>, Optional<Expectation>> expectations) {
		this.expectations = expectations;
		this.ensemble = ensemble;
		this.points = points;
		this.sites = sites;
		existence = new Existence(ensemble, sites);
		layer = ensemble.capability(SingleLayer.class);
	}

	/** What stands in the way of theory where parameters before the readout depend on each other; empty text if none do. */
	String dependent() {
		var groups = ensemble.groups();
		int last = groups.stream().mapToInt(ParameterGroup::layer).max().orElse(-1);
		return IntStream.range(0, groups.size()).filter(i -> groups.get(i).layer() < last && groups.get(i).role() == ParameterGroup.Role.WEIGHT && !ensemble.laws().get(i).isIndependent()).mapToObj(i -> groups.get(i).name()).findFirst()
				.map(name -> "the parameters of " + name + " depend on each other, and no theory is known for such hidden layers: it is left empty; give this law to the readout alone, in the form prior.groups.weight-out={\"id\":\"radial\", …} beside prior=gaussian")
				.orElse("");
	}

	Existence existence() {
		return existence;
	}

	/** The exact value for sorted distinct sites; empty where it is not known or does not exist. */
	synchronized Optional<Value> value(int[] fields) {
		return values.computeIfAbsent(Arrays.toString(fields), key -> compute(fields));
	}

	private Optional<Value> compute(int[] fields) {
		if (existence.ofCorrelator(fields).isPresent())
			return Optional.empty();
		if (fields.length % 2 == 1 && ensemble.isEven())
			return Optional.of(new Value(0, 0, "exact: symmetry φ → -φ"));
		if (layer.isEmpty())
			return Optional.empty();
		var weight = layer.get().readoutWeight();
		return weight.isIndependent() ? ofIndependent(weight, fields) : ofDependent(weight, fields);
	}

	/** Cumulants over independent neurons and weights add up. */
	private Optional<Value> ofIndependent(Law weight, int[] fields) {
		int n = fields.length;
		double[] neuron = new double[1 << n];
		String source = CLOSED_FORM;
		for (int set = 1; set < neuron.length; set++) {
			int[] members = members(set, n);
			double weights = lawMoment(weight, fields, set);
			if (weights == 0)
				continue;
			var expectation = expectation(members, fields);
			if (expectation.isEmpty())
				return Optional.empty();
			neuron[set] = weights * expectation.get().value();
			source = source(source, expectation.get());
		}
		double[] connected = Subsets.cumulants(neuron);
		for (int set = 1; set < connected.length; set++)
			connected[set] *= scale(Integer.bitCount(set));
		return value(connected, fields, "exact: N^{1-n/2} κ_n(wϕ), " + source);
	}

	private Optional<Value> ofDependent(Law weight, int[] fields) {
		int n = fields.length;
		String[] source = { CLOSED_FORM };
		if (weight.jointMoment(n).isEmpty())
			return Optional.empty();
		return ExchangeableSum.moments(n, layer.get().width(), blocks -> lawMoment(weight, fields, blocks), set -> {
			var expectation = expectation(members(set, n), fields);
			expectation.ifPresent(found -> source[0] = source(source[0], found));
			return expectation.map(Expectation::value);
		}).flatMap(moments -> value(Subsets.cumulants(moments), fields, "exact: Σ_π (N)_|π| E[Π w] Π E[Π ϕ], " + source[0]));
	}

	/** @param connected cumulants of the sum over neurons, to which those of the bias are added */
	private Optional<Value> value(double[] connected, int[] fields, String source) {
		int all = connected.length - 1;
		var bias = new double[connected.length];
		for (int set = 1; set < bias.length; set++)
			bias[set] = lawMoment(layer.get().readoutBias(), fields, set);
		double[] ofBias = Subsets.cumulants(bias);
		for (int set = 1; set < connected.length; set++)
			connected[set] += ofBias[set];
		if (!Double.isFinite(connected[all]))
			return Optional.empty(); // overflow, or a bias whose moments are not known
		return Optional.of(new Value(Subsets.moments(connected)[all], connected[all], source));
	}

	private static String source(String before, Expectation expectation) {
		return expectation.source().startsWith(CLOSED_FORM) ? before : expectation.source();
	}

	/** N^{1-n/2}, by products and one square root so that it is the same on every CPU. */
	private double scale(int n) {
		double width = layer.get().width(), scale = n % 2 == 1 ? Math.sqrt(width) : width;
		for (int i = 0; i < n / 2; i++)
			scale /= width;
		return scale;
	}

	private static int[] members(int set, int n) {
		return IntStream.range(0, n).filter(i -> (set >> i & 1) == 1).toArray();
	}

	/**
	 * E of the product of the parameters of fields: those of one mask and one output are one parameter, all others different ones.
	 *
	 * @param masks of fields
	 */
	private double lawMoment(Law law, int[] fields, int... masks) {
		if (law.variance() == 0)
			return 0;
		int[] orders = Arrays.stream(masks).flatMap(mask -> orders(mask, fields)).toArray();
		int n = Arrays.stream(orders).sum();
		boolean each = law.isIndependent() || law.isSpherical(); // else only all parameters together change their sign
		if (law.isEven() && (each ? Arrays.stream(orders).anyMatch(order -> order % 2 == 1) : n % 2 == 1))
			return 0;
		double moment = law.jointMoment(orders).orElse(Double.NaN);
		for (int i = 0; i < n / 2; i++)
			moment *= law.variance();
		return n % 2 == 1 ? moment * Math.sqrt(law.variance()) : moment;
	}

	/** Numbers of fields of each output. */
	private IntStream orders(int mask, int[] fields) {
		var powers = Arrays.stream(members(mask, fields.length)).boxed().collect(Collectors.groupingBy(i -> sites.output(fields[i]), Collectors.counting()));
		return powers.values().stream().mapToInt(Long::intValue);
	}

	private Optional<Expectation> expectation(int[] members, int[] fields) {
		int[] indices = Arrays.stream(members).map(i -> sites.point(fields[i])).sorted().toArray();
		List<Object> key = new ArrayList<>();
		key.add(layer.get().neuron());
		for (int index : indices)
			for (double coordinate : points.distinct(index))
				key.add(coordinate);
		return expectations.computeIfAbsent(key, absent -> layer.get().moment(points, indices));
	}
}
