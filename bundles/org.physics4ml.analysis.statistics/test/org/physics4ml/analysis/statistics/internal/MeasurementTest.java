package org.physics4ml.analysis.statistics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.compute.statistics.SetPartitions;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;

/** The sums and estimators against formulas evaluated directly on a handful of draws. */
class MeasurementTest {

	private static final Points POINTS = new Points(new double[][] { { 0 }, { 1 }, { 0 }, { 2 } }); // points 0 and 2 are equal
	private static final int K = 3;
	private static final int DRAWS = 7;

	private static double[] normals(int stream, int n) {
		double[] out = new double[n];
		RandomStream.normals(3, 0, stream, 0, out, 0, n);
		return out;
	}

	private static Sites sites(int outputs, int order, String... labels) throws UnsuitableException {
		return new Sites(POINTS, outputs, order, labels.length == 0 ? List.of("all") : List.of(labels));
	}

	private static CorrelatorMeasurement.Values measure(CorrelatorMeasurement measurement, Draws draws) {
		Sums sums = measurement.empty();
		measurement.accumulate(draws, sums);
		return measurement.estimate(draws.count(), Sums.blocks(List.of(sums)).getFirst().sums());
	}

	@Test
	void rowsAreSortedMultisetsAndEqualPointsAreOneField() throws Exception {
		List<Sites.Row> rows = sites(1, 4).rows();
		assertEquals(4 + 10 + 20 + 35, rows.size());
		assertEquals("0", rows.getFirst().label());
		assertEquals("0 0", rows.get(4).label());
		assertEquals("3 3 3 3", rows.getLast().label());
		var row = rows.stream().filter(candidate -> candidate.label().equals("0 1 2 3")).findFirst().orElseThrow();
		assertArrayEquals(new int[] { 0, 0, 1, 2 }, row.fields());
	}

	@Test
	void chosenMultisetsComeInTheOrderOfTheTable() throws Exception {
		var labels = sites(1, 4, "3 0 0 0", "1 1", "0 3 1 1", "1 1").rows().stream().map(Sites.Row::label).toList();
		assertEquals(List.of("1 1", "0 0 0 3", "0 1 1 3"), labels);
		var error = assertThrows(UnsuitableException.class, () -> sites(1, 4, "0 0 0 9"));
		assertEquals("multisets", error.path());
	}

	@Test
	void outputsMultiplyTheRows() throws Exception {
		assertEquals(8 + 36, sites(2, 2).rows().size()); // 8 sites: 8 of order one, 8·9/2 of order two
		assertEquals(List.of("0 0|0 0", "0 0|0 1", "0 0|1 1", "0 1|0 0", "0 1|0 1", "0 1|1 0", "0 1|1 1"), // first the points, then the outputs
				sites(2, 2).rows().subList(8, 15).stream().map(row -> row.label() + "|" + row.outputLabel()).toList());
		var chosen = sites(2, 2, "0 0", "0 1").rows();
		assertEquals(List.of("0 0", "0 1", "1 1", "0 0", "0 1", "1 0", "1 1"), chosen.stream().map(Sites.Row::outputLabel).toList());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void productsAreThoseOfTheFields(boolean even) throws Exception {
		var sites = sites(1, 4);
		var measurement = new ProductMeasurement(new Estimator.Choice(Estimator.NAIVE, Path.EXPLICIT, ""), sites, null, Sources.NONE, even);
		double[] fields = normals(1, DRAWS * K);
		var values = measure(measurement, new Draws(0, DRAWS, fields, K, null, 0));
		for (int row = 0; row < sites.rows().size(); row++) {
			int[] f = sites.rows().get(row).fields();
			double moment = 0;
			for (int i = 0; i < DRAWS; i++) {
				double product = 1;
				for (int field : f)
					product *= fields[i * K + field];
				moment += product / DRAWS;
			}
			assertEquals(moment, values.moments()[row], 1e-13, sites.rows().get(row).label());
			assertEquals(connected(fields, f, even), values.connected()[row], 1e-12, sites.rows().get(row).label());
		}
	}

	/** By averages over ordered tuples of distinct draws: unbiased by construction. */
	private static double connected(double[] fields, int[] f, boolean even) {
		int n = f.length;
		if (even && n < 4)
			return distinct(fields, new int[][] { f });
		if (even)
			return distinct(fields, new int[][] { f }) - distinct(fields, new int[][] { { f[0], f[1] }, { f[2], f[3] } })
					- distinct(fields, new int[][] { { f[0], f[2] }, { f[1], f[3] } }) - distinct(fields, new int[][] { { f[0], f[3] }, { f[1], f[2] } });
		double sum = 0;
		for (int[] partition : SetPartitions.all(n)) {
			int[][] blocks = Arrays.stream(partition).mapToObj(mask -> {
				List<Integer> members = new ArrayList<>();
				for (int i = 0; i < n; i++)
					if ((mask >> i & 1) == 1)
						members.add(f[i]);
				return members.stream().mapToInt(Integer::intValue).toArray();
			}).toArray(int[][]::new);
			double factorial = 1;
			for (int i = 2; i < blocks.length; i++)
				factorial *= i;
			sum += (blocks.length % 2 == 0 ? -1 : 1) * factorial * distinct(fields, blocks);
		}
		return sum;
	}

	private static double distinct(double[] fields, int[][] blocks) {
		double[] total = { 0, 0 };
		tuples(fields, blocks, 0, 0, 1, total);
		return total[0] / total[1];
	}

	private static void tuples(double[] fields, int[][] blocks, int block, int used, double product, double[] total) {
		if (block == blocks.length) {
			total[0] += product;
			total[1]++;
			return;
		}
		for (int i = 0; i < DRAWS; i++)
			if ((used >> i & 1) == 0) {
				double next = product;
				for (int field : blocks[block])
					next *= fields[i * K + field];
				tuples(fields, blocks, block + 1, used | 1 << i, next, total);
			}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.7 })
	void kernelsGiveTheLawOfTotalCumulanceWhateverTheReference(double reference) throws Exception {
		var sites = sites(2, 4, "0 0", "0 1", "0 0 0 0", "0 0 1 1", "0 1 1 3", "0 1 1");
		double[] reference6 = new double[6];
		Arrays.fill(reference6, reference);
		var measurement = new KernelMeasurement(new Estimator.Choice(Estimator.RAO_BLACKWELL, Path.CONDITIONAL, ""), sites, null, Sources.NONE, reference6, Optional.empty(), Optional.empty());
		double[] kernels = normals(2, DRAWS * 6);
		var values = measure(measurement, new Draws(0, DRAWS, null, 0, kernels, 6));
		for (int row = 0; row < sites.rows().size(); row++) {
			var site = sites.rows().get(row);
			int[] f = site.fields();
			double moment = 0, connected = 0;
			if (f.length == 2) {
				for (int i = 0; i < DRAWS; i++)
					moment += kernel(kernels, i, f[0], f[1]) / DRAWS;
				connected = moment;
			} else if (f.length == 4)
				for (int[] pairing : new int[][] { { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 0, 3, 1, 2 } }) {
					double a = 0, b = 0, ab = 0;
					for (int i = 0; i < DRAWS; i++) {
						double ga = kernel(kernels, i, f[pairing[0]], f[pairing[1]]), gb = kernel(kernels, i, f[pairing[2]], f[pairing[3]]);
						a += ga;
						b += gb;
						ab += ga * gb;
					}
					moment += ab / DRAWS;
					connected += (ab - a * b / DRAWS) / (DRAWS - 1);
				}
			assertEquals(moment, values.moments()[row], 1e-13, site + "");
			assertEquals(connected, values.connected()[row], 1e-12, site + "");
		}
	}

	/** Ĝ of two sites p·2 + o: that of the points if the outputs are one, else 0. */
	private static double kernel(double[] kernels, int draw, int a, int b) {
		if (a % 2 != b % 2)
			return 0;
		return kernels[draw * 6 + DrawSampler.index(Math.min(a / 2, b / 2), Math.max(a / 2, b / 2), K)];
	}

	@Test
	void oneDrawGivesNoConnectedFourPointFunction() throws Exception {
		var sites = sites(1, 4, "0 0 0 0");
		var measurement = new KernelMeasurement(new Estimator.Choice(Estimator.RAO_BLACKWELL, Path.CONDITIONAL, ""), sites, null, Sources.NONE, new double[6], Optional.empty(), Optional.empty());
		var values = measure(measurement, new Draws(0, 1, null, 0, normals(4, 6), 6));
		assertTrue(Double.isNaN(values.connected()[0]));
		assertTrue(Double.isFinite(values.moments()[0]));
	}
}
