package org.physics4ml.networks.internal.layer;

import java.util.Arrays;

import org.physics4ml.core.network.Law;

/** In the place of the law of biases in a layer that has none. */
enum NoBias implements Law {
	LAW;

	@Override
	public double variance() {
		return 0;
	}

	@Override
	public double standardisedMoment(int n) {
		return n % 2 == 0 ? 1 : 0;
	}

	@Override
	public boolean isGaussian() {
		return true;
	}

	@Override
	public boolean isEven() {
		return true;
	}

	@Override
	public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
		Arrays.fill(out, offset, offset + length, 0);
	}
}
