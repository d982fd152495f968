package org.physics4ml.core.network;

import java.util.OptionalDouble;

import org.physics4ml.core.contribution.UnsuitableException;

/**
 * Capability: the first corrections to the limit of infinite width, layer by layer (arXiv:2106.10165; PHYSICS 8.2). Given the layers before, the preactivations z^l of a layer are
 * independent Gaussians with a random covariance Ĝ^l, so that
 *
 * <pre>
 *   Gc(z_i z_i z_i z_i; a, b, c, d) = Cov(Ĝ_ab, Ĝ_cd) + Cov(Ĝ_ac, Ĝ_bd) + Cov(Ĝ_ad, Ĝ_bc)      exactly,
 *   Cov(Ĝ^l_ab, Ĝ^l_cd) = V^l_{(ab)(cd)}/N_{l-1} + O(1/N²),     E Ĝ^l = K^l + O(1/N).
 * </pre>
 *
 * Both corrections add up over the layers before, so that the parameter of the expansion is {@link Expansion#parameter}, not 1/N.
 */
public interface WidthExpansion {

	/**
	 * @param points the distinct points are used
	 * @throws UnsuitableException if the limit of infinite width does not exist
	 */
	Expansion expansion(Points points) throws UnsuitableException;

	/**
	 * The corrections at k points. Layers are counted by their preactivations, l = 1 … L+1, the last the output; a, b, c, d are distinct points. Values are computed when they are first
	 * asked for, and kept. Thread-safe.
	 */
	interface Expansion {

		/** L+1 */
		int layers();

		/** Number N_{l-1} of features that enter layer l ≥ 2. */
		int width(int layer);

		/** Σ 1/N_j over the hidden layers j &lt; l, L/N for equal widths. */
		double parameter(int layer);

		/** K^l_ab */
		double kernel(int layer, int a, int b);

		/** Leading order of E Ĝ^l_ab - K^l_ab, widths included; empty where an expectation or the derivative of the activation is not known. */
		OptionalDouble meanShift(int layer, int a, int b);

		/** Leading order of Cov(Ĝ^l_ab, Ĝ^l_cd), widths included; empty where an expectation or the derivative of the activation is not known. */
		OptionalDouble covariance(int layer, int a, int b, int c, int d);

		/** Leading order of the connected four-point function of one preactivation of layer l, what readout weights that are not Gaussian add included. */
		OptionalDouble fourPoint(int layer, int a, int b, int c, int d);

		/** The connected four-point function at the network's widths, exactly; empty where it is not known. */
		OptionalDouble exactFourPoint(int layer, int a, int b, int c, int d);
	}
}
