package org.physics4ml.compute.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector loop of sums of products. Loaded only where {@link Simd#AVAILABLE}. */
public final class SumLanes {

	private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() > 8 ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;
	private static final int LANES = SPECIES.length();

	private SumLanes() {
	}

	/** out_q = a_q b_q and sums_l = Σ_j out_{8j+l}, l = 0 … 7, for q < n, n a multiple of 8. */
	public static void multiply(int n, double[] a, int i, double[] b, int j, double[] out, int at, double[] sums) {
		for (int l = 0; l < 8; l += LANES) {
			var sum = DoubleVector.zero(SPECIES);
			for (int q = l; q < n; q += 8) {
				var product = DoubleVector.fromArray(SPECIES, a, i + q).mul(DoubleVector.fromArray(SPECIES, b, j + q));
				product.intoArray(out, at + q);
				sum = sum.add(product);
			}
			sum.intoArray(sums, l);
		}
	}
}
