package org.physics4ml.compute.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Partitions of {0, …, n-1} into blocks. A partition is an array of blocks, a block the bit mask of its elements; blocks are ordered by their least element. */
public final class SetPartitions {

	/** Largest n: Bell(10) = 115975 partitions. */
	public static final int MAXIMUM = 10;

	private SetPartitions() {
	}

	/**
	 * All partitions, Bell(n) of them.
	 *
	 * @throws IllegalArgumentException unless 1 ≤ n ≤ {@link #MAXIMUM}
	 */
	public static List<int[]> all(int n) {
		return list(n, 1, n);
	}

	/** All (n-1)!! partitions into pairs, none if n is odd: Wick contractions. */
	public static List<int[]> pairings(int n) {
		return list(n, 2, 2);
	}

	private static List<int[]> list(int n, int smallest, int largest) {
		if (n < 1 || n > MAXIMUM) throw new IllegalArgumentException("n = " + n);
		var partitions = new ArrayList<int[]>();
		extend(partitions, new int[n], 0, (1 << n) - 1, smallest, largest);
		return List.copyOf(partitions);
	}

	/** Gives the least element left every possible block, then goes on with the rest. */
	private static void extend(List<int[]> partitions, int[] blocks, int count, int left, int smallest, int largest) {
		if (left == 0) {
			partitions.add(Arrays.copyOf(blocks, count));
			return;
		}
		int least = Integer.lowestOneBit(left), others = left ^ least;
		for (int companions = others;; companions = companions - 1 & others) {
			int size = 1 + Integer.bitCount(companions);
			if (size >= smallest && size <= largest) {
				blocks[count] = least | companions;
				extend(partitions, blocks, count + 1, others ^ companions, smallest, largest);
			}
			if (companions == 0) return;
		}
	}
}
