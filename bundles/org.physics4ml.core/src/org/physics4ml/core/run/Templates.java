package org.physics4ml.core.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.experiment.Experiment;

/** The experiments that are shipped: each runs by its name, and is the start of a new file. */
public final class Templates {

	private static final String FOLDER = "/templates/";
	private static final List<String> NAMES = List.of("blank", "four-point-vs-width", "erf-net", "relu-net", "gauss-net", "deep-erf-nngp", "kernels-vs-width", "training-curves", "deep-four-point", "effective-action", "image-classes", "image-classes-cnn", "image-classes-pooling");

	private Templates() {
	}

	/** A shipped experiment. */
	public record Template(String name) {

		/** One line: the experiment's description. */
		public String summary() {
			return experiment().getDescription();
		}

		/** A fresh copy. */
		public Experiment experiment() {
			try {
				return ExperimentFiles.load(text(), name);
			} catch (InvalidExperimentException e) {
				throw new IllegalStateException("template " + name + ": " + e.problems(), e); // a test loads every template
			}
		}

		private String text() {
			try (InputStream in = Templates.class.getResourceAsStream(FOLDER + name + ".p4ml")) {
				return new String(in.readAllBytes(), StandardCharsets.UTF_8);
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}

	/** All templates, in the order in which they are shown. */
	public static List<Template> all() {
		return NAMES.stream().map(Template::new).toList();
	}

	public static Optional<Template> find(String name) {
		return all().stream().filter(template -> template.name().equals(name)).findFirst();
	}
}
