package org.physics4ml.core.network;

/**
 * Draws networks one at a time at fixed points; holds its own workspace. For one thread.
 *
 * <p>
 * Output layout: {@code outputs[offset + o·k + p]} = φ_o(x_p) for D outputs at k distinct points. Kernel layout (packed upper triangle, row
 * by row): {@code kernel[offset + index(p, q)]}, p ≤ q, {@code index = p·k - p(p-1)/2 + (q - p)}.
 */
public interface DrawSampler {

	/**
	 * Draws network number {@code draw}. The result depends on nothing but the key and the number.
	 *
	 * @param outputs      where to write φ, or null if it is not wanted
	 * @param kernel       where to write the covariance Ĝ_pq = E[φ(x_p) φ(x_q) | hidden layers] of one output, or null. Only where
	 *                     {@link #givesKernel()}.
	 */
	void draw(long draw, double[] outputs, int outputsOffset, double[] kernel, int kernelOffset);

	/**
	 * As {@link #draw}, with the covariances Ĝ^l of one preactivation of each layer l = L+1, L, … 2 given the layers before it, as many as {@link Sampling#kernels()}, one packed kernel behind
	 * the other.
	 */
	default void drawKernels(long draw, double[] outputs, int outputsOffset, double[] kernels, int kernelsOffset) {
		draw(draw, outputs, outputsOffset, kernels, kernelsOffset);
	}

	/** Whether the outputs given the hidden layers are independent Gaussians with mean zero, so that their kernel can be had. */
	boolean givesKernel();

	/** Position of the pair p ≤ q in a packed kernel of k points. */
	static int index(int p, int q, int k) {
		return p * k - p * (p - 1) / 2 + (q - p);
	}

	/** Length k(k+1)/2 of a packed kernel. */
	static int packedLength(int k) {
		return k * (k + 1) / 2;
	}

	/**
	 * Copies of a block of a symmetric matrix of k points what is on and above the diagonal into its packed upper triangle.
	 *
	 * @param block  the rows {@code row} … {@code row + rows - 1} and columns {@code column} … {@code column + columns - 1}, row by row
	 * @param packed see {@link #index}
	 */
	static void pack(double[] block, int row, int rows, int column, int columns, double[] packed, int k) {
		for (int p = row; p < Math.min(row + rows, column + columns); p++) {
			int q = Math.max(p, column);
			System.arraycopy(block, (p - row) * columns + q - column, packed, index(p, q, k), column + columns - q);
		}
	}
}
