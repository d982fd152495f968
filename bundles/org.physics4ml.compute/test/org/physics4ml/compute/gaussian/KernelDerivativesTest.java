package org.physics4ml.compute.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Derivatives of kernel maps against differences of closed forms, and identities. */
class KernelDerivativesTest {

	private static final BivariateCovariance PAIR = BivariateCovariance.of(1.7, 0.8, 0.45);

	private record Case(ScalarFunction f, ScalarFunction slope, ActivationKernel kernel) {
	}

	private static List<Case> cases() {
		var entire = Regularity.entire(1, 0, 0);
		return List.of(new Case(ScalarFunction.of(entire, StrictMath::sin), ScalarFunction.of(entire, StrictMath::cos), ActivationKernels.sin()),
				new Case(ScalarFunction.of(Regularity.homogeneous(1), z -> Math.max(z, 0)), ScalarFunction.of(Regularity.homogeneous(0), z -> z > 0 ? 1 : z < 0 ? 0 : 0.5),
						ActivationKernels.relu()),
				new Case(ScalarFunction.of(Regularity.homogeneous(2), z -> z > 0 ? z * z : 0), ScalarFunction.of(Regularity.homogeneous(1), z -> 2 * Math.max(z, 0)),
						ActivationKernels.rectifiedMonomial(2)),
				new Case(ScalarFunction.of(Regularity.homogeneous(0), Math::signum), null, ActivationKernels.sign()),
				new Case(ScalarFunction.of(Regularity.entire(0, 0.5, 0), z -> StrictMath.exp(-0.5 * z * z)),
						ScalarFunction.of(Regularity.entire(0, 0.5, 1), z -> -z * StrictMath.exp(-0.5 * z * z)), ActivationKernels.gauss()));
	}

	private static double value(ActivationKernel kernel, double a, double b, double c) {
		return kernel.map(BivariateCovariance.of(a, b, c)).covariance().c();
	}

	/** Differences of eighth order: error below 1e-11 with this step. */
	private static double difference(java.util.function.DoubleUnaryOperator f, double x, double h) {
		double[] w = { 4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280 };
		double sum = 0;
		for (int i = 0; i < 4; i++) sum += w[i] * (f.applyAsDouble(x + (i + 1) * h) - f.applyAsDouble(x - (i + 1) * h));
		return sum / h;
	}

	@Test
	void derivativesAreDifferencesOfTheKernel() {
		double a = PAIR.a(), b = PAIR.b(), c = PAIR.c(), h = 0.01;
		for (var test : cases()) {
			var derivatives = new KernelDerivatives(test.f, test.slope, test.kernel);
			double[] first = derivatives.first(PAIR), second = derivatives.second(PAIR);
			assertEquals(difference(x -> value(test.kernel, x, b, c), a, h), first[KernelDerivatives.A], 1e-10);
			assertEquals(difference(x -> value(test.kernel, a, x, c), b, h), first[KernelDerivatives.B], 1e-10);
			assertEquals(difference(x -> value(test.kernel, a, b, x), c, h), first[KernelDerivatives.C], 1e-10);
			int[] byA = { KernelDerivatives.AA, KernelDerivatives.AB, KernelDerivatives.AC }, byB = { KernelDerivatives.AB, KernelDerivatives.BB, KernelDerivatives.BC },
					byC = { KernelDerivatives.AC, KernelDerivatives.BC, KernelDerivatives.CC };
			for (int i = 0; i < 3; i++) {
				int entry = i;
				assertEquals(difference(x -> derivatives.first(BivariateCovariance.of(x, b, c))[entry], a, h), second[byA[i]], 1e-9);
				assertEquals(difference(x -> derivatives.first(BivariateCovariance.of(a, x, c))[entry], b, h), second[byB[i]], 1e-9);
				assertEquals(difference(x -> derivatives.first(BivariateCovariance.of(a, b, x))[entry], c, h), second[byC[i]], 1e-9);
			}
		}
	}

	@Test
	void oneVariableDependsOnItsVariance() {
		for (var test : cases()) {
			var derivatives = new KernelDerivatives(test.f, test.slope, test.kernel);
			double a = 1.3;
			assertEquals(difference(test.kernel::variance, a, 0.01), derivatives.first(BivariateCovariance.equal(a))[KernelDerivatives.A], 1e-10);
			assertEquals(difference(x -> derivatives.first(BivariateCovariance.equal(x))[KernelDerivatives.A], a, 0.01),
					derivatives.second(BivariateCovariance.equal(a))[KernelDerivatives.AA], 1e-9);
		}
	}

	/** Collinear variables of a homogeneous function: E relu(u) relu(2u) = a. */
	@Test
	void collinearVariablesFollowOneVariance() {
		var relu = cases().get(1);
		var derivatives = new KernelDerivatives(relu.f, relu.slope, relu.kernel);
		var pair = new BivariateCovariance(0.5, 2, 1, 0);
		double[] first = derivatives.first(pair), second = derivatives.second(pair);
		assertEquals(0.25, first[KernelDerivatives.B], 1e-14);
		assertEquals(0, first[KernelDerivatives.A] + first[KernelDerivatives.C], 0);
		for (double entry : second) assertEquals(0, entry, 1e-14);
	}
}
