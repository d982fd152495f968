package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.network.SingleLayer.Expectation;

/**
 * How far networks of finite width are from a Gaussian process: connected four-point functions of all layers of preactivations against the 1/N expansion, six-point functions of the output, scaling
 * with the width and its intercept, tests of normality (PHYSICS 8).
 */
public final class NonGaussianity implements Analysis<Sums> {

	static final String MULTISETS = "multisets", ORDER = "order", NORMALITY = "normality";

	/** More rows than this are an oversight. */
	private static final int LARGEST_TABLE = 200_000;
	/** Multisets of six that are computed within seconds. */
	private static final int MOST_SIXTH = 84;

	/** Expectations over one neuron: the same in every cell that differs in the width only. An instance serves one plan. */
	private final Map<List<Object>, Optional<Expectation>> expectations = new ConcurrentHashMap<>();

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var points = cell.points();
		int[][] shown = multisets(points.count(), parameters.list(MULTISETS).stream().map(String.class::cast).toList());
		int[][] rows = new int[shown.length][];
		for (int row = 0; row < rows.length; row++)
			rows[row] = Arrays.stream(shown[row]).map(points::distinctIndex).sorted().toArray();
		var choice = choose(cell, true);
		var theory = new VertexTheory(cell, expectations);
		int k = points.distinctCount();
		int[][] sixth = parameters.integer(ORDER) < 6 || binomial(k + 5, 6) > MOST_SIXTH ? new int[0][] : all(k, 6);
		var normality = parameters.flag(NORMALITY) && choice.path() != null ? Optional.ofNullable(NormalitySums.of(k, mean(theory, k))) : Optional.<NormalitySums>empty();
		return new VertexMeasurement(choice, theory, k, shown, rows, sixth, normality, cell.ensemble().isEven());
	}

	private static double binomial(int n, int k) {
		double count = 1;
		for (int i = 1; i <= k; i++)
			count = count * (n - k + i) / i;
		return count;
	}

	private static int[][] all(int k, int order) {
		var multisets = new Multisets(k, order);
		List<int[]> all = new ArrayList<>();
		for (int rank = multisets.start(order); rank < multisets.size(); rank++)
			all.add(multisets.get(rank));
		return all.toArray(int[][]::new);
	}

	/** The multisets of four that are asked for, each once, in the order of the table. */
	static int[][] multisets(int points, List<String> labels) throws UnsuitableException {
		if (labels.equals(List.of("all"))) {
			if (binomial(points + 3, 4) > LARGEST_TABLE)
				throw new UnsuitableException(MULTISETS, (long) binomial(points + 3, 4) + " multisets of four of " + points + " points are too many", "name the multisets");
			return all(points, 4);
		}
		var multisets = new Multisets(points, 4);
		List<int[]> chosen = new ArrayList<>();
		for (String label : labels)
			try {
				int[] indices = multisets.parse(label);
				if (indices.length != 4)
					throw new IllegalArgumentException("'" + label + "' has " + indices.length + " indices, needed are 4");
				chosen.add(indices);
			} catch (IllegalArgumentException e) {
				throw new UnsuitableException(MULTISETS, e.getMessage(), "give multisets of four points, e.g. [\"0 0 1 1\"], or all");
			}
		chosen.sort(Arrays::compare);
		List<int[]> distinct = new ArrayList<>();
		for (int[] one : chosen)
			if (distinct.isEmpty() || !Arrays.equals(distinct.getLast(), one))
				distinct.add(one);
		return distinct.toArray(int[][]::new);
	}

	/** What networks are drawn for: kernels where the readout is Gaussian, of all layers where the others are too, else outputs. */
	static VertexMeasurement.Choice choose(Cell cell, boolean allLayers) throws UnsuitableException {
		if (cell.draws() == 0)
			return new VertexMeasurement.Choice(null, true, 0, "nothing is drawn: theory alone");
		List<Path> paths = cell.sampler().map(Stream::of).orElse(Stream.of(Path.CONDITIONAL, Path.EXPLICIT)).toList();
		for (boolean kernels : new boolean[] { true, false })
			for (Path path : paths) {
				Optional<? extends Sampling> sampling = path == Path.CONDITIONAL ? cell.ensemble().capability(ConditionalSampling.class) : cell.ensemble().capability(ExplicitSampling.class);
				if (sampling.isEmpty() || kernels && sampling.get().kernels() == 0)
					continue;
				int layers = kernels ? allLayers ? sampling.get().kernels() : 1 : 1;
				return new VertexMeasurement.Choice(path, kernels, layers, (kernels ? "covariance of kernels given the layers before" + (layers > 1 ? ", of all layers" : "") : "plain products of outputs: the readout is not Gaussian")
						+ "; " + path.word() + " sampling");
			}
		throw new UnsuitableException("sampling.sampler", "this network and prior cannot be drawn that way", "use sampling.sampler=auto, or draws=0 for theory alone");
	}

	private static double[] mean(VertexTheory theory, int k) {
		double[] packed = new double[DrawSampler.packedLength(k)];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				packed[at] = theory.meanKernel(p, q);
				if (!Double.isFinite(packed[at]))
					return null;
			}
		return packed;
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		return new VertexFindings(results.stream().map(VertexEstimate::of).toList(), parameters.integer(ORDER) >= 6).findings();
	}

	@Override
	public OptionalDouble relativeError(Parameters parameters, Result<Sums> result) {
		var estimate = VertexEstimate.of(result);
		if (!estimate.isMeasured())
			return result.measurement().need().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.NaN);
		if (estimate.missing(false).isPresent())
			return OptionalDouble.empty(); // what does not exist sets no target
		double worst = 0;
		for (int row = 0; row < estimate.rows(); row++)
			worst = Math.max(worst, estimate.error(estimate.layers(), row) / Math.abs(estimate.connected(estimate.layers(), row))); // NaN stays
		return OptionalDouble.of(worst);
	}
}
