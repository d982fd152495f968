package org.physics4ml.networks.internal.layer;

import java.util.Arrays;
import java.util.List;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.LayerPlan.Group;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.internal.layer.Parallel.Join;
import org.physics4ml.networks.internal.layer.Windows.Padding;

/** Plans of the layers for features of a shape. What does not fit is refused with the name of the parameter of {@link Families} that says so. */
public final class Plans {

	private Plans() {
	}

	/** Dense at each position, with the same weights. */
	public static LayerPlan dense(Shape input, int channels) throws UnsuitableException {
		int positions = input.positionCount();
		var each = new int[positions];
		Arrays.setAll(each, a -> a);
		return convolution(input.channels(), new Windows(input.positions(), input.positions(), 1, each), channels, false);
	}

	/** @param transposed whether the layer is the adjoint of the convolution, from as many positions as that has windows */
	public static LayerPlan convolution(Shape input, int channels, long[] filter, long[] stride, Padding padding, boolean transposed, boolean local) throws UnsuitableException {
		return convolution(input.channels(), transposed ? transposed(input, filter, stride, padding) : windows(input, "filter", filter, stride, padding), channels, local);
	}

	private static LayerPlan convolution(int inputChannels, Windows windows, int channels, boolean local) throws UnsuitableException {
		var output = shape(windows.outputs(), channels);
		int n = fan(inputChannels, windows.taps());
		if (local)
			return Plan.affine(output, n, (long) output.size() * n, output.size(),
					(groups, laws, _) -> new LocalConvolution(windows, inputChannels, channels, groups.get(0), laws.get(0), groups.get(1), laws.get(1)));
		return Plan.affine(output, n, (long) channels * n, channels,
				(groups, laws, _) -> new Convolution(windows, inputChannels, new Dense(n, channels, groups.get(0), laws.get(0), groups.get(1), laws.get(1))));
	}

	public static LayerPlan activation(Shape input, Nonlinearity function, String name) {
		return Plan.fixed(input, true, new Pointwise(input.size(), function, name));
	}

	/** How the features of a window are pooled. */
	public enum Pooling {
		AVERAGE, SUM, MAX
	}

	/** @param stride empty for that of the window */
	public static LayerPlan pooling(Shape input, Pooling pooling, long[] window, long[] stride, Padding padding) throws UnsuitableException {
		return pooled(input, pooling, windows(input, "window", window, stride.length == 0 ? window : stride, padding));
	}

	/** Over all positions. */
	public static LayerPlan globalPooling(Shape input, Pooling pooling) {
		return pooled(input, pooling, Windows.all(input.positions()));
	}

	private static LayerPlan pooled(Shape input, Pooling pooling, Windows windows) {
		int channels = input.channels();
		return Plan.fixed(new Shape(windows.outputs(), channels), pooling != Pooling.MAX, switch (pooling) {
		case AVERAGE -> PositionMap.average(windows, channels);
		case SUM -> PositionMap.sum(windows, channels);
		case MAX -> new MaxPooling(windows, channels);
		});
	}

	/**
	 * h'_a = Σ_b A_ab h_b
	 *
	 * @param rows of A
	 */
	public static LayerPlan graph(Shape input, double[][] rows) throws UnsuitableException {
		int nodes = input.positionCount();
		if (rows.length != nodes) throw new UnsuitableException("adjacency", rows.length + " rows for the " + nodes + " positions that enter", "give " + nodes + " rows of " + nodes + " numbers");
		var adjacency = new double[Math.multiplyExact(nodes, nodes)];
		for (int a = 0; a < nodes; a++) {
			if (rows[a].length != nodes) throw new UnsuitableException("adjacency", "row " + a + " has " + rows[a].length + " numbers for the " + nodes + " positions that enter", "give " + nodes + " rows of " + nodes + " numbers");
			System.arraycopy(rows[a], 0, adjacency, a * nodes, nodes);
		}
		var source = new int[adjacency.length];
		Arrays.setAll(source, i -> adjacency[i] == 0 ? -1 : i % nodes);
		return Plan.fixed(input, true, new PositionMap(new Windows(input.positions(), input.positions(), nodes, source), input.channels(), adjacency));
	}

	public static LayerPlan flatten(Shape input) {
		return Plan.fixed(Shape.flat(input.size()), true, new Flatten(input.positionCount(), input.channels()));
	}

	public static LayerPlan layerNorm(Shape input, double epsilon) throws UnsuitableException {
		if (input.channels() < 2)
			throw new UnsuitableException("", "a single channel minus its mean over channels is 0", "use layer-norm where there are two channels or more");
		return Plan.fixed(input, false, new LayerNorm(input.positionCount(), input.channels(), epsilon));
	}

	public static LayerPlan dropout(Shape input, double keep) {
		return new Plan(input, List.of(), 0, 1, List.of(), true, false, (_, _, stream) -> new Dropout(input.size(), keep, stream));
	}

	/**
	 * Self-attention between the positions: two layers, one of the queries and keys, one of values and output.
	 *
	 * @param channels of the output
	 * @param linear   s = 1/d_k and tied weights; else s = d_k^{-1/2} and independent ones
	 * @param soft     softmax; else identity
	 */
	public static LayerPlan attention(Shape input, int channels, int heads, int size, boolean linear, boolean soft) throws UnsuitableException {
		int n = input.channels(), tokens = input.positionCount(), width = fan(heads, size);
		var output = shape(input.positions(), channels);
		long weights = (long) n * width;
		var query = new Group("query", Role.WEIGHT, 0, weights, n, width, true, false);
		var value = new Group("value", Role.WEIGHT, 1, weights, n, width, true, false);
		var out = new Group("weight", Role.WEIGHT, 1, (long) channels * width, width, channels, false, true);
		var groups = linear ? List.of(query, value, out) : List.of(query, new Group("key", Role.WEIGHT, 0, weights, n, width, true, false), value, out);
		double scale = linear ? 1.0 / size : 1 / Math.sqrt(size);
		return new Plan(output, groups, 2, 1, List.of(size, heads), false, !linear && soft && tokens > 2, (all, laws, stream) -> {
			var layers = new Dense[all.size()];
			for (int i = 0; i < layers.length; i++) {
				boolean last = i == layers.length - 1;
				layers[i] = new Dense(last ? width : n, last ? channels : width, all.get(i), laws.get(i), null, NoBias.LAW);
			}
			return new Attention(tokens, heads, size, layers[0], linear ? null : layers[1], layers[layers.length - 2], layers[layers.length - 1], scale, soft, stream);
		});
	}

	/** One after the other; none leaves the features as they are. */
	public static LayerPlan series(Shape input, List<LayerPlan> layers) {
		var output = layers.isEmpty() ? input : layers.getLast().output();
		return Plan.composed(output, layers, true, layers.stream().allMatch(LayerPlan::isMeanExact), parts -> new Series(input.size(), parts));
	}

	/** Side by side. */
	public static LayerPlan parallel(Shape input, List<LayerPlan> branches, Join join) throws UnsuitableException {
		var first = branches.getFirst().output();
		int channels = 0;
		for (int b = 0; b < branches.size(); b++) {
			var shape = branches.get(b).output();
			if (join == Join.CONCATENATION ? !shape.positions().equals(first.positions()) : !shape.equals(first))
				throw new UnsuitableException("branches[" + b + "]", shape + " leave this branch, " + first + " the first one",
						join == Join.CONCATENATION ? "make the positions of all branches equal" : "make the positions and channels of all branches equal");
			channels += shape.channels();
		}
		var output = join == Join.CONCATENATION ? shape(first.positions(), channels) : first;
		return Plan.composed(output, branches, false, join != Join.PRODUCT && branches.stream().allMatch(LayerPlan::isMeanExact), parts -> new Parallel(parts, join, first.positionCount()));
	}

	private static Shape shape(List<Integer> positions, int channels) throws UnsuitableException {
		try {
			return new Shape(positions, channels);
		} catch (IllegalArgumentException tooMany) {
			throw new UnsuitableException("channels", channels + " channels at " + positions + " positions are more features than a computer holds", "use fewer channels");
		}
	}

	/** Number of features that a neuron sees. */
	private static int fan(int channels, int taps) throws UnsuitableException {
		if ((long) channels * taps > Integer.MAX_VALUE) throw new UnsuitableException("", channels + " times " + taps + " features enter each neuron, more than a computer holds", "use fewer");
		return channels * taps;
	}

	private static Windows windows(Shape input, String name, long[] filter, long[] stride, Padding padding) throws UnsuitableException {
		requirePositions(input);
		var extents = input.positions();
		return Windows.of(extents, each(input, name, filter, extents), each(input, "stride", stride, extents), padding);
	}

	private static Windows transposed(Shape input, long[] filter, long[] stride, Padding padding) throws UnsuitableException {
		requirePositions(input);
		var extents = input.positions().toArray(Integer[]::new);
		var strides = each(input, "stride", stride, null);
		var filters = each(input, "filter", filter, null);
		for (int i = 0; i < extents.length; i++) {
			long extent = padding == Padding.VALID ? (extents[i] - 1L) * strides.get(i) + filters.get(i) : (long) extents[i] * strides.get(i);
			if (extent > Integer.MAX_VALUE) throw new UnsuitableException("stride", "stride " + strides.get(i) + " gives more positions than a computer holds", "use a smaller stride");
			extents[i] = (int) extent;
		}
		each(input, "filter", filter, List.of(extents));
		shape(List.of(extents), 1);
		return Windows.of(List.of(extents), filters, strides, padding).transposed();
	}

	private static void requirePositions(Shape input) throws UnsuitableException {
		if (input.positions().isEmpty())
			throw new UnsuitableException("", "needs positions, and what enters are " + input,
					"say what the coordinates of a point are with architecture.shape, e.g. [28, 28], or put this layer before flatten and global-pooling");
	}

	/** One number for all dimensions, or one each, none larger than the extent. */
	private static List<Integer> each(Shape input, String name, long[] numbers, List<Integer> extents) throws UnsuitableException {
		int dimensions = input.positions().size();
		if (numbers.length != 1 && numbers.length != dimensions)
			throw new UnsuitableException(name, numbers.length + " numbers for " + dimensions + (dimensions == 1 ? " dimension" : " dimensions") + " of positions", "give one number, or a list of " + dimensions);
		var each = new Integer[dimensions];
		for (int i = 0; i < dimensions; i++) {
			each[i] = Math.toIntExact(numbers[numbers.length == 1 ? 0 : i]);
			if (extents != null && each[i] > extents.get(i))
				throw new UnsuitableException(name, each[i] + " is larger than the " + extents.get(i) + " positions of " + (extents == input.positions() ? "what enters, " + input : "what leaves"), "use at most " + extents.get(i));
		}
		return List.of(each);
	}
}
