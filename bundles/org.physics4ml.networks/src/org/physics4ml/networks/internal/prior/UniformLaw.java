package org.physics4ml.networks.internal.prior;

import java.util.Optional;

import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.Law;

/** Uniform on (-halfWidth, halfWidth), of variance halfWidth²/3. */
public record UniformLaw(double variance, double halfWidth) implements Law {

	/** Uniform on (-halfWidth, halfWidth). */
	public static UniformLaw within(double halfWidth) {
		return new UniformLaw(halfWidth * halfWidth / 3, halfWidth);
	}

	/** 3^{n/2}/(n+1) for even n. */
	@Override
	public double standardisedMoment(int n) {
		if (n % 2 == 1) return 0;
		double moment = 1;
		for (int i = 0; i < n; i += 2) moment *= 3;
		return moment / (n + 1);
	}

	@Override
	public boolean isGaussian() {
		return false;
	}

	@Override
	public boolean isUniform() {
		return true;
	}

	@Override
	public Optional<double[][]> rule(double growth, int panels) {
		double density = 0.5 / halfWidth;
		return Optional.of(Rules.both(Rules.panels(-halfWidth, 0, panels, w -> density), Rules.panels(0, halfWidth, panels, w -> density)));
	}

	@Override
	public boolean isEven() {
		return true;
	}

	@Override
	public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
		RandomStream.uniforms(key, draw, stream, firstIndex, out, offset, length);
		for (int j = offset; j < offset + length; j++) out[j] = halfWidth * Math.fma(2, out[j], -1);
	}
}
