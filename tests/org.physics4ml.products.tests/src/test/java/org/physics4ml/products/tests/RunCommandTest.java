package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.products.tests.Cli.Result;

/** {@code physics4ml run} as its contract says, from outside. */
class RunCommandTest {

	private static final List<String> TEMPLATES = List.of("blank", "four-point-vs-width", "erf-net", "relu-net", "gauss-net", "deep-erf-nngp", "deep-four-point", "effective-action");
	private static final List<String> MOMENTS = List.of("moment", "momentError", "momentTheory", "connected", "connectedError", "connectedTheory", "theorySource", "pull",
			"estimator");
	private static final List<String> VERTEX = List.of("points", "layer", "estimate", "estimateError", "theory", "exact", "pull", "ratio");
	private static final List<String> KERNEL = List.of("i", "j", "theory", "method", "correction", "sampled", "sampledError", "pull");

	@TempDir
	private Path folder;

	private Result run(String... arguments) {
		return Cli.PHYSICS4ML.in(folder).run(Stream.concat(Stream.of("run"), Arrays.stream(arguments)).toArray(String[]::new)).withoutAnnouncement();
	}

	private static void assertExit(int exit, Result result) {
		assertEquals(exit, result.exit(), result::toString);
		assertFalse(result.err().contains("Exception") || result.err().contains("\tat "), result::err);
	}

	private static List<String> columns(List<String> first, List<String> then) {
		return Stream.concat(first.stream(), then.stream()).toList();
	}

	@Test
	void everyTemplateAtASmallBudget() throws Exception {
		assertEquals(new Result(0, "", ""), run(columns(TEMPLATES, List.of("--out", "runs", "--set", "sampling.draws=300", "--quiet")).toArray(String[]::new)));
		for (String template : TEMPLATES) {
			Path run = folder.resolve("runs").resolve(template);
			for (String file : List.of("experiment.p4ml", "provenance.json", "log.txt", "checkpoints", "data.h5"))
				assertTrue(Files.exists(run.resolve(file)), template + "/" + file);
			assertEquals("done", ((Map<?, ?>) StrictJson.parse(Files.readString(run.resolve("state.json")))).get("state"));
			var findings = Findings.in(run);
			assertEquals(template, findings.document().get("experiment"));
			for (Map<?, ?> analysis : findings.analyses())
				for (Map<?, ?> figure : Findings.maps(analysis, "figures"))
					for (String extension : List.of(".svg", ".png"))
						assertTrue(Files.size(run.resolve("figures").resolve(analysis.get("name") + "-" + figure.get("name") + extension)) > 0);
			for (Map<?, ?> analysis : findings.analyses()) {
				String name = (String) analysis.get("name");
				if (analysis.get("id").equals("nngp"))
					assertEquals(columns(List.of("architecture.width"), KERNEL), List.copyOf(findings.table(name, "kernel").keySet()));
				else if (analysis.get("id").equals("non-gaussianity"))
					assertEquals(columns(List.of("architecture.width"), VERTEX), List.copyOf(findings.table(name, "vertex").keySet()));
				else if (analysis.get("id").equals("effective-action"))
					assertEquals(List.of("points", "cutoff", "coupling", "couplingError", "theory"), List.copyOf(findings.table(name, "coupling").keySet()));
				else {
					assertEquals(columns(List.of("architecture.width", "points"), MOMENTS), List.copyOf(findings.table(name, "moments").keySet()));
					assertEquals(List.of("points", "exponent", "exponentError", "amplitude", "amplitudeError", "cellsUsed"), List.copyOf(findings.table(name, "scaling").keySet()));
					assertEquals(multisets(findings.table(name, "scaling").get("points").size() == 15 ? 3 : 6, 4, 4), findings.table(name, "scaling").get("points"));
				}
			}
		}
		var main = Findings.in(folder.resolve("runs/four-point-vs-width"));
		assertEquals(List.of("correlators", "naive"), main.analyses().stream().map(analysis -> analysis.get("name")).toList());
		assertEquals(List.of("correlators", "correlators"), main.analyses().stream().map(analysis -> analysis.get("id")).toList());
		assertEquals(List.of("rao-blackwell", "naive"), Stream.of("correlators", "naive").map(name -> main.table(name, "moments").get("estimator").getFirst()).toList());
		var scaling = main.table("correlators", "scaling");
		int row = Findings.row(scaling, Map.of("points", "2 2 2 2"));
		double exponent = (Double) scaling.get("exponent").get(row), error = (Double) scaling.get("exponentError").get(row);
		assertEquals(-1, exponent, 5 * error); // one number at a fixed seed
		assertTrue(error < 0.1);
	}

	/** Labels of the multisets of k points, n = from … to, lexicographic within n. */
	private static List<String> multisets(int k, int from, int to) {
		List<String> all = new ArrayList<>(), shorter = new ArrayList<>(List.of(""));
		for (int n = 1; n <= to; n++) {
			List<String> longer = new ArrayList<>();
			for (String label : shorter)
				for (int i = label.isEmpty() ? 0 : label.charAt(label.length() - 1) - '0'; i < k; i++)
					longer.add(label.isEmpty() ? "" + i : label + " " + i);
			shorter = longer;
			if (n >= from)
				all.addAll(longer);
		}
		return all;
	}

	@Test
	void jsonIsExactlyTheDocumentAndTablesHaveTheirOrder() throws Exception {
		Result result = run("blank", "--out", "out", "--json", "--set", "sampling.draws=1e3", "--set", "inputs.points=[[0.5],[1],[0.5]]",
				"--set", "analyses=[\"nngp\",{\"id\":\"correlators\",\"order\":3},{\"id\":\"correlators\",\"name\":\"naive\",\"estimator\":\"naive\"}]",
				"--set", "analyses.naive.multisets=[\"0 0 1 1\",\"2 0\"]", "--sweep", "prior.weightVariance=[1,[1,2]]", "--sweep", "architecture.width=[2,5]");
		assertExit(0, result);
		assertEquals(Files.readString(folder.resolve("out/findings.json")).strip(), result.out().strip());
		var findings = Findings.of(result.out());
		assertEquals(List.of("nngp", "correlators", "naive"), findings.analyses().stream().map(analysis -> analysis.get("name")).toList());
		var moments = findings.table("correlators", "moments");
		assertEquals(columns(List.of("prior.weightVariance", "architecture.width", "points"), MOMENTS), List.copyOf(moments.keySet()));
		List<String> cell = multisets(3, 1, 3);
		assertEquals(4 * cell.size(), moments.get("points").size());
		for (int i = 0; i < moments.get("points").size(); i++) {
			assertEquals(cell.get(i % cell.size()), moments.get("points").get(i));
			assertEquals(i / cell.size() % 2 == 0 ? 2. : 5., moments.get("architecture.width").get(i)); // the last axis runs fastest
		}
		for (String column : List.of("moment", "momentError", "momentTheory", "connectedTheory")) { // points 0 and 2 are equal and sampled once
			var values = moments.get(column);
			assertEquals(values.get(Findings.row(moments, where("0 0"))), values.get(Findings.row(moments, where("0 2"))));
			assertEquals(values.get(Findings.row(moments, where("0 1 1"))), values.get(Findings.row(moments, where("1 1 2"))));
		}
		assertEquals(List.of("0 2", "0 0 1 1"), findings.table("naive", "moments").get("points").subList(0, 2));
		for (int i = 0; i < moments.get("pull").size(); i++)
			if (moments.get("pull").get(i) instanceof Double pull) { // 28 correlated comparisons at a fixed seed
				double expected = ((Double) moments.get("connected").get(i) - (Double) moments.get("connectedTheory").get(i)) / (Double) moments.get("connectedError").get(i);
				assertEquals(expected, pull, 1e-12 * Math.abs(expected));
				assertTrue(Math.abs(pull) < 5, "pull " + pull);
			} else
				assertEquals(0., moments.get("connectedError").get(i));
	}

	private static Map<String, ?> where(String points) {
		return Map.of("points", points, "prior.weightVariance", "1", "architecture.width", 2.);
	}

	@Test
	void theoryAloneAgainstReferenceNumbers() throws Exception {
		// kernels.csv, pair P4, weight variance 2.25, bias variance 0.09: K(x,x), K(x',x'), K(x,x')
		Map<String, double[]> kernels = Map.of("[\"erf\",2]", new double[] { 1.3513233869393656392, 1.2255442573607979997, -0.15618012809505496141 }, //
				"[\"gelu\",2]", new double[] { 5.3820990268573305015, 1.4344489986761379713, 0.86343065357104524296 }, //
				"[\"softplus\",2]", new double[] { 7.1966771817015944571, 3.6683332654793288793, 3.6373505618455208723 }, //
				"[\"erf\",5]", new double[] { 1.2240978181391867558, 1.2194266882229267295, 0.14056534829460073794 }, //
				"[\"tanh\",5]", new double[] { 0.97387498415972149628, 0.96429502029238686846, 0.16355805602111644333 }, //
				"[\"leaky-relu(0.1)\",5]", new double[] { 8.8434074706318871078, 3.0052935341068022919, 3.3413644915585260553 });
		assertExit(0, run("blank", "--out", "k", "--quiet", "--set", "sampling.draws=0", "--set", "inputs.points=[[0.5,-1.2,2],[1,0.3,-0.7]]", "--set", "analyses=[\"nngp\"]", //
				"--set", "prior={\"id\":\"gaussian\",\"weightVariance\":2.25,\"biasVariance\":0.09}", //
				"--sweep", "architecture.activation=[\"erf\",\"gelu\",\"softplus\",\"tanh\",\"leaky-relu(0.1)\"]", "--sweep", "architecture.depth=[2,5]"));
		var findings = Findings.in(folder.resolve("k"));
		var kernel = findings.table("nngp", "kernel");
		kernels.forEach((cell, expected) -> {
			var key = (List<?>) StrictJson.parse(cell);
			for (int pair = 0; pair < 3; pair++) {
				int row = Findings.row(kernel, Map.of("architecture.activation", key.get(0), "architecture.depth", key.get(1), "i", pair == 1 ? 1. : 0., "j", pair == 0 ? 0. : 1.));
				assertEquals(expected[pair], (Double) kernel.get("theory").get(row), 1e-12 * Math.max(Math.abs(expected[pair]), Math.sqrt(expected[0] * expected[1])), cell);
				assertEquals(List.of("tanh", "softplus").contains(key.get(0)) ? "quadrature" : "closed-form", kernel.get("method").get(row));
				assertNull(kernel.get("sampled").get(row));
				assertNull(kernel.get("pull").get(row));
			}
		});
		assertTrue(findings.checks().allMatch(check -> check.get("verdict").equals("not-testable")));

		// onelayer_4pt.csv, gauss_net-A: E s1s2 and Gc4 at N = 10, for Gaussian and for uniform output weights
		assertExit(0, run("gauss-net", "--out", "f", "--quiet", "--set", "sampling.draws=0", "--set", "inputs.points=[[-1],[-0.6],[-0.2],[0.2]]", "--set", "prior.weightVariance=[1,1]", //
				"--set", "prior.biasVariance=[1,0]", "--set", "architecture.width=10", "--sweep", "prior.groups.weight-out=[\"gaussian\",\"uniform\"]"));
		findings = Findings.in(folder.resolve("f"));
		var moments = findings.table("correlators", "moments");
		for (var expected : Map.of("gaussian", 13.774765814224114569, "uniform", 8.1917088814494094819).entrySet()) {
			int four = Findings.row(moments, Map.of("prior.groups.weight-out", expected.getKey(), "points", "0 1 2 3"));
			assertEquals(expected.getValue(), (Double) moments.get("connectedTheory").get(four), 1e-12 * 14);
			assertEquals(0.92311634638663578291, (Double) moments.get("momentTheory").get(Findings.row(moments, Map.of("prior.groups.weight-out", expected.getKey(), "points", "0 1"))), 1e-12);
			for (String measured : List.of("moment", "momentError", "connected", "connectedError", "pull"))
				assertNull(moments.get(measured).get(four));
			assertNotNull(moments.get("theorySource").get(four));
		}
		assertTrue(findings.checks().allMatch(check -> check.get("verdict").equals("not-testable")));
	}

	@Test
	void sameBitsWithAnyThreads() throws Exception {
		String[] experiment = { "erf-net", "--quiet", "--set", "sampling.draws=1000", "--sweep", "architecture.width=[2,30]", "--set",
				"analyses=[\"correlators\",{\"id\":\"correlators\",\"name\":\"naive\",\"estimator\":\"naive\"},\"nngp\"]" };
		for (String threads : List.of("1", "3"))
			assertExit(0, run(columns(List.of(experiment), List.of("--threads", threads, "--out", threads)).toArray(String[]::new)));
		for (String file : List.of("findings.json", "data.h5", "experiment.p4ml"))
			assertArrayEquals(Files.readAllBytes(folder.resolve("1").resolve(file)), Files.readAllBytes(folder.resolve("3").resolve(file)), file);
		for (Path figure : files(folder.resolve("1/figures")))
			assertEquals(-1, Files.mismatch(figure, folder.resolve("3/figures").resolve(figure.getFileName())));
	}

	@Test
	void aFailedCheckIsExitFourOnRequest() throws Exception {
		// The exponential has tails that a thousand draws do not see: with this seed the error is so much too small that the comparison fails. Portable: on any CPU.
		String[] arguments = { "blank", "--out", "out", "--portable", "--set", "seed=1", "--set", "architecture.activation=exp", "--set", "analyses=[\"correlators\"]", "--set", "sampling.draws=1000",
				"--sweep", "architecture.width=[11]" };
		Result result = run(arguments);
		assertExit(0, result);
		assertTrue(result.out().contains("failed"), result::out);
		assertEquals(1, Findings.in(folder.resolve("out")).checks().filter(check -> check.get("verdict").equals("failed") && Math.abs((Double) check.get("pull")) >= 4).count());
		var before = Files.getLastModifiedTime(folder.resolve("out/findings.json"));
		assertExit(4, run(columns(List.of(arguments), List.of("--resume", "--fail-on-check", "--quiet")).toArray(String[]::new)));
		assertEquals(before, Files.getLastModifiedTime(folder.resolve("out/findings.json"))); // a finished run is left as it is
		result = run("blank", "--out", "out", "--resume", "--set", "seed=2", "--set", "architecture.activation=exp", "--set", "analyses=[\"correlators\"]", "--set", "sampling.draws=1000", "--sweep",
				"architecture.width=[11]");
		assertExit(2, result);
		assertTrue(result.err().matches("out: [^\n]*seed[^\n]*2[^\n]*1[^\n]*; [^\n]+\n"), result::err);
	}

	@Test
	void anAxisMayBeAParameterOfAnAnalysis() throws Exception {
		assertExit(0, run("blank", "--quiet", "--out", "out", "--set", "analyses=[\"correlators\"]", "--set", "sampling.draws=100", "--set", "architecture.outputs=2", //
				"--sweep", "analyses.correlators.order=[1,2]", "--sweep", "analyses.correlators.estimator=[\"naive\",\"conditional\"]"));
		var moments = Findings.in(folder.resolve("out")).table("correlators", "moments");
		assertEquals(List.of("analyses.correlators.order", "analyses.correlators.estimator", "points", "outputs"), List.copyOf(moments.keySet()).subList(0, 4));
		assertEquals(moments.get("analyses.correlators.estimator"), moments.get("estimator"));
		assertEquals(2 * 4 + 2 * (4 + 10), moments.get("points").size());
		assertEquals(List.of("0 0|0 0", "0 0|0 1", "0 0|1 1", "0 1|0 0", "0 1|0 1", "0 1|1 0", "0 1|1 1", "1 1|0 0", "1 1|0 1", "1 1|1 1"),
				IntStream.range(12, 22).mapToObj(row -> moments.get("points").get(row) + "|" + moments.get("outputs").get(row)).toList());
	}

	@Test
	void whatIsWrongIsSaidBeforeAnythingIsWritten() throws Exception {
		Files.createDirectories(folder.resolve("full"));
		Files.writeString(folder.resolve("full/mine"), "mine");
		for (List<String> arguments : List.of(List.of("erf-net", "blank", "--set", "sampling.draws=1.5", "--set", "architecture.width=0"), List.of("blank", "--out", "full"), List.of("blank", "blank", "--out", "two"),
				List.of("blank", "--threads", "0"), List.of("blank", "--shards", "2"), List.of("blank", "--set", "inputs.points=[]"), List.of("blank", "--out", "full/mine"))) {
			Result result = run(arguments.toArray(String[]::new));
			assertExit(2, result);
			assertEquals("", result.out());
			assertFalse(result.err().isBlank());
			assertTrue(result.err().lines().allMatch(line -> line.contains(": ") && line.contains("; ")), result::err);
			assertEquals(List.of("full", "mine"), files(folder).stream().map(file -> file.getFileName().toString()).toList());
		}
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		Result stranger = Cli.PHYSICS4ML.in(folder).asStranger().run("run", "blank", "--out", folder.resolve("full").resolve("new").toString());
		assertExit(2, stranger);
		assertTrue(stranger.err().contains("not a writable directory"), stranger::err);
	}

	@Test
	void labelsOutOfRangeAreRefused() throws Exception {
		Files.writeString(folder.resolve("labels.csv"), "0.5, 0\n1, 3\n");
		for (var refused : List.of(List.of("data.file: row 1 has the label 3", "data.file=labels.csv"), List.of("data.targets: row 0 has the label -1", "data.points=[[0.5],[1]]", "data.targets=[[-1],[2]]"),
				List.of("data.testTargets: row 1 has the label 0.5", "data.points=[[0.5],[1]]", "data.targets=[[0],[2]]", "data.testTargets=[[1],[0.5]]"))) {
			var arguments = new ArrayList<>(List.of("blank", "--out", "out", "--set", "data.classes=3", "--set", "architecture.outputs=3", "--set", "analyses=[\"gp-inference\",\"frozen-ntk\"]"));
			refused.stream().skip(1).forEach(set -> arguments.addAll(List.of("--set", set)));
			Result result = run(arguments.toArray(String[]::new));
			assertExit(2, result);
			assertEquals(List.of("", "blank: " + refused.getFirst() + ", which is out of range; give whole numbers from 0 to 2, or set data.classes\n"), List.of(result.out(), result.err()));
			assertFalse(Files.exists(folder.resolve("out")));
		}
	}

	/** Everything below a folder, in order. */
	private static List<Path> files(Path folder) throws IOException {
		try (var files = Files.walk(folder)) {
			return files.filter(file -> !file.equals(folder)).sorted().collect(Collectors.toList());
		}
	}
}
