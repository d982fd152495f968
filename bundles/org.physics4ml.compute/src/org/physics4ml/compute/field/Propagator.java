package org.physics4ml.compute.field;

import org.physics4ml.compute.gaussian.GaussLegendre;
import org.physics4ml.compute.math.Elementary;

/**
 * The propagator of the free scalar field in d = 1 … 4 Euclidean dimensions with the sharp cutoff |p| &lt; Λ, and its powers in momentum space (PHYSICS 13.1, 13.2):
 *
 * <pre>
 *   G_k(r) = ∫_{|p|&lt;Λ} d^dp/(2π)^d e^{ip·x}/(p² + m²)^k,   |x| = r
 * </pre>
 *
 * The angular average of e^{ip·x} is cos z, J_0(z), sin z/z, 2J_1(z)/z at z = |p|r; the radial integral is done by Gauss-Legendre on panels that resolve both the poles at ±im
 * and the oscillations, O(Λ/m + Λr) evaluations. Error below 1e-13 G_k(0). Immutable, thread-safe.
 */
public final class Propagator {

	/** Largest dimension. */
	public static final int DIMENSIONS = 4;

	private static final GaussLegendre RULE = new GaussLegendre(16);
	/** Area of the unit sphere over (2π)^d. */
	private static final double[] SPHERE = { Double.NaN, 1 / Math.PI, 1 / (2 * Math.PI), 1 / (2 * Math.PI * Math.PI), 1 / (8 * Math.PI * Math.PI) };

	private final int dimension;
	private final double mass, cutoff;

	/**
	 * @param dimension d, 1 to {@value #DIMENSIONS}
	 * @param mass      m > 0
	 * @param cutoff    Λ > 0, finite
	 * @throws IllegalArgumentException if a parameter is out of range
	 */
	public Propagator(int dimension, double mass, double cutoff) {
		if (dimension < 1 || dimension > DIMENSIONS) throw new IllegalArgumentException("dimension " + dimension);
		if (!(mass > 0 && cutoff > 0 && Double.isFinite(mass) && Double.isFinite(cutoff))) throw new IllegalArgumentException("mass " + mass + ", cutoff " + cutoff);
		this.dimension = dimension;
		this.mass = mass;
		this.cutoff = cutoff;
	}

	/** G_k(r), r ≥ 0, k ≥ 0; k = 0 at r = 0 is the volume of the ball over (2π)^d. */
	public double value(double r, int k) {
		double sum = 0;
		for (double left = 0, right; left < cutoff; left = right) {
			double length = Math.max(mass, left) / 2;
			if (r > 0) length = Math.min(length, 8 / r);
			right = left + length < cutoff ? left + length : cutoff;
			sum += RULE.integral(p -> integrand(p, r, k), left, right);
		}
		return SPHERE[dimension] * sum;
	}

	private double integrand(double p, double r, int k) {
		double value = angularAverage(dimension, p * r), pole = Math.fma(p, p, mass * mass);
		for (int i = 1; i < dimension; i++) value *= p;
		for (int i = 0; i < k; i++) value /= pole;
		return value;
	}

	/** The mean of e^{ip·x} over directions, z = |p||x|. */
	private static double angularAverage(int dimension, double z) {
		return switch (dimension) {
		case 1 -> Elementary.cos(z);
		case 2 -> bessel(z)[0];
		case 3 -> z < 1e-4 ? 1 - z * z / 6 : Elementary.sin(z) / z;
		default -> z < 1e-4 ? 1 - z * z / 8 : 2 * bessel(z)[1] / z;
		};
	}

	/** J_0 and J_1 by Miller's recursion downwards, J_{n-1} = (2n/z) J_n - J_{n+1}, with 1 = J_0 + 2 Σ J_{2k}; O(z). */
	private static double[] bessel(double z) {
		if (z < 1e-4) return new double[] { 1 - z * z / 4, z / 2 };
		int n = 2 * (int) ((z + 12 * StrictMath.cbrt(z) + 24) / 2);
		double above = 0, current = 1e-280, norm = 0;
		for (; n > 0; n--) {
			double below = 2 * n / z * current - above;
			if (n % 2 == 0) norm += 2 * current;
			above = current;
			current = below;
		}
		norm += current;
		return new double[] { current / norm, above / norm };
	}

	/**
	 * G_1 without cutoff: e^{-mr}/(2m), K_0(mr)/(2π), e^{-mr}/(4πr), m K_1(mr)/(4π²r).
	 *
	 * @param r > 0, or 0 in one dimension; infinite else
	 */
	public static double free(int dimension, double mass, double r) {
		double z = mass * r;
		return switch (dimension) {
		case 1 -> StrictMath.exp(-z) / (2 * mass);
		case 2 -> besselK(0, z) / (2 * Math.PI);
		case 3 -> StrictMath.exp(-z) / (4 * Math.PI * r);
		case 4 -> mass * besselK(1, z) / (4 * Math.PI * Math.PI * r);
		default -> throw new IllegalArgumentException("dimension " + dimension);
		};
	}

	/** K_ν(z) = ∫_0^∞ e^{-z cosh t} cosh νt dt by the trapezoid rule, to rounding. */
	private static double besselK(int order, double z) {
		if (z == 0) return Double.POSITIVE_INFINITY;
		double step = 0.05, sum = 0.5;
		for (int i = 1;; i++) {
			double t = i * step, sinh = StrictMath.sinh(t / 2), term = StrictMath.exp(-2 * z * sinh * sinh) * (order == 0 ? 1 : StrictMath.cosh(t));
			sum += term;
			if (term < 1e-18 * sum) return sum * step * StrictMath.exp(-z);
		}
	}
}
