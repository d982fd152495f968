package org.physics4ml.compute.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Vector loops over rows of a matrix, element by element, so that the bits are those of the scalar loops. Each returns how many elements are done. Loaded only where {@link Simd#AVAILABLE}. */
public final class RowLanes {

	private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
	private static final int LANES = SPECIES.length();

	private RowLanes() {
	}

	/** y_j += factor x_j */
	public static int add(double factor, double[] x, int i, double[] y, int j, int n) {
		var f = DoubleVector.broadcast(SPECIES, factor);
		int end = n - n % LANES;
		for (int s = 0; s < end; s += LANES) f.fma(DoubleVector.fromArray(SPECIES, x, i + s), DoubleVector.fromArray(SPECIES, y, j + s)).intoArray(y, j + s);
		return end;
	}

	/** (x_j, y_j) ← (c x_j + s y_j, c y_j - s x_j) */
	public static int rotate(double c, double s, double[] x, int i, double[] y, int j, int n) {
		DoubleVector cosine = DoubleVector.broadcast(SPECIES, c), sine = DoubleVector.broadcast(SPECIES, s), minus = sine.neg();
		int end = n - n % LANES;
		for (int q = 0; q < end; q += LANES) {
			DoubleVector upper = DoubleVector.fromArray(SPECIES, x, i + q), lower = DoubleVector.fromArray(SPECIES, y, j + q);
			cosine.fma(upper, sine.mul(lower)).intoArray(x, i + q);
			cosine.fma(lower, minus.mul(upper)).intoArray(y, j + q);
		}
		return end;
	}
}
