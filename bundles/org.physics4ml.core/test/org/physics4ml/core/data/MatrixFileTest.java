package org.physics4ml.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrices in files, read back by the reader of NumPy's files. */
class MatrixFileTest {

	@TempDir
	private Path folder;

	@Test
	void partsOfRowsMakeAMatrix() throws IOException {
		Path path = folder.resolve("a.npy");
		try (var file = MatrixFile.create(path, 2, 3)) {
			assertFalse(MatrixFile.exists(path, 2, 3), "it has not all its bytes");
			while (!file.reserve(7))
				assertFalse(MatrixFile.exists(path, 2, 3));
			file.write(1, 1, new double[] { 9, -1.5, Double.MIN_VALUE, 9 }, 1, 2);
			file.write(0, 0, new double[] { 0.1 }, 0, 1);
			assertArrayEquals(new double[] { 0, -1.5, Double.MIN_VALUE }, file.read(1, 0, 3));
			assertThrows(IndexOutOfBoundsException.class, () -> file.write(2, 0, new double[1], 0, 1));
			assertThrows(IndexOutOfBoundsException.class, () -> file.read(0, 2, 2));
		}
		assertTrue(MatrixFile.exists(path, 2, 3));
		assertEquals(Files.size(path), MatrixFile.bytes(2, 3));
		var array = new ArrayFile(path).read(null);
		assertArrayEquals(new int[] { 2, 3 }, array.shape());
		assertArrayEquals(new double[] { 0.1, 0, 0, 0, -1.5, Double.MIN_VALUE }, array.values());
		try (var file = MatrixFile.open(path, 2, 3, false)) {
			assertEquals(0.1, file.read(0, 0, 1)[0]);
		}
	}

	@Test
	void anotherShapeAndAPartOfAFileAreNone() throws IOException {
		Path path = folder.resolve("a.npy");
		try (var file = MatrixFile.create(path, 2, 3)) {
			assertTrue(file.reserve(1000));
		}
		assertFalse(MatrixFile.exists(path, 3, 2));
		assertThrows(IOException.class, () -> MatrixFile.open(path, 3, 2, true));
		byte[] bytes = Files.readAllBytes(path);
		Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
		assertFalse(MatrixFile.exists(path, 2, 3));
		assertFalse(MatrixFile.exists(folder.resolve("absent.npy"), 2, 3));
	}

	/** As numpy.lib.format writes it: magic, version 1.0, length, a dictionary, padded with blanks to a multiple of 64 bytes, a line feed. */
	@Test
	void theHeaderIsNumPys() {
		byte[] header = MatrixFile.header("<f8", 60000, 60000);
		assertEquals(0, header.length % 64);
		assertEquals("\u0093NUMPY\u0001\u0000" + (char) (header.length - 10) + "\u0000{'descr': '<f8', 'fortran_order': False, 'shape': (60000, 60000), }", new String(header, StandardCharsets.ISO_8859_1).strip());
		assertEquals('\n', header[header.length - 1]);
		assertEquals(28_800_000_128L, MatrixFile.bytes(60000, 60000));
		assertTrue(new String(MatrixFile.header("<i8", 7), StandardCharsets.ISO_8859_1).contains("'shape': (7,), }"));
	}
}
