package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A command to start as a shell would, with what it prints kept apart from what it complains. Immutable: {@link #in},
 * {@link #with} and {@link #without} give changed copies.
 *
 * @param command     what comes before the arguments
 * @param directory   where it is started
 * @param environment variables that differ from this process's own; null for one to be removed
 */
record Cli(List<String> command, Path directory, Map<String, String> environment) {

	/** Far longer than anything takes: a test that meets it hangs. */
	private static final long PATIENCE_IN_SECONDS = 300;

	private static final Path PRODUCTS = Path.of("../../releng/org.physics4ml.products/target/products").toAbsolutePath().normalize();

	/** The start script of the headless product of this build. */
	static final Cli PHYSICS4ML = new Cli(product("headless").resolve("physics4ml").toString());

	Cli(String... command) {
		this(List.of(command), Path.of(""), Map.of("JAVA_HOME", System.getProperty("java.home")));
	}

	/** The built product of this name, {@code headless} or {@code workbench}. */
	static Path product(String name) {
		return product(name, "linux/gtk/x86_64");
	}

	static Path product(String name, String platform) {
		return PRODUCTS.resolve("physics4ml-" + name + "/" + platform);
	}

	static Path archive(String name) {
		return archive(name, "linux.gtk.x86_64", "tar.gz");
	}

	static Path archive(String name, String platform, String format) {
		return PRODUCTS.resolve("physics4ml-" + name + "-" + platform + "." + format);
	}

	Cli in(Path other) {
		return new Cli(command, other, environment);
	}

	Cli with(String variable, String value) {
		var changed = new LinkedHashMap<>(environment);
		changed.put(variable, value);
		return new Cli(command, directory, changed);
	}

	Cli without(String variable) {
		return with(variable, null);
	}

	/** The same as a user to whom file permissions apply: another one where we are the superuser. */
	Cli asStranger() {
		if (!tool(Path.of(""), "id", "-u").equals("0\n"))
			return this;
		var line = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
		line.addAll(command);
		return new Cli(line, directory, environment);
	}

	/** Starts it with these arguments and waits for its end. */
	Result run(String... arguments) {
		return start(arguments).result();
	}

	Running start(String... arguments) {
		var line = new ArrayList<>(command);
		line.addAll(List.of(arguments));
		var builder = new ProcessBuilder(line).directory(directory.toAbsolutePath().toFile());
		environment.forEach((variable, value) -> {
			if (value == null)
				builder.environment().remove(variable);
			else
				builder.environment().put(variable, value);
		});
		try {
			Path out = Files.createTempFile("physics4ml", ".out");
			Path err = Files.createTempFile("physics4ml", ".err");
			return new Running(builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** How a command ended: its exit code, standard output and standard error. */
	record Result(int exit, String out, String err) {

		/** Without the line in which the JVM announces the vector module; nothing keeps it from that. */
		Result withoutAnnouncement() {
			return new Result(exit, out, err.replaceFirst("^WARNING: Using incubator modules: jdk.incubator.vector\n", ""));
		}
	}

	/** A started command. Its output goes through files, so that it never waits for a reader. */
	record Running(Process process, Path out, Path err) {

		/** What it has printed so far. */
		String printed() {
			return read(out);
		}

		/** What it has complained so far. */
		String complained() {
			return read(err);
		}

		/** Waits for its end. */
		Result result() {
			try {
				if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
					process.destroyForcibly().waitFor();
					throw new AssertionError("Still running after " + PATIENCE_IN_SECONDS + " s: " + process.info() + "\n" + printed() + "\n" + complained());
				}
				var result = new Result(process.exitValue(), printed(), complained());
				Files.delete(out);
				Files.delete(err);
				return result;
			} catch (InterruptedException | IOException e) {
				throw new AssertionError(e);
			}
		}

		/** Waits until it has printed this. */
		void await(String text) throws InterruptedException {
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
			while (!printed().contains(text)) {
				assertTrue(process.isAlive(), () -> "Ended without '" + text + "':\n" + printed() + "\n" + complained());
				assertTrue(System.nanoTime() < end, () -> "Waited for '" + text + "':\n" + printed() + "\n" + complained());
				Thread.sleep(10);
			}
		}

		private static String read(Path file) {
			try {
				return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
	}

	/** Runs a tool of the system that has to succeed. */
	static String tool(Path directory, String... command) {
		Result result = new Cli(command).in(directory).run();
		assertTrue(result.exit() == 0, () -> String.join(" ", command) + ": " + Objects.toString(result));
		return result.out();
	}

	/** Writes an executable shell script. */
	static void script(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, "#!/bin/bash\n" + text + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	/** Makes a folder for a {@code PATH} with nothing but these tools of the system. */
	static Path tools(Path folder, String... names) throws IOException {
		for (String name : names)
			script(folder.resolve(name), "exec " + tool(Path.of(""), "bash", "-c", "command -v " + name).strip() + " \"$@\"");
		return folder;
	}
}
