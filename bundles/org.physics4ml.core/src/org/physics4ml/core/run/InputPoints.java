package org.physics4ml.core.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

	private static double[][] file(PointsFile points, String experiment) throws UnsuitableException {
		try {
			int[] first = points.getCount() == null ? null : IntStream.range(0, points.getCount()).toArray();
			return new NumberFile(points.getFile(), experiment).rows(points.getKey() == null || points.getKey().isEmpty() ? null : points.getKey(), first);
		} catch (IOException e) {
			throw new UnsuitableException("inputs.file", e.getMessage(), "give a CSV, NPY, NPZ, HDF5 or IDX file with one row a point, at least inputs.count of them; its path is relative to the experiment's file");
		}
	}
}
