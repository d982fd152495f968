package org.physics4ml.analysis.statistics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.compute.statistics.SetPartitions;

class SubsetsTest {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void agreesWithTheSumOverSetPartitions(int n) {
		double[] moments = new double[1 << n];
		RandomStream.normals(11, n, 0, 0, moments, 1, moments.length - 1);
		double expected = 0, scale = 0;
		for (int[] partition : SetPartitions.all(n)) {
			double product = 1, factorial = 1;
			for (int block : partition)
				product *= moments[block];
			for (int i = 2; i < partition.length; i++)
				factorial *= i;
			expected += (partition.length % 2 == 0 ? -1 : 1) * factorial * product;
			scale += Math.abs(factorial * product);
		}
		assertEquals(expected, Subsets.cumulants(moments)[moments.length - 1], 1e-13 * scale);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void momentsAndBack(int n) {
		double[] cumulants = new double[1 << n];
		RandomStream.normals(12, n, 0, 0, cumulants, 1, cumulants.length - 1);
		double[] moments = Subsets.moments(cumulants), back = Subsets.cumulants(moments);
		double scale = 1;
		for (double moment : moments)
			scale = Math.max(scale, Math.abs(moment));
		assertArrayEquals(cumulants, back, 1e-12 * scale);
	}
}
