package org.physics4ml.compute.gaussian;

import java.util.Arrays;

/**
 * Expectation of a product of piecewise analytic functions of one or two independent variables, each standard normal or uniform on (-√3, √3).
 *
 * <p>
 * Homogeneous functions: in polar coordinates the radius separates, E r^n exactly, and the angle runs over arcs on which no argument changes sign. Others:
 * Gauss-Legendre on panels between the kinks; the outer of two integrals is split where kink lines cross and where they leave the inner range.
 */
final class PiecewiseRule {

	private static final GaussLegendre ARC = new GaussLegendre(40), COARSE = new GaussLegendre(16), FINE = new GaussLegendre(24);

	private static final double ROOT_THREE = Math.sqrt(3);

	private final Factors factors;
	private final boolean[] uniform;
	private double absolute;

	private PiecewiseRule(Factors factors, boolean[] uniform) {
		this.factors = factors;
		this.uniform = uniform;
	}

	/** @param factors of normal variables, of rank 1 or 2 */
	static GaussianExpectation of(Factors factors) {
		return of(factors, new boolean[factors.rank()]);
	}

	/**
	 * @param factors of rank 1 or 2
	 * @param uniform which variables are uniform
	 */
	static GaussianExpectation of(Factors factors, boolean[] uniform) {
		var rule = new PiecewiseRule(factors, uniform);
		if (factors.isHomogeneous() && !uniform[0] && !uniform[factors.rank() - 1]) {
			double value = factors.rank() == 1 ? rule.rays() : rule.arcs();
			return new GaussianExpectation(value, GaussianExpectation.ROUNDING * rule.absolute,
					factors.rank() == 1 ? "closed form" : "closed form in the radius, Gauss-Legendre in the angle");
		}
		double coarse = rule.panels(COARSE);
		rule.absolute = 0;
		double fine = rule.panels(FINE);
		return new GaussianExpectation(fine, Math.abs(fine - coarse) + GaussianExpectation.ROUNDING * rule.absolute, "Gauss-Legendre rule between kinks");
	}

	private double product(double x, double y) {
		double product = 1;
		for (int i = 0; i < factors.count(); i++) {
			var form = factors.forms()[i];
			double z = factors.rank() == 1 ? form[0] * x : form[0] * x + form[1] * y;
			product *= Factors.power(factors.functions()[i].value(z), factors.powers()[i]);
		}
		return product;
	}

	private int degree() {
		int degree = 0;
		for (int i = 0; i < factors.count(); i++) degree += factors.regularity(i).degree();
		return degree;
	}

	/** E r^n of a Rayleigh variable r: n!! for even n, √(π/2) n!! for odd; E|ξ|^n of a normal one is (n-1)!!, times √(2/π) for odd n. */
	private static double radial(int n, int dimension) {
		double moment = 1;
		if (n % 2 == 1) moment = Math.sqrt(dimension == 2 ? StrictMath.PI / 2 : 2 / StrictMath.PI);
		for (int k = dimension == 2 ? n : n - 1; k > 1; k -= 2) moment *= k;
		return moment;
	}

	private double rays() {
		double moment = 0.5 * radial(degree(), 1), positive = product(1, 0), negative = product(-1, 0);
		absolute = moment * (Math.abs(positive) + Math.abs(negative));
		return moment * (positive + negative);
	}

	private double arcs() {
		int n = factors.count();
		var ends = new double[2 * n + 1];
		for (int i = 0; i < n; i++) {
			double angle = StrictMath.atan2(factors.forms()[i][1], factors.forms()[i][0]); // of the direction in which the argument grows
			ends[2 * i] = wrap(angle + 0.5 * StrictMath.PI);
			ends[2 * i + 1] = wrap(angle - 0.5 * StrictMath.PI);
		}
		Arrays.sort(ends, 0, 2 * n);
		ends[2 * n] = ends[0] + 2 * StrictMath.PI;
		double sum = 0, moment = radial(degree(), 2) / (2 * StrictMath.PI);
		for (int e = 0; e < 2 * n; e++) {
			double half = 0.5 * (ends[e + 1] - ends[e]), centre = 0.5 * (ends[e + 1] + ends[e]);
			if (half == 0) continue;
			for (int j = 0; j < ARC.nodes.length; j++) {
				double angle = centre + half * ARC.nodes[j], term = half * ARC.weights[j] * product(StrictMath.cos(angle), StrictMath.sin(angle));
				sum += term;
				absolute += moment * Math.abs(term);
			}
		}
		return moment * sum;
	}

	private static double wrap(double angle) {
		return angle > StrictMath.PI ? angle - 2 * StrictMath.PI : angle < -StrictMath.PI ? angle + 2 * StrictMath.PI : angle;
	}

	private double panels(GaussLegendre rule) {
		double[] outer = factors.rank() == 1 ? split(0, kinks(0, 0)) : split(0, crossings());
		double sum = 0;
		for (int p = 0; p + 1 < outer.length; p++) {
			double half = 0.5 * (outer[p + 1] - outer[p]), centre = 0.5 * (outer[p + 1] + outer[p]);
			for (int j = 0; j < rule.nodes.length; j++) {
				double x = centre + half * rule.nodes[j], weight = half * rule.weights[j] * density(0, x);
				sum += weight * (factors.rank() == 1 ? counted(product(x, 0), weight) : inner(x, rule, weight));
			}
		}
		return sum;
	}

	private double inner(double x, GaussLegendre rule, double outerWeight) {
		double[] ends = split(1, kinks(1, x));
		double sum = 0;
		for (int p = 0; p + 1 < ends.length; p++) {
			double half = 0.5 * (ends[p + 1] - ends[p]), centre = 0.5 * (ends[p + 1] + ends[p]);
			for (int j = 0; j < rule.nodes.length; j++) {
				double y = centre + half * rule.nodes[j], weight = half * rule.weights[j] * density(1, y);
				sum += weight * counted(product(x, y), weight * outerWeight);
			}
		}
		return sum;
	}

	private double counted(double term, double weight) {
		absolute += Math.abs(term * weight);
		return term;
	}

	private double density(int s, double x) {
		return uniform[s] ? 0.5 / ROOT_THREE : StrictMath.exp(-0.5 * x * x) / Math.sqrt(2 * StrictMath.PI);
	}

	/** Widest panel in variable s. */
	private double width(int s) {
		double width = 1;
		for (int i = 0; i < factors.count(); i++) {
			double scale = Math.abs(factors.forms()[i][s]);
			var regularity = factors.functions()[i].regularity();
			if (scale == 0) continue;
			width = Math.min(width, regularity.height() / scale);
			if (regularity.quadratic() > 0) width = Math.min(width, 2 / (scale * Math.sqrt(regularity.quadratic())));
			if (regularity.linear() > 0) width = Math.min(width, 6 / (scale * regularity.linear()));
		}
		return width;
	}

	/** Where the arguments cross kinks in variable s, the other being x. */
	private double[] kinks(int s, double x) {
		var result = new double[lines()];
		int count = 0;
		for (int i = 0; i < factors.count(); i++) {
			var form = factors.forms()[i];
			double base = s == 0 ? 0 : form[0] * x;
			for (double kink : factors.functions()[i].regularity().kinks()) if (form[s] != 0) result[count++] = (kink - base) / form[s];
		}
		return Arrays.copyOf(result, count);
	}

	private int lines() {
		int lines = 0;
		for (var function : factors.functions()) lines += function.regularity().kinks().size();
		return lines;
	}

	/** Abscissas where kink lines cross each other or nine ordinates over the inner range, its ends among them. */
	private double[] crossings() {
		int lines = lines(), line = 0, count = 0;
		var equations = new double[lines + 9][]; // p x + q y = k
		for (int i = 0; i < factors.count(); i++) {
			for (double kink : factors.functions()[i].regularity().kinks()) equations[line++] = new double[] { factors.forms()[i][0], factors.forms()[i][1], kink };
		}
		for (int t = 0; t < 9; t++) equations[line++] = new double[] { 0, 1, (0.25 * t - 1) * (uniform[1] ? ROOT_THREE : 8) };
		var result = new double[lines * (lines + 9)];
		for (int i = 0; i < lines; i++) {
			for (int j = i + 1; j < equations.length; j++) {
				double[] e = equations[i], f = equations[j];
				double x = (e[2] * f[1] - f[2] * e[1]) / (e[0] * f[1] - f[0] * e[1]);
				if (Double.isFinite(x)) result[count++] = x;
			}
		}
		return Arrays.copyOf(result, count);
	}

	/** The ends of panels that cover the range of variable s, none too wide, none across a point. */
	private double[] split(int s, double[] points) {
		double widest = width(s), radius = uniform[s] ? ROOT_THREE : factors.radius();
		var inside = Arrays.stream(points).filter(x -> Math.abs(x) < radius).sorted().toArray();
		var ends = new double[inside.length + 2];
		ends[0] = -radius;
		System.arraycopy(inside, 0, ends, 1, inside.length);
		ends[ends.length - 1] = radius;
		int count = 1;
		for (int e = 0; e + 1 < ends.length; e++) count += pieces(ends, e, widest);
		var result = new double[count];
		count = 0;
		for (int e = 0; e + 1 < ends.length; e++) {
			int pieces = pieces(ends, e, widest);
			for (int p = 0; p < pieces; p++) result[count++] = ends[e] + (ends[e + 1] - ends[e]) * p / pieces;
		}
		result[count] = radius;
		return result;
	}

	private static int pieces(double[] ends, int e, double widest) {
		return (int) Math.ceil((ends[e + 1] - ends[e]) / widest);
	}
}
