package org.physics4ml.core.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.physics4ml.core.data.MatrixFile;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Table;
import org.physics4ml.model.AtomicFiles;

/** The tables of a run in other formats. Numbers read back to the same double. */
public final class Export {

	private static final String CRLF = "\r\n";

	private Export() {
	}

	/**
	 * One file {@code <analysis>-<table>.csv} for each table (RFC 4180, UTF-8, a header line; a missing value is empty).
	 *
	 * @return the files written
	 */
	public static List<Path> csv(Path folder, List<AnalysisFindings> findings) throws IOException {
		Files.createDirectories(folder);
		List<Path> files = new ArrayList<>();
		for (AnalysisFindings analysis : findings)
			for (Table table : analysis.findings().tables()) {
				Path file = folder.resolve(analysis.name() + "-" + table.name() + ".csv");
				AtomicFiles.write(file, csv(table));
				files.add(file);
			}
		return files;
	}

	/** A table as CSV. */
	public static String csv(Table table) {
		var text = new StringBuilder();
		line(text, table.columns().stream().map(Column::name).toList());
		for (int row = 0; row < table.rows(); row++) {
			List<String> cells = new ArrayList<>();
			for (Column column : table.columns())
				cells.add(column.text(row));
			line(text, cells);
		}
		return text.toString();
	}

	private static void line(StringBuilder text, List<String> cells) {
		for (int i = 0; i < cells.size(); i++) {
			String cell = cells.get(i);
			boolean quote = cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
			text.append(i == 0 ? "" : ",").append(quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
		}
		text.append(CRLF);
	}

	/** The file {@code findings.h5}, as {@link DataFile}. */
	public static Path hdf5(Path folder, List<AnalysisFindings> findings) throws IOException {
		Files.createDirectories(folder);
		Path file = folder.resolve("findings.h5");
		DataFile.write(file, findings);
		return file;
	}

	/**
	 * The file {@code findings.npz} with an array {@code analysis/table/column} for each column: float64, int64, or UTF-32 text ({@code <U}), never pickled: the keys of
	 * {@code data.h5}.
	 */
	public static Path npz(Path folder, List<AnalysisFindings> findings) throws IOException {
		Files.createDirectories(folder);
		var bytes = new ByteArrayOutputStream();
		try (var zip = new ZipOutputStream(bytes)) {
			zip.setMethod(ZipOutputStream.STORED);
			for (AnalysisFindings analysis : findings)
				for (Table table : analysis.findings().tables())
					for (Column column : table.columns())
						entry(zip, analysis.name() + "/" + table.name() + "/" + column.name(), npy(DataFile.array(column)));
		}
		Path file = folder.resolve("findings.npz");
		AtomicFiles.write(file, bytes.toByteArray());
		return file;
	}

	private static void entry(ZipOutputStream zip, String key, byte[] content) throws IOException {
		var entry = new ZipEntry(key + ".npy");
		entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // the same findings give the same bytes
		entry.setSize(content.length);
		entry.setCompressedSize(content.length);
		var crc = new CRC32();
		crc.update(content);
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		zip.write(content);
		zip.closeEntry();
	}

	/** An array in NumPy's format 1.0, little endian. */
	private static byte[] npy(Object array) {
		String type;
		ByteBuffer data;
		int length;
		switch (array) {
		case double[] numbers -> {
			type = "<f8";
			length = numbers.length;
			data = buffer(length * Double.BYTES);
			for (double number : numbers)
				data.putDouble(number);
		}
		case long[] numbers -> {
			type = "<i8";
			length = numbers.length;
			data = buffer(length * Long.BYTES);
			for (long number : numbers)
				data.putLong(number);
		}
		case String[] texts -> {
			int longest = 1;
			for (String text : texts)
				longest = Math.max(longest, text.codePointCount(0, text.length()));
			type = "<U" + longest;
			length = texts.length;
			data = buffer(length * longest * Integer.BYTES);
			for (String text : texts) {
				int[] points = text.codePoints().toArray();
				for (int i = 0; i < longest; i++)
					data.putInt(i < points.length ? points[i] : 0);
			}
		}
		default -> throw new IllegalArgumentException(array.getClass().getName());
		}
		byte[] header = MatrixFile.header(type, length);
		ByteBuffer file = buffer(header.length + data.capacity());
		file.put(header).put(data.array());
		return file.array();
	}

	private static ByteBuffer buffer(int bytes) {
		return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}
}
