package org.physics4ml.analysis.statistics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.gaussian.ActivationKernels;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/** Couplings against the numbers of an independent program and closed forms, the density against its definition. */
class EffectiveActionTest {

	private static final ScalarFunction ERF = ScalarFunction.of(Regularity.entire(0, 1, 0), Elementary::erf), RELU = ScalarFunction.of(Regularity.homogeneous(1), z -> Math.max(z, 0));
	private static final List<Double> CUTOFFS = List.of(7., 10., 15., 20., 30., 40., 50., 70., 100., 200., 500., 1e3, 2e3, 5e3, 7e3, 1e4, 2e4, 4e4, 6e4, 8e4, 1e5);
	private static final double[][] ERF_POINTS = { { -1 }, { -0.6 }, { -0.2 }, { 0.2 }, { 0.6 }, { 1 } }, RELU_POINTS = { { 0.2 }, { 0.4 }, { 0.6 }, { 0.8 }, { 1 }, { 1.2 } };

	private static Findings theory(Shallow network, double[][] points, List<Double> cutoffs, String... multisets) throws Exception {
		var analysis = new EffectiveAction();
		var parameters = new Parameters(Map.of("cutoffs", cutoffs, "multisets", multisets.length == 0 ? "all" : List.of(multisets)));
		var cell = Shallow.cell(network, points, 0, Map.of());
		return analysis.conclude("effective-action", parameters, List.of(new Result<>(cell, analysis.prepare(parameters, cell), List.of())));
	}

	private static Map<String, Double> oracle() throws Exception {
		Map<String, Double> rows = new HashMap<>();
		try (var reader = new BufferedReader(new InputStreamReader(EffectiveActionTest.class.getResourceAsStream("rg_coupling.csv"), StandardCharsets.UTF_8))) {
			reader.readLine();
			reader.lines().forEach(line -> rows.put(line.substring(0, line.indexOf(',')), Double.parseDouble(line.substring(line.lastIndexOf(',') + 1))));
		}
		return rows;
	}

	private static double scalar(Findings findings, String name) {
		return findings.scalars().stream().filter(scalar -> scalar.name().startsWith(name)).findFirst().orElseThrow().value().orElse(Double.NaN);
	}

	@Test
	void reluHasOneCouplingForAllPoints() throws Exception {
		var findings = theory(new Shallow(20, RELU, ActivationKernels.relu(), 0, 0, true), RELU_POINTS, CUTOFFS);
		var table = findings.table("coupling").orElseThrow();
		assertEquals(126 * CUTOFFS.size(), table.rows());
		for (int row = 0; row < table.rows(); row++) {
			double cutoff = table.column("cutoff").orElseThrow().number(row), expected = 12.5 / (20 * StrictMath.pow(cutoff, 5));
			assertEquals(expected, table.column("theory").orElseThrow().number(row), 1e-12 * expected);
		}
		assertEquals(oracle().get("relu-L7"), 12.5 / (20 * StrictMath.pow(7, 5)), 1e-15 * 1e-5);
		assertEquals(-5, scalar(findings, "slope"), 1e-12);
		var condition = findings.table("local").orElseThrow().column("condition").orElseThrow();
		assertTrue(Double.isNaN(condition.number(0)), "columns are proportional");
		assertEquals(Verdict.NOT_TESTABLE, findings.checks().getFirst().verdict());
	}

	@Test
	void erfSpreadsAsThePublicCodeSays() throws Exception {
		var findings = theory(new Shallow(5, ERF, ActivationKernels.erf(), 1, 1, true), ERF_POINTS, CUTOFFS);
		var average = findings.table("average").orElseThrow();
		var spread = average.column("theorySpread").orElseThrow();
		assertEquals(oracle().get("erf-L7-std"), spread.number(0), 1e-9 * spread.number(0));
		assertEquals(oracle().get("erf-L1000-std"), spread.number(CUTOFFS.indexOf(1e3)), 1e-9 * spread.number(CUTOFFS.indexOf(1e3)));
		assertEquals(-0.94706, scalar(findings, "slope"), 5e-6);
		for (int row = 0; row < average.rows(); row++)
			assertTrue(average.column("integralError").orElseThrow().number(row) < 1e-13);
		assertTrue(findings.table("local").orElseThrow().column("condition").orElseThrow().number(0) > 1);
	}

	/** K = e^{-(x-y)²/2} has ∫ KKKK = √(π/2) e^{-2 Var x} over the line, Var the mean square distance of the four points from their mean. */
	@Test
	void gaussianKernelInOneToThreeDimensions() throws Exception {
		for (int d = 1; d <= 3; d++) {
			double[][] points = new double[2][d];
			points[0][0] = 0.4;
			points[1][0] = -0.3;
			int dimension = d;
			var limit = new InfiniteWidth() {
				@Override
				public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent,
						boolean byGroup) {
					return (firstRow, rowCount, firstColumn, columnCount) -> {
						double[] values = new double[rowCount * columnCount];
						for (int r = 0; r < rowCount; r++)
							for (int c = 0; c < columnCount; c++) {
								double square = 0;
								for (int a = 0; a < dimension; a++) {
									double difference = rows.distinct(firstRow + r)[a] - columns.distinct(firstColumn + c)[a];
									square += difference * difference;
								}
								values[r * columnCount + c] = StrictMath.exp(-0.5 * square);
							}
						return new KernelBlocks.Block(values, null, List.of());
					};
				}

				@Override
				public boolean isMeanExact() {
					return true;
				}
			};
			double mean = (3 * 0.4 - 0.3) / 4, variance = (3 * (0.4 - mean) * (0.4 - mean) + (0.3 + mean) * (0.3 + mean)) / 4;
			double expected = StrictMath.pow(StrictMath.PI / 2, d / 2.0) * StrictMath.exp(-2 * variance);
			var found = new LocalIntegrals(limit, new Points(points), new int[][] { { 0, 0, 0, 1 } }).of(8).getFirst();
			assertEquals(expected, found.values()[0], 1e-10 * expected);
			// ∫ |y|² KKKK / ∫ KKKK = mean² + d/4 about the mean of the points
			assertEquals(mean * mean + d / 4.0, found.values()[1] / found.values()[0], 1e-10 * d);
		}
	}

	/** The series of K(x, y) in |y| and the angle against the kernel itself, and the integrals through it against those without. */
	@Test
	void isotropicKernelsByQuadratureAreInterpolated() throws Exception {
		double[][] points = { { 0.5, -1.2, 2 }, { 1, 0.3, -0.7 } };
		var at = new Points(points);
		int[][] rows = { { 0, 0, 0, 1 }, { 0, 0, 1, 1 } };
		InfiniteWidth closed = new Shallow(1, ERF, ActivationKernels.erf(), 0.3, 0.1, true), quadrature = new Isotropic(closed);
		var radial = new RadialKernel(quadrature, at, 0, 20);
		assertTrue(radial.error() < 1e-9);
		double[][] y = { { 0.1, 0.2, -0.3 }, { -1, 2, 3 }, { 9, -11, 10 }, { 0, 0, 1e-9 }, { 5, -12, 15 }, { -0.05, 0.12, -0.2 } };
		double[] kernel = closed.blocks(at, new Points(y), InfiniteWidth.Method.AUTO, false, false).block(0, 1, 0, y.length).nngp();
		for (int i = 0; i < y.length; i++)
			assertEquals(kernel[i], radial.of(y[i], Arrays.stream(y[i]).map(x -> x * x).sum()), 1e-9);
		double[] expected = new LocalIntegrals(closed, at, rows).of(1).getFirst().values(), found = new LocalIntegrals(quadrature, at, rows).of(1).getFirst().values();
		for (int i = 0; i < expected.length; i++)
			assertEquals(expected[i], found[i], 1e-8 * Math.abs(expected[0]));
	}

	/** A closed form that is called quadrature. */
	private record Isotropic(InfiniteWidth limit) implements InfiniteWidth {

		@Override
		public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup)
				throws UnsuitableException {
			var blocks = limit.blocks(rows, columns, method, tangent, byGroup);
			return new KernelBlocks() {

				@Override
				public boolean closedForm() {
					return false;
				}

				@Override
				public Block block(int firstRow, int rowCount, int firstColumn, int columnCount) throws UnsuitableException {
					return blocks.block(firstRow, rowCount, firstColumn, columnCount);
				}
			};
		}

		@Override
		public boolean isMeanExact() {
			return true;
		}

		@Override
		public boolean isIsotropic() {
			return true;
		}
	}

	private static final double[][] KERNEL = { { 1.3, 0.4, -0.2 }, { 0.4, 0.9, 0.3 }, { -0.2, 0.3, 1.1 } };

	private static double vertex(int... i) {
		Arrays.sort(i);
		return 0.05 * (1 + i[0] - 0.3 * i[1] * i[2] + 0.2 * i[3]);
	}

	@Test
	void densityGivesItsCorrelatorsBack() {
		var edgeworth = new Edgeworth(KERNEL, (a, b, c, d) -> vertex(a, b, c, d));
		var multisets = Edgeworth.evenMultisets(3);
		assertEquals(6 + 15 + 28, multisets.size());
		double[] moments = edgeworth.moments(multisets);
		for (int m = 0; m < moments.length; m++) {
			int[] i = multisets.get(m);
			double expected = switch (i.length) {
			case 2 -> KERNEL[i[0]][i[1]];
			case 4 -> wick(i) + vertex(i.clone());
			default -> {
				double sum = 0;
				for (int a = 0; a < 6; a++)
					for (int b = 0; b < a; b++) {
						int p = a, q = b;
						int[] rest = java.util.stream.IntStream.range(0, 6).filter(j -> j != p && j != q).map(j -> i[j]).toArray();
						sum += KERNEL[i[a]][i[b]] * (wick(rest) / 3 + vertex(rest)); // each of 15 pairings is met three times
					}
				yield sum;
			}
			};
			assertEquals(expected, moments[m], 1e-12);
		}
	}

	private static double wick(int[] i) {
		return KERNEL[i[0]][i[1]] * KERNEL[i[2]][i[3]] + KERNEL[i[0]][i[2]] * KERNEL[i[1]][i[3]] + KERNEL[i[0]][i[3]] * KERNEL[i[1]][i[2]];
	}

	/** One field: 1 + κ/24 He_4(φ/√K), κ = Gc4/K². */
	@Test
	void bracketOfOneFieldIsHermite() {
		for (double excess : new double[] { 0.4, 5, -0.4 }) {
			var edgeworth = new Edgeworth(new double[][] { { 2 } }, (a, b, c, d) -> 4 * excess);
			double first = Double.POSITIVE_INFINITY;
			for (double x = 0; x < 9; x += 1e-3) {
				double expected = 1 + excess / 24 * (x * x * x * x - 6 * x * x + 3);
				assertEquals(expected, edgeworth.factor(new double[] { x }), 1e-10 * (1 + x * x * x * x));
				if (expected < 0 && Double.isInfinite(first))
					first = x;
			}
			assertEquals(first, edgeworth.negativeRadius(new double[] { 1 }), 1.01e-3);
		}
	}

	@Test
	void badInputIsNamed() {
		var erf = new Shallow(5, ERF, ActivationKernels.erf(), 1, 1, true);
		assertEquals("cutoffs", assertThrows(UnsuitableException.class, () -> theory(erf, ERF_POINTS, List.of(0.))).path());
		assertEquals("cutoffs", assertThrows(UnsuitableException.class, () -> theory(erf, ERF_POINTS, List.of())).path());
		assertEquals("multisets", assertThrows(UnsuitableException.class, () -> theory(erf, ERF_POINTS, CUTOFFS, "0 0 1")).path());
	}

	/** A network of which nothing is known has no theory column, says why, and keeps its integrals. */
	@Test
	void whatIsNotKnownIsNamed() throws Exception {
		var findings = theory(new Shallow(5, ERF, ActivationKernels.erf(), 1, 1, false), ERF_POINTS, List.of(7., 10.), "0 0 1 1");
		assertTrue(findings.notices().stream().anyMatch(notice -> notice.contains("not known") && notice.contains("use mlp")), findings.notices().toString());
		assertTrue(Double.isNaN(findings.table("coupling").orElseThrow().column("theory").orElseThrow().number(0)));
		assertEquals(Optional.empty(), findings.checks().stream().filter(check -> check.verdict() == Verdict.PASSED).findFirst());
	}
}
