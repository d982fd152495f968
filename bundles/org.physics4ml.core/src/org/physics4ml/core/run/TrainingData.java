package org.physics4ml.core.run;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Points;
import org.physics4ml.model.Point;
import org.physics4ml.model.experiment.DataSet;

/** The data set of an experiment. */
final class TrainingData {

	private static final String POINTS = "points";
	private static final String TARGETS = "targets";

	private TrainingData() {
	}

	/**
	 * A file with named arrays (NPZ, HDF5) holds {@value #POINTS} and {@value #TARGETS}; any other has a row for each point, its coordinates, then its targets.
	 *
	 * @param data      passed the structural validation
	 * @param dimension d of the experiment's inputs
	 * @param outputs   D of the network
	 * @param file      the experiment's file or the name of a template
	 * @throws UnsuitableException if a file cannot be read, or numbers do not match
	 */
	static Data of(DataSet data, int dimension, int outputs, String file) throws UnsuitableException {
		if (data.getFile() != null)
			return read(data.getFile(), dimension, outputs, file);
		return match(rows(data.getPoints()), rows(data.getTargets()), dimension, outputs, "data.points", "data.targets");
	}

	private static double[][] rows(List<Point> points) {
		return points.stream().map(Point::coordinates).toArray(double[][]::new);
	}

	private static Data read(String name, int dimension, int outputs, String experiment) throws UnsuitableException {
		try {
			var file = new NumberFile(name, experiment);
			if (file.hasKeys())
				return match(file.rows(POINTS), file.rows(TARGETS), dimension, outputs, "data.file", "data.file");
			double[][] rows = file.rows(null);
			if (rows[0].length != dimension + outputs)
				throw new UnsuitableException("data.file", "has " + rows[0].length + " columns", "give the " + dimension + " coordinates of a point, as of the inputs, then one target for each of the "
						+ outputs + " outputs");
			return match(columns(rows, 0, dimension), columns(rows, dimension, dimension + outputs), dimension, outputs, "data.file", "data.file");
		} catch (IOException e) {
			throw new UnsuitableException("data.file", e.getMessage(), "give a CSV or NPY file with a row for each point, coordinates then targets, or an NPZ or HDF5 file with the arrays " + POINTS + " and "
					+ TARGETS + "; its path is relative to the experiment's file");
		}
	}

	private static double[][] columns(double[][] rows, int from, int to) {
		return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
	}

	private static Data match(double[][] points, double[][] targets, int dimension, int outputs, String pointsPath, String targetsPath) throws UnsuitableException {
		if (points[0].length != dimension)
			throw new UnsuitableException(pointsPath, "the points of the data have dimension " + points[0].length + ", those of the inputs " + dimension, "give both the same number of coordinates");
		if (targets.length != points.length)
			throw new UnsuitableException(targetsPath, "there are " + targets.length + " targets for " + points.length + " points", "give one target a point");
		if (targets[0].length != outputs)
			throw new UnsuitableException(targetsPath, "a target has " + targets[0].length + (targets[0].length == 1 ? " value" : " values") + ", the network " + outputs + (outputs == 1 ? " output" : " outputs"),
					"give one value an output, or set architecture.outputs");
		return new Data(new Points(points), List.of(targets));
	}
}
