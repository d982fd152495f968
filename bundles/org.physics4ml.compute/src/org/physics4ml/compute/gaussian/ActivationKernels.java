package org.physics4ml.compute.gaussian;

import static org.physics4ml.compute.gaussian.BivariateCovariance.determinant;
import static org.physics4ml.compute.gaussian.BivariateCovariance.squaredDistance;

/**
 * Closed-form kernel maps. Each is written so that nearly equal, nearly antiparallel and very small or large arguments lose no digits: a correlation is
 * never formed, angles are atan2(√Δ, c). |K - exact| ≤ 1e-14 √(K(a,a)K(b,b)), likewise K̇, for finite arguments whose images are finite.
 *
 * <p>
 * Where the next layer is sensitive to the angle itself (piecewise linear functions and steps) Δ' comes from its own formula; the others are smooth at
 * coinciding points, where fa·fb - K² with one rounding is enough.
 */
public final class ActivationKernels {

	private static final double PI = StrictMath.PI;
	private static final double TWO_OVER_PI = 2 / PI;

	private ActivationKernels() {
	}

	/** f(z) = z. K = c, K̇ = 1. */
	public static ActivationKernel identity() {
		return abRelu(1, 1);
	}

	/** f(z) = max(z, 0). K = √(ab) [sin θ + (π-θ) cos θ]/(2π), K̇ = (π-θ)/(2π), cos θ = c/√(ab). doi:10.48550/arXiv.1112.3712 (arc-cosine kernel of order 1). */
	public static ActivationKernel relu() {
		return abRelu(0, 1);
	}

	/** f(z) = max(z, αz) for α ≤ 1. */
	public static ActivationKernel leakyRelu(double slope) {
		return abRelu(slope, 1);
	}

	/** f(z) = |z|. K̇ = (2/π) asin(c/√(ab)). */
	public static ActivationKernel abs() {
		return abRelu(-1, 1);
	}

	/**
	 * f(z) = α min(z, 0) + β max(z, 0) = m z + n |z|, m = (α+β)/2, n = (β-α)/2. The cross term vanishes by parity:
	 *
	 * <pre>
	 *   K = m² c + n² (2/π) √(ab) [sin ψ + (π/2-ψ) cos ψ],   K̇ = m² + n² (2/π) atan2(c, √Δ),   ψ = atan2(√Δ, |c|)
	 * </pre>
	 *
	 * At a = 0 or b = 0, K̇ = m² (f'(0) = m).
	 */
	public static ActivationKernel abRelu(double alpha, double beta) {
		return new PiecewiseLinearKernel((alpha + beta) / 2, (beta - alpha) / 2);
	}

	/** f(z) = 1(z > 0), f(0) = 1/2. K = (π-θ)/(2π), K̇ = 1/(2π√Δ), +∞ at Δ = 0. */
	public static ActivationKernel step() {
		return new Step();
	}

	/** f(z) = sign z, f(0) = 0. K = (2/π) atan2(c, √Δ), K̇ = (2/π)/√Δ, +∞ at Δ = 0. */
	public static ActivationKernel sign() {
		return new Sign();
	}

	/** f(z) = erf z. K = (2/π) atan2(2c, √E), K̇ = (4/π)/√E, E = 1 + 2a + 2b + 4Δ. doi:10.1162/089976698300017412. */
	public static ActivationKernel erf() {
		return new ErfKernel();
	}

	/** f(z) = (1 + erf(s z))/2. */
	public static ActivationKernel erfSigmoid(double scale) {
		return new ErfSigmoid(scale * scale);
	}

	/** f(z) = z Φ(z). With A = 1+a, B = 1+b, E = 1+a+b+Δ: K = c [1/4 + atan2(c, √E)/(2π)] + [Δ + c²(1/A+1/B)]/(2π√E). */
	public static ActivationKernel gelu() {
		return new Gelu();
	}

	/** f(z) = sin z. K = e^{-(a+b)/2} sinh c, K̇ = e^{-(a+b)/2} cosh c. */
	public static ActivationKernel sin() {
		return new Sine(false);
	}

	/** f(z) = cos z. K = e^{-(a+b)/2} cosh c, K̇ = e^{-(a+b)/2} sinh c. */
	public static ActivationKernel cos() {
		return new Sine(true);
	}

	/** f(z) = √2 sin(√(2γ) z + π/4). K = e^{-γ(a+b-2c)}, K̇ = 2γ K. */
	public static ActivationKernel rbf(double gamma) {
		return new Rbf(gamma);
	}

	/** f(z) = e^z. K = K̇ = e^{(a+b)/2+c}; grows without bound with depth. */
	public static ActivationKernel exp() {
		return new Exp();
	}

	/** f(z) = e^{-z²/2}. K = D^{-1/2}, K̇ = c D^{-3/2}, D = 1 + a + b + Δ. */
	public static ActivationKernel gauss() {
		return new Gauss();
	}

	/** f(z) = e^{-z²} sin z. With D = 1+2a+2b+4Δ, M = ((a+b+4Δ)/D), m = c/D: K = D^{-1/2} e^{-M/2} sinh m. */
	public static ActivationKernel gabor() {
		return new Gabor();
	}

	/** f(z) = z^n. */
	public static ActivationKernel monomial(int n) {
		var coefficients = new double[n + 1];
		coefficients[n] = 1;
		return new Polynomial(coefficients);
	}

	/** f(z) = He_n(z)/√n!, orthonormal under N(0, 1): K = c^n at a = b = 1. */
	public static ActivationKernel hermite(int n) {
		double[] previous = { 1 }, current = n == 0 ? previous : new double[] { 0, 1 };
		double factorial = 1;
		for (int k = 1; k < n; k++) {
			var next = new double[k + 2];
			for (int i = 0; i <= k; i++) next[i + 1] = current[i];
			for (int i = 0; i < k; i++) next[i] -= k * previous[i];
			previous = current;
			current = next;
			factorial *= k + 1;
		}
		var coefficients = current.clone();
		for (int i = 0; i < coefficients.length; i++) coefficients[i] /= Math.sqrt(factorial);
		return new Polynomial(coefficients);
	}

	/**
	 * f(z) = Σ_i p_i z^i. In Wick-ordered powers, K = Σ_k k! A_k(a) A_k(b) c^k, A_k(a) = Σ_i p_i C(i, k) (i-k-1)!! a^{(i-k)/2} over i-k even (Isserlis). O(n²).
	 *
	 * @param coefficients p_0 … p_n
	 */
	public static ActivationKernel polynomial(double... coefficients) {
		return new Polynomial(coefficients.clone());
	}

	/** f(z) = z^n 1(z > 0), n ≥ 0. K = (ab)^{n/2} J_n(θ)/(2π) (arc-cosine kernel of order n, doi:10.48550/arXiv.1112.3712), K̇ = n² K_{n-1}. */
	public static ActivationKernel rectifiedMonomial(int n) {
		return switch (n) {
		case 0 -> step();
		case 1 -> relu();
		default -> new RectifiedMonomial(new ArcCosine(n), new ArcCosine(n - 1));
		};
	}

	private record Step() implements ActivationKernel {

		@Override
		public double variance(double a) {
			return a == 0 ? 0.25 : 0.5;
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double sine = Math.sqrt(delta);
			out[K_DOT] = 1 / (2 * PI * sine);
			out[K] = 0.25 + StrictMath.atan2(c, sine) / (2 * PI);
			double turn = StrictMath.atan2(sine, c) / (2 * PI);
			out[DELTA] = a == 0 || b == 0 ? determinant(fa, fb, out[K]) : turn * (1 - turn);
		}
	}

	private record Sign() implements ActivationKernel {

		@Override
		public double variance(double a) {
			return a == 0 ? 0 : 1;
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double sine = Math.sqrt(delta), distance = TWO_OVER_PI * StrictMath.atan2(sine, Math.abs(c));
			out[K] = TWO_OVER_PI * StrictMath.atan2(c, sine);
			out[K_DOT] = TWO_OVER_PI / sine;
			out[DELTA] = a == 0 || b == 0 ? 0 : distance * (2 - distance);
		}
	}

	private record ErfSigmoid(double s2) implements ActivationKernel {

		private static final ActivationKernel ERF = erf();

		@Override
		public double variance(double a) {
			return 0.25 + 0.25 * ERF.variance(s2 * a);
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			ERF.map(s2 * a, s2 * b, s2 * c, s2 * s2 * delta, 0, 0, out);
			out[K] = 0.25 + 0.25 * out[K];
			out[K_DOT] *= s2 / 4;
			out[DELTA] = determinant(fa, fb, out[K]);
		}
	}

	private record Gelu() implements ActivationKernel {

		@Override
		public double variance(double a) {
			double root = Math.sqrt(1 + 2 * a);
			return a * (0.25 + StrictMath.atan2(a, root) / (2 * PI)) + a * a * (2 / (1 + a)) / (2 * PI * root);
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double e = 1 + (a + b) + delta, root = Math.sqrt(e), inverse = 1 / (1 + a) + 1 / (1 + b);
			double phi = 0.25 + StrictMath.atan2(c, root) / (2 * PI), rest = delta + c * c * inverse;
			out[K] = c * phi + rest / (2 * PI * root);
			out[K_DOT] = phi + c * (inverse + 1 / e) / (2 * PI * root); // of 2 inverse - 1 + rest/e wide equal inputs would leave nothing but rounding
			out[DELTA] = determinant(fa, fb, out[K]);
		}
	}

	private record Sine(boolean cosine) implements ActivationKernel {

		@Override
		public double variance(double a) {
			return cosine ? 0.5 * (1 + StrictMath.exp(-2 * a)) : -0.5 * StrictMath.expm1(-2 * a);
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double absolute = Math.abs(c), near = 0.5 * StrictMath.exp(-0.5 * squaredDistance(a, b, absolute, delta));
			double difference = StrictMath.expm1(-2 * absolute);
			double odd = Math.copySign(near * difference, c), even = near * (2 + difference);
			out[K] = cosine ? even : odd;
			out[K_DOT] = cosine ? odd : even;
			out[DELTA] = determinant(fa, fb, out[K]);
		}
	}

	private record Rbf(double gamma) implements ActivationKernel {

		@Override
		public double variance(double a) {
			return 1;
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double exponent = -gamma * squaredDistance(a, b, c, delta);
			out[K] = StrictMath.exp(exponent);
			out[K_DOT] = 2 * gamma * out[K];
			out[DELTA] = -StrictMath.expm1(2 * exponent);
		}
	}

	private record Exp() implements ActivationKernel {

		@Override
		public double variance(double a) {
			return StrictMath.exp(2 * a);
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			out[K] = out[K_DOT] = StrictMath.exp(0.5 * (a + b) + c);
			// fa fb = e^{2(a+b)}, K² = e^{a+b+2c}
			out[DELTA] = -fa * fb * StrictMath.expm1(-squaredDistance(a, b, c, delta));
		}
	}

	private record Gauss() implements ActivationKernel {

		@Override
		public double variance(double a) {
			return 1 / Math.sqrt(1 + 2 * a);
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double d = 1 + (a + b) + delta;
			out[K] = 1 / Math.sqrt(d);
			out[K_DOT] = c * out[K] / d;
			out[DELTA] = determinant(fa, fb, out[K]);
		}
	}

	private record Gabor() implements ActivationKernel {

		@Override
		public double variance(double a) {
			double d = 1 + 4 * a;
			return -0.5 * StrictMath.expm1(-2 * a / d) / Math.sqrt(d);
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double d = 1 + 2 * (a + b) + 4 * delta, m = Math.abs(c) / d;
			double near = 0.5 * StrictMath.exp(-0.5 * (squaredDistance(a, b, Math.abs(c), delta) + 4 * delta) / d) / Math.sqrt(d);
			double difference = StrictMath.expm1(-2 * m), odd = Math.copySign(near * difference, c), even = near * (2 + difference);
			out[K] = odd;
			out[K_DOT] = (4 * c * odd * (1 + (1 + (a + b)) / d) + even * (1 + 8 * c * c / d)) / d;
			out[DELTA] = determinant(fa, fb, odd);
		}
	}

	private record Polynomial(double[] p) implements ActivationKernel {

		@Override
		public double variance(double a) {
			double sum = 0, factor = 1;
			for (int k = 0; k < p.length; k++) {
				if (k > 0) factor *= k * a;
				double w = wick(k, a);
				sum += factor * w * w;
			}
			return sum;
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double value = 0, derivative = 0, factor = 1;
			for (int k = 0; k < p.length; k++) {
				double w = wick(k, a) * wick(k, b);
				if (k > 0) {
					derivative += k * k * factor * w;
					factor *= k * c;
				}
				value += factor * w;
			}
			out[K] = value;
			out[K_DOT] = derivative;
			out[DELTA] = determinant(fa, fb, value);
		}

		/** A_k(a); term i is p_i times i!/(k! (2j)!!) a^j, j = (i-k)/2. */
		private double wick(int k, double a) {
			double sum = 0, factor = 1;
			for (int i = k; i < p.length; i += 2) {
				if (i > k) factor *= a * i * (i - 1) / (i - k);
				sum += factor * p[i];
			}
			return sum;
		}
	}

	private record RectifiedMonomial(ArcCosine kernel, ArcCosine lower) implements ActivationKernel {

		@Override
		public double variance(double a) {
			return kernel.value(a * a, 0);
		}

		@Override
		public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
			double theta = StrictMath.atan2(Math.sqrt(delta), c);
			out[K] = kernel.value(a * b, theta);
			out[K_DOT] = kernel.n * kernel.n * lower.value(a * b, theta);
			out[DELTA] = determinant(fa, fb, out[K]);
		}
	}

	/** (ab)^{n/2} J_n(θ)/(2π), J_n = P(cos θ) sin θ + Q(cos θ) (π-θ), from J_n = (-1)^n sin^{2n+1}θ ((1/sin θ) d/dθ)^n ((π-θ)/sin θ). */
	private static final class ArcCosine {

		final int n;
		private final double[] p, q;

		ArcCosine(int n) {
			this.n = n;
			double[] u = { 0 }, v = { 1 }; // of sin^{-2k} and (π-θ) sin^{-2k-1}
			for (int k = 0; k < n; k++) {
				double[] nextU = derive(u, 2 * k), nextV = derive(v, 2 * k + 1);
				for (int i = 0; i < v.length; i++) nextU[i] += v[i];
				u = nextU;
				v = nextV;
			}
			p = u;
			q = v;
		}

		/** f' (1-x²) + power x f, which is -(1/sin θ) d/dθ [f(cos θ) sin^{-power}θ] over sin^{-power-2}θ. */
		private static double[] derive(double[] f, int power) {
			var result = new double[f.length + 1];
			for (int i = 0; i < f.length; i++) {
				if (i > 0) result[i - 1] += i * f[i];
				result[i + 1] += (power - i) * f[i];
			}
			return result;
		}

		double value(double ab, double theta) {
			double x = StrictMath.cos(theta), power = n % 2 == 0 ? 1 : Math.sqrt(ab);
			for (int i = 1; i < n; i += 2) power *= ab;
			return power * (horner(p, x) * StrictMath.sin(theta) + horner(q, x) * (PI - theta)) / (2 * PI);
		}

		private static double horner(double[] f, double x) {
			double sum = 0;
			for (int i = f.length - 1; i >= 0; i--) sum = Math.fma(sum, x, f[i]);
			return sum;
		}
	}
}
