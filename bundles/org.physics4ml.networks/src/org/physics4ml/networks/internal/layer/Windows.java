package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which position each tap of each window looks at: {@code source[a·F + β]} for window a and tap β, -1 where that is padding. Positions and taps of several dimensions count row by
 * row. The table is not to be modified.
 *
 * @param inputs  extents of the positions that enter
 * @param outputs extents of the windows
 * @param taps    F
 */
public record Windows(List<Integer> inputs, List<Integer> outputs, int taps, int[] source) {

	/** What stands beside the positions. */
	public enum Padding {
		/** Zeros, so that there are ⌈n/s⌉ windows; where their number is odd, one more at the end. */
		ZERO,
		/** The positions again, as on a ring. */
		CIRCULAR,
		/** Nothing: windows lie inside. */
		VALID
	}

	/**
	 * Windows of a filter, moved by strides, on each dimension. The lists have one entry a dimension.
	 *
	 * @throws IllegalArgumentException if a filter without padding is larger than the extent
	 */
	public static Windows of(List<Integer> extents, List<Integer> filter, List<Integer> strides, Padding padding) {
		var windows = new Windows(List.of(), List.of(), 1, new int[] { 0 });
		for (int i = 0; i < extents.size(); i++) windows = windows.times(line(extents.get(i), filter.get(i), strides.get(i), padding));
		return windows;
	}

	private static Windows line(int extent, int filter, int stride, Padding padding) {
		if (padding == Padding.VALID && filter > extent) throw new IllegalArgumentException("a filter of " + filter + " on " + extent);
		int count = padding == Padding.VALID ? (extent - filter) / stride + 1 : (extent + stride - 1) / stride;
		int before = padding == Padding.VALID ? 0 : Math.max(0, (count - 1) * stride + filter - extent) / 2;
		var source = new int[count * filter];
		for (int a = 0; a < count; a++)
			for (int tap = 0; tap < filter; tap++) {
				int at = a * stride + tap - before;
				source[a * filter + tap] = padding == Padding.CIRCULAR ? Math.floorMod(at, extent) : at >= 0 && at < extent ? at : -1;
			}
		return new Windows(List.of(extent), List.of(count), filter, source);
	}

	/** Each window of this table with each of another dimension. */
	private Windows times(Windows line) {
		int windows = count(), more = line.count(), extent = line.inputs.getFirst(), all = taps * line.taps;
		var product = new int[windows * more * all];
		int at = 0;
		for (int a = 0; a < windows; a++)
			for (int b = 0; b < more; b++)
				for (int tap = 0; tap < taps; tap++)
					for (int second = 0; second < line.taps; second++) {
						int i = source[a * taps + tap], j = line.source[b * line.taps + second];
						product[at++] = i < 0 || j < 0 ? -1 : i * extent + j;
					}
		return new Windows(joined(inputs, line.inputs), joined(outputs, line.outputs), all, product);
	}

	private static List<Integer> joined(List<Integer> extents, List<Integer> more) {
		var joined = new ArrayList<>(extents);
		joined.addAll(more);
		return List.copyOf(joined);
	}

	/** One window over all positions. */
	public static Windows all(List<Integer> extents) {
		int positions = product(extents);
		var source = new int[positions];
		Arrays.setAll(source, a -> a);
		return new Windows(extents, List.of(), positions, source);
	}

	/** Of these windows as positions, each alone in a window. */
	Windows positions() {
		var source = new int[count()];
		Arrays.setAll(source, a -> a);
		return new Windows(outputs, outputs, 1, source);
	}

	/** The adjoint: window i looks with tap β at the position whose window looks with tap β at i. No two do if the filter does not wrap around onto itself. */
	public Windows transposed() {
		var transposed = new int[product(inputs) * taps];
		Arrays.fill(transposed, -1);
		for (int a = 0; a < count(); a++)
			for (int tap = 0; tap < taps; tap++) if (source[a * taps + tap] >= 0) transposed[source[a * taps + tap] * taps + tap] = a;
		return new Windows(outputs, inputs, taps, transposed);
	}

	/** Number of windows. */
	public int count() {
		return source.length / taps;
	}

	/** Number of positions that enter. */
	int inputCount() {
		return product(inputs);
	}

	static int product(List<Integer> extents) {
		return extents.stream().reduce(1, (p, q) -> p * q);
	}

	/** out_{p a (β c)} = h_{p s(a,β) c}, zero in the padding. */
	void gather(double[] features, int points, int channels, double[] out) {
		int stride = inputCount() * channels;
		for (int p = 0, at = 0; p < points; p++)
			for (int i = 0; i < source.length; i++, at += channels)
				if (source[i] < 0) Arrays.fill(out, at, at + channels, 0);
				else System.arraycopy(features, p * stride + source[i] * channels, out, at, channels);
	}

	/** The adjoint of {@link #gather}: out_{p b c} = Σ over a, β with s(a,β) = b of g_{p a (β c)}. */
	void scatter(double[] gradient, int points, int channels, double[] out) {
		int stride = inputCount() * channels;
		Arrays.fill(out, 0, points * stride, 0);
		for (int p = 0, at = 0; p < points; p++)
			for (int i = 0; i < source.length; i++, at += channels) if (source[i] >= 0) Rows.add(gradient, at, out, p * stride + source[i] * channels, channels);
	}
}
