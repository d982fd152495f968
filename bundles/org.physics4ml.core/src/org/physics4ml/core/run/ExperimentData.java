package org.physics4ml.core.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.physics4ml.core.data.ArrayFile;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.PointsFile;

/** The files that an experiment names, whose content decides on numbers as the experiment itself does. */
final class ExperimentData {

	private final String experiment;
	/** Name in the experiment and digest of the content. */
	private final Map<String, String> digests = new TreeMap<>();

	/** @param experiment its file or the name of a template */
	ExperimentData(String experiment) {
		this.experiment = experiment;
	}

	/** The path of a file that a parameter names; the name itself where it is none. What cannot be read has no content: who needs it says so. */
	String path(String name) {
		try {
			Path path = ArrayFile.resolve(name, experiment);
			if (!digests.containsKey(name) && Files.isRegularFile(path))
				digests.put(name, digest(path));
			return path.toString();
		} catch (IOException e) {
			return name;
		}
	}

	/** Takes in the files of points and of training data. */
	void add(Experiment cell) {
		if (cell.getInputs() instanceof PointsFile points)
			path(points.getFile());
		if (cell.getData() != null)
			Stream.of(cell.getData().getFile(), cell.getData().getLabels(), cell.getData().getTestLabels()).filter(Objects::nonNull).forEach(this::path);
	}

	/** Names and digests, a line each; empty without files. */
	String digests() {
		var text = new StringBuilder();
		digests.forEach((name, digest) -> text.append('\n').append(name).append(' ').append(digest));
		return text.toString();
	}

	private static String digest(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			var digest = MessageDigest.getInstance("SHA-256");
			var buffer = new byte[1 << 16];
			for (int n; (n = in.read(buffer)) >= 0;)
				digest.update(buffer, 0, n);
			return HexFormat.of().formatHex(digest.digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java platform has SHA-256
		}
	}
}
