package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.SingleLayer.Expectation;

/**
 * What action the connected four-point function of the output comes from: the coupling of a local quartic term against the cutoff with the conventions of arXiv:2008.08601, and the density with the connected
 * functions as vertices, arXiv:2307.03223 (PHYSICS 10).
 */
public final class EffectiveAction implements Analysis<Sums> {

	static final String CUTOFFS = "cutoffs";
	/** Points of the reconstruction at most. */
	private static final int MOST = 4;

	/** Expectations over one neuron: the same in every cell that differs in the width only. An instance serves one plan. */
	private final Map<List<Object>, Optional<Expectation>> expectations = new ConcurrentHashMap<>();

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var points = cell.points();
		double[] cutoffs = parameters.reals(CUTOFFS);
		LocalIntegrals.check(cutoffs, points.dimension());
		var couplings = couplings(cell, cutoffs);
		int[][] shown = NonGaussianity.multisets(points.count(), parameters.list(NonGaussianity.MULTISETS).stream().map(String.class::cast).toList());
		var theory = new VertexTheory(cell, expectations);
		int k = points.distinctCount();
		int[] chosen = independent(theory, k);
		List<int[]> rows = new ArrayList<>(), sixth = new ArrayList<>();
		for (int[] one : shown)
			rows.add(Arrays.stream(one).map(points::distinctIndex).sorted().toArray());
		List<int[]> coupled = List.copyOf(rows);
		List<int[]> multisets = Edgeworth.evenMultisets(chosen.length);
		for (int[] multiset : chosen.length == 0 ? List.<int[]>of() : multisets)
			if (multiset.length > 2)
				(multiset.length == 4 ? rows : sixth).add(Arrays.stream(multiset).map(i -> chosen[i]).toArray());
		var choice = NonGaussianity.choose(cell, false);
		var vertices = new VertexMeasurement(choice, theory, k, shown, rows.toArray(int[][]::new), sixth.toArray(int[][]::new), Optional.empty(), cell.ensemble().isEven());
		return new Measured(vertices, shown, coupled, chosen, multisets, couplings.of(coupled));
	}

	/** Without a kernel of infinite width there are no couplings, and the rest of the analysis stays. */
	private static Couplings couplings(Cell cell, double[] cutoffs) throws UnsuitableException {
		var limit = cell.ensemble().capability(InfiniteWidth.class);
		if (limit.isEmpty())
			return new Couplings(null, cell, cutoffs, "the kernel of infinite width is not known for this architecture and prior, so that its integrals cannot be computed");
		try {
			limit.get().blocks(cell.points(), cell.points(), InfiniteWidth.Method.AUTO, false, false).block(0, 1, 0, 1); // what is wrong with it shows before the run
		} catch (UnsuitableException e) {
			if (!e.path().startsWith("prior"))
				throw e;
			return new Couplings(null, cell, cutoffs, e.getMessage() + "; " + e.remedy());
		}
		return new Couplings(limit.get(), cell, cutoffs, "");
	}

	/** Up to four of the first points whose kernel is far from singular, or not known. */
	private static int[] independent(VertexTheory theory, int k) {
		int n = k;
		double[] packed = new double[DrawSampler.packedLength(n)];
		for (int p = 0, at = 0; p < n; p++)
			for (int q = p; q < n; q++, at++) {
				packed[at] = theory.meanKernel(p, q);
				if (!Double.isFinite(packed[at]))
					return IntStream.range(0, Math.min(MOST, n)).toArray();
			}
		int[] pivots = new int[n];
		int rank = Cholesky.factor(n, packed, 0, 1e-6, new double[n * n], 0, pivots, new double[n]);
		return Arrays.stream(pivots, 0, Math.min(MOST, rank)).sorted().toArray();
	}

	/** I(Λ) of every row, computed when they are first asked for. */
	static final class Couplings {

		private final InfiniteWidth limit;
		private final Cell cell;
		private LocalIntegrals integrals;
		private final double[] cutoffs;
		private final List<LocalIntegrals.Integrals> values = new ArrayList<>();
		private String problem;

		/** @param problem why there are none; empty text if there are */
		Couplings(InfiniteWidth limit, Cell cell, double[] cutoffs, String problem) {
			this.limit = limit;
			this.cell = cell;
			this.cutoffs = cutoffs;
			this.problem = problem;
		}

		private Couplings of(List<int[]> rows) {
			integrals = new LocalIntegrals(limit, cell.points(), rows.toArray(int[][]::new));
			return this;
		}

		double[] cutoffs() {
			return cutoffs;
		}

		/** Of each cutoff; empty where the kernel overflows, see {@link #problem}. */
		synchronized List<LocalIntegrals.Integrals> values() {
			if (values.isEmpty() && problem.isEmpty())
				try {
					values.addAll(integrals.of(cutoffs));
				} catch (UnsuitableException e) {
					problem = e.getMessage() + "; " + e.remedy();
				}
			return values;
		}

		String problem() {
			return problem;
		}
	}

	/**
	 * Connected functions and moments of the output.
	 *
	 * @param shown     multisets of four of the experiment's points, whose couplings are wanted
	 * @param coupled   the distinct points of each, sorted
	 * @param chosen    distinct points of the reconstruction
	 * @param multisets of two, four and six of these
	 */
	record Measured(VertexMeasurement vertices, int[][] shown, List<int[]> coupled, int[] chosen, List<int[]> multisets, Couplings couplings) implements Measurement<Sums> {

		@Override
		public Optional<Need> need() {
			return vertices.need();
		}

		@Override
		public Sums empty() {
			return vertices.empty();
		}

		@Override
		public void accumulate(Draws draws, Sums statistic) {
			vertices.accumulate(draws, statistic);
		}

		@Override
		public String explanation() {
			return vertices.explanation();
		}

		@Override
		public long bytes() {
			return vertices.bytes();
		}

		/** Connected four-point functions of {@link #coupled}, then moments at {@link #multisets}. */
		double[] evaluate(long draws, double[] sums) {
			double[] connected = vertices.evaluate(draws, sums), values = new double[coupled.size() + (chosen.length == 0 ? 0 : multisets.size())];
			System.arraycopy(connected, 0, values, 0, coupled.size());
			Map<String, Double> fourth = new HashMap<>();
			for (int row = 0; row < vertices.rows().length; row++)
				fourth.put(Arrays.toString(vertices.rows()[row]), connected[row]);
			for (int m = 0, six = 0; m < values.length - coupled.size(); m++) {
				int[] i = Arrays.stream(multisets.get(m)).map(point -> chosen[point]).toArray();
				values[coupled.size() + m] = switch (i.length) {
				case 2 -> vertices.twoPoint(i[0], i[1], draws, sums);
				case 4 -> moment4(i, fourth, draws, sums);
				default -> moment6(i, connected[vertices.sixth(six++)], fourth, draws, sums);
				};
			}
			return values;
		}

		private double moment4(int[] i, Map<String, Double> fourth, long draws, double[] sums) {
			double sum = fourth.get(Arrays.toString(i));
			for (int[] order : VertexTheory.PAIRINGS)
				sum += vertices.twoPoint(i[order[0]], i[order[1]], draws, sums) * vertices.twoPoint(i[order[2]], i[order[3]], draws, sums);
			return sum;
		}

		/** Σ_15 (G2 G2 G2) + Σ_15 (G2 Gc4) + Gc6. */
		private double moment6(int[] i, double connected, Map<String, Double> fourth, long draws, double[] sums) {
			double sum = connected;
			for (int[] order : VertexMeasurement.sixPairings())
				sum += vertices.twoPoint(i[order[0]], i[order[1]], draws, sums) * vertices.twoPoint(i[order[2]], i[order[3]], draws, sums) * vertices.twoPoint(i[order[4]], i[order[5]], draws, sums);
			for (int a = 0; a < 6; a++)
				for (int b = 0; b < a; b++) {
					int first = a, second = b;
					int[] rest = IntStream.range(0, 6).filter(j -> j != first && j != second).map(j -> i[j]).toArray();
					sum += vertices.twoPoint(i[a], i[b], draws, sums) * fourth.get(Arrays.toString(rest));
				}
			return sum;
		}
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		return new EffectiveFindings(results).findings();
	}
}
