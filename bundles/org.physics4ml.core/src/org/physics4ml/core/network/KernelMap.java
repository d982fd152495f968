package org.physics4ml.core.network;

/** The kernel map of a layer, made ready once for any number of tiles. Stateless, thread-safe. */
public interface KernelMap {

	/** What is known of the features that leave. */
	KernelForm leaving();

	/**
	 * Transforms the covariances of the features that enter, those within each input included, and Θ with its terms.
	 *
	 * @param tile of the form that entered; may be overwritten
	 * @return of the form {@link #leaving}; the same tile, or another
	 */
	KernelTile apply(KernelTile tile);
}
