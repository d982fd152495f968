package org.physics4ml.core.network;

import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.ScalarFunction;

/**
 * An activation function σ: R → R with what is known of it; the less is known the more is left to quadrature. Values depend on the argument
 * alone, to the last bit, one at a time or over slices. Immutable, thread-safe.
 */
public interface Nonlinearity extends ScalarFunction {

	/** σ'; empty for steps, whose tangent kernel does not exist. */
	default Optional<ScalarFunction> derivative() {
		return Optional.empty();
	}

	/** How σ behaves under reflection; odd activations carry the sign of their preactivations through a network. */
	default Parity parity() {
		return Parity.NONE;
	}

	/** K = E σ(u)σ(v) and K̇ = E σ'(u)σ'(v) in closed form, empty where none is known. */
	default Optional<ActivationKernel> kernel() {
		return Optional.empty();
	}

	/**
	 * E σ(z_{p1}) … σ(z_{pn}), z ~ N(0, Σ), in closed form.
	 *
	 * @param covariance Σ, symmetric and positive semi-definite
	 * @param points     p1 … pn, n ≥ 1, rows of Σ; they may repeat
	 * @return empty where no closed form is known
	 */
	default OptionalDouble moment(double[][] covariance, int... points) {
		return OptionalDouble.empty();
	}

	/** σ(-z) = σ(z), σ(-z) = -σ(z), or neither. */
	enum Parity {
		EVEN, ODD, NONE
	}
}
