package org.physics4ml.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.model.experiment.ExplicitPoints;
import org.physics4ml.model.experiment.UnknownInputs;

class ExperimentFilesTest {

	private static final String OPEN = "<experiment xmlns=\"https://physics4ml.org/experiment/1\"";

	@TempDir
	Path folder;

	static LongStream seeds() {
		return LongStream.range(0, 300);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void savingAndLoadingGivesTheSameExperimentAndTheSameText(long seed) throws Exception {
		var experiment = new RandomExperiments(seed).next();
		String text = ExperimentFiles.toText(experiment);
		var loaded = ExperimentFiles.load(text, "random");
		assertTrue(EcoreUtil.equals(experiment, loaded), text);
		assertEquals(text, ExperimentFiles.toText(loaded));
		assertEquals(List.of(), ExperimentFiles.notices(loaded, "random"));
	}

	@Test
	void aFileIsReadableAndItsTextCanonical() throws Exception {
		var experiment = Example.experiment();
		assertEquals(Example.TEXT, ExperimentFiles.toText(experiment));
		var points = ((ExplicitPoints) experiment.getInputs()).getPoints();
		assertEquals(List.of(new Point(0.5, -1), new Point(1, 1e-5)), points);
		assertEquals(128L, experiment.getArchitecture().getParameters().getFirst().getValue());
		assertEquals(List.of(2L, 5L, 10L), experiment.getSweep().getFirst().getValues());
	}

	@Test
	void fileAndTextSayTheSame() throws Exception {
		Path file = folder.resolve("x.p4ml");
		ExperimentFiles.save(Example.experiment(), file);
		assertEquals(Example.TEXT, Files.readString(file));
		assertTrue(EcoreUtil.equals(Example.experiment(), ExperimentFiles.load(file)));
		for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1)) {
			Files.write(file, Example.TEXT.replace("UTF-8", charset.name()).getBytes(charset));
			assertTrue(EcoreUtil.equals(Example.experiment(), ExperimentFiles.load(file)));
		}
	}

	@Test
	void prefixesOfOtherToolsChangeNothing() throws Exception {
		String prefixed = Example.TEXT.replaceAll("<(/?)(\\w)", "<$1ns0:$2").replace("xmlns=", "xmlns:ns0=");
		var experiment = ExperimentFiles.load(prefixed, "prefixed");
		assertEquals(ExperimentPaths.toJson(Example.experiment()), ExperimentPaths.toJson(experiment));
		assertEquals(List.of(), ExperimentFiles.notices(experiment, ""));
	}

	@Test
	void whatIsMissingHasItsDefault() throws Exception {
		var experiment = ExperimentFiles.load(OPEN + "/>", "short");
		assertEquals(1, experiment.getSeed());
		assertEquals(10_000, experiment.getSampling().getDraws());
	}

	static Stream<Arguments> hostile() {
		String bomb = "<!DOCTYPE experiment [<!ENTITY a \"" + "x".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000) + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">]>";
		String attribute = "y".repeat(ExperimentFiles.SIZE_LIMIT);
		return Stream.of(
				Arguments.of("", "empty"),
				Arguments.of(" \n", "empty"),
				Arguments.of("name: not XML", "not well-formed XML at line 1, column 1"),
				Arguments.of("{\"seed\": 1}", "not well-formed XML"),
				Arguments.of("\0\1\2\3PNG", "not well-formed XML"),
				Arguments.of(Example.TEXT.substring(0, 700), "not well-formed XML at line"),
				Arguments.of(Example.TEXT.replace("</inputs>", ""), "not well-formed XML at line"),
				Arguments.of(OPEN + " name='a' name='b'/>", "not well-formed XML"),
				Arguments.of(OPEN + ">&a;</experiment>", "not well-formed XML"),
				Arguments.of("<p:experiment/>", "not well-formed XML"),
				Arguments.of(bomb + OPEN + " name='&c;'/>", "document type"),
				Arguments.of(bomb + OPEN + ">&c;</experiment>", "document type"),
				Arguments.of("<!DOCTYPE experiment SYSTEM 'file:///etc/passwd'>" + OPEN + "/>", "document type"),
				Arguments.of("<!DOCTYPE experiment [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + OPEN + ">&a;</experiment>", "document type"),
				Arguments.of("<!DOCTYPE experiment [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x'> %a;]>" + OPEN + "/>", "document type"),
				Arguments.of("<svg xmlns='http://www.w3.org/2000/svg'/>", "begins with the element 'svg'"),
				Arguments.of("<experiment/>", "of another namespace"),
				Arguments.of(OPEN + " name='" + attribute + "'/>", "larger than 16 MiB"),
				Arguments.of(OPEN + ">" + "<a>".repeat(300_000), "deep"),
				Arguments.of(OPEN + "><parameter " + "a='1' ".repeat(3) + "/></experiment>", "not well-formed XML"),
				Arguments.of(OPEN + " seed='x'/>", "seed: 'x' is not an integer"),
				Arguments.of(OPEN + " seed='9223372036854775808'/>", "seed: 9.223372036854776e18 is beyond the integers of 64 bits"),
				Arguments.of(OPEN + " seed='" + "9".repeat(1_000_000) + "'/>", "seed: not valid JSON"),
				Arguments.of(OPEN + "><inputs/></experiment>", "inputs: its kind is missing"),
				Arguments.of(OPEN + "><inputs kind='points'><point>1 x</point></inputs></experiment>", "inputs.points[0]: 'x' is not a number (line 1)"),
				Arguments.of(OPEN + "><architecture id='a'/><architecture id='b'/></experiment>", "architecture: is given twice (line 1)"),
				Arguments.of(OPEN + "><architecture id='a'><parameter name='width' value='[1'/></architecture></experiment>", "architecture.width: not valid JSON"),
				Arguments.of(OPEN + "><sweep path='a' values='5'/></experiment>", "sweep[0].values: '5' is not a list"),
				Arguments.of(OPEN + "><sampling sampler='best'/></experiment>", "sampling.sampler: 'best' is not one of auto, conditional, explicit"));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void badInputIsOneClearProblem(String text, String message) {
		var e = assertThrows(InvalidExperimentException.class, () -> ExperimentFiles.load(text, "bad.p4ml"));
		assertEquals(1, e.problems().size(), e.getMessage());
		var problem = e.problems().getFirst();
		assertEquals("bad.p4ml", problem.file());
		assertTrue(problem.toString().contains(message), problem.toString());
		assertFalse(problem.remedy().isBlank());
		assertTrue(problem.toString().length() < 400 && !problem.toString().contains("\n"), problem.toString());
	}

	@Test
	void allProblemsAreListedUpToANumberThatCanBeRead() {
		var e = assertThrows(InvalidExperimentException.class,
				() -> ExperimentFiles.load(OPEN + " seed='x'><inputs kind='points'><point>a</point><point>1</point><point>b</point></inputs></experiment>", "bad"));
		assertEquals(List.of("seed", "inputs.points[0]", "inputs.points[2]"), e.problems().stream().map(Problem::path).toList());
		e = assertThrows(InvalidExperimentException.class,
				() -> ExperimentFiles.load(OPEN + "><inputs kind='points'>" + "<point>a</point>".repeat(500_000) + "</inputs></experiment>", "bad"));
		assertEquals(101, e.problems().size());
	}

	@Test
	void largeButHonestFilesAreRead() throws Exception {
		var experiment = ExperimentFiles.load(OPEN + "><description>" + "&lt;".repeat(200_000) + "</description></experiment>", "large");
		assertEquals("<".repeat(200_000), experiment.getDescription());
		experiment = ExperimentFiles.load(OPEN + "><inputs kind='points'>" + "<!--c--><point>1</point>".repeat(200_000) + "</inputs></experiment>", "large");
		assertEquals(200_000, ((ExplicitPoints) experiment.getInputs()).getPoints().size());
		String text = ExperimentFiles.toText(experiment);
		assertEquals(text, ExperimentFiles.toText(ExperimentFiles.load(text, "large")));
	}

	@Test
	void filesThatCannotBeReadAreAProblemToo() throws Exception {
		assertProblem(folder.resolve("none.p4ml"), "no such file");
		assertProblem(folder, "not a file");
		Path file = folder.resolve("x.p4ml");
		try (var large = new RandomAccessFile(file.toFile(), "rw")) {
			large.write((OPEN + " name='").getBytes(StandardCharsets.UTF_8));
			large.setLength(100L << 20);
		}
		assertProblem(file, "larger than 16 MiB");
		Files.write(file, new byte[0]);
		assertProblem(file, "is empty");
		Files.write(file, Example.TEXT.replace("Connected", "\u00e9").getBytes(StandardCharsets.ISO_8859_1)); // says that it is UTF-8
		assertProblem(file, "is not text in UTF-8 (at byte ");
		Files.writeString(file, Example.TEXT.replace("UTF-8", "KLINGON-8"));
		assertProblem(file, "KLINGON-8");
	}

	private static void assertProblem(Path file, String message) {
		var e = assertThrows(InvalidExperimentException.class, () -> ExperimentFiles.load(file));
		assertEquals(1, e.problems().size());
		assertEquals(file.toString(), e.problems().getFirst().file());
		assertTrue(e.problems().getFirst().message().contains(message), e.getMessage());
	}

	/** Files hit by cosmic rays: whatever comes in, an experiment or problems come out, and an experiment can be saved. */
	@ParameterizedTest
	@MethodSource("seeds")
	void damagedFilesAreReadOrRefused(long seed) throws Exception {
		var random = new SplittableRandom(seed);
		Path file = folder.resolve("damaged.p4ml");
		for (int i = 0; i < 10; i++) {
			byte[] bytes = Example.TEXT.getBytes(StandardCharsets.UTF_8);
			for (int hits = 1 + random.nextInt(4); hits > 0; hits--)
				bytes[random.nextInt(bytes.length)] = random.nextBoolean() ? (byte) random.nextInt() : (byte) "<>&\"'=/!?[]{} x1-.:".charAt(random.nextInt(19));
			Files.write(file, random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
			try {
				var experiment = ExperimentFiles.load(file);
				String text = ExperimentFiles.toText(experiment);
				assertEquals(text, ExperimentFiles.toText(ExperimentFiles.load(text, "again")));
			} catch (InvalidExperimentException e) {
				assertTrue(e.problems().stream().noneMatch(problem -> problem.message().isBlank() || problem.toString().contains("\n")), e.getMessage());
			}
		}
	}

	@Test
	void aNewerFileOpensSaysSoAndLosesNothing() throws Exception {
		String text = """
				<?xml version="1.0" encoding="UTF-8"?>
				<!-- by hand -->
				<experiment xmlns="https://physics4ml.org/experiment/1" formatVersion="2" name="future" priority="high" seed="a7" xmlns:t="urn:tool" t:mark="1">
					<inputs kind="lattice" spacing="0.1">
						<site>1 2</site>
						<t:note>  kept   as it is </t:note>
					</inputs>
					<!-- the usual one -->
					<architecture id="not-installed">
						<parameter name="width" value="128" unit="neurons"/>
						<parameter name="later">
							<value>5</value>
						</parameter>
					</architecture>
					<cluster nodes="4"><!-- inside --><queue name="long"/></cluster>
					<prior id="gaussian">
						loose text
					</prior>
					<?tool keep me?>
					<sampling draws="5" sampler="quantum"/>
					<!-- the end -->
				</experiment>
				<!-- really -->
				""";
		var experiment = ExperimentFiles.load(text, "future.p4ml");
		String saved = ExperimentFiles.toText(experiment);
		assertEquals(lines(text), lines(saved));
		assertEquals(saved, ExperimentFiles.toText(ExperimentFiles.load(saved, "again")));
		assertEquals("lattice", assertInstanceOf(UnknownInputs.class, experiment.getInputs()).getKind());
		assertEquals("not-installed", experiment.getArchitecture().getId());
		var notices = ExperimentFiles.notices(experiment, "future.p4ml").stream().map(Problem::toString).toList();
		assertTrue(notices.getFirst().startsWith("future.p4ml: formatVersion: the file has format version 2, newer than the 1"), notices.toString());
		for (String name : List.of("'priority'", "'seed'", "'unit'", "'value'", "'cluster'", "'loose text'", "'sampler'"))
			assertEquals(1, notices.stream().filter(notice -> notice.contains(name)).count(), name + notices);
		assertEquals(8, notices.size(), notices.toString());
	}

	/** Lines as sets of words: known attributes come before the others. */
	private static List<List<String>> lines(String text) {
		return text.lines().map(line -> Stream.of(line.strip().split("\\s+|(?=/?>)")).sorted().toList()).toList();
	}

	@Test
	void foreignContentKeepsItsOrderWhereTheChildrenComeInAnother() throws Exception {
		var text = ExperimentFiles.toText(ExperimentFiles.load(OPEN + "><a/><prior id='p'/><b/><architecture id='q'/><c/></experiment>", "odd"));
		assertTrue(text.replaceAll("\\s", "").contains("<a/><b/><architectureid=\"q\"/><priorid=\"p\"/><sampling"), text);
		assertEquals(text, ExperimentFiles.toText(ExperimentFiles.load(text, "again")));
	}

	@Test
	void elementsWithoutNamespaceStayWithoutOne() throws Exception {
		var text = ExperimentFiles.toText(ExperimentFiles.load("<n:experiment xmlns:n='https://physics4ml.org/experiment/1'><a><n:b/></a></n:experiment>", "mixed"));
		assertTrue(text.contains("<a xmlns=\"\"><b xmlns=\"https://physics4ml.org/experiment/1\"/></a>"), text);
	}

	@Test
	void savingReplacesTheFileAsAWhole() throws Exception {
		Path file = folder.resolve("x.p4ml");
		var experiment = Example.experiment();
		ExperimentFiles.save(experiment, file);
		experiment.setSeed(2);
		ExperimentFiles.save(experiment, file);
		assertEquals(2, ExperimentFiles.load(file).getSeed());
		byte[] before = Files.readAllBytes(file);
		experiment.setName("\0");
		assertThrows(IllegalArgumentException.class, () -> ExperimentFiles.save(experiment, file));
		experiment.setName("x");
		assertThrows(IOException.class, () -> ExperimentFiles.save(experiment, folder.resolve("none/x.p4ml")));
		assertArrayEquals(before, Files.readAllBytes(file));
		Path link = Files.createSymbolicLink(folder.resolve("link.p4ml"), file);
		ExperimentFiles.save(experiment, link);
		assertTrue(Files.isSymbolicLink(link));
		assertEquals("x", ExperimentFiles.load(file).getName());
		try (var files = Files.list(folder)) {
			assertEquals(List.of(link, file), files.sorted().toList());
		}
	}
}
