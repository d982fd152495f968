package org.physics4ml.networks.internal.prior;

import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.Law;

/** A law whose parameter number i is a function of uniform deviate number i of the group's stream. */
interface OneDeviate extends Law {

	/** w(u), u an odd multiple of 2<sup>-53</sup> in (0,1). */
	double parameter(double u);

	@Override
	default void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
		RandomStream.uniforms(key, draw, stream, firstIndex, out, offset, length);
		for (int j = offset; j < offset + length; j++) out[j] = parameter(out[j]);
	}
}
