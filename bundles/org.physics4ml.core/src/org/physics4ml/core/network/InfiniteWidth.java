package org.physics4ml.core.network;

import java.util.List;

import org.physics4ml.core.contribution.UnsuitableException;

/** Capability: the kernels of the limit of infinite width, by composition of the layers' kernel maps. */
public interface InfiniteWidth {

	/**
	 * Makes the kernels between two lists of points ready, to be computed block by block: the NNGP kernel K(x_p, x'_q) of one output, arXiv:1711.00165, and the neural
	 * tangent kernel Θ(x_p, x'_q) = Σ_θ ∂φ(x_p)/∂θ ∂φ(x'_q)/∂θ, arXiv:1806.07572. In NTK parameterisation, θ ~ N(0, 1): Θ¹ = K¹, Θ^{l+1} = K^{l+1} + σ_w² K̇ Θ^l. In
	 * standard parameterisation Θ grows with the width; what is given is its leading order at the network's own widths, the contribution of a weight group times n/σ_w²,
	 * n features that enter the layer, and that of a bias group times 1/σ_b².
	 *
	 * @param rows    the distinct points are used
	 * @param columns the distinct points are used; may be {@code rows}
	 * @param method  how Gaussian expectations are computed
	 * @param tangent whether Θ is wanted
	 * @param byGroup whether its terms are wanted, one for each parameter group; they cost O(L²) operations a pair instead of O(L)
	 * @throws UnsuitableException if the limit does not exist (activations that jump have no Θ), or is not known by the method asked for
	 */
	KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException;

	/**
	 * K at all pairs of distinct points, the symmetric half once.
	 *
	 * @throws UnsuitableException as {@link #blocks}, and if K overflows
	 */
	default Kernel nngp(Points points, Method method) throws UnsuitableException {
		return PackedKernel.of(blocks(points, points, method, false, false), points.distinctCount(), false, false).nngp();
	}

	/**
	 * Θ at all pairs of distinct points, and K beside it.
	 *
	 * @param byGroup whether the contributions of the parameter groups are wanted
	 * @throws UnsuitableException as {@link #blocks}, and if K overflows
	 */
	default Tangent tangent(Points points, Method method, boolean byGroup) throws UnsuitableException {
		return PackedKernel.of(blocks(points, points, method, true, byGroup), points.distinctCount(), true, byGroup);
	}

	/** Whether the mean of the finite network's kernel equals this limit at every width (one hidden layer). */
	boolean isMeanExact();

	/** Whether K is a limit; else the variances of parameters scale with the network's widths otherwise than the NTK parameterisation, and K is that at its own widths: it fades or grows as they grow. */
	default boolean isConvergent() {
		return true;
	}

	/** Whether K(x, x') depends on x·x, x·x' and x'·x' only. */
	default boolean isIsotropic() {
		return false;
	}

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

	/**
	 * @param nngp          K
	 * @param values        Θ, packed upper triangle
	 * @param contributions the terms of Θ, one for each parameter group in the network's order; empty if they were not wanted
	 * @param convergent    whether Θ is a limit; else its leading order at the network's widths
	 */
	record Tangent(Kernel nngp, double[] values, List<Contribution> contributions, boolean convergent) {
	}

	/**
	 * @param group  name of the parameter group
	 * @param values Σ_θ ∂φ/∂θ ∂φ'/∂θ over the parameters of the group, packed upper triangle
	 */
	record Contribution(String group, double[] values) {
	}
}
