package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** What the products contain. */
class ProductTest {

	private static final Pattern USER_INTERFACE = Pattern.compile("org\\.eclipse\\.(swt|jface|ui|e4|swtchart|help)[._].*|.*\\.workbench_.*");

	@Test
	void headlessHasNoUserInterface() throws IOException {
		assertEquals(List.of(), names("headless").filter(USER_INTERFACE.asMatchPredicate()).toList());
		assertTrue(names("workbench").anyMatch(USER_INTERFACE.asMatchPredicate()));
	}

	@Test
	void theWorkbenchContainsTheCommandLine() throws IOException {
		assertEquals(List.of(), names("headless").filter(name -> !Files.exists(Cli.product("workbench").resolve("plugins/" + name))).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "headless", "workbench" })
	void everyBundleResolves(String product, @TempDir Path storage) throws Exception {
		var framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(new HashMap<>(Map.of( //
				Constants.FRAMEWORK_STORAGE, storage.toString(), "osgi.os", "linux", "osgi.ws", "gtk", "osgi.arch", "x86_64")));
		framework.init();
		try {
			var bundles = new ArrayList<Bundle>();
			for (String name : names(product).filter(name -> !name.startsWith("org.eclipse.osgi_")).toList())
				bundles.add(framework.getBundleContext().installBundle("reference:" + Cli.product(product).resolve("plugins/" + name).toUri()));
			framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
			assertEquals(List.of(), bundles.stream().filter(bundle -> bundle.getState() != Bundle.RESOLVED).toList());
		} finally {
			framework.stop();
			framework.waitForStop(0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "headless", "workbench" })
	void startScriptIsTheOneOfTheClone(String product) throws IOException {
		for (String file : List.of("physics4ml", "environment.sh"))
			assertEquals(-1, Files.mismatch(Path.of("../../releng").resolve(file), Cli.product(product).resolve(file)));
	}

	/** Products of other platforms are built, not started: they have their own windows and start script, and none of this platform's native code. */
	@ParameterizedTest
	@CsvSource({ "win32.win32.x86_64, zip, '', physics4ml.cmd", "macosx.cocoa.aarch64, tar.gz, Physics4ML.app/Contents/Eclipse/, physics4ml" })
	void archivesOfOtherPlatformsAreWhole(String platform, String format, String root, String script) throws IOException {
		for (String product : List.of("headless", "workbench")) {
			Path archive = Cli.archive(product, platform, format);
			List<String> files = format.equals("zip") ? entries(archive) : Cli.tool(Path.of(""), "tar", "tzf", archive.toString()).lines().toList();
			assertTrue(files.contains(root + script), files::toString);
			Path unpacked = Cli.product(product, platform.replace('.', '/')).resolve(root);
			assertEquals(-1, Files.mismatch(Path.of("../../releng").resolve(script), unpacked.resolve(script)));
			assertEquals(List.of(), files.stream().filter(file -> file.matches(".*plugins/.*[._](linux|gtk)[._-].*\\.jar")).toList());
			long windows = files.stream().filter(file -> file.startsWith(root + "plugins/org.eclipse.swt." + (platform.startsWith("win") ? "win32.win32.x86_64" : "cocoa.macosx.aarch64") + "_")).count();
			assertEquals(product.equals("workbench") ? 1 : 0, windows);
			assertTrue(Files.readString(unpacked.resolve("configuration/config.ini")).contains("org.physics4ml." + (product.equals("workbench") ? product : "batch") + ".application"));
		}
	}

	private static List<String> entries(Path archive) throws IOException {
		try (var zip = new ZipFile(archive.toFile())) {
			return zip.stream().map(ZipEntry::getName).toList();
		}
	}

	private static Stream<String> names(String product) throws IOException {
		try (var plugins = Files.list(Cli.product(product).resolve("plugins"))) {
			return plugins.map(file -> file.getFileName().toString()).sorted().toList().stream();
		}
	}
}
