package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Layer;

/**
 * Self-attention over the T tokens of a point (arXiv:2006.10540): for each head G = s Q Kᵀ, A = ζ(G), and h' = W_O [A V of all heads]. Queries, keys and values are dense layers at each
 * token without biases, features of head η at η·d_k … (η+1)·d_k - 1, and so is the output from H·d_k features.
 *
 * @param tokens T
 * @param heads  H
 * @param size   d_k, of queries, keys and values
 * @param query  Q
 * @param key    K; null where it is the query (tied weights)
 * @param value  V
 * @param output W_O
 * @param scale  s
 * @param soft   whether ζ is the softmax over the tokens that a token looks at; else the identity
 * @param stream of random numbers by which kernels are sampled
 */
public record Attention(int tokens, int heads, int size, Dense query, Dense key, Dense value, Dense output, double scale, boolean soft, int stream) implements Layer {

	@Override
	public int inputs() {
		return tokens * query.inputs();
	}

	@Override
	public int outputs() {
		return tokens * output.outputs();
	}

	@Override
	public long parameters() {
		return query.parameters() + (key == null ? 0 : key.parameters()) + value.parameters() + output.parameters();
	}

	@Override
	public boolean isSymmetric() {
		return value.weight().isEven() || output.weight().isEven();
	}

	/** Logits are even. */
	@Override
	public boolean isOdd() {
		return true;
	}

	@Override
	public Cost cost(int points, boolean conditional) {
		int rows = points * tokens;
		var cost = query.cost(rows, false).plus(value.cost(rows, false)).plus(output.cost(rows, false));
		if (key != null) cost = cost.plus(key.cost(rows, false));
		return cost.plus(new Cost(2.0 * rows * tokens * heads * size, (long) Double.BYTES * (4L * rows * heads * size + tokens * (long) tokens)));
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return new Map(points, key, blas);
	}

	/** Not offered: given the logits values are Gaussian, but the logits have to be drawn explicitly. */
	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return Optional.empty();
	}

	@Override
	public boolean isDifferentiable() {
		return true;
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		return Optional.of(new Backward(points, key, blas));
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return true;
	}

	/** Of many heads, and of d_k to infinity with them. */
	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		boolean linear = key == null;
		if (!linear && entering.groups().isEmpty() && !(query.hasGaussianWeights() && key.hasGaussianWeights()))
			throw new UnsuitableException(Dense.PRIOR + (query.hasGaussianWeights() ? key : query).weightGroup().name(), "logits of this prior are not Gaussian, however many heads: each is made of the few features of two tokens", "give the groups of queries and keys a gaussian law");
		boolean sampled = soft && !linear && tokens > 2;
		if (sampled && entering.method() == Method.QUADRATURE)
			throw new UnsuitableException("architecture", "the kernel of softmax attention with 1/sqrt(d) of " + tokens + " tokens is an integral of " + 2 * tokens + " dimensions, too many for quadrature", "use the method auto: quasi-Monte Carlo with its error");
		var groups = new ArrayList<String>();
		for (var dense : linear ? new Dense[] { query, value, output } : new Dense[] { query, key, value, output }) groups.add(dense.weightGroup().name());
		var leaving = entering.at(tokens, pairs).affine("", groups.toArray(String[]::new));
		boolean quadrature = soft && !linear;
		if (quadrature && entering.method() == Method.CLOSED_FORM)
			throw new UnsuitableException("architecture", "no closed form is known for the kernel of softmax attention with 1/sqrt(d)", "use the method auto or quadrature");
		return new AttentionKernel(linear ? AttentionKernel.Kind.LINEAR : soft ? AttentionKernel.Kind.SOFTMAX : AttentionKernel.Kind.IDENTITY, soft,
				AttentionKernel.Variances.of(query.weight(), linear ? null : key.weight(), value.weight(), output.weight()), quadrature ? leaving.mapped(false).affine("") : leaving, sampled ? new SoftmaxExpectation(tokens, stream) : null);
	}

	/** The rows of a T × T matrix, each e^g over its sum. */
	static void softmax(double[] g, int tokens) {
		for (int a = 0; a < tokens; a++) {
			double largest = g[a * tokens], sum = 0;
			for (int b = 1; b < tokens; b++) largest = Math.max(largest, g[a * tokens + b]);
			for (int b = 0; b < tokens; b++) g[a * tokens + b] -= largest;
			Elementary.exp(g, a * tokens, g, a * tokens, tokens);
			for (int b = 0; b < tokens; b++) sum += g[a * tokens + b];
			for (int b = 0; b < tokens; b++) g[a * tokens + b] /= sum;
		}
	}

	/** Queries, keys, values, and the heads' outputs of one draw. */
	private class Heads {

		final int points, width = heads * size;
		final Blas blas;
		final ForwardMap queryMap, keyMap, valueMap;
		final double[] queries, keys, values, mixed, weights;

		Heads(int points, long random, Blas blas) {
			this.points = points;
			this.blas = blas;
			int rows = Math.multiplyExact(points, tokens), length = Math.multiplyExact(rows, width);
			queryMap = query.explicit(rows, random, blas);
			keyMap = key == null ? null : key.explicit(rows, random, blas);
			valueMap = value.explicit(rows, random, blas);
			queries = new double[length];
			keys = key == null ? queries : new double[length];
			values = new double[length];
			mixed = new double[length];
			weights = new double[tokens * tokens];
		}

		void features(double[] features) {
			queryMap.input(features);
			if (keyMap != null) keyMap.input(features);
			valueMap.input(features);
		}

		void mix(long draw) {
			queryMap.apply(draw, queries);
			if (keyMap != null) keyMap.apply(draw, keys);
			valueMap.apply(draw, values);
			for (int p = 0; p < points; p++)
				for (int head = 0; head < heads; head++) {
					int at = at(p, head);
					weights(at);
					blas.multiply(tokens, size, tokens, 1, weights, 0, tokens, values, at, width, 0, mixed, at, width);
				}
		}

		int at(int p, int head) {
			return p * tokens * width + head * size;
		}

		/** A of the point and head whose queries begin at a place. */
		void weights(int at) {
			blas.multiplyTransposed(tokens, tokens, size, scale, queries, at, width, keys, at, width, 0, weights, 0, tokens);
			if (soft) softmax(weights, tokens);
		}
	}

	private final class Map extends Heads implements ForwardMap {

		private final ForwardMap outputMap;

		Map(int points, long random, Blas blas) {
			super(points, random, blas);
			outputMap = output.explicit(points * tokens, random, blas);
			outputMap.input(mixed);
		}

		@Override
		public void input(double[] features) {
			features(features);
		}

		@Override
		public void apply(long draw, double[] out) {
			mix(draw);
			outputMap.apply(draw, out);
		}
	}

	private final class Backward extends Heads implements BackwardMap {

		private final BackwardMap queryBack, keyBack, valueBack, outputBack;
		private final double[] mixedGradient, queryGradient, keyGradient, valueGradient, weightGradient, transposed, back;

		Backward(int points, long random, Blas blas) {
			super(points, random, blas);
			queryBack = new DenseBackwardMap(query, points, tokens, random, blas);
			keyBack = key == null ? null : new DenseBackwardMap(key, points, tokens, random, blas);
			valueBack = new DenseBackwardMap(value, points, tokens, random, blas);
			outputBack = new DenseBackwardMap(output, points, tokens, random, blas);
			mixedGradient = new double[mixed.length];
			queryGradient = new double[mixed.length];
			keyGradient = key == null ? queryGradient : new double[mixed.length];
			valueGradient = new double[mixed.length];
			weightGradient = new double[tokens * tokens];
			transposed = new double[tokens * tokens];
			back = new double[Math.multiplyExact(points, inputs())];
		}

		@Override
		public void apply(long draw, double[] input, double[] outGradient, double[] inGradient, double[] gradient, int offset, double[] tangent) {
			features(input);
			mix(draw);
			int keyAt = offset + (int) query.parameters(), valueAt = keyAt + (key == null ? 0 : (int) key.parameters()), outputAt = valueAt + (int) value.parameters();
			outputBack.apply(draw, mixed, outGradient, mixedGradient, gradient, outputAt, tangent);
			for (int p = 0; p < points; p++)
				for (int head = 0; head < heads; head++) head(at(p, head));
			if (inGradient != null) Arrays.fill(inGradient, 0, back.length, 0);
			pull(draw, queryBack, input, queryGradient, inGradient, gradient, offset, tangent);
			if (keyBack != null) pull(draw, keyBack, input, keyGradient, inGradient, gradient, keyAt, tangent);
			pull(draw, valueBack, input, valueGradient, inGradient, gradient, valueAt, tangent);
		}

		private void pull(long draw, BackwardMap map, double[] input, double[] outGradient, double[] inGradient, double[] gradient, int offset, double[] tangent) {
			map.apply(draw, input, outGradient, inGradient == null ? null : back, gradient, offset, tangent);
			if (inGradient != null) Rows.add(back, 0, inGradient, 0, back.length);
		}

		/** ∂L/∂V = Aᵀ ∂L/∂(AV), ∂L/∂A = ∂L/∂(AV) Vᵀ, then through ζ to G = s Q Kᵀ. */
		private void head(int at) {
			weights(at);
			transpose(weights);
			blas.multiply(tokens, size, tokens, 1, transposed, 0, tokens, mixedGradient, at, width, 0, valueGradient, at, width);
			blas.multiplyTransposed(tokens, tokens, size, 1, mixedGradient, at, width, values, at, width, 0, weightGradient, 0, tokens);
			if (soft)
				for (int a = 0; a < tokens; a++) {
					double mean = 0;
					for (int b = 0; b < tokens; b++) mean = Math.fma(weights[a * tokens + b], weightGradient[a * tokens + b], mean);
					for (int b = 0; b < tokens; b++) weightGradient[a * tokens + b] = weights[a * tokens + b] * (weightGradient[a * tokens + b] - mean);
				}
			transpose(weightGradient);
			blas.multiply(tokens, size, tokens, scale, weightGradient, 0, tokens, keys, at, width, 0, queryGradient, at, width);
			blas.multiply(tokens, size, tokens, scale, transposed, 0, tokens, queries, at, width, key == null ? 1 : 0, keyGradient, at, width);
		}

		private void transpose(double[] matrix) {
			for (int a = 0; a < tokens; a++)
				for (int b = 0; b < tokens; b++) transposed[b * tokens + a] = matrix[a * tokens + b];
		}
	}
}
