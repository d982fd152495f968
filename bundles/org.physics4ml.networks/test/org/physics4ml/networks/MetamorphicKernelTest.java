package org.physics4ml.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Nonlinearity.Parity;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.Networks.TestPrior;

/** What the kernels of a changed data set have to be, given those of the data set, for any activation. */
class MetamorphicKernelTest {

	private static final double[][] DATA = { { 0.3, -1.2, 0.7 }, { 1.1, 0.4, -0.2 }, { -0.6, 0.9, 1.3 }, { 0.2, 0.1, -1.5 } };
	private static final double WEIGHT = 1.3, BIAS = 0.2;

	static Stream<String> activations() {
		return Stream.of("relu", "leaky-relu(0.1)", "abs", "erf", "gelu", "sin", "cos", "gauss", "tanh", "silu", "identity", "monomial(2)", "rectified-monomial(2)", "rbf(0.7)", "step", "sign",
				"formula(x*tanh(x))");
	}

	/** K and Θ, row by row; Θ is K for what jumps. */
	private record Matrices(double[] nngp, double[] tangent) {

		/** @param weight of each layer, or one for all */
		static Matrices of(String activation, double[][] points, double bias, double... weight) throws UnsuitableException {
			var limit = Networks.mlp(activation, List.of(3, 3), new TestPrior(weight, new double[] { bias }, "gaussian", Map.of()), points[0].length).capability(InfiniteWidth.class).orElseThrow();
			var all = new Points(points);
			boolean smooth = Networks.activation(activation).derivative().isPresent();
			double[] nngp = limit.nngp(all, Method.AUTO).values();
			return new Matrices(square(nngp, all), square(smooth ? limit.tangent(all, Method.AUTO, false).values() : nngp, all));
		}

		private static double[] square(double[] packed, Points points) {
			int n = points.count();
			var square = new double[n * n];
			for (int i = 0; i < n; i++)
				for (int j = 0; j < n; j++) {
					int p = points.distinctIndex(i), q = points.distinctIndex(j);
					square[i * n + j] = packed[DrawSampler.index(Math.min(p, q), Math.max(p, q), points.distinctCount())];
				}
			return square;
		}

		/** Within 1e-12 of √(K_ii K_jj). */
		void assertNear(Matrices expected, String message) {
			int n = (int) Math.sqrt(nngp.length);
			for (var pair : List.of(new double[][] { expected.nngp, nngp }, new double[][] { expected.tangent, tangent }))
				for (int i = 0; i < n; i++)
					for (int j = 0; j < n; j++)
						assertEquals(pair[0][i * n + j], pair[1][i * n + j], 1e-12 * Math.sqrt(pair[0][i * n + i] * pair[0][j * n + j]), message + " " + i + " " + j);
		}

		void assertSameBits(Matrices expected) {
			assertArrayEquals(expected.nngp, nngp);
			assertArrayEquals(expected.tangent, tangent);
		}

		/** Rows and columns in another order, or more than once. */
		Matrices at(int... indices) {
			int n = (int) Math.sqrt(nngp.length), m = indices.length;
			double[] k = new double[m * m], theta = new double[m * m];
			for (int i = 0; i < m; i++)
				for (int j = 0; j < m; j++) {
					k[i * m + j] = nngp[indices[i] * n + indices[j]];
					theta[i * m + j] = tangent[indices[i] * n + indices[j]];
				}
			return new Matrices(k, theta);
		}
	}

	private static double[][] map(UnaryOperator<double[]> change) {
		return Stream.of(DATA).map(change).toArray(double[][]::new);
	}

	private static double[][] scaled(double factor) {
		return map(x -> Arrays.stream(x).map(coordinate -> factor * coordinate).toArray());
	}

	@ParameterizedTest
	@MethodSource("activations")
	void anotherOrderAndRepetitionsChangeNoBit(String activation) throws UnsuitableException {
		var known = Matrices.of(activation, DATA, BIAS, WEIGHT);
		int[] order = { 2, 0, 3, 0, 1, 2 };
		Matrices.of(activation, Arrays.stream(order).mapToObj(i -> DATA[i]).toArray(double[][]::new), BIAS, WEIGHT).assertSameBits(known.at(order));
	}

	/** Kernels of fully connected networks depend on x·x' alone. */
	@ParameterizedTest
	@MethodSource("activations")
	void rotationsChangeNothing(String activation) throws UnsuitableException {
		var random = new Random(2);
		double[][] axes = new double[3][3];
		for (int a = 0; a < 3; a++) {
			for (int i = 0; i < 3; i++) axes[a][i] = random.nextGaussian();
			for (int b = 0; b <= a; b++) {
				double product = 0, square = 0;
				for (int i = 0; i < 3; i++) {
					product += axes[a][i] * axes[b][i];
					square += axes[b][i] * axes[b][i];
				}
				for (int i = 0; i < 3; i++) axes[a][i] = a == b ? axes[a][i] / Math.sqrt(square) : axes[a][i] - product / square * axes[b][i];
			}
		}
		var rotated = map(x -> Arrays.stream(axes).mapToDouble(axis -> axis[0] * x[0] + axis[1] * x[1] + axis[2] * x[2]).toArray());
		Matrices.of(activation, rotated, BIAS, WEIGHT).assertNear(Matrices.of(activation, DATA, BIAS, WEIGHT), "rotated");
		// coordinates that are always 0 dilute the others: σ_w²/d
		var wider = map(x -> Arrays.copyOf(x, 6));
		Matrices.of(activation, wider, BIAS, 2 * WEIGHT, WEIGHT, WEIGHT).assertNear(Matrices.of(activation, DATA, BIAS, WEIGHT), "wider");
	}

	/** Inputs s times as large are a first layer of s² times the variance. */
	@ParameterizedTest
	@MethodSource("activations")
	void scaledInputsAreScaledWeights(String activation) throws UnsuitableException {
		Matrices.of(activation, scaled(2), BIAS, WEIGHT).assertNear(Matrices.of(activation, DATA, BIAS, 4 * WEIGHT, WEIGHT, WEIGHT), "scaled");
	}

	/** Without biases σ(λz) = λ^k σ(z) gives K λ^{2k^L}, here of two layers. */
	@ParameterizedTest
	@CsvSource({ "relu, 1", "leaky-relu(0.1), 1", "abs, 1", "identity, 1", "step, 0", "sign, 0", "rectified-monomial(2), 2", "monomial(3), 3" })
	void homogeneousActivationsScale(String activation, int degree) throws UnsuitableException {
		double factor = StrictMath.pow(3, 2 * degree * degree);
		var known = Matrices.of(activation, DATA, 0, WEIGHT);
		Matrices.of(activation, scaled(3), 0, WEIGHT)
				.assertNear(new Matrices(Arrays.stream(known.nngp).map(k -> factor * k).toArray(), Arrays.stream(known.tangent).map(k -> factor * k).toArray()), "scaled");
	}

	/** Without biases K(-x, x') is K(x, x') for even activations and minus that for odd ones; Θ likewise. */
	@ParameterizedTest
	@MethodSource("activations")
	void reflectionsActAsTheParity(String activation) throws UnsuitableException {
		var parity = Networks.activation(activation).parity();
		if (parity == Parity.NONE) return;
		double[][] reflected = DATA.clone();
		reflected[1] = Arrays.stream(DATA[1]).map(coordinate -> -coordinate).toArray();
		Matrices known = Matrices.of(activation, DATA, 0, WEIGHT), found = Matrices.of(activation, reflected, 0, WEIGHT);
		int n = DATA.length, sign = parity == Parity.EVEN ? 1 : -1;
		for (int i = 0; i < n; i++) {
			int s = i == 1 ? 1 : sign;
			assertEquals(s * known.nngp[n + i], found.nngp[n + i], 1e-12 * Math.sqrt(known.nngp[n + 1] * known.nngp[i * n + i]));
			assertEquals(s * known.tangent[n + i], found.tangent[n + i], 1e-12 * Math.sqrt(known.tangent[n + 1] * known.tangent[i * n + i]));
		}
	}

	/** A law that no single activation can show alone: abrelu(α, β) is a mixture of relu(z) and relu(-z). */
	@Test
	void reflectedRectifiersHaveOneKernel() throws UnsuitableException {
		Matrices.of("abrelu(1, 0)", DATA, BIAS, WEIGHT).assertNear(Matrices.of("relu", DATA, BIAS, WEIGHT), "min(z, 0) is -relu(-z)");
	}
}
