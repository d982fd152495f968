package org.physics4ml.compute.random;

import java.util.Objects;

import org.physics4ml.compute.internal.RandomLanes;
import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.math.Elementary;

/**
 * Random deviates with an address: number <i>index</i> of a stream of a draw depends on (key, draw, stream, index) alone,
 * whichever slice, batch or thread it is computed in.
 *
 * <p>
 * Deviates 2b and 2b+1 are made of the Philox4x32-10 block with the key's low and high word as key and the counter (b + 1,
 * stream, low word of the draw, high word of the draw), of its first and its second two words; the first of two is the high half of 64 bits.
 * These are the words that Commons RNG's {@code Philox4x32} gives one after the other when it is seeded with (key words,
 * 0, stream, draw words); it counts before each block. A stream has 2<sup>33</sup> - 2 deviates: as many as leave the stream's word alone.
 *
 * <p>
 * Uniform deviates are the odd multiples of 2<sup>-53</sup> in (0,1): u = (2 floor(bits/2<sup>12</sup>) + 1)
 * 2<sup>-53</sup>. Normal deviates are those of Box and Muller (doi:10.1214/aoms/1177706645),
 * <pre>
 * z<sub>2b</sub> = (-2 ln u<sub>2b</sub>)<sup>1/2</sup> cos(2&pi; u<sub>2b+1</sub>), z<sub>2b+1</sub> = (-2 ln u<sub>2b</sub>)<sup>1/2</sup> sin(2&pi; u<sub>2b+1</sub>),
 * </pre>
 * which reach 8.57 standard deviations. Thread-safe; the slice forms allocate nothing that lives.
 */
public final class RandomStream {

	/** How many deviates a stream has. */
	public static final long LENGTH = (1L << 33) - 2;

	private RandomStream() {
	}

	/**
	 * out<sub>offset+j</sub> = uniform deviate number first + j in (0,1), j = 0 … n-1; mean 1/2, variance 1/12.
	 *
	 * @param key    {@link RandomKey#of(long, long)}
	 * @param draw   number of the draw, not negative
	 * @param stream what is drawn: a parameter group, a layer
	 * @throws IllegalArgumentException  for a negative draw or an index outside 0 … {@link #LENGTH} - 1
	 * @throws IndexOutOfBoundsException for a slice outside the array
	 */
	public static void uniforms(long key, long draw, int stream, long first, double[] out, int offset, int n) {
		check(draw, first, n);
		Objects.checkFromIndexSize(offset, n, out.length);
		int head = (int) (first & 1) & Math.min(n, 1);
		int pairs = n - head >> 1;
		int done = Simd.isWorth(n) ? RandomLanes.uniforms(key, draw, stream, first + head >> 1, out, offset + head, pairs) : 0;
		uniformPairs(key, draw, stream, (first + head >> 1) + done, out, offset + head + 2 * done, pairs - done);
		if (head == 1) out[offset] = uniform(key, draw, stream, first);
		if ((n - head & 1) == 1) out[offset + n - 1] = uniform(key, draw, stream, first + n - 1);
	}

	/**
	 * out<sub>offset+j</sub> = standard normal deviate number first + j, j = 0 … n-1. Arguments and exceptions as for
	 * {@link #uniforms}.
	 */
	public static void normals(long key, long draw, int stream, long first, double[] out, int offset, int n) {
		check(draw, first, n);
		Objects.checkFromIndexSize(offset, n, out.length);
		int head = (int) (first & 1) & Math.min(n, 1);
		int pairs = n - head >> 1;
		int done = Simd.isWorth(n) ? RandomLanes.normals(key, draw, stream, first + head >> 1, out, offset + head, pairs) : 0;
		normalPairs(key, draw, stream, (first + head >> 1) + done, out, offset + head + 2 * done, pairs - done);
		if (head == 1) out[offset] = normal(key, draw, stream, first);
		if ((n - head & 1) == 1) out[offset + n - 1] = normal(key, draw, stream, first + n - 1);
	}

	/** One uniform deviate, the same as {@link #uniforms} gives. */
	public static double uniform(long key, long draw, int stream, long index) {
		check(draw, index, 1);
		var words = new int[4];
		block(key, draw, stream, index >> 1, words);
		int half = (int) (index & 1) << 1;
		return uniform(words[half], words[half + 1]);
	}

	/** One normal deviate, the same as {@link #normals} gives. */
	public static double normal(long key, long draw, int stream, long index) {
		check(draw, index, 1);
		var words = new int[4];
		block(key, draw, stream, index >> 1, words);
		double turns = uniform(words[2], words[3]);
		return ((index & 1) == 0 ? Elementary.cosTurns(turns) : Elementary.sinTurns(turns)) * radius(uniform(words[0], words[1]));
	}

	private static void check(long draw, long first, int n) {
		if (draw < 0) throw new IllegalArgumentException("draw " + draw + " is negative");
		if (first < 0 || n < 0 || first > LENGTH - n)
			throw new IllegalArgumentException("deviates " + first + " to " + (first + n - 1) + " of a stream: it has 2^33 - 2, from 0 on");
	}

	private static void block(long key, long draw, int stream, long block, int[] words) {
		words[0] = (int) block + 1;
		words[1] = stream;
		words[2] = (int) draw;
		words[3] = (int) (draw >>> 32);
		Philox.apply(words, (int) key, (int) (key >>> 32));
	}

	/** The scalar path; block to block + pairs - 1. */
	static void uniformPairs(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		var words = new int[4];
		for (int j = offset, end = offset + 2 * pairs; j < end; j += 2) {
			block(key, draw, stream, block++, words);
			out[j] = uniform(words[0], words[1]);
			out[j + 1] = uniform(words[2], words[3]);
		}
	}

	/** The scalar path. */
	static void normalPairs(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		uniformPairs(key, draw, stream, block, out, offset, pairs);
		for (int j = offset, end = offset + 2 * pairs; j < end; j += 2) {
			double radius = radius(out[j]);
			double turns = out[j + 1];
			out[j] = Elementary.cosTurns(turns) * radius;
			out[j + 1] = Elementary.sinTurns(turns) * radius;
		}
	}

	private static double uniform(int high, int low) {
		long bits = (long) high << 32 | low & 0xffffffffL;
		return Double.longBitsToDouble(bits >>> 12 | 0x3ff0000000000000L) - (1 - 0x1p-53);
	}

	private static double radius(double u) {
		return Math.sqrt(Elementary.log(u) * -2);
	}
}
