package org.physics4ml.compute.gaussian;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
	private static final int MOST = 4096;
	/** ln of the digits wanted. */
	private static final double DIGITS = 34;
	private static final double NEGLIGIBLE = 1e-15, ROOT_4_OF_TWO_PI = Math.sqrt(Math.sqrt(2 * StrictMath.PI));

	/** Ranges of ρ², from 0 to 1. */
	private static final int BUCKETS = 256;

	/** Where E f², E f and d_n stand in a row. */
	static final int SQUARE = 0, MEAN = 1, FIRST = 2;

	private final int exponent, length, stride;
	private final double[] chebyshev;
	/** √Σ_{m≥n} d_m², largest of the octave. */
	private final double[] tails;
	/** {@link #counts} with octaves of other exponents. */
	private final Map<Integer, int[]> counts = new ConcurrentHashMap<>();

	/** @return null if more coefficients than {@link #MOST} are needed */
	static HermitePanel of(ScalarFunction f, ScalarFunction slope, int exponent, int offset, int stride) {
		double largest = Math.scalb(2.0, exponent);
		// d_n falls as e^{-height √(2n/a)} next to a pole: hopeless cases are not tried, which would take a time without end
		double terms = largest * (DIGITS / f.regularity().height()) * (DIGITS / f.regularity().height()) / 8;
		if (terms > 8.0 * MOST) return null;
		for (int count = 64; count <= MOST; count *= 2) {
			var rows = new double[NODES][];
			for (int j = 0; j < NODES; j++) rows[j] = row(f, slope, Math.scalb(1.5 + 0.5 * StrictMath.cos(StrictMath.PI * (j + 0.5) / NODES), exponent), largest, count, offset, stride);
			int length = length(rows);
			if (length < rows[0].length - 4 || rows[0].length == FIRST + 1) return new HermitePanel(exponent, length, stride, rows);
		}
		return null;
	}

	/** E f², E f, and d_n for n = offset, offset + stride … below count, by the trapezoidal rule, whose error is below rounding for functions of this bandwidth. */
	private static double[] row(ScalarFunction f, ScalarFunction slope, double a, double largest, int count, int offset, int stride) {
		var regularity = f.regularity();
		double s = Math.sqrt(a), wide = Math.sqrt(largest);
		double bandwidth = Math.sqrt(count) + 7 + wide * (37 / regularity.height() + 9 * Math.sqrt(2 * Math.max(regularity.quadratic(), slope.regularity().quadratic())));
		double step = 2 * StrictMath.PI / bandwidth;
		int half = (int) Math.ceil(EDGE / step);
		var row = new double[FIRST + (count - offset + stride - 1) / stride];
		for (int i = -half; i <= half; i++) {
			double x = i * step, root = StrictMath.exp(-x * x / 4) / ROOT_4_OF_TWO_PI, value = f.value(s * x), weight = step * root * slope.value(s * x);
			row[SQUARE] = Math.fma(step * root * root, value * value, row[SQUARE]);
			row[MEAN] = Math.fma(step * root * root, value, row[MEAN]);
			double previous = 0, current = root;
			for (int n = 0, next = offset, at = FIRST; n < count; n++) {
				if (n == next) {
					row[at] = Math.fma(weight, current, row[at]);
					at++;
					next += stride;
				}
				double following = (x * current - Math.sqrt(n) * previous) / Math.sqrt(n + 1);
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

	private HermitePanel(int exponent, int length, int stride, double[][] rows) {
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
	}

	/** Number of coefficients d. */
	int terms() {
		return length - FIRST;
	}

	/** Which of {@link #counts} is that of a correlation. */
	static int bucket(double rho) {
		return Math.min(BUCKETS - 1, (int) (rho * rho * BUCKETS));
	}

	/** How many terms of Σ_n d_n(a) d_n(b) ρ^n leave less than 1e-15 of √(Σ d_n(a)² Σ d_n(b)²), a of one octave and b of another, for ρ of each {@link #bucket}. */
	static int[] counts(HermitePanel x, HermitePanel y) {
		return x.counts.computeIfAbsent(y.exponent, _ -> {
			var counts = new int[BUCKETS];
			int most = Math.min(x.terms(), y.terms());
			double most2 = NEGLIGIBLE * x.tails[0] * y.tails[0];
			for (int k = 0, n = 0; k < BUCKETS; k++) {
				double largest = Math.sqrt((k + 1.0) / BUCKETS);
				while (n < most && x.tails[n] * y.tails[n] * StrictMath.pow(largest, x.stride * n) > most2) n++;
				counts[k] = n;
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
