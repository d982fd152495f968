package org.physics4ml.networks.internal.prior;

import java.util.OptionalDouble;

import org.physics4ml.core.network.Law;

/**
 * A law of dependent parameters that is invariant under rotations of the vector that they make. Its moments are those of independent standard normal variables times a
 * number for each order: E w_1^{n_1} … w_m^{n_m} = μ_k Π_i (n_i-1)!!, 2k = Σ n_i, with μ_1 = σ².
 */
interface Spherical extends Law {

	/** μ_k/μ_1^k, k ≥ 1; NaN where it does not exist. */
	double ratio(int k);

	@Override
	default OptionalDouble jointMoment(int... orders) {
		int sum = 0;
		boolean odd = false;
		double pairings = 1;
		for (int order : orders) {
			sum += order;
			odd |= order % 2 == 1;
			for (int i = order - 1; i > 1; i -= 2) pairings *= i;
		}
		double ratio = ratio((sum + 1) / 2);
		return OptionalDouble.of(Double.isNaN(ratio) ? ratio : odd ? 0 : pairings * ratio);
	}

	@Override
	default double standardisedMoment(int n) {
		return jointMoment(n).getAsDouble();
	}

	@Override
	default boolean isGaussian() {
		return false;
	}

	@Override
	default boolean isEven() {
		return true;
	}

	@Override
	default boolean isIndependent() {
		return false;
	}

	@Override
	default boolean isSpherical() {
		return true;
	}
}
