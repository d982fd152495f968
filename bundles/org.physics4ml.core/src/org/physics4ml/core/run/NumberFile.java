package org.physics4ml.core.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.physics4ml.core.data.ArrayFile;

/** Rows of numbers in a CSV, NPY, NPZ, HDF5 or IDX file that an experiment names. Arrays of more than two axes, e.g. images, have a row for each index of the first. */
final class NumberFile {

	private final Path file;
	/** Null for synthetic data. */
	private final ArrayFile arrays;
	private final boolean synthetic;

	/**
	 * @param name       as the experiment gives it
	 * @param experiment the experiment's file or the name of a template; the name is relative to its folder
	 * @throws IOException if there is no such file
	 */
	NumberFile(String name, String experiment) throws IOException {
		synthetic = name.startsWith(SyntheticImages.PREFIX);
		if (synthetic && !SyntheticImages.isKnown(name))
			throw new IOException("there are no synthetic data of that name: " + name);
		file = synthetic ? Path.of(name) : ArrayFile.resolve(name, experiment);
		arrays = synthetic ? null : new ArrayFile(file);
	}

	/** Whether arrays in the file have names. */
	boolean hasKeys() {
		return !synthetic && arrays.hasKeys();
	}

	/** Whether it has numbers only of one kind, points or targets. */
	boolean isPlain() {
		return synthetic || IdxFile.isNamed(file.getFileName().toString().toLowerCase(Locale.ROOT));
	}

	/** Whether an array of that name is in the file. */
	boolean has(String key) {
		return hasKeys() && arrays.has(key);
	}

	/** All rows. */
	double[][] rows(String key) throws IOException {
		return rows(key, null);
	}

	/**
	 * @param key    name of the array; null for the only one
	 * @param chosen which rows, ascending; null for all
	 * @return at least one row, all of one length, finite
	 * @throws IOException if there are no such rows; the message says which file and why
	 */
	double[][] rows(String key, int[] chosen) throws IOException {
		ArrayFile.Array array = !synthetic && arrays.hasArrays() ? arrays.read(key) : null;
		try {
			double[][] rows = synthetic ? SyntheticImages.rows(file.toString(), chosen) : isPlain() ? IdxFile.rows(file, chosen) : array == null ? csv() : rows(array, key);
			if (chosen != null && !isPlain()) {
				if (chosen.length > 0 && chosen[chosen.length - 1] >= rows.length)
					throw new IOException("has " + rows.length + " rows, and row " + chosen[chosen.length - 1] + " is asked for");
				double[][] all = rows;
				rows = Arrays.stream(chosen).mapToObj(i -> all[i]).toArray(double[][]::new);
			}
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

	private static double[][] rows(ArrayFile.Array array, String key) throws IOException {
		if (array.shape().length == 0)
			throw new IOException((key == null ? "the array" : "the array '" + key + "'") + " is a single number, not rows of them");
		int count = array.shape()[0], columns = count == 0 ? 0 : array.values().length / count;
		double[][] rows = new double[count][columns];
		for (int i = 0; i < count; i++)
			System.arraycopy(array.values(), i * columns, rows[i], 0, columns);
		return rows;
	}

	/** Numbers separated by commas, semicolons or white space; empty lines, lines that begin with # and one header line are skipped. */
	private double[][] csv() throws IOException {
		List<double[]> rows = new ArrayList<>();
		boolean header = true;
		int number = 0;
		for (String line : lines()) {
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
				if (!header || Arrays.stream(words).anyMatch(NumberFile::isNumber))
					throw new IOException("line " + number + " is not a row of numbers: " + (content.length() > 60 ? content.substring(0, 60) + " …" : content));
			}
			header = false;
		}
		return rows.toArray(double[][]::new);
	}

	/** The lines without the byte order mark that spreadsheets write. */
	private List<String> lines() throws IOException {
		try {
			List<String> lines = Files.readAllLines(file);
			if (!lines.isEmpty() && lines.getFirst().startsWith("\ufeff"))
				lines.set(0, lines.getFirst().substring(1));
			return lines;
		} catch (CharacterCodingException e) {
			throw new IOException("is not text in UTF-8", e);
		}
	}

	private static boolean isNumber(String word) {
		try {
			Double.parseDouble(word);
			return true;
		} catch (NumberFormatException e) {
			return false;
		}
	}
}
