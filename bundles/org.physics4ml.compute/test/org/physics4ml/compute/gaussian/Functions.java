package org.physics4ml.compute.gaussian;

import java.util.Map;

/** Functions of the tests, by the library's own elementary functions. */
final class Functions {

	static final ScalarFunction TANH = ScalarFunction.of(Regularity.analytic(Math.PI / 2, 0), StrictMath::tanh),
			TANH_PRIME = ScalarFunction.of(Regularity.analytic(Math.PI / 2, 0), z -> 1 / (StrictMath.cosh(z) * StrictMath.cosh(z))),
			SIGMOID = ScalarFunction.of(Regularity.analytic(Math.PI, 0), Functions::sigmoid),
			SIGMOID_PRIME = ScalarFunction.of(Regularity.analytic(Math.PI, 0), z -> sigmoid(z) * sigmoid(-z)),
			SILU = ScalarFunction.of(Regularity.analytic(Math.PI, 1), z -> z * sigmoid(z)),
			SILU_PRIME = ScalarFunction.of(Regularity.analytic(Math.PI, 1), z -> sigmoid(z) * (1 + z * sigmoid(-z))),
			SOFTPLUS = ScalarFunction.of(Regularity.analytic(Math.PI, 1), z -> Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)))),
			SIN = ScalarFunction.of(Regularity.entire(1, 0, 0), StrictMath::sin), COS = ScalarFunction.of(Regularity.entire(1, 0, 0), StrictMath::cos),
			GAUSS = ScalarFunction.of(Regularity.entire(0, 0.5, 0), z -> StrictMath.exp(-z * z / 2)),
			GAUSS_PRIME = ScalarFunction.of(Regularity.entire(0, 0.5, 1), z -> -z * StrictMath.exp(-z * z / 2)),
			GABOR = ScalarFunction.of(Regularity.entire(1, 1, 0), z -> StrictMath.exp(-z * z) * StrictMath.sin(z)),
			EXP = ScalarFunction.of(Regularity.entire(1, 0, 0), StrictMath::exp),
			CUBE = ScalarFunction.of(Regularity.entire(0, 0, 3), z -> z * z * z), IDENTITY = ScalarFunction.of(Regularity.entire(0, 0, 1), z -> z),
			ERF = ScalarFunction.of(Regularity.entire(0, 1, 0), Functions::erf),
			ERF_PRIME = ScalarFunction.of(Regularity.entire(0, 1, 0), z -> 2 / Math.sqrt(Math.PI) * StrictMath.exp(-z * z)),
			GELU = ScalarFunction.of(Regularity.entire(0, 0.5, 1), z -> z * 0.5 * (1 + erf(z / Math.sqrt(2)))),
			RELU = ScalarFunction.of(Regularity.homogeneous(1), z -> Math.max(z, 0)), LEAKY = ScalarFunction.of(Regularity.homogeneous(1), z -> z > 0 ? z : 0.1 * z),
			ABS = ScalarFunction.of(Regularity.homogeneous(1), Math::abs), STEP = ScalarFunction.of(Regularity.homogeneous(0), z -> z > 0 ? 1 : z < 0 ? 0 : 0.5),
			SIGN = ScalarFunction.of(Regularity.homogeneous(0), Math::signum),
			RECTIFIED2 = ScalarFunction.of(Regularity.homogeneous(2), z -> z > 0 ? z * z : 0),
			RECTIFIED3 = ScalarFunction.of(Regularity.homogeneous(3), z -> z > 0 ? z * z * z : 0);

	/** f and f' with the closed kernel they belong to. */
	static final Map<String, ScalarFunction> CLOSED = Map.ofEntries(Map.entry("identity", IDENTITY), Map.entry("relu", RELU), Map.entry("leaky_relu0.1", LEAKY),
			Map.entry("abs", ABS), Map.entry("step", STEP), Map.entry("sign", SIGN), Map.entry("erf", ERF), Map.entry("gelu", GELU), Map.entry("sin", SIN),
			Map.entry("cos", COS), Map.entry("exp", EXP), Map.entry("gauss", GAUSS), Map.entry("gabor", GABOR), Map.entry("monomial3", CUBE),
			Map.entry("rectified2", RECTIFIED2), Map.entry("rectified3", RECTIFIED3),
			Map.entry("ab_relu", ScalarFunction.of(Regularity.homogeneous(1), z -> z > 0 ? 1.7 * z : -0.3 * z)),
			Map.entry("rbf", ScalarFunction.of(Regularity.entire(Math.sqrt(1.2), 0, 0), z -> Math.sqrt(2) * StrictMath.sin(Math.sqrt(1.2) * z + Math.PI / 4))),
			Map.entry("erf_sigmoid", ScalarFunction.of(Regularity.entire(0, 0.49, 0), z -> 0.5 * (1 + erf(0.7 * z)))),
			Map.entry("monomial2", ScalarFunction.of(Regularity.entire(0, 0, 2), z -> z * z)),
			Map.entry("hermite4", ScalarFunction.of(Regularity.entire(0, 0, 4), z -> (z * z * z * z - 6 * z * z + 3) / Math.sqrt(24))),
			Map.entry("polynomial", ScalarFunction.of(Regularity.entire(0, 0, 3), z -> 0.5 - z + 0.25 * z * z + 2 * z * z * z)));

	/** f and f' without closed kernel. */
	static final Map<String, ActivationKernel> OPEN = Map.of("tanh", new QuadratureKernel(TANH, TANH_PRIME), "sigmoid",
			new QuadratureKernel(SIGMOID, SIGMOID_PRIME), "silu", new QuadratureKernel(SILU, SILU_PRIME), "softplus", new QuadratureKernel(SOFTPLUS, SIGMOID));

	private Functions() {
	}

	private static double sigmoid(double z) {
		return z >= 0 ? 1 / (1 + StrictMath.exp(-z)) : StrictMath.exp(z) / (1 + StrictMath.exp(z));
	}

	/** Series of positive terms up to 3, Laplace's continued fraction beyond. */
	static double erf(double z) {
		double x = Math.abs(z);
		if (x > 6) return Math.signum(z);
		double term = x, sum = x;
		if (x < 3) {
			for (int k = 1; term > 1e-18 * sum; k++) sum += term *= 2 * x * x / (2 * k + 1);
			return Math.copySign(2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum, z);
		}
		double fraction = x;
		for (int k = 60; k >= 1; k--) fraction = x + 0.5 * k / fraction;
		return Math.copySign(1 - StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * fraction), z);
	}
}
