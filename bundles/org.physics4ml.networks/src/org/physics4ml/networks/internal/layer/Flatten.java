package org.physics4ml.networks.internal.layer;

import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * Takes the channels at all positions for features without positions. Their order stays as it is.
 *
 * @param positions P
 * @param channels  C
 */
public record Flatten(int positions, int channels) implements Fixed {

	@Override
	public int inputs() {
		return positions * channels;
	}

	@Override
	public int outputs() {
		return inputs();
	}

	@Override
	public boolean isOdd() {
		return true;
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return Fixed.map((_, features, out) -> System.arraycopy(features, 0, out, 0, points * inputs()));
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		return Optional.of((_, _, outGradient, inGradient, _, _, _) -> {
			if (inGradient != null) System.arraycopy(outGradient, 0, inGradient, 0, points * inputs());
		});
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return false;
	}

	/** The mean over positions, of features that differ in law. */
	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) {
		if (entering.positions() == 1) return KernelMap.of(entering, tile -> tile);
		return KernelMap.of(entering.mapped(true).at(1, pairs), tile -> mean(tile, pairs));
	}

	/** (1/P) Σ_a E h_a(x) h_a(x') */
	static KernelTile mean(KernelTile tile, boolean pairs) {
		int positions = tile.positions();
		if (positions == 1) return tile;
		var mean = new WindowSums(Windows.all(List.of(positions)), true).of(tile, pairs);
		mean.scale(1.0 / positions);
		return mean;
	}
}
