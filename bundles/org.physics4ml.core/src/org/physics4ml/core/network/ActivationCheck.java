package org.physics4ml.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.QuadratureKernel;
import org.physics4ml.core.network.Nonlinearity.Parity;

/**
 * Whether an activation is consistent with itself: Price's theorem, K̇ = E σ'(u)σ'(v) = ∂/∂c E σ(u)σ(v); its kernel in closed form against quadrature; σ' and the parity against values of σ. Finds
 * errors of formulas, not rounding: differences above 1e-6, kernels above 1e-10. For tests of bundles that contribute activations, and for {@link org.physics4ml.core.contribution.Registry#verify}.
 */
public final class ActivationCheck {

	private static final double[][] PAIRS = { { 1.5, 0.7, 0.4 }, { 0.3, 0.9, -0.5 }, { 1, 1, 0.9 } };
	private static final double STEP = 1.0 / 2048, SLOPE = 1e-6, KERNEL = 1e-10;
	/** Of the largest variance at which the second moment exists. */
	private static final double PART = 0.3;

	private final Nonlinearity function;
	private final List<String> problems = new ArrayList<>();

	private ActivationCheck(Nonlinearity function) {
		this.function = function;
	}

	/** What is wrong, in words; empty if nothing is. Some milliseconds. */
	public static List<String> problems(Nonlinearity function) {
		var check = new ActivationCheck(function);
		try {
			check.parity();
			check.slope();
			check.kernels();
		} catch (ArithmeticException | IllegalArgumentException e) {
			check.problems.add("its Gaussian expectations fail: " + e.getMessage());
		}
		return check.problems;
	}

	private void parity() {
		boolean even = true, odd = true;
		for (double z = 0.1; z < 4; z += 0.3) {
			even &= function.value(z) == function.value(-z);
			odd &= function.value(z) == -function.value(-z);
		}
		if (function.parity() == Parity.EVEN && !even || function.parity() == Parity.ODD && !odd) problems.add("its values are not " + function.parity().name().toLowerCase(Locale.ROOT) + " under reflection");
	}

	private void slope() {
		if (function.derivative().isEmpty()) return;
		var slope = function.derivative().get();
		for (double z = -3.97; z < 4; z += 0.31) {
			double at = z;
			if (function.regularity().kinks().stream().anyMatch(kink -> Math.abs(kink - at) <= 3 * STEP)) continue;
			double expected = difference(function::value, z), found = slope.value(z);
			if (!(Math.abs(expected - found) <= SLOPE * Math.max(1, Math.abs(function.value(z)) + Math.abs(expected)))) {
				problems.add("its derivative at " + z + " is " + found + ", and its values give " + expected);
				return;
			}
		}
	}

	private void kernels() {
		ActivationKernel quadrature = new QuadratureKernel(function, function.derivative().orElse(null)), kernel = function.kernel().orElse(quadrature);
		double part = Math.min(1, PART * function.regularity().largestVariance());
		for (var pair : PAIRS) {
			double a = part * pair[0], b = part * pair[1], c = part * pair[2], scale = Math.sqrt(quadrature.variance(a) * quadrature.variance(b));
			if (kernel != quadrature && !(Math.abs(k(kernel, a, b, c) - k(quadrature, a, b, c)) <= KERNEL * scale)) problems.add("its kernel K" + words(a, b, c) + " is " + k(kernel, a, b, c) + ", and quadrature gives " + k(quadrature, a, b, c));
			if (kernel == quadrature && function.derivative().isEmpty()) continue;
			double expected = difference(x -> k(kernel, a, b, c + part * (x - 1)), 1) / part, found = kernel.map(BivariateCovariance.of(a, b, c)).derivative();
			double slopes = function.derivative().map(slope -> Math.sqrt(GaussianMoments.square(slope, a).value() * GaussianMoments.square(slope, b).value())).orElse(0.0);
			if (!(Math.abs(expected - found) <= SLOPE * (slopes + scale + Math.abs(found)))) problems.add("Price's theorem fails: K̇" + words(a, b, c) + " is " + found + ", and K gives " + expected);
		}
	}

	private static String words(double a, double b, double c) {
		return "(" + a + ", " + b + ", " + c + ")";
	}

	private static double k(ActivationKernel kernel, double a, double b, double c) {
		return kernel.map(BivariateCovariance.of(a, b, c)).covariance().c();
	}

	/** Of fourth order. */
	private static double difference(DoubleUnaryOperator f, double x) {
		return (8 * (f.applyAsDouble(x + STEP) - f.applyAsDouble(x - STEP)) - (f.applyAsDouble(x + 2 * STEP) - f.applyAsDouble(x - 2 * STEP))) / (12 * STEP);
	}
}
