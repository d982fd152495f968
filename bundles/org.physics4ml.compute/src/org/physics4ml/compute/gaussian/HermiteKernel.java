package org.physics4ml.compute.gaussian;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.physics4ml.compute.internal.KernelLanes;
import org.physics4ml.compute.internal.Simd;

/**
 * Kernel map of a smooth activation by its expansion in Hermite polynomials, with ρ = c/√(ab) and d_n(a) = E f'(√a x) h_n(x):
 *
 * <pre>
 *   K̇ = Σ_n d_n(a) d_n(b) ρ^n,     K = E f(u) E f(v) + c Σ_n d_n(a) d_n(b) ρ^n/(n+1)
 * </pre>
 *
 * (Mehler's formula and Price's theorem). Coefficients come from tables in a, made by quadrature where they are first needed; of an octave of variances, some 10 milliseconds
 * and up to a few megabytes. The error is below 1e-13 of √(K(a,a)K(b,b)), of K̇ likewise: 1e-15 of it is left out of the series, the rest is rounding. A pair then costs a few
 * operations a term; of tanh at a = 3, 20 terms where |ρ| = 1/2, 340 where it is near 1. Pairs that would need thousands of terms are left to quadrature. Thread-safe.
 */
public final class HermiteKernel implements ActivationKernel {

	private static final int SMALLEST = -1000;

	private final ScalarFunction function, slope;
	private final QuadratureKernel direct;
	private final int offset, stride;
	private final Map<Integer, Optional<HermitePanel>> panels = new ConcurrentHashMap<>();

	/** Whether f is smooth enough, and bounded by a power. */
	public static boolean isKnown(ScalarFunction function, ScalarFunction derivative) {
		var f = function.regularity();
		return f.isAnalytic() && derivative.regularity().isAnalytic() && f.linear() == 0 && derivative.regularity().linear() == 0 && f.square() == 0 && derivative.regularity().square() == 0 && f.height() <= derivative.regularity().height();
	}

	/** Tables of functions in use, which the layers of a network share. */
	private static final Map<ScalarFunction, SoftReference<HermiteKernel>> KNOWN = new WeakHashMap<>();

	/**
	 * @param function   f, see {@link #isKnown}
	 * @param derivative f'
	 */
	public static HermiteKernel of(ScalarFunction function, ScalarFunction derivative) {
		synchronized (KNOWN) {
			var known = KNOWN.get(function);
			var kernel = known == null ? null : known.get();
			if (kernel == null) KNOWN.put(function, new SoftReference<>(kernel = new HermiteKernel(function, derivative)));
			return kernel;
		}
	}

	HermiteKernel(ScalarFunction function, ScalarFunction derivative) {
		this.function = function;
		slope = derivative;
		direct = new QuadratureKernel(function, derivative);
		boolean even = true, odd = true;
		for (double x = 0; x < 8; x += 0.17) {
			double right = derivative.value(x), left = derivative.value(-x);
			even &= right == left;
			odd &= right == -left;
		}
		offset = odd ? 1 : 0;
		stride = even || odd ? 2 : 1;
	}

	private Optional<HermitePanel> panel(double a) {
		int exponent = Math.getExponent(a);
		return panels.computeIfAbsent(exponent, k -> k < SMALLEST ? Optional.empty() : Optional.ofNullable(HermitePanel.of(function, slope, k, offset, stride)));
	}

	@Override
	public double variance(double a) {
		if (a == 0) return function.value(0) * function.value(0);
		if (!Double.isFinite(a)) return direct.variance(a);
		return panel(a).map(panel -> panel.at(a, HermitePanel.SQUARE, 1)[0]).orElseGet(() -> direct.variance(a));
	}

	@Override
	public void map(double a, double b, double c, double delta, double fa, double fb, double[] out) {
		double[] k = { c }, sine2 = { a * b == 0 ? 0 : delta / (a * b) }, dot = new double[1];
		map(marginals(new double[] { a }), 0, 0, marginals(new double[] { b }), 0, k, sine2, 0, dot, 1);
		out[K] = k[0];
		out[K_DOT] = dot[0];
		out[DELTA] = sine2[0] * fa * fb;
	}

	@Override
	public boolean isClosedForm() {
		return false;
	}

	/** What is known of each variance; of its coefficients as many as were asked for. For one thread. */
	private final class Table extends Marginals {

		/** Coefficients are made in multiples of this. */
		static final int SOME = 16;

		final HermitePanel[] panels;
		final double[] means, inverseRoots;
		/** Numbers of one coefficient; an odd number of cache lines apart, or they would displace each other. */
		final int stride;
		/** d_n of variance i at {@code n · stride + i} */
		double[] terms = {};
		int known;

		Table(double[] variances) {
			super(variances, new double[variances.length]);
			int count = variances.length;
			panels = new HermitePanel[count];
			means = new double[count];
			inverseRoots = new double[count];
			stride = ((count + 7) / 8 | 1) * 8;
			for (int i = 0; i < count; i++) {
				double a = variances[i];
				if (a == 0) {
					means[i] = function.value(0);
					images[i] = means[i] * means[i];
					continue;
				}
				panels[i] = Double.isFinite(a) ? panel(a).orElse(null) : null;
				if (panels[i] == null) {
					images[i] = direct.variance(a);
					continue;
				}
				var row = panels[i].at(a, 0, HermitePanel.FIRST);
				images[i] = row[HermitePanel.SQUARE];
				means[i] = row[HermitePanel.MEAN];
				inverseRoots[i] = 1 / Math.sqrt(a);
			}
		}

		/** Whether there are coefficients; else it is left to quadrature. */
		boolean isKnown(int i) {
			return panels[i] != null || variances[i] == 0;
		}

		/** Makes at least so many coefficients of each variance. */
		void require(int count) {
			if (count <= known) return;
			int end = (count + SOME - 1) / SOME * SOME;
			terms = Arrays.copyOf(terms, end * stride);
			for (int i = 0; i < variances.length; i++) {
				if (panels[i] == null) {
					if (known == 0 && variances[i] == 0 && offset == 0) terms[i] = slope.value(0);
					continue;
				}
				int last = Math.min(end, panels[i].terms());
				if (last <= known) continue;
				var row = panels[i].at(variances[i], HermitePanel.FIRST + known, last - known);
				for (int n = known; n < last; n++) terms[n * stride + i] = row[n - known];
			}
			known = end;
		}
	}

	@Override
	public Marginals marginals(double[] variances) {
		return new Table(variances);
	}

	@Override
	public void map(double[] a, double[] fa, int i, int step, double[] b, double[] fb, int j, double[] c, double[] sine2, int at, double[] slopes, int n) {
		map(marginals(a), i, step, marginals(b), j, c, sine2, at, slopes, n);
	}

	@Override
	public void map(Marginals x, int i, int step, Marginals y, int j, double[] c, double[] sine2, int at, double[] slopes, int n) {
		Table left = (Table) x, right = (Table) y;
		double[] rho = new double[n], counts = new double[n], dots = slopes == null ? new double[n] : slopes, sums = new double[n];
		for (int m = 0; m < n; m++) rho[m] = c[at + m] * (left.inverseRoots[i + m * step] * right.inverseRoots[j + m]);
		int most = count(left, i, step, right, j, rho, counts, n);
		left.require(most);
		right.require(most);
		int m = Simd.AVAILABLE ? KernelLanes.series(offset, stride, left.terms, left.stride, i, step, right.terms, right.stride, j, counts, rho, dots, sums, n) : 0;
		for (; m < n; m++) {
			double power = stride == 2 ? rho[m] * rho[m] : rho[m], dot = 0, sum = 0;
			for (int l = (int) counts[m] - 1; l >= 0; l--) {
				double product = left.terms[l * left.stride + i + m * step] * right.terms[l * right.stride + j + m];
				dot = Math.fma(dot, power, product);
				sum = Math.fma(sum, power, product * (1.0 / (offset + stride * l + 1)));
			}
			dots[m] = dot;
			sums[m] = sum;
		}
		boolean all = true;
		for (m = 0; m < n; m++) all &= counts[m] >= 0;
		m = Simd.AVAILABLE && all ? KernelLanes.ofSeries(offset, i, step, j, rho, dots, sums, left.means, right.means, left.variances, right.variances, left.images, right.images, c, sine2, at, n) : 0;
		double[] out = null;
		for (; m < n; m++) {
			int p = i + m * step, q = j + m, to = at + m;
			double z = c[to], fx = left.images[p], fy = right.images[q];
			boolean same = sine2[to] == 0 && z == left.variances[p] && z == right.variances[q];
			if (counts[m] < 0) {
				if (out == null) out = new double[3];
				direct.map(left.variances[p], right.variances[q], z, sine2[to] * (left.variances[p] * right.variances[q]), fx, fy, out);
				c[to] = out[K];
				dots[m] = out[K_DOT];
			} else {
				if (offset == 1) {
					dots[m] *= rho[m];
					sums[m] *= rho[m];
				}
				c[to] = Math.fma(z, sums[m], left.means[p] * right.means[q]);
			}
			if (same) c[to] = fy;
			sine2[to] = same ? 0 : BivariateCovariance.determinant(fx, fy, c[to]) / Math.max(fx * fy, Double.MIN_VALUE);
		}
	}

	/** How many coefficients each pair needs, -1 where quadrature takes its place; the most of them. */
	private static int count(Table left, int i, int step, Table right, int j, double[] rho, double[] counts, int n) {
		HermitePanel knownLeft = null, knownRight = null;
		int[] known = null;
		int most = 1;
		for (int m = 0; m < n; m++) {
			int p = i + m * step, q = j + m;
			HermitePanel one = left.panels[p], other = right.panels[q];
			if (one == null || other == null) counts[m] = left.isKnown(p) && right.isKnown(q) ? 1 : -1;
			else {
				if (one != knownLeft || other != knownRight) known = HermitePanel.counts(knownLeft = one, knownRight = other);
				int count = known[HermitePanel.bucket(rho[m])];
				counts[m] = count;
				most = Math.max(most, count);
			}
		}
		return most;
	}
}
