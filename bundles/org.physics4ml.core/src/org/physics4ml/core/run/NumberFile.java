package org.physics4ml.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.jhdf.HdfFile;
import io.jhdf.exceptions.HdfException;

/** Rows of numbers in a CSV, NPY, NPZ or HDF5 file that an experiment names. */
final class NumberFile {

	private enum Format {
		CSV, NPY, NPZ, HDF5
	}

	private final Path file;
	private final Format format;

	/**
	 * @param name       as the experiment gives it
	 * @param experiment the experiment's file or the name of a template; the name is relative to its folder
	 * @throws IOException if there is no such file
	 */
	NumberFile(String name, String experiment) throws IOException {
		Path folder = Path.of(experiment).toAbsolutePath().getParent();
		file = folder == null ? Path.of(name) : folder.resolve(name);
		if (!Files.isRegularFile(file))
			throw new IOException(file + (Files.exists(file) ? " is not a file" : ": there is no such file"));
		String lower = name.toLowerCase(Locale.ROOT);
		format = lower.endsWith(".npz") ? Format.NPZ : lower.endsWith(".npy") ? Format.NPY : lower.endsWith(".h5") || lower.endsWith(".hdf5") ? Format.HDF5 : Format.CSV;
	}

	/** Whether arrays in the file have names. */
	boolean hasKeys() {
		return format == Format.NPZ || format == Format.HDF5;
	}

	/**
	 * @param key name of the array; null for the only one
	 * @return at least one row, all of one length, finite
	 * @throws IOException if there are no such rows; the message says which file and why
	 */
	double[][] rows(String key) throws IOException {
		try {
			double[][] rows = switch (format) {
			case NPY, NPZ -> rows(NumPyFile.read(file, key));
			case HDF5 -> hdf(key);
			case CSV -> csv();
			};
			if (rows.length == 0 || rows[0].length == 0)
				throw new IOException("holds no numbers");
			for (int i = 0; i < rows.length; i++) {
				if (rows[i].length != rows[0].length)
					throw new IOException("row " + i + " has " + rows[i].length + " numbers, the first has " + rows[0].length);
				for (double number : rows[i])
					if (!Double.isFinite(number))
						throw new IOException("row " + i + " has a number that is not finite");
			}
			return rows;
		} catch (IOException e) {
			throw new IOException(file + ": " + e.getMessage(), e);
		}
	}

	private static double[][] rows(NumPyFile.Array array) throws IOException {
		if (array.shape().length != 1 && array.shape().length != 2)
			throw new IOException("the array has " + array.shape().length + " axes, not two: [row][column]");
		int count = array.shape()[0], columns = array.shape().length == 1 ? 1 : array.shape()[1];
		double[][] rows = new double[count][columns];
		for (int i = 0; i < count; i++)
			System.arraycopy(array.values(), i * columns, rows[i], 0, columns);
		return rows;
	}

	private double[][] hdf(String key) throws IOException {
		if (key == null)
			throw new IOException("the key of a data set in it is missing");
		try (var hdf = new HdfFile(file)) {
			Object data = hdf.getDatasetByPath(key).getData();
			return switch (data) {
			case double[][] rows -> rows;
			case double[] column -> Arrays.stream(column).mapToObj(x -> new double[] { x }).toArray(double[][]::new);
			default -> throw new IOException("the data set '" + key + "' is not a matrix of float64");
			};
		} catch (HdfException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	/** Numbers separated by commas, semicolons or white space; empty lines, lines that begin with # and one header line are skipped. */
	private double[][] csv() throws IOException {
		List<double[]> rows = new ArrayList<>();
		boolean header = true;
		int number = 0;
		for (String line : Files.readAllLines(file)) {
			number++;
			String content = line.strip();
			if (content.isEmpty() || content.startsWith("#"))
				continue;
			String[] words = content.split("\\s*[,;]\\s*|\\s+");
			double[] row = new double[words.length];
			try {
				for (int i = 0; i < words.length; i++)
					row[i] = Double.parseDouble(words[i]);
				rows.add(row);
			} catch (NumberFormatException e) {
				if (!header)
					throw new IOException("line " + number + " is not a row of numbers: " + (content.length() > 60 ? content.substring(0, 60) + " …" : content));
			}
			header = false;
		}
		return rows.toArray(double[][]::new);
	}
}
