package org.physics4ml.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.jhdf.HdfFile;

/** HDF5, and the order of NumPy's axes; its files are read in the tests of what names them as well. */
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

	/** As numpy.save writes the transpose of an array: the first index runs fastest. */
	@Test
	void arraysInFortranOrderAreRead() throws IOException {
		byte[] header = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3, 2), }\n".getBytes(StandardCharsets.US_ASCII);
		double[] stored = { 1, 5, 3, 7, 1, 5, 2, 6, 4, 8, 2, 6 };
		var bytes = ByteBuffer.allocate(10 + header.length + stored.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.put(new byte[] { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 }).putShort((short) header.length).put(header);
		for (double value : stored)
			bytes.putDouble(value);
		Path file = folder.resolve("field.npy");
		Files.write(file, bytes.array());
		var draws = new ArrayFile(file).read(null);
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
