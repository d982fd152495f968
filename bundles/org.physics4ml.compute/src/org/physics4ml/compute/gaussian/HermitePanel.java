package org.physics4ml.compute.gaussian;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The Hermite coefficients of an activation at all variances of an octave, 2^k ≤ a &lt; 2^{k+1}: d_n(a) = E f'(√a x) h_n(x), h_n = He_n/√n!, with E f(√a x) and E f(√a x)²
 * beside them, as Chebyshev series in a. They are analytic but for a ≤ 0, so that 24 terms leave less than 1e-16. Depends on nothing but f and k. Thread-safe.
 */
final class HermitePanel {

	/** Terms of the Chebyshev series. */
	private static final int NODES = 24;
	/** Where e^{-x²/4} ends the integrals. */
	private static final double EDGE = 13;
	/** More Hermite coefficients than this are no gain. */
	private static final int MOST = 16384;
	/** ln of the digits wanted. */
	private static final double DIGITS = 34;
	/** Steps of the recursion for an octave: seconds. */
	private static final double MOST_WORK = 1e9;
	/** Slopes below do not count: sums of them are below rounding. */
	private static final double NOTHING = 1e-24;
	private static final double[] ROOTS = IntStream.rangeClosed(0, MOST).mapToDouble(Math::sqrt).toArray(), INVERSE_ROOTS = Arrays.stream(ROOTS).map(root -> 1 / root).toArray();
	private static final double NEGLIGIBLE = 1e-15, ROOT_4_OF_TWO_PI = Math.sqrt(Math.sqrt(2 * StrictMath.PI));

	/** Ranges of ρ², from 0 to 1. */
	private static final int BUCKETS = 256;

	/** Where E f², E f and d_n stand in a row. */
	static final int SQUARE = 0, MEAN = 1, FIRST = 2;

	private final int exponent, length, stride;
	private final double[] chebyshev;
	/** √Σ_{m≥n} d_m², largest of the octave; of all m where coefficients are missing. */
	private final double[] tails;
	private final boolean complete;
	/** {@link #counts} with octaves of other exponents. */
	private final Map<Integer, int[]> counts = new ConcurrentHashMap<>();

	/** @return with the first coefficients alone if more than {@link #MOST} are needed, for pairs with a smaller variance; null if these take too long */
	static HermitePanel of(ScalarFunction f, ScalarFunction slope, int exponent, int offset, int stride) {
		double largest = Math.scalb(2.0, exponent), decay = DIGITS / f.regularity().height();
		double least = 0.5 * largest * decay * decay; // d_n falls about as e^{-height √(2n/a)} next to a pole
		for (int count = Math.max(64, Integer.highestOneBit((int) Math.min(MOST, least))); count <= MOST && least <= MOST / 2; count *= 2) {
			var rows = rows(f, slope, exponent, count, offset, stride);
			int length = length(rows);
			if (length < rows[0].length - 4 || rows[0].length == FIRST + 1) return new HermitePanel(exponent, length, stride, rows, 0);
		}
		double step = step(f, slope, MOST, largest), norm = 0;
		int half = (int) Math.min(Integer.MAX_VALUE / 4, Math.ceil(reach(f, slope, Math.sqrt(largest / 2)) / step)), active = 0;
		if (half > MOST_WORK / 64 / NODES) return null;
		for (int i = -half; i <= half; i++) {
			double x = i * step, value = slope.value(Math.sqrt(largest / 2) * x), gaussian = step * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * StrictMath.PI);
			norm = Math.fma(gaussian, value * value, norm);
			if (Math.abs(value) > NOTHING) active++;
		}
		int count = MOST;
		while ((double) count * active * NODES > MOST_WORK) count /= 2;
		if (count < 64) return null;
		var rows = rows(f, slope, exponent, count, offset, stride);
		return new HermitePanel(exponent, rows[0].length, stride, rows, 2 * Math.sqrt(norm));
	}

	private static double[][] rows(ScalarFunction f, ScalarFunction slope, int exponent, int count, int offset, int stride) {
		var rows = new double[NODES][];
		for (int j = 0; j < NODES; j++)
			rows[j] = row(f, slope, Math.scalb(1.5 + 0.5 * StrictMath.cos(StrictMath.PI * (j + 0.5) / NODES), exponent), Math.scalb(2.0, exponent), count, offset, stride);
		return rows;
	}

	/** Beyond this |x|, f(s x) is constant on either side, of one absolute value: sums over what differs from it end here. {@link #EDGE} where there is no such end before. */
	private static double reach(ScalarFunction f, ScalarFunction slope, double s) {
		double end = EDGE * s, reach = 0;
		for (double z = 1; z < end; z *= 1.25)
			if (Math.max(Math.abs(slope.value(z)), Math.abs(slope.value(-z))) > NOTHING) reach = 1.25 * z;
		reach = Math.max(1, reach);
		double right = f.value(reach), left = f.value(-reach);
		return reach < end && right == f.value(end) && left == f.value(-end) && Math.abs(right) == Math.abs(left) ? reach / s : EDGE;
	}

	private static double step(ScalarFunction f, ScalarFunction slope, int count, double largest) {
		var regularity = f.regularity();
		return 2 * StrictMath.PI
				/ (Math.sqrt(count) + 7 + Math.sqrt(largest) * (37 / regularity.height() + 9 * Math.sqrt(2 * Math.max(regularity.quadratic(), slope.regularity().quadratic()))));
	}

	/** E f², E f, and d_n for n = offset, offset + stride … below count, by the trapezoidal rule, whose error is below rounding for functions of this bandwidth. */
	private static double[] row(ScalarFunction f, ScalarFunction slope, double a, double largest, int count, int offset, int stride) {
		double s = Math.sqrt(a), step = step(f, slope, count, largest);
		double reach = reach(f, slope, s), right = reach < EDGE ? f.value(s * reach) : 0, mean = right == f.value(-s * reach) ? right : 0;
		int half = (int) Math.ceil(reach / step);
		var row = new double[FIRST + (count - offset + stride - 1) / stride];
		row[SQUARE] = right * right;
		row[MEAN] = mean;
		for (int i = -half; i <= half; i++) {
			double x = i * step, root = StrictMath.exp(-x * x / 4) / ROOT_4_OF_TWO_PI, value = f.value(s * x), weight = step * root * slope.value(s * x);
			row[SQUARE] = Math.fma(step * root * root, value * value - right * right, row[SQUARE]);
			row[MEAN] = Math.fma(step * root * root, value - mean, row[MEAN]);
			double previous = 0, current = root;
			for (int n = 0, next = offset, at = FIRST; n < count && Math.abs(weight) > NOTHING * step; n++) {
				if (n == next) {
					row[at] = Math.fma(weight, current, row[at]);
					at++;
					next += stride;
				}
				double following = (x * current - ROOTS[n] * previous) * INVERSE_ROOTS[n + 1];
				previous = current;
				current = following;
			}
		}
		return row;
	}

	/** Without the coefficients that are negligible at all nodes. */
	private static int length(double[][] rows) {
		int length = FIRST + 1;
		for (var row : rows) {
			double norm = 0;
			for (int i = FIRST; i < row.length; i++) norm = Math.fma(row[i], row[i], norm);
			norm = Math.sqrt(norm);
			for (int i = row.length - 1; i >= length; i--)
				if (Math.abs(row[i]) > NEGLIGIBLE * norm) {
					length = i + 1;
					break;
				}
		}
		return length;
	}

	/** @param norm upper bound of √Σ d_m²; 0 if all coefficients are there */
	private HermitePanel(int exponent, int length, int stride, double[][] rows, double norm) {
		complete = norm == 0;
		this.exponent = exponent;
		this.stride = stride;
		this.length = length;
		chebyshev = new double[NODES * length];
		for (int m = 0; m < NODES; m++)
			for (int j = 0; j < NODES; j++) {
				double weight = (m == 0 ? 1.0 : 2.0) / NODES * StrictMath.cos(StrictMath.PI * m * (j + 0.5) / NODES);
				for (int i = 0; i < length; i++) chebyshev[m * length + i] = Math.fma(weight, rows[j][i], chebyshev[m * length + i]);
			}
		tails = new double[length - FIRST + 1];
		for (var row : rows) {
			double sum = 0;
			for (int i = length - 1; i >= FIRST; i--) {
				sum = Math.fma(row[i], row[i], sum);
				tails[i - FIRST] = Math.max(tails[i - FIRST], Math.sqrt(sum));
			}
		}
		if (!complete) Arrays.fill(tails, norm);
	}

	/** Number of coefficients d. */
	int terms() {
		return length - FIRST;
	}

	/** Which of {@link #counts} is that of a correlation. */
	static int bucket(double rho) {
		return Math.min(BUCKETS - 1, (int) (rho * rho * BUCKETS));
	}

	/** How many terms of Σ_n d_n(a) d_n(b) ρ^n leave less than 1e-15 of √(Σ d_n(a)² Σ d_n(b)²), a of one octave and b of another, for ρ of each {@link #bucket}; -1 if there are not as many. */
	static int[] counts(HermitePanel x, HermitePanel y) {
		return x.counts.computeIfAbsent(y.exponent, _ -> {
			var counts = new int[BUCKETS];
			int most = Math.min(x.terms(), y.terms());
			boolean all = x.complete && most == x.terms() || y.complete && most == y.terms();
			double most2 = NEGLIGIBLE * x.tails[0] * y.tails[0];
			for (int k = 0, n = 0; k < BUCKETS; k++) {
				double largest = Math.sqrt((k + 1.0) / BUCKETS);
				while (n < most && x.tails[n] * y.tails[n] * StrictMath.pow(largest, x.stride * n) > most2) n++;
				counts[k] = n < most || all ? n : -1;
			}
			return counts;
		});
	}

	/** Numbers first … first + count - 1 of E f², E f and the coefficients, at variance a of this octave. */
	double[] at(double a, int first, int count) {
		var row = new double[count];
		double x = Math.fma(2, Math.scalb(a, -exponent), -3), previous = 0, current = 1;
		System.arraycopy(chebyshev, first, row, 0, count);
		for (int m = 1; m < NODES; m++) {
			double next = m == 1 ? x : Math.fma(2 * x, current, -previous);
			previous = current;
			current = next;
			for (int i = 0, at = m * length + first; i < count; i++) row[i] = Math.fma(current, chebyshev[at + i], row[i]);
		}
		return row;
	}

	@Override
	public String toString() {
		return "octave " + exponent + ": " + terms() + " terms, " + Arrays.toString(tails);
	}
}
