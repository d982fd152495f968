package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.products.tests.Cli.Result;

/** How the build comes by its Maven. The script is the real one, Debian's tools are stand-ins. */
class MavenTest {

	/** Unpacks a Maven that prints its arguments, but only out of reach of the clone's .mvn folder. */
	private static final String DEBIAN_MAVEN = """
			[ -d .mvn ] || { echo "An old Maven cannot load the extension"; exit 1; }
			for argument; do case $argument in -DoutputDirectory=*) folder=${argument#*=} ;; -Dartifact=*) version=${argument%:zip:bin}; version=${version##*:} ;; esac; done
			mkdir -p "$folder/apache-maven-$version/bin"
			printf '#!/bin/bash\\necho "$@"\\n' >"$folder/apache-maven-$version/bin/mvn"
			chmod +x "$folder/apache-maven-$version/bin/mvn"
			""";

	@TempDir
	Path temporary;

	private Path tools;
	private Cli maven;

	@BeforeEach
	void aCloneAndAPathWithoutMaven() throws IOException {
		Path releng = Files.createDirectories(temporary.resolve("clone/releng"));
		for (String script : List.of("maven", "environment.sh"))
			Files.copy(Path.of("../../releng", script), releng.resolve(script));
		tools = Cli.tools(temporary.resolve("tools"), "dirname", "readlink", "sed", "mkdir", "mktemp", "rm", "mv", "cat", "chmod");
		maven = new Cli(releng.resolve("maven").toString()).in(temporary).with("PATH", tools.toString());
	}

	@Test
	void theSuperuserGetsItInstalled() throws IOException {
		Cli.script(tools.resolve("id"), "echo 0");
		Cli.script(temporary.resolve("mvn"), DEBIAN_MAVEN);
		Cli.script(tools.resolve("apt-get"), "echo \"$@\" >>" + temporary + "/apt; [ $1 = update ] || mv " + temporary + "/mvn " + tools);
		assertEquals(new Result(0, "-v a b\n", "Installing maven ...\n"), maven.run("-v", "a b"));
		assertEquals(new Result(0, "-v\n", ""), maven.run("-v"));
		assertEquals(List.of("update -qq", "install -y -qq --no-install-recommends maven"), Files.readAllLines(temporary.resolve("apt")));
	}

	@Test
	void othersAreToldWhatToInstall() throws IOException {
		Cli.script(tools.resolve("id"), "echo 1000");
		Cli.script(tools.resolve("apt-get"), "touch " + temporary + "/apt");
		assertEquals(new Result(1, "", "Install first: sudo apt-get install maven\n"), maven.run("-v"));
		assertFalse(Files.exists(temporary.resolve("apt")));
	}

	@Test
	void aFailureIsShownAndLeavesNothing() throws IOException {
		Cli.script(tools.resolve("mvn"), "echo no network; exit 1");
		Result result = maven.run("-v");
		assertEquals(new Result(1, "", "Could not fetch Maven 3.9.16: no network\n"), result);
		try (var left = Files.list(temporary.resolve("clone/releng/target"))) {
			assertEquals(List.of(), left.toList());
		}
	}
}
