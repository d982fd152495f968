package org.physics4ml.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

import io.jhdf.HdfFile;

/** The data set of an experiment, given in it or in a file, and what is wrong with it. */
class TrainingDataTest {

	private static final double[][] POINTS = { { 1, -0.5 }, { 2, 1e-3 }, { 1, -0.5 } };
	private static final double[][] TARGETS = { { 0.25 }, { -3 }, { 0.5 } };

	@TempDir
	private Path folder;

	private Experiment experiment;

	@BeforeEach
	void create() throws InvalidExperimentException {
		experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		set("name=test", "inputs.points=[[0,1]]", "architecture=noise", "prior=gaussian", "sampling.draws=0");
	}

	private void set(String... edits) throws InvalidExperimentException {
		for (String edit : edits)
			ExperimentPaths.set(experiment, edit);
	}

	private Plan plan() throws InvalidExperimentException {
		return Planner.plan(experiment, folder.resolve("test.p4ml").toString(), TestPlugin.registry());
	}

	private Problem problem() {
		List<Problem> problems = assertThrows(InvalidExperimentException.class, this::plan).problems();
		assertEquals(1, problems.size(), problems.toString());
		return problems.getFirst();
	}

	private void assertData() throws InvalidExperimentException {
		Data data = plan().cells().getFirst().cell().data().orElseThrow();
		assertEquals(3, data.points().count());
		assertEquals(2, data.points().distinctCount());
		for (int i = 0; i < 3; i++) {
			assertArrayEquals(POINTS[i], data.points().get(i));
			assertArrayEquals(TARGETS[i], data.targets().get(i));
		}
	}

	@Test
	void noneUnlessGiven() throws InvalidExperimentException {
		assertTrue(plan().cells().getFirst().cell().data().isEmpty());
	}

	@Test
	void inTheExperiment() throws InvalidExperimentException {
		set("data.points=[[1,-0.5],[2,1e-3],[1,-0.5]]", "data.targets=[[0.25],[-3],[0.5]]");
		assertData();
	}

	@Test
	void inATextFile() throws Exception {
		Files.writeString(folder.resolve("data.csv"), "# a comment\nx0,x1,y\n1,-0.5,0.25\n2, 1e-3 ,-3\n\n1;-0.5;0.5\n");
		set("data.file=data.csv");
		assertData();
	}

	@Test
	void inNumPyFiles() throws Exception {
		double[][] rows = { { 1, -0.5, 0.25 }, { 2, 1e-3, -3 }, { 1, -0.5, 0.5 } };
		Files.write(folder.resolve("data.npy"), npy("(3, 3)", rows));
		set("data.file=data.npy");
		assertData();
		try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("data.npz")))) {
			zip.putNextEntry(new ZipEntry("targets.npy"));
			zip.write(npy("(3,)", TARGETS));
			zip.putNextEntry(new ZipEntry("points.npy"));
			zip.write(npy("(3, 2)", POINTS));
		}
		set("data.file=data.npz");
		assertData();
	}

	private static byte[] npy(String shape, double[][] rows) throws IOException {
		byte[] header = ("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n").getBytes(StandardCharsets.ISO_8859_1);
		var out = new ByteArrayOutputStream();
		out.write(new byte[] { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0 });
		out.write(header);
		double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
		var buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		buffer.asDoubleBuffer().put(values);
		out.write(buffer.array());
		return out.toByteArray();
	}

	@Test
	void inAnHdf5File() throws Exception {
		try (var hdf = HdfFile.write(folder.resolve("data.h5"))) {
			hdf.putDataset("points", POINTS);
			hdf.putDataset("targets", TARGETS);
		}
		set("data.file=data.h5");
		assertData();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			[[1],[2]]        | [[1],[2]]      | data.points  | dimension 1
			[[1,2]]          | [[1,2]]        | data.targets | a target has 2 values, the network 1 output
			[[1,2],[3,4]]    | [[1]]          | data.targets | 1 entries for 2 points
			[[1,2],[3]]      | [[1],[2]]      | data.points[1] | dimension 1
			""")
	void mismatches(String points, String targets, String path, String message) throws InvalidExperimentException {
		set("data.points=" + points, "data.targets=" + targets);
		Problem problem = problem();
		assertEquals(path, problem.path());
		assertTrue(problem.message().contains(message), problem.message());
	}

	@Test
	void emptyDataIsAProblem() throws InvalidExperimentException {
		set("data.points=[]", "data.targets=[]");
		var paths = assertThrows(InvalidExperimentException.class, this::plan).problems().stream().map(Problem::path).toList();
		assertTrue(paths.contains("data.points"), paths.toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1,2\\n3,4        | has 2 columns
			1,2,3\\n4,5      | row 1 has 2 numbers
			1,2,NaN          | row 0 has a number that is not finite
			x,y,z            | holds no numbers
			1,2,3\\n4,5,six  | line 2 is not a row of numbers
			""")
	void filesThatDoNotFit(String content, String message) throws Exception {
		Files.writeString(folder.resolve("data.csv"), content.replace("\\n", "\n"));
		set("data.file=data.csv");
		Problem problem = problem();
		assertEquals("data.file", problem.path());
		assertTrue(problem.message().contains(message), problem.message());
	}

	@Test
	void aFileThatIsMissing() throws InvalidExperimentException {
		set("data.file=nowhere.csv");
		assertEquals("data.file", problem().path());
	}
}
