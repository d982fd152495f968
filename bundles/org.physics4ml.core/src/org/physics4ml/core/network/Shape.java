package org.physics4ml.core.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of the features of one point: C channels at each of P positions of a sequence, an image or a graph. Feature c at position a has the index a·C + c; positions
 * of an image count row by row. Immutable, thread-safe.
 *
 * @param positions extents, one a dimension; empty for features without positions, P = 1
 * @param channels  C ≥ 1
 */
public record Shape(List<Integer> positions, int channels) {

	/** @throws IllegalArgumentException for an extent below 1, or more features than an array holds */
	public Shape {
		positions = List.copyOf(positions);
		long size = channels;
		for (int extent : positions) size = extent < 1 || size > Integer.MAX_VALUE ? 0 : size * extent;
		if (size < 1 || size > Integer.MAX_VALUE) throw new IllegalArgumentException("no shape: " + positions + " positions, " + channels + " channels");
	}

	/** Features without positions. */
	public static Shape flat(int features) {
		return new Shape(List.of(), features);
	}

	/** P */
	public int positionCount() {
		return positions.stream().reduce(1, (p, q) -> p * q);
	}

	/** Number P·C of features. */
	public int size() {
		return positionCount() * channels;
	}

	/** The same positions with other channels. */
	public Shape withChannels(int count) {
		return new Shape(positions, count);
	}

	/** As messages say it, e.g. {@code 28 × 28 positions of 3 channels}. */
	@Override
	public String toString() {
		if (positions.isEmpty()) return channels + " features without positions";
		return positions.stream().map(String::valueOf).collect(Collectors.joining(" × ")) + " positions of " + channels + (channels == 1 ? " channel" : " channels");
	}
}
