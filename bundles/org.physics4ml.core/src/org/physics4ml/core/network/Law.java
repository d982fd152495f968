package org.physics4ml.core.network;

import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.core.contribution.UnsuitableException;

/**
 * The law of the parameters of one group before the width scaling: mean 0, variance {@link #variance()} (σ_w² or σ_b²). The parameters of a group are exchangeable, and
 * independent unless {@link #isIndependent()} says otherwise. Immutable, thread-safe.
 */
public interface Law {

	/** σ² = E w², before the scaling by the width. */
	double variance();

	/**
	 * (∂w/∂θ)² of the parameters θ that derivatives are taken of, that is, that training moves: w/σ, of variance 1, unless the network's parameterisation says otherwise. Layers
	 * multiply derivatives by w with its root, and tangent kernels with it.
	 */
	default double derivativeFactor() {
		return variance();
	}

	/**
	 * Standardised moment E wⁿ / σⁿ: for n = 4 and n = 6 the factors Ξ4/Ξ2² and Ξ6/Ξ2³ of a law; NaN where the moment does not
	 * exist. For σ = 0 the moments of the shape.
	 */
	double standardisedMoment(int n);

	/** Whether the parameters are independent Gaussians. */
	boolean isGaussian();

	/** Whether the parameters are independent and uniform on (-√3 σ, √3 σ). */
	default boolean isUniform() {
		return false;
	}

	/** Whether w and -w have the same law, of all parameters of a group at once, so that odd moments vanish. */
	boolean isEven();

	/** Whether the parameters of a group are independent of each other. */
	default boolean isIndependent() {
		return true;
	}

	/** Whether the law of all parameters of a group together is invariant under rotations of the vector that they make. */
	default boolean isSpherical() {
		return isGaussian();
	}

	/**
	 * E w_1^{n_1} … w_m^{n_m} / σ^{n_1+…+n_m} of m different parameters of the group: NaN where it does not exist, empty where it is not known.
	 *
	 * @param orders n_1 … n_m, each at least 1
	 */
	default OptionalDouble jointMoment(int... orders) {
		double product = 1;
		for (int order : orders) product *= standardisedMoment(order);
		return OptionalDouble.of(product);
	}

	/**
	 * A rule for expectations E f(w) over one parameter: exact for laws of a few values, else to about 1e-13 for functions that are analytic on either side of 0 and grow at most as e^{growth |w|}.
	 *
	 * @param growth not negative
	 * @param panels how often the axis is divided on either side of 0; as many as f varies on scales shorter than σ
	 * @return nodes w_i, then weights; empty where no rule is known, or e^{growth |w|} has no expectation
	 */
	default Optional<double[][]> rule(double growth, int panels) {
		return Optional.empty();
	}

	/**
	 * Whether the parameters of a draw are independent Gaussians once a variance is known that they have in common, so that expectations over them can be done exactly given
	 * it: {@link #commonVariance}.
	 */
	default boolean isScaleMixture() {
		return isGaussian();
	}

	/** The variance that the parameters of a draw have in common; {@link #variance()} but for a law that draws it. Only where {@link #isScaleMixture()}. */
	default double commonVariance(long key, long draw, int stream) {
		return variance();
	}

	/**
	 * Refuses a law whose draws could not be trusted; asked once, when the network is built.
	 *
	 * @throws UnsuitableException with the path of the parameter to change, relative to the prior's
	 */
	default void check() throws UnsuitableException {
	}

	/** Multiplications and additions that {@link #fill} spends on a parameter beyond a random number, for the plan: the steps of a chain. */
	default double work() {
		return 0;
	}

	/** What a reader of numbers drawn from this law has to know of how it is sampled, one line: the autocorrelation of chains. Asked after {@link #check}; empty for a law that is drawn exactly. */
	default Optional<String> sampling() {
		return Optional.empty();
	}

	/**
	 * Parameters of one draw; {@code out[offset + j]} is the parameter {@code firstIndex + j} and depends only on key, draw, stream
	 * and that index.
	 *
	 * @param key        random key of seed and cell
	 * @param draw       number of the draw
	 * @param stream     {@link ParameterGroup#stream()}
	 * @param firstIndex first index in the group
	 */
	void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length);
}
