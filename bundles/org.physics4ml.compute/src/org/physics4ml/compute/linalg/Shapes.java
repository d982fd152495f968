package org.physics4ml.compute.linalg;

import java.util.Objects;

/** Checks of the arguments of {@link Blas}: natives do not check any. */
final class Shapes {

	private Shapes() {
	}

	/** A matrix with rows of {@code columns} at distances {@code stride}. */
	static void check(double[] x, int offset, int stride, int rows, int columns) {
		if (rows < 0 || columns < 0) throw new IllegalArgumentException("matrix of " + rows + " rows and " + columns + " columns");
		if (stride < columns) throw new IllegalArgumentException("row length " + stride + " is below the " + columns + " columns");
		long length = rows == 0 || columns == 0 ? 0 : (rows - 1L) * stride + columns;
		Objects.checkFromIndexSize(offset, length, (long) x.length);
	}
}
