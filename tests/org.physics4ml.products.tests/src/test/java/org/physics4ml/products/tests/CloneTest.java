package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.products.tests.Cli.Result;

/** The start script in a clone: when it builds. The scripts are the real ones, Maven and the product are stand-ins. */
class CloneTest {

	/** Counts its calls in {@code builds} and makes products that print their place and arguments. */
	private static final String MAVEN = """
			#!/bin/bash
			cd "$(dirname "$0")/.."
			echo "$*" >> builds
			echo "[INFO] on standard output"
			[ ! -e broken ] || { echo "[INFO] BUILD FAILURE"; echo "[ERROR] A.java: a semicolon is missing"; echo "[ERROR] To see more"; exit 1; }
			for name in headless workbench; do
				product=releng/org.physics4ml.products/target/products/physics4ml-$name/linux/gtk/x86_64
				mkdir -p $product
				printf '#!/bin/bash\\necho %s "$@"\\n[ "$1" != wait ] || exec sleep 60\\n' $name >$product/physics4ml
				chmod +x $product/physics4ml
			done
			sleep 0.3
			""";

	@TempDir
	Path clone;

	private Cli physics4ml;

	@BeforeEach
	void aClone() throws IOException {
		write("releng/maven", MAVEN);
		for (String script : List.of("physics4ml", "build", "environment.sh"))
			write("releng/" + script, Files.readString(Path.of("../../releng", script)));
		for (String source : List.of("pom.xml", ".mvn/maven.config", "bundles/a/src/A.java", "bundles/a/src/B.java", "bundles/a/plugin.xml", "bundles/a/test/ATest.java", "features/f/feature.xml",
				"targetplatform/t/t.target", "releng/org.physics4ml.products/p.product"))
			write(source, "");
		physics4ml = new Cli(clone.resolve("releng/physics4ml").toString());
	}

	@Test
	void buildsOnceAndStartsTheProduct() throws IOException {
		Result first = physics4ml.run("a", "b c");
		assertEquals("headless a b c\n", first.out());
		assertTrue(first.err().startsWith("Building"), first::err);
		assertEquals(new Result(0, "headless list\n", ""), physics4ml.run("list"));
		assertEquals(new Result(0, "workbench\n", ""), physics4ml.run());
		assertEquals(new Result(0, "workbench -data d\n", ""), physics4ml.run("-data", "d"));
		assertEquals(1, builds());
	}

	@Test
	void buildsAgainWhenSourcesChangeAppearOrGo() throws IOException {
		physics4ml.run("list");
		write("bundles/a/src/A.java", "class A {}");
		Files.setLastModifiedTime(clone.resolve("bundles/a/src/A.java"), FileTime.from(Instant.EPOCH));
		assertEquals("headless list\n", physics4ml.run("list").out());
		assertEquals(2, builds());
		Files.delete(clone.resolve("bundles/a/src/B.java"));
		physics4ml.run("list");
		assertEquals(3, builds());
		write("features/f/new", "");
		physics4ml.run("list");
		assertEquals(4, builds());
	}

	@Test
	void doesNotBuildAgainForWhatIsNotASource() throws IOException {
		physics4ml.run("list");
		write("bundles/a/test/ATest.java", "class ATest {}");
		write("bundles/a/target/classes/A.class", "");
		write("README.md", "");
		Files.setLastModifiedTime(clone.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(1000)));
		physics4ml.run("list");
		assertEquals(1, builds());
	}

	@Test
	void theFirstStartsWaitForOneBuild() throws IOException {
		var all = IntStream.range(0, 3).mapToObj(i -> physics4ml.start("list")).toList();
		for (var one : all)
			assertEquals("headless list\n", one.result().out());
		assertEquals(1, builds());
	}

	@Test
	void aFailedBuildSaysWhyAndIsTriedAgain() throws IOException {
		write("broken", "");
		Result result = physics4ml.run("list");
		assertEquals(1, result.exit());
		assertEquals("", result.out());
		assertTrue(result.err().contains("A.java: a semicolon is missing"), result::err);
		Files.delete(clone.resolve("broken"));
		assertEquals("headless list\n", physics4ml.run("list").out());
	}

	@Test
	void aBuildTakesNoProductFromUnderARun() throws Exception {
		physics4ml.run("list");
		var running = physics4ml.start("wait");
		running.await("headless wait");
		write("pom.xml", "changed");
		physics4ml.run("list");
		assertEquals(2, products());
		running.process().destroy();
		assertEquals(143, running.result().exit());
		write("pom.xml", "changed again");
		physics4ml.run("list");
		assertEquals(1, products());
	}

	@Test
	void worksThroughASymbolicLinkFromAnywhere(@TempDir Path elsewhere) throws IOException {
		Path link = Files.createSymbolicLink(elsewhere.resolve("physics4ml"), clone.resolve("releng/physics4ml"));
		assertEquals("headless list\n", new Cli("./physics4ml").in(elsewhere).run("list").out());
		Files.delete(link);
	}

	@Test
	void anUnbuiltCloneOfSomebodyElseSaysSo() throws IOException {
		Cli.tool(clone, "chmod", "-R", "a+rX", ".");
		Cli.tool(clone, "chmod", "a-w", "releng");
		Result result = physics4ml.asStranger().run("list");
		Cli.tool(clone, "chmod", "u+w", "releng");
		assertEquals(1, result.exit());
		assertTrue(result.err().contains("cannot be written to"), result::err);
		assertFalse(Files.exists(clone.resolve("builds")));
	}

	private long builds() throws IOException {
		return Files.readAllLines(clone.resolve("builds")).size();
	}

	private int products() throws IOException {
		try (var folders = Files.list(clone.resolve("releng/target/products"))) {
			return (int) folders.count();
		}
	}

	private void write(String file, String text) throws IOException {
		Path path = clone.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
	}
}
