package org.physics4ml.compute.gaussian;

import java.util.Arrays;

/**
 * E Π_i g_i(z_i) of functions that are homogeneous on either side of 0, g(z) = α z^n + β z^n 1(z &gt; 0), of up to four linear forms z_i. In
 *
 * <pre>
 *   E z_i X = Σ_j Σ_ij E ∂X/∂z_j
 * </pre>
 *
 * a power is used up by every term, and the derivative of a step puts its variable to 0, where the others are projected. What is left in the end are orthant probabilities: closed forms
 * for up to three variables, for four one integral of closed forms (Plackett, doi:10.1093/biomet/41.3-4.351).
 */
final class RectifiedMoments {

	static final int MOST = 4;
	/** Step and half range of the double exponential rule, which takes no notice of singularities at the ends. */
	private static final double STEP = 1.0 / 20, REACH = 3.4;
	private static final double COLLINEAR = 1e-14, TWO_PI = 2 * StrictMath.PI;

	private RectifiedMoments() {
	}

	/** @param factors homogeneous, at most {@value #MOST} of them */
	static GaussianExpectation of(Factors factors) {
		int n = 0;
		double[] above = new double[factors.count()], below = new double[factors.count()];
		var powers = new int[factors.count()];
		var forms = new double[factors.count()][];
		for (int i = 0; i < forms.length; i++) { // collinear variables are one
			var form = factors.forms()[i];
			int g = 0;
			while (g < n && sine(forms[g], form) > COLLINEAR * Math.sqrt(dot(forms[g], forms[g]) * dot(form, form))) g++;
			if (g == n) {
				forms[n] = form;
				above[n] = below[n++] = 1;
			}
			double ratio = dot(forms[g], form) / dot(forms[g], forms[g]), scale = 1;
			int degree = factors.regularity(i).degree();
			for (int m = 0; m < degree; m++) scale *= Math.abs(ratio);
			double positive = Factors.power(factors.functions()[i].value(1), factors.powers()[i]), negative = Factors.power(factors.functions()[i].value(-1), factors.powers()[i]);
			above[g] *= scale * (ratio > 0 ? positive : negative);
			below[g] *= scale * (ratio > 0 ? negative : positive);
			powers[g] += degree;
		}
		forms = Arrays.copyOf(forms, n);
		powers = Arrays.copyOf(powers, n);
		double[] smooth = new double[n], kinked = new double[n];
		for (int g = 0; g < n; g++) {
			smooth[g] = powers[g] % 2 == 0 ? below[g] : -below[g];
			kinked[g] = above[g] - smooth[g];
		}
		double sum = 0, absolute = 0;
		for (int set = 0; set < 1 << n; set++) {
			double weight = 1;
			for (int i = 0; i < n; i++) weight *= (set >> i & 1) == 1 ? kinked[i] : smooth[i];
			if (weight == 0) continue;
			double term = weight * moment(forms, powers, set);
			sum += term;
			absolute += Math.abs(term);
		}
		return new GaussianExpectation(sum, 4 * GaussianExpectation.ROUNDING * absolute, "closed form up to one integral");
	}

	/** E Π_i z_i^{n_i} Π_{i ∈ set} 1(z_i > 0). */
	private static double moment(double[][] forms, int[] powers, int set) {
		int first = 0;
		while (first < powers.length && powers[first] == 0) first++;
		if (first == powers.length) return orthant(forms, set);
		var lower = powers.clone();
		lower[first]--;
		double sum = 0;
		for (int j = 0; j < powers.length; j++) {
			double covariance = dot(forms[first], forms[j]);
			if (covariance == 0) continue;
			if (lower[j] > 0) {
				var derived = lower.clone();
				derived[j]--;
				sum += covariance * lower[j] * moment(forms, derived, set);
			} else if ((set >> j & 1) == 1) {
				double square = dot(forms[j], forms[j]);
				sum += covariance / Math.sqrt(TWO_PI * square) * moment(projected(forms, j, square), lower, set & ~(1 << j));
			}
		}
		return sum;
	}

	/** The forms given that form j vanishes. */
	private static double[][] projected(double[][] forms, int j, double square) {
		var result = new double[forms.length][];
		for (int i = 0; i < forms.length; i++) {
			double factor = i == j ? 0 : dot(forms[i], forms[j]) / square, rest = 0;
			result[i] = new double[forms[i].length];
			if (i == j) continue;
			for (int s = 0; s < result[i].length; s++) {
				result[i][s] = Math.fma(-factor, forms[j][s], forms[i][s]);
				rest = Math.fma(result[i][s], result[i][s], rest);
			}
			if (rest <= 1e-28 * dot(forms[i], forms[i])) Arrays.fill(result[i], 0);
		}
		return result;
	}

	/** P(z_i > 0 for i in the set). */
	private static double orthant(double[][] forms, int set) {
		var members = new int[Integer.bitCount(set)];
		for (int i = 0, n = 0; i < forms.length; i++) if ((set >> i & 1) == 1) members[n++] = i;
		int n = members.length;
		var correlations = new double[n][n];
		double sum = 1;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < i; j++) {
				double sine = sine(forms[members[i]], forms[members[j]]), c = dot(forms[members[i]], forms[members[j]]);
				sum += 2 / StrictMath.PI * StrictMath.atan2(c, sine);
				correlations[i][j] = correlations[j][i] = c / Math.sqrt(dot(forms[members[i]], forms[members[i]]) * dot(forms[members[j]], forms[members[j]]));
			}
		if (n < 4) return Math.scalb(n == 0 ? 1 : sum, -n);
		return Math.scalb(sum, -4) + fourth(correlations);
	}

	/** |x| |y| sin of the angle between. */
	private static double sine(double[] x, double[] y) {
		double xx = dot(x, x), t = dot(x, y) / xx, rest = 0;
		for (int s = 0; s < x.length; s++) {
			double r = Math.fma(-t, x[s], y[s]);
			rest = Math.fma(r, r, rest);
		}
		return Math.sqrt(xx * rest);
	}

	/**
	 * What P(z_1 … z_4 > 0) is beside the closed form of pairs: E Π sign z_i / 16 = (1/4π²) ∫_0^1 Σ_{i<j} ρ_ij (1-t²ρ_ij²)^{-1/2} atan2(c_kl, √Δ_kl) dt, c and Δ of the other two
	 * given z_i = z_j = 0, all correlations times t.
	 */
	private static double fourth(double[][] r) {
		double sum = 0;
		for (double x = -REACH; x <= REACH; x += STEP) {
			double u = 0.5 * StrictMath.PI * StrictMath.sinh(x), cosh = StrictMath.cosh(u);
			double t = 1 / (1 + StrictMath.exp(-2 * u)), weight = 0.25 * StrictMath.PI * StrictMath.cosh(x) / (cosh * cosh);
			double value = 0;
			for (int i = 0; i < 4; i++)
				for (int j = 0; j < i; j++) {
					int k = 0;
					while (k == i || k == j) k++;
					int l = 6 - i - j - k;
					value += r[i][j] / Math.sqrt((1 - t * r[i][j]) * (1 + t * r[i][j])) * conditional(t, r[i][j], r[i][k], r[i][l], r[j][k], r[j][l], r[k][l]);
				}
			sum += STEP * weight * value;
		}
		return sum / (4 * StrictMath.PI * StrictMath.PI);
	}

	/** asin of the correlation of z_k and z_l given z_i = z_j = 0. */
	private static double conditional(double t, double ij, double ik, double il, double jk, double jl, double kl) {
		double t2 = t * t, d = (1 - t * ij) * (1 + t * ij);
		double kk = d - t2 * (ik * ik + jk * jk) + 2 * t2 * t * ij * ik * jk, ll = d - t2 * (il * il + jl * jl) + 2 * t2 * t * ij * il * jl;
		double c = t * kl * d - t2 * (ik * il + jk * jl) + t2 * t * ij * (ik * jl + il * jk);
		return StrictMath.atan2(c, Math.sqrt(Math.max(0, kk * ll - c * c)));
	}

	private static double dot(double[] x, double[] y) {
		double sum = 0;
		for (int s = 0; s < x.length; s++) sum = Math.fma(x[s], y[s], sum);
		return sum;
	}
}
