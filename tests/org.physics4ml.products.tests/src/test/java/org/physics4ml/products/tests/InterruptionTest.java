package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.products.tests.Cli.Result;
import org.physics4ml.products.tests.Cli.Running;

/** Runs that end before their time, and go on to the same bytes. */
class InterruptionTest {

	/** A cell that is done at once, and one with work for seconds. */
	private static final List<String> EXPERIMENT = List.of("run", "blank", "--quiet", "--set", "analyses=[\"correlators\",\"nngp\"]", "--set", "sampling.sampler=explicit", //
			"--set", "sampling.draws=30000", "--sweep", "architecture.width=[3,2000]");

	@TempDir
	private static Path folder;

	@BeforeAll
	static void uninterrupted() {
		assertEquals(new Result(0, "", ""), start("reference").result().withoutAnnouncement());
	}

	private static Running start(String out, String... more) {
		List<String> arguments = new ArrayList<>(EXPERIMENT);
		arguments.addAll(List.of("--out", out));
		arguments.addAll(List.of(more));
		return Cli.PHYSICS4ML.in(folder).start(arguments.toArray(String[]::new));
	}

	/** Starts it and waits until the first cell is on disk. */
	private static Running inTheMiddle(String out) throws Exception {
		Running running = start(out, "--threads", "1");
		while (!Files.exists(folder.resolve(out).resolve("checkpoints/cell-000000.bin"))) {
			assertTrue(running.process().isAlive(), running::complained);
			Thread.sleep(5);
		}
		return running;
	}

	private static String state(String out) throws IOException {
		return (String) ((Map<?, ?>) StrictJson.parse(Files.readString(folder.resolve(out).resolve("state.json")))).get("state");
	}

	private static void assertResumes(String out) throws IOException {
		assertFalse(Files.exists(folder.resolve(out).resolve("findings.json")));
		assertEquals(new Result(0, "", ""), start(out, "--threads", "2", "--resume").result().withoutAnnouncement());
		assertEquals("done", state(out));
		for (String file : List.of("findings.json", "data.h5", "experiment.p4ml", "figures/correlators-four-point.svg", "figures/correlators-four-point.png"))
			assertEquals(-1, Files.mismatch(folder.resolve("reference").resolve(file), folder.resolve(out).resolve(file)), file);
	}

	@Test
	void killed() throws Exception {
		Running running = inTheMiddle("killed");
		running.process().destroyForcibly();
		assertEquals(128 + 9, running.result().exit());
		assertEquals("running", state("killed"));
		Files.writeString(folder.resolve("killed/checkpoints/cell-000001.bin"), "half a checkpo"); // what else a kill may leave behind
		Files.writeString(folder.resolve("killed/data.h5"), "half");
		Files.writeString(folder.resolve("killed/state.json"), "{\"sta");
		assertResumes("killed");
	}

	@Test
	void killedBeforeTheExperimentWasComplete() throws Exception {
		Files.createDirectories(folder.resolve("early/checkpoints"));
		Files.writeString(folder.resolve("early/experiment.p4ml"), Files.readString(folder.resolve("reference/experiment.p4ml")).substring(0, 200));
		assertResumes("early");
	}

	@Test
	void terminatedThenInterrupted() throws Exception {
		Running running = inTheMiddle("cancelled");
		running.process().destroy(); // SIGTERM
		assertCancelled(running.result().withoutAnnouncement());
		running = start("cancelled", "--threads", "1", "--resume");
		while (state("cancelled").equals("cancelled")) // until it goes on
			Thread.sleep(5);
		Cli.tool(folder, "kill", "-INT", Long.toString(running.process().pid()));
		assertCancelled(running.result().withoutAnnouncement());
		assertResumes("cancelled");
	}

	private static void assertCancelled(Result result) throws IOException {
		assertEquals(3, result.exit(), result::toString);
		assertEquals("", result.out());
		assertTrue(result.err().matches("[^\n]*cancelled[^\n]*--resume[^\n]*\n"), result::err);
		assertEquals("cancelled", state("cancelled"));
	}

	@Test
	void aFullDiskLeavesARunThatGoesOn() throws Exception {
		// a limit on the size of a file stands for the disk
		List<String> line = new ArrayList<>(List.of("bash", "-c", "ulimit -f 16; exec \"$@\"", "bash"));
		line.addAll(Cli.PHYSICS4ML.command());
		var limited = new Cli(line, folder, Cli.PHYSICS4ML.environment());
		String[] experiment = { "run", "erf-net", "--quiet", "--set", "sampling.draws=100", "--out", "disk" };
		Result result = limited.run(experiment).withoutAnnouncement();
		assertEquals(1, result.exit(), result::toString);
		assertTrue(result.err().matches("disk[^\n]*: cannot be written: [^\n]*--resume\n"), result::err);
		List<String> again = new ArrayList<>(List.of(experiment));
		again.add("--resume");
		assertEquals(new Result(0, "", ""), Cli.PHYSICS4ML.in(folder).run(again.toArray(String[]::new)).withoutAnnouncement());
	}
}
