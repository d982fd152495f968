package org.physics4ml.core.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Table;
import org.physics4ml.model.AtomicFiles;

import io.jhdf.HdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;

/**
 * The file {@code data.h5}: every column as {@code /analysis/table/column} with the attributes {@code unit} and {@code error}, the name of the column of its
 * standard errors or empty. Numbers are float64 (a missing one is NaN) or int64 (a column with a missing integer is float64), text is UTF-8. A table
 * without rows is a group without columns, as the format's library writes no empty arrays.
 */
public final class DataFile {

	private DataFile() {
	}

	/** Replaces the file atomically; the same findings give the same bytes. */
	public static void write(Path file, List<AnalysisFindings> findings) throws IOException {
		AtomicFiles.write(file, temporary -> {
			try (var hdf = HdfFile.write(temporary)) {
				for (AnalysisFindings analysis : findings) {
					WritableGroup group = hdf.putGroup(analysis.name());
					for (Table table : analysis.findings().tables())
						write(group.putGroup(table.name()), table);
				}
			}
		});
	}

	private static void write(WritableGroup group, Table table) {
		if (table.rows() == 0)
			return;
		for (Column column : table.columns()) {
			WritableDataset dataset = group.putDataset(column.name(), array(column));
			dataset.putAttribute("unit", column.unit());
			dataset.putAttribute("error", table.column(column.name() + Column.ERROR).map(Column::name).orElse(""));
		}
	}

	/** The values as {@code String[]}, {@code long[]} or {@code double[]}. */
	public static Object array(Column column) {
		List<Object> values = column.values();
		if (column.isText()) {
			String[] texts = new String[values.size()];
			for (int row = 0; row < texts.length; row++)
				texts[row] = column.text(row);
			return texts;
		}
		if (column.isInteger())
			return values.stream().mapToLong(Long.class::cast).toArray();
		double[] numbers = new double[values.size()];
		for (int row = 0; row < numbers.length; row++)
			numbers[row] = column.number(row);
		return numbers;
	}
}
