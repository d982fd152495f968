package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.Layer;

/** A layer without parameters: its outputs are known given what enters. */
interface Fixed extends Layer {

	@Override
	default Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return Optional.of(explicit(points, key, blas));
	}

	/** A forward map that works on the features that enter. */
	@FunctionalInterface
	interface Function {
		void apply(long draw, double[] features, double[] out);
	}

	static ForwardMap map(Function function) {
		return new ForwardMap() {

			private double[] features;

			@Override
			public void input(double[] entering) {
				features = entering;
			}

			@Override
			public void apply(long draw, double[] out) {
				function.apply(draw, features, out);
			}
		};
	}
}
