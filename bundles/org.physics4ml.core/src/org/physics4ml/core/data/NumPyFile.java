package org.physics4ml.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads numeric arrays of NumPy's formats NPY and NPZ. Pickled objects are refused, never read. */
final class NumPyFile {

	private static final byte[] MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y' };
	private static final Pattern HEADER = Pattern
			.compile("\\{\\s*'descr':\\s*'([<>|=]?[a-zA-Z]\\d*)',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([\\d, ]*)\\),?\\s*\\}\\s*");
	private NumPyFile() {
	}

	/**
	 * @param key name of the array in an NPZ file; null for its only one, and for an NPY file
	 * @throws IOException if the file cannot be read or holds no such numeric array; the message says which
	 */
	static ArrayFile.Array read(Path file, String key) throws IOException {
		try (var in = Files.newInputStream(file)) {
			if (startsWith(in.readNBytes(MAGIC.length), MAGIC))
				return array(Files.readAllBytes(file));
		}
		try (var zip = new ZipFile(file.toFile())) { // with its directory at the end: a truncated one has none
			List<String> names = new ArrayList<>();
			ZipEntry found = null;
			for (var entry : Collections.list(zip.entries())) {
				String name = entry.getName().replaceFirst("\\.npy$", "");
				names.add(name);
				if (key == null || name.equals(key))
					found = entry;
			}
			if (names.isEmpty() || key == null && names.size() > 1)
				throw new IOException(names.isEmpty() ? "holds no array" : "holds several arrays: name one of " + names);
			if (found == null)
				throw new IOException("holds no array '" + key + "', but " + names);
			return array(content(zip, found));
		} catch (ZipException e) {
			throw new IOException("is no complete NPY or NPZ file: " + e.getMessage(), e);
		}
	}

	/** Whether an NPZ file has an array of that name. */
	static boolean has(Path file, String key) throws IOException {
		try (var zip = new ZipFile(file.toFile())) {
			return zip.getEntry(key + ".npy") != null;
		}
	}

	/** The bytes of an entry, held against its checksum. */
	private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
		if (entry.getSize() > Runtime.getRuntime().maxMemory() / 4)
			throw new IOException("the array " + entry.getName() + " is larger than the memory allows");
		try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
			byte[] bytes = in.readAllBytes();
			if (entry.getCrc() != -1 && in.getChecksum().getValue() != entry.getCrc())
				throw new IOException("the array " + entry.getName() + " is damaged: its checksum differs");
			return bytes;
		}
	}

	private static boolean startsWith(byte[] bytes, byte[] start) {
		return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
	}

	private static ArrayFile.Array array(byte[] bytes) throws IOException {
		if (!startsWith(bytes, MAGIC) || bytes.length < 10)
			throw new IOException("is no array of NumPy");
		var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		boolean wide = bytes[6] >= 2;
		long length = wide ? Integer.toUnsignedLong(buffer.getInt(8)) : Short.toUnsignedInt(buffer.getShort(8));
		int begin = wide ? 12 : 10;
		if (begin + length > bytes.length)
			throw new IOException("the array is truncated");
		String header = new String(bytes, begin, (int) length, StandardCharsets.ISO_8859_1);
		Matcher matcher = HEADER.matcher(header);
		if (!matcher.matches())
			throw new IOException("the array's header is not of plain numbers: " + header.strip());
		String type = matcher.group(1);
		int[] shape = Arrays.stream(matcher.group(3).split(",")).map(String::strip).filter(word -> !word.isEmpty()).mapToInt(Integer::parseInt).toArray();
		long count = 1;
		for (int axis : shape)
			count = Math.multiplyExact(count, (long) axis);
		int size = switch (type.replaceFirst("^[<>|=]", "")) {
		case "f8", "i8" -> 8;
		case "f4", "i4" -> 4;
		case "i2", "u2" -> 2;
		case "i1", "u1", "b1" -> 1;
		default -> throw new IOException("the array's type is " + type + ": save it as float64");
		};
		buffer.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).position((int) (begin + length));
		if (buffer.remaining() < count * size)
			throw new IOException("the array is truncated");
		double[] values = new double[(int) count];
		boolean real = type.contains("f"), signed = type.contains("i");
		for (int i = 0; i < values.length; i++)
			values[i] = switch (size) {
			case 8 -> real ? buffer.getDouble() : buffer.getLong();
			case 4 -> real ? buffer.getFloat() : buffer.getInt();
			case 2 -> signed ? buffer.getShort() : Short.toUnsignedInt(buffer.getShort());
			default -> signed ? buffer.get() : Byte.toUnsignedInt(buffer.get());
			};
		return new ArrayFile.Array(shape, matcher.group(2).equals("True") ? byRows(values, shape) : values);
	}

	/** Values whose first index runs fastest, with the last running fastest. */
	private static double[] byRows(double[] values, int[] shape) {
		var ordered = new double[values.length];
		var index = new int[shape.length];
		for (double value : values) {
			int at = 0;
			for (int axis = 0; axis < shape.length; axis++)
				at = at * shape[axis] + index[axis];
			ordered[at] = value;
			for (int axis = 0; axis < shape.length && ++index[axis] == shape[axis]; axis++)
				index[axis] = 0;
		}
		return ordered;
	}
}
