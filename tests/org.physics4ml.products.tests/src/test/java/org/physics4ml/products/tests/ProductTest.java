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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

	private static Stream<String> names(String product) throws IOException {
		try (var plugins = Files.list(Cli.product(product).resolve("plugins"))) {
			return plugins.map(file -> file.getFileName().toString()).sorted().toList().stream();
		}
	}
}
