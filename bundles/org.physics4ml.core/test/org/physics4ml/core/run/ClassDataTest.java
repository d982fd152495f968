package org.physics4ml.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Points;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Point;
import org.physics4ml.model.StructureValidator;
import org.physics4ml.model.experiment.DataSet;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

import io.jhdf.HdfFile;

/** Images and labels as they are published, and what is wrong with them. */
class ClassDataTest {

	/** Five images of 2 × 2 bytes, three classes. */
	private static final int[][] IMAGES = { { 0, 255, 51, 102 }, { 1, 2, 3, 4 }, { 255, 255, 0, 0 }, { 9, 8, 7, 6 }, { 0, 0, 0, 51 } };
	private static final int[] LABELS = { 2, 0, 1, 2, 0 };
	private static final Points INPUTS = new Points(new double[][] { { 255, 0, 0, 0 }, { 0, 51, 0, 0 } });

	@TempDir
	private Path folder;

	private DataSet data;

	@BeforeEach
	void write() throws IOException {
		data = ExperimentFactory.eINSTANCE.createDataSet();
		Files.write(folder.resolve("images-idx3-ubyte"), idx(0x08, new int[] { 5, 2, 2 }, out -> Arrays.stream(IMAGES).flatMapToInt(Arrays::stream).forEach(value -> put(out, value))));
		Files.write(folder.resolve("labels-idx1-ubyte"), labels(LABELS));
		try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("images-idx3-ubyte.gz")))) {
			Files.copy(folder.resolve("images-idx3-ubyte"), out);
		}
	}

	private static void put(DataOutputStream out, int value) {
		try {
			out.writeByte(value);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static byte[] labels(int... labels) throws IOException {
		return idx(0x08, new int[] { labels.length }, out -> Arrays.stream(labels).forEach(label -> put(out, label)));
	}

	private static byte[] idx(int type, int[] lengths, Consumer<DataOutputStream> numbers) throws IOException {
		var bytes = new ByteArrayOutputStream();
		var out = new DataOutputStream(bytes);
		out.writeInt(type << 8 | lengths.length);
		for (int length : lengths)
			out.writeInt(length);
		numbers.accept(out);
		return bytes.toByteArray();
	}

	private TrainingData read(int outputs) throws UnsuitableException {
		return TrainingData.of(data, INPUTS, outputs, folder.resolve("test.p4ml").toString());
	}

	private void images(String name) {
		data.setFile(name);
		data.setLabels("labels-idx1-ubyte");
		data.setClasses(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "images-idx3-ubyte", "images-idx3-ubyte.gz" })
	void imagesAndLabels(String name) throws UnsuitableException {
		images(name);
		var read = read(3);
		assertEquals(3, read.data().classes());
		for (int i = 0; i < 5; i++) {
			assertArrayEquals(Arrays.stream(IMAGES[i]).asDoubleStream().toArray(), read.data().points().get(i));
			for (int output = 0; output < 3; output++)
				assertEquals((output == LABELS[i] ? 1 : 0) - 1.0 / 3, read.data().targets().get(i)[output], 1e-16);
		}
		assertEquals(List.of(), read.data().tests());
	}

	@Test
	void bytesAreScaledWithTheInputs() throws UnsuitableException {
		images("images-idx3-ubyte");
		data.setScaling("byte");
		var read = read(3);
		assertArrayEquals(new double[] { 0, 1, 0.2, 0.4 }, read.data().points().get(0), 1e-16);
		assertArrayEquals(new double[] { 1, 0, 0, 0 }, read.points().get(0));
		assertArrayEquals(new double[] { 0, 0.2, 0, 0 }, read.points().get(1), 1e-16);
	}

	@Test
	void standardScalingIsThatOfTheData() throws UnsuitableException {
		images("images-idx3-ubyte");
		data.setCount(3);
		data.setScaling("standard");
		var read = read(3);
		double mean = 0, square = 0;
		for (int i = 0; i < 3; i++)
			for (double coordinate : read.data().points().get(i)) {
				mean += coordinate / 12;
				square += coordinate * coordinate / 12;
			}
		assertEquals(0, mean, 1e-15);
		assertEquals(1, square, 1e-14);
		double step = (read.data().points().get(0)[1] - read.data().points().get(0)[0]) / 255; // the inputs move by the same unit
		assertEquals(255 * step, read.points().get(0)[0] - read.points().get(0)[1], 1e-14);
	}

	@Test
	void firstRowsOfTheFirstClasses() throws UnsuitableException {
		images("images-idx3-ubyte");
		data.setFirstClasses(2);
		data.setCount(2);
		data.getTestTargets().add(new Point(2));
		data.getTestTargets().add(new Point(1));
		var read = read(2);
		assertEquals(2, read.data().points().count());
		assertArrayEquals(new double[] { 1, 2, 3, 4 }, read.data().points().get(0));
		assertArrayEquals(new double[] { 255, 255, 0, 0 }, read.data().points().get(1));
		assertArrayEquals(new double[] { -0.5, 0.5 }, read.data().targets().get(1));
		assertEquals(1, read.points().count()); // an input of class 2 is left out
		assertArrayEquals(new double[] { -0.5, 0.5 }, read.data().tests().getFirst());
	}

	@Test
	void labelsInTextNumPyAndHdf5() throws Exception {
		Files.writeString(folder.resolve("data.csv"), "1,2,3,4,0\n9,8,7,6,1\n");
		data.setFile("data.csv");
		data.setClasses(2);
		assertArrayEquals(new double[] { -0.5, 0.5 }, read(2).data().targets().get(1));
		data.setFile("data.h5");
		try (var hdf = HdfFile.write(folder.resolve("data.h5"))) {
			hdf.putDataset("points", new double[][][] { { { 1, 2 }, { 3, 4 } }, { { 9, 8 }, { 7, 6 } } });
			hdf.putDataset("targets", new long[] { 0, 1 });
			hdf.putDataset("testTargets", new int[] { 1, 0 });
		}
		var read = read(2);
		assertArrayEquals(new double[] { 9, 8, 7, 6 }, read.data().points().get(1));
		assertArrayEquals(new double[] { -0.5, 0.5 }, read.data().tests().getFirst());
		data.setFile("data.npz");
		try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("data.npz")))) {
			for (String name : List.of("points", "targets")) {
				zip.putNextEntry(new ZipEntry(name + ".npy"));
				boolean points = name.equals("points");
				byte[] header = ("{'descr': '|u1', 'fortran_order': False, 'shape': " + (points ? "(2, 2, 2)" : "(2,)") + ", }\n").getBytes();
				zip.write(new byte[] { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0 });
				zip.write(header);
				zip.write(points ? new byte[] { 1, 2, 3, (byte) 200, 9, 8, 7, 6 } : new byte[] { 0, 1 });
			}
		}
		assertArrayEquals(new double[] { 1, 2, 3, 200 }, read(2).data().points().get(0));
	}

	private void assertRefused(int outputs, String path, String message) {
		var problem = assertThrows(UnsuitableException.class, () -> read(outputs));
		assertEquals(path, problem.path());
		assertTrue(problem.getMessage().contains(message), problem.getMessage());
		assertTrue(!problem.remedy().isBlank());
	}

	@Test
	void whatDoesNotFitIsRefused() throws IOException {
		images("images-idx3-ubyte");
		assertRefused(1, "architecture.outputs", "3 classes");
		data.setCount(6);
		assertRefused(3, "data.count", "5 rows");
		data.setCount(null);
		Files.write(folder.resolve("labels-idx1-ubyte"), labels(0, 1, 2, 3, 0));
		assertRefused(3, "data.labels", "row 3 has the label 3");
		Files.write(folder.resolve("labels-idx1-ubyte"), labels(0, 1));
		assertRefused(3, "data.labels", "2 targets for 5 points");
		Files.write(folder.resolve("labels-idx1-ubyte"), Arrays.copyOf(labels(0, 1, 2, 0, 0), 10));
		assertRefused(3, "data.labels", "truncated");
		Files.write(folder.resolve("labels-idx1-ubyte"), new byte[] { 1, 2, 3, 4, 5 });
		assertRefused(3, "data.labels", "no IDX file");
		Files.write(folder.resolve("labels-idx1-ubyte"), labels(LABELS));
		byte[] whole = Files.readAllBytes(folder.resolve("images-idx3-ubyte.gz"));
		Files.write(folder.resolve("images-idx3-ubyte.gz"), Arrays.copyOf(whole, whole.length / 2));
		data.setFile("images-idx3-ubyte.gz");
		assertRefused(3, "data.file", "truncated");
		data.setLabels(null);
		assertRefused(3, "data.labels", "is missing");
		data.setFile("labels-idx1-ubyte");
		data.setLabels("labels-idx1-ubyte");
		assertRefused(3, "data.file", "dimension 1");
	}

	@Test
	void objectArraysAreNeverRead() throws IOException {
		byte[] header = "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }\n".getBytes();
		try (var out = Files.newOutputStream(folder.resolve("objects.npy"))) {
			out.write(new byte[] { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0 });
			out.write(header);
		}
		data.setFile("objects.npy");
		assertRefused(1, "data.file", "type is |O");
	}

	/** Images that need no files: bytes, a function of their number alone, nearer to the mean of their class than to the means of the others for most. */
	@Test
	void syntheticImages() throws UnsuitableException, IOException {
		double[][] images = SyntheticImages.rows("synthetic:images", IntStream.range(0, 400).toArray());
		assertArrayEquals(images[7], SyntheticImages.rows("synthetic:images", new int[] { 7 })[0]);
		double[][] means = new double[10][784];
		for (int i = 0; i < 400; i++)
			for (int p = 0; p < 784; p++) {
				assertTrue(images[i][p] >= 0 && images[i][p] <= 255 && images[i][p] == Math.rint(images[i][p]));
				means[i % 10][p] += images[i][p] / 40;
			}
		double[][] tests = SyntheticImages.rows("synthetic:test-images", IntStream.range(0, 100).toArray());
		int hits = 0;
		for (int i = 0; i < 100; i++) {
			int nearest = 0;
			for (int label = 1; label < 10; label++)
				nearest = distance(tests[i], means[label]) < distance(tests[i], means[nearest]) ? label : nearest;
			hits += nearest == i % 10 ? 1 : 0;
		}
		assertTrue(hits > 40 && hits < 100, hits + " of 100"); // classes differ, and it takes more than their means to tell them all
		data.setFile("synthetic:images");
		data.setLabels("synthetic:labels");
		data.setClasses(10);
		data.setCount(20);
		var inputs = new Points(images);
		var read = TrainingData.of(data, inputs, 10, "test");
		assertArrayEquals(images[12], read.data().points().get(12));
		assertEquals(0.9, read.data().targets().get(12)[2], 1e-15);
		data.setFile("synthetic:cats");
		assertRefused(10, "data.file", "no synthetic data");
	}

	private static double distance(double[] x, double[] y) {
		double square = 0;
		for (int j = 0; j < x.length; j++)
			square += (x[j] - y[j]) * (x[j] - y[j]);
		return square;
	}

	@Test
	void structure() throws InvalidExperimentException {
		Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
		for (String edit : List.of("data.file=a.npz", "data.classes=1", "data.firstClasses=4", "data.count=0", "data.scaling=\"log\"", "data.testTargets=[[1]]", "data.testLabels=b", "inputs.file=c.npy", "inputs.count=0"))
			ExperimentPaths.set(experiment, edit);
		var paths = StructureValidator.problems(experiment, "test").stream().map(problem -> problem.path()).toList();
		for (String path : List.of("data.classes", "data.firstClasses", "data.count", "data.scaling", "data.testTargets", "inputs.count"))
			assertTrue(paths.contains(path), path + " is not among " + paths);
	}
}
