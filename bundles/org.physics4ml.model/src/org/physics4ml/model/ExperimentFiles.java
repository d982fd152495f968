package org.physics4ml.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.ecore.EObject;
import org.physics4ml.model.experiment.Element;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.UnknownInputs;
import org.physics4ml.model.internal.ExperimentReader;
import org.physics4ml.model.internal.ExperimentWriter;
import org.physics4ml.model.internal.Problems;
import org.physics4ml.model.internal.XmlEncoding;

/**
 * Reading and writing of experiment files ({@code *.p4ml}): XML, one element a line.
 *
 * <pre>{@code
 * <?xml version="1.0" encoding="UTF-8"?>
 * <experiment xmlns="https://physics4ml.org/experiment/1" formatVersion="1" name="erf-net" seed="1">
 * 	<inputs kind="points">
 * 		<point>0.5 -1</point>
 * 	</inputs>
 * 	<architecture id="mlp">
 * 		<parameter name="width" value="128"/>
 * 	</architecture>
 * 	<prior id="gaussian">
 * 		<parameter name="groups" value='{"weight-out": "uniform"}'/>
 * 	</prior>
 * 	<analysis id="correlators" name="naive"/>
 * 	<sweep path="architecture.width" values="[2, 5, 10]"/>
 * 	<sampling draws="10000" sampler="auto"/>
 * </experiment>
 * }</pre>
 *
 * Inputs are of the kind {@code points}, {@code grid} (an {@code axis} with {@code lower}, {@code upper}, {@code count} for each
 * dimension), {@code sphere} ({@code count}, {@code dimension}, {@code radius}) or {@code file} ({@code file}, {@code key}). A value
 * is JSON or, where that is unambiguous, a bare word. The text of an experiment is canonical: saving what was loaded from such a
 * text gives that text. Content that this version does not know, comments included, is kept and saved back, its order among itself
 * too. Document types, and with them every entity, are refused. Thread-safe.
 */
public final class ExperimentFiles {

	/** Version of the file format that this version of the product reads in full. */
	public static final int FORMAT_VERSION = ExperimentReader.VERSION;

	/** Largest file that is read, in bytes: larger data belong into a data file. */
	public static final int SIZE_LIMIT = 16 << 20;

	private ExperimentFiles() {
	}

	/** @throws InvalidExperimentException where the file cannot be read or is no experiment; its problems name the file as given */
	public static Experiment load(Path file) throws InvalidExperimentException {
		String text;
		try {
			text = XmlEncoding.decode(bytes(file));
		} catch (InvalidExperimentException e) {
			throw e.in(file.toString());
		}
		return load(text, file.toString());
	}

	/** @param name the file or template the text is from, for messages */
	public static Experiment load(String text, String name) throws InvalidExperimentException {
		if (text.length() > SIZE_LIMIT) throw tooLarge().in(name);
		if (text.isBlank()) throw empty().in(name);
		return read(text.startsWith("\ufeff") ? text.substring(1) : text, name);
	}

	/**
	 * What the experiment's file has that this version does not know: kept, without effect. Comments and content of other namespaces are
	 * not mentioned. Empty for an ordinary file.
	 */
	public static List<Problem> notices(Experiment experiment, String file) {
		var notices = new ArrayList<Problem>();
		if (experiment.getFormatVersion() > FORMAT_VERSION)
			notices.add(new Problem(file, "formatVersion", "the file has format version " + experiment.getFormatVersion() + ", newer than the "
					+ FORMAT_VERSION + " of this installation", "update the installation; what it does not know is kept but has no effect"));
		notices(experiment, file, notices);
		for (var contents = experiment.eAllContents(); contents.hasNext();)
			notices(contents.next(), file, notices);
		return notices;
	}

	private static void notices(EObject object, String file, List<Problem> notices) {
		if (!(object instanceof Element element) || element instanceof UnknownInputs) return;
		for (Foreign foreign : element.getForeign()) {
			if (foreign.harmless() || notices.size() >= Problems.LIMIT) continue;
			String path = ExperimentPaths.pathOf(element);
			String what = switch (foreign.kind()) {
			case ATTRIBUTE -> "the attribute " + Problem.quote(foreign.name()) + " is unknown";
			case ELEMENT -> "the element " + Problem.quote(foreign.name()) + " is unknown";
			default -> "the text " + Problem.quote(foreign.text().strip()) + " stands where none is expected";
			};
			notices.add(new Problem(file, path, what, "check its spelling; it is kept but has no effect"));
		}
	}

	/**
	 * The experiment as text of a file.
	 *
	 * @throws IllegalArgumentException where a name or another text holds a character that XML cannot hold
	 */
	public static String toText(Experiment experiment) {
		return ExperimentWriter.write(experiment);
	}

	/**
	 * Writes the file as a whole or not at all: a reader, or a crash, sees the old content or the new.
	 *
	 * @throws IOException              where the disk refuses; the old file is then untouched
	 * @throws IllegalArgumentException as {@link #toText}
	 */
	public static void save(Experiment experiment, Path file) throws IOException {
		AtomicFiles.write(file, toText(experiment));
	}

	private static Experiment read(String text, String name) throws InvalidExperimentException {
		try {
			return ExperimentReader.read(text);
		} catch (InvalidExperimentException e) {
			throw e.in(name);
		}
	}

	private static byte[] bytes(Path file) throws InvalidExperimentException {
		if (Files.exists(file) && !Files.isRegularFile(file)) throw invalid("not a file", "give the path of an experiment file");
		try (var stream = Files.newInputStream(file)) {
			byte[] bytes = stream.readNBytes(SIZE_LIMIT + 1);
			if (bytes.length > SIZE_LIMIT) throw tooLarge();
			return bytes;
		} catch (NoSuchFileException _) {
			throw invalid("no such file", "check the path");
		} catch (AccessDeniedException _) {
			throw invalid("may not be read", "check the permissions of the file and its folder");
		} catch (IOException e) {
			throw invalid("cannot be read: " + e.getMessage(), "check the file and its disk");
		}
	}

	private static InvalidExperimentException tooLarge() {
		return invalid("larger than " + (SIZE_LIMIT >> 20) + " MiB, the limit of an experiment file", "move large data into a file named by inputs.file");
	}

	private static InvalidExperimentException empty() {
		return invalid("is empty", "restore the file, or make one from a template");
	}

	private static InvalidExperimentException invalid(String message, String remedy) {
		return new InvalidExperimentException(new Problem("", "", message, remedy));
	}
}
