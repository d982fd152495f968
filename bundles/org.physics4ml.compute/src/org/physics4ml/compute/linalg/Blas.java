package org.physics4ml.compute.linalg;

/**
 * Matrix products. Matrices are row-major in arrays with offset and row length (leading dimension). One thread a call; the same arguments
 * give the same bits on one backend and one kind of CPU, with the pure Java backend on any CPU. Thread-safe.
 */
public interface Blas {

	/** Name and version of the backend, for the provenance. */
	String name();

	/**
	 * C = α A Bᵀ + β C with A (m × k), B (n × k), C (m × n).
	 */
	void multiplyTransposed(int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double beta,
			double[] c, int cOffset, int cStride);
}
