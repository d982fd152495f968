package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Comparison;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.LastHiddenLayer;
import org.physics4ml.core.network.SingleLayer.Expectation;

/**
 * Correlators G^(n)(x_1 … x_n) = ⟨φ(x_1) … φ(x_n)⟩ and connected functions Gc^(n) at multisets of the points, n ≤ 4, beside the exact values of one hidden layer;
 * scaling with the width (PHYSICS 5, 8.1, 8.3, 9).
 */
public final class Correlators implements Analysis<Sums> {

	static final String ORDER = "order";
	static final String ESTIMATOR = "estimator";
	static final String MULTISETS = "multisets";
	static final String OVERLAY = "overlay";

	/** Expectations over one neuron: the same in every cell that differs in the width only. An instance serves one plan. */
	private final Map<List<Object>, Optional<Expectation>> expectations = new ConcurrentHashMap<>();

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		List<String> multisets = parameters.list(MULTISETS).stream().map(String.class::cast).toList();
		var sites = new Sites(cell.points(), cell.ensemble().outputs(), (int) parameters.integer(ORDER), multisets);
		var sources = Sources.of(parameters.vectors(Sources.SOURCES), cell.points());
		var choice = Estimator.choose(parameters.text(ESTIMATOR), cell, sites);
		var theory = new SingleLayerTheory(cell.ensemble(), cell.points(), sites, expectations);
		return switch (choice.estimator()) {
		case EXACT -> exact(choice, sites, theory, sources);
		case RAO_BLACKWELL -> new KernelMeasurement(choice, sites, theory, sources, reference(cell), Optional.empty(), Optional.empty());
		case RAO_BLACKWELL_2 -> {
			var last = cell.ensemble().capability(LastHiddenLayer.class).orElseThrow();
			yield new KernelMeasurement(choice, sites, theory, sources, reference(cell), Optional.of(new NeuronCumulants(last, cell.points().distinctCount())),
					last.fixedKernel(cell.points()));
		}
		default -> new ProductMeasurement(choice, sites, theory, sources, cell.ensemble().isEven());
		};
	}

	private static Measurement<Sums> exact(Estimator.Choice choice, Sites sites, SingleLayerTheory theory, Sources sources) throws UnsuitableException {
		for (Sites.Row row : sites.rows())
			if (theory.value(row.fields()).isEmpty() && theory.existence().ofCorrelator(row.fields()).isEmpty())
				throw new UnsuitableException(ESTIMATOR, "no exact value is known for the multiset " + row.label(),
						"use the estimator auto; exact values exist for one hidden layer, see the help of correlators");
		return new CorrelatorMeasurement.Exact(choice, sites, theory, sources);
	}

	/** A kernel near the mean of Ĝ: that of infinite width where it is known, else 0. */
	private static double[] reference(Cell cell) {
		Optional<InfiniteWidth> limit = cell.ensemble().capability(InfiniteWidth.class);
		if (limit.isPresent())
			try {
				double[] kernel = limit.get().nngp(cell.points(), Method.AUTO).values();
				boolean finite = true;
				for (double value : kernel)
					finite &= Double.isFinite(value);
				if (finite)
					return kernel;
			} catch (UnsuitableException e) {
				// any fixed reference is right, this one would only have been better
			}
		return new double[DrawSampler.packedLength(cell.points().distinctCount())];
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		List<CellEstimate> cells = new ArrayList<>();
		for (Result<Sums> result : results)
			cells.add(CellEstimate.of(result));
		return new CorrelatorFindings(name, parameters, cells).findings();
	}

	@Override
	public OptionalDouble relativeError(Parameters parameters, Result<Sums> result) {
		var estimate = CellEstimate.of(result);
		if (!estimate.isMeasured())
			return result.measurement().need().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.NaN);
		int[] rows = IntStream.range(0, estimate.rows().size()).filter(row -> estimate.missing(row).isEmpty()).toArray();
		int highest = Arrays.stream(rows).map(row -> estimate.rows().get(row).order()).filter(n -> n % 2 == 0).max().orElse(0);
		double worst = 0;
		for (int row : rows)
			if (estimate.rows().get(row).order() == highest) {
				double error = estimate.connectedError(row);
				double theory = Math.abs(estimate.connectedTheory(row)), scale = estimate.scale(row);
				double size = theory <= Comparison.EXACT * scale ? scale : Math.abs(estimate.connected(row)); // what is exactly 0 has no relative error
				if (error != 0)
					worst = Math.max(worst, error / size); // NaN stays
			}
		return highest == 0 ? OptionalDouble.empty() : OptionalDouble.of(worst);
	}
}
