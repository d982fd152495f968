package org.physics4ml.networks.internal.layer;

import java.util.Arrays;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;

/**
 * The largest feature of each channel in each window. No closed form of its kernel is known.
 *
 * @param channels C
 */
public record MaxPooling(Windows windows, int channels) implements Fixed {

	@Override
	public int inputs() {
		return windows.inputCount() * channels;
	}

	@Override
	public int outputs() {
		return windows.count() * channels;
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return Fixed.map((_, features, out) -> {
			for (int p = 0, at = 0; p < points; p++)
				for (int a = 0; a < windows.count(); a++)
					for (int c = 0; c < channels; c++, at++) out[at] = features[largest(features, p, a, c)];
		});
	}

	/** Where the first of the largest features of a window is. */
	private int largest(double[] features, int p, int a, int c) {
		int largest = -1;
		for (int i = a * windows.taps(); i < (a + 1) * windows.taps(); i++) {
			if (windows.source()[i] < 0) continue;
			int at = p * inputs() + windows.source()[i] * channels + c;
			if (largest < 0 || features[at] > features[largest]) largest = at;
		}
		return largest;
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		return Optional.of((_, input, outGradient, inGradient, _, _, _) -> {
			if (inGradient == null) return;
			Arrays.fill(inGradient, 0, points * inputs(), 0);
			for (int p = 0, at = 0; p < points; p++)
				for (int a = 0; a < windows.count(); a++)
					for (int c = 0; c < channels; c++, at++) inGradient[largest(input, p, a, c)] += outGradient[at];
		});
	}

	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		throw new UnsuitableException("architecture.layers", "no closed form is known for the kernel of max-pooling", "use average-pooling or global-pooling, or an analysis that samples networks, e.g. correlators");
	}
}
