package org.physics4ml.compute.gaussian;

/**
 * Expectation of a product of analytic functions by the trapezoid rule in independent standard normal variables, which converges geometrically.
 *
 * <p>
 * If the integrand is analytic up to the height d in one variable and grows there like e^{q d² + l d}, the rule of step h errs by about e^{-T} with
 * 2πd/h = T + (1/2 + q) d² + l d (Trefethen and Weideman, doi:10.1137/130932132); the best d is √(T/(1/2+q)) or just below the singularity. The
 * sum over even nodes alone is the rule of twice the step, with an error e^{-T'}, T' between T/2 (next to a singularity) and T/4 (entire functions). If its distance
 * from this one is larger than that, the functions are less regular than they say, and twice that distance is the error stated.
 */
final class Trapezoid {

	/** T but for what the integrand grows by off the real axis. */
	private static final double MARGIN = 36;
	/** From here on a table of the last factor is cheaper than the sum; more than the most are not spent: some seconds. */
	private static final double MANY_NODES = 2e6, MOST_NODES = 1e8;
	private static final double TEN = StrictMath.log(10);
	private static final double ROOT_TWO_PI = Math.sqrt(2 * StrictMath.PI);

	private final Factors factors;
	private final int rank;
	private final double radius;
	private final double[] steps;
	private final double[][] weights;
	/** The last variable that each form depends on. */
	private final int[] last;
	/** bases[s][i] = Σ_{t<s} F_it ξ_t */
	private final double[][] bases;
	private final double[] row, product;
	private double fine, coarse, absolute, target, coarseTarget = Double.POSITIVE_INFINITY;

	private Trapezoid(Factors factors) {
		this.factors = factors;
		rank = factors.rank();
		radius = factors.radius();
		steps = new double[rank];
		weights = new double[rank][];
		for (int s = 0; s < rank; s++) {
			var rate = new Rate(factors, s);
			double h = steps[s] = rate.step();
			target = rate.target;
			coarseTarget = Math.min(coarseTarget, rate.coarseTarget());
			weights[s] = new double[(int) (radius / h) + 1];
			for (int k = 0; k < weights[s].length; k++) weights[s][k] = h / ROOT_TWO_PI * StrictMath.exp(-0.5 * (k * h) * (k * h));
		}
		last = new int[factors.count()];
		for (int i = 0; i < last.length; i++) for (int s = 0; s < rank; s++) if (factors.forms()[i][s] != 0) last[i] = s;
		bases = new double[rank + 1][factors.count()];
		row = new double[2 * weights[rank - 1].length - 1];
		product = new double[row.length];
	}

	/**
	 * @param factors analytic, of rank ≥ 1
	 * @return the expectation, null if it takes too many nodes
	 */
	static GaussianExpectation of(Factors factors) {
		double nodes = nodes(factors);
		var reduced = factors.rank() > 2 || factors.rank() == 2 && nodes > MANY_NODES ? SmoothedFactor.reduce(factors) : null;
		if ((reduced == null ? nodes : nodes(reduced)) > MOST_NODES) return null;
		var sum = new Trapezoid(reduced == null ? factors : reduced);
		sum.add(0, sum.radius * sum.radius, true, 1);
		double distance = sum.absolute == 0 ? 0 : Math.abs(sum.fine - sum.coarse) / sum.absolute;
		boolean expected = distance <= 10 * StrictMath.exp(sum.target - MARGIN - sum.coarseTarget);
		double error = GaussianExpectation.ROUNDING + (expected ? StrictMath.exp(-MARGIN) : 2 * distance);
		return new GaussianExpectation(sum.fine, error * sum.absolute, "trapezoid rule");
	}

	private static double nodes(Factors factors) {
		double nodes = 1;
		for (int s = 0; s < factors.rank(); s++) nodes *= 2 * factors.radius() / step(factors, s) + 1;
		return nodes;
	}

	/** Step in variable s. */
	static double step(Factors factors, int s) {
		return new Rate(factors, s).step();
	}

	/** How fast the rule converges in one variable. */
	private static final class Rate {

		private final double target;
		private double quadratic = 0.5, linear, height = Double.POSITIVE_INFINITY;

		Rate(Factors factors, int s) {
			double t = MARGIN;
			for (int i = 0; i < factors.count(); i++) {
				double scale = Math.abs(factors.forms()[i][s]);
				var regularity = factors.regularity(i);
				quadratic += regularity.quadratic() * scale * scale;
				linear += regularity.linear() * scale;
				if (scale > 0) height = Math.min(height, 0.9 * regularity.height() / scale);
				// on the line of integration a factor is up to ten times as large as on the axis: a power at height ten, any function next to its pole
				t += TEN * Math.max(regularity.growth(), factors.powers()[i]);
			}
			target = t;
		}

		/** h for which the error is e^{-T}. */
		double step() {
			double d = Math.min(height, Math.sqrt(target / quadratic));
			return 2 * StrictMath.PI * d / (target + quadratic * d * d + linear * d);
		}

		/** T' */
		double coarseTarget() {
			double frequency = StrictMath.PI / step(), d = Math.max(0, Math.min(height, (frequency - linear) / (2 * quadratic)));
			return (frequency - linear) * d - quadratic * d * d;
		}
	}

	/** Sums over variables s … r-1 with |ξ|² ≤ left, given the bases of the variables before. */
	private void add(int s, double left, boolean even, double factor) {
		double h = steps[s];
		int reach = Math.min((int) (Math.sqrt(left) / h), weights[s].length - 1);
		if (s == rank - 1) {
			addRow(s, reach, even, factor);
			return;
		}
		for (int k = -reach; k <= reach; k++) {
			double xi = k * h, inner = factor * weights[s][Math.abs(k)];
			for (int i = 0; i < last.length; i++) {
				bases[s + 1][i] = bases[s][i] + factors.forms()[i][s] * xi;
				if (last[i] == s) inner *= Factors.power(factors.functions()[i].value(bases[s + 1][i]), factors.powers()[i]);
			}
			if (inner != 0) add(s + 1, Math.max(0, left - xi * xi), even && k % 2 == 0, inner);
		}
	}

	private void addRow(int s, int reach, boolean even, double factor) {
		int n = 2 * reach + 1;
		double h = steps[s];
		for (int k = -reach; k <= reach; k++) product[k + reach] = weights[s][Math.abs(k)];
		for (int i = 0; i < last.length; i++) {
			if (last[i] != s) continue;
			double base = bases[s][i], slope = factors.forms()[i][s] * h;
			for (int l = 0; l < n; l++) row[l] = base + slope * (l - reach);
			factors.functions()[i].apply(row, 0, row, 0, n);
			for (int power = factors.powers()[i]; power > 0; power--) for (int l = 0; l < n; l++) product[l] *= row[l];
		}
		double odds = 0, evens = 0, size = 0;
		for (int l = 0; l < n; l++) {
			if ((l - reach) % 2 == 0) evens += product[l];
			else odds += product[l];
			size += Math.abs(product[l]);
		}
		fine += factor * (evens + odds);
		absolute += Math.abs(factor) * size;
		if (even) coarse += Math.scalb(factor * evens, rank);
	}
}
