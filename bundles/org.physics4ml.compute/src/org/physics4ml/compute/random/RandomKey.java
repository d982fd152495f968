package org.physics4ml.compute.random;

/**
 * The 64-bit key of a cell's random streams, a pure function of the experiment's seed and the cell. Thread-safe.
 */
public final class RandomKey {

	/** No draw has this number, so that keys are never words of a stream. */
	private static final int RESERVED = -1;

	private RandomKey() {
	}

	/**
	 * The key: the seed itself for cell 0, which a plan without a sweep has; otherwise the first two words of the Philox
	 * block with the seed as key and the counter (low word of the cell, high word of the cell, -1, -1). Its words are the
	 * low and the high half of the result.
	 *
	 * @param cell any number; different cells give independent streams (equal keys with probability 2<sup>-64</sup> a pair)
	 */
	public static long of(long seed, long cell) {
		if (cell == 0) return seed;
		int[] block = { (int) cell, (int) (cell >>> 32), RESERVED, RESERVED };
		Philox.apply(block, (int) seed, (int) (seed >>> 32));
		return Integer.toUnsignedLong(block[0]) | (long) block[1] << 32;
	}
}
