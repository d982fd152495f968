package org.physics4ml.networks.internal.architecture;

import java.util.Arrays;
import java.util.List;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Shape;

/** What the d coordinates of a point are, by the parameters {@code shape} (extents of the positions) and {@code inputChannels}. */
final class Inputs {

	private static final String SHAPE = "shape", CHANNELS = "inputChannels";

	private Inputs() {
	}

	/**
	 * @param sequence whether coordinates of which nothing is said are the positions of one channel; else they are features without positions
	 * @throws UnsuitableException if the numbers do not multiply to d
	 */
	static Shape of(Parameters parameters, int d, boolean sequence) throws UnsuitableException {
		long[] extents = parameters.has(SHAPE) ? parameters.integers(SHAPE) : new long[0];
		boolean shaped = extents.length > 0;
		if (!shaped && !parameters.has(CHANNELS)) return sequence ? new Shape(List.of(d), 1) : Shape.flat(d);
		long positions = 1;
		for (long extent : extents) positions = Math.min(Integer.MAX_VALUE, positions * extent);
		long channels = parameters.has(CHANNELS) ? parameters.integer(CHANNELS) : d / positions;
		var path = "architecture." + (shaped ? SHAPE : CHANNELS);
		if (shaped ? channels < 1 || positions * channels != d : d % channels != 0)
			throw new UnsuitableException(path, "a point has " + d + " coordinates, not a multiple of " + (shaped ? positions + " positions" + (parameters.has(CHANNELS) ? " of " + channels + " channels" : "") : channels + " channels"),
					"make the number of positions times that of channels the dimension of the points, " + d);
		if (!shaped) return new Shape(List.of((int) (d / channels)), (int) channels);
		return new Shape(Arrays.stream(extents).mapToObj(Math::toIntExact).toList(), (int) channels);
	}
}
