package org.physics4ml.compute.gaussian;

import java.util.Arrays;
import java.util.Optional;

/**
 * Expectations of functions of correlated Gaussian variables of mean zero, to rounding: 1e-12 relative to the expectation of the absolute value. Closed forms
 * in the polar angle for homogeneous functions with a kink, the trapezoid rule for analytic functions, Gauss-Legendre between kinks otherwise (PHYSICS 3).
 * Deterministic, thread-safe.
 */
public final class GaussianMoments {

	/** A variable whose variance given the others is below this part of its own is taken for their linear combination. */
	private static final double DEPENDENT = 1e-14;

	/** Integrals of functions that grow as e^{κ z²} are taken for infinite below: values on the way would overflow. */
	private static final double LEAST_DECAY = 0.05;

	private GaussianMoments() {
	}

	/**
	 * E f(u)², u ~ N(0, a). With the derivative of f in place of f, the diagonal of K̇.
	 *
	 * @param a variance, ≥ 0
	 * @throws ArithmeticException if f varies too fast on the scale √a for quadrature, or grows so fast that the expectation is infinite
	 */
	public static GaussianExpectation square(ScalarFunction f, double a) {
		return expectation(f, new double[][] { { a } }, 2).orElseThrow(() -> tooLarge(a));
	}

	/**
	 * E f(u) g(v), (u, v) ~ N(0, [[a, c], [c, b]]). The determinant carried with the covariance gives the direction of the second variable, so that nearly
	 * (anti)parallel variables lose nothing; at Δ = 0 it is one integral.
	 *
	 * @throws ArithmeticException if f or g vary too fast on the scale √a or √b for quadrature (tanh from a = 10⁸ on)
	 */
	public static GaussianExpectation product(ScalarFunction f, ScalarFunction g, BivariateCovariance covariance) {
		double a = covariance.a(), b = covariance.b();
		if (b > a) return product(g, f, new BivariateCovariance(b, a, covariance.c(), covariance.delta()));
		double root = Math.sqrt(a);
		double[][] forms = { { root, 0 }, a == 0 ? new double[2] : new double[] { covariance.c() / root, Math.sqrt(covariance.delta() / a) } };
		int rank = a == 0 ? 0 : forms[1][1] == 0 ? 1 : 2;
		return expectation(new Factors(new ScalarFunction[] { f, g }, new int[] { 1, 1 }, forms, rank)).orElseThrow(() -> tooLarge(a));
	}

	private static ArithmeticException tooLarge(double a) {
		return new ArithmeticException("a Gaussian variable of variance " + a + " is too wide for quadrature, or too near to that where moments are infinite");
	}

	/**
	 * E f(z_1)^{m_1} … f(z_k)^{m_k}, z ~ N(0, Σ). The covariance is reduced to its rank r by Cholesky decomposition with pivots; equal, antiparallel and
	 * linearly dependent variables are no exception. r ≤ 2 for any f; four variables for homogeneous f; for analytic f r ≤ 4, and more where it takes less than some seconds. Cost: about 10⁴
	 * evaluations of f at r = 2, 10⁶ at r = 4.
	 *
	 * @param f          the function
	 * @param covariance Σ, k × k, symmetric, positive semi-definite up to rounding
	 * @param powers     m_i ≥ 0, k numbers
	 * @return empty where no method to compute it to rounding is known: f with kinks at r ≥ 3, unless it is homogeneous on either side of 0 and there are no more than
	 *         four different variables
	 * @throws IllegalArgumentException if a dimension is wrong or a number not finite, or a variance negative
	 */
	public static Optional<GaussianExpectation> expectation(ScalarFunction f, double[][] covariance, int... powers) {
		check(covariance, powers);
		int k = powers.length, n = 0;
		var chosen = new int[k];
		var total = new int[k];
		for (int p = 0; p < k; p++) {
			if (powers[p] == 0) continue;
			int q = 0;
			while (q < n && !equal(covariance, chosen[q], p)) q++;
			if (q == n) chosen[n++] = p;
			total[q] += powers[p];
		}
		var sigma = new double[n][n];
		for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) sigma[i][j] = covariance[chosen[i]][chosen[j]];
		var functions = new ScalarFunction[n];
		Arrays.fill(functions, f);
		total = Arrays.copyOf(total, n);
		if (f.regularity().degree() == 0) {
			var steps = Orthants.expectation(f, sigma, total);
			if (steps.isPresent()) return steps;
		}
		var forms = new double[n][n];
		int rank = decompose(sigma, forms);
		return expectation(new Factors(functions, total, forms, rank));
	}

	/**
	 * E f_1(z_1) … f_k(z_k), z ~ N(0, Σ), by the methods of {@link #expectation(ScalarFunction, double[][], int...)}.
	 *
	 * @param functions   f_i, k of them
	 * @param covariance  Σ, k × k, symmetric, positive semi-definite up to rounding
	 * @param largestRank highest rank of Σ at which it is tried
	 * @return empty beyond that rank, or where no method to compute it to rounding is known
	 */
	public static Optional<GaussianExpectation> product(ScalarFunction[] functions, double[][] covariance, int largestRank) {
		int k = functions.length;
		var powers = new int[k];
		Arrays.fill(powers, 1);
		check(covariance, powers);
		var forms = new double[k][k];
		int rank = decompose(covariance, forms);
		return rank > largestRank ? Optional.empty() : expectation(new Factors(functions, powers, forms, rank));
	}

	/**
	 * E f(z_1)^{m_1} … f(z_k)^{m_k} for z_p = Σ_s F_ps ξ_s, where each ξ_s is independent and of variance 1, standard normal or uniform on (-√3, √3): the
	 * preactivations of a first layer with such weights. Gauss-Legendre between kinks. Cost: about 10⁵ evaluations of f with two variables.
	 *
	 * @param forms   F, k rows of equal length
	 * @param uniform which of the variables are uniform
	 * @param powers  m_p ≥ 0, k numbers
	 * @return empty if more than two variables matter
	 * @throws IllegalArgumentException if a dimension is wrong
	 */
	public static Optional<GaussianExpectation> independent(ScalarFunction f, double[][] forms, boolean[] uniform, int... powers) {
		if (forms.length != powers.length) throw new IllegalArgumentException(forms.length + " variables, " + powers.length + " powers");
		var used = new int[2];
		int rank = 0;
		for (int s = 0; s < uniform.length; s++) {
			boolean matters = false;
			for (int p = 0; p < powers.length; p++) matters |= powers[p] > 0 && forms[p][s] != 0;
			if (!matters) continue;
			if (rank == 2) return Optional.empty();
			used[rank++] = s;
		}
		int n = 0;
		double constant = 1;
		var rows = new double[powers.length][];
		var exponents = new int[powers.length];
		for (int p = 0; p < powers.length; p++) {
			if (powers[p] == 0) continue;
			var row = new double[rank];
			for (int s = 0; s < rank; s++) row[s] = forms[p][used[s]];
			if (Factors.norm(row) == 0) {
				constant *= Factors.power(f.value(0), powers[p]);
			} else {
				rows[n] = row;
				exponents[n++] = powers[p];
			}
		}
		if (n == 0) return Optional.of(new GaussianExpectation(constant, GaussianExpectation.ROUNDING * Math.abs(constant), "closed form"));
		var functions = new ScalarFunction[n];
		Arrays.fill(functions, f);
		var laws = new boolean[rank];
		for (int s = 0; s < rank; s++) laws[s] = uniform[used[s]];
		var factors = new Factors(functions, Arrays.copyOf(exponents, n), Arrays.copyOf(rows, n), rank);
		return factors.decay() > LEAST_DECAY ? Optional.of(PiecewiseRule.of(factors, laws).times(constant)) : Optional.empty();
	}

	private static void check(double[][] covariance, int[] powers) {
		if (covariance.length != powers.length) throw new IllegalArgumentException(covariance.length + " variables, " + powers.length + " powers");
		for (int p = 0; p < powers.length; p++) {
			if (powers[p] < 0) throw new IllegalArgumentException("power " + powers[p]);
			if (covariance[p].length != powers.length || !(covariance[p][p] >= 0)) throw new IllegalArgumentException("row " + p + " of the covariance");
			for (double entry : covariance[p]) if (!Double.isFinite(entry)) throw new IllegalArgumentException("row " + p + " of the covariance: " + entry);
		}
	}

	private static boolean equal(double[][] covariance, int p, int q) {
		return covariance[p][p] == covariance[q][q] && covariance[p][q] == covariance[p][p];
	}

	/**
	 * Σ = F Fᵀ with the largest remaining variance as pivot, so that pivots make a triangle.
	 *
	 * @param forms F, filled
	 * @return the rank; columns from there on are 0
	 */
	private static int decompose(double[][] sigma, double[][] forms) {
		int n = sigma.length;
		var rest = new double[n];
		for (int i = 0; i < n; i++) rest[i] = sigma[i][i];
		for (int r = 0; r < n; r++) {
			int pivot = 0;
			for (int i = 1; i < n; i++) if (rest[i] > rest[pivot]) pivot = i;
			double root = Math.sqrt(rest[pivot]);
			if (root == 0) return r;
			for (int i = 0; i < n; i++) {
				if (rest[i] == 0) continue; // already a pivot, or dependent on those
				double sum = sigma[i][pivot];
				for (int s = 0; s < r; s++) sum = Math.fma(-forms[i][s], forms[pivot][s], sum);
				forms[i][r] = i == pivot ? root : sum / root;
			}
			for (int i = 0; i < n; i++) {
				rest[i] -= forms[i][r] * forms[i][r];
				if (i == pivot || rest[i] <= DEPENDENT * sigma[i][i]) rest[i] = 0;
			}
		}
		return n;
	}

	/** Constant factors taken out, by the method that suits the rest. */
	private static Optional<GaussianExpectation> expectation(Factors factors) {
		int n = 0;
		double constant = 1;
		var functions = new ScalarFunction[factors.count()];
		var powers = new int[factors.count()];
		var forms = new double[factors.count()][];
		for (int i = 0; i < factors.count(); i++) {
			if (Factors.norm(factors.forms()[i]) == 0) {
				constant *= Factors.power(factors.functions()[i].value(0), factors.powers()[i]);
			} else {
				functions[n] = factors.functions()[i];
				powers[n] = factors.powers()[i];
				forms[n++] = Arrays.copyOf(factors.forms()[i], factors.rank());
			}
		}
		if (n == 0) return Optional.of(new GaussianExpectation(constant, GaussianExpectation.ROUNDING * Math.abs(constant), "closed form"));
		var rest = new Factors(Arrays.copyOf(functions, n), Arrays.copyOf(powers, n), Arrays.copyOf(forms, n), factors.rank());
		if (!(rest.decay() > LEAST_DECAY)) return Optional.empty();
		GaussianExpectation result = rest.isAnalytic() ? Trapezoid.of(rest) : rest.rank() <= 2 ? PiecewiseRule.of(rest)
				: rest.isHomogeneous() && n <= RectifiedMoments.MOST ? RectifiedMoments.of(rest) : null;
		return result == null ? Optional.empty() : Optional.of(result.times(constant));
	}
}
