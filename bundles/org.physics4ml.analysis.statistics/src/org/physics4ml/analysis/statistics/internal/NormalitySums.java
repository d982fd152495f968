package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.statistics.ChiSquared;
import org.physics4ml.compute.statistics.Multisets;
import org.physics4ml.compute.statistics.Normal;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.network.DrawSampler;

/**
 * Tests whether the outputs y at r points are jointly Gaussian (PHYSICS 6): Mardia's skewness and kurtosis (doi:10.1093/biomet/57.3.519), from moments to fourth order, and whether the Mahalanobis
 * distance yᵀ K^{-1} y follows χ²_r for a kernel that is known, by the statistic of Kolmogorov and Smirnov on {@value #BINS} bins of equal probability. All three are calibrated for Gaussian outputs and many
 * draws, and nothing else is assumed; a single output is used, since outputs of one network depend on each other. In whitened coordinates x = F^{-1} y, K = F Fᵀ.
 */
final class NormalitySums {

	/**
	 * @param name      of the test
	 * @param statistic M b_1/6 ~ χ², the standardised kurtosis ~ N(0, 1), √M D
	 * @param pValue    probability of a larger one for Gaussian outputs
	 */
	record Test(String name, double statistic, double pValue) {

		/** Order of the moments that the statistic estimates. */
		int order() {
			return name.endsWith("kurtosis") ? 4 : name.endsWith("skewness") ? 3 : 2;
		}
	}

	static final int BINS = 512;
	/** Points that tests use at most. */
	static final int MOST = 4;
	private static final int ORDER = 4;
	/** E max of a discretised Brownian path falls short by this times √(step), doi:10.1111/1467-9965.00035. */
	private static final double DISCRETE = 0.5825971579390106;

	private final int[] points;
	/** Lower triangle L of K = L Lᵀ at the points. */
	private final double[][] lower;
	private final boolean known;
	private final Multisets monomials;
	private final double[] edges = new double[BINS - 1];

	private NormalitySums(int[] points, double[][] lower, boolean known) {
		this.points = points;
		this.lower = lower;
		this.known = known;
		monomials = new Multisets(points.length, ORDER);
		for (int b = 1; b < BINS; b++)
			edges[b - 1] = ChiSquared.quantile(1 - b / (double) BINS, points.length);
	}

	/**
	 * At the points that a Cholesky decomposition takes first, which are far from depending on each other.
	 *
	 * @param kernel packed, or null where it is not known: no Mahalanobis distance then, and the first points are taken
	 */
	static NormalitySums of(int distinct, double[] kernel) {
		if (kernel == null) {
			int r = Math.min(MOST, distinct);
			double[][] unit = new double[r][r];
			for (int i = 0; i < r; i++)
				unit[i][i] = 1;
			return new NormalitySums(java.util.stream.IntStream.range(0, r).toArray(), unit, false);
		}
		int[] pivots = new int[distinct];
		int rank = Math.min(MOST, Cholesky.factor(distinct, kernel, 0, 1e-6, new double[distinct * distinct], 0, pivots, new double[distinct]));
		if (rank == 0)
			return null;
		int[] points = Arrays.copyOf(pivots, rank);
		double[][] lower = new double[rank][rank];
		for (int i = 0; i < rank; i++)
			for (int j = 0; j <= i; j++) {
				double sum = kernel[DrawSampler.index(Math.min(points[i], points[j]), Math.max(points[i], points[j]), distinct)];
				for (int s = 0; s < j; s++)
					sum -= lower[i][s] * lower[j][s];
				lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
			}
		return new NormalitySums(points, lower, true);
	}

	int[] points() {
		return points;
	}

	int length() {
		return monomials.size() + BINS;
	}

	void accumulate(Draws draws, double[] sums, int offset) {
		int r = points.length;
		double[] x = new double[r], powers = new double[monomials.size()];
		int[][] members = new int[powers.length][];
		int[] prefix = new int[powers.length];
		for (int m = 0; m < powers.length; m++) {
			members[m] = monomials.get(m);
			prefix[m] = members[m].length == 1 ? -1 : monomials.rank(members[m], members[m].length - 1);
		}
		for (int i = 0; i < draws.count(); i++) {
			double square = 0;
			for (int a = 0; a < r; a++) {
				double rest = draws.outputs()[i * draws.outputStride() + points[a]];
				for (int s = 0; s < a; s++)
					rest -= lower[a][s] * x[s];
				x[a] = rest / lower[a][a];
				square = Math.fma(x[a], x[a], square);
			}
			for (int m = 0; m < powers.length; m++) {
				double factor = x[members[m][members[m].length - 1]];
				powers[m] = prefix[m] < 0 ? factor : powers[prefix[m]] * factor;
				sums[offset + m] += powers[m];
			}
			int bin = Arrays.binarySearch(edges, square);
			sums[offset + powers.length + (bin < 0 ? -bin - 1 : bin)]++;
		}
	}

	List<Test> tests(long draws, double[] sums) {
		List<Test> tests = new ArrayList<>();
		int r = points.length;
		if (draws > 10 * r)
			mardia(draws, sums, tests);
		if (known && draws > 0) {
			double below = 0, largest = 0;
			for (int b = 1; b < BINS; b++) {
				below += sums[monomials.size() + b - 1];
				largest = Math.max(largest, Math.abs(below / draws - b / (double) BINS));
			}
			double statistic = Math.sqrt(draws) * largest;
			tests.add(new Test("Mahalanobis distance (Kolmogorov-Smirnov)", statistic, kolmogorov(statistic + DISCRETE / Math.sqrt(BINS))));
		}
		return tests;
	}

	private double moment(double[] sums, long draws, int... indices) {
		Arrays.sort(indices);
		return sums[monomials.rank(indices)] / draws;
	}

	/** Central moments, then b_1 = Σ S^{-1} S^{-1} S^{-1} m_3 m_3, b_2 = Σ S^{-1} S^{-1} m_4, which are sums over all points once the coordinates are whitened with S itself. */
	private void mardia(long draws, double[] sums, List<Test> tests) {
		int r = points.length;
		double[] mean = new double[r], covariance = new double[r * r];
		for (int a = 0; a < r; a++)
			mean[a] = moment(sums, draws, a);
		for (int a = 0; a < r; a++)
			for (int b = 0; b < r; b++)
				covariance[a * r + b] = moment(sums, draws, a, b) - mean[a] * mean[b];
		double[][] inverse = inverseRoot(covariance, r);
		if (inverse == null)
			return;
		double skewness = 0, kurtosis = 0;
		double[] third = new double[r * r * r];
		for (int a = 0; a < r; a++)
			for (int b = 0; b < r; b++)
				for (int c = 0; c < r; c++)
					third[(a * r + b) * r + c] = moment(sums, draws, a, b, c) - mean[a] * covariance[b * r + c] - mean[b] * covariance[a * r + c] - mean[c] * covariance[a * r + b]
							- mean[a] * mean[b] * mean[c];
		for (int i = 0; i < r; i++)
			for (int j = 0; j < r; j++)
				for (int l = 0; l < r; l++) {
					double white = 0;
					for (int a = 0; a < r; a++)
						for (int b = 0; b < r; b++)
							for (int c = 0; c < r; c++)
								white += inverse[i][a] * inverse[j][b] * inverse[l][c] * third[(a * r + b) * r + c];
					skewness += white * white;
				}
		for (int i = 0; i < r; i++)
			for (int j = 0; j < r; j++)
				for (int a = 0; a < r; a++)
					for (int b = 0; b < r; b++)
						for (int c = 0; c < r; c++)
							for (int d = 0; d < r; d++) {
								double weight = inverse[i][a] * inverse[i][b] * inverse[j][c] * inverse[j][d];
								if (weight != 0)
									kurtosis += weight * fourthCentral(draws, sums, mean, covariance, third, r, a, b, c, d);
							}
		double degrees = r * (r + 1) * (r + 2) / 6.0, chiSquare = draws * skewness / 6;
		tests.add(new Test("Mardia skewness", chiSquare, ChiSquared.upperTail(chiSquare, degrees)));
		double z = (kurtosis - r * (r + 2) * (draws - 1.0) / (draws + 1.0)) / Math.sqrt(8.0 * r * (r + 2) / draws);
		tests.add(new Test("Mardia kurtosis", z, Normal.twoSided(z)));
	}

	private double fourthCentral(long draws, double[] sums, double[] mean, double[] covariance, double[] third, int r, int a, int b, int c, int d) {
		double value = moment(sums, draws, a, b, c, d);
		value -= mean[a] * third[(b * r + c) * r + d] + mean[b] * third[(a * r + c) * r + d] + mean[c] * third[(a * r + b) * r + d] + mean[d] * third[(a * r + b) * r + c];
		value -= mean[a] * mean[b] * covariance[c * r + d] + mean[a] * mean[c] * covariance[b * r + d] + mean[a] * mean[d] * covariance[b * r + c]
				+ mean[b] * mean[c] * covariance[a * r + d] + mean[b] * mean[d] * covariance[a * r + c] + mean[c] * mean[d] * covariance[a * r + b];
		return value - mean[a] * mean[b] * mean[c] * mean[d];
	}

	/** L^{-1} of S = L Lᵀ; null if S is singular. */
	private static double[][] inverseRoot(double[] s, int r) {
		double[][] l = new double[r][r], inverse = new double[r][r];
		for (int i = 0; i < r; i++)
			for (int j = 0; j <= i; j++) {
				double sum = s[i * r + j];
				for (int k = 0; k < j; k++)
					sum -= l[i][k] * l[j][k];
				if (i == j && !(sum > 1e-12 * s[i * r + i]))
					return null;
				l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
			}
		for (int column = 0; column < r; column++)
			for (int i = column; i < r; i++) {
				double sum = i == column ? 1 : 0;
				for (int k = column; k < i; k++)
					sum -= l[i][k] * inverse[k][column];
				inverse[i][column] = sum / l[i][i];
			}
		return inverse;
	}

	/** P(sup |Brownian bridge| > x) = 2 Σ (-1)^{j-1} e^{-2 j² x²}. */
	static double kolmogorov(double x) {
		if (x < 0.2)
			return 1;
		double sum = 0;
		for (int j = 1; j < 100; j++) {
			double term = StrictMath.exp(-2 * j * j * x * x);
			sum += j % 2 == 1 ? term : -term;
			if (term < 1e-17)
				break;
		}
		return Math.min(1, Math.max(0, 2 * sum));
	}
}
