package org.physics4ml.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Points;
import org.physics4ml.model.Point;
import org.physics4ml.model.experiment.ExplicitPoints;
import org.physics4ml.model.experiment.Grid;
import org.physics4ml.model.experiment.GridAxis;
import org.physics4ml.model.experiment.Inputs;
import org.physics4ml.model.experiment.PointsFile;
import org.physics4ml.model.experiment.Sphere;

import io.jhdf.HdfFile;
import io.jhdf.exceptions.HdfException;

/** The points that the inputs of an experiment stand for. */
final class InputPoints {

	/** No parameter group has this stream. */
	private static final int STREAM = -1;
	private static final int LARGEST = 1_000_000;

	private InputPoints() {
	}

	/**
	 * @param inputs passed the structural validation
	 * @param seed   of the experiment: random points are the same in every cell
	 * @param file   the experiment's file or the name of a template
	 * @throws UnsuitableException if a file cannot be read or holds no points
	 */
	static Points of(Inputs inputs, long seed, String file) throws UnsuitableException {
		double[][] points = switch (inputs) {
		case ExplicitPoints explicit -> explicit.getPoints().stream().map(Point::coordinates).toArray(double[][]::new);
		case Grid grid -> grid(grid);
		case Sphere sphere -> sphere(sphere, seed);
		case PointsFile data -> file(data, file);
		default -> throw new UnsuitableException("inputs", "inputs of kind " + inputs.eClass().getName() + " are not known to this version", "install the version that wrote the file");
		};
		if (points.length > LARGEST)
			throw new UnsuitableException("inputs", points.length + " points are too many", "use at most " + LARGEST);
		return new Points(points);
	}

	/** The last axis runs fastest. */
	private static double[][] grid(Grid grid) throws UnsuitableException {
		List<double[]> points = new ArrayList<>(List.of(new double[grid.getAxes().size()]));
		for (int axis = 0; axis < grid.getAxes().size(); axis++) {
			GridAxis along = grid.getAxes().get(axis);
			if ((double) points.size() * along.getCount() > LARGEST)
				throw new UnsuitableException("inputs.grid", "the grid has more than " + LARGEST + " points", "use a coarser one");
			List<double[]> finer = new ArrayList<>();
			for (double[] point : points)
				for (int i = 0; i < along.getCount(); i++) {
					double[] copy = point.clone();
					copy[axis] = along.getCount() == 1 ? along.getLower()
							: i == along.getCount() - 1 ? along.getUpper() : along.getLower() + i * ((along.getUpper() - along.getLower()) / (along.getCount() - 1));
					finer.add(copy);
				}
			points = finer;
		}
		return points.toArray(double[][]::new);
	}

	/** Normalised Gaussian vectors. */
	private static double[][] sphere(Sphere sphere, long seed) {
		double[][] points = new double[sphere.getCount()][sphere.getDimension()];
		for (int i = 0; i < points.length; i++) {
			RandomStream.normals(seed, 0, STREAM, (long) i * points[i].length, points[i], 0, points[i].length);
			double square = 0;
			for (double coordinate : points[i])
				square += coordinate * coordinate;
			for (int j = 0; j < points[i].length; j++)
				points[i][j] *= sphere.getRadius() / Math.sqrt(square);
		}
		return points;
	}

	private static double[][] file(PointsFile data, String experiment) throws UnsuitableException {
		Path folder = Path.of(experiment).toAbsolutePath().getParent();
		Path file = folder == null ? Path.of(data.getFile()) : folder.resolve(data.getFile());
		try {
			if (!Files.isRegularFile(file))
				throw new IOException(Files.exists(file) ? "is not a file" : "there is no such file");
			String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
			String key = data.getKey() == null || data.getKey().isEmpty() ? null : data.getKey();
			double[][] points = name.endsWith(".npz") || name.endsWith(".npy") ? rows(NumPyFile.read(file, key))
					: name.endsWith(".h5") || name.endsWith(".hdf5") ? hdf(file, key) : csv(file);
			if (points.length == 0)
				throw new IOException("holds no points");
			for (int i = 0; i < points.length; i++) {
				if (points[i].length != points[0].length)
					throw new IOException("point " + i + " has " + points[i].length + " coordinates, the first has " + points[0].length);
				for (double coordinate : points[i])
					if (!Double.isFinite(coordinate))
						throw new IOException("point " + i + " has a coordinate that is not finite");
			}
			return points;
		} catch (IOException e) {
			throw new UnsuitableException("inputs.file", file + ": " + e.getMessage(),
					"give a CSV, NPY, NPZ or HDF5 file with one row a point; its path is relative to the experiment's file");
		}
	}

	private static double[][] rows(NumPyFile.Array array) throws IOException {
		if (array.shape().length != 1 && array.shape().length != 2)
			throw new IOException("the array has " + array.shape().length + " axes, points have two: [point][coordinate]");
		int count = array.shape()[0], dimension = array.shape().length == 1 ? 1 : array.shape()[1];
		double[][] points = new double[count][dimension];
		for (int i = 0; i < count; i++)
			System.arraycopy(array.values(), i * dimension, points[i], 0, dimension);
		return points;
	}

	private static double[][] hdf(Path file, String key) throws IOException {
		try (var hdf = new HdfFile(file)) {
			if (key == null)
				throw new IOException("inputs.file needs the key of a data set in it");
			Object data = hdf.getDatasetByPath(key).getData();
			return switch (data) {
			case double[][] rows -> rows;
			case double[] column -> Arrays.stream(column).mapToObj(x -> new double[] { x }).toArray(double[][]::new);
			default -> throw new IOException("the data set '" + key + "' is not a matrix of float64");
			};
		} catch (HdfException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	/** Numbers separated by commas, semicolons or white space; empty lines, lines that begin with # and one header line are skipped. */
	private static double[][] csv(Path file) throws IOException {
		List<double[]> points = new ArrayList<>();
		boolean header = true;
		int number = 0;
		for (String line : Files.readAllLines(file)) {
			number++;
			String content = line.strip();
			if (content.isEmpty() || content.startsWith("#"))
				continue;
			String[] words = content.split("\\s*[,;]\\s*|\\s+");
			double[] point = new double[words.length];
			try {
				for (int i = 0; i < words.length; i++)
					point[i] = Double.parseDouble(words[i]);
				points.add(point);
			} catch (NumberFormatException e) {
				if (!header)
					throw new IOException("line " + number + " is not a row of numbers: " + (content.length() > 60 ? content.substring(0, 60) + " …" : content));
			}
			header = false;
		}
		return points.toArray(double[][]::new);
	}
}
