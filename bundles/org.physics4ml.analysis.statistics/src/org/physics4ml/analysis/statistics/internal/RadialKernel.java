package org.physics4ml.analysis.statistics.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;

/**
 * K(x, y) of one point x and any y in two or more dimensions, where it depends on |y| and the angle ϑ between them only: a Chebyshev series in asinh |y| and in cos ϑ, on Lobatto points that are
 * doubled in either variable until its last coefficients are below 1e-10 of the largest. Some thousand kernels by quadrature stand for millions. Not thread-safe.
 */
final class RadialKernel {

	private static final int FIRST = 17, LAST = 129;
	private static final double ACCURACY = 1e-10;
	/** Intervals of a finer grid of radii, for the sums over nodes; the points of it that are used at a time leave less than 1e-12. */
	private static final int GRID = 1024, STENCIL = 8;

	private final InfiniteWidth limit;
	private final Points points;
	private final int point;
	private final double end;
	private final double[] along, across;
	/** In asinh |y| by rows, in cos ϑ by columns. */
	private double[][] coefficients;
	private double error;
	private double[] ofRadius;
	private final double[][] grid = new double[GRID + 1][];
	private double square = Double.NaN;

	/**
	 * @param point   index of the distinct point x
	 * @param largest |y|
	 */
	RadialKernel(InfiniteWidth limit, Points points, int point, double largest) throws UnsuitableException {
		this.limit = limit;
		this.points = points;
		this.point = point;
		end = asinh(largest);
		along = points.distinct(point).clone();
		across = new double[along.length];
		frame();
		fit();
	}

	private static double asinh(double r) {
		return StrictMath.log(r + Math.sqrt(Math.fma(r, r, 1)));
	}

	/** Unit vectors along x and across. */
	private void frame() {
		normalise(along, 0);
		int least = 0;
		for (int i = 1; i < along.length; i++)
			if (Math.abs(along[i]) < Math.abs(along[least]))
				least = i;
		for (int i = 0; i < along.length; i++)
			across[i] = (i == least ? 1 : 0) - along[least] * along[i];
		normalise(across, least);
	}

	private static void normalise(double[] vector, int axis) {
		double largest = 0, sum = 0;
		for (double x : vector)
			largest = Math.max(largest, Math.abs(x));
		if (largest == 0)
			vector[axis] = largest = 1;
		for (double x : vector)
			sum += x / largest * (x / largest);
		for (int i = 0; i < vector.length; i++)
			vector[i] = vector[i] / largest / Math.sqrt(sum);
	}

	private void fit() throws UnsuitableException {
		double[][] values = values(new double[0][0], FIRST, FIRST);
		while (true) {
			coefficients = transposed(series(transposed(series(values))));
			double largest = 0, radial = 0, angular = 0;
			int rows = coefficients.length, columns = coefficients[0].length;
			for (int i = 0; i < rows; i++)
				for (int j = 0; j < columns; j++) {
					double size = Math.abs(coefficients[i][j]);
					largest = Math.max(largest, size);
					if (i >= rows - 3)
						radial = Math.max(radial, size);
					if (j >= columns - 3)
						angular = Math.max(angular, size);
				}
			boolean longer = radial > ACCURACY * largest && rows < LAST, wider = angular > ACCURACY * largest && columns < LAST;
			if (!longer && !wider) {
				error = largest == 0 ? 0 : (radial + angular) / largest;
				ofRadius = new double[columns];
				return;
			}
			values = values(values, longer ? 2 * rows - 1 : rows, wider ? 2 * columns - 1 : columns);
		}
	}

	/** At all Lobatto points; those of {@code known}, every one or every other in each variable, are taken from there. */
	private double[][] values(double[][] known, int rows, int columns) throws UnsuitableException {
		int ofRows = known.length == rows ? 1 : 2, ofColumns = known.length > 0 && known[0].length == columns ? 1 : 2;
		double[][] values = new double[rows][columns];
		for (int i = 0; i < rows; i++) {
			double radius = StrictMath.sinh(end * 0.5 * (1 + lobatto(i, rows)));
			boolean old = known.length > 0 && i % ofRows == 0;
			int[] missing = IntStream.range(0, columns).filter(j -> !old || j % ofColumns != 0).toArray();
			double[][] batch = new double[missing.length][along.length];
			for (int m = 0; m < missing.length; m++) {
				double cosine = lobatto(missing[m], columns), sine = Math.sqrt(Math.max(0, Math.fma(-cosine, cosine, 1)));
				for (int a = 0; a < along.length; a++)
					batch[m][a] = radius * (cosine * along[a] + sine * across[a]);
			}
			if (old)
				for (int j = 0; j < columns; j += ofColumns)
					values[i][j] = known[i / ofRows][j / ofColumns];
			if (missing.length == 0)
				continue;
			var at = new Points(batch);
			double[] kernel = limit.blocks(points, at, Method.AUTO, false, false).block(point, 1, 0, at.distinctCount()).nngp();
			for (int m = 0; m < missing.length; m++)
				values[i][missing[m]] = kernel[at.distinctIndex(m)];
		}
		return values;
	}

	/** cos(π i/(n-1)), antisymmetric to the last bit. */
	private static double lobatto(int i, int n) {
		int last = n - 1;
		return 2 * i == last ? 0 : 2 * i > last ? -lobatto(last - i, n) : StrictMath.cos(StrictMath.PI * i / last);
	}

	/** Chebyshev coefficients of each row of values at Lobatto points. */
	private static double[][] series(double[][] values) {
		int n = values[0].length, last = n - 1;
		double[] cosines = new double[2 * last];
		for (int i = 0; i < cosines.length; i++)
			cosines[i] = i <= last ? lobatto(i, n) : lobatto(2 * last - i, n);
		double[][] series = new double[values.length][n];
		for (int row = 0; row < values.length; row++)
			for (int k = 0; k < n; k++) {
				double sum = 0;
				for (int i = 0; i < n; i++)
					sum += (i == 0 || i == last ? 0.5 : 1) * values[row][i] * cosines[i * k % cosines.length];
				series[row][k] = (k == 0 || k == last ? 1.0 : 2.0) / last * sum;
			}
		return series;
	}

	private static double[][] transposed(double[][] matrix) {
		double[][] transposed = new double[matrix[0].length][matrix.length];
		for (int i = 0; i < matrix.length; i++)
			for (int j = 0; j < matrix[i].length; j++)
				transposed[j][i] = matrix[i][j];
		return transposed;
	}

	/** Size of the first coefficients left out, relative to the largest. */
	double error() {
		return error;
	}

	/**
	 * K(x, y). Points of equal |y|² one after another cost one sum over angles each.
	 *
	 * @param squares |y|², not above that of the largest radius
	 */
	double of(double[] y, double squares) {
		if (squares != square)
			radius(squares);
		double dot = 0;
		for (int a = 0; a < y.length; a++)
			dot = Math.fma(y[a], along[a], dot);
		double t = squares == 0 ? 0 : Math.max(-1, Math.min(1, dot / Math.sqrt(squares))), next = 0, after = 0;
		for (int j = ofRadius.length - 1; j > 0; j--) {
			double term = Math.fma(2 * t, next, ofRadius[j] - after);
			after = next;
			next = term;
		}
		return Math.fma(t, next, ofRadius[0] - after);
	}

	/** The series in cos ϑ at this radius, between those at eight radii of a grid that is even in arccos of the argument of the series over radii. */
	private void radius(double squares) {
		square = squares;
		double argument = Math.max(-1, Math.min(1, 2 * asinh(Math.sqrt(squares)) / end - 1)), at = StrictMath.acos(argument) * GRID / StrictMath.PI;
		int first = (int) at - STENCIL / 2 + 1;
		Arrays.fill(ofRadius, 0);
		for (int m = 0; m < STENCIL; m++) {
			double weight = 1;
			for (int l = 0; l < STENCIL; l++)
				if (l != m)
					weight *= (at - first - l) / (m - l);
			int i = Math.abs(first + m);
			double[] row = onGrid(i > GRID ? 2 * GRID - i : i);
			for (int j = 0; j < row.length; j++)
				ofRadius[j] = Math.fma(weight, row[j], ofRadius[j]);
		}
	}

	/** The sum over radii at point i of the grid. */
	private double[] onGrid(int i) {
		if (grid[i] != null)
			return grid[i];
		double s = StrictMath.cos(StrictMath.PI * i / GRID), before = 1, now = s;
		double[] sum = grid[i] = new double[ofRadius.length];
		for (int n = 0; n < coefficients.length; n++) {
			double[] row = coefficients[n];
			double polynomial = n == 0 ? 1 : now;
			for (int j = 0; j < row.length; j++)
				sum[j] = Math.fma(polynomial, row[j], sum[j]);
			if (n > 0) {
				double next = Math.fma(2 * s, now, -before);
				before = now;
				now = next;
			}
		}
		return sum;
	}
}
