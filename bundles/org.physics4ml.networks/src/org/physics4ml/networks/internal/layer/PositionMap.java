package org.physics4ml.networks.internal.layer;

import java.util.Arrays;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Layer;

/**
 * The same linear map over positions for each channel, h'_{c a} = Σ_β m_{a β} h_{c s(a,β)}: pooling by average or sum, aggregation over the edges of a graph.
 *
 * @param channels C
 * @param weights  m_{a β} at a·F + β; not to be modified
 */
public record PositionMap(Windows windows, int channels, double[] weights) implements Fixed {

	/** m_{a β} = 1/F, taps in the padding included. */
	public static PositionMap average(Windows windows, int channels) {
		return uniform(windows, channels, 1.0 / windows.taps());
	}

	/** m_{a β} = 1 */
	public static PositionMap sum(Windows windows, int channels) {
		return uniform(windows, channels, 1);
	}

	private static PositionMap uniform(Windows windows, int channels, double weight) {
		var weights = new double[windows.source().length];
		Arrays.fill(weights, weight);
		return new PositionMap(windows, channels, weights);
	}

	@Override
	public int inputs() {
		return windows.inputCount() * channels;
	}

	@Override
	public int outputs() {
		return windows.count() * channels;
	}

	@Override
	public boolean isOdd() {
		return true;
	}

	@Override
	public Cost cost(int points, boolean conditional) {
		return new Cost((double) points * weights.length * channels, 0);
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		int in = inputs(), taps = windows.taps(), count = windows.count();
		return Fixed.map((_, features, out) -> {
			Arrays.fill(out, 0, points * count * channels, 0);
			for (int p = 0; p < points; p++)
				for (int a = 0; a < count; a++)
					for (int i = a * taps; i < (a + 1) * taps; i++)
						if (windows.source()[i] >= 0) Rows.add(weights[i], features, p * in + windows.source()[i] * channels, out, (p * count + a) * channels, channels);
		});
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		int in = inputs(), taps = windows.taps(), count = windows.count();
		return Optional.of((_, _, outGradient, inGradient, _, _, _) -> {
			if (inGradient == null) return;
			Arrays.fill(inGradient, 0, points * in, 0);
			for (int p = 0; p < points; p++)
				for (int a = 0; a < count; a++)
					for (int i = a * taps; i < (a + 1) * taps; i++)
						if (windows.source()[i] >= 0) Rows.add(weights[i], outGradient, (p * count + a) * channels, inGradient, p * in + windows.source()[i] * channels, channels);
		});
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return true;
	}

	@Override
	public Optional<Beginning> beginning() {
		return Optional.of(new Beginning(x -> {
			var out = new double[outputs()];
			var map = explicit(1, 0, Blas.java());
			map.input(x);
			map.apply(0, out);
			return out;
		}, windows.count(), Optional.empty()));
	}

	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) {
		return new PositionKernel(this, entering.at(windows.count(), pairs));
	}
}
