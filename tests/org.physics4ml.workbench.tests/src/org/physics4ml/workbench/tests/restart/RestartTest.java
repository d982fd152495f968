package org.physics4ml.workbench.tests.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.workbench.tests.ui.Ui;

/** Two processes one after the other in one workspace: the second shows what the first left. */
class RestartTest {

	@TempDir
	private Path folder;

	@Test
	void editorsPerspectiveSelectionAndComparisonAreRestored() throws Exception {
		List<String> left = start("leave"), found = start("look");
		assertTrue(left.contains("selected [/kept/runs/net-2]"), left::toString);
		assertTrue(left.contains("active net-1"), left::toString);
		assertEquals(String.join("\n", left), String.join("\n", found));
	}

	/** Starts the workbench of this test's bundles in a process of its own, and waits for its end. */
	private List<String> start(String what) throws Exception {
		Path configuration = Files.createDirectories(folder.resolve("configuration-" + what));
		Files.copy(Path.of(URI.create(System.getProperty("osgi.configuration.area").replace(" ", "%20"))).resolve("config.ini"), configuration.resolve("config.ini"));
		Path told = folder.resolve(what + ".txt"), output = folder.resolve(what + ".out");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
				"-jar", System.getProperty("java.class.path"), "-configuration", configuration.toString(), "-data", folder.resolve("workspace").toString(), "-nosplash",
				"-product", "org.physics4ml.workbench.product", "-application", "org.physics4ml.workbench.tests.restart", what, told.toString())
				.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		while (process.isAlive())
			Ui.pump(50);
		assertEquals(0, process.exitValue(), Files.readString(output));
		return Files.readAllLines(told);
	}
}
