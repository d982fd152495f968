package org.physics4ml.compute.gaussian;

import org.physics4ml.compute.internal.KernelLanes;
import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.math.Elementary;

/**
 * f(z) = m z + n |z|. With t = tan(ψ/2) = √(ab) |sin ϑ|/(√(ab) + |c|), ψ the angle from the nearer of parallel and antiparallel, z = t² and R = (t - arctan t)/t³,
 *
 * <pre>
 *   K_abs/√(ab) = 1 - e,   e = 2z/(1+z) [1 - (2/π) t (1 + (1-z) R)],   K̇_abs = ±(1 - (4/π) arctan t)
 *   1 - ρ'² = [m²(1-ρ) + n² e][m²(1+ρ) + n²(2-e)]/(m²+n²)²
 * </pre>
 *
 * without cancellation, and without leaving the range of doubles as long as K does not.
 */
record PiecewiseLinearKernel(double m, double n) implements ActivationKernel {

	private static final double TWO_OVER_PI = 2 / StrictMath.PI;

	@Override
	public double variance(double a) {
		return (m * m + n * n) * a;
	}

	@Override
	public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
		double ab = a * b;
		image(m * m, n * n, norm(), Math.sqrt(ab), c, ab == 0 ? 0 : delta / ab, out);
		out[DELTA] *= fa * fb;
	}

	/** Their roots, too. */
	private static final class Roots extends Marginals {

		final double[] roots;

		Roots(double[] variances, double[] images) {
			super(variances, images);
			roots = new double[variances.length];
			for (int i = 0; i < roots.length; i++) roots[i] = Math.sqrt(variances[i]);
		}
	}

	@Override
	public Marginals marginals(double[] variances) {
		double factor = m * m + n * n;
		var images = new double[variances.length];
		for (int i = 0; i < images.length; i++) images[i] = factor * variances[i];
		return new Roots(variances, images);
	}

	@Override
	public void map(double[] a, double[] fa, int i, int step, double[] b, double[] fb, int j, double[] c, double[] sine2, int at, double[] slope, int count) {
		map(new Roots(a, fa), i, step, new Roots(b, fb), j, c, sine2, at, slope, count);
	}

	@Override
	public void map(Marginals left, int i, int step, Marginals right, int j, double[] c, double[] sine2, int at, double[] slope, int count) {
		Roots x = (Roots) left, y = (Roots) right;
		double mm = m * m, nn = n * n, norm = norm();
		int k = Simd.AVAILABLE ? KernelLanes.piecewiseLinear(mm, nn, norm, x.variances, x.roots, i, step, y.variances, y.roots, y.images, j, c, sine2, at, slope, y.work(4 * count), count) : 0;
		if (k == count) return;
		var out = new double[3];
		for (; k < count; k++) {
			double z = c[at + k], sine = sine2[at + k];
			image(mm, nn, norm, x.roots[i + k * step] * y.roots[j + k], z, sine, out);
			c[at + k] = sine == 0 && z == x.variances[i + k * step] && z == y.variances[j + k] ? y.images[j + k] : out[K];
			sine2[at + k] = out[DELTA];
			if (slope != null) slope[k] = out[K_DOT];
		}
	}

	private double norm() {
		double sum = m * m + n * n;
		return sum == 0 ? 0 : 1 / (sum * sum);
	}

	/** {@code out[DELTA]} is 1 - ρ'². */
	private static void image(double mm, double nn, double norm, double root, double c, double sine2, double[] out) {
		double quotient = root / Math.max(root + Math.abs(c), Double.MIN_VALUE), t = quotient * Math.sqrt(sine2), z = t * t, rest = Elementary.atanRest(z);
		double lost = quotient * sine2; // 1 - |ρ|
		double arc = -TWO_OVER_PI * t, distance = lost * Math.fma(arc, Math.fma(1 - z, rest, 1), 1);
		double gain = Math.fma(2 * arc, Math.fma(-z, rest, 1), 1);
		out[K] = Math.fma(nn * root, 1 - distance, mm * c);
		out[K_DOT] = root == 0 ? mm : Math.fma(nn, Math.copySign(gain, c), mm);
		double away = c < 0 ? 2 - lost : lost;
		out[DELTA] = Math.fma(mm, away, nn * distance) * Math.fma(mm, 2 - away, nn * (2 - distance)) * norm;
	}
}
