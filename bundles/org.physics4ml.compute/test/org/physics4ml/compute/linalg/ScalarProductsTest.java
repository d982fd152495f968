package org.physics4ml.compute.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarProductsTest {

	/** Against exact sums; and right factors used for one product after another give the bits of an entry alone. */
	@ParameterizedTest
	@CsvSource({ "1, 1, 1", "5, 3, 7", "7, 17, 255", "13, 9, 256", "6, 8, 257", "20, 33, 784", "3, 2, 0" })
	void everyEntryWhateverTheBlock(int m, int n, int k) {
		var random = new Random(m + 31L * n + 961L * k);
		int aStride = k + 2, bStride = k + 1;
		double[] a = random.doubles(2 + m * aStride, -1, 1).toArray(), b = random.doubles(1 + n * bStride, -1, 1).toArray(), c = new double[3 + m * n];
		var right = ScalarProducts.right(n, k, b, 1, bStride);
		for (int rows : new int[] { m, Math.max(1, m / 2), m, 1 }) {
			right.multiply(rows, 3, a, 2, aStride, c, 3);
			for (int r = 0; r < rows; r++)
				for (int s = 0; s < n; s++) {
					double alone = ScalarProducts.of(k, a, 2 + r * aStride, b, 1 + s * bStride);
					assertEquals(alone / 3, c[3 + r * n + s]);
					assertEquals(alone, ScalarProducts.of(k, b, 1 + s * bStride, a, 2 + r * aStride));
					var exact = BigDecimal.ZERO;
					double scale = 0;
					for (int q = 0; q < k; q++) {
						var term = new BigDecimal(a[2 + r * aStride + q]).multiply(new BigDecimal(b[1 + s * bStride + q]));
						exact = exact.add(term);
						scale += Math.abs(term.doubleValue());
					}
					assertEquals(exact.doubleValue(), alone, 3e-15 * scale);
				}
		}
	}
}
