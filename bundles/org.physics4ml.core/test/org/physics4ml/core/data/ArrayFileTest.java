package org.physics4ml.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.jhdf.HdfFile;

/** HDF5; files of NumPy are read in the tests of what names them. */
class ArrayFileTest {

	@TempDir
	private Path folder;

	private Path written() {
		Path file = folder.resolve("field.h5");
		try (var hdf = HdfFile.write(file)) {
			hdf.putDataset("draws", new double[][][] { { { 1, 2 }, { 3, 4 }, { 1, 2 } }, { { 5, 6 }, { 7, 8 }, { 5, 6 } } });
			hdf.putDataset("names", new String[] { "a", "b" });
		}
		return file;
	}

	@Test
	void arraysOfThreeAxesAreRead() throws IOException {
		var file = new ArrayFile(written());
		assertTrue(file.hasArrays() && file.hasKeys() && file.has("draws"));
		assertFalse(file.has("points"));
		var draws = file.read("draws");
		assertArrayEquals(new int[] { 2, 3, 2 }, draws.shape());
		assertArrayEquals(new double[] { 1, 2, 3, 4, 1, 2, 5, 6, 7, 8, 5, 6 }, draws.values());
	}

	@Test
	void whatIsWrongIsNamed() throws IOException {
		Path file = written();
		for (String key : new String[] { "names", "points" }) {
			String message = assertThrows(IOException.class, () -> new ArrayFile(file).read(key)).getMessage();
			assertTrue(message.contains(file.toString()) && message.contains(key), message);
		}
		Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
		String message = assertThrows(IOException.class, () -> new ArrayFile(file).read("draws")).getMessage();
		assertTrue(message.contains(file.toString()), message);
	}
}
