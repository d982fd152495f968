package org.physics4ml.core.run;

/**
 * How the draws of a cell are cut, fixed by the plan: into rounds (one, or doubling ones where a target error may end the run early), each round into
 * {@link #blocks()} blocks for the error bars, each block of a round into chunks, the unit of work. Chunk c comes before chunk c + 1 in draws; statistics
 * are merged in this order.
 */
final class Chunks {

	/** Blocks for the jackknife; PHYSICS asks for 50 or more. */
	static final int BLOCKS = 64;

	private final long[] roundEnds;
	private final int blocks;
	private final int chunkSize;
	private final long[] firstChunk;

	/**
	 * @param draws     draws in all
	 * @param chunkSize most draws of a chunk
	 * @param rounds    whether to stop after doubling rounds; else there is one
	 */
	Chunks(long draws, int chunkSize, boolean rounds) {
		this.chunkSize = chunkSize;
		blocks = (int) Math.min(BLOCKS, draws);
		int count = 1;
		if (rounds)
			for (long size = draws; size > FIRST_ROUND; size = (size + 1) / 2)
				count++;
		roundEnds = new long[count];
		long end = draws;
		for (int round = count - 1; round >= 0; round--) {
			roundEnds[round] = end;
			end = (end + 1) / 2;
		}
		firstChunk = new long[count * blocks + 1];
		for (int round = 0; round < count; round++)
			for (int block = 0; block < blocks; block++) {
				int part = round * blocks + block;
				long size = begin(round, block + 1) - begin(round, block);
				firstChunk[part + 1] = firstChunk[part] + (size + chunkSize - 1) / chunkSize;
			}
	}

	private static final long FIRST_ROUND = 1024;

	int blocks() {
		return blocks;
	}

	int rounds() {
		return roundEnds.length;
	}

	/** Chunks up to the end of a round. */
	long count(int round) {
		return firstChunk[(round + 1) * blocks];
	}

	/** Chunks in all. */
	long count() {
		return firstChunk[firstChunk.length - 1];
	}

	/** Draws up to the end of a round. */
	long draws(int round) {
		return roundEnds[round];
	}

	int chunkSize() {
		return chunkSize;
	}

	/** The chunk with a number from 0 to {@link #count()} - 1. */
	Chunk chunk(long number) {
		int low = 0, high = firstChunk.length - 1;
		while (high - low > 1) { // the last part whose first chunk is not after the number; parts may be empty
			int middle = (low + high) >>> 1;
			if (firstChunk[middle] <= number)
				low = middle;
			else
				high = middle;
		}
		int round = low / blocks, block = low % blocks;
		long first = begin(round, block) + (number - firstChunk[low]) * chunkSize;
		return new Chunk(block, first, (int) Math.min(chunkSize, begin(round, block + 1) - first));
	}

	private long begin(int round, int block) {
		long start = round == 0 ? 0 : roundEnds[round - 1];
		long size = roundEnds[round] - start;
		return start + size / blocks * block + size % blocks * block / blocks;
	}

	/**
	 * @param block the block that it belongs to
	 * @param first number of its first draw
	 * @param count number of draws
	 */
	record Chunk(int block, long first, int count) {
	}
}
