package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.GeneratingFunctional;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;

/**
 * Generating functional Z[J] = E e^{Σ_p J_p φ(x_p)} of the first output at chosen sources, W = ln Z (PHYSICS 5), of one cell: the mean over draws of e^{J·φ}, or, with the expectation over a Gaussian
 * readout done exactly, of e^{JᵀĜJ/2}. Immutable, thread-safe.
 */
final class Sources {

	static final String SOURCES = "sources";
	static final Sources NONE = new Sources(List.of(), List.of());

	/** A moment that laws with exponential tails have without overflow. */
	private static final int HIGH = 128;
	/** Of a rule for a bias. */
	private static final int PANELS = 8;

	/** As asked for, one number a point; and one number a distinct point. */
	private final List<double[]> asked, distinct;
	/** Theory, computed when it is first asked for. */
	private final Map<Integer, OptionalDouble> known = new ConcurrentHashMap<>();
	private final Map<Integer, Boolean> infinite = new ConcurrentHashMap<>();

	private Sources(List<double[]> asked, List<double[]> distinct) {
		this.asked = asked;
		this.distinct = distinct;
	}

	/** @throws UnsuitableException if a source has not one number a point */
	static Sources of(List<double[]> vectors, Points points) throws UnsuitableException {
		List<double[]> distinct = new ArrayList<>();
		for (double[] vector : vectors) {
			if (vector.length != points.count())
				throw new UnsuitableException(SOURCES, "a source has " + vector.length + " numbers, there are " + points.count() + " points",
						"give lists of one number a point, e.g. [[" + "1, ".repeat(points.count() - 1) + "1]]");
			double[] sum = new double[points.distinctCount()];
			for (int i = 0; i < vector.length; i++)
				sum[points.distinctIndex(i)] += vector[i];
			distinct.add(sum);
		}
		return new Sources(vectors, distinct);
	}

	int count() {
		return asked.size();
	}

	/** The numbers with one space between. */
	String label(int source) {
		var label = new StringJoiner(" ");
		for (double number : asked.get(source))
			label.add(number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number));
		return label.toString();
	}

	/** Adds e^{J·φ}, or its expectation given the hidden layers, of every draw to the totals. */
	void accumulate(Draws draws, double[] totals, int offset) {
		for (int source = 0; source < distinct.size(); source++) {
			double[] j = distinct.get(source);
			double sum = 0;
			for (int i = 0; i < draws.count(); i++)
				sum += Elementary.exp(draws.kernels() == null ? linear(j, draws.outputs(), i * draws.outputStride()) : 0.5 * quadratic(j, draws.kernels(), i * draws.kernelStride()));
			totals[offset + source] += sum;
		}
	}

	private static double linear(double[] j, double[] fields, int offset) {
		double sum = 0;
		for (int p = 0; p < j.length; p++)
			sum = Math.fma(j[p], fields[offset + p], sum);
		return sum;
	}

	private static double quadratic(double[] j, double[] packed, int offset) {
		double sum = 0;
		for (int p = 0; p < j.length; p++) {
			double row = 0.5 * j[p] * packed[offset + DrawSampler.index(p, p, j.length)];
			for (int q = p + 1; q < j.length; q++)
				row = Math.fma(j[q], packed[offset + DrawSampler.index(p, q, j.length)], row);
			sum = Math.fma(2 * j[p], row, sum);
		}
		return sum;
	}

	/** J^T K J for a kernel K by points. */
	double strength(int source, Kernel kernel) {
		double[] j = distinct.get(source);
		double sum = 0;
		for (int p = 0; p < j.length; p++)
			for (int q = 0; q < j.length; q++)
				sum += j[p] * j[q] == 0 ? 0 : j[p] * j[q] * kernel.of(p, q);
		return sum;
	}

	/** |J|² max_p K(x_p, x_p), PHYSICS 5. */
	double size(int source, Kernel kernel) {
		double square = 0, largest = 0;
		for (int p = 0; p < distinct.get(source).length; p++) {
			square += distinct.get(source)[p] * distinct.get(source)[p];
			largest = Math.max(largest, distinct.get(source)[p] == 0 ? 0 : kernel.of(p, p));
		}
		return square * largest;
	}

	/** A kernel at distinct points. */
	@FunctionalInterface
	interface Kernel {
		double of(int p, int q);
	}

	/** W = N ln E e^{w J·ϕ/√N} + ln E e^{b Σ J} of one hidden layer; empty where it is not known. */
	OptionalDouble theory(int source, Ensemble ensemble, Points points) {
		return known.computeIfAbsent(source, key -> compute(source, ensemble, points));
	}

	/** Whether Z is known not to exist: by the growth of the network, or a readout without all moments. */
	boolean isInfinite(int source, Ensemble ensemble, Points points) {
		return infinite.computeIfAbsent(source, key -> {
			double[] j = distinct.get(source);
			return Arrays.stream(j).anyMatch(number -> number != 0) && (ensemble.capability(GeneratingFunctional.class).map(known -> known.isInfinite(points, j)).orElse(false) || isHeavy(ensemble, Role.WEIGHT)
					|| Arrays.stream(j).sum() != 0 && isHeavy(ensemble, Role.BIAS));
		});
	}

	/** Whether the readout's weights or biases lack a moment. */
	private static boolean isHeavy(Ensemble ensemble, Role role) {
		List<ParameterGroup> groups = ensemble.groups();
		int last = groups.stream().mapToInt(ParameterGroup::layer).max().orElse(-1);
		return IntStream.range(0, groups.size()).filter(i -> groups.get(i).layer() == last && groups.get(i).role() == role).mapToObj(ensemble.laws()::get)
				.anyMatch(law -> law.variance() > 0 && Double.isNaN(law.standardisedMoment(HIGH)));
	}

	private OptionalDouble compute(int source, Ensemble ensemble, Points points) {
		if (Arrays.stream(distinct.get(source)).allMatch(number -> number == 0))
			return OptionalDouble.of(0);
		var layer = ensemble.capability(SingleLayer.class);
		if (layer.isEmpty() || !layer.get().readoutWeight().isIndependent() || isInfinite(source, ensemble, points))
			return OptionalDouble.empty();
		double total = 0;
		for (double number : distinct.get(source))
			total += number;
		double bias = bias(layer.get().readoutBias(), total);
		var excess = layer.get().generating(points, distinct.get(source));
		return excess.isEmpty() || Double.isNaN(bias) ? OptionalDouble.empty() : OptionalDouble.of(layer.get().width() * Elementary.log1p(excess.getAsDouble()) + bias);
	}

	/** ln E e^{b t}; NaN where it is not known. */
	private static double bias(Law law, double t) {
		if (law.isGaussian() || law.variance() == 0 || t == 0)
			return 0.5 * law.variance() * t * t;
		return law.rule(Math.abs(t), PANELS).map(rule -> {
			double sum = 0;
			for (int i = 0; i < rule[0].length; i++)
				sum += rule[1][i] * Elementary.exp(t * rule[0][i]);
			return StrictMath.log(sum);
		}).orElse(Double.NaN);
	}
}
