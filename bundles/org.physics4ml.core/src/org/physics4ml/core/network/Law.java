package org.physics4ml.core.network;

/**
 * The law of the parameters of one group before the width scaling: mean 0, variance {@link #variance()} (σ_w² or σ_b²).
 * Immutable, thread-safe.
 */
public interface Law {

	/** σ² = E w², before the scaling by the width. */
	double variance();

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

	/** Whether w and -w have the same law, so that odd moments vanish. */
	boolean isEven();

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
