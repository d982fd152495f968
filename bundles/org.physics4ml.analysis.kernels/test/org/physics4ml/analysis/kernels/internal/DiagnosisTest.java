package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.gaussian.ActivationKernels;
import org.physics4ml.compute.gaussian.DepthLimit;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.RepeatedLayers;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.experiment.Experiment;

class DiagnosisTest {

	@Test
	void spectrumOfALinearNetwork() throws InvalidExperimentException {
		// K = 2.25² x·x'/2 of points (1, 2), (2, -1), (3, 1), the Gram matrix of which has the eigenvalues of Σ x xᵀ = [[14, 3], [3, 6]], and 0
		var findings = TestPlugin.run("analyses=[{\"id\":\"nngp\",\"sampled\":false}]", "architecture.activation=identity", "prior.biasVariance=0", "inputs.points=[[1,2],[2,-1],[3,1],[1,2]]");
		double scale = 2.25 * 2.25 / 2;
		assertEquals(List.of(0L, 1L, 2L), Tables.column(findings, "spectrum", "index"));
		double[] expected = { 15 * scale, 5 * scale, 0 };
		for (int r = 0; r < 3; r++)
			assertEquals(expected[r], (Double) Tables.column(findings, "spectrum", "eigenvalue").get(r), 1e-13 * expected[0]);
		assertEquals(2, Tables.scalar(findings, "rank"));
		assertTrue(findings.scalars().stream().filter(scalar -> scalar.name().equals("conditionNumber")).findFirst().orElseThrow().value().isEmpty());
		String notices = findings.notices().toString();
		assertTrue(notices.contains("rank 2 of 3") && notices.contains("linear in the 2 coordinates") && notices.contains("1 of the points repeat others"), notices);
		Tables.assertDrawable(findings);
		var regular = TestPlugin.run("analyses=[\"ntk\"]", "architecture.activation=gelu");
		double[] values = Tables.column(regular, "spectrum", "eigenvalue").stream().mapToDouble(value -> (Double) value).toArray();
		assertEquals(values[0] / values[3], Tables.scalar(regular, "conditionNumber"));
		double trace = 0;
		for (int i = 0; i < 4; i++)
			trace += Tables.number(regular, "kernel", "theory", Map.of("i", i, "j", i));
		assertEquals(trace, values[0] + values[1] + values[2] + values[3], 1e-12 * trace);
	}

	/** Cells may share a kernel, as those of different widths do: its spectrum is drawn once, and the reason of its singularity said once; other variances have kernels of their own. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			analyses.nngp.method=["auto","closed-form"] | 1
			prior.weightVariance=[1,2]                  | 2
			""")
	void cellsWithOneKernelAreDiagnosedOnce(String axis, int times) throws InvalidExperimentException {
		Experiment experiment = TestPlugin.experiment("analyses=[{\"id\":\"nngp\",\"sampled\":false}]", "architecture.activation=identity", "prior.biasVariance=0", "inputs.points=[[1,2],[2,-1],[3,1]]");
		ExperimentPaths.sweep(experiment, axis);
		var findings = TestPlugin.run(experiment);
		assertEquals(6, Tables.column(findings, "spectrum", "index").size());
		assertEquals(times, findings.notices().stream().filter(notice -> notice.contains("rank 2 of 3")).count(), findings.notices()::toString);
		assertEquals(times, findings.figures().stream().filter(figure -> figure.name().equals("spectrum")).findFirst().orElseThrow().series().size());
		Tables.assertDrawable(findings);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1,0; 2,0; 0,1         | 1 2 0  4 0  1          | points 0 and 1 lie on one line with 0
			1,0; 1,1e-9; 0,1      | 1 1 0  1 0  1          | points 0 and 1 nearly coincide
			1,0; 0,1              | 1 1  1                 | far apart
			1,0; 0,0              | 1 0  0                 | the input 0
			1,0; 0,1              | 0 0  0                 | fades
			1; 2; 3; 4            | 2 3 4 5  5 7 9  10 13  17 | linear in the 1 coordinate
			1; 2; 3; 4            | 1 .9 .8 .7  1 .9 .8  1 .9  1 | smooth kernels
			""")
	void theReasonIsNamed(String points, String kernel, String reason) {
		double[][] all = List.of(points.split(";")).stream().map(point -> List.of(point.split(",")).stream().mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
		double[] packed = List.of(kernel.split(" +")).stream().mapToDouble(Double::parseDouble).toArray();
		var found = Singular.of(new Points(all), all.length, packed, reason.startsWith("smooth") ? 3 : 2, null, 1);
		assertTrue(found.reason().contains(reason) && !found.remedy().isEmpty(), found.reason());
	}

	@Test
	void equalPointsAndTheOrderedPhaseAreNamed() {
		var twice = new Points(new double[][] { { 1 }, { 2 }, { 1 } });
		assertTrue(Singular.of(twice, 3, new double[] { 1, 0.5, 1 }, 2, null, 1).reason().contains("points 0 and 2 are equal"));
		var ordered = new DepthLimit(DepthLimit.Phase.ORDERED, 1, 0.5, 0.5, 1, 1 / Math.log(2), "");
		var found = Singular.of(new Points(new double[][] { { 1 }, { 2 } }), 2, new double[] { 1, 1, 1 }, 1, ordered, 50);
		assertTrue(found.reason().contains("ordered phase") && found.reason().contains("50 layers"), found.reason());
	}

	@Test
	void refusalsGiveTheReason() throws InvalidExperimentException {
		String[] collinear = { "architecture.activation=identity", "prior.biasVariance=0", "data.points=[[1,0],[0,1],[2,0]]", "data.targets=[[1],[0],[1]]" };
		var refused = assertThrows(InvalidExperimentException.class, () -> TestPlugin.run("analyses=[\"gp-inference\"]", collinear[0], collinear[1], collinear[2], collinear[3]));
		assertTrue(refused.problems().toString().contains("points 0 and 2 lie on one line with 0"), refused.problems().toString());
		var trained = TestPlugin.run("analyses=[\"frozen-ntk\"]", collinear[0], collinear[1], collinear[2], collinear[3]); // needs no inverse
		// of the targets (1, 1) at points 0 and 2 the part (1, 2)·3/5 can be learned, 9/5 of 2
		assertTrue(trained.notices().toString().matches(".*singular, of rank 2 of 3 .*points 0 and 2 lie on one line with 0.*a combination of the functions.* 1.0e-01 of the squared targets.*"), trained.notices().toString());
	}

	private record Repeating(Ensemble ensemble, RepeatedLayers layers) implements Ensemble {

		@Override
		public int inputDimension() {
			return ensemble.inputDimension();
		}

		@Override
		public int outputs() {
			return ensemble.outputs();
		}

		@Override
		public List<Integer> widths() {
			return ensemble.widths();
		}

		@Override
		public List<ParameterGroup> groups() {
			return ensemble.groups();
		}

		@Override
		public List<Law> laws() {
			return ensemble.laws();
		}

		@Override
		public boolean isEven() {
			return ensemble.isEven();
		}

		@Override
		public <C> Optional<C> capability(Class<C> type) {
			return type.isInstance(layers) ? Optional.of(type.cast(layers)) : ensemble.capability(type);
		}
	}

	private static final ScalarFunction ERF_SLOPE = ScalarFunction.of(Regularity.entire(0, 1, 0), z -> 2 / Math.sqrt(StrictMath.PI) * StrictMath.exp(-z * z));

	/** χ = σ_w² (4/π)/√(1 + 4K*). */
	@Test
	void depthIsReportedWhereLayersRepeat() throws InvalidExperimentException {
		List<Result<Sums>> results = new ArrayList<>();
		var points = new Points(new double[][] { { 0, 0 }, { 1, 2 } });
		for (double weight : new double[] { 0.5, 0.7853981633974483, 3 }) {
			var network = new Repeating(TestPlugin.ensemble(), _ -> Optional.of(DepthLimit.of(ActivationKernels.erf(), ERF_SLOPE, weight, 0, weight)));
			var estimate = TestPlugin.estimate(new double[] { 1, 0.2, 1 }, Optional.empty(), points);
			results.add(new Result<>(new Cell(results.size(), Map.of("prior.weightVariance", weight), network, points, Optional.empty(), 0, Optional.empty()), estimate, List.of()));
		}
		var findings = new KernelFindings(results).findings();
		assertEquals(List.of("ordered", "critical", "chaotic"), Tables.column(findings, "depth", "phase"));
		List<Object> chi = Tables.column(findings, "depth", "chi"), point = Tables.column(findings, "depth", "fixedPoint");
		assertEquals(0.5 * 4 / StrictMath.PI, (Double) chi.get(0), 1e-12);
		assertEquals(1, (Double) chi.get(1), 1e-12);
		double k = (Double) point.get(2);
		assertEquals(k, 3 * 2 / StrictMath.PI * StrictMath.asin(2 * k / (1 + 2 * k)), 1e-12);
		assertEquals(3 * 4 / StrictMath.PI / Math.sqrt(1 + 4 * k), (Double) chi.get(2), 1e-12);
		assertNull(Tables.column(findings, "depth", "correlationLength").get(1));
		double[] growth = Tables.column(findings, "depth", "growth").stream().mapToDouble(value -> (Double) value).toArray();
		assertArrayEquals(new double[] { 0.5 * 4 / StrictMath.PI, 1, 1 }, growth, 1e-12);
		assertTrue(findings.scalars().isEmpty() && findings.figures().stream().anyMatch(figure -> figure.name().equals("chi")));
		Tables.assertDrawable(findings);
	}

	@Test
	void whyThereIsNoLimitOfInfiniteDepthIsSaid() throws InvalidExperimentException {
		var points = new Points(new double[][] { { 0, 0 }, { 1, 2 } });
		var network = new Repeating(TestPlugin.ensemble(), _ -> {
			throw new UnsuitableException("architecture", "tokens mix", "ask otherwise");
		});
		var estimate = TestPlugin.estimate(new double[] { 1, 0.2, 1 }, Optional.empty(), points);
		var findings = new KernelFindings(List.of(new Result<>(new Cell(0, Map.of(), network, points, Optional.empty(), 0, Optional.empty()), estimate, List.of()))).findings();
		assertTrue(findings.notices().contains("no limit of infinite depth: tokens mix; ask otherwise"), findings.notices()::toString);
	}
}
