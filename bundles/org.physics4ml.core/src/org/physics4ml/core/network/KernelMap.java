package org.physics4ml.core.network;

import org.physics4ml.core.contribution.UnsuitableException;

/** The kernel map of a layer, made ready once for any number of tiles. Stateless, thread-safe. */
public interface KernelMap {

	/** What is known of the features that leave. */
	KernelForm leaving();

	/**
	 * Transforms the covariances of the features that enter, those within each input included, and Θ with its terms.
	 *
	 * @param tile of the form that entered; may be overwritten
	 * @return of the form {@link #leaving}; the same tile, or another
	 * @throws UnsuitableException if the limit does not exist at these covariances: an expectation is infinite
	 */
	KernelTile apply(KernelTile tile) throws UnsuitableException;

	/** Multiplications and additions for a pair of inputs, about, for plans, beside a few for each covariance that leaves. */
	default double work() {
		return 0;
	}

	/** {@link #apply} */
	@FunctionalInterface
	interface Transformation {

		KernelTile apply(KernelTile tile) throws UnsuitableException;
	}

	/** A map from its function. */
	static KernelMap of(KernelForm leaving, Transformation map) {
		return of(leaving, 0, map);
	}

	/** Likewise, of so much {@link #work}. */
	static KernelMap of(KernelForm leaving, double work, Transformation map) {
		return new KernelMap() {

			@Override
			public KernelForm leaving() {
				return leaving;
			}

			@Override
			public double work() {
				return work;
			}

			@Override
			public KernelTile apply(KernelTile tile) throws UnsuitableException {
				return map.apply(tile);
			}
		};
	}
}
