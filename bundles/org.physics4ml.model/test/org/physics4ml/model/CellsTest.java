package org.physics4ml.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.model.experiment.Experiment;

class CellsTest {

	private Experiment experiment;

	@BeforeEach
	void load() throws Exception {
		experiment = Example.experiment();
		experiment.getSweep().clear();
	}

	@Test
	void withoutSweepThereIsOneCell() throws Exception {
		var cells = Cells.of(experiment);
		assertEquals(1, cells.size());
		assertEquals(0, cells.getFirst().hash());
		assertEquals(Map.of(), cells.getFirst().values());
		assertTrue(EcoreUtil.equals(experiment, cells.getFirst().experiment()));
	}

	@Test
	void axesMultiplyAndTheLastRunsFastest() throws Exception {
		ExperimentPaths.sweep(experiment, "architecture.width=[2,5]");
		ExperimentPaths.sweep(experiment, "prior.groups.weight-out=[\"uniform\",\"laplace\",\"gaussian\"]");
		ExperimentPaths.sweep(experiment, "analyses.naive.order=[2,4]");
		var cells = Cells.of(experiment);
		assertEquals(12, cells.size());
		int index = 0;
		for (long width : new long[] { 2, 5 })
			for (String law : List.of("uniform", "laplace", "gaussian"))
				for (long order : new long[] { 2, 4 }) {
					var cell = cells.get(index);
					assertEquals(index++, cell.index());
					assertEquals("{architecture.width=" + width + ", prior.groups.weight-out=" + law + ", analyses.naive.order=" + order + "}", cell.values().toString());
					for (var entry : cell.values().entrySet())
						assertEquals(entry.getValue(), ExperimentPaths.get(cell.experiment(), entry.getKey()));
					assertEquals(0, cell.experiment().getSweep().size());
				}
		assertNotSame(cells.get(3).experiment(), cells.get(3).experiment());
		assertEquals(3, experiment.getSweep().size());
		assertThrows(IndexOutOfBoundsException.class, () -> cells.get(12));
	}

	/** The expected values are the first 16 digits of sha256sum for the lines. */
	@Test
	void theHashNamesTheAxesAndValues() throws Exception {
		ExperimentPaths.sweep(experiment, "architecture.width=[5,2.0]");
		assertEquals(0xf9a66272e4542754L, Cells.of(experiment).get(1).hash());
		ExperimentPaths.sweep(experiment, "prior.groups.weight-out=[\"uniform\"]");
		assertEquals(0x846faacb53cee34bL, Cells.of(experiment).get(1).hash());
		experiment.getSweep().clear();
		ExperimentPaths.sweep(experiment, "inputs.points=[[[0.5],[1]]]");
		assertEquals(0x9a8f4c2ab091ecceL, Cells.of(experiment).getFirst().hash());
	}

	@Test
	void aCellIsTheSameWhateverElseIsSwept() throws Exception {
		ExperimentPaths.sweep(experiment, "architecture.width", IntStream.rangeClosed(1, 1000).boxed().toList());
		var cells = Cells.of(experiment);
		var hashes = new HashSet<Long>();
		cells.forEach(cell -> hashes.add(cell.hash()));
		assertEquals(1000, hashes.size());
		ExperimentPaths.sweep(experiment, "architecture.width=[1000,7]");
		experiment.setSeed(99);
		assertEquals(cells.get(999).hash(), Cells.of(experiment).get(0).hash());
		assertEquals(cells.get(6).hash(), Cells.of(experiment).get(1).hash());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"architecture=[\"mlp\"] | architecture.width=[1] | sweep.architecture.width",
			"architecture.width=[1] | architecture=[\"mlp\"] | sweep.architecture",
			"inputs.points=[[[1]]] | inputs.file=[\"x\"] | sweep.inputs.file",
			"inputs=[{\"points\":[[1]]}] | inputs.points=[[[1]]] | sweep.inputs.points",
			"inputs.sphere.count=[1] | inputs.points=[[[1]]] | sweep.inputs.points" })
	void axesThatSetTheSameAreRefused(String first, String second, String path) throws Exception {
		ExperimentPaths.sweep(experiment, first);
		ExperimentPaths.sweep(experiment, second);
		var e = assertThrows(InvalidExperimentException.class, () -> Cells.of(experiment));
		assertEquals(List.of(path), e.problems().stream().map(Problem::path).toList());
	}

	@Test
	void axesOfOneGeneratorGoTogether() throws Exception {
		ExperimentPaths.sweep(experiment, "inputs.sphere.count=[1,2]");
		ExperimentPaths.sweep(experiment, "inputs.sphere.dimension=[3,4]");
		assertEquals("{\"sphere\": {\"count\": 2, \"dimension\": 4, \"radius\": 1}}", Json.write(ExperimentPaths.get(Cells.of(experiment).getLast().experiment(), "inputs")));
	}

	@Test
	void badAxesOfAFileAreProblems() throws Exception {
		var bad = ExperimentFiles.load(Example.TEXT.replace("<sweep path=\"architecture.width\" values=\"[2, 5, 10]\"/>",
				"<sweep values='[1]'/><sweep path='seed' values='[1, \"a\", 1]'/><sweep path='sead' values='[1]'/><sweep path='sampling.draws'/>"), "bad");
		assertEquals(List.of("sweep[0]", "sweep.seed", "sweep.seed", "sweep.sead", "sweep.sampling.draws"),
				assertThrows(InvalidExperimentException.class, () -> Cells.of(bad)).problems().stream().map(Problem::path).toList());
	}

	@Test
	void tooManyCellsAreRefusedBeforeTheyAreMade() throws Exception {
		for (String path : List.of("seed", "architecture.width", "architecture.depth", "prior.biasVariance", "analyses.naive.order"))
			ExperimentPaths.sweep(experiment, path, IntStream.range(0, 1000).boxed().toList());
		var e = assertThrows(InvalidExperimentException.class, () -> Cells.of(experiment));
		assertEquals("sweep: has 1000000000000000 cells, more than 100000; remove values, or split the experiment", e.getMessage());
	}
}
