package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Layer;

/**
 * Layers one after the other; none leaves the features as they are.
 *
 * @param inputs number of features that enter the first
 */
public record Series(int inputs, List<Layer> layers) implements Layer {

	public Series {
		layers = List.copyOf(layers);
		for (int l = 0, n = inputs; l < layers.size(); n = layers.get(l++).outputs())
			if (layers.get(l).inputs() != n) throw new IllegalArgumentException(n + " features enter a layer of " + layers.get(l).inputs());
	}

	@Override
	public int outputs() {
		return layers.isEmpty() ? inputs : layers.getLast().outputs();
	}

	@Override
	public long parameters() {
		return layers.stream().mapToLong(Layer::parameters).sum();
	}

	@Override
	public boolean isSymmetric() {
		for (int l = layers.size() - 1; l >= 0; l--) {
			if (layers.get(l).isSymmetric()) return true;
			if (!layers.get(l).isOdd()) return false;
		}
		return false;
	}

	@Override
	public boolean isOdd() {
		return layers.stream().allMatch(Layer::isOdd);
	}

	@Override
	public Cost cost(int points, boolean conditional) {
		var cost = new Cost(0, 0);
		int widest = inputs;
		for (var layer : layers) {
			cost = cost.plus(layer.cost(points, conditional));
			widest = Math.max(widest, layer.outputs());
		}
		return cost.plus(new Cost(0, 2L * Double.BYTES * points * widest));
	}

	@Override
	public Optional<CovarianceMap> covariance(int points, Blas blas) {
		return layers.size() == 1 ? layers.getFirst().covariance(points, blas) : Optional.empty();
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return new Map(points, layers.stream().map(layer -> layer.explicit(points, key, blas)).toList());
	}

	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		var maps = new ArrayList<ForwardMap>();
		for (var layer : layers) layer.conditional(points, key, blas).ifPresent(maps::add);
		return maps.size() == layers.size() ? Optional.of(new Map(points, maps)) : Optional.empty();
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		boolean pairs = leaving;
		for (int l = layers.size() - 1; l >= 0; l--) pairs = layers.get(l).needsPairs(pairs);
		return pairs;
	}

	@Override
	public boolean isIndependent() {
		return layers.stream().anyMatch(Layer::isIndependent);
	}

	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		var maps = new ArrayList<KernelMap>();
		var form = entering;
		for (int l = 0; l < layers.size(); l++) {
			maps.add(layers.get(l).kernel(form, new Series(layers.get(l).outputs(), layers.subList(l + 1, layers.size())).needsPairs(pairs)));
			form = maps.getLast().leaving();
		}
		return KernelMap.of(form, maps.stream().mapToDouble(KernelMap::work).sum(), tile -> {
			for (var map : maps) tile = map.apply(tile);
			return tile;
		});
	}

	@Override
	public boolean isDifferentiable() {
		return layers.stream().allMatch(Layer::isDifferentiable);
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		var maps = new ArrayList<BackwardMap>();
		for (var layer : layers) layer.backward(points, key, blas).ifPresent(maps::add);
		return maps.size() == layers.size() ? Optional.of(new Backward(points, layers.stream().map(layer -> layer.explicit(points, key, blas)).toList(), maps)) : Optional.empty();
	}

	/** Pointwise layers write over their input, but for that of the whole; the others use two arrays in turn. */
	private final class Map implements ForwardMap {

		private final int length;
		private final ForwardMap[] maps;
		private final double[][] features;
		private double[] entering;

		Map(int points, List<ForwardMap> maps) {
			this.maps = maps.toArray(ForwardMap[]::new);
			length = Math.multiplyExact(points, inputs);
			features = new double[maps.size()][];
			int widest = 0;
			for (int l = 0; l + 1 < features.length; l++) widest = Math.max(widest, layers.get(l).outputs());
			var arrays = new double[2][];
			for (int l = 0, turn = 0; l + 1 < features.length; l++) {
				if (l > 0 && !layers.get(l).isPointwise()) turn = 1 - turn;
				if (arrays[turn] == null) arrays[turn] = new double[Math.multiplyExact(points, widest)];
				features[l] = arrays[turn];
			}
		}

		@Override
		public void input(double[] given) {
			entering = given;
			if (maps.length > 0) maps[0].input(given);
		}

		@Override
		public void apply(long draw, double[] out) {
			if (maps.length == 0) System.arraycopy(entering, 0, out, 0, length);
			for (int l = 0; l < maps.length; l++) {
				if (l > 0) maps[l].input(features[l - 1]);
				maps[l].apply(draw, l + 1 < maps.length ? features[l] : out);
			}
		}
	}

	/** Keeps what enters every layer on the way forward. */
	private final class Backward implements BackwardMap {

		private final int length;
		private final ForwardMap[] forward;
		private final BackwardMap[] backward;
		private final double[][] entering, gradients;

		Backward(int points, List<ForwardMap> forward, List<BackwardMap> backward) {
			this.forward = forward.toArray(ForwardMap[]::new);
			this.backward = backward.toArray(BackwardMap[]::new);
			length = Math.multiplyExact(points, inputs);
			entering = new double[forward.size()][];
			gradients = new double[2][];
			int widest = inputs;
			for (int l = 1; l < entering.length; l++) {
				entering[l] = new double[Math.multiplyExact(points, layers.get(l).inputs())];
				widest = Math.max(widest, layers.get(l).inputs());
			}
			for (int turn = 0; turn < 2; turn++) gradients[turn] = new double[points * widest];
		}

		@Override
		public void apply(long draw, double[] input, double[] outGradient, double[] inGradient, double[] gradient, int offset, double[] tangent) {
			if (backward.length == 0) {
				if (inGradient != null) System.arraycopy(outGradient, 0, inGradient, 0, length);
				return;
			}
			entering[0] = input;
			for (int l = 0; l + 1 < forward.length; l++) {
				forward[l].input(entering[l]);
				forward[l].apply(draw, entering[l + 1]);
			}
			int at = offset + Math.toIntExact(parameters());
			var out = outGradient;
			for (int l = backward.length - 1; l >= 0; l--) {
				at -= (int) layers.get(l).parameters();
				var in = l == 0 ? inGradient : gradients[l % 2];
				backward[l].apply(draw, entering[l], out, in, gradient, at, tangent);
				out = in;
			}
		}
	}
}
