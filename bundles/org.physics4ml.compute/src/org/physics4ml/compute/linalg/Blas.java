package org.physics4ml.compute.linalg;

import java.util.Optional;

/**
 * Matrix products. Matrices are row-major in arrays with offset and row length (leading dimension). One thread a call; the same arguments
 * give the same bits on one backend and one kind of CPU, with the pure Java backend on any CPU. Where β = 0 the target is not read. The
 * target must not overlap the sources. Work 2mnk operations; nothing large is allocated. Matrices that do not fit their arrays give
 * {@link IndexOutOfBoundsException}, a row length below the row {@link IllegalArgumentException}. Thread-safe.
 *
 * <p>
 * A call costs about a microsecond with either backend, so that below some 10<sup>3</sup> operations a loop of the caller's is quicker;
 * from some 10<sup>4</sup> on OpenBLAS is the quicker of the two. The caller chooses one for a run, since they differ in the last bits.
 */
public interface Blas {

	/** Name and version of the backend, for the provenance. */
	String name();

	/**
	 * C = α A Bᵀ + β C with A (m × k), B (n × k), C (m × n).
	 */
	void multiplyTransposed(int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double beta,
			double[] c, int cOffset, int cStride);

	/**
	 * C = α A B + β C with A (m × k), B (k × n), C (m × n).
	 */
	void multiply(int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double beta, double[] c,
			int cOffset, int cStride);

	/**
	 * The Gram product C = α A Aᵀ + β C with A (n × k), C (n × n) symmetric; both triangles are written, half the work is done. Of C the lower
	 * triangle is read.
	 */
	void gram(int n, int k, double alpha, double[] a, int aOffset, int aStride, double beta, double[] c, int cOffset, int cStride);

	/** The pure Java backend: the same bits on any CPU. */
	static Blas java() {
		return JavaBlas.INSTANCE;
	}

	/** OpenBLAS, empty where its native library does not load; {@link #openBlasAbsence()} says why. */
	static Optional<Blas> openBlas() {
		return Optional.ofNullable(OpenBlas.Loaded.INSTANCE);
	}

	/** Why {@link #openBlas()} is empty, for the user; empty text if it is not. */
	static String openBlasAbsence() {
		return OpenBlas.Loaded.ABSENCE;
	}
}
