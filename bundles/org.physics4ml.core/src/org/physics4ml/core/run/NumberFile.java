package org.physics4ml.core.run;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.core.data.ArrayFile;

/** Rows of numbers in a CSV, NPY, NPZ or HDF5 file that an experiment names. */
final class NumberFile {

	private final Path file;
	private final ArrayFile arrays;

	/**
	 * @param name       as the experiment gives it
	 * @param experiment the experiment's file or the name of a template; the name is relative to its folder
	 * @throws IOException if there is no such file
	 */
	NumberFile(String name, String experiment) throws IOException {
		file = ArrayFile.resolve(name, experiment);
		arrays = new ArrayFile(file);
	}

	/** Whether arrays in the file have names. */
	boolean hasKeys() {
		return arrays.hasKeys();
	}

	/**
	 * @param key name of the array; null for the only one
	 * @return at least one row, all of one length, finite
	 * @throws IOException if there are no such rows; the message says which file and why
	 */
	double[][] rows(String key) throws IOException {
		ArrayFile.Array array = arrays.hasArrays() ? arrays.read(key) : null;
		try {
			double[][] rows = array == null ? csv() : rows(array, key);
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
		if (array.shape().length != 1 && array.shape().length != 2)
			throw new IOException((key == null ? "the array" : "the array '" + key + "'") + " has " + array.shape().length + " axes, not two: [row][column]");
		int count = array.shape()[0], columns = array.shape().length == 1 ? 1 : array.shape()[1];
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
