package org.physics4ml.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;
import org.physics4ml.model.AtomicFiles;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;

/**
 * Every value with an error as it is without one block of draws: the jackknife replicas of the findings, from which covariances between any two entries
 * follow, cov = (B-1)/B Σ_b (x_(b) - x̄)(y_(b) - ȳ). In the file {@code blocks.h5} of a run, {@code /analysis/table/column} as float64 [block][row]; rows are
 * those of the table, a missing value is NaN.
 *
 * @param columns {@code [block][row]} by {@code analysis/table/column}
 */
public record BlockValues(Map<String, double[][]> columns) {

	public static final String FILE = "blocks.h5";

	static String key(String analysis, String table, String column) {
		return analysis + "/" + table + "/" + column;
	}

	/** Replicas of a column; empty where there are none. */
	public Optional<double[][]> column(String analysis, String table, String column) {
		return Optional.ofNullable(columns.get(key(analysis, table, column)));
	}

	/** Replaces the file in a run directory; the same values give the same bytes. */
	void write(Path run) throws IOException {
		Map<String, Map<String, Map<String, double[][]>>> tree = new TreeMap<>();
		columns.forEach((key, values) -> {
			String[] names = key.split("/", 3);
			tree.computeIfAbsent(names[0], name -> new TreeMap<>()).computeIfAbsent(names[1], name -> new TreeMap<>()).put(names[2], values);
		});
		AtomicFiles.write(run.resolve(FILE), temporary -> {
			try (var hdf = HdfFile.write(temporary)) {
				tree.forEach((analysis, tables) -> {
					var group = hdf.putGroup(analysis);
					tables.forEach((table, values) -> {
						var inner = group.putGroup(table);
						values.forEach(inner::putDataset);
					});
				});
			}
		});
	}

	/** Reads the file of a run; empty if there is none, or a damaged one. */
	public static Optional<BlockValues> read(Path run) {
		Path file = run.resolve(FILE);
		if (!Files.exists(file))
			return Optional.empty();
		Map<String, double[][]> columns = new LinkedHashMap<>();
		try (var hdf = new HdfFile(file)) {
			for (Node analysis : hdf)
				for (Node table : (Group) analysis)
					for (Node column : (Group) table)
						columns.put(key(analysis.getName(), table.getName(), column.getName()), (double[][]) ((Dataset) column).getData());
		} catch (HdfException | ClassCastException e) {
			return Optional.empty();
		}
		return Optional.of(new BlockValues(columns));
	}

	/** Collects replicas; different blocks may be set by different threads. */
	static final class Builder {

		private final List<AnalysisFindings> findings;
		private final Map<String, double[][]> columns = new LinkedHashMap<>();
		private final Set<double[][]> complete = Collections.newSetFromMap(new IdentityHashMap<>());
		private final boolean[] needed;

		/** Takes the replicas that tables have, and makes room for the other columns with an error that is not 0. */
		Builder(List<AnalysisFindings> findings, int blocks) {
			this.findings = findings;
			needed = new boolean[findings.size()];
			for (int analysis = 0; blocks > 1 && analysis < needed.length; analysis++)
				for (Table table : findings.get(analysis).findings().tables())
					for (Column column : table.columns())
						if (table.replicas().containsKey(column.name()) && table.replicas().get(column.name()).length == blocks) {
							if (hasErrors(table, column)) {
								columns.put(key(findings.get(analysis).name(), table.name(), column.name()), table.replicas().get(column.name()));
								complete.add(table.replicas().get(column.name()));
							}
						} else if (hasErrors(table, column)) {
							double[][] values = new double[blocks][table.rows()];
							for (double[] row : values)
								Arrays.fill(row, Double.NaN);
							columns.put(key(findings.get(analysis).name(), table.name(), column.name()), values);
							needed[analysis] = true;
						}
		}

		private static boolean hasErrors(Table table, Column column) {
			return table.column(column.name() + Column.ERROR).filter(error -> error.values().stream().anyMatch(value -> value instanceof Double number && number > 0)).isPresent();
		}

		boolean isEmpty() {
			return columns.isEmpty();
		}

		boolean needs(int analysis) {
			return needed[analysis];
		}

		void set(int analysis, int block, Findings without) {
			for (Table table : without.tables())
				for (Column column : table.columns()) {
					double[][] values = columns.get(key(findings.get(analysis).name(), table.name(), column.name()));
					if (values == null || table.rows() != values[block].length || complete.contains(values))
						continue;
					for (int row = 0; row < table.rows(); row++)
						values[block][row] = column.number(row);
				}
		}

		BlockValues build() {
			return new BlockValues(columns);
		}
	}
}
