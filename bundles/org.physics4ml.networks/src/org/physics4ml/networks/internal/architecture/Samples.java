package org.physics4ml.networks.internal.architecture;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.ArrayFile;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.GivenDraws;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;

/** Draws of a field made elsewhere, read from a file: the arrays {@code draws}, [draws][points][outputs], and {@code points}, [points][coordinates], of an NPZ or HDF5 file. */
public final class Samples implements Architecture {

	private static final String FILE = "file", DRAWS = "draws", POINTS = "points";

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
		if (!parameters.has(FILE))
			throw new UnsuitableException("architecture." + FILE, "no file is named", "name the NPZ or HDF5 file that holds the arrays " + DRAWS + " and " + POINTS);
		Path path = Path.of(parameters.text(FILE));
		try {
			return shared(path);
		} catch (IOException e) {
			throw new UnsuitableException("architecture." + FILE, e.getMessage(),
					"give an NPZ or HDF5 file with " + DRAWS + " of the shape [draws, points, outputs] and " + POINTS + " of the shape [points, coordinates], float64 and finite");
		}
	}

	/** A file as it was when it was read. */
	private record Version(Path path, long size, long modified) {
	}

	/** One copy of the numbers for all cells of a sweep, and for plans that are made while another is in use. */
	private static final Map<Version, WeakReference<Given>> READ = new HashMap<>();
	/** A file that was written less than so many ms before it was read may change once more within the resolution of its time. */
	private static final long SETTLED = 1000;

	/** @throws IOException as {@link #read} */
	private static Given shared(Path path) throws IOException {
		synchronized (READ) {
			READ.values().removeIf(given -> given.get() == null);
			long now = System.currentTimeMillis();
			if (!Files.isRegularFile(path)) return read(path);
			var version = new Version(path.toRealPath(), Files.size(path), Files.getLastModifiedTime(path).toMillis());
			var known = READ.get(version);
			var given = known == null ? null : known.get();
			if (given != null) return given;
			given = read(path);
			if (Math.abs(now - version.modified) > SETTLED) READ.put(version, new WeakReference<>(given));
			return given;
		}
	}

	/** @throws IOException if anything is wrong with the file; the message names it */
	private static Given read(Path path) throws IOException {
		var file = new ArrayFile(path);
		if (!file.hasKeys()) throw new IOException(path + ": is neither an NPZ nor an HDF5 file by its name");
		ArrayFile.Array draws = file.read(DRAWS), points = file.read(POINTS);
		int[] shape = draws.shape(), at = points.shape();
		if (shape.length != 3) throw new IOException(path + ": " + DRAWS + " has " + shape.length + " axes, not three");
		if (at.length != 2) throw new IOException(path + ": " + POINTS + " has " + at.length + (at.length == 1 ? " axis" : " axes") + ", not two");
		if (shape[1] != at[0]) throw new IOException(path + ": " + DRAWS + " is given at " + shape[1] + " points, " + POINTS + " has " + at[0]);
		if (draws.values().length == 0 || points.values().length == 0) throw new IOException(path + ": holds no numbers, the shapes are " + Arrays.toString(shape) + " and " + Arrays.toString(at));
		requireFinite(path, POINTS, points);
		requireFinite(path, DRAWS, draws);
		var rows = new double[at[0]][];
		for (int p = 0; p < rows.length; p++) rows[p] = Arrays.copyOfRange(points.values(), p * at[1], (p + 1) * at[1]);
		return Given.of(path, new Points(rows), shape[0], shape[2], draws.values());
	}

	private static void requireFinite(Path path, String name, ArrayFile.Array array) throws IOException {
		for (int i = 0; i < array.values().length; i++) {
			if (Double.isFinite(array.values()[i])) continue;
			int[] index = new int[array.shape().length];
			for (int axis = index.length - 1, rest = i; axis >= 0; axis--) {
				index[axis] = rest % array.shape()[axis];
				rest /= array.shape()[axis];
			}
			throw new IOException(path + ": " + name + Arrays.toString(index) + " is " + array.values()[i]);
		}
	}

	/**
	 * @param first  for each distinct point the first of the points that it is
	 * @param values [draw][point][output]
	 */
	private record Given(Points points, long draws, int outputs, int[] first, double[] values) implements Ensemble, GivenDraws {

		static Given of(Path path, Points points, int draws, int outputs, double[] values) throws IOException {
			var first = new int[points.distinctCount()];
			for (int p = points.count() - 1; p >= 0; p--) first[points.distinctIndex(p)] = p;
			for (int p = 0; p < points.count(); p++) {
				int same = first[points.distinctIndex(p)];
				for (int draw = 0; same != p && draw < draws; draw++)
					for (int o = 0; o < outputs; o++)
						if (values[(draw * points.count() + p) * outputs + o] != values[(draw * points.count() + same) * outputs + o])
							throw new IOException(path + ": points " + same + " and " + p + " are equal, and the field at them is not in draw " + draw);
			}
			return new Given(points, draws, outputs, first, values);
		}

		@Override
		public int inputDimension() {
			return points.dimension();
		}

		@Override
		public List<Integer> widths() {
			return List.of();
		}

		@Override
		public List<ParameterGroup> groups() {
			return List.of();
		}

		@Override
		public List<Law> laws() {
			return List.of();
		}

		/** Nothing is known of the law. */
		@Override
		public boolean isEven() {
			return false;
		}

		/** At the points of the file, whatever the key. */
		@Override
		public DrawSampler sampler(Points asked, long key, Blas blas) {
			int k = first.length, all = points.count();
			return new DrawSampler() {

				@Override
				public void draw(long draw, double[] out, int offset, double[] kernel, int kernelOffset) {
					int row = Math.toIntExact(draw) * all * outputs;
					for (int o = 0; o < outputs; o++) for (int p = 0; p < k; p++) out[offset + o * k + p] = values[row + first[p] * outputs + o];
				}

				@Override
				public boolean givesKernel() {
					return false;
				}
			};
		}

		@Override
		public boolean givesKernel() {
			return false;
		}

		@Override
		public double work(int k) {
			return k * outputs;
		}

		/** The numbers are there once for all samplers. */
		@Override
		public long workspace(int k) {
			return 0;
		}
	}
}
