package org.physics4ml.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;
import org.physics4ml.model.experiment.ExplicitPoints;

class StructureValidatorTest {

	private Experiment experiment;

	@BeforeEach
	void load() throws Exception {
		experiment = Example.experiment();
	}

	@Test
	void theExampleIsValid() {
		assertEquals(List.of(), StructureValidator.problems(experiment, "example"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"inputs.points=[[0.5],[0.5]]", "inputs.grid={\"lower\":1,\"upper\":1,\"count\":1}", "inputs.sphere={\"count\":1,\"dimension\":1}", "inputs.file=a.csv", "sampling.draws=0",
			"sampling.draws=9007199254740992", "sampling.targetError=0.5", "analyses=[]", "analyses=[\"org.example.nngp\",\"ntk\"]", "data={\"points\":[[1]],\"targets\":[[1,2]]}",
			"data.file=a.csv", "architecture=org.example.unknown", "seed=-1" })
	void acceptsWhatIsSound(String assignment) throws Exception {
		ExperimentPaths.set(experiment, assignment);
		assertEquals(List.of(), StructureValidator.problems(experiment, "example"));
	}

	/** What makes the example wrong, path of the one problem, part of its line. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"name=null | name | is missing",
			"inputs.points=[] | inputs.points | the list is empty",
			"inputs.points=[[1],[1,2],[3]] | inputs.points[1] | has dimension 2, but inputs.points[0] has 1",
			"inputs.points=[[1],[]] | inputs.points[1] | has no coordinates",
			"inputs.grid=[] | inputs.grid | has no axes",
			"inputs.grid=[{\"lower\":0,\"upper\":1}] | inputs.grid[0].count | 0 is not positive",
			"inputs.grid=[{\"lower\":1,\"upper\":0,\"count\":2}] | inputs.grid[0] | upper end 0 is not above its lower end 1",
			"inputs.grid=[{\"lower\":0,\"upper\":1,\"count\":2000},{\"lower\":0,\"upper\":1,\"count\":2000}] | inputs.grid | has 4000000 points, more than 1000000",
			"inputs.sphere={\"count\":-1,\"dimension\":2} | inputs.sphere.count | -1 is not positive",
			"inputs.sphere={\"count\":1} | inputs.sphere.dimension | 0 is not positive",
			"inputs.sphere={\"count\":1,\"dimension\":2,\"radius\":0} | inputs.sphere.radius | 0 is no radius",
			"inputs.sphere={\"count\":2000000,\"dimension\":2} | inputs.sphere.count | more than 1000000",
			"inputs.file=\" \" | inputs.file | is missing",
			"architecture=\"\" | architecture | the id is missing",
			"optimiser=\" \" | optimiser | the id is missing",
			"data={} | data.points | the list is empty",
			"data={\"points\":[[1]],\"targets\":[[1],[2]]} | data.targets | has 2 entries for 1 points",
			"data={\"file\":\"a\",\"points\":[[1]]} | data | has a file and also points",
			"analyses=[\"nngp\",\"org.example.nngp\"] | analyses[1] | has the name 'nngp', as analyses[0] has; give it a name of its own",
			"analyses.naive.name=a.b | analyses[1] | 'a.b' is no name",
			"analyses=[\"\"] | analyses[0] | the id is missing",
			"sampling.draws=-1 | sampling.draws | -1 is negative",
			"sampling.draws=9007199254740993 | sampling.draws | is more than 2^53",
			"sampling.targetError=0 | sampling.targetError | 0 is not between 0 and 1",
			"sampling.targetError=1 | sampling.targetError | 1 is not between 0 and 1" })
	void findsWhatIsWrong(String assignment, String path, String message) throws Exception {
		ExperimentPaths.set(experiment, assignment);
		var problems = StructureValidator.problems(experiment, "x.p4ml");
		if (assignment.startsWith("data={}")) {
			assertEquals(List.of("data.points", "data.targets"), problems.stream().map(Problem::path).toList());
		} else {
			assertEquals(List.of(path), problems.stream().map(Problem::path).toList());
		}
		assertTrue(problems.getFirst().toString().startsWith("x.p4ml: " + path + ": "), problems.toString());
		assertTrue(problems.getFirst().toString().contains(message), problems.toString());
		assertFalse(problems.getFirst().remedy().isBlank());
	}

	@Test
	void findsCoordinatesThatAreNotFinite() {
		var points = ((ExplicitPoints) experiment.getInputs()).getPoints();
		points.add(new Point(1, Double.NaN));
		points.add(new Point(Double.NEGATIVE_INFINITY, Double.NaN));
		assertEquals(List.of("x: inputs.points[2]: coordinate 1 is NaN; give finite numbers", "x: inputs.points[3]: coordinate 0 is -Infinity; give finite numbers"), lines());
	}

	@Test
	void anEmptyExperimentLacksEverything() {
		experiment = ExperimentFactory.eINSTANCE.createExperiment();
		assertEquals(List.of("name", "inputs", "architecture", "prior", "sampling"), StructureValidator.problems(experiment, "x").stream().map(Problem::path).toList());
	}

	@Test
	void unknownInputsAndUnnamedOrDoubleParametersAreFound() throws Exception {
		experiment = ExperimentFiles.load(Example.TEXT.replace("kind=\"points\"", "kind=\"lattice\"")
				.replace("name=\"activation\"", "name=\"width\"").replace("name=\"weightVariance\"", "name=\"id\"").replace("<parameter name=\"estimator\"", "<parameter"), "x");
		assertEquals(List.of("inputs", "architecture.width", "prior.id", "analyses.naive"), StructureValidator.problems(experiment, "x").stream().map(Problem::path).toList());
	}

	@Test
	void everyValueOfTheSweepIsLookedAt() throws Exception {
		ExperimentPaths.sweep(experiment, "sampling.draws=[10,-1,-2]");
		ExperimentPaths.sweep(experiment, "inputs.points=[[[1],[2]],[[1],[2,3]]]");
		assertEquals(List.of("x: sampling.draws: -1 is negative in the sweep, where sampling.draws is '-1'; give 0 for theory only, or more",
				"x: sampling.draws: -2 is negative in the sweep, where sampling.draws is '-2'; give 0 for theory only, or more",
				"x: inputs.points[1]: has dimension 2, but inputs.points[0] has 1 in the sweep, where inputs.points is '[[1], [2, 3]]'; give all points the same number of coordinates"), lines());
		experiment.getSampling().setDraws(-3);
		assertTrue(lines().contains("x: sampling.draws: -3 is negative; give 0 for theory only, or more"));
	}

	@Test
	void badAxesAreFound() throws Exception {
		experiment.getSweep().getFirst().setPath("sead");
		assertEquals(List.of("sweep.sead"), StructureValidator.problems(experiment, "x").stream().map(Problem::path).toList());
	}

	@Test
	void longTextsAreCut() throws Exception {
		ExperimentPaths.set(experiment, "analyses.naive.name", "a\n".repeat(10_000));
		assertTrue(lines().stream().allMatch(line -> line.length() < 300 && !line.contains("\n")), lines().toString());
	}

	@ParameterizedTest
	@MethodSource("org.physics4ml.model.ExperimentFilesTest#seeds")
	void nothingMakesItFail(long seed) {
		for (var problem : StructureValidator.problems(new RandomExperiments(seed).next(), "random"))
			assertFalse(problem.message().isBlank() || problem.remedy().isBlank() || problem.path().isBlank(), problem.toString());
	}

	private List<String> lines() {
		return StructureValidator.problems(experiment, "x").stream().map(Problem::toString).toList();
	}
}
