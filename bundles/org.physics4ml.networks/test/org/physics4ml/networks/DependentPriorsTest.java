package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;
import org.physics4ml.networks.Networks.TestPrior;

/** Priors whose parameters depend on each other: their moments, their draws, and what networks with them can do. */
class DependentPriorsTest {

	private static Law law(String prior, long size, double variance) {
		return Networks.law(prior, new ParameterGroup("weight-1", Role.WEIGHT, 0, 2, size), variance);
	}

	private static double moment(Law law, int... orders) {
		return law.jointMoment(orders).orElseThrow() * StrictMath.pow(law.variance(), Arrays.stream(orders).sum() / 2.0);
	}

	static List<Map<String, String>> radial() {
		return Oracle.rows("priors_independence.csv").stream().filter(row -> row.get("id").startsWith("radial_")).toList();
	}

	/** E w², E w⁴, E w_i² w_j², and Gc4 of the cos-net, whose four-point function of a neuron and Wick sum do not depend on the prior. */
	@ParameterizedTest
	@MethodSource("radial")
	void radialMomentsAreThoseComputedIndependently(Map<String, String> row) throws Exception {
		var words = row.get("id").split("_"); // radial, N…, a…, what
		int size = Integer.parseInt(words[1].substring(1));
		var law = law("radial(" + words[2].substring(1) + ")", size, 1);
		double expected = Oracle.number(row.get("value")), found = switch (words[3]) {
		case "w2" -> moment(law, 2);
		case "w4" -> moment(law, 4);
		case "w22" -> moment(law, 2, 2);
		default -> {
			var points = new Points(new double[][] { { -1 }, { -0.6 }, { -0.2 }, { 0.2 } });
			var neuron = Networks.build("cos-net", Map.of(), TestPrior.gaussian(1, 0), 1).capability(SingleLayer.class).orElseThrow();
			double wick = 0;
			for (int[] p : new int[][] { { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 0, 3, 1, 2 } })
				wick += neuron.moment(points, new int[] { p[0], p[1] }).orElseThrow().value() * neuron.moment(points, new int[] { p[2], p[3] }).orElseThrow().value();
			double four = neuron.moment(points, new int[] { 0, 1, 2, 3 }).orElseThrow().value(), two = moment(law, 2);
			yield moment(law, 4) * four / size + (size == 1 ? 0 : (1 - 1.0 / size) * moment(law, 2, 2) * wick) - two * two * wick;
		}
		};
		assertEquals(expected, found, words[3].startsWith("cos") ? 1e-14 : 1e-13 * expected);
	}

	@Test
	void theCommonScaleHasTheStatedMoments() {
		var law = law("common-scale(7)", 10, 1);
		double squares = moment(law, 2, 2), mean = moment(law, 2);
		var oracle = Oracle.rows("priors_independence.csv").stream().filter(row -> row.get("id").equals("mvt_nu7_var_s2")).findFirst().orElseThrow();
		assertEquals(Oracle.number(oracle.get("value")), squares - mean * mean, 1e-13);
		assertEquals(3 * squares, moment(law, 4), 1e-13);
		assertEquals(15 * moment(law, 2, 2, 2), moment(law, 6), 1e-12);
		assertEquals(0, moment(law, 1, 3));
		assertTrue(Double.isNaN(law.standardisedMoment(8)) && Double.isNaN(moment(law, 4, 4)) && Double.isNaN(moment(law, 7)));
		assertEquals(2 / 7.0, moment(law("common-scale(7, chi-squared)", 10, 1), 2, 2) - 1, 1e-14);
	}

	/** Means over 40,000 draws of the group within 5 standard errors: a false alarm in 1e-5 of all right samplers for 16 comparisons. */
	@ParameterizedTest
	@ValueSource(strings = { "common-scale(20)", "common-scale(5, chi-squared)", "radial(1)", "radial(50)" })
	void drawsHaveTheStatedMoments(String prior) {
		int size = 5, draws = 40_000;
		var law = law(prior, size, 1.7);
		int[][] orders = { { 2 }, { 4 }, { 2, 2 }, { 2, 2, 2 } };
		var w = new double[size];
		double[] sums = new double[orders.length], squares = new double[orders.length];
		for (int draw = 0; draw < draws; draw++) {
			law.fill(11, draw, 2, 0, w, 0, size);
			for (int o = 0; o < orders.length; o++) {
				double product = 1;
				for (int i = 0; i < orders[o].length; i++) for (int power = 0; power < orders[o][i]; power++) product *= w[i];
				sums[o] += product;
				squares[o] += product * product;
			}
		}
		for (int o = 0; o < orders.length; o++) {
			double mean = sums[o] / draws;
			assertEquals(moment(law, orders[o]), mean, 5 * Math.sqrt((squares[o] / draws - mean * mean) / draws), Arrays.toString(orders[o]));
		}
	}

	/** Any slice holds the same parameters, up to the rounding of the length. */
	@ParameterizedTest
	@ValueSource(strings = { "common-scale(7)", "radial(3)" })
	void aParameterDependsOnItsAddressAlone(String prior) {
		var law = law(prior, 40, 0.7);
		var whole = new double[40];
		law.fill(5, 3, 2, 0, whole, 0, 40);
		for (int first : new int[] { 0, 1, 17, 30 }) {
			var part = new double[14];
			law.fill(5, 3, 2, first, part, 2, 10);
			assertArrayEquals(Arrays.copyOfRange(whole, first, first + 10), Arrays.copyOfRange(part, 2, 12), 1e-14);
			assertEquals(0, part[1] + part[12]);
		}
		var other = new double[40];
		law.fill(5, 4, 2, 0, other, 0, 40);
		assertFalse(Arrays.equals(whole, other));
	}

	/** The radial deformation as a formula: chains give the moments that one-dimensional integrals do. 20,000 draws, 5 standard errors, 4 comparisons: false alarm 2e-6. */
	@Test
	void chainsGiveTheMomentsOfTheRadialDeformation() throws Exception {
		int size = 5, draws = 20_000;
		Law deformed = law("deformed(sum(w^2)^2/N^2, 2, 0.5, 100)", size, 1.2), radial = law("radial(2)", size, 1.2);
		deformed.check();
		int[][] orders = { { 2 }, { 4 }, { 2, 2 }, { 1, 1 } };
		var w = new double[size];
		double[] sums = new double[orders.length], squares = new double[orders.length];
		for (int draw = 0; draw < draws; draw++) {
			deformed.fill(7, draw, 2, 0, w, 0, size);
			for (int o = 0; o < orders.length; o++) {
				double product = 1;
				for (int i = 0; i < orders[o].length; i++) product *= power(w[i], orders[o][i]);
				sums[o] += product;
				squares[o] += product * product;
			}
		}
		for (int o = 0; o < orders.length; o++) {
			double mean = sums[o] / draws, spread = squares[o] / draws - mean * mean;
			assertEquals(moment(radial, orders[o]), mean, 5 * Math.sqrt(spread / draws), Arrays.toString(orders[o]));
		}
		var part = new double[2];
		deformed.fill(7, draws - 1, 2, 3, part, 0, 2);
		assertArrayEquals(Arrays.copyOfRange(w, 3, 5), part);
	}

	private static double power(double x, int power) {
		return power == 0 ? 1 : x * power(x, power - 1);
	}

	@Test
	void deformationsSayWhatIsKnownOfThem() {
		assertTrue(law("deformed(sum(w)^2, 1)", 5, 1).isEven() && law("deformed", 5, 1).isEven());
		assertFalse(law("deformed(sum(w^3)/N, 0.01)", 5, 1).isEven());
		assertTrue(law("deformed", 5, 1).jointMoment(2).isEmpty() && !law("deformed", 5, 1).isIndependent());
		assertEquals(0, deformedFirst(0));
	}

	@Test
	void chainsTellHowTheyMix() throws UnsuitableException {
		Law chain = law("deformed(sum(w^2)^2/N^2, 2, 0.5, 100)", 5, 1);
		chain.check();
		String told = chain.sampling().orElseThrow();
		assertTrue(told.matches("each draw is the end of a chain of its own of 100 steps.*τ_int = [0-9.]+ steps, R̂ = 1\\.0[0-9]*, effective sample size [0-9]+ of 1800 steps, [0-9]+ % accepted"), told);
		assertTrue(chain.work() >= 100 && law("radial(2)", 5, 1).work() == 0 && law("radial(2)", 5, 1).sampling().isEmpty());
	}

	private static double deformedFirst(double variance) {
		var w = new double[5];
		law("deformed", 5, variance).fill(1, 2, 3, 0, w, 0, 5);
		return Math.abs(w[0]);
	}

	/** Too few or too small steps, formulas that are wrong or not finite, groups that are too large. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "deformed(sum(w^2)^2/N^2, 2, 0.5, 5); 5; steps", "deformed(sum(w^2)^2/N^2, 2, 0.01, 200); 5; steps", "deformed(sum(w^2, 2); 5; formula", "deformed(sum(x), 1); 5; formula",
			"deformed(log(-sum(w^2)), 1); 5; formula", "deformed; 1000000; ''" })
	void whatCannotBeTrustedIsRefused(String prior, long size, String parameter) {
		var refused = assertThrows(UnsuitableException.class, () -> law(prior, size, 1).check());
		assertEquals(parameter, refused.path(), refused.getMessage());
	}

	@Test
	void networksSayWhatIsLeft() throws Exception {
		var gaussian = TestPrior.gaussian(1, 0.1);
		var scaled = Networks.mlp("erf", List.of(10), gaussian.with("weight-out", "common-scale"), 1);
		assertTrue(scaled.isEven());
		assertTrue(scaled.capability(InfiniteWidth.class).isEmpty() && scaled.capability(ConditionalSampling.class).isEmpty());
		assertTrue(scaled.capability(ExplicitSampling.class).orElseThrow().givesKernel());
		var radial = Networks.mlp("erf", List.of(10), gaussian.with("weight-out", "radial"), 1);
		assertFalse(radial.capability(ExplicitSampling.class).orElseThrow().givesKernel());
		assertTrue(radial.capability(SingleLayer.class).isPresent());
		assertTrue(Networks.mlp("erf", List.of(10), gaussian.with("weight-1", "radial"), 1).capability(SingleLayer.class).isEmpty());
		assertTrue(Networks.mlp("erf", List.of(10), gaussian.with("weight-out", "radial(0)"), 1).capability(ConditionalSampling.class).isPresent());
	}

	/** Given the scale the readout is Gaussian: products of outputs are its kernel in the mean, and the kernel has the scale of the draw. */
	@Test
	void theKernelGivenTheScaleIsThatOfTheOutputs() throws Exception {
		var network = Networks.build("mlp", Map.of("width", 4L, "outputs", 400L), TestPrior.gaussian(1, 0.1).with("weight-out", "common-scale(3)"), 1);
		var sampler = network.capability(ExplicitSampling.class).orElseThrow().sampler(new Points(new double[][] { { 0.8 } }), 5, Blas.java());
		double[] outputs = new double[400], kernel = new double[1];
		for (int draw = 0; draw < 30; draw++) {
			sampler.draw(draw, outputs, 0, kernel, 0);
			double mean = Arrays.stream(outputs).map(phi -> phi * phi).average().orElseThrow();
			assertEquals(1, mean / kernel[0], 5 * Math.sqrt(2 / 400.0)); // 5 standard errors, 30 times: false alarm 1e-4 with the tails of χ²_400
		}
	}
}
