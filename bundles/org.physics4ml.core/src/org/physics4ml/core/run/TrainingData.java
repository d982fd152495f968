package org.physics4ml.core.run;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Points;
import org.physics4ml.model.Point;
import org.physics4ml.model.experiment.DataSet;

/**
 * The data set of an experiment, and its inputs as the data want them.
 *
 * @param data   the data
 * @param points the inputs, scaled as the data are and without those of classes that are left out
 */
record TrainingData(Data data, Points points) {

	private static final String POINTS = "points", TARGETS = "targets", TEST_TARGETS = "testTargets";
	private static final double BYTE = 255;

	/**
	 * A file with named arrays (NPZ, HDF5) holds {@value #POINTS} and {@value #TARGETS}, and {@value #TEST_TARGETS} if the targets of the inputs are known; an IDX file holds
	 * points, {@code data.labels} the targets; any other has a row for each point, its coordinates, then its targets.
	 *
	 * @param set     passed the structural validation
	 * @param inputs  of the experiment
	 * @param outputs D of the network
	 * @param file    the experiment's file or the name of a template
	 * @throws UnsuitableException if a file cannot be read, or numbers do not match
	 */
	static TrainingData of(DataSet set, Points inputs, int outputs, String file) throws UnsuitableException {
		return new Reader(set, inputs, outputs, file).read();
	}

	private static final class Reader {

		private final DataSet set;
		private final Points inputs;
		private final int outputs;
		private final String experiment;
		/** Numbers a target has, and how many classes are taken. */
		private final int width;
		private final int classes;

		Reader(DataSet set, Points inputs, int outputs, String experiment) {
			this.set = set;
			this.inputs = inputs;
			this.outputs = outputs;
			this.experiment = experiment;
			classes = set.getClasses() == null ? 0 : set.getFirstClasses() == null ? set.getClasses() : set.getFirstClasses();
			width = classes > 0 ? 1 : outputs;
		}

		TrainingData read() throws UnsuitableException {
			if (classes > 0 && outputs != classes)
				throw new UnsuitableException("architecture.outputs", "the network has " + outputs + (outputs == 1 ? " output" : " outputs") + ", the data " + classes + " classes", "set it to " + classes);
			boolean fromFile = set.getFile() != null;
			String pointsPath = fromFile ? "data.file" : "data.points", targetsPath = set.getLabels() != null ? "data.labels" : fromFile ? "data.file" : "data.targets";
			double[][] points, targets;
			if (!fromFile) {
				points = coordinates(set.getPoints());
				targets = coordinates(set.getTargets());
				matching(points, targets, pointsPath, targetsPath);
				int[] chosen = chosen(targets, targetsPath);
				points = select(points, chosen);
				targets = select(targets, chosen);
			} else {
				NumberFile numbers = open(set.getFile(), pointsPath);
				if (numbers.isPlain() && set.getLabels() == null)
					throw new UnsuitableException("data.labels", "is missing: " + set.getFile() + " holds points alone", "give the file with their targets or labels");
				if (numbers.hasKeys() || set.getLabels() != null) {
					targets = set.getLabels() != null ? targets(open(set.getLabels(), targetsPath), TARGETS, targetsPath) : targets(numbers, TARGETS, targetsPath);
					int[] chosen = chosen(targets, targetsPath);
					points = rows(numbers, numbers.hasKeys() ? POINTS : null, chosen, pointsPath);
					if (chosen == null)
						matching(points, targets, pointsPath, targetsPath);
					targets = select(targets, chosen);
				} else {
					double[][] all = rows(numbers, null, null, pointsPath);
					int dimension = inputs.dimension();
					if (all[0].length != dimension + width)
						throw new UnsuitableException(pointsPath, "has " + all[0].length + " columns", "give the " + dimension + " coordinates of a point, as of the inputs, then "
								+ (classes > 0 ? "its label" : "one target for each of the " + outputs + " outputs"));
					targets = columns(all, dimension, dimension + width);
					int[] chosen = chosen(targets, targetsPath);
					points = select(columns(all, 0, dimension), chosen);
					targets = select(targets, chosen);
				}
			}
			if (points[0].length != inputs.dimension())
				throw new UnsuitableException(pointsPath, "the points of the data have dimension " + points[0].length + ", those of the inputs " + inputs.dimension(), "give both the same number of coordinates");
			double[][] tests = tests(), at = IntStream.range(0, inputs.count()).mapToObj(i -> inputs.get(i).clone()).toArray(double[][]::new);
			if (tests.length > 0 && classes > 0) {
				int[] kept = ofClasses(tests, set.getTestLabels() != null ? "data.testLabels" : "data." + TEST_TARGETS);
				tests = select(tests, kept);
				at = select(at, kept);
			}
			scale(points, at);
			return new TrainingData(new Data(new Points(points), List.of(encoded(targets)), classes, List.of(encoded(tests))), set.getScaling() == null && at.length == inputs.count() ? inputs : new Points(at));
		}

		/** The targets at the inputs; none if they are not known. */
		private double[][] tests() throws UnsuitableException {
			String path = "data." + TEST_TARGETS;
			double[][] tests = coordinates(set.getTestTargets());
			if (set.getTestLabels() != null) {
				path = "data.testLabels";
				NumberFile numbers = open(set.getTestLabels(), path);
				tests = rows(numbers, numbers.hasKeys() ? TEST_TARGETS : null, IntStream.range(0, inputs.count()).toArray(), path);
			} else if (tests.length == 0 && set.getFile() != null && open(set.getFile(), "data.file").has(TEST_TARGETS)) {
				path = "data.file";
				tests = rows(open(set.getFile(), path), TEST_TARGETS, IntStream.range(0, inputs.count()).toArray(), path);
			}
			if (tests.length == 0)
				return tests;
			if (tests.length != inputs.count())
				throw new UnsuitableException(path, "there are " + tests.length + " targets for " + inputs.count() + " inputs", "give one target an input");
			requireWidth(tests, path);
			return tests;
		}

		private void matching(double[][] points, double[][] targets, String pointsPath, String targetsPath) throws UnsuitableException {
			if (targets.length != points.length)
				throw new UnsuitableException(targetsPath, "there are " + targets.length + " targets for " + points.length + " points", "give one target a point");
		}

		private void requireWidth(double[][] targets, String path) throws UnsuitableException {
			for (double[] target : targets)
				if (target.length != width)
					throw new UnsuitableException(path, "a target has " + target.length + (target.length == 1 ? " value" : " values") + (classes > 0 ? " and not one label" : ", the network " + outputs
							+ (outputs == 1 ? " output" : " outputs")), classes > 0 ? "give one label a point" : "give one value an output, or set architecture.outputs");
		}

		/** The rows that are taken; null for all. */
		private int[] chosen(double[][] targets, String path) throws UnsuitableException {
			requireWidth(targets, path);
			int[] kept = classes > 0 ? ofClasses(targets, path) : IntStream.range(0, targets.length).toArray();
			int count = set.getCount() == null ? kept.length : set.getCount();
			if (kept.length == 0)
				throw new UnsuitableException(path, "no label is below " + classes, "take other classes");
			if (count > kept.length)
				throw new UnsuitableException("data.count", "there are " + kept.length + " rows, not " + count, "give at most that");
			return count == targets.length ? null : Arrays.copyOf(kept, count);
		}

		/** The rows of the classes taken. */
		private int[] ofClasses(double[][] targets, String path) throws UnsuitableException {
			for (int i = 0; i < targets.length; i++) {
				double label = targets[i][0];
				if (!(label >= 0 && label < set.getClasses() && label == Math.rint(label)))
					throw new UnsuitableException(path, "row " + i + " has the label " + (label == Math.rint(label) ? String.format("%.0f", label) : label) + ", which is out of range", "give whole numbers from 0 to " + (set.getClasses() - 1) + ", or set data.classes");
			}
			return IntStream.range(0, targets.length).filter(i -> targets[i][0] < classes).toArray();
		}

		/** One-hot vectors minus their mean over the outputs; numbers as they are. */
		private double[][] encoded(double[][] targets) {
			if (classes == 0)
				return targets;
			double[][] encoded = new double[targets.length][classes];
			for (int i = 0; i < targets.length; i++)
				for (int output = 0; output < classes; output++)
					encoded[i][output] = (output == targets[i][0] ? 1 : 0) - 1.0 / classes;
			return encoded;
		}

		/** Scales in place. */
		private void scale(double[][] points, double[][] at) throws UnsuitableException {
			if (set.getScaling() == null)
				return;
			double shift = 0, unit = BYTE;
			if (set.getScaling().equals("standard")) {
				double count = (double) points.length * points[0].length, square = 0;
				for (double[] point : points)
					for (double coordinate : point)
						shift += coordinate / count;
				for (double[] point : points)
					for (double coordinate : point)
						square += (coordinate - shift) * (coordinate - shift) / count;
				unit = Math.sqrt(square);
				if (!(unit > 0))
					throw new UnsuitableException("data.scaling", "all coordinates of the data are " + shift + ": they have no standard deviation", "leave scaling out");
			}
			for (double[][] list : List.of(points, at))
				for (double[] point : list)
					for (int j = 0; j < point.length; j++)
						point[j] = (point[j] - shift) / unit;
		}

		private double[][] targets(NumberFile numbers, String key, String path) throws UnsuitableException {
			return rows(numbers, numbers.hasKeys() ? key : null, null, path);
		}

		private NumberFile open(String name, String path) throws UnsuitableException {
			try {
				return new NumberFile(name, experiment);
			} catch (IOException e) {
				throw unreadable(path, e);
			}
		}

		private double[][] rows(NumberFile numbers, String key, int[] chosen, String path) throws UnsuitableException {
			try {
				return numbers.rows(key, chosen);
			} catch (IOException e) {
				throw unreadable(path, e);
			}
		}

		private static UnsuitableException unreadable(String path, IOException e) {
			return new UnsuitableException(path, e.getMessage(), "give a CSV or NPY file with a row for each point, coordinates then targets, an NPZ or HDF5 file with the arrays " + POINTS + " and " + TARGETS
					+ ", or IDX files of points and of labels; its path is relative to the experiment's file");
		}
	}

	private static double[][] coordinates(List<Point> points) {
		return points.stream().map(Point::coordinates).map(double[]::clone).toArray(double[][]::new);
	}

	private static double[][] columns(double[][] rows, int from, int to) {
		return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
	}

	/** @param chosen null for all */
	private static double[][] select(double[][] rows, int[] chosen) {
		return chosen == null ? rows : Arrays.stream(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new);
	}
}
