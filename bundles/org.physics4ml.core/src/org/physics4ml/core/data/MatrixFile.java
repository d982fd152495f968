package org.physics4ml.core.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A matrix of float64 in a file of NumPy's format NPY, little endian, row by row: {@code numpy.load(file, mmap_mode="r")} maps it. It may be larger
 * than the memory: no more is held than what is written or read at a time. Different threads may write and read at once; what is read while it is written is undefined.
 */
public final class MatrixFile implements Closeable {

	private final Path path;
	private final FileChannel channel;
	private final int begin;
	private final long rows;
	private final long columns;

	private MatrixFile(Path path, FileChannel channel, int begin, long rows, long columns) {
		this.path = path;
		this.channel = channel;
		this.begin = begin;
		this.rows = rows;
		this.columns = columns;
	}

	/** Makes a file, or replaces one. It takes its bytes from the disk as they are written, or beforehand by {@link #reserve}. */
	public static MatrixFile create(Path path, long rows, long columns) throws IOException {
		var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE);
		byte[] header = header("<f8", rows, columns);
		var file = new MatrixFile(path, channel, header.length, rows, columns);
		try {
			file.put(ByteBuffer.wrap(header), 0);
			return file;
		} catch (IOException e) {
			channel.close();
			throw e;
		}
	}

	/**
	 * Takes further bytes of a new file from the disk, as zeros, so that it cannot be full later; before anything is written.
	 *
	 * @param most how many at once
	 * @return whether the file has all its bytes
	 * @throws IOException if the disk is full
	 */
	public boolean reserve(int most) throws IOException {
		long size = channel.size(), missing = bytes(rows, columns) - size;
		if (missing > 0)
			put(ByteBuffer.allocate((int) Math.min(most, missing)), size);
		return missing <= most;
	}

	/** Whether a file is there for a matrix of this shape, with all its bytes. */
	public static boolean exists(Path path, long rows, long columns) throws IOException {
		if (!Files.isRegularFile(path) || Files.size(path) != bytes(rows, columns))
			return false;
		byte[] header = header("<f8", rows, columns);
		try (var in = Files.newInputStream(path)) {
			return Arrays.equals(in.readNBytes(header.length), header);
		}
	}

	/**
	 * Opens a file that {@link #exists}.
	 *
	 * @param writable whether it is to be written as well
	 */
	public static MatrixFile open(Path path, long rows, long columns, boolean writable) throws IOException {
		if (!exists(path, rows, columns))
			throw new IOException(path + " holds no " + rows + " × " + columns + " matrix");
		var channel = writable ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE) : FileChannel.open(path, StandardOpenOption.READ);
		return new MatrixFile(path, channel, header("<f8", rows, columns).length, rows, columns);
	}

	/** Bytes of the file of a matrix. */
	public static long bytes(long rows, long columns) {
		return header("<f8", rows, columns).length + Math.multiplyExact(Math.multiplyExact(rows, columns), (long) Double.BYTES);
	}

	/**
	 * The header of NumPy's format 1.0, in C order, a multiple of 64 bytes.
	 *
	 * @param type as NumPy writes it, e.g. {@code <f8}
	 */
	public static byte[] header(String type, long... shape) {
		String lengths = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", ")) + (shape.length == 1 ? "," : "");
		String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + lengths + "), }";
		int padding = 63 - (10 + text.length()) % 64;
		byte[] words = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(10 + words.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
				.putShort((short) words.length).put(words).array();
	}

	public Path path() {
		return path;
	}

	public long rows() {
		return rows;
	}

	public long columns() {
		return columns;
	}

	/**
	 * Writes a part of a row, from a column on.
	 *
	 * @param values of which {@code count} from {@code from} on are taken
	 * @throws IOException if the disk refuses, being full for instance
	 */
	public void write(long row, long column, double[] values, int from, int count) throws IOException {
		var bytes = ByteBuffer.allocate(Math.multiplyExact(count, Double.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asDoubleBuffer().put(values, from, count);
		put(bytes, position(row, column, count));
	}

	/** Reads so many entries of a row, from a column on. */
	public double[] read(long row, long column, int count) throws IOException {
		var bytes = ByteBuffer.allocate(Math.multiplyExact(count, Double.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
		long position = position(row, column, count);
		while (bytes.hasRemaining())
			if (channel.read(bytes, position + bytes.position()) < 0)
				throw new EOFException(path + " is truncated");
		var values = new double[count];
		bytes.flip().asDoubleBuffer().get(values);
		return values;
	}

	private long position(long row, long column, int count) {
		if (row < 0 || row >= rows || column < 0 || column + count > columns)
			throw new IndexOutOfBoundsException("row " + row + ", columns from " + column + " of " + rows + " × " + columns);
		return begin + (row * columns + column) * Double.BYTES;
	}

	private void put(ByteBuffer bytes, long at) throws IOException {
		while (bytes.hasRemaining())
			channel.write(bytes, at + bytes.position());
	}

	/** Returns when all that was written is on the disk. */
	public void force() throws IOException {
		channel.force(true);
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
