package org.physics4ml.networks.internal.activation;

import static org.physics4ml.core.network.Nonlinearity.Parity.EVEN;
import static org.physics4ml.core.network.Nonlinearity.Parity.NONE;
import static org.physics4ml.core.network.Nonlinearity.Parity.ODD;

import org.physics4ml.compute.gaussian.ActivationKernels;
import org.physics4ml.compute.gaussian.NeuronMoments;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Nonlinearity.Parity;

/**
 * The built-in activations, one nested class each (PHYSICS 3). Formulas, arguments and literature stand in {@code plugin.xml}. Values are accurate to a few units
 * in the last place, see {@link Elementary}.
 */
public final class Activations {

	private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(StrictMath.PI), ROOT_TWO_PI = Math.sqrt(2 * StrictMath.PI), ROOT_TWO = Math.sqrt(2);
	private static final double QUARTER_PI = StrictMath.PI / 4;
	/** Most terms of Isserlis' recursion for powers; beyond it quadrature is quicker. */
	private static final double MOST_TERMS = 1e6;

	private Activations() {
	}

	public static final class Identity implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(0, 0, 1), ODD, z -> z, (x, i, y, j, n) -> System.arraycopy(x, i, y, j, n)).slope(Regularity.entire(0, 0, 0), z -> 1)
					.kernel(ActivationKernels.identity()).moment(NeuronMoments::identity);
		}
	}

	public static final class Relu implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.homogeneous(1), NONE, z -> Math.max(z, 0), (x, i, y, j, n) -> {
				for (int l = 0; l < n; l++) y[j + l] = Math.max(x[i + l], 0);
			}).slope(Regularity.homogeneous(0), Activations::heaviside).kernel(ActivationKernels.relu()).moment(NeuronMoments::relu);
		}
	}

	public static final class LeakyRelu implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return piecewiseLinear(parameters.real("slope"), 1);
		}
	}

	public static final class AbRelu implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return piecewiseLinear(parameters.real("negativeSlope"), parameters.real("positiveSlope"));
		}
	}

	public static final class Abs implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.homogeneous(1), EVEN, Math::abs, (x, i, y, j, n) -> {
				for (int l = 0; l < n; l++) y[j + l] = Math.abs(x[i + l]);
			}).slope(Regularity.homogeneous(0), Math::signum).kernel(ActivationKernels.abs());
		}
	}

	public static final class Step implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.homogeneous(0), NONE, Activations::heaviside).kernel(ActivationKernels.step());
		}
	}

	public static final class Sign implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.homogeneous(0), ODD, Math::signum).kernel(ActivationKernels.sign());
		}
	}

	public static final class Erf implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(0, 1, 0), ODD, Elementary::erf, Elementary::erf)
					.slope(Regularity.entire(0, 1, 0), z -> TWO_OVER_ROOT_PI * Elementary.gaussian(ROOT_TWO * z)).kernel(ActivationKernels.erf());
		}
	}

	public static final class ErfSigmoid implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			double scale = parameters.real("scale");
			var regularity = Regularity.entire(0, scale * scale, 0);
			return Function.of(regularity, NONE, z -> Math.fma(0.5, Elementary.erf(scale * z), 0.5), (x, i, y, j, n) -> {
				for (int l = 0; l < n; l++) y[j + l] = scale * x[i + l];
				Elementary.erf(y, j, y, j, n);
				for (int l = 0; l < n; l++) y[j + l] = Math.fma(0.5, y[j + l], 0.5);
			}).slope(regularity, z -> 0.5 * scale * TWO_OVER_ROOT_PI * Elementary.gaussian(ROOT_TWO * scale * z)).kernel(ActivationKernels.erfSigmoid(scale));
		}
	}

	public static final class Gelu implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(0, 0.5, 1), NONE, Elementary::gelu, Elementary::gelu)
					.slope(Regularity.entire(0, 0.5, 1), z -> Elementary.normalCdf(z) + z * Elementary.gaussian(z) / ROOT_TWO_PI).kernel(ActivationKernels.gelu());
		}
	}

	public static final class Sin implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(1, 0, 0), ODD, Elementary::sin, Elementary::sin).slope(Regularity.entire(1, 0, 0), Elementary::cos)
					.kernel(ActivationKernels.sin()).moment(NeuronMoments::sin);
		}
	}

	public static final class Cos implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(1, 0, 0), EVEN, Elementary::cos, Elementary::cos).slope(Regularity.entire(1, 0, 0), z -> -Elementary.sin(z))
					.kernel(ActivationKernels.cos()).moment(NeuronMoments::cos);
		}
	}

	public static final class Exp implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(1, 0, 0), NONE, Elementary::exp, Elementary::exp).slope(Regularity.entire(1, 0, 0), Elementary::exp)
					.kernel(ActivationKernels.exp()).moment(NeuronMoments::exp);
		}
	}

	public static final class Gauss implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(0, 0.5, 0), EVEN, Elementary::gaussian, Elementary::gaussian)
					.slope(Regularity.entire(0, 0.5, 1), z -> -z * Elementary.gaussian(z)).kernel(ActivationKernels.gauss()).moment(NeuronMoments::gauss);
		}
	}

	public static final class Gabor implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.entire(1, 1, 0), ODD, z -> envelope(z) * Elementary.sin(z))
					.slope(Regularity.entire(1, 1, 1), z -> envelope(z) * (Elementary.cos(z) - 2 * z * Elementary.sin(z))).kernel(ActivationKernels.gabor());
		}

		private static double envelope(double z) {
			return Elementary.gaussian(ROOT_TWO * z);
		}
	}

	public static final class Rbf implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			double gamma = parameters.real("gamma"), frequency = Math.sqrt(2 * gamma);
			var regularity = Regularity.entire(frequency, 0, 0);
			return Function.of(regularity, NONE, z -> ROOT_TWO * Elementary.sin(Math.fma(frequency, z, QUARTER_PI)), (x, i, y, j, n) -> {
				for (int l = 0; l < n; l++) y[j + l] = Math.fma(frequency, x[i + l], QUARTER_PI);
				Elementary.sin(y, j, y, j, n);
				for (int l = 0; l < n; l++) y[j + l] *= ROOT_TWO;
			}).slope(regularity, z -> ROOT_TWO * frequency * Elementary.cos(Math.fma(frequency, z, QUARTER_PI))).kernel(ActivationKernels.rbf(gamma));
		}
	}

	public static final class Monomial implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			int power = (int) parameters.integer("power");
			var coefficients = new double[power + 1];
			coefficients[power] = 1;
			return polynomial(coefficients).kernel(ActivationKernels.monomial(power)).moment((covariance, points) -> {
				double terms = 1;
				for (int i = 0; i < points.length; i++) terms *= power + 1;
				return terms > MOST_TERMS ? Double.NaN : NeuronMoments.monomial(power, covariance, points);
			});
		}
	}

	public static final class RectifiedMonomial implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			int power = (int) parameters.integer("power");
			if (power == 0) return new Step().of(parameters);
			if (power == 1) return new Relu().of(parameters);
			return Function.of(Regularity.homogeneous(power), NONE, z -> power(Math.max(z, 0), power), (x, i, y, j, n) -> {
				for (int l = 0; l < n; l++) y[j + l] = power(Math.max(x[i + l], 0), power);
			}).slope(Regularity.homogeneous(power - 1), z -> power * power(Math.max(z, 0), power - 1)).kernel(ActivationKernels.rectifiedMonomial(power));
		}
	}

	public static final class Hermite implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			int degree = (int) parameters.integer("degree");
			double[] before = {}, coefficients = { 1 };
			for (int n = 0; n < degree; n++) { // √(n+1) h_{n+1} = z h_n - √n h_{n-1}
				var next = new double[n + 2];
				for (int i = 0; i <= n; i++) next[i + 1] = coefficients[i];
				for (int i = 0; i < n; i++) next[i] -= Math.sqrt(n) * before[i];
				for (int i = 0; i < next.length; i++) next[i] /= Math.sqrt(n + 1);
				before = coefficients;
				coefficients = next;
			}
			return polynomial(coefficients).kernel(ActivationKernels.hermite(degree));
		}
	}

	public static final class Polynomial implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			double[] coefficients = parameters.reals("coefficients");
			return polynomial(coefficients).kernel(ActivationKernels.polynomial(coefficients));
		}
	}

	public static final class Tanh implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			var regularity = Regularity.analytic(StrictMath.PI / 2, 0);
			return Function.of(regularity, ODD, Elementary::tanh, Elementary::tanh).slope(regularity, z -> {
				double e = Elementary.exp(-2 * Math.abs(z)), s = 1 + e;
				return 4 * e / (s * s);
			});
		}
	}

	public static final class Sigmoid implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			var regularity = Regularity.analytic(StrictMath.PI, 0);
			return Function.of(regularity, NONE, Elementary::sigmoid, Elementary::sigmoid).slope(regularity, Activations::sigmoidSlope);
		}
	}

	public static final class Silu implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.analytic(StrictMath.PI, 1), NONE, Elementary::silu, Elementary::silu)
					.slope(Regularity.analytic(StrictMath.PI, 0), z -> Elementary.sigmoid(z) + z * sigmoidSlope(z));
		}
	}

	public static final class Softplus implements Activation {
		@Override
		public Nonlinearity of(Parameters parameters) {
			return Function.of(Regularity.analytic(StrictMath.PI, 1), NONE, Elementary::softplus, Elementary::softplus)
					.slope(Regularity.analytic(StrictMath.PI, 0), Elementary::sigmoid);
		}
	}

	/** α min(z, 0) + β max(z, 0) */
	private static Function piecewiseLinear(double alpha, double beta) {
		var parity = alpha == beta ? ODD : alpha == -beta ? EVEN : NONE;
		return Function.of(Regularity.homogeneous(1), parity, z -> (z < 0 ? alpha : beta) * z, (x, i, y, j, n) -> {
			for (int l = 0; l < n; l++) y[j + l] = (x[i + l] < 0 ? alpha : beta) * x[i + l];
		}).slope(Regularity.homogeneous(0), z -> z < 0 ? alpha : z > 0 ? beta : 0.5 * (alpha + beta)).kernel(ActivationKernels.abRelu(alpha, beta));
	}

	/** Σ_i p_i z^i by Horner's rule. */
	private static Function polynomial(double[] p) {
		var slope = new double[Math.max(1, p.length - 1)];
		for (int i = 1; i < p.length; i++) slope[i - 1] = i * p[i];
		return Function.of(Regularity.entire(0, 0, p.length - 1), parity(p), z -> horner(p, z), (x, i, y, j, n) -> {
			for (int l = 0; l < n; l++) y[j + l] = horner(p, x[i + l]);
		}).slope(Regularity.entire(0, 0, slope.length - 1), z -> horner(slope, z));
	}

	private static Parity parity(double[] p) {
		boolean even = true, odd = true;
		for (int i = 0; i < p.length; i++)
			if (p[i] != 0) {
				even &= i % 2 == 0;
				odd &= i % 2 == 1;
			}
		return even ? EVEN : odd ? ODD : NONE;
	}

	private static double horner(double[] p, double z) {
		double sum = p[p.length - 1];
		for (int i = p.length - 2; i >= 0; i--) sum = Math.fma(sum, z, p[i]);
		return sum;
	}

	private static double power(double z, int n) {
		double product = 1;
		for (int i = 0; i < n; i++) product *= z;
		return product;
	}

	private static double heaviside(double z) {
		return z > 0 ? 1 : z < 0 ? 0 : z == 0 ? 0.5 : z;
	}

	private static double sigmoidSlope(double z) {
		double e = Elementary.exp(-Math.abs(z)), s = 1 + e;
		return e / (s * s);
	}
}
