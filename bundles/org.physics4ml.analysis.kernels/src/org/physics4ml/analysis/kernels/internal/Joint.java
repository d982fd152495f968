package org.physics4ml.analysis.kernels.internal;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;

/**
 * The n points of the data and the m points of the experiment together, so that kernels are computed once for both. Matrices are row-major.
 *
 * @param points first those of the data
 * @param data   the data
 * @param tests  m
 */
record Joint(Points points, Data data, int tests) {

	static Joint of(Cell cell) throws UnsuitableException {
		Data data = cell.data().orElseThrow(
				() -> new UnsuitableException("data", "there are no data to learn from", "give data.points and data.targets, or data.file"));
		int n = data.points().count(), m = cell.points().count();
		double[][] all = new double[n + m][];
		for (int i = 0; i < n + m; i++)
			all[i] = i < n ? data.points().get(i) : cell.points().get(i - n);
		Limits.requireMemory(n + m, 64.0 * (n + m) * (n + m), "use fewer points, or fewer data");
		return new Joint(new Points(all), data, m);
	}

	/** Bytes of matrices: packed kernels, A or Θ with its factor and its inverse or eigenvectors, and those between data and tests. */
	long bytes() {
		double n = size(), all = n + tests;
		return (long) (Double.BYTES * (2 * all * all + 5 * n * n + 3 * n * tests));
	}

	/** Multiplications and additions beside those of the kernels, as plans count them: a factor, its inverse and eigenvalues. */
	double work() {
		double n = size();
		return n * n * n + n * n * tests;
	}

	/** How much that is, for the plan. */
	String plan() {
		int all = size() + tests;
		return all + " points, about " + ((bytes() + (1 << 20) - 1) >> 20) + " MiB of matrices";
	}

	/** The first distinct point of whose covariances with those behind variances suffice: that behind the data, or none. */
	int whole(boolean covariances) {
		return covariances ? points.distinctCount() : data.points().distinctCount();
	}

	/** n */
	int size() {
		return data.points().count();
	}

	/** For each of {@code count} points the first of these that is equal to it. */
	int[] same(int from, int count) {
		int[] first = new int[points.distinctCount()], same = new int[count];
		for (int i = count - 1; i >= 0; i--)
			first[points.distinctIndex(from + i)] = i;
		for (int i = 0; i < count; i++)
			same[i] = first[points.distinctIndex(from + i)];
		return same;
	}

	/** Targets of one output. */
	double[] targets(int output) {
		return data.targets().stream().mapToDouble(target -> target[output]).toArray();
	}

	/** D */
	int outputs() {
		return data.targets().getFirst().length;
	}

	/** Kernel of the data, n × n. */
	double[] data(double[] kernel) {
		return square(kernel, points, size());
	}

	/** Kernel between the test points and the data, m × n. */
	double[] cross(double[] kernel) {
		return block(kernel, size(), tests);
	}

	/** Kernel of each test point with itself, m. */
	double[] variances(double[] kernel) {
		double[] variances = new double[tests];
		for (int i = 0; i < tests; i++)
			variances[i] = entry(kernel, size() + i, size() + i);
		return variances;
	}

	/** Kernel between the test points, m × m. */
	double[] tests(double[] kernel) {
		double[] block = new double[tests * tests];
		for (int i = 0; i < tests; i++)
			for (int j = 0; j < tests; j++)
				block[i * tests + j] = entry(kernel, size() + i, size() + j);
		return block;
	}

	private double[] block(double[] kernel, int first, int rows) {
		int n = size();
		double[] block = new double[rows * n];
		for (int i = 0; i < rows; i++)
			for (int j = 0; j < n; j++)
				block[i * n + j] = entry(kernel, first + i, j);
		return block;
	}

	private double entry(double[] kernel, int i, int j) {
		return entry(kernel, points, i, j);
	}

	private static double entry(double[] kernel, Points points, int i, int j) {
		int p = points.distinctIndex(i), q = points.distinctIndex(j);
		return kernel[DrawSampler.index(Math.min(p, q), Math.max(p, q), points.distinctCount())];
	}

	/** The first n rows and columns of a packed kernel, equal points apart. */
	static double[] square(double[] kernel, Points points, int n) {
		double[] square = new double[n * n];
		for (int i = 0; i < n; i++)
			for (int j = 0; j <= i; j++)
				square[i * n + j] = square[j * n + i] = entry(kernel, points, i, j);
		return square;
	}
}
