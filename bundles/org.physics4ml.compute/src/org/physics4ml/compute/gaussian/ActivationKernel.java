package org.physics4ml.compute.gaussian;

/**
 * Kernel map of an activation f: for (u, v) ~ N(0, [[a, c], [c, b]])
 *
 * <pre>
 *   K(a, b, c)  = E f(u) f(v)          K̇(a, b, c) = E f'(u) f'(v) = ∂K/∂c     (Price's theorem)
 * </pre>
 *
 * A layer of infinite width maps the covariance of its preactivations by K ← σ_b² + σ_w² K(a, b, c) (NNGP) and Θ ← K + σ_w² K̇ Θ (NTK), arXiv:1711.00165,
 * arXiv:1806.07572. Stateless, thread-safe; the same bits for the same arguments.
 */
public interface ActivationKernel {

	/** Where {@link #map} writes K, K̇ and Δ'. */
	int K = 0, K_DOT = 1, DELTA = 2;

	/** E f(u)², u ~ N(0, a), a ≥ 0. */
	double variance(double a);

	/**
	 * Maps one pair of preactivations, symmetric under exchange of the two to the last bit. O(1), no allocation.
	 *
	 * @param a     variance of u
	 * @param b     variance of v
	 * @param c     covariance of u and v
	 * @param delta ab - c² carried beside them, see {@link BivariateCovariance}
	 * @param fa    {@link #variance}(a)
	 * @param fb    {@link #variance}(b)
	 * @param out   {@code out[K]} = K, {@code out[K_DOT]} = K̇, +∞ where it does not exist (step and sign at Δ = 0), {@code out[DELTA]} = fa·fb - K², accurate
	 *              enough for the next layer of this activation
	 */
	void map(double a, double b, double c, double delta, double fa, double fb, double[] out);

	/**
	 * Maps a row of pairs in place: c ← K, sin²ϑ = Δ/(ab) ← Δ'/(fa·fb). Each pair whatever its neighbours; of a variable with itself (a = b = c, ϑ = 0) K is fa and Δ' is 0.
	 *
	 * @param a     variances of the first variables, from i on in steps of 0 or 1
	 * @param fa    their images {@link #variance}, likewise
	 * @param b     variances of the second variables, from j on
	 * @param fb    their images
	 * @param c     covariances, from {@code at} on
	 * @param sine2 sin²ϑ, from {@code at} on; 0 where a or b is 0
	 * @param slope where to write K̇, from 0 on, or null
	 * @param n     number of pairs
	 */
	default void map(double[] a, double[] fa, int i, int step, double[] b, double[] fb, int j, double[] c, double[] sine2, int at, double[] slope, int n) {
		each(this, a, fa, i, step, b, fb, j, c, sine2, at, slope, 0, n);
	}

	/** What depends on one variable of a pair alone, made once for many pairs. For one thread. */
	class Marginals {

		final double[] variances, images;
		private double[] work = {};

		/**
		 * @param variances not copied
		 * @param images    their images
		 */
		protected Marginals(double[] variances, double[] images) {
			this.variances = variances;
			this.images = images;
		}

		/** {@link ActivationKernel#variance} of each variance. */
		public double[] images() {
			return images;
		}

		/** Room for numbers in between, at least so many, kept from row to row. */
		protected final double[] work(int length) {
			if (work.length < length) work = new double[length];
			return work;
		}
	}

	/** Of these variances; not copied. */
	default Marginals marginals(double[] variances) {
		var images = new double[variances.length];
		for (int i = 0; i < images.length; i++) images[i] = variance(variances[i]);
		return new Marginals(variances, images);
	}

	/** The same with what {@link #marginals} made of the variances. */
	default void map(Marginals x, int i, int step, Marginals y, int j, double[] c, double[] sine2, int at, double[] slope, int n) {
		map(x.variances, x.images, i, step, y.variances, y.images, j, c, sine2, at, slope, n);
	}

	/** The pairs first … n - 1 of a row, one after the other. */
	static void each(ActivationKernel kernel, double[] a, double[] fa, int i, int step, double[] b, double[] fb, int j, double[] c, double[] sine2, int at, double[] slope, int first, int n) {
		var out = new double[3];
		for (int m = first; m < n; m++) {
			double x = a[i + m * step], y = b[j + m], z = c[at + m], d = sine2[at + m], fx = fa[i + m * step], fy = fb[j + m];
			boolean same = d == 0 && z == x && z == y;
			kernel.map(x, y, z, d * (x * y), fx, fy, out);
			c[at + m] = same ? fy : out[K];
			sine2[at + m] = same ? 0 : out[DELTA] / Math.max(fx * fy, Double.MIN_VALUE);
			if (slope != null) slope[m] = out[K_DOT];
		}
	}

	/** Whether K and K̇ are closed forms; else they are quadrature to 1e-12. */
	default boolean isClosedForm() {
		return true;
	}

	/** {@link #map} for one pair outside of loops. */
	default Image map(BivariateCovariance s) {
		double fa = variance(s.a()), fb = variance(s.b());
		var out = new double[3];
		map(s.a(), s.b(), s.c(), s.delta(), fa, fb, out);
		return new Image(new BivariateCovariance(fa, fb, out[K], out[DELTA]), out[K_DOT]);
	}

	/**
	 * @param covariance covariance of f(u), f(v) about zero
	 * @param derivative K̇
	 */
	record Image(BivariateCovariance covariance, double derivative) {
	}
}
