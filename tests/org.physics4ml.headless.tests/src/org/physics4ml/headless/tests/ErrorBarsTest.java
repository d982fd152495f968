package org.physics4ml.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Error bars are right: over 2000 independent runs the pulls of every estimator have the variance (B-1)/(B-3) of Student's law for B blocks, within 10 % (PHYSICS 20.2). The variance of
 * 2000 pulls is known to 3 % (they are nearly normal), so that a right error bar fails in one of a thousand; seeds are fixed. Networks and numbers of draws are such that the central limit
 * theorem holds: the skewness of what is averaged, which ties a large value to a large error bar, adds about its square over the number of draws to the variance; for products of four Gaussian
 * fields, 100/M, that takes M = 3000 draws.
 */
class ErrorBarsTest {

	private static final int RUNS = 2000;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"naive           | 16 | 30  | architecture={\"id\":\"mlp\",\"activation\":\"sign\",\"width\":1} prior=uniform                                | 0 0     | exact",
			"naive           | 16 | 30  | architecture={\"id\":\"mlp\",\"activation\":\"sign\",\"width\":1} prior=uniform                                | 0 0 0 0 | exact",
			"conditional     | 16 | 30  | architecture={\"id\":\"mlp\",\"activation\":\"erf\",\"width\":1}                                               | 0 0     | exact",
			"conditional     | 16 | 200 | architecture={\"id\":\"mlp\",\"activation\":\"sign\",\"width\":1}                                              | 0 0 0 0 | exact",
			"rao-blackwell   | 32 | 15  | architecture={\"id\":\"mlp\",\"activation\":\"erf\",\"width\":2} prior.biasVariance=0.5                        | 0 0 0 0 | exact",
			"rao-blackwell   | 16 | 60  | architecture={\"id\":\"mlp\",\"activation\":\"cos\",\"width\":2} analyses.correlators.order=6                 | 0 0 0 0 0 0 | exact",
			"rao-blackwell-2 | 16 | 30  | architecture={\"id\":\"mlp\",\"activation\":\"sin\",\"width\":2,\"depth\":2}                                     | 0 0 0 0 | mean" })
	void pullsHaveTheirVariance(String estimator, int blocks, int size, String edits, String points, String truth) {
		List<String> all = new ArrayList<>(List.of(edits.split(" +")));
		all.add("inputs.points=[[1]]");
		all.add("analyses.correlators.estimator=" + estimator);
		all.add("analyses.correlators.multisets=[\"" + points + "\"]");
		var measured = new Measured(all.toArray(String[]::new));
		double[] values = new double[RUNS], errors = new double[RUNS];
		double mean = 0, theory = 0;
		for (int run = 0; run < RUNS; run++) {
			var entry = Measured.entries(measured.findings((long) run * blocks * size, blocks, size)).get(points);
			values[run] = entry.connected();
			errors[run] = entry.error();
			theory = entry.theory();
			mean += values[run] / RUNS;
		}
		double expected = truth.equals("exact") ? theory : mean, variance = 0, bias = 0;
		for (int run = 0; run < RUNS; run++) {
			double pull = (values[run] - expected) / errors[run];
			variance += pull * pull / RUNS;
			bias += (mean - values[run]) * (mean - values[run]) / RUNS;
		}
		assertEquals((blocks - 1.) / (blocks - 3), variance, 0.1 * variance);
		assertEquals(expected, mean, 4 * Math.sqrt(bias / RUNS)); // no bias: fails once in 16,000
	}
}
