package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.products.tests.Cli.Result;

/** {@code export} and {@code compare}, and the files of a run read by other programs. */
class ResultCommandsTest {

	@TempDir
	private static Path folder;

	@BeforeAll
	static void runs() {
		for (String seed : List.of("1", "2"))
			assertEquals(new Result(0, "", ""), physics4ml("run", "blank", "--quiet", "--out", "seed" + seed, "--set", "seed=" + seed, "--set", "sampling.draws=500", //
					"--set", "analyses=[\"correlators\",{\"id\":\"correlators\",\"name\":\"naive\",\"estimator\":\"naive\",\"order\":2},\"nngp\"]", //
					"--sweep", "architecture.depth=[1,2]", "--sweep", "architecture.width=[2,4,8]"));
	}

	private static Result physics4ml(String... arguments) {
		return Cli.PHYSICS4ML.in(folder).run(arguments).withoutAnnouncement();
	}

	@Test
	void tablesInEveryFormat() throws Exception {
		var findings = Findings.in(folder.resolve("seed1"));
		List<String> tables = new ArrayList<>(), figures = new ArrayList<>();
		for (Map<?, ?> analysis : findings.analyses()) {
			Findings.maps(analysis, "tables").forEach(table -> tables.add(analysis.get("name") + "-" + table.get("name")));
			Findings.maps(analysis, "figures").forEach(figure -> figures.add(analysis.get("name") + "-" + figure.get("name")));
		}
		Map<String, List<String>> expected = Map.of("csv", tables.stream().map(name -> name + ".csv").toList(), "npz", List.of("findings.npz"), "hdf5", List.of("findings.h5"), //
				"svg", figures.stream().map(name -> name + ".svg").toList(), "png", figures.stream().map(name -> name + ".png").toList());
		for (var format : expected.entrySet()) {
			Result result = physics4ml("export", "seed1", "--format", format.getKey(), "--out", "export");
			assertEquals(new Result(0, String.join("", format.getValue().stream().map(name -> "export/" + name + "\n").toList()), ""), result);
			for (String name : format.getValue())
				assertTrue(Files.size(folder.resolve("export").resolve(name)) > 0, name);
		}
		for (String figure : figures)
			assertEquals(-1, Files.mismatch(folder.resolve("seed1/figures").resolve(figure + ".svg"), folder.resolve("export").resolve(figure + ".svg")));
		assertEquals(-1, Files.mismatch(folder.resolve("seed1/data.h5"), folder.resolve("export/findings.h5")));

		var moments = findings.table("correlators", "moments");
		List<String> lines = Files.readAllLines(folder.resolve("export/correlators-moments.csv"));
		assertEquals(String.join(",", moments.keySet()), lines.getFirst());
		assertEquals(1 + moments.get("points").size(), lines.size());
		for (int row = 0; row < lines.size() - 1; row++) {
			String[] cells = lines.get(row + 1).split(",", -1);
			int column = 0;
			for (List<?> values : moments.values()) {
				String cell = cells[column++];
				switch (values.get(row)) {
				case null -> assertEquals("", cell);
				case Double number -> assertEquals(number, Double.valueOf(cell));
				default -> {
					if (!cell.startsWith("\"")) // text with a comma in it is quoted
						assertEquals(values.get(row), cell);
					else
						column = moments.size(); // and shifts what follows
				}
				}
				if (column == moments.size())
					break;
			}
		}
		assertEquals(2, physics4ml("export", "seed1", "--format", "xls").exit());
		assertEquals(2, physics4ml("export", "nothing", "--format", "csv").exit());
	}

	/** NumPy and h5py read what is in the document, with the types and attributes of the contract. */
	private static final String READER = """
			import json, math, sys
			import h5py, numpy
			document = json.load(open('seed1/findings.json', encoding='utf-8'), parse_constant=lambda word: sys.exit(word))
			npz, hdf, count = numpy.load('python/findings.npz', allow_pickle=False), h5py.File('seed1/data.h5', 'r'), 0
			text = lambda value: value.decode('utf-8') if isinstance(value, bytes) else str(value)
			for analysis in document['analyses']:
			    for table in analysis['tables']:
			        names = [column['name'] for column in table['columns']]
			        for column in table['columns']:
			            key = analysis['name'] + '/' + table['name'] + '/' + column['name']
			            count += 1
			            if not column['values']: # HDF5 has the group of a table without rows, not its columns
			                assert len(npz[key]) == 0 and analysis['name'] + '/' + table['name'] in hdf, key
			                continue
			            data, array, values = hdf[key], npz[key], column['values']
			            assert text(data.attrs['unit']) == column['unit'] == '1', key
			            assert text(data.attrs['error']) == (column['name'] + 'Error' if column['name'] + 'Error' in names else ''), key
			            if any(isinstance(value, str) for value in values) or column['name'] == 'theorySource':
			                assert array.dtype.kind == 'U', key
			                for read in (array, data[()]):
			                    assert [text(value) for value in read] == [value or '' for value in values], key
			            else:
			                assert data.dtype in (numpy.float64, numpy.int64) and array.dtype == data.dtype, key
			                for read in (array, data[()]):
			                    assert len(read) == len(values), key
			                    for found, value in zip(read, values):
			                        assert math.isnan(found) if value is None else float(found) == value, (key, found, value)
			assert len(npz.files) == count
			print(count)
			""";

	@Test
	void pythonReadsTheSameNumbers() throws Exception {
		Result libraries = new Cli("sh", "-c", "python3 -c 'import numpy, h5py'").run();
		if (libraries.exit() != 0)
			System.out.println("Skipped, as python3 with numpy and h5py is missing: the files of a run read by Python");
		assumeTrue(libraries.exit() == 0, libraries.err());
		assertEquals(0, physics4ml("export", "seed1", "--format", "npz", "--out", "python").exit());
		Result read = new Cli("python3", "-c", READER).in(folder).run();
		assertEquals(0, read.exit(), read::err);
		int columns = Findings.in(folder.resolve("seed1")).analyses().stream().flatMap(analysis -> Findings.maps(analysis, "tables").stream()).mapToInt(table -> Findings.maps(table, "columns").size()).sum();
		assertEquals(columns + "\n", read.out());
	}

	@Test
	void comparesParametersAndValues() throws Exception {
		Result result = physics4ml("compare", "seed1", "seed2", "--json");
		assertEquals(0, result.exit(), result::err);
		var json = (Map<?, ?>) StrictJson.parse(result.out());
		var parameters = Findings.maps(json, "parameters");
		assertEquals(List.of("seed"), parameters.stream().map(parameter -> parameter.get("path")).toList());
		assertEquals(List.of(1., 2.), parameters.getFirst().get("values"));
		int pulls = 0;
		for (Map<?, ?> entry : Findings.maps(json, "entries")) {
			List<?> values = (List<?>) entry.get("values"), errors = (List<?>) entry.get("standardErrors");
			if (((List<?>) entry.get("pulls")).get(1) instanceof Double pull) {
				double expected = ((Double) values.get(1) - (Double) values.get(0)) / Math.hypot((Double) errors.get(0), (Double) errors.get(1));
				assertEquals(expected, pull, 1e-12 * Math.abs(expected));
				assertTrue(Math.abs(pull) < 6, entry::toString); // hundreds of correlated values at fixed seeds
				pulls++;
			}
		}
		assertTrue(pulls > 100, "only " + pulls);
		Result text = physics4ml("compare", "seed1", "seed2");
		assertEquals(0, text.exit());
		assertTrue(text.out().contains("seed:  1  |  2"), text::out);
		Result wrong = physics4ml("compare", "seed1", "nothing");
		assertEquals(List.of(2, ""), List.of(wrong.exit(), wrong.out()));
		assertFalse(wrong.err().isBlank());
	}
}
