package org.physics4ml.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.jhdf.HdfFile;

class NumberFileTest {

	private static final double[][] ROWS = { { 1, 2.5 }, { -3, 4e-3 } };

	@TempDir
	private Path folder;

	private double[][] rows(String name, String key) throws IOException {
		return new NumberFile(name, folder.resolve("experiment.p4ml").toString()).rows(key);
	}

	private double[][] csv(String text) throws IOException {
		Files.writeString(folder.resolve("rows.csv"), text);
		return rows("rows.csv", null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1,2.5\n-3,4e-3\n", "\ufeff1,2.5\r\n-3,4e-3", "x,y\n1;2.5\n# two\n\n  -3   0.004", "\ufeffx0,y0\n1 2.5\n-3\t4e-3\n" })
	void csvInItsDialects(String text) throws Exception {
		assertArrayEquals(ROWS, csv(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x,y\n", "1,2x\n3,4\n", "1,2\n3\n", "1,2\n3,x\n", "1,2\n3,NaN\n", "x,y\na,b\n" })
	void noRowIsLostSilently(String text) {
		assertTrue(assertThrows(IOException.class, () -> csv(text)).getMessage().startsWith(folder.resolve("rows.csv") + ": "));
	}

	@Test
	void binaryIsNoCsv() throws Exception {
		Files.write(folder.resolve("rows.csv"), "ü".getBytes(StandardCharsets.ISO_8859_1));
		assertTrue(assertThrows(IOException.class, () -> rows("rows.csv", null)).getMessage().endsWith("is not text in UTF-8"));
	}

	@Test
	void hdf5OfAnyNumericType() throws Exception {
		try (var hdf = HdfFile.write(folder.resolve("rows.h5"))) {
			var group = hdf.putGroup("group");
			group.putDataset("real", ROWS);
			group.putDataset("single", new float[][] { { 1, 2.5f } });
			group.putDataset("integer", new long[][] { { 1 }, { -2 } });
			group.putDataset("column", new double[] { 1, 2 });
			group.putDataset("text", new String[] { "a" });
			group.putDataset("cube", new double[][][] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } });
		}
		assertArrayEquals(ROWS, rows("rows.h5", "group/real"));
		assertArrayEquals(ROWS, rows("rows.h5", "/group/real"));
		assertArrayEquals(new double[][] { { 1, 2.5 } }, rows("rows.h5", "group/single"));
		assertArrayEquals(new double[][] { { 1 }, { -2 } }, rows("rows.h5", "group/integer"));
		assertArrayEquals(new double[][] { { 1 }, { 2 } }, rows("rows.h5", "group/column"));
		assertArrayEquals(new double[][] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } }, rows("rows.h5", "group/cube"));
		for (String key : new String[] { "group/text", "group", "nothing", null })
			assertThrows(IOException.class, () -> rows("rows.h5", key));
		byte[] bytes = Files.readAllBytes(folder.resolve("rows.h5"));
		Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, bytes.length / 2));
		assertThrows(IOException.class, () -> rows("cut.h5", "group/real"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "absent.csv", ".", "a\0b" })
	void whatIsNoFile(String name) {
		assertThrows(IOException.class, () -> rows(name, null));
	}
}
