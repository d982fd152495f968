package org.physics4ml.analysis.statistics.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.core.network.SingleLayer.Expectation;
import org.physics4ml.core.network.WidthExpansion;
import org.physics4ml.core.network.WidthExpansion.Expansion;

/**
 * What is known of the connected functions of the preactivations of a cell: one hidden layer at every width (PHYSICS 8.1), deeper networks to leading order in 1/N, some of them exactly (8.2). NaN
 * where something is not known. Points are distinct points. Values are computed when they are first asked for, and kept. Thread-safe.
 */
final class VertexTheory {

	static final String EXPANSION = "leading order in 1/N (8.2), arXiv:2106.10165", EXACT = "exact at finite width (2.28)";

	private static final double ROUNDING = 4e-15;

	private final Cell cell;
	private final Optional<Expansion> expansion;
	private final SingleLayerTheory single;
	private final Optional<SingleLayer> neurons;
	private final double[] limit;
	private final String missing;
	private final Map<String, Double> neuronMoments = new HashMap<>();

	/** @param expectations of neurons at points, shared by the cells of a sweep; safe for several threads */
	VertexTheory(Cell cell, Map<List<Object>, Optional<Expectation>> expectations) throws UnsuitableException {
		this.cell = cell;
		var sites = new Sites(cell.points(), 1, 1, List.of("all"));
		single = new SingleLayerTheory(cell.ensemble(), cell.points(), sites, expectations);
		neurons = cell.ensemble().capability(SingleLayer.class);
		Optional<Expansion> found = Optional.empty();
		String why = neurons.isPresent() ? "" : !single.dependent().isEmpty() ? single.dependent() : "the expansion in 1/N is not known for this network and prior: use mlp with Gaussian hidden layers, or one hidden layer";
		var capability = cell.ensemble().capability(WidthExpansion.class);
		if (capability.isPresent())
			try {
				found = Optional.of(capability.get().expansion(cell.points()));
				why = "";
			} catch (UnsuitableException e) {
				why = e.getMessage() + "; " + e.remedy();
			}
		expansion = found;
		missing = why;
		limit = limit(cell);
	}

	private static double[] limit(Cell cell) {
		var capability = cell.ensemble().capability(InfiniteWidth.class);
		if (capability.isPresent())
			try {
				double[] kernel = capability.get().nngp(cell.points(), Method.AUTO).values();
				boolean finite = true;
				for (double value : kernel)
					finite &= Double.isFinite(value);
				if (finite)
					return kernel;
			} catch (UnsuitableException e) {
				// no theory for the kernel then
			}
		return null;
	}

	/** Why there is no theory for the four-point functions; empty text where there is. */
	String missing() {
		return missing;
	}

	/** Which moments of the readout exist. */
	Existence existence() {
		return single.existence();
	}

	/** Whether there is a theory for the output. */
	boolean isKnown() {
		return expansion.isPresent() || isSingle();
	}

	/** Whether the parameters of every group are independent of each other. */
	boolean isIndependent() {
		return cell.ensemble().laws().stream().allMatch(law -> law.isIndependent() || law.variance() == 0);
	}

	/** Number of layers of preactivations, L+1; of draws made elsewhere, whose layers are not known, the output stands as that of one hidden layer. */
	int layers() {
		return Math.max(1, cell.ensemble().widths().size()) + 1;
	}

	/** N_{l-1}; 1 where no hidden layer is known of, as of draws made elsewhere: N Gc is Gc then. */
	int width(int layer) {
		return cell.ensemble().widths().isEmpty() ? 1 : cell.ensemble().widths().get(layer - 2);
	}

	/** Σ_{l ≤ L} 1/N_l */
	double parameter() {
		return cell.ensemble().widths().stream().mapToDouble(width -> 1.0 / width).sum();
	}

	/** Σ 1/N over the layers that a layer's expansion runs over. */
	double parameter(int layer) {
		return cell.ensemble().widths().stream().limit(layer - 1).mapToDouble(width -> 1.0 / width).sum();
	}

	private boolean isSingle() {
		return neurons.isPresent() && layers() == 2;
	}

	/** K of the limit of infinite width. */
	double kernel(int layer, int p, int q) {
		if (expansion.isPresent())
			return expansion.get().kernel(layer, p, q);
		if (layer == layers() && isSingle()) {
			double value = singleValue(Math.min(p, q), Math.max(p, q));
			if (Double.isFinite(value))
				return value;
		}
		return layer == layers() && limit != null ? limit[DrawSampler.index(Math.min(p, q), Math.max(p, q), cell.points().distinctCount())] : Double.NaN;
	}

	/** K and the leading shift of its mean, where that is known. */
	double meanKernel(int p, int q) {
		double kernel = kernel(layers(), p, q);
		return expansion.isEmpty() ? kernel : kernel + expansion.get().meanShift(layers(), p, q).orElse(0);
	}

	/** Packed kernel of a layer at the distinct points, 0 where it is not known: what is subtracted from every draw. */
	double[] reference(int layer) {
		int k = cell.points().distinctCount();
		double[] packed = new double[DrawSampler.packedLength(k)];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				double value = kernel(layer, p, q);
				packed[at] = Double.isFinite(value) ? value : 0;
			}
		return packed;
	}

	/** Leading order of the connected four-point function. */
	double leading(int layer, int[] points) {
		if (expansion.isPresent())
			return rounded(layer, expansion.get().fourPoint(layer, points[0], points[1], points[2], points[3]).orElse(Double.NaN), points);
		return layer == layers() && isSingle() ? rounded(layer, singleValue(points), points) : Double.NaN;
	}

	/** The connected four-point function, exactly. */
	double exact(int layer, int[] points) {
		if (layer == layers() && isSingle())
			return rounded(layer, singleValue(points), points);
		return expansion.isEmpty() ? Double.NaN : rounded(layer, expansion.get().exactFourPoint(layer, points[0], points[1], points[2], points[3]).orElse(Double.NaN), points);
	}

	/** 0 where a four-point function is below the rounding of the terms that cancel in it, each of the size of Π √(K - σ_b²)/N. */
	private double rounded(int layer, double value, int[] points) {
		double square = 1, bias = 0;
		for (int group = 0; group < cell.ensemble().groups().size(); group++)
			if (cell.ensemble().groups().get(group).role() == Role.BIAS && cell.ensemble().groups().get(group).layer() == layer - 1)
				bias = cell.ensemble().laws().get(group).variance();
		for (int point : points)
			square *= kernel(layer, point, point) - bias;
		return width(layer) * Math.abs(value) <= ROUNDING * Math.sqrt(square) ? 0 : value;
	}

	/** Connected function of the output of any even order: one hidden layer. */
	double connected(int... points) {
		return isSingle() ? singleValue(points) : Double.NaN;
	}

	private double singleValue(int... points) {
		return single.value(points).map(SingleLayerTheory.Value::connected).orElse(Double.NaN);
	}

	/** The kurtosis Ξ4/Ξ2² of the readout weights. */
	double kurtosis() {
		var groups = cell.ensemble().groups();
		for (int i = 0; i < groups.size(); i++)
			if (groups.get(i).name().equals("weight-out"))
				return cell.ensemble().laws().get(i).standardisedMoment(4);
		return Double.NaN;
	}

	/** The leading four-point function of the output, times N_L, with a Gaussian readout of the same variance in the place of the prior's. */
	double gaussianCore(int[] i) {
		if (expansion.isPresent()) {
			double sum = 0;
			for (int[] order : PAIRINGS)
				sum += expansion.get().covariance(layers(), i[order[0]], i[order[1]], i[order[2]], i[order[3]]).orElse(Double.NaN);
			return width(layers()) * rounded(layers(), sum, i);
		}
		if (!isSingle())
			return Double.NaN;
		double variance = neurons.get().readoutWeight().variance(), sum = 3 * neuron(i);
		for (int[] order : PAIRINGS)
			sum -= neuron(i[order[0]], i[order[1]]) * neuron(i[order[2]], i[order[3]]);
		return width(layers()) * rounded(layers(), variance * variance * sum / width(layers()), i);
	}

	static final int[][] PAIRINGS = { { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 0, 3, 1, 2 } };

	private synchronized double neuron(int... points) {
		return neuronMoments.computeIfAbsent(Multisets.label(points), key -> neurons.get().moment(cell.points(), points).map(Expectation::value).orElse(Double.NaN));
	}
}
