package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.products.tests.Cli.Result;

/** The start script in a product: which Java it takes, what reaches it, what it leaves behind. Independent of the commands. */
class StartScriptTest {

	private static final Result VERSION = new Result(0, "0.1.0\n", "");

	@TempDir
	Path temporary;

	@ParameterizedTest
	@ValueSource(strings = { "headless", "workbench" })
	void worksFromAnArchiveUnpackedAnywhere(String product) throws Exception {
		Path home = unpack(product, "a place/ü ∇");
		assertTrue(Files.isExecutable(home.resolve("physics4ml")));
		Cli physics4ml = new Cli(home.resolve("physics4ml").toString()).in(Path.of("/"));
		assertEquals(VERSION, physics4ml.run("--version")); // resolves the bundles
		assertEquals(VERSION, physics4ml.run("--version")); // finds them resolved
	}

	@Test
	void aPlaceThatTheFrameworkCannotReadIsNamed() throws Exception {
		Result result = new Cli(unpack("headless", "50%").resolve("physics4ml").toString()).run("--version");
		assertEquals(1, result.exit());
		assertTrue(result.err().contains("50%"), result::err);
	}

	@Test
	void worksThroughASymbolicLink() throws Exception {
		Path link = Files.createSymbolicLink(temporary.resolve("p4ml"), Cli.product("headless").resolve("physics4ml"));
		assertEquals(VERSION, new Cli("./p4ml").in(temporary).run("--version"));
		Files.delete(link);
	}

	@Test
	void unknownWordsAreWrongUsageWhateverTheFrameworkThinksOfThem() {
		for (String word : List.of("--nonsense", "-clean", "--ünknown option")) {
			Result result = Cli.PHYSICS4ML.run(word);
			assertEquals(2, result.exit(), result::toString);
			assertEquals("", result.out());
			assertTrue(result.err().contains(word), result::err);
		}
	}

	@Test
	void argumentsReachTheJvmUnharmed() throws Exception {
		var arguments = List.of("a b", "", " ", "\"quoted\"", "it's", "ü ∇φ", "@none", "@file", "*", "$HOME", "\\", "a\nb", "-data", "-clean", "-console", "-debug", "-dev", "-nl", "-vmargs",
				"-configuration", "--", "-Dx=y", "-Xmx1");
		for (String locale : List.of("C", "C.UTF-8")) {
			var printed = java("25", "printf '%s\\0' \"$@\"").with("LC_ALL", locale).run(arguments.toArray(String[]::new));
			assertEquals(0, printed.exit(), printed::err);
			var options = List.of(printed.out().split("\0", -1));
			int jar = options.indexOf("-jar");
			assertEquals(IntStream.range(0, arguments.size()).mapToObj(i -> "-Dphysics4ml.argument." + i + "=" + arguments.get(i)).toList(),
					options.subList(0, jar).stream().filter(option -> option.startsWith("-Dphysics4ml.argument.")).toList());
			assertFalse(options.subList(jar, options.size()).stream().anyMatch(List.of("-clean", "-console", "-vmargs", "a b")::contains), options::toString);
		}
	}

	@Test
	void namesAreUtf8WithoutALocaleToo() throws Exception {
		assertEquals("C.UTF-8\n", java("25", "echo $LC_ALL").without("LC_ALL").without("LC_CTYPE").with("LANG", "C").run("list").out());
		assertEquals("de_DE.utf8\n", java("25", "echo $LC_ALL").with("LC_ALL", "de_DE.utf8").run("list").out());
	}

	@Test
	void exitCodesAndSignalsAreTheJvms() throws Exception {
		assertEquals(4, java("25", "exit 4").run("list").exit());
		var running = java("25", "trap 'exit 3' TERM; echo $$; while :; do sleep 0.05; done").start("list");
		running.await("\n");
		assertEquals(running.process().pid(), Long.parseLong(running.printed().strip()));
		running.process().destroy();
		assertEquals(3, running.result().exit());
	}

	@Test
	void onlyWhatComputesLoadsTheCompilerAndTheVectorModule() throws Exception {
		Cli java = java("25", "echo \"$@\"");
		for (String command : List.of("run", "merge")) {
			String options = java.run(command).out();
			assertTrue(options.contains("--add-modules=jdk.incubator.vector"), options);
			assertFalse(options.contains("TieredStopAtLevel"), options);
		}
		String options = java.run("validate", "run").out();
		assertFalse(options.contains("--add-modules=jdk.incubator.vector"), options);
		assertTrue(options.contains("-XX:TieredStopAtLevel=1"), options);
	}

	@Test
	void anOldJavaHomeIsPassedOver() throws Exception {
		jdk(temporary.resolve("old"), "17", "echo old");
		assertEquals(VERSION, Cli.PHYSICS4ML.with("JAVA_HOME", temporary.resolve("old").toString()).with("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH")).run("--version"));
	}

	@Test
	void theNewestJavaOfTheUsualFoldersIsTakenWithoutOneOnThePath() throws Exception {
		Path home = temporary.resolve("home");
		jdk(home.resolve(".jdks/older"), "998", "echo older");
		jdk(home.resolve(".jdks/newest"), "999.0.1", "echo newest");
		jdk(home.resolve(".sdkman/candidates/java/older"), "99", "echo older");
		Cli physics4ml = resolvedFor("999").without("JAVA_HOME").with("HOME", home.toString()).with("PATH", Cli.tools(temporary.resolve("tools"), "dirname", "readlink", "sed", "mkdir").toString());
		assertEquals(new Result(0, "newest\n", ""), physics4ml.run("list"));
	}

	@Test
	void theCommandLineAloneSaysThatItHasNoWorkbench() {
		Result result = Cli.PHYSICS4ML.run();
		assertEquals(2, result.exit());
		assertEquals("", result.out());
		assertTrue(result.err().contains("without the workbench"), result::err);
	}

	@Test
	void theWorkbenchDrawsFromTheFirstThreadOnMacOsOnly() throws Exception {
		Cli workbench = java("25", "echo \"$@\"").with("HOME", temporary.toString());
		Files.createFile(temporary.resolve("stand-in/plugins/org.physics4ml.workbench_0.jar"));
		assertFalse(workbench.run("-data", "place").out().contains("-XstartOnFirstThread"));
		Cli.script(temporary.resolve("mac/uname"), "echo Darwin");
		String options = workbench.with("PATH", temporary.resolve("mac") + ":" + System.getenv("PATH")).run("-data", "place").out();
		assertTrue(options.contains("-XstartOnFirstThread"), options);
		assertTrue(options.endsWith("-data place\n"), options);
	}

	@Test
	void manyStartAtOnceFromAFreshProduct() throws Exception {
		Cli physics4ml = new Cli(unpack("headless", "fresh").resolve("physics4ml").toString());
		var all = IntStream.range(0, 3).mapToObj(i -> physics4ml.start("--version")).toList();
		for (var one : all)
			assertEquals(VERSION, one.result());
	}

	/** Nobody has started the product, its user may not write to it and has no home: everything is in a temporary folder. */
	@Test
	void aReadOnlyProductOfSomebodyElseStarts() throws Exception {
		Path home = unpack("headless", "theirs");
		Path scratch = Files.createDirectory(temporary.resolve("scratch"));
		Cli physics4ml = new Cli(home.resolve("physics4ml").toString()).asStranger().with("HOME", "/nonexistent").without("XDG_CACHE_HOME").with("TMPDIR", scratch.toString()).in(scratch);
		String before = state(home);
		Cli.tool(temporary, "chmod", "-R", "a-w", home.toString());
		Cli.tool(temporary, "chmod", "-R", "a+rX", temporary.toString());
		Cli.tool(temporary, "chmod", "777", scratch.toString());
		try {
			var first = physics4ml.start("--version");
			assertEquals(VERSION, physics4ml.run("--version"));
			assertEquals(VERSION, first.result());
			assertEquals(VERSION, physics4ml.run("--version"));
			assertEquals(before, state(home));
			try (var left = Files.list(scratch)) {
				assertEquals(List.of("rwx------"), left.filter(Files::isDirectory).filter(file -> file.getFileName().toString().startsWith("physics4ml-")).map(StartScriptTest::permissions).toList());
			}
		} finally {
			Cli.tool(temporary, "chmod", "-R", "u+w", home.toString());
		}
	}

	@Test
	void aStartedProductIsOnlyRead() throws Exception {
		Path home = unpack("headless", "warm");
		Cli physics4ml = new Cli(home.resolve("physics4ml").toString());
		assertEquals(VERSION, physics4ml.run("--version"));
		String before = state(home);
		assertEquals(VERSION, physics4ml.run("--version"));
		assertEquals(2, physics4ml.run("--nonsense").exit());
		assertEquals(before, state(home));
	}

	/** Names, sizes and times of all files. */
	private static String state(Path home) {
		return Cli.tool(home, "bash", "-c", "find . -type f -printf '%P %s %T@\\n' | sort");
	}

	private static String permissions(Path file) {
		try {
			return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}

	private Path unpack(String product, String place) throws IOException {
		Path home = Files.createDirectories(temporary.resolve(place));
		Cli.tool(home, "tar", "xzf", Cli.archive(product).toString());
		return home;
	}

	/** The start script with a JDK of this version whose {@code java} is a shell script. */
	private Cli java(String version, String script) throws IOException {
		Path home = temporary.resolve("jdk-" + version + "-" + script.hashCode());
		jdk(home, version, script);
		return resolvedFor(version).with("JAVA_HOME", home.toString());
	}

	/** A copy of the start script in a product that passes for one whose bundles this Java has resolved. */
	private Cli resolvedFor(String version) throws IOException {
		Path product = Files.createDirectories(temporary.resolve("stand-in"));
		Files.createDirectories(product.resolve("plugins"));
		Files.createDirectories(product.resolve("configuration"));
		for (String file : List.of("physics4ml", "environment.sh"))
			if (!Files.exists(product.resolve(file)))
				Files.copy(Cli.product("headless").resolve(file), product.resolve(file));
		Path marker = product.resolve("configuration/resolved-by-java-" + version);
		if (!Files.exists(marker))
			Files.createFile(marker);
		return new Cli("/bin/bash", product.resolve("physics4ml").toString());
	}

	private static void jdk(Path home, String version, String script) throws IOException {
		Files.createDirectories(home.resolve("bin"));
		Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
		Cli.script(home.resolve("bin/java"), script);
	}
}
