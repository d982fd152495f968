package org.physics4ml.core.run;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads arrays of the format IDX, in which images and labels are published: two zero bytes, a type, the number of axes, their lengths, then the numbers, most
 * significant byte first. The file may be compressed by gzip.
 */
final class IdxFile {

	private static final long LARGEST = 1L << 31;

	private IdxFile() {
	}

	/** Whether a file of that name, in lower case, is taken for one. */
	static boolean isNamed(String name) {
		return name.matches(".*[.-]idx(\\d(-ubyte)?)?(\\.gz)?");
	}

	/**
	 * @param chosen which rows, ascending; null for all
	 * @return a row for each index of the first axis
	 * @throws IOException if it is no such file, or has no such rows
	 */
	static double[][] rows(Path file, int[] chosen) throws IOException {
		try (InputStream raw = Files.newInputStream(file); InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
			byte[] head = take(in, 4);
			int axes = head[3];
			int size = switch (head[2]) {
			case 0x08, 0x09 -> 1;
			case 0x0B -> 2;
			case 0x0C, 0x0D -> 4;
			case 0x0E -> 8;
			default -> 0;
			};
			if (head[0] != 0 || head[1] != 0 || size == 0 || axes < 1 || axes > 8)
				throw new IOException("is no IDX file: it does not begin as one");
			var lengths = ByteBuffer.wrap(take(in, 4 * axes));
			long count = Integer.toUnsignedLong(lengths.getInt()), columns = 1;
			for (int axis = 1; axis < axes; axis++)
				columns *= Math.min(LARGEST, Integer.toUnsignedLong(lengths.getInt()));
			if (count * size > LARGEST || columns > LARGEST || count * columns * size > LARGEST)
				throw new IOException("holds more than " + (LARGEST >> 20) + " MiB");
			int wanted = chosen == null ? (int) count : chosen.length;
			if (chosen != null && wanted > 0 && chosen[wanted - 1] >= count)
				throw new IOException("has " + count + " rows, and row " + chosen[wanted - 1] + " is asked for");
			double[][] rows = new double[wanted][];
			for (int row = 0, next = 0; next < wanted; row++) {
				byte[] bytes = take(in, (int) columns * size);
				if (chosen == null || chosen[next] == row)
					rows[next++] = numbers(bytes, head[2], (int) columns);
			}
			return rows;
		} catch (EOFException e) {
			throw new IOException("is truncated", e);
		} catch (ZipException e) {
			throw new IOException("is no file of gzip: " + e.getMessage(), e);
		}
	}

	private static byte[] take(InputStream in, int count) throws IOException {
		byte[] bytes = in.readNBytes(count);
		if (bytes.length < count)
			throw new EOFException();
		return bytes;
	}

	private static double[] numbers(byte[] bytes, byte type, int count) {
		var buffer = ByteBuffer.wrap(bytes);
		double[] numbers = new double[count];
		for (int j = 0; j < count; j++)
			numbers[j] = switch (type) {
			case 0x08 -> Byte.toUnsignedInt(buffer.get());
			case 0x09 -> buffer.get();
			case 0x0B -> buffer.getShort();
			case 0x0C -> buffer.getInt();
			case 0x0D -> buffer.getFloat();
			default -> buffer.getDouble();
			};
		return numbers;
	}
}
