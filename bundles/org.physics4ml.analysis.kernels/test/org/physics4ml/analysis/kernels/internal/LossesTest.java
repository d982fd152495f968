package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Points;
import org.physics4ml.model.InvalidExperimentException;

/** Losses that are not quadratic: one point of data, whose training is known in closed form, and the analysis around it. */
class LossesTest {

	private static final double THETA = 1.7, CROSS = 0.6, TIME = 3;

	/** A point of the data at 0, a test point at 1; K = 0, so that every network starts from φ = 0. */
	private static Snapshot train(Objective objective, Dynamics dynamics, double... target) throws UnsuitableException {
		var data = new Data(new Points(new double[][] { { 0 } }), List.of(target));
		var joint = new Joint(new Points(new double[][] { { 0 }, { 1 } }), data, 1);
		return new SampledDynamics(joint, new double[3], new double[] { THETA, CROSS, 1 }, objective, dynamics, 8, THETA, 1, Steps.NONE).at(new double[] { TIME }).getFirst();
	}

	/** The root of f + e^f = right. */
	private static double root(double right) {
		double f = 0;
		for (int i = 0; i < 60; i++)
			f -= (f + Math.exp(f) - right) / (1 + Math.exp(f));
		return f;
	}

	private static void assertTrained(double f, double factor, Snapshot found, int output) {
		assertEquals(f * CROSS / THETA * factor, found.mean()[output][0], 1e-7);
		assertEquals(0, found.variance()[output][0], 1e-20);
	}

	@Test
	void logisticLoss() throws UnsuitableException {
		// f' = Θ/(1 + e^f): f + e^f = 1 + Θt
		double f = root(1 + THETA * TIME);
		var found = train(new Objective(Objective.Kind.CROSS_ENTROPY, 1), Dynamics.FLOW, 1);
		assertTrained(f, 1, found, 0);
		assertEquals(Math.log(1 + Math.exp(-f)), found.loss().mean(), 1e-7);
		assertTrained(f, -1, train(new Objective(Objective.Kind.CROSS_ENTROPY, 1), Dynamics.FLOW, 0), 0);
	}

	@Test
	void crossEntropyOfTwoOutputs() throws UnsuitableException {
		// the difference g of the outputs: g' = 2Θ/(1 + e^g), half of it each
		double g = root(1 + 2 * THETA * TIME);
		var found = train(new Objective(Objective.Kind.CROSS_ENTROPY, 1), Dynamics.FLOW, 0, 1);
		assertTrained(g / 2, -1, found, 0);
		assertTrained(g / 2, 1, found, 1);
		assertEquals(Math.log(1 + Math.exp(-g)), found.loss().mean(), 1e-7);
	}

	@Test
	void hubersLoss() throws UnsuitableException {
		// a straight line up to y - δ, an exponential from there
		double y = 4, delta = 1, turn = (y - delta) / (THETA * delta), f = y - delta * Math.exp(-THETA * (TIME - turn));
		assertTrue(turn < TIME);
		assertTrained(f, 1, train(new Objective(Objective.Kind.HUBER, delta), Dynamics.FLOW, y), 0);
		assertTrained(0.5 * THETA * TIME, 1, train(new Objective(Objective.Kind.HUBER, 0.5), Dynamics.FLOW, y), 0);
	}

	@ParameterizedTest
	@CsvSource({ "DESCENT, 0", "MOMENTUM, 0.6" })
	void stepsOnTheLogisticLoss(Dynamics.Rule rule, double momentum) throws UnsuitableException {
		double rate = 0.25, f = 0, moving = 0;
		for (int step = 0; step < 12; step++) {
			moving = momentum * moving + 1 / (1 + Math.exp(-f)) - 1;
			f -= rate * THETA * moving;
		}
		assertTrained(f, 1, train(new Objective(Objective.Kind.CROSS_ENTROPY, 1), new Dynamics(rule, rate, momentum, 0.25), 1), 0);
	}

	@Test
	void findingsOfALossThatIsNotSquared() throws InvalidExperimentException {
		String huber = "analyses=[{\"id\":\"frozen-ntk\",\"times\":[4],\"loss\":\"huber\",\"huberWidth\":1e6,\"initialisations\":4000}]";
		var sampled = TestPlugin.run(huber);
		var exact = TestPlugin.run("analyses=[{\"id\":\"frozen-ntk\",\"times\":[4]}]");
		assertEquals(List.of("i", "time", "mean", "variance", "meanError", "varianceError"), Tables.columns(sampled, "prediction"));
		for (int i = 0; i < 4; i++) { // never beyond its width: the squared loss; 4.5 standard errors, one failure in 10,000
			Map<String, Object> at = Map.of("i", i, "time", 4.0);
			for (String column : List.of("mean", "variance"))
				assertEquals(Tables.number(exact, "prediction", column, at), Tables.number(sampled, "prediction", column, at), 4.5 * Tables.number(sampled, "prediction", column + "Error", at) + 1e-9);
			assertEquals(Tables.number(exact, "prediction", "mean", Map.of("i", i, "time", "null")), Tables.number(sampled, "prediction", "mean", Map.of("i", i, "time", "null")));
		}
		Tables.assertDrawable(sampled);
		var classes = TestPlugin.run("architecture.outputs=2", "data.targets=[[0,1],[1,0],[0.5,0.5],[0,1]]", "analyses=[{\"id\":\"frozen-ntk\",\"times\":[1],\"loss\":\"cross-entropy\",\"initialisations\":8}]");
		assertNull(Tables.column(classes, "prediction", "mean").getLast());
		assertTrue(classes.notices().toString().contains("no infinite time"));
		Tables.assertDrawable(classes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			"dynamics":"gradient-descent"; analyses.frozen-ntk.learningRate
			"dynamics":"gradient-descent","learningRate":0.3,"times":[0.6,1]; analyses.frozen-ntk.times[1]
			"dynamics":"gradient-descent","learningRate":1e3; analyses.frozen-ntk.learningRate
			"loss":"cross-entropy"; data.targets
			"loss":"huber","covariance":true; analyses.frozen-ntk.covariance
			""")
	void badInputIsRefused(String parameters, String path) {
		var problems = assertThrows(InvalidExperimentException.class, () -> TestPlugin.run("analyses=[{\"id\":\"frozen-ntk\"," + parameters + "}]")).problems();
		assertEquals(path, problems.getFirst().path());
		assertEquals(1, problems.size());
	}
}
