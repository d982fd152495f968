package org.physics4ml.compute.gaussian;

/**
 * The product Π_i f_i(z_i)^{m_i} of functions of linear forms z_i = Σ_s F_is ξ_s in r independent standard normal variables ξ. What quadrature integrates.
 *
 * @param functions f_i
 * @param powers    m_i ≥ 1
 * @param forms     F_i, rows of length r
 * @param rank      r
 */
record Factors(ScalarFunction[] functions, int[] powers, double[][] forms, int rank) {

	int count() {
		return functions.length;
	}

	/** Of f_i^{m_i}. */
	Regularity regularity(int i) {
		return functions[i].regularity().power(powers[i]);
	}

	boolean isAnalytic() {
		for (var function : functions) if (!function.regularity().isAnalytic()) return false;
		return true;
	}

	boolean isHomogeneous() {
		for (var function : functions) if (!function.regularity().isHomogeneous()) return false;
		return true;
	}

	/** What is left of the exponent of e^{-|ξ|²/2} where factors grow fastest: 1 but for functions that grow as e^{κ z²}; the expectation is finite if it is positive. */
	double decay() {
		for (int i = 0; i < count(); i++) if (regularity(i).square() > 0) return 1 - 2 * largestRate();
		return 1;
	}

	/** The largest eigenvalue of Σ_i m_i κ_i F_i F_iᵀ, or its trace, which is as large, beyond two variables. */
	private double largestRate() {
		double a = 0, b = 0, c = 0, trace = 0;
		for (int i = 0; i < count(); i++) {
			double rate = regularity(i).square(), x = forms[i][0], y = rank > 1 ? forms[i][1] : 0, norm = norm(forms[i]);
			if (rate == 0) continue;
			a += rate * x * x;
			b += rate * y * y;
			c += rate * x * y;
			trace += rate * norm * norm;
		}
		return rank > 2 ? trace : 0.5 * (a + b + Math.sqrt((a - b) * (a - b) + 4 * c * c));
	}

	/** Radius in ξ beyond which the integrand is below e^{-36} of its scale. */
	double radius() {
		double growth = 0, shift = 0, radius = 9;
		for (int i = 0; i < count(); i++) {
			growth += regularity(i).growth();
			shift += regularity(i).linear() * norm(forms[i]);
		}
		// r^growth e^{-r²/2} against its mean, which is above 1 for growth ≥ 0 up to a small factor
		for (int step = 0; step < 4; step++) radius = Math.sqrt(2 * (36 + growth * StrictMath.log(radius)));
		double decay = decay();
		return decay == 1 ? radius + shift : radius / Math.sqrt(decay) + shift / decay;
	}

	static double norm(double[] form) {
		double sum = 0;
		for (double x : form) sum += x * x;
		return Math.sqrt(sum);
	}

	static double power(double x, int m) {
		double result = x;
		for (int i = 1; i < m; i++) result *= x;
		return result;
	}
}
