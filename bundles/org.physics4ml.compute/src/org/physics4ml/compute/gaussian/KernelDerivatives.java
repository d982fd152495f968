package org.physics4ml.compute.gaussian;

/**
 * Derivatives of F(a, b, c) = E f(u) f(v), (u, v) ~ N(0, [[a, c], [c, b]]), with respect to the entries of the covariance (PHYSICS 8.2), without any second derivative of f:
 *
 * <pre>
 *   F_c = E f'(u) f'(v)   (Price)          2a F_a = E u f'(u) f(v) - c F_c   (scale of u)
 * </pre>
 *
 * and once more by the score of the density, ∂E g/∂Σ_mn = E g (w_m w_n - (Σ^{-1})_mn) (½ of it for m = n), w = Σ^{-1} (u, v). Kinks of f are no exception. Where v = λ u with
 * certainty (one variable, or variables that stay collinear in every layer before) F is a function of one variance A alone: F_A = E (u²-A) r / (2A²), F_AA = E (u⁴ - 6A u² +
 * 3A²) r / (4A⁴), r = f(u) f(λu); the derivatives with respect to the others are 0 then. Deterministic, thread-safe.
 */
public final class KernelDerivatives {

	/** Entries of {@link #first}. */
	public static final int A = 0, B = 1, C = 2;
	/** Entries of {@link #second}. */
	public static final int AA = 0, BB = 1, CC = 2, AB = 3, AC = 4, BC = 5;

	/** Δ/(ab) at which variables count as collinear: for first derivatives, and for second ones, where the score loses its digits. */
	private static final double COLLINEAR = 1e-14, NEARLY = 1e-5;

	private final ScalarFunction f, slope;
	private final ActivationKernel kernel;

	/**
	 * @param f      the function
	 * @param slope  f'; null where f is constant on either side of 0
	 * @param kernel F and F_c in closed form, or by quadrature
	 * @throws IllegalArgumentException if there is no derivative and f is no step
	 */
	public KernelDerivatives(ScalarFunction f, ScalarFunction slope, ActivationKernel kernel) {
		if (slope == null && f.regularity().degree() != 0) throw new IllegalArgumentException("no derivative");
		this.f = f;
		this.slope = slope;
		this.kernel = kernel;
	}

	/** F_a, F_b, F_c to 1e-12 of F/a and the like. Up to 10⁵ evaluations of f; allocates. */
	public double[] first(BivariateCovariance s) {
		if (isCollinear(s, COLLINEAR)) return onLine(s, false);
		var image = new double[3];
		kernel.map(s.a(), s.b(), s.c(), s.delta(), kernel.variance(s.a()), kernel.variance(s.b()), image);
		double fc = image[ActivationKernel.K_DOT];
		double ofU = slope == null ? 0 : product(slope, 1, f, 0, s), ofV = slope == null ? 0 : product(f, 0, slope, 1, s);
		return new double[] { (ofU - s.c() * fc) / (2 * s.a()), (ofV - s.c() * fc) / (2 * s.b()), fc };
	}

	/** F_aa, F_bb, F_cc, F_ab, F_ac, F_bc; relative errors 1e-15 (ab/Δ)², so that nearly collinear variables are taken for collinear ones, with an error Δ/(ab) < 1e-5. */
	public double[] second(BivariateCovariance s) {
		int degree = f.regularity().degree();
		boolean angular = degree == 0 || degree == 1; // F_cc is known, the rest follows from homogeneity
		if (isCollinear(s, angular ? COLLINEAR : NEARLY)) return onLine(s, true);
		double a = s.a(), b = s.b(), c = s.c();
		double[] first = first(s);
		if (angular) {
			double jump = slope == null ? 0 : slope.value(1) - slope.value(-1);
			double fcc = degree == 0 ? first[C] * c / s.delta() : jump * jump / (2 * StrictMath.PI * Math.sqrt(s.delta()));
			double fac = ((degree - 1) * first[C] - c * fcc) / (2 * a), fbc = ((degree - 1) * first[C] - c * fcc) / (2 * b);
			return new double[] { ((0.5 * degree - 1) * first[A] - 0.5 * c * fac) / a, ((0.5 * degree - 1) * first[B] - 0.5 * c * fbc) / b, fcc,
					(degree * first[B] - c * fbc) / (2 * a), fac, fbc };
		}
		var ofSlopes = response(slope, 0, slope, 0, first[C], s);
		double expectationU = product(slope, 1, f, 0, s), expectationV = product(f, 0, slope, 1, s);
		double[] ofU = response(slope, 1, f, 0, expectationU, s), ofV = response(f, 0, slope, 1, expectationV, s);
		double fac = ofSlopes[A], fbc = ofSlopes[B];
		return new double[] { (ofU[A] - c * fac - 2 * first[A]) / (2 * a), (ofV[B] - c * fbc - 2 * first[B]) / (2 * b), ofSlopes[C], (ofU[B] - c * fbc) / (2 * a), fac, fbc };
	}

	private static boolean isCollinear(BivariateCovariance s, double tolerance) {
		return s.delta() <= tolerance * s.a() * s.b();
	}

	/** Derivatives of E u^i p(u) v^j q(v), whose value is given, by the score. */
	private static double[] response(ScalarFunction p, int i, ScalarFunction q, int j, double value, BivariateCovariance s) {
		double a = s.a(), b = s.b(), c = s.c(), delta = s.delta();
		double uu = product(p, i + 2, q, j, s), uv = product(p, i + 1, q, j + 1, s), vv = product(p, i, q, j + 2, s);
		double byA = (b * b * uu - 2 * b * c * uv + c * c * vv) / delta - b * value;
		double byB = (a * a * vv - 2 * a * c * uv + c * c * uu) / delta - a * value;
		double byC = ((a * b + c * c) * uv - b * c * uu - a * c * vv) / delta + c * value;
		return new double[] { byA / (2 * delta), byB / (2 * delta), byC / delta };
	}

	private static double product(ScalarFunction p, int i, ScalarFunction q, int j, BivariateCovariance s) {
		return GaussianMoments.product(Weighted.of(p, i), Weighted.of(q, j), s).value();
	}

	/** The larger variance is the one that F depends on. */
	private double[] onLine(BivariateCovariance s, boolean second) {
		var result = new double[second ? 6 : 3];
		boolean first = s.a() >= s.b();
		double variance = first ? s.a() : s.b();
		if (variance == 0) return result;
		double ratio = s.c() / variance;
		var line = new BivariateCovariance(variance, ratio * ratio * variance, ratio * variance, 0);
		double zeroth = product(f, 0, f, 0, line), squared = product(f, 2, f, 0, line);
		double value = (squared - variance * zeroth) / (2 * variance * variance);
		if (second) {
			double fourth = product(f, 4, f, 0, line);
			value = (fourth - 6 * variance * squared + 3 * variance * variance * zeroth) / (4 * variance * variance * variance * variance);
		}
		result[second ? (first ? AA : BB) : first ? A : B] = value;
		return result;
	}
}
