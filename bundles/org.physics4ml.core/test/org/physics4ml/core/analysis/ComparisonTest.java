package org.physics4ml.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.findings.Verdict;

/** The rule of PHYSICS 20.1. */
class ComparisonTest {

	private static Comparison comparison() {
		return new Comparison("what", "source");
	}

	@ParameterizedTest
	@CsvSource({ "1.03, 0.01, 1, 1, PASSED", "1.05, 0.01, 1, 1, FAILED", "0.95, 0.01, 1, 1, FAILED", "1.1, 0.06, 1, 1, INCONCLUSIVE", "1.3, 0.06, 1, 1, INCONCLUSIVE", "1.59, 0.06, 1, 1, INCONCLUSIVE", "1.61, 0.06, 1, 1, FAILED", "0.3, 0.06, 1, 1, FAILED",
			"0.02, 0.01, 0, 1, PASSED", "0.02, 0.01, 0, 0.1, INCONCLUSIVE", "0.02, 0.01, 1e-20, 1, PASSED", "1, 0, 1, 1, PASSED", "1.00000000001, 0, 1, 1, FAILED",
			"1.0000000000001, 0, 1, 1, PASSED", "NaN, 0.1, 1, 1, NOT_TESTABLE", "1, NaN, 1, 1, NOT_TESTABLE", "1, 0.1, NaN, 1, NOT_TESTABLE" })
	void oneEntry(double observed, double error, double expected, double scale, Verdict verdict) {
		var check = comparison().add("0 0", observed, error, expected, scale).check();
		assertEquals(verdict, check.verdict(), check.reason());
		assertEquals(error > 0 && Double.isFinite(observed + expected), check.pull().isPresent());
	}

	@Test
	void showsTheWorstEntryAndItsPValue() {
		var check = comparison().add("a", 1, 0.01, 1, 1).add("b", 1.02, 0.01, 1, 1).add("c", 0.99, 0.01, 1, 1).check();
		assertEquals(1.02, check.observed().getAsDouble());
		assertEquals(2, check.pull().getAsDouble(), 1e-12);
		assertEquals(0.0455002638963584, check.pValue().getAsDouble(), 1e-14); // erfc(√2)
		assertTrue(check.reason().startsWith("worst of 3 entries: b"), check.reason());
	}

	@Test
	void anErrorThatCannotBeTrustedDecidesNothing() {
		assertEquals(Verdict.INCONCLUSIVE, comparison().add("a", 9, 0.01, 1, 1, false).check().verdict());
		assertEquals(Verdict.INCONCLUSIVE, comparison().add("a", 9, 0.01, 1, 1, false).add("b", 1, 0.01, 1, 1).check().verdict());
		assertEquals(Verdict.FAILED, comparison().add("a", 9, 0.01, 1, 1, false).add("b", 9, 0.01, 1, 1).check().verdict());
	}

	@Test
	void trustsGaussianBlocksAndNotASingleOne() {
		double[] deviates = new double[64];
		double[][] replicas = new double[64][2];
		for (int draw = 0; draw < 1000; draw++) { // 5 in 100,000 are not trusted: 5 % that one of these is not; the seed is fixed
			RandomStream.normals(1, draw, 0, 0, deviates, 0, 64);
			for (int b = 0; b < 64; b++) {
				replicas[b][0] = deviates[b];
				replicas[b][1] = b == 17 ? 100 : deviates[b];
			}
			assertTrue(Comparison.isTrusted(replicas, 0));
			assertFalse(Comparison.isTrusted(replicas, 1));
		}
	}

	@Test
	void trustsNoErrorFromFewBlocks() {
		double[][] replicas = new double[32][1];
		for (int b = 0; b < replicas.length; b++)
			replicas[b][0] = b % 2;
		assertTrue(Comparison.isTrusted(replicas, 0));
		assertFalse(Comparison.isTrusted(Arrays.copyOf(replicas, 31), 0));
		assertEquals(Verdict.PASSED, comparison().add("a", 1, 0, 1, 1, false).check().verdict()); // an exact entry needs no error bar
	}
}
