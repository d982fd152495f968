package org.physics4ml.compute.gaussian;

import java.util.Arrays;

/**
 * Closed forms of n-point expectations E f(z_{p1}) … f(z_{pn}), z ~ N(0, Σ), over one neuron (PHYSICS 8.1, A6, A7). Points may repeat and covariances be singular. Up to
 * {@value #MOST} points; relative error below 1e-13 n of the sum of the absolute terms given. Thread-safe.
 *
 * <p>
 * Every method takes Σ over some points, symmetric, and the indices p1 … pn of points in it, and throws {@link IllegalArgumentException} for more than
 * {@value #MOST} of them; no points give 1.
 */
public final class NeuronMoments {

	/** Most points. */
	public static final int MOST = 8;

	private NeuronMoments() {
	}

	/** E z_{p1} … z_{pn} = Σ over pairings of products of Σ_pq (Isserlis, doi:10.1093/biomet/12.1-2.134); 0 for odd n. */
	public static double identity(double[][] sigma, int... points) {
		return monomial(1, sigma, points);
	}

	/** E (z_{p1} … z_{pn})^m for m ≥ 0 by Isserlis' recursion E z_1 X = Σ_j Σ_1j E ∂X/∂z_j over all lower powers, at most (m+1)^n of them. */
	public static double monomial(int m, double[][] sigma, int... points) {
		int n = check(points), states = 1;
		for (int i = 0; i < n; i++) states = Math.multiplyExact(states, m + 1);
		var moments = new double[states]; // by powers in base m+1
		var powers = new int[n];
		moments[0] = 1;
		for (int state = 1; state < states; state++) {
			int first = -1;
			for (int i = n - 1, rest = state; i >= 0; i--) {
				powers[i] = rest % (m + 1);
				rest /= m + 1;
				if (powers[i] > 0) first = i;
			}
			int lower = state - weight(first, n, m);
			double sum = 0;
			for (int j = first; j < n; j++) {
				int count = j == first ? powers[j] - 1 : powers[j];
				if (count > 0) sum += count * sigma[points[first]][points[j]] * moments[lower - weight(j, n, m)];
			}
			moments[state] = sum;
		}
		return moments[states - 1];
	}

	private static int weight(int i, int n, int m) {
		int weight = 1;
		for (int j = i + 1; j < n; j++) weight *= m + 1;
		return weight;
	}

	/** E e^{z_{p1}} … e^{z_{pn}} = exp(½ Σ_{ij} Σ_{pi pj}). */
	public static double exp(double[][] sigma, int... points) {
		check(points);
		return StrictMath.exp(0.5 * quadratic(sigma, points, 0));
	}

	/** E cos z_{p1} … cos z_{pn} = 2^{-n} Σ_{s∈{±1}^n} exp(-½ Σ_ij s_i s_j Σ_ij), all terms positive. */
	public static double cos(double[][] sigma, int... points) {
		int n = check(points);
		if (n == 0) return 1;
		double sum = 0;
		for (int signs = 0; signs < 1 << n - 1; signs++) sum += StrictMath.exp(-0.5 * Math.max(0, quadratic(sigma, points, signs)));
		return Math.scalb(sum, 1 - n);
	}

	/**
	 * E sin z_{p1} … sin z_{pn} = (-1)^{n/2} 2^{-n} Σ_s Π_i s_i exp(-½ Σ_ij s_i s_j Σ_ij), 0 for odd n. For small arguments, where that sum cancels, the equal
	 * form (-1)^{n/2} e^{-tr Σ/2} Π_{i<j} cosh Σ_ij Σ_E Π_{ij∈E} (-tanh Σ_ij) over the sets E of pairs that touch every point an odd number of times; its
	 * leading terms are the Wick contractions.
	 */
	public static double sin(double[][] sigma, int... points) {
		int n = check(points);
		if (n == 0) return 1;
		if (n % 2 == 1) return 0;
		double size = 0;
		for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) size += Math.abs(sigma[points[i]][points[j]]);
		double sum = 0;
		if (size <= n) {
			sum = oddPairs(sigma, points);
		} else {
			for (int signs = 0; signs < 1 << n - 1; signs++) {
				double term = StrictMath.exp(-0.5 * Math.max(0, quadratic(sigma, points, signs)));
				sum += Integer.bitCount(signs) % 2 == 0 ? term : -term;
			}
			sum = Math.scalb(sum, 1 - n);
		}
		return n % 4 == 0 ? sum : -sum;
	}

	/** Adds one pair after the other; parities[mask] sums the products over the sets so far that touch the points of the mask an odd number of times. */
	private static double oddPairs(double[][] sigma, int[] points) {
		int n = points.length, all = (1 << n) - 1;
		double trace = 0;
		double[] parities = new double[all + 1], next = new double[all + 1];
		parities[0] = 1;
		for (int i = 0; i < n; i++) {
			trace += sigma[points[i]][points[i]];
			for (int j = 0; j < i; j++) {
				double c = sigma[points[i]][points[j]], cosh = StrictMath.cosh(c), sinh = StrictMath.sinh(c);
				int pair = 1 << i | 1 << j;
				for (int mask = 0; mask <= all; mask++) next[mask] = cosh * parities[mask] - sinh * parities[mask ^ pair];
				var swap = parities;
				parities = next;
				next = swap;
			}
		}
		return parities[all] * StrictMath.exp(-0.5 * trace);
	}

	/** E exp(-½ Σ_i z_{pi}²) = det(1 + Σ)^{-1/2} over the points listed. */
	public static double gauss(double[][] sigma, int... points) {
		int n = check(points);
		var lower = new double[n][n];
		double determinant = 1;
		for (int i = 0; i < n; i++) {
			for (int j = 0; j <= i; j++) {
				double sum = sigma[points[i]][points[j]] + (i == j ? 1 : 0);
				for (int k = 0; k < j; k++) sum = Math.fma(-lower[i][k], lower[j][k], sum);
				lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
			}
			determinant *= lower[i][i];
		}
		return 1 / determinant;
	}

	/**
	 * E relu(z_{p1}) … relu(z_{p4}) over no more than two different points u, v, with the angle cos θ = c/√(ab): E u⁴ = 3a²/2, E u³v = a√(ab)/(2π) [3(π-θ) cos θ + sin θ (2 + cos² θ)], E
	 * u²v² = ab/(2π) [(π-θ)(1 + 2cos² θ) + 3 sin θ cos θ] (PHYSICS 9.3). NaN, not known here, for other numbers of points.
	 */
	public static double relu(double[][] sigma, int... points) {
		if (check(points) != 4) return Double.NaN;
		int u = points[0], v = u, count = 0;
		for (int point : points) {
			if (point == u) count++;
			else if (v == u || point == v) v = point;
			else return Double.NaN;
		}
		if (count == 1) {
			int swap = u;
			u = v;
			v = swap;
		}
		double a = sigma[u][u], b = sigma[v][v], c = sigma[u][v];
		if (u == v) return 1.5 * a * a;
		double norm = Math.sqrt(a) * Math.sqrt(b);
		if (norm == 0) return 0;
		double root = Math.sqrt(Math.max(0, Math.fma(a, b, -c * c))), rest = StrictMath.atan2(root, -c); // π - θ
		double cos = Math.clamp(c / norm, -1, 1), sin = Math.min(1, root / norm);
		if (count == 2) return norm * norm / (2 * StrictMath.PI) * (rest * (1 + 2 * cos * cos) + 3 * sin * cos);
		return a * norm / (2 * StrictMath.PI) * (3 * rest * cos + sin * (2 + cos * cos));
	}

	/**
	 * One neuron of the Gauss-net φ = e^{z}/e^{Var z} (arXiv:2008.08601; PHYSICS A6): exp(Σ_{i<j} Σ_{pi pj} - ½ Σ_i Σ_{pi pi}). Not translation invariant for n > 2.
	 */
	public static double gaussNet(double[][] sigma, int... points) {
		int n = check(points);
		double exponent = 0;
		for (int i = 0; i < n; i++) {
			exponent -= 0.5 * sigma[points[i]][points[i]];
			for (int j = 0; j < i; j++) exponent += sigma[points[i]][points[j]];
		}
		return StrictMath.exp(exponent);
	}

	/**
	 * One neuron of the cos-net φ = cos(W·x + b), b ~ U(-π, π), W ~ N(0, σ_w²/d) (PHYSICS A7): 2^{-n} Σ over sign vectors s with zero sum of
	 * exp(-σ_w² |Σ_i s_i x_{pi}|²/(2d)); 0 for odd n.
	 *
	 * @param weightVariance σ_w²
	 * @param inputs         x_p, of equal dimension d ≥ 1
	 */
	public static double cosNet(double weightVariance, double[][] inputs, int... points) {
		int n = check(points);
		if (n == 0) return 1;
		double sum = 0;
		for (int signs = 0; signs < 1 << n - 1; signs++) { // s_1 … s_{n-1} from the bits, s_n = +1
			if (2 * Integer.bitCount(signs) != n) continue;
			double square = 0;
			int dimension = inputs[points[0]].length;
			for (int a = 0; a < dimension; a++) {
				double component = 0;
				for (int i = 0; i < n; i++) component += (signs >> i & 1) == 0 ? inputs[points[i]][a] : -inputs[points[i]][a];
				square = Math.fma(component, component, square);
			}
			sum += StrictMath.exp(-0.5 * weightVariance * square / dimension);
		}
		return Math.scalb(sum, 1 - n);
	}

	/** Σ_ij s_i s_j Σ_ij, s_i = -1 where bit i is set. */
	private static double quadratic(double[][] sigma, int[] points, int signs) {
		double sum = 0;
		for (int i = 0; i < points.length; i++) {
			sum += sigma[points[i]][points[i]];
			for (int j = 0; j < i; j++) {
				double term = 2 * sigma[points[i]][points[j]];
				sum += ((signs >> i ^ signs >> j) & 1) == 0 ? term : -term;
			}
		}
		return sum;
	}

	private static int check(int[] points) {
		if (points.length > MOST) throw new IllegalArgumentException("more than " + MOST + " points: " + Arrays.toString(points));
		return points.length;
	}
}
