package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.QuadratureKernel;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.network.ActivationCheck;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.Nonlinearity.Parity;

/** Every declared activation is consistent with itself: what it says of its derivative, parity, kernel and moments holds of its values. */
class ActivationsTest {

	/** All that {@code plugin.xml} declares, with default arguments, and some with other arguments. */
	static Stream<String> activations() {
		return Stream.concat(Networks.REGISTRY.declarations(Kind.ACTIVATION).stream().map(Declaration::shortId),
				Stream.of("leaky-relu(-0.5)", "leaky-relu(1)", "abrelu(-0.3, 2)", "abrelu(-1, 1)", "monomial(1)", "monomial(4)", "rectified-monomial(0)", "rectified-monomial(1)",
						"rectified-monomial(3)", "rbf(1.7)", "erf-sigmoid(0.4)", "hermite(0)", "hermite(1)", "hermite(6)", "polynomial(1, 0, 3)", "polynomial(0, -1, 0, 0.5)", "formula(max(x, 0.1*x) - relu(x - 1)/2)",
						"formula(exp(x^2/8))", "formula(log(1 + exp(x)))", "formula(\"x/sqrt(1 + x^2)\")"));
	}

	private static final BivariateCovariance[] PAIRS = { BivariateCovariance.of(1.5, 0.7, 0.4), BivariateCovariance.of(0.3, 0.9, -0.5), BivariateCovariance.of(1, 1, 0.95) };

	@Test
	void tableOfThePhysicsIsComplete() {
		var declared = Networks.REGISTRY.declarations(Kind.ACTIVATION).stream().map(Declaration::shortId).toList();
		for (var id : "identity relu leaky-relu abs step sign erf gelu sin cos exp gauss monomial tanh sigmoid silu softplus rectified-monomial abrelu erf-sigmoid rbf gabor hermite polynomial formula".split(" "))
			assertTrue(declared.contains(id), id);
		for (var contribution : Networks.REGISTRY.verify()) assertEquals(List.of(), contribution.problems(), contribution::id);
		for (var kind : Kind.values())
			for (var declaration : Networks.REGISTRY.declarations(kind)) {
				assertFalse(declaration.formula().isEmpty() || declaration.description().isEmpty() || declaration.references().isEmpty(), declaration.id());
				for (var parameter : declaration.parameters()) assertFalse(parameter.description().isEmpty(), declaration.id());
			}
	}

	@ParameterizedTest
	@MethodSource("activations")
	void slicesHaveTheBitsOfValues(String call) {
		var function = Networks.activation(call);
		var random = new Random(1);
		double[] x = DoubleStream.concat(DoubleStream.of(0, -0.0, 1, -1, 30, -30), random.doubles(95).map(u -> 12 * u - 6)).toArray();
		double[] y = new double[x.length + 3], expected = Arrays.stream(x).map(function::value).toArray();
		function.apply(x, 1, y, 3, x.length - 1);
		assertEquals(Arrays.toString(Arrays.copyOfRange(expected, 1, x.length)), Arrays.toString(Arrays.copyOfRange(y, 3, x.length + 2)));
		function.apply(x, 0, x, 0, x.length);
		assertEquals(Arrays.toString(expected), Arrays.toString(x));
	}

	@ParameterizedTest
	@MethodSource("activations")
	void parityHoldsAndNoneIsMissed(String call) {
		var function = Networks.activation(call);
		boolean even = true, odd = true;
		for (double z = 0.1; z < 4; z += 0.3) {
			even &= function.value(z) == function.value(-z);
			odd &= function.value(z) == -function.value(-z);
		}
		assertEquals(even ? Parity.EVEN : odd ? Parity.ODD : Parity.NONE, function.parity());
	}

	@ParameterizedTest
	@MethodSource("activations")
	void derivativeIsTheSlope(String call) {
		var function = Networks.activation(call);
		if (function.derivative().isEmpty()) {
			assertEquals(0, function.regularity().degree(), "only steps have none");
			return;
		}
		var slope = function.derivative().get();
		for (double z = -3.95; z < 4; z += 0.3) {
			double h = 1.0 / 1024, coarse = difference(function, z, 2 * h), fine = difference(function, z, h);
			double expected = fine + (fine - coarse) / 15, scale = Math.abs(function.value(z)) + Math.abs(expected);
			assertEquals(expected, slope.value(z), 2e-9 * Math.max(1, scale), call + " at " + z);
		}
	}

	/** Fourth order. */
	private static double difference(Nonlinearity f, double z, double h) {
		return (8 * (f.value(z + h) - f.value(z - h)) - (f.value(z + 2 * h) - f.value(z - 2 * h))) / (12 * h);
	}

	@ParameterizedTest
	@MethodSource("activations")
	void closedKernelsAreThoseOfQuadrature(String call) {
		var function = Networks.activation(call);
		if (function.kernel().isEmpty()) return;
		ActivationKernel closed = function.kernel().get(), quadrature = new QuadratureKernel(function, function.derivative().orElse(null));
		for (var pair : PAIRS) {
			double a = quadrature.variance(pair.a()), b = quadrature.variance(pair.b()), scale = Math.sqrt(a * b);
			assertEquals(a, closed.variance(pair.a()), 1e-12 * a);
			var found = closed.map(pair);
			var expected = quadrature.map(pair);
			assertEquals(expected.covariance().c(), found.covariance().c(), 2e-12 * scale);
			assertEquals(a * b - expected.covariance().c() * expected.covariance().c(), found.covariance().delta(), 1e-11 * a * b);
			if (function.derivative().isEmpty()) continue;
			var slope = function.derivative().get();
			double slopeScale = Math.sqrt(GaussianMoments.square(slope, pair.a()).value() * GaussianMoments.square(slope, pair.b()).value());
			assertEquals(expected.derivative(), found.derivative(), 2e-12 * slopeScale);
		}
	}

	/** Price's theorem: K̇ = E f'f' = ∂K/∂c, and what else is checked of the activations of third parties. */
	@ParameterizedTest
	@MethodSource("activations")
	void nothingContradictsItself(String call) {
		assertEquals(List.of(), ActivationCheck.problems(Networks.activation(call)));
	}

	@Test
	void contradictionsAreFound() {
		Nonlinearity sin = Networks.activation("sin"), tanh = Networks.activation("tanh");
		record Broken(Nonlinearity values, Nonlinearity claims, Parity parity) implements Nonlinearity {
			@Override
			public double value(double z) {
				return values.value(z);
			}

			@Override
			public Regularity regularity() {
				return values.regularity();
			}

			@Override
			public Optional<ScalarFunction> derivative() {
				return claims.derivative();
			}

			@Override
			public Optional<ActivationKernel> kernel() {
				return claims.kernel();
			}
		}
		var slope = ActivationCheck.problems(new Broken(tanh, Networks.activation("gelu"), Parity.EVEN));
		assertTrue(slope.stream().anyMatch(problem -> problem.startsWith("its derivative")) && slope.stream().anyMatch(problem -> problem.startsWith("its kernel"))
				&& slope.stream().anyMatch(problem -> problem.contains("not even")), slope.toString());
		// a quadrature of the wrong derivative contradicts Price's theorem
		var price = ActivationCheck.problems(new Broken(tanh, Networks.activation("softplus"), Parity.ODD));
		assertTrue(price.stream().anyMatch(problem -> problem.startsWith("Price's theorem")), price.toString());
		assertEquals(List.of(), ActivationCheck.problems(new Broken(sin, sin, Parity.ODD)));
	}

	@ParameterizedTest
	@CsvSource({ "tanh, tanh(x)", "silu, x/(1 + exp(-x))", "relu, 'max(0, x)'", "leaky-relu(0.2), relu(x) - 0.2*relu(-x)", "abs, sqrt(x^2)", "erf, erf(x)", "gauss, exp(-x^2/2)", "step, step(x)", "softplus, log(1 + exp(x))", "monomial(3), x^3", "exp, exp(x)", "gelu, x*(1 + erf(x/sqrt(2)))/2" })
	void aFormulaIsTheActivationThatItSpells(String call, String expression) {
		Nonlinearity expected = Networks.activation(call), found = Networks.activation("formula(" + expression + ")");
		assertEquals(expected.regularity().degree(), found.regularity().degree());
		assertEquals(expected.derivative().isPresent(), found.derivative().isPresent());
		ActivationKernel one = expected.kernel().orElse(new QuadratureKernel(expected, expected.derivative().orElse(null))), other = new QuadratureKernel(found, found.derivative().orElse(null));
		for (var pair : PAIRS) {
			var image = other.map(pair);
			double scale = Math.sqrt(one.variance(pair.a()) * one.variance(pair.b()));
			assertEquals(one.map(pair).covariance().c(), image.covariance().c(), 1e-12 * scale);
			if (expected.derivative().isPresent()) assertEquals(one.map(pair).derivative(), image.derivative(), 1e-12 * Math.max(scale, image.derivative()));
		}
	}

	@ParameterizedTest
	@CsvSource({ "x*tanh(y), is not known", "1/x, not finite", "x^, ends", "1/(x^2 - 0.3), pole", "abs(x)^1.5, rough", "abs(sin(9*x)), kinks", "'max(x)', comma", "sum(x), sum" })
	void formulasThatAreNoActivationsAreRefused(String expression, String word) {
		var problem = assertThrows(AssertionError.class, () -> Networks.activation("formula(" + expression + ")"));
		assertTrue(problem.getCause().getMessage().contains(word), problem.getCause().getMessage());
	}

	@ParameterizedTest
	@MethodSource("activations")
	void closedMomentsAreThoseOfQuadrature(String call) {
		var function = Networks.activation(call);
		double[][] covariance = { { 0.9, 0.3, 0.5 }, { 0.3, 0.6, -0.2 }, { 0.5, -0.2, 0.8 } };
		for (int[] points : new int[][] { { 0 }, { 0, 1 }, { 1, 1 }, { 0, 1, 2 }, { 0, 0, 1, 2 }, { 0, 1, 1, 1 } }) {
			var closed = function.moment(covariance, points);
			if (closed.isEmpty()) continue;
			var powers = new int[3];
			for (int p : points) powers[p]++;
			var expected = GaussianMoments.expectation(function, covariance, powers).orElseThrow();
			double scale = 1;
			for (int p : points) scale *= Math.sqrt(GaussianMoments.square(function, covariance[p][p]).value());
			assertEquals(expected.value(), closed.getAsDouble(), 1e-12 * Math.max(scale, Math.abs(expected.value())), call + Arrays.toString(points));
		}
	}
}
