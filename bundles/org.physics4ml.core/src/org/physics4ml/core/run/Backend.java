package org.physics4ml.core.run;

import org.physics4ml.compute.linalg.Blas;

/**
 * What the numbers are computed with; recorded in the provenance.
 *
 * @param blas        matrix products
 * @param description name and version, and why it was chosen
 */
public record Backend(Blas blas, String description) {

	/**
	 * OpenBLAS where it can be loaded, else pure Java.
	 *
	 * @param portable asks for pure Java, the same bits on any CPU
	 */
	public static Backend choose(boolean portable) {
		if (portable)
			return new Backend(Blas.java(), Blas.java().name() + ", portable");
		return Blas.openBlas().map(blas -> new Backend(blas, blas.name()))
				.orElseGet(() -> new Backend(Blas.java(), Blas.java().name() + ", as OpenBLAS cannot be loaded: " + Blas.openBlasAbsence()));
	}
}
