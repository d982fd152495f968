package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.model.InvalidExperimentException;

/** The marginal likelihood as a function of the variances, what is left out, random functions. */
class EvidenceTest {

	private static final double[][] X = { { -1, 0.5 }, { 0.3, -0.8 }, { 1.2, 0.4 }, { -0.2, 1.1 } };
	private static final double[] Y = { 0.7, -1.3, 0.2, 0.9 };

	private static String inference(String parameters) {
		return "analyses=[{\"id\":\"gp-inference\"," + parameters + "}]";
	}

	private static double derivative(Findings findings, String variance) {
		double found = Tables.number(findings, "gradient", "derivative", Map.of("variance", variance));
		assertTrue(Tables.number(findings, "gradient", "derivativeBound", Map.of("variance", variance)) <= 1e-7 * Math.max(1, Math.abs(found)));
		return found;
	}

	/** Linear network of one hidden layer: K = b + w (b + w x·x'/2). The derivatives from A⁻¹ by Cramer's rule and dK/dw, dK/db. */
	@ParameterizedTest
	@CsvSource({ "2.25, 0.09, 0.1", "0.5, 0, 0.3" })
	void gradientOfALinearNetwork(double w, double b, double noise) throws InvalidExperimentException {
		var findings = TestPlugin.run("architecture.activation=identity", "prior.weightVariance=" + w, "prior.biasVariance=" + b, inference("\"noiseVariance\":" + noise));
		double[][] a = new double[4][4], byWeight = new double[4][4], byBias = new double[4][4];
		for (int i = 0; i < 4; i++)
			for (int j = 0; j < 4; j++) {
				double product = (X[i][0] * X[j][0] + X[i][1] * X[j][1]) / 2;
				a[i][j] = b + w * (b + w * product) + (i == j ? noise : 0);
				byWeight[i][j] = b + 2 * w * product;
				byBias[i][j] = 1 + w;
			}
		double[][] inverse = inverse(a), identity = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };
		assertEquals(slope(inverse, byWeight), derivative(findings, "weightVariance"), 1e-9);
		assertEquals(slope(inverse, byBias), derivative(findings, "biasVariance"), 1e-8);
		assertEquals(slope(inverse, identity), derivative(findings, "noiseVariance"), 1e-11);
	}

	/** (1/2) yᵀA⁻¹ K' A⁻¹ y - (1/2) tr A⁻¹ K' */
	private static double slope(double[][] inverse, double[][] change) {
		double slope = 0;
		double[] solved = new double[4];
		for (int i = 0; i < 4; i++)
			for (int j = 0; j < 4; j++)
				solved[i] += inverse[i][j] * Y[j];
		for (int i = 0; i < 4; i++)
			for (int j = 0; j < 4; j++)
				slope += 0.5 * (solved[i] * solved[j] - inverse[i][j]) * change[i][j];
		return slope;
	}

	private static double[][] inverse(double[][] a) {
		double[][] inverse = new double[4][4];
		double determinant = 0;
		for (int i = 0; i < 4; i++)
			for (int j = 0; j < 4; j++)
				inverse[j][i] = cofactor(a, i, j);
		for (int j = 0; j < 4; j++)
			determinant += a[0][j] * inverse[j][0];
		for (double[] row : inverse)
			for (int j = 0; j < 4; j++)
				row[j] /= determinant;
		return inverse;
	}

	private static double cofactor(double[][] a, int row, int column) {
		int[] r = others(row), c = others(column);
		double minor = 0;
		for (int s = 0; s < 3; s++)
			minor += a[r[0]][c[s]] * (a[r[1]][c[(s + 1) % 3]] * a[r[2]][c[(s + 2) % 3]] - a[r[1]][c[(s + 2) % 3]] * a[r[2]][c[(s + 1) % 3]]);
		return (row + column) % 2 == 0 ? minor : -minor;
	}

	private static int[] others(int i) {
		return new int[] { i == 0 ? 1 : 0, i <= 1 ? 2 : 1, i <= 2 ? 3 : 2 };
	}

	/** Layer by layer, against differences of sixth order of ln p itself. */
	@Test
	void gradientOfADeepNetwork() throws InvalidExperimentException {
		String[] base = { "architecture.activation=relu", "architecture.depth=2", "prior.biasVariance=0.1" };
		double[] at = { 1.5, 2, 0.7 };
		var findings = TestPlugin.run(base[0], base[1], base[2], "prior.weightVariance=[1.5,2,0.7]", inference("\"noiseVariance\":0.05"));
		assertEquals(List.of("weightVariance[0]", "weightVariance[1]", "weightVariance[2]", "biasVariance", "noiseVariance"), Tables.column(findings, "gradient", "variance"));
		double h = 0.01;
		double[] weights = { 0.75, -0.15, 1.0 / 60 };
		for (int l = 0; l < 3; l++) {
			double slope = 0;
			for (int k = 1; k <= 3; k++)
				for (int sign = -1; sign <= 1; sign += 2) {
					double[] moved = at.clone();
					moved[l] += sign * k * h;
					slope += sign * weights[k - 1] / h * Tables.scalar(TestPlugin.run(base[0], base[1], base[2], "prior.weightVariance=[" + moved[0] + "," + moved[1] + "," + moved[2] + "]",
							inference("\"noiseVariance\":0.05,\"gradient\":false")), "logMarginalLikelihood");
				}
			assertEquals(slope, derivative(findings, "weightVariance[" + l + "]"), 1e-9);
		}
	}

	private static double evidence(double weight, double noise) throws InvalidExperimentException {
		return Tables.scalar(TestPlugin.run("prior.weightVariance=" + weight, inference("\"noiseVariance\":" + noise + ",\"gradient\":false")), "logMarginalLikelihood");
	}

	@Test
	void fitsEndAtTheMaximum() throws InvalidExperimentException {
		var findings = TestPlugin.run(inference("\"noiseVariance\":0.5,\"fit\":[\"weightVariance\"]"));
		double weight = Tables.scalar(findings, "weightVariance"), best = Tables.scalar(findings, "logMarginalLikelihood"), h = 1e-2;
		assertEquals(evidence(weight, 0.5), best, 1e-13);
		assertEquals(0, weight * derivative(findings, "weightVariance"), 1e-6);
		double up = evidence(weight * Math.exp(h), 0.5), down = evidence(weight * Math.exp(-h), 0.5);
		assertTrue(up < best && down < best);
		double error = findings.scalars().stream().filter(scalar -> scalar.name().equals("weightVariance")).findFirst().orElseThrow().standardError().orElseThrow();
		assertEquals(weight * h / Math.sqrt(2 * best - up - down), error, 1e-3 * error);
		assertEquals(weight, Tables.number(findings, "fit", "value", Map.of("variance", "weightVariance")));
		List<Object> way = Tables.column(findings, "fitSteps", "logMarginalLikelihood");
		for (int step = 1; step < way.size(); step++)
			assertTrue((Double) way.get(step) > (Double) way.get(step - 1));
		Tables.assertDrawable(findings);
	}

	/** Targets that are noise alone: the maximum lies at vanishing weights, where ln p is that of independent numbers, s² = mean of y². */
	@Test
	void noiseIsToldFromFunctions() throws InvalidExperimentException {
		var findings = TestPlugin.run("data.points=[[1,0],[1,0],[1,0],[1,0]]", "data.targets=[[1],[-1],[2],[-2]]", "prior.biasVariance=0", inference("\"noiseVariance\":1,\"fit\":[\"weightVariance\",\"noiseVariance\"]"));
		assertEquals(2.5, Tables.scalar(findings, "noiseVariance"), 1e-5);
		assertEquals(2.5 * Math.sqrt(0.5), findings.scalars().stream().filter(scalar -> scalar.name().equals("noiseVariance")).findFirst().orElseThrow().standardError().orElseThrow(), 1e-3); // s² (2/n)^{1/2}
		assertTrue(findings.notices().toString().contains("weightVariance"), findings.notices().toString());
	}

	@Test
	void aFitThatCannotStartIsRefused() {
		var problems = assertThrows(InvalidExperimentException.class, () -> TestPlugin.run(inference("\"fit\":[\"noiseVariance\"]"))).problems();
		assertEquals("analyses.gp-inference.noiseVariance", problems.getFirst().path());
		problems = assertThrows(InvalidExperimentException.class, () -> TestPlugin.run("prior.biasVariance=0", inference("\"fit\":[\"biasVariance\"]"))).problems();
		assertEquals("prior.biasVariance", problems.getFirst().path());
	}

	/** Each target from the others: the posterior at its point of the experiment without it. */
	@Test
	void leaveOneOut() throws InvalidExperimentException {
		var findings = TestPlugin.run(inference("\"noiseVariance\":0.2"));
		for (int left = 0; left < 4; left++) {
			StringBuilder points = new StringBuilder(), targets = new StringBuilder();
			for (int i = 0; i < 4; i++)
				if (i != left) {
					points.append(points.isEmpty() ? "[" : ",").append("[" + X[i][0] + "," + X[i][1] + "]");
					targets.append(targets.isEmpty() ? "[" : ",").append("[" + Y[i] + "]");
				}
			var without = TestPlugin.run("data.points=" + points + "]", "data.targets=" + targets + "]", "inputs.points=[[" + X[left][0] + "," + X[left][1] + "]]", inference("\"noiseVariance\":0.2"));
			assertEquals(Tables.number(without, "posterior", "mean", Map.of("i", 0)), Tables.number(findings, "leaveOneOut", "mean", Map.of("i", left)), 1e-12);
			assertEquals(Tables.number(without, "posterior", "variance", Map.of("i", 0)) + 0.2, Tables.number(findings, "leaveOneOut", "variance", Map.of("i", left)), 1e-12);
			assertEquals(Y[left], Tables.number(findings, "leaveOneOut", "target", Map.of("i", left)));
		}
	}

	/** Mean and covariance of 4,000 functions before and after the data, 4.5 standard errors wide: one failure in 5,000 at another seed. */
	@Test
	void functionsHaveTheirLaw() throws InvalidExperimentException {
		int samples = 4000;
		String[] asked = { "inputs.points=[[0,0],[0.5,0.5],[0.5,0.5],[0.3,-0.8]]", inference("\"noiseVariance\":0,\"covariance\":true,\"gradient\":false,\"samples\":" + samples) };
		var findings = TestPlugin.run(asked);
		assertEquals(findings.table("samples"), TestPlugin.run(asked).table("samples"));
		double[][] drawn = new double[4][samples], prior = new double[4][samples];
		for (int s = 0, row = 0; s < samples; s++)
			for (int i = 0; i < 4; i++, row++) {
				drawn[i][s] = (Double) Tables.column(findings, "samples", "posterior").get(row) - Tables.number(findings, "posterior", "mean", Map.of("i", i));
				prior[i][s] = (Double) Tables.column(findings, "samples", "prior").get(row);
			}
		var kernel = TestPlugin.run("inputs.points=[[0,0],[0.5,0.5],[0.5,0.5],[0.3,-0.8]]", "analyses=[\"ntk\"]");
		for (int i = 0; i < 4; i++)
			for (int j = i; j < 4; j++) {
				Map<String, Integer> pair = Map.of("i", i, "j", j);
				assertCovariance(Tables.number(findings, "covariance", "covariance", pair), drawn[i], drawn[j]);
				assertCovariance(Tables.number(kernel, "kernel", "nngp", pair), prior[i], prior[j]);
			}
		for (int s = 0; s < samples; s++) {
			assertEquals(drawn[1][s], drawn[2][s], 1e-12); // equal points
			assertEquals(0, drawn[3][s], 1e-6); // a point of the data without noise
		}
		Tables.assertDrawable(findings);
	}

	private static void assertCovariance(double expected, double[] x, double[] y) {
		int count = x.length;
		double mean = 0, square = 0;
		for (int s = 0; s < count; s++)
			mean += x[s] * y[s] / count;
		for (int s = 0; s < count; s++)
			square += Math.pow(x[s] * y[s] - mean, 2) / count;
		assertEquals(expected, mean, 4.5 * Math.sqrt(square / count) + 1e-12);
	}
}
