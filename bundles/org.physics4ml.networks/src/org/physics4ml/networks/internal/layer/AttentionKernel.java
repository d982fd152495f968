package org.physics4ml.networks.internal.layer;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.QuadratureKernel;
import org.physics4ml.compute.gaussian.Regularity;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;

/**
 * The kernel map of self-attention (arXiv:2006.10540; PHYSICS 6), out_ai(x,x') = σ_OV² Σ_bj K_bj E[A_ab(x) A_ij(x')]. With 1/d_k and tied weights A is certain, ζ(σ_QK K(x,x)). With d_k^{-1/2} and independent
 * weights logits are Gaussian with E G_ab G_ij = σ_QK² K_ai K_bj: a closed form for the identity, and for the softmax of two tokens the expectation of two sigmoids.
 *
 * @param soft           whether ζ is the softmax
 * @param logitVariance  σ_QK² = σ_Q² σ_K²
 * @param outputVariance σ_OV² = σ_O² σ_V²
 * @param expectation    of the softmax of more than two tokens, sampled; null else
 */
record AttentionKernel(Kind kind, boolean soft, double logitVariance, double outputVariance, KernelForm leaving, SoftmaxExpectation expectation) implements KernelMap {

	/** What is known of the weights. */
	enum Kind {
		LINEAR, IDENTITY, SOFTMAX
	}

	private static final ScalarFunction TANH = ScalarFunction.of(Regularity.analytic(StrictMath.PI / 2, 0), Elementary::tanh);
	private static final ScalarFunction TANH_SLOPE = ScalarFunction.of(Regularity.analytic(StrictMath.PI / 2, 0), z -> {
		double e = Elementary.exp(-2 * Math.abs(z)), s = 1 + e;
		return 4 * e / (s * s);
	});
	/** Groups of this layer: queries and, with independent weights, keys; values and output. */
	private static final int VALUE_AND_OUTPUT = 2;

	/** Covariances of the tokens of two inputs: those between them, and the variances' matrices within each. */
	private final class Pair {

		final int t = leaving.positions();
		final double[] between = new double[t * t], left = new double[t * t], right = new double[t * t], theta = new double[t * t];
		final double[] a = new double[t * t], b = new double[t * t], work = new double[t * t];
		/** out, the contribution of the logits' own parameters, and what Θ of the entering features gives. */
		final double[] out = new double[t * t], logits = new double[t * t], entering = new double[t * t];

		final SoftmaxExpectation.Work samples = expectation == null ? null : expectation.new Work();

		void compute(boolean derivatives) {
			switch (kind) {
			case LINEAR -> linear(derivatives);
			case IDENTITY -> identity(derivatives);
			case SOFTMAX -> {
				if (samples == null) softmax(derivatives);
				else sampled();
			}
			}
		}

		private void linear(boolean derivatives) {
			double s = Math.sqrt(logitVariance);
			for (int i = 0; i < t * t; i++) {
				a[i] = s * left[i];
				b[i] = s * right[i];
			}
			if (soft) {
				Attention.softmax(a, t);
				Attention.softmax(b, t);
			}
			sandwich(between, out);
			if (derivatives) sandwich(theta, entering);
		}

		/** σ_OV² A x Bᵀ, each entry summed symmetrically in the two inputs. */
		private void sandwich(double[] x, double[] to) {
			for (int i = 0; i < t; i++)
				for (int j = 0; j < t; j++) {
					double sum = 0;
					for (int p = 0; p < t; p++)
						for (int q = p; q < t; q++) {
							double one = a[i * t + p] * b[j * t + q] * x[p * t + q];
							sum += q == p ? one : one + a[i * t + q] * b[j * t + p] * x[q * t + p];
						}
					to[i * t + j] = outputVariance * sum;
				}
		}

		private void identity(boolean derivatives) {
			double squares = sum(between, between), mixed = derivatives ? sum(between, theta) : 0, factor = outputVariance * logitVariance;
			for (int i = 0; i < t * t; i++) {
				out[i] = factor * between[i] * squares;
				if (!derivatives) continue;
				logits[i] = out[i];
				entering[i] = factor * (theta[i] * squares + 2 * between[i] * mixed);
			}
		}

		private double sum(double[] x, double[] y) {
			double sum = 0;
			for (int p = 0; p < t; p++)
				for (int q = p; q < t; q++) sum += q == p ? x[p * t + q] * y[p * t + q] : x[p * t + q] * y[p * t + q] + x[q * t + p] * y[q * t + p];
			return sum;
		}

		private void sampled() {
			for (int i = 0; i < t; i++)
				for (int j = 0; j < t; j++) out[i * t + j] = outputVariance * samples.of(logitVariance, left, right, between, i, j);
		}

		/** Two tokens: A_a1 = 1/2 + tanh(D_a/2)/2 with D_a = G_a1 - G_a2; one: A = 1. */
		private void softmax(boolean derivatives) {
			if (t == 1) {
				out[0] = outputVariance * between[0];
				logits[0] = 0;
				if (derivatives) entering[0] = outputVariance * theta[0];
				return;
			}
			double difference = contrast(between), all = total(between), leftDifference = contrast(left), rightDifference = contrast(right), quarter = logitVariance / 4;
			var kernel = new QuadratureKernel(TANH, derivatives ? TANH_SLOPE : null);
			var image = new double[3];
			for (int i = 0; i < 2; i++)
				for (int j = 0; j < 2; j++) {
					double u = quarter * left[i * 3] * leftDifference, v = quarter * right[j * 3] * rightDifference, w = quarter * between[i * 2 + j] * difference;
					kernel.map(u, v, w, Math.max(0, Math.fma(u, v, -w * w)), GaussianMoments.square(TANH, u).value(), GaussianMoments.square(TANH, v).value(), image);
					double tau = image[ActivationKernel.K] / 4;
					out[i * 2 + j] = outputVariance * (all / 4 + tau * difference);
					if (!derivatives) continue;
					double slope = outputVariance * difference * logitVariance * image[ActivationKernel.K_DOT] / 16, thetaDifference = contrast(theta);
					logits[i * 2 + j] = slope * between[i * 2 + j] * difference;
					entering[i * 2 + j] = outputVariance * (total(theta) / 4 + tau * thetaDifference) + slope * (theta[i * 2 + j] * difference + between[i * 2 + j] * thetaDifference);
				}
		}

		private static double contrast(double[] x) {
			return x[0] + x[3] - (x[1] + x[2]);
		}

		private static double total(double[] x) {
			return x[0] + x[3] + (x[1] + x[2]);
		}
	}

	@Override
	public KernelTile apply(KernelTile from) {
		var to = from.like(leaving.positions(), leaving.pairs());
		var pair = new Pair();
		int rows = from.rows(), columns = from.columns(), n = rows * columns, t = pair.t;
		KernelTile.Side row = from.row(), column = from.column();
		var theta = from.tangent();
		var terms = from.contributions();
		int own = kind == Kind.LINEAR ? 1 : 2;
		if (terms != null) for (int g = 0; g < own + VALUE_AND_OUTPUT; g++) to.contributions().add(new double[to.covariance().length]);
		for (int r = 0; r < rows; r++) {
			gather(row.covariance(), rows, r, pair.left);
			for (int c = 0, at = r * columns; c < columns; c++, at++) {
				gather(column.covariance(), columns, c, pair.right);
				gather(from.covariance(), n, at, pair.between);
				if (theta != null) gather(theta, n, at, pair.theta);
				pair.compute(theta != null);
				for (int block = 0; block < to.blocks(); block++) {
					int i = to.left(block) * t + to.right(block);
					to.covariance()[block * n + at] = pair.out[i];
					if (theta != null) to.tangent()[block * n + at] = VALUE_AND_OUTPUT * pair.out[i] + own * pair.logits[i] + pair.entering[i];
					if (terms == null) continue;
					for (int g = 0; g < own + VALUE_AND_OUTPUT; g++) to.contributions().get(terms.size() + g)[block * n + at] = g < own ? pair.logits[i] : pair.out[i];
				}
				if (terms != null)
					for (int g = 0; g < terms.size(); g++) {
						gather(terms.get(g), n, at, pair.theta);
						pair.compute(true);
						for (int block = 0; block < to.blocks(); block++) to.contributions().get(g)[block * n + at] = pair.entering[to.left(block) * t + to.right(block)];
					}
			}
		}
		side(pair, from, row, to, to.row());
		side(pair, from, column, to, to.column());
		Sines.fromEntries(to);
		return to;
	}

	/** Within inputs. */
	private static void side(Pair pair, KernelTile from, KernelTile.Side side, KernelTile to, KernelTile.Side out) {
		int n = side.count(), t = pair.t;
		for (int i = 0; i < n; i++) {
			gather(side.covariance(), n, i, pair.left);
			System.arraycopy(pair.left, 0, pair.right, 0, t * t);
			System.arraycopy(pair.left, 0, pair.between, 0, t * t);
			pair.compute(false);
			for (int block = 0; block < to.blocks(); block++) out.covariance()[block * n + i] = pair.out[to.left(block) * t + to.right(block)];
		}
	}

	/** The matrix of token pairs at one place of each block. */
	private static void gather(double[] x, int n, int at, double[] to) {
		for (int block = 0; block < to.length; block++) to[block] = x[block * n + at];
	}
}
