package org.physics4ml.compute.gaussian;

import java.util.Arrays;

import org.physics4ml.compute.internal.KernelLanes;
import org.physics4ml.compute.internal.Simd;

/**
 * Covariance [[a, c], [c, b]] of two Gaussian variables of mean zero, with its determinant carried beside it.
 *
 * <p>
 * The determinant Δ = ab - c² of nearly (anti)parallel variables cannot be had from rounded a, b and c, but kernels that are singular there, such as
 * that of the sign or the derivative of the rectifier, need the angle atan2(√Δ, c). So Δ is computed once from the inputs without cancellation and then
 * carried through the layers by {@link ActivationKernel}. Immutable, thread-safe.
 *
 * @param a     variance of the first variable, ≥ 0
 * @param b     variance of the second variable, ≥ 0
 * @param c     covariance
 * @param delta Δ = ab - c² ≥ 0, accurate relative to itself as far as it is known
 */
public record BivariateCovariance(double a, double b, double c, double delta) {

	/** Covariance of a variable with itself, Δ = 0 exactly. */
	public static BivariateCovariance equal(double a) {
		return new BivariateCovariance(a, a, a, 0);
	}

	/** From entries alone: Δ = ab - c² with one rounding error relative to ab, and not below 0. */
	public static BivariateCovariance of(double a, double b, double c) {
		return new BivariateCovariance(a, b, c, determinant(a, b, c));
	}

	/**
	 * Covariance of the first layer's preactivations at two inputs: a = σ_b² + σ_w² x·x/d, b = σ_b² + σ_w² y·y/d, c = σ_b² + σ_w² x·y/d. With s = σ_w²/d,
	 * Δ = s² (|x|²|y|² - (x·y)²) + s σ_b² |x-y|², a sum of two terms ≥ 0, each computed to a few units in the last place; 0 exactly for equal inputs and,
	 * without a bias, for inputs in one dimension. O(d), no allocation but the result.
	 *
	 * @param x              input, d > 0 numbers
	 * @param y              input, d numbers
	 * @param weightVariance σ_w² ≥ 0
	 * @param biasVariance   σ_b² ≥ 0
	 * @throws IllegalArgumentException if the inputs differ in dimension or have none
	 */
	public static BivariateCovariance ofInputs(double[] x, double[] y, double weightVariance, double biasVariance) {
		if (x.length != y.length || x.length == 0) throw new IllegalArgumentException("dimensions " + x.length + " and " + y.length);
		return ofInputs(x, 0, y, 0, x.length, weightVariance, biasVariance);
	}

	/** {@link #ofInputs(double[], double[], double, double)} of slices of d numbers from i and from j on. */
	public static BivariateCovariance ofInputs(double[] x, int i, double[] y, int j, int d, double weightVariance, double biasVariance) {
		double s = weightVariance / d;
		double xx = dot(x, i, x, i, d), yy = dot(y, j, y, j, d), xy = dot(x, i, y, j, d), distance = 0;
		for (int m = 0; m < d; m++) distance = Math.fma(x[i + m] - y[j + m], x[i + m] - y[j + m], distance);
		double gram = d == 1 ? 0 : xx > yy || xx == yy && Arrays.compare(x, i, i + d, y, j, j + d) > 0 ? gramDeterminant(x, i, y, j, d, xx, xy) : gramDeterminant(y, j, x, i, d, yy, xy);
		return new BivariateCovariance(Math.fma(s, xx, biasVariance), Math.fma(s, yy, biasVariance), Math.fma(s, xy, biasVariance),
				s * s * gram + s * biasVariance * distance);
	}

	/**
	 * |x|²|y|² - (x·y)². The determinant does not change when a multiple of x is subtracted from y; with the multiple x·y/|x|² the rest r is nearly
	 * orthogonal to x, and |x|²|r|² - (x·r)² loses no digits. Each r_i has one rounding error (fma), so only a rest below 1e-32 |y| is noise.
	 */
	private static double gramDeterminant(double[] x, int i, double[] y, int j, int d, double xx, double xy) {
		if (xx == 0) return 0;
		double t = xy / xx, rr = 0, xr = 0;
		for (int m = 0; m < d; m++) {
			double r = Math.fma(-t, x[i + m], y[j + m]);
			rr = Math.fma(r, r, rr);
			xr = Math.fma(x[i + m], r, xr);
		}
		return Math.max(0, differenceOfProducts(xx, rr, xr, xr));
	}

	/**
	 * sin²ϑ = 1 - (x·y)²/(|x|²|y|²) of slices of d numbers from i and from j on, without cancellation; 0 for d = 1.
	 *
	 * @param xx |x|² > 0, as rounded
	 * @param yy |y|² > 0
	 * @param xy x·y, summed in the same order
	 */
	public static double sine2(double[] x, int i, double[] y, int j, int d, double xx, double yy, double xy) {
		if (d == 1) return 0;
		boolean first = xx > yy || xx == yy && Arrays.compare(x, i, i + d, y, j, j + d) > 0;
		return (first ? gramDeterminant(x, i, y, j, d, xx, xy) : gramDeterminant(y, j, x, i, d, yy, xy)) / (xx * yy);
	}

	/**
	 * sin²ϑ = 1 - c²/(ab) of a row of pairs from the entries, with one rounding error relative to 1; 0 where a or b is 0.
	 *
	 * @param a     variances of the first variables, from i on in steps of 0 or 1
	 * @param b     variances of the second variables, from j on
	 * @param c     covariances, from {@code at} on
	 * @param sine2 where to write, from {@code at} on
	 */
	public static void sine2(double[] a, int i, int step, double[] b, int j, double[] c, double[] sine2, int at, int n) {
		int done = Simd.AVAILABLE ? KernelLanes.sine2(a, i, step, b, j, c, sine2, at, n) : 0;
		for (int m = done; m < n; m++) sine2[at + m] = determinant(a[i + m * step], b[j + m], c[at + m]) / Math.max(a[i + m * step] * b[j + m], Double.MIN_VALUE);
	}

	/** E(u - v)² = a + b - 2c, see {@link #squaredDistance(double, double, double, double)}. */
	public double squaredDistance() {
		return squaredDistance(a, b, c, delta);
	}

	/**
	 * a + b - 2c ≥ 0 without cancellation: (a-b)²/(√a+√b)² + 2Δ/(√(ab)+c) for c > 0.
	 */
	static double squaredDistance(double a, double b, double c, double delta) {
		if (c <= 0) return a + b - 2 * c;
		double ra = Math.sqrt(a), rb = Math.sqrt(b), difference = (a - b) / (ra + rb);
		return difference * difference + 2 * delta / (ra * rb + c);
	}

	/**
	 * Covariance after an affine layer, (σ_w² a + σ_b², σ_w² b + σ_b², σ_w² c + σ_b²), Δ → σ_w⁴ Δ + σ_w² σ_b² (a + b - 2c).
	 */
	public BivariateCovariance affine(double weightVariance, double biasVariance) {
		return new BivariateCovariance(Math.fma(weightVariance, a, biasVariance), Math.fma(weightVariance, b, biasVariance),
				Math.fma(weightVariance, c, biasVariance), affineDelta(a, b, c, delta, weightVariance, biasVariance));
	}

	/** Δ of {@link #affine}, for loops that keep no objects. */
	public static double affineDelta(double a, double b, double c, double delta, double weightVariance, double biasVariance) {
		double scaled = weightVariance * weightVariance * delta;
		return biasVariance == 0 ? scaled : scaled + weightVariance * biasVariance * squaredDistance(a, b, c, delta);
	}

	/**
	 * What sin²ϑ = Δ/(ab) of a row of pairs becomes when the covariances become s c + t: (s² Δ + s t E(u-v)²)/(a'b'), without cancellation, overflow or underflow. In place.
	 *
	 * @param rootA    √a of the first variables, from i on in steps of 0 or 1
	 * @param inverseA 1/√(sa + t), likewise
	 * @param rootB    √b of the second variables, from j on
	 * @param inverseB 1/√(sb + t)
	 * @param c        covariances, from {@code at} on
	 * @param sine2    sin²ϑ, from {@code at} on
	 * @param s        > 0
	 * @param t        > 0
	 */
	public static void shift(double[] rootA, double[] inverseA, int i, int step, double[] rootB, double[] inverseB, int j, double[] c, double[] sine2, int at, int n, double s, double t) {
		int done = Simd.AVAILABLE ? KernelLanes.shift(rootA, inverseA, i, step, rootB, inverseB, j, c, sine2, at, n, s, t) : 0;
		for (int m = done; m < n; m++) {
			double z = c[at + m], ra = rootA[i + m * step], rb = rootB[j + m], root = ra * rb, difference = ra - rb;
			// E(u-v)² = (√a - √b)² + 2(√(ab) - c), and √(ab) - |c| = √(ab) sin²ϑ √(ab)/(√(ab) + |c|)
			double lost = root * sine2[at + m] * (root / Math.max(root + Math.abs(z), Double.MIN_VALUE));
			double distance = Math.fma(difference, difference, 2 * (z > 0 ? lost : root - z));
			double inverse = inverseA[i + m * step] * inverseB[j + m], scale = s * root * inverse;
			sine2[at + m] = Math.fma(sine2[at + m], scale * scale, distance * inverse * (s * t * inverse));
		}
	}

	/**
	 * sin²ϑ = 1 - c²/(ab) of the sum of two independent pairs of variables, without cancellation near collinear ones: with p = √(ab), e = p - |c| = p² sin²ϑ/(p + |c|), Δ
	 * is Δ + Δ' + (√(ab') - √(a'b))² + 2(pp' - cc'), where pp' - cc' = pe' + p'e - ee' for c, c' of one sign.
	 */
	public static double sumSine2(double a, double b, double c, double sine2, double a2, double b2, double c2, double sine22) {
		double x = a + a2, y = b + b2;
		if (x == 0 || y == 0) return 0;
		double scale = Math.sqrt(x) * Math.sqrt(y), ra = Math.sqrt(a / x), rb = Math.sqrt(b / y), ra2 = Math.sqrt(a2 / x), rb2 = Math.sqrt(b2 / y);
		double p = ra * rb, p2 = ra2 * rb2, absolute = Math.abs(c) / scale, absolute2 = Math.abs(c2) / scale, difference = ra * rb2 - ra2 * rb;
		double delta = p * p * sine2, delta2 = p2 * p2 * sine22, e = p == 0 ? 0 : delta / (p + absolute), e2 = p2 == 0 ? 0 : delta2 / (p2 + absolute2);
		double mixed = Math.signum(c) * Math.signum(c2) >= 0 ? p * e2 + p2 * e - e * e2 : p * p2 + absolute * absolute2;
		return delta + delta2 + difference * difference + 2 * mixed;
	}

	/** ab - c², rounded once relative to ab, and not below 0. */
	static double determinant(double a, double b, double c) {
		return Math.max(0, differenceOfProducts(a, b, c, c));
	}

	/** pq - rs by Kahan's algorithm, error at most 1.5 units in the last place of the result where the factors are exact (doi:10.1090/S0025-5718-2013-02679-8). */
	private static double differenceOfProducts(double p, double q, double r, double s) {
		double rs = r * s;
		return Math.fma(p, q, -rs) + Math.fma(-r, s, rs);
	}

	/** x·y with products and sums compensated, as if in twice the precision (Ogita, Rump and Oishi, doi:10.1137/030601818). */
	private static double dot(double[] x, int i, double[] y, int j, int d) {
		double sum = 0, rest = 0;
		for (int m = 0; m < d; m++) {
			double product = x[i + m] * y[j + m], next = sum + product, z = next - sum;
			rest += Math.fma(x[i + m], y[j + m], -product) + ((sum - (next - z)) + (product - z));
			sum = next;
		}
		return sum + rest;
	}
}
