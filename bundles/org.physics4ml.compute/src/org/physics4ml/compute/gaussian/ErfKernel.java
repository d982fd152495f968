package org.physics4ml.compute.gaussian;

import org.physics4ml.compute.internal.KernelLanes;
import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.math.Elementary;

/** f(z) = erf z: K = (4/π) arctan t, t = 2c/(√E + √((1+2a)(1+2b))), K̇ = (4/π)/√E, E = 1 + 2a + 2b + 4Δ. doi:10.1162/089976698300017412. */
record ErfKernel() implements ActivationKernel {

	private static final double FOUR_OVER_PI = 4 / StrictMath.PI;

	@Override
	public double variance(double a) {
		return arc(a, Math.sqrt(1 + 4 * a), 1 + 2 * a);
	}

	@Override
	public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
		double root = Math.sqrt(1 + 2 * (a + b) + 4 * delta);
		out[K] = arc(c, root, Math.sqrt((1 + 2 * a) * (1 + 2 * b)));
		out[K_DOT] = FOUR_OVER_PI / root;
		out[DELTA] = BivariateCovariance.determinant(fa, fb, out[K]);
	}

	private static double arc(double c, double root, double hypotenuse) {
		double t = 2 * c / (root + hypotenuse), z = t * t;
		return FOUR_OVER_PI * (t * (1 - z * Elementary.atanRest(z)));
	}

	@Override
	public void map(double[] a, double[] fa, int i, int step, double[] b, double[] fb, int j, double[] c, double[] sine2, int at, double[] slope, int n) {
		map(new Marginals(a, fa), i, step, new Marginals(b, fb), j, c, sine2, at, slope, n);
	}

	@Override
	public void map(Marginals x, int i, int step, Marginals y, int j, double[] c, double[] sine2, int at, double[] slope, int n) {
		int k = Simd.AVAILABLE ? KernelLanes.erf(x.variances, x.images, i, step, y.variances, y.images, j, c, sine2, at, slope, y.work(2 * n), n) : 0;
		if (k < n) ActivationKernel.each(this, x.variances, x.images, i, step, y.variances, y.images, j, c, sine2, at, slope, k, n);
	}
}
