package org.physics4ml.networks.internal.layer;

import java.util.Arrays;

import org.physics4ml.compute.gaussian.BivariateCovariance;
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
		var tile = entering.positions() == 1 ? entering : mean(entering);
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

	/** (1/P) Σ_a E h_a(x) h_a(x'), position after position. */
	private static KernelTile mean(KernelTile from) {
		var to = from.like(1, false);
		int rows = from.rows(), columns = from.columns(), size = rows * columns, p = from.positions();
		double[] a = to.row().covariance(), b = to.column().covariance(), c = to.covariance(), sine2 = to.sine2();
		for (int position = 0; position < p; position++) {
			int at = from.block(position, position) * size, row = from.variances(from.row(), position), column = from.variances(from.column(), position);
			for (int r = 0, i = 0; r < rows; r++)
				for (int s = 0; s < columns; s++, i++)
					sine2[i] = BivariateCovariance.sumSine2(a[r], b[s], c[i], sine2[i], from.row().covariance()[row + r], from.column().covariance()[column + s], from.covariance()[at + i], from.sine2()[at + i]);
			add(from.row().covariance(), row, a, rows);
			add(from.column().covariance(), column, b, columns);
			add(from.covariance(), at, c, size);
			if (from.tangent() != null) add(from.tangent(), at, to.tangent(), size);
			if (from.contributions() != null) for (int g = 0; g < from.contributions().size(); g++) add(from.contributions().get(g), at, to.contributions().get(g), size);
		}
		double weight = 1.0 / p;
		for (var sum : new double[][] { a, b, c }) scale(sum, weight);
		if (to.tangent() != null) scale(to.tangent(), weight);
		if (to.contributions() != null) for (var term : to.contributions()) scale(term, weight);
		return to;
	}

	private static void add(double[] from, int at, double[] to, int n) {
		for (int i = 0; i < n; i++) to[i] += from[at + i];
	}

	private static void scale(double[] x, double factor) {
		for (int i = 0; i < x.length; i++) x[i] *= factor;
	}
}
