package org.physics4ml.networks.internal.layer;

import java.util.Arrays;

import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * The kernel map of a dense layer over all features: the mean over positions, then K ← σ_b² + σ_w² K, Θ ← σ_w² Θ + g_w K + g_b.
 *
 * @param weightVariance σ_w²
 * @param biasVariance   σ_b² in K
 * @param weightFactor   g_w
 * @param biasFactor     g_b
 */
record DenseKernel(double weightVariance, double biasVariance, double weightFactor, double biasFactor, KernelForm leaving) implements KernelMap {

	@Override
	public KernelTile apply(KernelTile entering) {
		var tile = Flatten.mean(entering, false);
		double[] k = tile.covariance(), tangent = tile.tangent();
		if (tangent != null)
			for (int i = 0; i < k.length; i++) tangent[i] = Math.fma(weightVariance, tangent[i], Math.fma(weightFactor, k[i], biasFactor));
		var terms = tile.contributions();
		if (terms != null) {
			for (var term : terms) for (int i = 0; i < k.length; i++) term[i] *= weightVariance;
			double[] weight = new double[k.length], bias = new double[k.length];
			for (int i = 0; i < k.length; i++) weight[i] = weightFactor * k[i];
			Arrays.fill(bias, biasFactor);
			terms.add(weight);
			terms.add(bias);
		}
		tile.affine(weightVariance, biasVariance);
		return tile;
	}
}
