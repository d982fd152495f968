package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.QuadratureKernel;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.Law;

/**
 * The kernel map of self-attention (arXiv:2006.10540; PHYSICS 6). Logits G = s Q Kᵀ and weights A = ζ(G) of many heads are independent of the values, so that for the tokens a of x and i of x'
 *
 * <pre>
 *   K'_ai = σ_OV² Σ_bj K_bj M_bj,     M_bj = E A_ab(x) A_ij(x'),     D_ck = Σ_bj K_bj E ∂A_ab/∂G_ac ∂A_ij/∂G_ik
 *   Θ'_ai = g_V σ_O² Σ_bj K_bj M_bj + g_O σ_V² Σ_bj K_bj M_bj + (g_Q σ_K² + g_K σ_Q²) σ_OV² K_ai Σ_ck K_ck D_ck
 *           + σ_OV² (Σ_bj Θ_bj M_bj + σ_QK² (Θ_ai Σ_ck K_ck D_ck + K_ai Σ_ck Θ_ck D_ck))
 * </pre>
 *
 * With 1/d_k and tied weights A is certain, ζ(σ_QK K(x,x)), and D = 0. With d_k^{-1/2} and independent weights logits are Gaussian with E G_ab G_ij = σ_QK² K_ai K_bj: a closed form for the identity, for the
 * softmax of two tokens the expectation of two sigmoids, of more tokens a {@link SoftmaxExpectation}.
 *
 * @param soft        whether ζ is the softmax
 * @param variances   σ_QK² = σ_Q² σ_K² and σ_OV² = σ_O² σ_V², and what the layer's own groups have in their places: g_Q σ_K², g_K σ_Q² with independent weights; g_V σ_O², g_O σ_V²
 * @param expectation of the softmax of more than two tokens, sampled; null else
 */
record AttentionKernel(Kind kind, boolean soft, Variances variances, KernelForm leaving, SoftmaxExpectation expectation) implements KernelMap {

	/** What is known of the weights. */
	enum Kind {
		LINEAR, IDENTITY, SOFTMAX
	}

	/**
	 * @param logits of products of a query and a key, σ_QK²
	 * @param output of products of output and value weights, σ_OV²
	 * @param ownLogits with one factor replaced by that of derivatives, group by group
	 * @param ownOutput likewise
	 */
	record Variances(double logits, double output, double[] ownLogits, double[] ownOutput) {

		/** @param key null where it is the query */
		static Variances of(Law query, Law key, Law value, Law output) {
			return new Variances(query.variance() * (key == null ? query : key).variance(), value.variance() * output.variance(),
					key == null ? new double[] { query.derivativeFactor() * query.variance() } : new double[] { query.derivativeFactor() * key.variance(), key.derivativeFactor() * query.variance() },
					new double[] { value.derivativeFactor() * output.variance(), output.derivativeFactor() * value.variance() });
		}

		/** Number of groups. */
		int groups() {
			return ownLogits.length + ownOutput.length;
		}
	}

	private static final ScalarFunction TANH = ScalarFunction.of(Regularity.analytic(StrictMath.PI / 2, 0), Elementary::tanh);
	private static final ScalarFunction TANH_SLOPE = ScalarFunction.of(Regularity.analytic(StrictMath.PI / 2, 0), z -> {
		double e = Elementary.exp(-2 * Math.abs(z)), s = 1 + e;
		return 4 * e / (s * s);
	});
	/** Multiplications and additions of an expectation of two sigmoids. */
	private static final double QUADRATURE = 9e4;


	/** Covariances of the tokens of two inputs: those between them, and the variances' matrices within each. For one pair after the other. */
	private final class Pair {

		final int t = leaving.positions();
		final double[] between = new double[t * t], left = new double[t * t], right = new double[t * t];
		/** Θ and its terms as they enter, and what they give. */
		final double[][] thetas, entering;
		/** Σ K M, and K_ai Σ K D. */
		final double[] mixed = new double[t * t], logits = new double[t * t];
		private final double[] m = new double[t * t], d = new double[t * t], a = new double[t * t], b = new double[t * t], image = new double[3];
		private final SoftmaxExpectation.Work samples = expectation == null ? null : expectation.new Work();
		private final QuadratureKernel tanh;

		/** @param derivatives number of Θ and its terms */
		Pair(int derivatives) {
			thetas = new double[derivatives][t * t];
			entering = new double[derivatives][t * t];
			tanh = kind == Kind.SOFTMAX && t == 2 ? new QuadratureKernel(TANH, derivatives == 0 ? null : TANH_SLOPE) : null;
		}

		void compute() {
			if (kind == Kind.IDENTITY) {
				identity();
				return;
			}
			if (kind == Kind.LINEAR) {
				certain(left, a);
				certain(right, b);
			}
			for (int i = 0; i < t; i++)
				for (int j = 0; j < t; j++) {
					int at = i * t + j;
					weights(i, j);
					mixed[at] = sum(between, m);
					if (thetas.length == 0) continue;
					double slope = sum(between, d);
					logits[at] = between[at] * slope;
					for (int g = 0; g < thetas.length; g++)
						entering[g][at] = variances.output * (sum(thetas[g], m) + variances.logits * (thetas[g][at] * slope + between[at] * sum(thetas[g], d)));
				}
		}

		private void certain(double[] k, double[] weights) {
			double s = Math.sqrt(variances.logits);
			for (int i = 0; i < t * t; i++) weights[i] = s * k[i];
			if (soft) Attention.softmax(weights, t);
		}

		/** M and D of token i of x and token j of x'. */
		private void weights(int i, int j) {
			if (kind == Kind.LINEAR)
				for (int p = 0; p < t; p++)
					for (int q = 0; q < t; q++) m[p * t + q] = a[i * t + p] * b[j * t + q];
			else if (samples != null) samples.of(variances.logits, left, right, between, i, j, m, thetas.length == 0 ? null : d);
			else if (t == 1) m[0] = 1;
			else sigmoids(i, j);
		}

		/** Two tokens: A_a1 = 1/2 + tanh(X_a/2)/2 with X_a = G_a1 - G_a2. */
		private void sigmoids(int i, int j) {
			double difference = contrast(between), quarter = variances.logits / 4, u = quarter * left[i * 3] * contrast(left), v = quarter * right[j * 3] * contrast(right), w = quarter * between[i * 2 + j] * difference;
			tanh.map(u, v, w, Math.max(0, Math.fma(u, v, -w * w)), GaussianMoments.square(TANH, u).value(), GaussianMoments.square(TANH, v).value(), image);
			double tau = image[ActivationKernel.K] / 4, slope = thetas.length == 0 ? 0 : difference * image[ActivationKernel.K_DOT] / 16;
			for (int p = 0; p < 2; p++)
				for (int q = 0; q < 2; q++) {
					m[p * 2 + q] = p == q ? 0.25 + tau : 0.25 - tau;
					d[p * 2 + q] = p == q ? slope : -slope;
				}
		}

		private static double contrast(double[] x) {
			return x[0] + x[3] - (x[1] + x[2]);
		}

		/** M = σ_QK² K_ai K, D = K. */
		private void identity() {
			double squares = sum(between, between);
			for (int at = 0; at < t * t; at++) {
				logits[at] = between[at] * squares;
				mixed[at] = variances.logits * logits[at];
			}
			for (int g = 0; g < thetas.length; g++) {
				double cross = sum(between, thetas[g]), factor = variances.output * variances.logits;
				for (int at = 0; at < t * t; at++) entering[g][at] = factor * (thetas[g][at] * squares + 2 * between[at] * cross);
			}
		}

		/** Σ_bj x_bj y_bj, added symmetrically in the two inputs. */
		private double sum(double[] x, double[] y) {
			double sum = 0;
			for (int p = 0; p < t; p++)
				for (int q = p; q < t; q++) sum += q == p ? x[p * t + q] * y[p * t + q] : x[p * t + q] * y[p * t + q] + x[q * t + p] * y[q * t + p];
			return sum;
		}
	}

	@Override
	public double work() {
		double t = leaving.positions(), one = switch (kind) {
		case LINEAR -> t * t * t * t;
		case IDENTITY -> 2 * t * t;
		case SOFTMAX -> expectation != null ? t * t * expectation.work() : t == 1 ? 1 : t * t * QUADRATURE;
		};
		return one * (leaving.tangent() ? 2 : 1) * (leaving.byGroup() ? 1 + leaving.groups().size() : 1);
	}

	@Override
	public KernelTile apply(KernelTile from) {
		var to = from.like(leaving.positions(), leaving.pairs());
		int rows = from.rows(), columns = from.columns(), n = rows * columns;
		var terms = from.contributions();
		var entering = new ArrayList<double[]>();
		var leaves = new ArrayList<double[]>();
		if (from.tangent() != null) {
			entering.add(from.tangent());
			leaves.add(to.tangent());
		}
		if (terms != null) {
			entering.addAll(terms);
			leaves.addAll(to.contributions());
			for (int g = 0; g < variances.groups(); g++) to.contributions().add(new double[to.covariance().length]);
		}
		var pair = new Pair(entering.size());
		for (int r = 0; r < rows; r++) {
			gather(from.row().covariance(), rows, r, pair.left);
			for (int c = 0, at = r * columns; c < columns; c++, at++) {
				gather(from.column().covariance(), columns, c, pair.right);
				gather(from.covariance(), n, at, pair.between);
				for (int g = 0; g < pair.thetas.length; g++) gather(entering.get(g), n, at, pair.thetas[g]);
				pair.compute();
				for (int block = 0; block < to.blocks(); block++) {
					int i = to.left(block) * pair.t + to.right(block), place = block * n + at;
					to.covariance()[place] = variances.output * pair.mixed[i];
					for (int g = 0; g < leaves.size(); g++) leaves.get(g)[place] = pair.entering[g][i];
					for (int g = 0; g < variances.groups() && to.tangent() != null; g++) {
						double own = own(pair, g, i);
						to.tangent()[place] += own;
						if (terms != null) to.contributions().get(terms.size() + g)[place] = own;
					}
				}
			}
		}
		side(from, from.row(), to, to.row());
		side(from, from.column(), to, to.column());
		Sines.fromEntries(to);
		return to;
	}

	/** What the layer's own group gives. */
	private double own(Pair pair, int group, int i) {
		int queries = variances.ownLogits.length;
		return group < queries ? variances.ownLogits[group] * variances.output * pair.logits[i] : variances.ownOutput[group - queries] * pair.mixed[i];
	}

	/** Within inputs. */
	private void side(KernelTile from, KernelTile.Side side, KernelTile to, KernelTile.Side out) {
		int n = side.count();
		var pair = new Pair(0);
		for (int i = 0; i < n; i++) {
			gather(side.covariance(), n, i, pair.left);
			System.arraycopy(pair.left, 0, pair.right, 0, pair.left.length);
			System.arraycopy(pair.left, 0, pair.between, 0, pair.left.length);
			pair.compute();
			for (int block = 0; block < to.blocks(); block++) out.covariance()[block * n + i] = variances.output * pair.mixed[to.left(block) * pair.t + to.right(block)];
		}
	}

	/** The matrix of token pairs at one place of each block. */
	private static void gather(double[] x, int n, int at, double[] to) {
		for (int block = 0; block < to.length; block++) to[block] = x[block * n + at];
	}
}
