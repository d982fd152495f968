package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.products.tests.Cli.Result;

/** {@code validate}, {@code new}, {@code templates}, {@code list} and {@code describe}. */
class ExperimentCommandsTest {

	@TempDir
	private Path folder;

	private Result physics4ml(String... arguments) {
		Result result = Cli.PHYSICS4ML.in(folder).run(arguments).withoutAnnouncement();
		assertFalse(result.err().contains("Exception") || result.err().contains("\tat "), result::err);
		return result;
	}

	@Test
	void templatesAreNamesTabsAndLines() {
		Result result = physics4ml("templates");
		assertEquals(0, result.exit());
		List<String[]> lines = result.out().lines().map(line -> line.split("\t", -1)).toList();
		assertEquals(List.of("blank", "four-point-vs-width", "erf-net", "relu-net", "gauss-net", "deep-erf-nngp", "kernels-vs-width", "training-curves", "deep-four-point", "effective-action", "image-classes", "image-classes-cnn", "image-classes-pooling"), lines.stream().map(line -> line[0]).toList());
		assertTrue(lines.stream().allMatch(line -> line.length == 2 && !line[1].isBlank()));
		var json = ((List<?>) StrictJson.parse(physics4ml("templates", "--json").out())).stream().map(one -> (Map<?, ?>) one).toList();
		assertEquals(lines.stream().map(line -> line[0]).toList(), json.stream().map(one -> one.get("name")).toList());
	}

	@Test
	void everythingThatIsInstalledIsListedAndDescribed() {
		var activations = ((List<?>) StrictJson.parse(physics4ml("list", "activation", "--json").out())).stream().map(one -> ((Map<?, ?>) one).get("id")).toList();
		assertTrue(activations.containsAll(List.of("identity", "relu", "leaky-relu", "abs", "step", "sign", "erf", "gelu", "sin", "cos", "exp", "gauss", "monomial", "tanh", "sigmoid", "silu", "softplus")));
		assertTrue(physics4ml("list", "analysis").out().lines().map(line -> line.split("\t")[0]).toList().containsAll(List.of("correlators", "nngp")));
		var correlators = (Map<?, ?>) StrictJson.parse(physics4ml("describe", "analysis/correlators", "--json").out());
		assertEquals(List.of("analysis", "correlators"), List.of(correlators.get("kind"), correlators.get("id")));
		var order = Findings.maps(correlators, "parameters").stream().filter(parameter -> parameter.get("name").equals("order")).findFirst().orElseThrow();
		assertEquals(4., order.get("default"));
		assertTrue(physics4ml("describe", "mlp").out().contains("width"));
		Result unknown = physics4ml("describe", "activation/nonsense");
		assertEquals(2, unknown.exit());
		assertEquals(1, unknown.err().lines().count());
		assertEquals(2, physics4ml("list", "nonsense").exit());
		assertTrue(physics4ml("plugins", "list").out().lines().anyMatch(line -> line.startsWith("org.physics4ml.networks\t") && line.contains("architecture: ")));
		Result verified = physics4ml("plugins", "verify");
		assertEquals(List.of(0, ""), List.of(verified.exit(), verified.err()));
		assertTrue(verified.out().lines().allMatch(line -> line.endsWith("\tpassed")) && verified.out().contains("activation/relu\tpassed\n"), verified::out);
	}

	@Test
	void aNewExperimentKeepsWhatIsNotInstalled() throws Exception {
		Result made = physics4ml("new", "erf-net", "mine.p4ml", "--set", "name=mine", "--set", "seed=7", "--set", "architecture.activation=mystery(2)", "--set", "prior.groups.weight-out=odd", //
				"--set", "analyses=[\"wonder\",\"nngp\"]", "--sweep", "architecture.depth=[1,2]");
		assertEquals(List.of(0, "mine.p4ml\n"), List.of(made.exit(), made.out()), made::toString);
		assertEquals(3, made.err().lines().count(), made::err); // it says so
		String text = Files.readString(folder.resolve("mine.p4ml"));
		for (String kept : List.of("mystery(2)", "odd", "wonder", "name=\"mine\"", "seed=\"7\"", "architecture.depth"))
			assertTrue(text.contains(kept), kept);
		for (String command : List.of("validate", "run")) {
			Result refused = physics4ml(command, "mine.p4ml");
			assertEquals(List.of(2, ""), List.of(refused.exit(), refused.out()));
			for (String path : List.of("architecture.activation", "prior.groups.weight-out", "analyses.wonder"))
				assertTrue(refused.err().lines().anyMatch(line -> line.startsWith("mine.p4ml: " + path + ": ") && line.contains("; ")), refused::err);
		}
		assertEquals(2, physics4ml("new", "blank", "mine.p4ml").exit());
		assertEquals(text, Files.readString(folder.resolve("mine.p4ml")));
		assertEquals(0, physics4ml("new", "mine.p4ml", "mine.p4ml", "--force").exit());
		assertEquals(text, Files.readString(folder.resolve("mine.p4ml")));
		assertEquals(List.of("mine.p4ml"), List.of(folder.toFile().list()));
	}

	@Test
	void hostileAndDamagedFiles() throws Exception {
		String good = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<experiment xmlns=\"https://physics4ml.org/experiment/1\" formatVersion=\"1\" name=\"good\" seed=\"1\">\n"
				+ "\t<inputs kind=\"points\"><point>0.5</point></inputs>\n\t<architecture id=\"mlp\"/>\n\t<prior id=\"gaussian\"/>\n\t<sampling draws=\"10\"/>\n</experiment>\n";
		Map<String, String> files = new LinkedHashMap<>();
		files.put("good", good);
		files.put("newer", good.replace("formatVersion=\"1\"", "formatVersion=\"9\""));
		files.put("empty", "");
		files.put("text", "hello");
		files.put("cut", good.substring(0, good.length() / 2));
		files.put("entity", "<?xml version=\"1.0\"?><!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + good.replace("\"good\"", "\"&x;\"").substring(39));
		files.put("bomb", "<?xml version=\"1.0\"?><!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>" + good.substring(39));
		files.put("large", good.replace("\"good\"", "\"" + "a".repeat(100_000_000) + "\""));
		files.put("deep", good.replace("</experiment>", "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</experiment>"));
		files.put("mixed", good.replace("<point>0.5</point>", "<point>0.5</point><point>1 2</point>"));
		files.put("file", good.replace("<inputs kind=\"points\"><point>0.5</point></inputs>", "<inputs kind=\"file\" file=\"absent.csv\"/>"));
		files.put("twice", good.replace("<sampling", "<analysis id=\"nngp\"/><analysis id=\"nngp\"/><sampling"));
		for (var file : files.entrySet())
			Files.writeString(folder.resolve(file.getKey() + ".p4ml"), file.getValue());
		Files.write(folder.resolve("latin.p4ml"), good.replace("good", "gööd").getBytes(StandardCharsets.ISO_8859_1));
		Files.createDirectory(folder.resolve("folder.p4ml"));

		List<String> bad = List.of("empty", "text", "cut", "entity", "bomb", "large", "deep", "mixed", "file", "twice", "latin", "folder", "absent");
		String[] arguments = new String[4 + bad.size()];
		arguments[0] = "validate";
		arguments[1] = "--json";
		arguments[2] = "good.p4ml";
		arguments[3] = "newer.p4ml";
		for (int i = 0; i < bad.size(); i++)
			arguments[4 + i] = bad.get(i) + ".p4ml";
		Result result = physics4ml(arguments);
		assertEquals(2, result.exit());
		var problems = Findings.maps((Map<?, ?>) StrictJson.parse(result.out()), "problems");
		assertEquals(bad.stream().map(name -> name + ".p4ml").toList(), problems.stream().map(problem -> problem.get("file")).toList());
		for (Map<?, ?> problem : problems) {
			assertEquals(List.of("file", "path", "message", "remedy"), List.copyOf(problem.keySet()));
			String path = (String) problem.get("path");
			assertTrue(result.err().lines().anyMatch((problem.get("file") + ": " + (path.isEmpty() ? "" : path + ": ") + problem.get("message") + "; " + problem.get("remedy"))::equals), result::err);
		}
		assertEquals("inputs.points[1]", problems.get(bad.indexOf("mixed")).get("path"));
		assertEquals("inputs.file", problems.get(bad.indexOf("file")).get("path"));
		assertTrue(result.err().lines().anyMatch(line -> line.startsWith("newer.p4ml: formatVersion: ")), result::err);

		arguments[0] = "run";
		arguments[1] = "--quiet";
		Result run = physics4ml(arguments);
		assertEquals(List.of(2, ""), List.of(run.exit(), run.out()));
		assertEquals(bad.size(), run.err().lines().filter(line -> !line.startsWith("newer.p4ml")).count(), run::err);
		assertFalse(Files.exists(folder.resolve("runs")));
	}
}
