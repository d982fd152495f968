package org.physics4ml.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.model.experiment.Element;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExplicitPoints;
import org.physics4ml.model.experiment.Sampler;

class ExperimentPathsTest {

	private Experiment experiment;

	@BeforeEach
	void load() throws Exception {
		experiment = Example.experiment();
	}

	/** The command line's examples and more: assignment, path read, JSON there. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"seed=7 | seed | 7",
			"seed=1e18 | seed | 1000000000000000000",
			"seed=-9223372036854775808 | seed | -9223372036854775808",
			"name=relu-net | name | \"relu-net\"",
			"name=\"2008\" | name | \"2008\"",
			"description= | description | \"\"",
			"sampling.draws=1e6 | sampling.draws | 1000000",
			"sampling.draws=0 | sampling | {\"draws\": 0, \"sampler\": \"auto\"}",
			"sampling.sampler=explicit | sampling.sampler | \"explicit\"",
			"sampling.targetError=0.01 | sampling.targetError | 0.01",
			"sampling={\"draws\":5} | sampling | {\"draws\": 5, \"sampler\": \"auto\"}",
			"inputs.points=[[0.1,0.2],[1,0]] | inputs | {\"points\": [[0.1, 0.2], [1, 0]]}",
			"inputs.points=[[0.5],[0.5],[1]] | inputs.points | [[0.5], [0.5], [1]]",
			"inputs={\"points\":[[1]]} | inputs.points | [[1]]",
			"inputs.grid={\"lower\":-1,\"upper\":1,\"count\":5} | inputs | {\"grid\": [{\"lower\": -1, \"upper\": 1, \"count\": 5}]}",
			"inputs.grid=[{\"lower\":0,\"upper\":1,\"count\":2},{\"lower\":0,\"upper\":2,\"count\":3}] | inputs.grid | [{\"lower\": 0, \"upper\": 1, \"count\": 2}, {\"lower\": 0, \"upper\": 2, \"count\": 3}]",
			"inputs.sphere={\"count\":4,\"dimension\":3} | inputs | {\"sphere\": {\"count\": 4, \"dimension\": 3, \"radius\": 1}}",
			"inputs.sphere.count=9 | inputs.sphere.count | 9",
			"inputs.file=points.npz | inputs | {\"file\": \"points.npz\"}",
			"inputs={\"file\":\"points.npz\",\"key\":\"x\"} | inputs.key | \"x\"",
			"architecture.width=256 | architecture | {\"id\": \"mlp\", \"activation\": \"erf\", \"width\": 256}",
			"architecture.width=[10,20] | architecture.width | [10, 20]",
			"architecture.width=null | architecture | {\"id\": \"mlp\", \"activation\": \"erf\"}",
			"architecture.activation=leaky-relu(0.1) | architecture.activation | \"leaky-relu(0.1)\"",
			"architecture.id=residual | architecture.id | \"residual\"",
			"architecture=mlp | architecture | {\"id\": \"mlp\"}",
			"architecture=org.example.mlp | architecture.id | \"org.example.mlp\"",
			"prior={\"id\":\"uniform\",\"weightVariance\":2} | prior | {\"id\": \"uniform\", \"weightVariance\": 2}",
			"prior.weightVariance=[1,1] | prior.weightVariance | [1, 1]",
			"prior.groups.weight-out=laplace | prior.groups | {\"weight-out\": \"laplace\"}",
			"prior.groups.bias-1={\"id\":\"student-t\",\"degrees\":7} | prior.groups | {\"bias-1\": {\"degrees\": 7, \"id\": \"student-t\"}, \"weight-out\": \"uniform\"}",
			"prior.groups.weight-out=null | prior | {\"id\": \"gaussian\", \"weightVariance\": [1, 1.5]}",
			"prior.other.deep.er=1 | prior.other | {\"deep\": {\"er\": 1}}",
			"optimiser=adam | optimiser | {\"id\": \"adam\"}",
			"data.file=train.csv | data | {\"file\": \"train.csv\"}",
			"data.points=[[1],[2]] | data.points | [[1], [2]]",
			"data.targets=[[1],[2]] | data.targets | [[1], [2]]",
			"data=null | data | null",
			"analyses=[\"nngp\",{\"id\":\"correlators\",\"order\":4}] | analyses | [{\"id\": \"nngp\"}, {\"id\": \"correlators\", \"order\": 4}]",
			"analyses=[] | analyses | null",
			"analyses.correlators.estimator=naive | analyses.correlators | {\"id\": \"correlators\", \"estimator\": \"naive\"}",
			"analyses.naive.order=2 | analyses.naive | {\"id\": \"correlators\", \"name\": \"naive\", \"estimator\": \"naive\", \"order\": 2}",
			"analyses.naive.multisets=[\"0 0 1 1\"] | analyses.naive.multisets | [\"0 0 1 1\"]",
			"analyses.naive=correlators | analyses.naive | {\"id\": \"correlators\", \"name\": \"naive\"}",
			"analyses.naive.name=plain | analyses.plain.estimator | \"naive\"",
			"sweep=[] | sweep | null",
			"sweep=[{\"path\":\"seed\",\"values\":[1,2]}] | sweep | [{\"path\": \"seed\", \"values\": [1, 2]}]" })
	void setsWhatUsersType(String assignment, String path, String json) throws Exception {
		ExperimentPaths.set(experiment, assignment);
		assertEquals(json, Json.write(ExperimentPaths.get(experiment, path)));
		assertTrue(EcoreUtil.equals(experiment, ExperimentFiles.load(ExperimentFiles.toText(experiment), "again")));
	}

	/** Assignment, path of the problem, part of message or remedy. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"seed | `` | PATH=VALUE",
			"=5 | `` | PATH=VALUE",
			"sead=7 | sead | known here: name, seed,",
			"formatVersion=2 | formatVersion | no such path",
			"foreign=2 | foreign | no such path",
			"seed=x | seed | 'x' is not an integer",
			"seed=1.5 | seed | '1.5' is not an integer",
			"seed=1e19 | seed | beyond the integers of 64 bits",
			"seed=true | seed | 'true' is not an integer",
			"seed=null | seed | 'null' is not an integer",
			"seed.x=1 | seed.x | no such path",
			"name=2008 | name | give text in double quotes",
			"name=\"\\u0000\" | name | a file cannot hold",
			"sampling.draws=1.5 | sampling.draws | is not an integer",
			"sampling.draws=\"5\" | sampling.draws | is not an integer",
			"sampling.sampler=best | sampling.sampler | auto, conditional, explicit",
			"sampling.budget=1 | sampling.budget | known here: draws, sampler, targetError",
			"sampling={\"draw\":1} | sampling.draw | known here: draws, sampler, targetError",
			"sampling=5 | sampling | '5' is not an object",
			"inputs=5 | inputs | '5' is not an object with points, grid, sphere, file, key",
			"inputs={} | inputs | says nothing",
			"inputs={\"points\":[[1]],\"file\":\"x\"} | inputs | says more than one thing",
			"inputs={\"points\":[[1]],\"key\":\"x\"} | inputs | says more than one thing",
			"inputs=null | inputs | cannot be left out",
			"inputs.points=[1,2] | inputs.points[0] | '1' is not a list of numbers",
			"inputs.points=5 | inputs.points | '5' is not a list of points",
			"inputs.points=[[1],null] | inputs.points[1] | 'null' is not a list of numbers",
			"inputs.points=[[1],[\"a\"]] | inputs.points[1] | is not a list of numbers",
			"inputs.points=[[NaN]] | inputs.points | not valid JSON",
			"inputs.points=[[1e999]] | inputs.points | beyond the largest number",
			"inputs.points=[[1],[2] | inputs.points | ends too early",
			"inputs.points.0=1 | inputs.points.0 | no such path",
			"inputs.random=5 | inputs.random | known here: points, grid, sphere, file, key",
			"inputs.sphere.count=1e10 | inputs.sphere.count | beyond the integers of 32 bits",
			"inputs.sphere.size=1 | inputs.sphere.size | known here: count, dimension, radius",
			"inputs.grid=[{\"lower\":\"a\"}] | inputs.grid[0].lower | 'a' is not a number",
			"inputs.key=x | inputs.key | set inputs.file first",
			"architecture=5 | architecture | '5' is no id",
			"architecture={\"width\":5} | architecture | the id is missing",
			"architecture={\"id\":5} | architecture | the id is missing",
			"architecture=null | architecture | cannot be left out",
			"architecture.name=x | architecture.name | only analyses have names",
			"architecture={\"id\":\"mlp\",\"name\":\"x\"} | architecture.name | only analyses have names",
			"architecture.id=5 | architecture.id | '5' is not text",
			"architecture.width.x=5 | architecture.width.x | '128', not an object",
			"architecture.=5 | architecture. | no name of a parameter",
			"optimiser.learningRate=1 | optimiser.learningRate | set optimiser=ID first",
			"analyses=nngp | analyses | 'nngp' is not a list",
			"analyses=[5] | analyses[0] | '5' is no id",
			"analyses.nngp.method=x | analyses.nngp.method | known here: correlators, naive",
			"data.point=[[1]] | data.point | known here: file, points, targets",
			"data.points=[1] | data.points[0] | is not a list of numbers",
			"prior={\"id\":\"x\" | prior | ends too early" })
	void refusesWhatDoesNotFitAndChangesNothing(String assignment, String path, String message) throws Exception {
		var e = assertThrows(InvalidExperimentException.class, () -> ExperimentPaths.set(experiment, assignment));
		assertEquals(1, e.problems().size());
		var problem = e.problems().getFirst();
		assertEquals(path, problem.path());
		assertTrue(problem.toString().contains(message), problem.toString());
		assertFalse(problem.remedy().isBlank());
		assertEquals(Example.TEXT, ExperimentFiles.toText(experiment));
	}

	@Test
	void valuesFromJavaAreTakenAsJson() throws Exception {
		ExperimentPaths.set(experiment, "sampling.draws", 1e6);
		ExperimentPaths.set(experiment, "architecture.width", Arrays.asList(1, 2.0, null));
		assertEquals(1_000_000, experiment.getSampling().getDraws());
		assertEquals(Arrays.asList(1L, 2L, null), ExperimentPaths.get(experiment, "architecture.width"));
		assertEquals(Sampler.AUTO, experiment.getSampling().getSampler());
	}

	@Test
	void whatIsNotSetReadsAsNull() {
		for (String path : List.of("optimiser", "optimiser.learningRate", "inputs.grid", "inputs.points.0", "analyses.none", "analyses.naive.order", "sampling.targetError", "nothing", ""))
			assertNull(ExperimentPaths.get(experiment, path), path);
	}

	@Test
	void foreignContentOutlivesChanges() throws Exception {
		experiment = ExperimentFiles.load(Example.TEXT.replace("<prior", "<!-- why --><future/><prior"), "example");
		ExperimentPaths.set(experiment, "prior=uniform");
		ExperimentPaths.sweep(experiment, "seed=[1,2]");
		String text = ExperimentFiles.toText(experiment);
		assertTrue(text.contains("<!-- why -->") && text.contains("<future/>"), text);
	}

	@Test
	void setTakesTheAxisAwayAndSweepReplacesIt() throws Exception {
		ExperimentPaths.sweep(experiment, "architecture.width=[3,4]");
		assertEquals("[{\"path\": \"architecture.width\", \"values\": [3, 4]}]", Json.write(ExperimentPaths.get(experiment, "sweep")));
		ExperimentPaths.sweep(experiment, "architecture.activation=[\"erf\",\"relu\"]");
		ExperimentPaths.set(experiment, "architecture.width=7");
		assertEquals("[{\"path\": \"architecture.activation\", \"values\": [\"erf\", \"relu\"]}]", Json.write(ExperimentPaths.get(experiment, "sweep")));
		assertEquals(7L, ExperimentPaths.get(experiment, "architecture.width"));
		ExperimentPaths.set(experiment, "architecture=gauss-net");
		assertEquals(1, experiment.getSweep().size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"architecture.width=5 | architecture.width | is not a list",
			"architecture.width=[] | sweep.architecture.width | no values",
			"architecture.width=[5,5.0] | sweep.architecture.width | occurs twice",
			"sampling.draws=[1,\"x\"] | sweep.sampling.draws | 'x' is not an integer",
			"smapling.draws=[1] | sweep.smapling.draws | no such path",
			"name=[\"a\"] | sweep.name | cannot be swept",
			"sweep=[[]] | sweep.sweep | cannot be swept",
			"seed=[1 | seed | ends too early" })
	void refusesAxesThatDoNotFit(String assignment, String path, String message) {
		var e = assertThrows(InvalidExperimentException.class, () -> ExperimentPaths.sweep(experiment, assignment));
		assertEquals(path, e.problems().getFirst().path());
		assertTrue(e.getMessage().contains(message), e.getMessage());
		assertEquals(Example.TEXT, ExperimentFiles.toText(experiment));
	}

	@ParameterizedTest
	@MethodSource("org.physics4ml.model.ExperimentFilesTest#seeds")
	void anExperimentIsMadeAgainFromItsJson(long seed) throws Exception {
		var random = new RandomExperiments(seed).next();
		var view = ExperimentPaths.toJson(random);
		assertEquals(Json.write(view), Json.write(Json.parse(Json.write(view))));
		var made = Example.experiment();
		made.setDescription(null);
		made.getAnalyses().clear();
		made.getSweep().clear();
		var order = new ArrayList<>(view.keySet());
		order.remove("sweep"); // setting a path removes its axis
		for (String path : order)
			ExperimentPaths.set(made, path, view.get(path));
		ExperimentPaths.set(made, "sweep", view.get("sweep"));
		assertEquals(Json.write(view), Json.write(ExperimentPaths.toJson(made)));
		assertEquals(List.of(), ExperimentPaths.differences(random, made));
	}

	@ParameterizedTest
	@MethodSource("org.physics4ml.model.ExperimentFilesTest#seeds")
	void settingWhatIsThereChangesNothing(long seed) throws Exception {
		var random = new RandomExperiments(seed).next();
		random.getSweep().clear();
		var before = Json.write(ExperimentPaths.toJson(random));
		for (var entry : ExperimentPaths.flatten(random).entrySet()) {
			if (entry.getKey().matches("(?s)(architecture|prior|optimiser|analyses\\.[^.]*)\\.parameter\\d\\..*")) continue; // names inside a value may be anything
			assertEquals(Json.write(entry.getValue()), Json.write(ExperimentPaths.get(random, entry.getKey())), entry.getKey());
			ExperimentPaths.set(random, entry.getKey(), entry.getValue());
			assertEquals(before, Json.write(ExperimentPaths.toJson(random)), entry.getKey());
		}
	}

	@Test
	void differencesNamePathAndValues() throws Exception {
		var other = Example.experiment();
		assertEquals(List.of(), ExperimentPaths.differences(experiment, other));
		ExperimentPaths.set(other, "prior.groups.weight-out=laplace");
		ExperimentPaths.set(other, "analyses.naive.order=2");
		ExperimentPaths.sweep(other, "architecture.width=[2]");
		assertEquals(List.of("prior.groups.weight-out: uniform against laplace", "sweep.architecture.width: [2, 5, 10] against [2]", "analyses.naive.order: null against 2"),
				ExperimentPaths.differences(experiment, other).stream().map(Object::toString).toList());
		other = Example.experiment();
		other.getAnalyses().move(0, 1);
		assertEquals(List.of("analyses: [\"correlators\", \"naive\"] against [\"naive\", \"correlators\"]"), ExperimentPaths.differences(experiment, other).stream().map(Object::toString).toList());
		other = Example.experiment();
		other.getArchitecture().getParameters().move(0, 1); // no order among parameters
		assertEquals(List.of(), ExperimentPaths.differences(experiment, other));
		assertEquals(Json.write(ExperimentPaths.toJson(experiment)), Json.write(ExperimentPaths.toJson(other)));
	}

	@Test
	void numbersThatAreNotFiniteStayVisible() {
		((ExplicitPoints) experiment.getInputs()).getPoints().add(new Point(Double.NaN, 1));
		assertEquals("[[0.5, -1], [1, 1e-5], [\"NaN\", 1]]", Json.write(ExperimentPaths.get(experiment, "inputs.points")));
	}

	@Test
	void elementsKnowTheirPaths() {
		var paths = new ArrayList<String>();
		for (var contents = experiment.eAllContents(); contents.hasNext();)
			paths.add(ExperimentPaths.pathOf((Element) contents.next()));
		assertEquals(List.of("inputs", "architecture", "architecture.width", "architecture.activation", "prior", "prior.weightVariance", "prior.groups", "analyses.correlators",
				"analyses.naive", "analyses.naive.estimator", "sweep.architecture.width", "sampling"), paths);
		assertEquals("", ExperimentPaths.pathOf(experiment));
	}

	@Test
	void flatPathsAreInTheModelsOrder() {
		assertEquals(List.of("name", "seed", "description", "inputs.points", "architecture.id", "architecture.activation", "architecture.width", "prior.id", "prior.groups.weight-out",
				"prior.weightVariance", "analyses.correlators.id", "analyses.naive.id", "analyses.naive.name", "analyses.naive.estimator", "sweep.architecture.width", "sampling.draws",
				"sampling.sampler"), List.copyOf(ExperimentPaths.flatten(experiment).keySet()));
		assertEquals(Map.of("points", List.of(List.of(0.5, -1L), List.of(1L, 1e-5))), ExperimentPaths.toJson(experiment).get("inputs"));
	}
}
