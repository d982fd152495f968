package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of numbers as spreadsheets, text files and papers give them: lines of cells between tabs, semicolons, commas or blanks. Between tabs or
 * semicolons a comma may be the decimal point. Empty lines and a header line are skipped.
 */
final class PastedNumbers {

	private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d*,\\d+([eE][-+]?\\d+)?");

	private PastedNumbers() {
	}

	/**
	 * @return one list a row; all of one length
	 * @throws IllegalArgumentException with a message for the user
	 */
	static List<List<Double>> parse(String text) {
		List<List<Double>> rows = new ArrayList<>();
		String[] lines = text.split("\\R");
		boolean header = true;
		for (int i = 0; i < lines.length; i++) {
			String line = lines[i].replace("[", " ").replace("]", " ").replaceAll(",\\s*$", "").strip();
			if (line.isEmpty() || line.startsWith("#"))
				continue;
			try {
				rows.add(row(line));
			} catch (NumberFormatException e) {
				if (!header)
					throw new IllegalArgumentException("line " + (i + 1) + " is not a row of numbers: " + (line.length() > 60 ? line.substring(0, 60) + "…" : line));
			}
			header = false;
			if (!rows.isEmpty() && rows.getLast().size() != rows.getFirst().size())
				throw new IllegalArgumentException("line " + (i + 1) + " has " + rows.getLast().size() + " numbers, the first has " + rows.getFirst().size());
		}
		if (rows.isEmpty())
			throw new IllegalArgumentException("there are no numbers");
		return rows;
	}

	private static List<Double> row(String line) {
		String separator = line.contains("\t") ? "\t" : line.contains(";") ? ";" : null;
		String[] cells = separator != null ? line.split(separator) : line.split("\\s*,\\s*|\\s+");
		List<Double> row = new ArrayList<>();
		for (String cell : cells) {
			String number = cell.strip();
			if (separator != null && DECIMAL_COMMA.matcher(number).matches())
				number = number.replace(',', '.');
			double value = Double.parseDouble(number);
			if (!Double.isFinite(value) || number.isEmpty() || Character.isLetter(number.charAt(number.length() - 1)))
				throw new NumberFormatException(number);
			row.add(value);
		}
		return row;
	}
}
