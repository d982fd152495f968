package org.physics4ml.core.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;

/**
 * Reads arrays of numbers from files of NumPy (NPY, NPZ) and HDF5, by the ending of their names. Files are read whole and checked: a truncated file, an array of another type than numbers,
 * a pickled object are refused, nothing is ever executed. Thread-safe.
 */
public final class ArrayFile {

	/** A file of this size is an oversight. */
	private static final long LARGEST = 1L << 30;
	/** Bytes of heap that must be there for each byte of the file: the file, its array, its numbers. */
	private static final int HEAP = 4;

	/**
	 * @param shape  lengths of the axes
	 * @param values row-major
	 */
	public record Array(int[] shape, double[] values) {
	}

	private enum Format {
		NPY, NPZ, HDF5, OTHER
	}

	private final Path file;
	private final Format format;

	/** @throws IOException if there is no such file, or it is too large for the memory; the message names it */
	public ArrayFile(Path file) throws IOException {
		this.file = file;
		if (!Files.isRegularFile(file))
			throw new IOException(file + (Files.exists(file) ? " is not a file" : ": there is no such file"));
		if (Files.size(file) > Math.min(LARGEST, Runtime.getRuntime().maxMemory() / HEAP))
			throw new IOException(file + ": is larger than the memory allows, " + (Files.size(file) >> 20) + " MiB");
		String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
		format = lower.endsWith(".npz") ? Format.NPZ : lower.endsWith(".npy") ? Format.NPY : lower.endsWith(".h5") || lower.endsWith(".hdf5") ? Format.HDF5 : Format.OTHER;
	}

	/**
	 * The file that an experiment names.
	 *
	 * @param name       relative to the experiment's folder, or absolute
	 * @param experiment the experiment's file or the name of a template
	 * @throws IOException if the name is none
	 */
	public static Path resolve(String name, String experiment) throws IOException {
		Path folder = Path.of(experiment).toAbsolutePath().getParent();
		try {
			return folder == null ? Path.of(name) : folder.resolve(name);
		} catch (InvalidPathException e) {
			throw new IOException("'" + name + "' is no name of a file", e);
		}
	}

	/** Whether the name ends as that of a file of arrays. */
	public boolean hasArrays() {
		return format != Format.OTHER;
	}

	/** Whether arrays in the file have names. */
	public boolean hasKeys() {
		return format == Format.NPZ || format == Format.HDF5;
	}

	/** Whether a file with named arrays has one of that name; false where it cannot be read, as whoever reads it says what is wrong with it. */
	public boolean has(String key) {
		try {
			if (format == Format.NPZ)
				return NumPyFile.has(file, key);
			if (format != Format.HDF5)
				return false;
			try (var hdf = new HdfFile(file)) {
				return hdf.getChildren().containsKey(key);
			}
		} catch (IOException | RuntimeException e) {
			return false;
		}
	}

	/**
	 * @param key name of the array; null for the only one
	 * @throws IOException if there is no such array of numbers; the message says which file and why
	 */
	public Array read(String key) throws IOException {
		try {
			return switch (format) {
			case NPY, NPZ -> NumPyFile.read(file, key);
			case HDF5 -> hdf(key);
			default -> throw new IOException("is no file of arrays: its name ends neither in .npy nor in .npz, .h5 or .hdf5");
			};
		} catch (IOException e) {
			throw new IOException(file + ": " + e.getMessage(), e);
		}
	}

	private Array hdf(String key) throws IOException {
		if (key == null)
			throw new IOException("the key of a data set in it is missing");
		try (var hdf = new HdfFile(file)) {
			if (!(hdf.getByPath(key) instanceof Dataset dataset))
				throw new IOException("'" + key + "' is no data set");
			Class<?> type = dataset.getJavaType();
			if (type != double.class && type != float.class && type != int.class && type != long.class && type != short.class && type != byte.class)
				throw new IOException("the data set '" + key + "' holds no numbers but " + type.getSimpleName() + ": save it as float64");
			Object numbers = dataset.getDataFlat();
			double[] values = new double[java.lang.reflect.Array.getLength(numbers)];
			for (int i = 0; i < values.length; i++)
				values[i] = java.lang.reflect.Array.getDouble(numbers, i); // widens
			return new Array(dataset.getDimensions(), values);
		} catch (RuntimeException e) { // the library's own, and what a damaged file makes of it
			throw new IOException("the data set '" + key + "' cannot be read as numbers: " + e.getMessage(), e);
		}
	}
}
