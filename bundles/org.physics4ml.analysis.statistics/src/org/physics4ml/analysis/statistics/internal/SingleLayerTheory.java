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
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.core.network.SingleLayer.Expectation;

/**
 * Moments and connected functions of one hidden layer at any width: Gc(1…n) = N^{1-n/2} κ_n(wϕ_1, …, wϕ_n) + κ_n(b), from expectations over one neuron
 * (PHYSICS 8.1). For other ensembles only what symmetry says: odd correlators of an ensemble that is even in φ vanish. Values are computed when they are
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

	Existence existence() {
		return existence;
	}

	/** The exact value for sorted distinct sites; empty where it is not known or does not exist. */
	synchronized Optional<Value> value(int[] fields) {
		return values.computeIfAbsent(Arrays.toString(fields), key -> compute(fields));
	}

	private Optional<Value> compute(int[] fields) {
		int n = fields.length;
		if (existence.ofCorrelator(fields).isPresent())
			return Optional.empty();
		if (n % 2 == 1 && ensemble.isEven())
			return Optional.of(new Value(0, 0, "exact: symmetry φ → -φ"));
		if (layer.isEmpty())
			return Optional.empty();
		double[] neuron = new double[1 << n], bias = new double[1 << n];
		String source = "closed form";
		for (int set = 1; set < neuron.length; set++) {
			int[] members = members(set, n);
			double weights = lawMoment(layer.get().readoutWeight(), members, fields);
			bias[set] = lawMoment(layer.get().readoutBias(), members, fields);
			if (weights == 0)
				continue;
			var expectation = expectation(members, fields);
			if (expectation.isEmpty())
				return Optional.empty();
			neuron[set] = weights * expectation.get().value();
			if (!expectation.get().source().startsWith("closed form"))
				source = expectation.get().source();
		}
		double[] ofNeuron = Subsets.cumulants(neuron), ofBias = Subsets.cumulants(bias);
		double[] connected = new double[1 << n];
		for (int set = 1; set < connected.length; set++)
			connected[set] = ofNeuron[set] * scale(Integer.bitCount(set)) + ofBias[set];
		int all = connected.length - 1;
		if (!Double.isFinite(connected[all]))
			return Optional.empty(); // overflow
		return Optional.of(new Value(Subsets.moments(connected)[all], connected[all], "exact: N^{1-n/2} κ_n(wϕ), " + source));
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

	/** E of the product of a law's independent copies, one an output, over the members' outputs. */
	private double lawMoment(Law law, int[] members, int[] fields) {
		double product = 1;
		var powers = Arrays.stream(members).boxed().collect(Collectors.groupingBy(i -> sites.output(fields[i]), Collectors.counting()));
		for (long power : powers.values())
			product *= moment(law, (int) power);
		return product;
	}

	private static double moment(Law law, int n) {
		if (law.variance() == 0 || n % 2 == 1 && law.isEven())
			return 0;
		double moment = law.standardisedMoment(n);
		for (int i = 0; i < n / 2; i++)
			moment *= law.variance();
		return n % 2 == 1 ? moment * Math.sqrt(law.variance()) : moment;
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
