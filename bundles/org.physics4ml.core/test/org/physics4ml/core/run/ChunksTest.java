package org.physics4ml.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunksTest {

	@ParameterizedTest
	@CsvSource({ "0,1,false", "1,1,false", "5,4,false", "63,8,false", "64,8,false", "65,8,false", "1000,16,false", "100003,512,false", "100003,512,true", "3000,1,true",
			"5,8,true", "1000000007,4096,false", "9007199254740992,4096,false" })
	void chunksCoverEveryDrawOnceInOrder(long draws, int size, boolean rounds) {
		var chunks = new Chunks(draws, size, rounds);
		assertEquals(Math.min(draws, Chunks.BLOCKS), chunks.blocks());
		assertEquals(chunks.count(), chunks.count(chunks.rounds() - 1));
		long next = 0;
		int round = 0;
		for (long number = 0; number < chunks.count(); number++) {
			if (draws > 1e8 && number == 1000) { // the rest is too long to walk: jump to the last ones
				number = chunks.count() - 1000;
				next = chunks.chunk(number).first();
			}
			while (number >= chunks.count(round))
				assertEquals(next, chunks.draws(round++));
			var chunk = chunks.chunk(number);
			assertEquals(next, chunk.first());
			assertTrue(chunk.count() >= 1 && chunk.count() <= size);
			assertTrue(chunk.block() >= 0 && chunk.block() < chunks.blocks());
			next += chunk.count();
		}
		assertEquals(draws, next);
	}

	@ParameterizedTest
	@CsvSource({ "100,false", "1000,false", "100003,false", "100003,true" })
	void blocksDifferByAFewDrawsOnly(long draws, boolean rounds) {
		var chunks = new Chunks(draws, 7, rounds);
		long[] size = new long[chunks.blocks()];
		for (long number = 0; number < chunks.count(); number++)
			size[chunks.chunk(number).block()] += chunks.chunk(number).count();
		for (long one : size)
			assertTrue(Math.abs(one - (double) draws / chunks.blocks()) <= chunks.rounds());
	}
}
