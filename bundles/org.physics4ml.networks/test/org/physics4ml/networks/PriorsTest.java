package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.statistics.Normal;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Prior;

class PriorsTest {

	private static Law law(String prior, double variance) {
		return Networks.create(Kind.PRIOR, Prior.class, prior).law(new ParameterGroup("weight-1", Role.WEIGHT, 0, 0, 1), variance, Parameters.NONE);
	}

	/** 100,000 parameters; Kolmogorov-Smirnov at 1e-6, moments within 5 standard errors. */
	@ParameterizedTest
	@ValueSource(strings = { "gaussian", "uniform" })
	void parametersHaveTheLawThatIsStated(String prior) {
		var law = law(prior, 2.25);
		int n = 100_000;
		var w = new double[n];
		law.fill(5, 3, 2, 0, w, 0, n);
		for (int power : new int[] { 1, 2, 3, 4, 6 }) {
			double exact = law.standardisedMoment(power), spread = law.standardisedMoment(2 * power) - exact * exact;
			double mean = Arrays.stream(w).map(x -> IntStream.range(0, power).mapToDouble(i -> x / 1.5).reduce(1, (a, b) -> a * b)).sum() / n;
			assertEquals(exact, mean, 5 * Math.sqrt(spread / n), "moment " + power);
		}
		Arrays.sort(w);
		double largest = 0, edge = 1.5 * Math.sqrt(3);
		for (int i = 0; i < n; i++) {
			double below = prior.equals("uniform") ? (w[i] / edge + 1) / 2 : 1 - Normal.upperTail(w[i] / 1.5);
			largest = Math.max(largest, Math.max(below - i / (double) n, (i + 1) / (double) n - below));
		}
		assertTrue(largest * Math.sqrt(n) < 2.7);
		if (prior.equals("uniform")) assertTrue(w[0] > -edge && w[n - 1] < edge);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gaussian", "uniform" })
	void aParameterDependsOnItsAddressAlone(String prior) {
		var law = law(prior, 0.7);
		double[] whole = new double[50], part = new double[50];
		law.fill(5, 3, 2, 100, whole, 0, 50);
		law.fill(5, 3, 2, 117, part, 4, 20);
		assertEquals(Arrays.toString(Arrays.copyOfRange(whole, 17, 37)), Arrays.toString(Arrays.copyOfRange(part, 4, 24)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gaussian", "uniform" })
	void noVarianceIsNoParameter(String prior) {
		double[] w = { 1, 1, 1 };
		law(prior, 0).fill(5, 3, 2, 0, w, 0, 3);
		for (double x : w) assertEquals(0, Math.abs(x));
	}

	@org.junit.jupiter.api.Test
	void momentsAreThoseOfTheTable() {
		assertEquals(3, law("gaussian", 2).standardisedMoment(4));
		assertEquals(15, law("gaussian", 2).standardisedMoment(6));
		assertEquals(9 / 5.0, law("uniform", 2).standardisedMoment(4), 1e-15);
		assertEquals(27 / 7.0, law("uniform", 2).standardisedMoment(6), 1e-15);
		assertTrue(law("gaussian", 1).isGaussian() && law("gaussian", 1).isEven() && law("uniform", 1).isEven());
		assertFalse(law("uniform", 1).isGaussian());
	}
}
