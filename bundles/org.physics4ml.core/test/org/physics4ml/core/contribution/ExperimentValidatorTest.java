package org.physics4ml.core.contribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.physics4ml.core.contribution.TestContributions.source;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Statistic;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

class ExperimentValidatorTest {

	/** Can be created; builds nothing in these tests. */
	public static final class Net implements Architecture {

		@Override
		public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) {
			return null;
		}
	}

	/** Can be created. */
	public static final class Gaussian implements Prior {

		@Override
		public Law law(ParameterGroup group, double variance, Parameters parameters) {
			return null;
		}
	}

	/** Can be created. */
	public static final class Counting<S extends Statistic<S>> implements Analysis<S> {

		@Override
		public Measurement<S> prepare(Parameters parameters, Cell cell) {
			return null;
		}

		@Override
		public Findings conclude(String name, Parameters parameters, List<Result<S>> results) {
			return new Findings(List.of(), List.of(), List.of(), List.of(), List.of());
		}
	}

	private static final Registry REGISTRY = Registry.of(List.of(source("org.example.all", """
			<extension point="org.physics4ml.core.architectures">
			   <architecture id="org.example.mlp" name="n" class="%1$s" summary="s">
			      <parameter name="width" type="integer" list="true" default="128" minimum="1" description="Hidden neurons."/>
			      <parameter name="activation" type="activation" list="true" default="erf" description="Nonlinearity."/>
			   </architecture>
			   <architecture id="org.example.narrow" name="n" class="%1$s" summary="s">
			      <parameter name="width" type="integer" default="1" minimum="1" maximum="3" description="Hidden neurons."/>
			   </architecture>
			</extension>
			<extension point="org.physics4ml.core.activations">
			   <activation id="org.example.erf" name="n" class="%2$s" summary="s"/>
			   <activation id="org.example.torn" name="n" class="org.example.Missing" summary="s"/>
			</extension>
			<extension point="org.physics4ml.core.priors">
			   <prior id="org.example.gaussian" name="n" class="%3$s" summary="s"/>
			   <prior id="org.example.absent" name="n" class="org.example.Absent" summary="s"/>
			</extension>
			<extension point="org.physics4ml.core.analyses">
			   <analysis id="org.example.counting" name="n" class="%4$s" summary="s">
			      <parameter name="order" type="integer" default="4" minimum="1" maximum="4" description="Order."/>
			   </analysis>
			   <analysis id="org.example.ill" name="n" class="c" summary="s" sumary="s"/>
			</extension>
			""".formatted(Net.class.getName(), TestContributions.Identity.class.getName(), Gaussian.class.getName(), Counting.class.getName()))));

	private static Experiment experiment(String... assignments) throws InvalidExperimentException {
		var experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setName("test");
		for (var assignment : List.of("inputs.points=[[0.5],[1]]", "architecture=mlp", "prior=gaussian", "sampling.draws=100"))
			set(experiment, assignment);
		for (var assignment : assignments)
			set(experiment, assignment);
		return experiment;
	}

	/** As on the command line; {@code sweep PATH=LIST} is {@code --sweep}. */
	private static void set(Experiment experiment, String assignment) throws InvalidExperimentException {
		if (assignment.startsWith("sweep "))
			ExperimentPaths.sweep(experiment, assignment.substring("sweep ".length()));
		else
			ExperimentPaths.set(experiment, assignment);
	}

	private static List<Problem> problems(String... assignments) throws InvalidExperimentException {
		return ExperimentValidator.validate(experiment(assignments), "file.p4ml", REGISTRY);
	}

	@Test
	void aValidExperimentHasNoProblems() throws Exception {
		assertEquals(List.of(), problems());
		assertEquals(List.of(), problems("analyses=[\"counting\", {\"id\": \"counting\", \"name\": \"naive\", \"order\": 2}]", "architecture.width=[3, 4]", "architecture.activation=erf",
				"prior.groups.weight-out=gaussian", "sweep architecture.width=[2, 5, 10]", "sweep analyses.naive.order=[1, 2]", "sweep prior.weightVariance=[1, 2]"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			architecture=mlpp                               | architecture             | no architecture 'mlpp' is installed               | did you mean 'mlp'?
			prior=gausian                                   | prior                    | no prior 'gausian' is installed                   | did you mean 'gaussian'?
			analyses=["countin"]                            | analyses.countin         | no analysis 'countin' is installed                | did you mean 'counting'?
			analyses=["ill"]                                | analyses.ill             | analysis 'ill' is installed but broken: attribute sumary is not known | did you mean 'summary'?
			architecture.width=0                            | architecture.width       | 0 is not possible here                            | at least 1
			architecture.widht=4                            | architecture.widht       | architecture mlp has no parameter 'widht'         | did you mean 'width'?
			architecture.activation=torn                    | architecture.activation  | activation 'org.example.torn' is broken: class org.example.Missing is missing | org.example.all 1.2.3
			architecture.activation=["erf","torn"]          | architecture.activation[1] | activation 'org.example.torn' is broken: class org.example.Missing is missing | org.example.all 1.2.3
			prior=absent                                    | prior                    | prior 'org.example.absent' is broken: class org.example.Absent is missing | uninstall
			prior.groups.weight-out=absent                  | prior.groups.weight-out  | prior 'org.example.absent' is broken: class org.example.Absent is missing | uninstall
			prior.groups.weight-out=laplace                 | prior.groups.weight-out  | no prior 'laplace' is installed                   | gaussian
			analyses=[{"id":"counting","name":"naive","order":5}] | analyses.naive.order | 5 is not possible here                          | from 1 to 4
			sweep architecture.width=[2,-5]                 | architecture.width       | -5 is not possible here in the sweep, where architecture.width is '-5' | at least 1
			sweep architecture=["mlp","none"]               | architecture             | no architecture 'none' is installed in the sweep, where architecture is 'none' | mlp, narrow
			""")
	void namesPathMessageAndRemedy(String assignment, String path, String message, String remedy) throws Exception {
		var problems = problems(assignment);
		assertEquals(1, problems.size(), problems::toString);
		assertEquals("file.p4ml", problems.getFirst().file());
		assertEquals(path, problems.getFirst().path());
		assertEquals(message, problems.getFirst().message());
		assertTrue(problems.getFirst().remedy().contains(remedy), problems.getFirst().remedy());
	}

	@Test
	void listsEveryProblem() throws Exception {
		var problems = problems("architecture.width=0", "prior=gausian", "analyses=[\"none\", {\"id\": \"counting\", \"order\": 9}]");
		assertEquals(List.of("architecture.width", "prior", "analyses.none", "analyses.counting.order"), problems.stream().map(Problem::path).toList());
	}

	@Test
	void namesEachProblemOfASweepOnce() throws Exception {
		var problems = problems("sweep architecture.width=[0, 1, 2]", "sweep prior.weightVariance=[1, 2, 3]", "analyses=[\"counting\"]", "sweep analyses.counting.order=[1, 7]");
		assertEquals(List.of("architecture.width", "analyses.counting.order"), problems.stream().map(Problem::path).toList());
	}

	@Test
	void theStructureIsLookedAtToo() throws Exception {
		var problems = problems("inputs.points=[[1,2],[1]]", "sampling.draws=-1", "architecture.width=0", "sweep sampling.targetError=[0.1,7]");
		assertEquals(List.of("inputs.points[1]", "sampling.draws", "sampling.targetError", "architecture.width"), problems.stream().map(Problem::path).toList());
		assertTrue(problems.stream().allMatch(problem -> problem.file().equals("file.p4ml")));
		var empty = ExperimentValidator.validate(ExperimentFactory.eINSTANCE.createExperiment(), "file.p4ml", REGISTRY);
		assertTrue(empty.stream().map(Problem::path).toList().containsAll(List.of("inputs", "architecture", "prior")), empty::toString);
	}

	@Test
	void aParameterWithoutANameIsAProblemNotAnException() throws Exception {
		var experiment = experiment();
		experiment.getArchitecture().getParameters().add(ExperimentFactory.eINSTANCE.createParameter());
		assertEquals(List.of("architecture"), ExperimentValidator.validate(experiment, "file.p4ml", REGISTRY).stream().map(Problem::path).toList());
	}
}
