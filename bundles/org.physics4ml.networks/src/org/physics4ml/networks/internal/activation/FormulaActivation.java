package org.physics4ml.networks.internal.activation;

import java.util.Optional;

import org.physics4ml.compute.formula.FormulaFunction;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Nonlinearity;

/** A function that the user types, {@code formula(x*tanh(x))}. */
public final class FormulaActivation implements Activation {

	@Override
	public Nonlinearity of(Parameters parameters) throws UnsuitableException {
		try {
			return new Typed(new FormulaFunction(parameters.text("expression"), "x"));
		} catch (IllegalArgumentException e) {
			throw new UnsuitableException("architecture.activation", "formula: " + e.getMessage(),
					"write a function of x that is finite on the real line, of numbers, + - * / ^, pi, max(a, b), min(a, b) and exp log sqrt abs sin cos tanh erf sinh cosh atan relu step sign sigmoid softplus silu gelu gauss, e.g. formula(x*tanh(x))");
		}
	}

	private record Typed(FormulaFunction function) implements Nonlinearity {

		@Override
		public double value(double z) {
			return function.value(z);
		}

		@Override
		public Regularity regularity() {
			return function.regularity();
		}

		@Override
		public Optional<ScalarFunction> derivative() {
			return function.derivative();
		}

		@Override
		public Parity parity() {
			return Parity.valueOf(function.parity().name());
		}
	}
}
