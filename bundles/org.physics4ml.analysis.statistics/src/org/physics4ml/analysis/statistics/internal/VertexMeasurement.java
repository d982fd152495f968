package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.compute.statistics.ConnectedEstimators;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.network.DrawSampler;

/**
 * The connected four-point functions of one preactivation of every layer whose kernel is given, Gc4 = Cov(Ĝ_ab, Ĝ_cd) + 2 permutations, and of the output's six-point functions, Gc6 = κ_3(Ĝ, Ĝ, Ĝ) over
 * the 15 pairings (law of total cumulance, PHYSICS 9.2); plain products of outputs where there is no kernel. Beside them the moments that tests of normality need.
 */
final class VertexMeasurement implements Measurement<Sums> {

	/** How a cell is measured: what is drawn, and on which path; null where nothing is. */
	record Choice(Path path, boolean kernels, int layers, String explanation) {
	}

	private final Choice choice;
	private final boolean even;
	private final VertexTheory theory;
	private final int distinct;
	private final int[][] shown, rows, sixth;
	private final Optional<NormalitySums> normality;
	private final double[][] references;
	/** Sub-multisets whose sums are kept: kernels' pairs, products of two and of three of them, by their numbers; or products of outputs, by the points. */
	private final int[][] pairs, products, triples;
	private final Map<String, Integer> places = new HashMap<>();
	/** Of each row and pairing the two pairs and their product. */
	private final int[][] terms;
	private final int length;

	/**
	 * @param shown     multisets of four of the experiment's points, the rows of the table
	 * @param rows      the distinct points of each, sorted
	 * @param sixth     multisets of six distinct points, of the output
	 * @param normality what tests of normality need
	 * @param even      whether odd moments of the outputs vanish
	 */
	VertexMeasurement(Choice choice, VertexTheory theory, int distinct, int[][] shown, int[][] rows, int[][] sixth, Optional<NormalitySums> normality, boolean even) {
		this.choice = choice;
		this.even = even;
		this.theory = theory;
		this.distinct = distinct;
		this.shown = shown;
		this.rows = rows;
		this.sixth = sixth;
		this.normality = normality;
		List<int[]> two = new ArrayList<>(), four = new ArrayList<>(), six = new ArrayList<>();
		for (int[] row : rows)
			if (choice.kernels())
				for (int[] order : VertexTheory.PAIRINGS)
					add(four, pair(two, row[order[0]], row[order[1]]), pair(two, row[order[2]], row[order[3]]));
			else
				addSubsets(two, row);
		for (int[] row : rows)
			for (int point : row) // for the ratio
				if (choice.kernels())
					pair(two, point, point);
				else
					add(two, point, point);
		for (int[] row : sixth)
			if (!choice.kernels())
				addSubsets(two, row);
			else
				for (int[] order : sixPairings()) {
					int a = pair(two, row[order[0]], row[order[1]]), b = pair(two, row[order[2]], row[order[3]]), c = pair(two, row[order[4]], row[order[5]]);
					add(four, a, b);
					add(four, a, c);
					add(four, b, c);
					add(six, a, b, c);
				}
		pairs = two.toArray(int[][]::new);
		products = four.toArray(int[][]::new);
		triples = six.toArray(int[][]::new);
		terms = new int[choice.kernels() ? rows.length : 0][9];
		for (int row = 0; row < terms.length; row++)
			for (int pairing = 0; pairing < 3; pairing++) {
				int[] order = VertexTheory.PAIRINGS[pairing];
				int a = pairOf(rows[row][order[0]], rows[row][order[1]]), b = pairOf(rows[row][order[2]], rows[row][order[3]]);
				terms[row][3 * pairing] = a;
				terms[row][3 * pairing + 1] = b;
				terms[row][3 * pairing + 2] = pairs.length + placeOf(a, b);
			}
		references = new double[choice.kernels() ? choice.layers() : 0][];
		for (int m = 0; m < references.length; m++)
			references[m] = theory.reference(theory.layers() - m);
		length = normalityOffset() + (choice.path() == null ? 0 : normality.map(NormalitySums::length).orElse(0));
	}

	/** The products of outputs that the connected function of a row needs. */
	private void addSubsets(List<int[]> list, int[] row) {
		for (int set = 1; set < 1 << row.length; set++)
			if (!even || Integer.bitCount(set) % 2 == 0)
				add(list, subset(row, set));
	}

	private int perLayer() {
		return pairs.length + products.length;
	}

	private int normalityOffset() {
		return choice.path() == null ? 0 : perLayer() * Math.max(1, choice.kernels() ? choice.layers() : 1) + triples.length;
	}

	/** Number of a product in its list; kernels' pairs have numbers, points of outputs are sorted. */
	private int add(List<int[]> list, int... members) {
		Arrays.sort(members);
		return places.computeIfAbsent(Arrays.toString(members) + kind(members), key -> {
			list.add(members);
			return list.size() - 1;
		});
	}

	private String kind(int[] members) {
		return choice.kernels() ? "of " + members.length + " kernels" : " of outputs";
	}

	private int pair(List<int[]> list, int a, int b) {
		int p = Math.min(a, b), q = Math.max(a, b);
		return places.computeIfAbsent(p + " " + q, key -> {
			list.add(new int[] { p, q });
			return list.size() - 1;
		});
	}

	private int placeOf(int... members) {
		Arrays.sort(members);
		return places.get(Arrays.toString(members) + kind(members));
	}

	private int pairOf(int a, int b) {
		return places.get(Math.min(a, b) + " " + Math.max(a, b));
	}

	private static int[] subset(int[] row, int set) {
		int[] members = new int[Integer.bitCount(set)];
		for (int i = 0, n = 0; i < row.length; i++)
			if ((set >> i & 1) == 1)
				members[n++] = row[i];
		return members;
	}

	/** The 15 pairings of six. */
	static int[][] sixPairings() {
		List<int[]> all = new ArrayList<>();
		for (int second = 1; second < 6; second++) {
			int partner = second;
			int[] rest = java.util.stream.IntStream.range(1, 6).filter(i -> i != partner).toArray();
			for (int[] order : VertexTheory.PAIRINGS)
				all.add(new int[] { 0, partner, rest[order[0]], rest[order[1]], rest[order[2]], rest[order[3]] });
		}
		return all.toArray(int[][]::new);
	}

	Choice choice() {
		return choice;
	}

	VertexTheory theory() {
		return theory;
	}

	int[][] shown() {
		return shown;
	}

	int[][] rows() {
		return rows;
	}

	int[][] sixth() {
		return sixth;
	}

	Optional<NormalitySums> normality() {
		return normality;
	}

	/** Whether a layer is measured. */
	boolean measures(int layer) {
		return choice.path() != null && theory.layers() - layer < choice.layers();
	}

	@Override
	public Optional<Need> need() {
		return needs().stream().findFirst();
	}

	@Override
	public List<Need> needs() {
		List<Need> needs = new ArrayList<>();
		if (choice.path() != null && choice.kernels())
			needs.add(new Need(choice.path(), choice.layers() > 1 ? Quantity.KERNELS : Quantity.KERNEL));
		if (choice.path() != null && (!choice.kernels() || normality.isPresent()))
			needs.add(new Need(choice.path(), Quantity.OUTPUTS));
		return needs;
	}

	@Override
	public Sums empty() {
		return new Sums(length);
	}

	@Override
	public long bytes() {
		return Sums.bytes(length);
	}

	@Override
	public String explanation() {
		return choice.explanation();
	}

	@Override
	public void accumulate(Draws draws, Sums statistic) {
		double[] sums = new double[length];
		if (choice.kernels())
			kernels(draws, sums);
		else
			outputs(draws, sums);
		normality.ifPresent(tests -> tests.accumulate(draws, sums, normalityOffset()));
		statistic.add(draws.count(), sums);
	}

	private void kernels(Draws draws, double[] sums) {
		int packed = DrawSampler.packedLength(distinct);
		int[] index = new int[pairs.length];
		for (int pair = 0; pair < index.length; pair++)
			index[pair] = DrawSampler.index(pairs[pair][0], pairs[pair][1], distinct);
		double[] delta = new double[pairs.length];
		for (int i = 0; i < draws.count(); i++)
			for (int m = choice.layers() - 1; m >= 0; m--) { // the output last: its differences stay for the triples
				int offset = i * draws.kernelStride() + m * packed, at = m * perLayer();
				for (int pair = 0; pair < delta.length; pair++, at++) {
					delta[pair] = draws.kernels()[offset + index[pair]] - references[m][index[pair]];
					sums[at] += delta[pair];
				}
				for (int[] product : products) {
					sums[at] = Math.fma(delta[product[0]], delta[product[1]], sums[at]);
					at++;
				}
				if (m == 0) {
					at = choice.layers() * perLayer();
					for (int[] triple : triples) {
						sums[at] = Math.fma(delta[triple[0]] * delta[triple[1]], delta[triple[2]], sums[at]);
						at++;
					}
				}
			}
	}

	private void outputs(Draws draws, double[] sums) {
		for (int i = 0; i < draws.count(); i++) {
			int offset = i * draws.outputStride();
			for (int at = 0; at < pairs.length; at++) {
				double product = 1;
				for (int point : pairs[at])
					product *= draws.outputs()[offset + point];
				sums[at] += product;
			}
		}
	}

	/** Where {@link #evaluate} puts the connected function of a row at a layer, its ratio to K², and the six-point functions. */
	int connected(int layer, int row) {
		return (theory.layers() - layer) * 2 * rows.length + row;
	}

	int ratio(int layer, int row) {
		return connected(layer, row) + rows.length;
	}

	int sixth(int row) {
		return 2 * rows.length * choice.layers() + row;
	}

	/** Estimates from sums. */
	double[] evaluate(long draws, double[] sums) {
		double[] values = new double[2 * rows.length * choice.layers() + sixth.length];
		for (int m = 0; m < choice.layers(); m++)
			for (int row = 0; row < rows.length; row++) {
				double connected = choice.kernels() ? ofKernels(row, m, draws, sums) : ofOutputs(rows[row], draws, sums), scale = 1;
				for (int point : rows[row])
					scale *= twoPoint(point, point, m, draws, sums);
				values[2 * rows.length * m + row] = connected;
				values[2 * rows.length * m + rows.length + row] = connected / Math.sqrt(scale);
			}
		for (int row = 0; row < sixth.length; row++)
			values[sixth(row)] = choice.kernels() ? sixth(sixth[row], draws, sums) : ofOutputs(sixth[row], draws, sums);
		return values;
	}

	/** G2 of the output at two points that are in one row. */
	double twoPoint(int a, int b, long draws, double[] sums) {
		return twoPoint(a, b, 0, draws, sums);
	}

	private double twoPoint(int a, int b, int m, long draws, double[] sums) {
		if (!choice.kernels())
			return sums[placeOf(a, b)] / draws;
		return references[m][DrawSampler.index(Math.min(a, b), Math.max(a, b), distinct)] + sums[m * perLayer() + pairOf(a, b)] / draws;
	}

	private double ofKernels(int row, int m, long draws, double[] sums) {
		if (draws < 2)
			return Double.NaN;
		int offset = m * perLayer();
		double sum = 0;
		for (int t = 0; t < 9; t += 3)
			sum += ConnectedEstimators.covariance(draws, sums[offset + terms[row][t + 2]], sums[offset + terms[row][t]], sums[offset + terms[row][t + 1]]);
		return sum;
	}

	private double ofOutputs(int[] row, long draws, double[] sums) {
		if (draws < row.length)
			return Double.NaN;
		IntToDoubleFunction sum = set -> sums[placeOf(subset(row, set))];
		return even ? ConnectedEstimators.evenConnected(row.length, draws, sum) : ConnectedEstimators.connected(row.length, draws, sum);
	}

	private double sixth(int[] row, long draws, double[] sums) {
		if (draws < 3)
			return Double.NaN;
		double sum = 0;
		for (int[] order : sixPairings()) {
			int[] p = { pairOf(row[order[0]], row[order[1]]), pairOf(row[order[2]], row[order[3]]), pairOf(row[order[4]], row[order[5]]) };
			sum += ConnectedEstimators.connected(3, draws, set -> switch (Integer.bitCount(set)) {
			case 1 -> sums[p[Integer.numberOfTrailingZeros(set)]];
			case 2 -> {
				int[] two = subset(p, set);
				yield sums[pairs.length + placeOf(two[0], two[1])];
			}
			default -> sums[choice.layers() * perLayer() + placeOf(p[0], p[1], p[2])];
			});
		}
		return sum;
	}

	/** Tests of normality from all blocks. */
	List<NormalitySums.Test> tests(List<Sums> blocks) {
		if (normality.isEmpty() || blocks.isEmpty())
			return List.of();
		double[] sums = new double[normality.get().length()];
		long draws = 0;
		for (Sums block : blocks) {
			draws += block.draws();
			for (int i = 0; i < sums.length; i++)
				sums[i] += block.get(normalityOffset() + i);
		}
		return normality.get().tests(draws, sums);
	}
}
