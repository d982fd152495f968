package org.physics4ml.compute.gaussian;

/**
 * Kernel map of any activation by quadrature: K = E f(u) f(v), K̇ = E f'(u) f'(v) to 1e-12 of √(K(a,a)K(b,b)).
 *
 * @param function   f
 * @param derivative f' where it exists
 */
public record QuadratureKernel(ScalarFunction function, ScalarFunction derivative) implements ActivationKernel {

	@Override
	public double variance(double a) {
		return GaussianMoments.square(function, a).value();
	}

	/** About 10⁴ evaluations of f and f'; allocates. */
	@Override
	public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
		var pair = new BivariateCovariance(a, b, c, delta);
		out[K] = GaussianMoments.product(function, function, pair).value();
		out[K_DOT] = GaussianMoments.product(derivative, derivative, pair).value();
		out[DELTA] = BivariateCovariance.determinant(fa, fb, out[K]);
	}

	@Override
	public boolean isClosedForm() {
		return false;
	}
}
