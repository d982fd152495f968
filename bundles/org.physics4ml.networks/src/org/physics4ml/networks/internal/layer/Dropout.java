package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * h'_i(x) = h_i(x)/q with probability q, else 0, independently for every feature and point (Srivastava et al., JMLR 15, 1929 (2014)). Feature i of the point of rank p keeps
 * or loses its value by the uniform deviate p·n + i of the layer's own stream.
 *
 * @param inputs n
 * @param keep   q
 * @param stream of the masks
 */
public record Dropout(int inputs, double keep, int stream) implements Fixed {

	private static final int DEVIATE = 6;

	@Override
	public int outputs() {
		return inputs;
	}

	@Override
	public boolean isOdd() {
		return true;
	}

	@Override
	public Cost cost(int points, boolean conditional) {
		return new Cost((double) DEVIATE * points * inputs, (long) Double.BYTES * inputs);
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		var mask = new double[inputs];
		return Fixed.map((draw, features, out) -> apply(points, key, draw, mask, features, out));
	}

	private void apply(int points, long key, long draw, double[] mask, double[] from, double[] to) {
		for (int p = 0; p < points; p++) {
			RandomStream.uniforms(key, draw, stream, (long) p * inputs, mask, 0, inputs);
			for (int i = 0; i < inputs; i++) to[p * inputs + i] = mask[i] < keep ? from[p * inputs + i] / keep : 0;
		}
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		var mask = new double[inputs];
		return Optional.of((draw, _, outGradient, inGradient, _, _, _) -> {
			if (inGradient != null) apply(points, key, draw, mask, outGradient, inGradient);
		});
	}

	/** Only one and the same feature of one and the same input keeps or loses its value with itself. */
	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) {
		return KernelMap.of(entering.mapped(true), this::dropped);
	}

	private KernelTile dropped(KernelTile tile) {
		double more = 1 / keep;
		KernelTile.Side row = tile.row(), column = tile.column();
		for (int block = 0, at = 0; block < tile.blocks(); block++) {
			int a = tile.variances(row, tile.left(block)), b = tile.variances(column, tile.right(block));
			for (int r = 0; r < tile.rows(); r++)
				for (int c = 0; c < tile.columns(); c++, at++) {
					if (tile.left(block) != tile.right(block) || !tile.same(r, c)) {
						if (row.covariance()[a + r] > 0 && column.covariance()[b + c] > 0) tile.sine2()[at] = apart(tile.sine2()[at]);
						continue;
					}
					tile.covariance()[at] *= more;
					if (tile.tangent() != null) tile.tangent()[at] *= more;
					if (tile.contributions() != null) for (var term : tile.contributions()) term[at] *= more;
				}
		}
		side(tile, row, more);
		side(tile, column, more);
		return tile;
	}

	/** 1 - c²/(ab) where a and b are divided by q. */
	private double apart(double sine2) {
		return Math.fma(keep * keep, sine2, 1 - keep * keep);
	}

	private void side(KernelTile tile, KernelTile.Side side, double more) {
		for (int block = 0; block < tile.blocks(); block++) {
			int a = tile.variances(side, tile.left(block)), b = tile.variances(side, tile.right(block));
			for (int i = 0, at = block * side.count(); tile.left(block) != tile.right(block) && i < side.count(); i++, at++)
				if (side.covariance()[a + i] > 0 && side.covariance()[b + i] > 0) side.sine2()[at] = apart(side.sine2()[at]);
		}
		for (int a = 0; a < tile.positions(); a++)
			for (int i = 0, at = tile.variances(side, a); i < side.count(); i++, at++) side.covariance()[at] *= more;
	}
}
