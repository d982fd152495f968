package org.physics4ml.compute.gaussian;

import java.lang.ref.SoftReference;
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
 * operations a term, about 25 terms for tanh at a = 1, in proportion to a. Variances that would need thousands of terms are left to quadrature. Thread-safe.
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
		return panel(a).map(panel -> panel.at(a)[HermitePanel.SQUARE]).orElseGet(() -> direct.variance(a));
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

	/** Coefficients of each variance, {@code terms[n · count + i]}; null where there is no table. */
	private static final class Table extends Marginals {

		final HermitePanel[] panels;
		final double[] means, inverseRoots, terms;
		final int[] lengths;

		Table(double[] variances, double[][] rows, HermitePanel[] panels, int most) {
			super(variances, new double[variances.length]);
			int count = variances.length;
			this.panels = panels;
			means = new double[count];
			inverseRoots = new double[count];
			terms = new double[most * count];
			lengths = new int[count];
			for (int i = 0; i < count; i++) {
				if (rows[i] == null) continue;
				images[i] = rows[i][HermitePanel.SQUARE];
				means[i] = rows[i][HermitePanel.MEAN];
				inverseRoots[i] = variances[i] == 0 ? 0 : 1 / Math.sqrt(variances[i]);
				lengths[i] = rows[i].length - HermitePanel.FIRST;
				for (int n = 0; n < lengths[i]; n++) terms[n * count + i] = rows[i][HermitePanel.FIRST + n];
			}
		}
	}

	@Override
	public Marginals marginals(double[] variances) {
		var rows = new double[variances.length][];
		var found = new HermitePanel[variances.length];
		int most = 1;
		for (int i = 0; i < rows.length; i++) {
			double a = variances[i];
			if (a == 0) {
				double value = function.value(0);
				rows[i] = new double[] { value * value, value, offset == 0 ? slope.value(0) : 0 };
				continue;
			}
			found[i] = Double.isFinite(a) ? panel(a).orElse(null) : null;
			rows[i] = found[i] == null ? null : found[i].at(a);
			if (found[i] != null) most = Math.max(most, found[i].terms());
		}
		var table = new Table(variances, rows, found, most);
		for (int i = 0; i < rows.length; i++) if (rows[i] == null) table.images[i] = direct.variance(variances[i]);
		return table;
	}

	@Override
	public void map(double[] a, double[] fa, int i, int step, double[] b, double[] fb, int j, double[] c, double[] sine2, int at, double[] slopes, int n) {
		map(marginals(a), i, step, marginals(b), j, c, sine2, at, slopes, n);
	}

	@Override
	public void map(Marginals x, int i, int step, Marginals y, int j, double[] c, double[] sine2, int at, double[] slopes, int n) {
		Table left = (Table) x, right = (Table) y;
		var counts = new int[n];
		int least = Integer.MAX_VALUE, known = -1;
		HermitePanel knownLeft = null, knownRight = null;
		for (int m = 0; m < n; m++) {
			int p = i + m * step, q = j + m;
			var one = left.panels[p];
			var other = right.panels[q];
			if (left.lengths[p] == 0 || right.lengths[q] == 0) counts[m] = -1;
			else if (one == null || other == null) counts[m] = 1;
			else {
				if (one != knownLeft || other != knownRight) known = HermitePanel.terms(knownLeft = one, knownRight = other);
				counts[m] = known;
			}
			least = Math.min(least, counts[m]);
		}
		int done = Simd.AVAILABLE && least >= 0 ? KernelLanes.series(offset, stride, left.terms, left.variances.length, i, step, right.terms, right.variances.length, j, counts, left.inverseRoots,
				right.inverseRoots, left.means, right.means, left.variances, right.variances, left.images, right.images, c, sine2, at, slopes, n) : 0;
		double[] out = null;
		for (int m = done; m < n; m++) {
			int p = i + m * step, q = j + m, to = at + m;
			double z = c[to], dot = 0, sum = 0, fx = left.images[p], fy = right.images[q];
			boolean same = sine2[to] == 0 && z == left.variances[p] && z == right.variances[q];
			if (counts[m] < 0) {
				if (out == null) out = new double[3];
				direct.map(left.variances[p], right.variances[q], z, sine2[to] * (left.variances[p] * right.variances[q]), fx, fy, out);
				c[to] = out[K];
				dot = out[K_DOT];
			} else {
				double rho = z * (left.inverseRoots[p] * right.inverseRoots[q]), power = stride == 2 ? rho * rho : rho;
				for (int l = counts[m] - 1; l >= 0; l--) {
					double product = left.terms[l * left.variances.length + p] * right.terms[l * right.variances.length + q];
					dot = Math.fma(dot, power, product);
					sum = Math.fma(sum, power, product * (1.0 / (offset + stride * l + 1)));
				}
				if (offset == 1) {
					dot *= rho;
					sum *= rho;
				}
				c[to] = Math.fma(z, sum, left.means[p] * right.means[q]);
			}
			if (same) c[to] = fy;
			if (slopes != null) slopes[m] = dot;
			sine2[to] = same ? 0 : BivariateCovariance.determinant(fx, fy, c[to]) / Math.max(fx * fy, Double.MIN_VALUE);
		}
	}
}
