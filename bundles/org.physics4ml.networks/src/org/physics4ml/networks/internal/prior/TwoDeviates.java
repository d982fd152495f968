package org.physics4ml.networks.internal.prior;

import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.Law;

/**
 * A law whose parameter number i is a function of two independent deviates: uniform deviate number i of the group's stream s, and deviate number i of stream -1-s, which no
 * group has.
 */
interface TwoDeviates extends Law {

	/** The second deviates of a slice, of whatever kind the law takes; as {@link RandomStream#uniforms}. */
	void second(long key, long draw, int stream, long first, double[] out, int offset, int n);

	/** w(u, v), u an odd multiple of 2<sup>-53</sup> in (0,1), v a second deviate. */
	double parameter(double u, double v);

	/** Half of what is left at a time: the other half of the slice holds the second deviates meanwhile. */
	@Override
	default void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
		int left = length;
		for (int n = left / 2; n > 0; n = left / 2) {
			RandomStream.uniforms(key, draw, stream, firstIndex, out, offset, n);
			second(key, draw, ~stream, firstIndex, out, offset + n, n);
			for (int j = offset; j < offset + n; j++) out[j] = parameter(out[j], out[j + n]);
			firstIndex += n;
			offset += n;
			left -= n;
		}
		if (left == 0) return;
		second(key, draw, ~stream, firstIndex, out, offset, 1);
		double v = out[offset];
		RandomStream.uniforms(key, draw, stream, firstIndex, out, offset, 1);
		out[offset] = parameter(out[offset], v);
	}
}
