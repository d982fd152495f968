package org.physics4ml.core.network;

import org.physics4ml.core.contribution.UnsuitableException;

/** Capability: the kernels of the limit of infinite width, by composition of the layers' kernel maps. */
public interface InfiniteWidth {

	/**
	 * The NNGP kernel K(x_p, x_q) of one output.
	 *
	 * @param points the distinct points are used
	 * @param method how Gaussian expectations are computed
	 * @return K at all pairs of distinct points
	 * @throws UnsuitableException if the limit does not exist, or is not known by the method asked for
	 */
	Kernel nngp(Points points, Method method) throws UnsuitableException;

	/** Whether the mean of the finite network's kernel equals this limit at every width (one hidden layer). */
	boolean isMeanExact();

	/** How Gaussian expectations are computed. */
	enum Method {
		/** Closed forms where they are known, quadrature else. */
		AUTO,
		CLOSED_FORM,
		QUADRATURE
	}

	/**
	 * @param values     packed upper triangle, see {@link DrawSampler}
	 * @param closedForm whether every Gaussian expectation was a closed form; else quadrature to 1e-12
	 */
	record Kernel(double[] values, boolean closedForm) {
	}
}
