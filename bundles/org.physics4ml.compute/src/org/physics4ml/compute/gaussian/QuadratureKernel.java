package org.physics4ml.compute.gaussian;

/**
 * Kernel map of any activation by quadrature: K = E f(u) f(v), K̇ = E f'(u) f'(v) to 1e-12 of √(K(a,a)K(b,b)).
 *
 * @param function   f
 * @param derivative f' where it exists; null if K̇ is not wanted, which is NaN then
 */
public record QuadratureKernel(ScalarFunction function, ScalarFunction derivative) implements ActivationKernel {

	@Override
	public double variance(double a) {
		if (a > 0 && !(a < function.regularity().largestVariance())) return Double.POSITIVE_INFINITY;
		return GaussianMoments.square(function, a).value();
	}

	/** About 10⁴ evaluations of f and f'; allocates. */
	@Override
	public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
		var pair = new BivariateCovariance(Math.max(a, b), Math.min(a, b), c, delta); // symmetric to the last bit
		out[K] = GaussianMoments.product(function, function, pair).value();
		out[K_DOT] = derivative == null ? Double.NaN : GaussianMoments.product(derivative, derivative, pair).value();
		out[DELTA] = delta == 0 && staysCollinear(c) ? 0 : BivariateCovariance.determinant(fa, fb, out[K]);
	}

	/** Whether f(u) and f(v) are proportional where u and v are; steps are sensitive to the rounding that would take its place. */
	private boolean staysCollinear(double c) {
		return function.regularity().isHomogeneous() && (c > 0 || Math.abs(function.value(1)) == Math.abs(function.value(-1)));
	}

	@Override
	public boolean isClosedForm() {
		return false;
	}
}
