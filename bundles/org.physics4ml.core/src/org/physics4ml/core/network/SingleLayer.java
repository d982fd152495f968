package org.physics4ml.core.network;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Capability: φ_o(x) = N^{-1/2} Σ_{i≤N} w_oi ϕ_i(x) + b_o with independent, identically distributed neurons (w_oi, ϕ_i), so that all cumulants
 * are known from expectations over one neuron: κ_n(φ) = N^{1-n/2} κ_n(w ϕ) + κ_n(b), exact at every N (arXiv:2307.03223; PHYSICS 8.1).
 */
public interface SingleLayer {

	/** N */
	int width();

	/** Law of w. */
	Law readoutWeight();

	/** Law of b; variance 0 without a bias. */
	Law readoutBias();

	/**
	 * What the law of ϕ depends on: equal for ensembles whose neurons have the same law, whatever their number, so that expectations over one neuron
	 * need to be computed once for all of them.
	 */
	Object neuron();

	/**
	 * E[ϕ(x_{p1}) … ϕ(x_{pn})] over one neuron.
	 *
	 * @param points  the points
	 * @param indices distinct points p1 ≤ … ≤ pn
	 * @return the expectation, empty where no exact way to compute it is known
	 */
	Optional<Expectation> moment(Points points, int[] indices);

	/**
	 * E e^{w Σ_p J_p ϕ(x_p)/√N} - 1 over one neuron and its readout weight: with it Z[J] = (1 + this)^N E e^{b Σ J} exactly (PHYSICS 5).
	 *
	 * @param points the points
	 * @param source J, one number a distinct point
	 * @return empty where it does not exist, or no way to compute it to rounding is known
	 */
	default OptionalDouble generating(Points points, double[] source) {
		return OptionalDouble.empty();
	}

	/**
	 * @param value  the expectation
	 * @param source how it was computed: {@code closed form (…)} or {@code quadrature (…)}
	 */
	record Expectation(double value, String source) {
	}
}
