package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.GivenDraws;
import org.physics4ml.networks.Networks.TestPrior;

/** Files of NumPy; HDF5 is read by the same class of core, whose tests write it. */
class SamplesTest {

	@TempDir
	private Path folder;

	/** An array as NumPy writes it. */
	private static byte[] npy(String type, String shape, double... values) throws IOException {
		var header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
		header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
		var bytes = ByteBuffer.allocate(10 + header.length() + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.put(new byte[] { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 }).putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
		for (double value : values) bytes.putDouble(value);
		return bytes.array();
	}

	private Path npz(byte[] draws, byte[] points) throws IOException {
		var bytes = new ByteArrayOutputStream();
		try (var zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("draws.npy"));
			zip.write(draws);
			zip.putNextEntry(new ZipEntry("points.npy"));
			zip.write(points);
		}
		return Files.write(folder.resolve("field.npz"), bytes.toByteArray());
	}

	private static Ensemble network(Path file) throws UnsuitableException {
		return Networks.build("samples", Map.of("file", file.toString()), TestPrior.gaussian(1, 0), 1);
	}

	private static void refused(Path file, String why) {
		var refused = assertThrows(UnsuitableException.class, () -> network(file));
		assertTrue(refused.getMessage().contains(why) && refused.getMessage().contains(file.toString()), refused.getMessage());
		assertEquals("architecture.file", refused.path());
	}

	private static final double[] FIELD = { 1, 2, 3, 4, 1, 2, /* draw 1 */ 5, 6, 7, 8, 5, 6 };

	@Test
	void drawsAreThoseOfTheFile() throws Exception {
		var given = network(npz(npy("<f8", "2, 3, 2", FIELD), npy("<f8", "3, 1", 0.5, 1, 0.5))).capability(GivenDraws.class).orElseThrow();
		assertEquals(2, given.draws());
		assertEquals(3, given.points().count());
		assertEquals(2, given.points().distinctCount());
		var phi = new double[5];
		given.sampler(given.points(), 1, Blas.java()).draw(1, phi, 1, null, 0);
		assertArrayEquals(new double[] { 0, 5, 7, 6, 8 }, phi, "output by output, the distinct points");
	}

	@Test
	void whatIsWrongWithAFileIsNamed() throws Exception {
		byte[] points = npy("<f8", "3, 1", 0.5, 1, 0.5), draws = npy("<f8", "2, 3, 2", FIELD);
		refused(npz(npy("<f8", "4, 3", FIELD), points), "draws has 2 axes, not three");
		refused(npz(npy("<f8", "3, 2, 2", FIELD), points), "at 2 points, points has 3");
		refused(npz(draws, npy("<f8", "3", 0.5, 1, 0.5)), "points has 1 axis, not two");
		refused(npz(npy("|O", "2, 3, 2", FIELD), points), "type is |O");
		refused(npz(npy("<c16", "2, 3, 1", FIELD), points), "type is <c16");
		refused(npz(npy("<f8", "3, 3, 2", FIELD), points), "truncated");
		refused(npz(npy("<f8", "0, 3, 2"), points), "holds no numbers");
		double[] broken = FIELD.clone();
		broken[8] = Double.NaN;
		refused(npz(npy("<f8", "2, 3, 2", broken), points), "draws[1, 1, 0] is NaN");
		broken[8] = 1;
		broken[10] = 9;
		refused(npz(npy("<f8", "2, 3, 2", broken), points), "points 0 and 2 are equal, and the field at them is not in draw 1");
		Path whole = npz(draws, points);
		byte[] bytes = Files.readAllBytes(whole);
		for (int length : new int[] { 0, 3, 40, bytes.length / 2, bytes.length - 30 }) refused(Files.write(whole, Arrays.copyOf(bytes, length)), "is no complete NPY or NPZ file");
		refused(Files.write(folder.resolve("field.csv"), bytes), "is neither an NPZ nor an HDF5 file");
		refused(folder.resolve("absent.npz"), "there is no such file");
		assertThrows(UnsuitableException.class, () -> Networks.build("samples", Map.of(), TestPrior.gaussian(1, 0), 1), "no file");
	}

	/** The cells of a sweep hold one copy; a file that changes is read again. */
	@Test
	void aFileIsReadOnce() throws Exception {
		byte[] points = npy("<f8", "3, 1", 0.5, 1, 0.5);
		double[] other = FIELD.clone();
		other[2] = 30;
		var file = npz(npy("<f8", "2, 3, 2", FIELD), points);
		Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
		var first = network(file);
		assertSame(first, network(file));
		npz(npy("<f8", "2, 3, 2", other), points);
		assertNotSame(first, network(file), "written a moment ago");
		Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
		var changed = network(file).capability(GivenDraws.class).orElseThrow();
		var phi = new double[4];
		changed.sampler(changed.points(), 1, Blas.java()).draw(0, phi, 0, null, 0);
		assertEquals(30, phi[1]);
	}

	/** Two writes may bear the same time: what was written a moment before it is read is not kept. */
	@Test
	void aFileThatMayStillChangeIsReadEachTime() throws Exception {
		var file = npz(npy("<f8", "2, 3, 2", FIELD), npy("<f8", "3, 1", 0.5, 1, 0.5));
		long begin;
		boolean same;
		do { // again if the machine sleeps for longer than the moment
			begin = System.currentTimeMillis();
			Files.setLastModifiedTime(file, FileTime.fromMillis(begin));
			same = network(file) == network(file);
		} while (System.currentTimeMillis() - begin > 900);
		assertFalse(same);
	}
}
