package org.physics4ml.compute.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class MultisetsTest {

	@Test
	void order() {
		var multisets = new Multisets(2, 3);
		var expected = new String[] { "0", "1", "0 0", "0 1", "1 1", "0 0 0", "0 0 1", "0 1 1", "1 1 1" };
		assertEquals(expected.length, multisets.size());
		for (int i = 0; i < expected.length; i++) {
			assertEquals(expected[i], Multisets.label(multisets.get(i)));
			assertArrayEquals(multisets.get(i), multisets.parse(expected[i]));
		}
	}

	@Test
	void ranksAreConsecutiveAndLexicographic() {
		for (int k = 1; k <= 7; k++) {
			for (int n = 1; n <= 6; n++) {
				var multisets = new Multisets(k, n);
				for (int i = 0; i < multisets.size(); i++) {
					var indices = multisets.get(i);
					assertEquals(i, multisets.rank(indices));
					if (i == 0) continue;
					var before = multisets.get(i - 1);
					assertTrue(before.length < indices.length || before.length == indices.length && Arrays.compare(before, indices) < 0);
				}
			}
		}
	}

	@Test
	void counts() {
		assertEquals(126, Multisets.count(6, 4));
		assertEquals(6 + 21 + 56 + 126, new Multisets(6, 4).size());
		assertEquals(1, Multisets.count(3, 0));
	}

	@Test
	void refusals() {
		var multisets = new Multisets(3, 4);
		for (var label : new String[] { "", "0 1 2 3", "-1", "a", "0 0 0 0 0", "1.5" }) {
			assertThrows(IllegalArgumentException.class, () -> multisets.parse(label), label);
		}
		assertArrayEquals(new int[] { 0, 1, 2 }, multisets.parse(" 2  0 1 "));
		assertThrows(IllegalArgumentException.class, () -> multisets.rank(1, 0));
		assertThrows(IndexOutOfBoundsException.class, () -> multisets.get(multisets.size()));
		assertThrows(IllegalArgumentException.class, () -> new Multisets(0, 1));
		assertThrows(ArithmeticException.class, () -> new Multisets(100000, 4));
	}
}
