package org.physics4ml.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something wrong with an experiment, in words for the user.
 *
 * @param file    file or template, empty where unknown
 * @param path    path into the model, e.g. {@code inputs.points[2]}; empty where the file as a whole is meant
 * @param message what is wrong
 * @param remedy  what to do about it
 */
public record Problem(String file, String path, String message, String remedy) {

	private static final int QUOTED = 60;

	/** The same problem in the given file. */
	public Problem in(String file) {
		return new Problem(file, path, message, remedy);
	}

	/** The members in the order of the command line's JSON. */
	public Map<String, Object> toJson() {
		var json = new LinkedHashMap<String, Object>();
		json.put("file", file);
		json.put("path", path);
		json.put("message", message);
		json.put("remedy", remedy);
		return json;
	}

	/** One line: {@code file: path: message; remedy}; empty parts are left out. */
	@Override
	public String toString() {
		var line = new StringBuilder();
		if (!file.isEmpty()) line.append(file).append(": ");
		if (!path.isEmpty()) line.append(path).append(": ");
		line.append(message);
		if (!remedy.isEmpty()) line.append("; ").append(remedy);
		return line.toString();
	}

	/** The user's text in quotes, on one line and cut to a length that fits a message. */
	public static String quote(String text) {
		String shown = text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
		return '\'' + shown.replaceAll("\\p{Cntrl}", " ") + '\'';
	}
}
