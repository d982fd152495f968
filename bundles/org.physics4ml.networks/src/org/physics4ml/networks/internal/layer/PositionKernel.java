package org.physics4ml.networks.internal.layer;

import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * The kernel map of a linear map over positions, K_aa' ← Σ_ββ' m_{aβ} m_{a'β'} K_{s(a,β) s(a',β')}, likewise Θ. The terms ββ' and β'β are added first, so that K(x,y) and K(y,x) are the same to the
 * last bit.
 */
record PositionKernel(PositionMap map, KernelForm leaving) implements KernelMap {

	@Override
	public KernelTile apply(KernelTile from) {
		var to = from.like(leaving.positions(), leaving.pairs());
		int size = from.rows() * from.columns();
		sum(from, from.row().covariance(), to, to.row().covariance(), from.rows());
		sum(from, from.column().covariance(), to, to.column().covariance(), from.columns());
		sum(from, from.covariance(), to, to.covariance(), size);
		if (from.tangent() != null) sum(from, from.tangent(), to, to.tangent(), size);
		if (from.contributions() != null) for (int g = 0; g < from.contributions().size(); g++) sum(from, from.contributions().get(g), to, to.contributions().get(g), size);
		Sines.fromEntries(to);
		return to;
	}

	/** Of n numbers a block. */
	private void sum(KernelTile from, double[] x, KernelTile to, double[] sums, int n) {
		int taps = map.windows().taps();
		for (int block = 0; block < to.blocks(); block++) {
			int a = to.left(block) * taps, b = to.right(block) * taps;
			for (int first = 0; first < taps; first++)
				for (int second = first; second < taps; second++) {
					int one = place(from, a + first, b + second, n), other = second == first ? -1 : place(from, a + second, b + first, n);
					double m = one < 0 ? 0 : map.weights()[a + first] * map.weights()[b + second], l = other < 0 ? 0 : map.weights()[a + second] * map.weights()[b + first];
					if (one < 0 && other < 0) continue;
					int i = Math.max(one, 0), j = Math.max(other, 0);
					if (other < 0) for (int p = 0; p < n; p++) sums[block * n + p] += m * x[i + p];
					else if (one < 0) for (int p = 0; p < n; p++) sums[block * n + p] += l * x[j + p];
					else for (int p = 0; p < n; p++) sums[block * n + p] += m * x[i + p] + l * x[j + p];
				}
		}
	}

	private int place(KernelTile from, int i, int j, int n) {
		int p = map.windows().source()[i], q = map.windows().source()[j];
		return p < 0 || q < 0 ? -1 : from.block(p, q) * n;
	}
}
